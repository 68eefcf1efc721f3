"""How an action takes hold of an intake: within reach, allowed, in the right state, and as the person last saw it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from riskbild.audit.record import Change, record
from riskbild.audit.writing import insert, write
from riskbild.documents.exchange import ExchangeDocument, row_data
from riskbild.intake.models import Correction, Intake, ReadDocument, TakenRow
from riskbild.intake.review.applying import Reviewed, ReviewRow, reviewed
from riskbild.intake.review.edits import Edit
from riskbild.intake.states import FOLLOWS, STATE_LABELS, Choice, IntakeState
from riskbild.intake.stored import document_from
from riskbild.organisation.conflict import take
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, may
from riskbild.organisation.roles import Permission
from riskbild.register.actions.taking import check_open
from riskbild.register.queries.board_years import year_of
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence


def take_intake(by: Actor, intake_id: UUID, version: int | None, now: datetime) -> Intake:
    """The intake, locked. Raises `Missing`, also without the right to import there, and `Conflict`."""
    intake = take(Intake, by, intake_id, "board", "file", version=version)
    if not may(by, Permission.IMPORT, intake.board_id, today=day_of(now)):
        raise Missing
    return intake


def check_state(intake: Intake, *states: IntakeState) -> None:
    """Raises `Refused` unless the intake stands in one of the states."""
    if intake.state not in states:
        here = STATE_LABELS[IntakeState(intake.state)]
        raise Refused(
            Sentence(
                sv=f"Det går inte nu. Läget är: {here.text('sv').lower()}.",
                en=f"Not possible now. The state is: {here.text('en').lower()}.",
            )
        )


def check_year_open(intake: Intake) -> None:
    """Raises `Refused` when the year that the document is for is closed; a year to come is opened by accepting."""
    year = year_of(intake.board, intake.year)
    if year is not None:
        check_open(year)


def move(intake: Intake, state: IntakeState) -> None:
    """Puts the intake in a state that may follow the one it stands in. Raises `Refused` otherwise."""
    here = IntakeState(intake.state)
    if state not in FOLLOWS[here]:
        check_state(intake, *(before for before, after in FOLLOWS.items() if state in after))
    intake.state = state


def save_intake(
    intake: Intake, change: Change | None, *, by: Actor, now: datetime, same_version: bool = False
) -> Intake:
    """Writes an intake with its next version and the event, if there is one to tell of.

    `same_version` is for changes that contradict nothing that others have open.
    """
    intake.version += 0 if same_version else 1
    intake.changed_at = now
    write(intake)
    if change is not None:
        record(change, by=by, municipality_id=intake.municipality_id, now=now)
    return intake


def document_of(intake: Intake) -> ExchangeDocument:
    """What the latest reading found. Raises `Refused` if the file has not been read."""
    rows = ReadDocument.objects.filter(municipality_id=intake.municipality_id, intake=intake, reading=intake.reading)
    row = rows.defer("original").first()
    if row is None:
        raise Refused(Sentence(sv="Filen är inte läst än.", en="The file has not been read yet."))
    return document_from(row.document)


def standing_edits(intake: Intake) -> list[tuple[int, Edit]]:
    """The corrections that stand, each with its position."""
    rows = Correction.objects.filter(municipality_id=intake.municipality_id, intake=intake, withdrawn=False)
    pairs = rows.order_by("position").values_list("position", "edit")
    return [(position, Edit.from_data(edit)) for position, edit in pairs]


def reviewed_intake(intake: Intake) -> Reviewed:
    """The document as it stands after its corrections."""
    return reviewed(document_of(intake), standing_edits(intake))


def added(rows: Sequence[ReviewRow], risk_ids: Sequence[UUID]) -> list[TakenRow]:
    """The rows that became these new risks, in the same order; not yet saved."""
    return [
        TakenRow(row=row.key, choice=Choice.ADD, risk_id=risk_id, risk_version=1, place=place_of(row))
        for row, risk_id in zip(rows, risk_ids, strict=True)
    ]


def place_of(row: ReviewRow) -> dict[str, object]:
    """Where the row stands in its file, as data; empty where that is not known."""
    place: dict[str, object] = row_data(row.row).get("provenance", {})
    return place


def keep_taken(intake: Intake, taken: Sequence[TakenRow]) -> None:
    """Saves the rows of an intake after those of earlier times that it was accepted."""
    first = TakenRow.objects.filter(municipality_id=intake.municipality_id, intake=intake).count()
    for position, row in enumerate(taken, first):
        row.intake, row.municipality_id, row.position = intake, intake.municipality_id, position
    insert(TakenRow, taken)
