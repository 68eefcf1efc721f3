"""The frame around every page of a board's year: whose year it is, its parts as tabs, the board's other years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from riskbild.organisation.access import access_of
from riskbild.organisation.conflict import NOT_FOUND
from riskbild.organisation.roles import Permission
from riskbild.register.queries.choices import YearSeen, years_seen_by
from riskbild.rules.refusal import Missing
from riskbild.web.request import SignedInRequest

TABS = (
    ("cycle", gettext_noop("Årshjul")),
    ("nominations", gettext_noop("Nomineringar")),
    ("workshops", gettext_noop("Riskverkstad")),
    ("profile", gettext_noop("Samlad riskbild")),
    ("plan", gettext_noop("Internkontrollplan")),
    ("followup", gettext_noop("Uppföljning")),
    ("deviations", gettext_noop("Avvikelser")),
    ("documents", gettext_noop("Dokument")),
)
"""The parts of a year in the order they are worked through: names of addresses that take the year's key."""


@dataclass(frozen=True)
class YearFrame:
    """A board's year as its pages are framed. `tabs` are (text, address, whether it is here), `years` the board's
    other years in the same part (year, address), the latest first."""

    year: YearSeen
    board: str
    tabs: Sequence[tuple[str, str, bool]]
    years: Sequence[tuple[int, str]]

    @property
    def name(self) -> str:
        """What the year is called: "Socialnämnden 2026"."""
        return f"{self.board} {self.year.year}"


def frame_of(request: SignedInRequest, board_year_id: UUID, here: str) -> YearFrame:
    """The frame of one year's page; `here` is the name of the part. One query. Raises `Missing`."""
    years = board_years(request)
    year = next((one for one in years if one.id == board_year_id), None)
    if year is None:
        raise Missing(NOT_FOUND)
    tree = access_of(request.user, request.today).tree
    board = tree.get(year.board_id)
    return YearFrame(
        year=year, board=board.name if board else "",
        tabs=[(gettext(text), reverse(name, args=[year.id]), name == here) for name, text in TABS],
        years=[
            (one.year, reverse(here, args=[one.id])) for one in years if one.board_id == year.board_id and one != year
        ],
    )  # fmt: skip


def board_years(request: SignedInRequest) -> list[YearSeen]:
    """The years of the boards under which the person reads more than what is their own, the latest first."""
    access = access_of(request.user, request.today)
    boards = {board.id for node in access.at(Permission.READ) if (board := access.tree.board_of(node))}
    return [year for year in years_seen_by(request.user, request.today) if year.board_id in boards]


def current_of(years: Sequence[YearSeen], today: date) -> YearSeen | None:
    """The year that a board works with now: the calendar's, else the latest before it, else the first to come."""
    passed = [one for one in years if one.year <= today.year]
    return max(passed, key=lambda one: one.year, default=None) or min(years, key=lambda one: one.year, default=None)
