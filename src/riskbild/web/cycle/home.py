"""The way into a year's work: straight to the year of the only board, else a list of boards."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from riskbild.organisation.access import access_of
from riskbild.organisation.roles import Permission
from riskbild.register.queries.choices import YearSeen
from riskbild.web.board_year import board_years, current_of
from riskbild.web.request import SignedInRequest, page, signed_in


@dataclass(frozen=True)
class BoardLine:
    """A board with the year it works with now, and its other years, the latest first."""

    name: str
    current: YearSeen
    others: Sequence[YearSeen]


@require_safe
@signed_in
def years(request: SignedInRequest) -> HttpResponse:
    """The boards in the order of the tree, or the one year where there is nothing to choose."""
    boards = _boards(request)
    if len(boards) == 1:
        return redirect("cycle", boards[0].current.id)
    access = access_of(request.user, request.today)
    context = {"boards": boards, "may_open": access.anywhere(Permission.MANAGE_YEAR)}
    return page(request, "cycle/years.html", context)


def _boards(request: SignedInRequest) -> list[BoardLine]:
    of_board: dict[UUID, list[YearSeen]] = defaultdict(list)
    for year in board_years(request):
        of_board[year.board_id].append(year)
    tree = access_of(request.user, request.today).tree
    return [
        BoardLine(board.name, current, [one for one in of_board[board.id] if one != current])
        for board in tree.boards
        if (current := current_of(of_board[board.id], request.today))
    ]
