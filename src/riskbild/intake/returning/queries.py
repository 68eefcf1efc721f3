"""What a person sees of a workbook that has come back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.documents.workbook.difference import Difference
from riskbild.documents.workbook.returned import Returned
from riskbild.intake.models import ReturnedWorkbook
from riskbild.intake.queries import IntakeSeen, intake_seen_by
from riskbild.intake.returning.comparing import ADDED, check_belongs, compared
from riskbild.organisation.models import Node, User
from riskbild.organisation.permissions import Actor
from riskbild.register.actions.taking import year_closed
from riskbild.register.queries.board_years import year_of
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class ReturnedSeen:
    """A workbook beside the register: what differs, when it was drawn, and how much has been taken from it.

    `closed` says why nothing can be taken now.
    """

    intake: IntakeSeen
    difference: Difference
    made_at: str
    changed: int
    added: int
    removed: int
    closed: Sentence | None


def returned_seen_by(by: User, intake_id: UUID, today: date) -> ReturnedSeen:
    """The workbook of an intake; the number of queries does not grow with its rows. Raises `Missing`."""
    seen = intake_seen_by(by, intake_id, today)
    rows = ReturnedWorkbook.objects.filter(municipality_id=by.municipality_id, intake_id=intake_id)
    workbook = rows.select_related("intake__board").first()
    year = None if workbook is None else year_of(workbook.intake.board, workbook.intake.year)
    if workbook is None or year is None:
        raise Missing
    returned, outcome = Returned.from_data(workbook.content), workbook.outcome
    return ReturnedSeen(
        intake=seen, difference=compared(by, year, returned, outcome, today).difference,
        made_at=returned.packed.about.made_at, changed=outcome.get("changed", 0), added=len(outcome.get(ADDED, ())),
        removed=outcome.get("removed", 0), closed=year_closed(year) if year.closed else None,
    )  # fmt: skip


def difference_with(by: Actor, board: Node, year: int, returned: Returned, today: date) -> Difference:
    """What a workbook that nobody has kept yet says otherwise than the register. Raises `Refused` and `Missing`."""
    check_belongs(returned, board, year)
    found = year_of(board, year)
    if found is None:
        raise Missing
    return compared(by, found, returned, {}, today).difference
