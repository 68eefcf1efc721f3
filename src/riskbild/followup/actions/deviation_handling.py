"""What is done about a deviation: measures with owner and day, a reasoned acceptance, its end.

A year closes while measures are under way; they are carried on and followed up to their end all the same.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from riskbild.audit.ids import uuid7
from riskbild.audit.writing import add, update
from riskbild.followup import deviation_events as events
from riskbild.followup.actions.deviations import deviation_told, take_deviation
from riskbild.followup.models import Deviation, DeviationMeasure
from riskbild.organisation.conflict import NOT_FOUND, Conflict, take
from riskbild.organisation.day import day_of
from riskbild.organisation.limit import check_unlimited
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.refusing import at, filled_line
from riskbild.organisation.roles import Permission
from riskbild.planning.actions.checking import REASON, one_text
from riskbild.rules.deviation import ENDED, MEASURE_NEEDS_CAUSE, DeviationState, may_close, state_of
from riskbild.rules.progress import Progress, check_may_become
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence

_LONGEST_OWNER = 200


@dataclass(frozen=True)
class PlannedMeasure:
    """A measure against a deviation: what, whose (a role, and the person who holds it), and its last day."""

    text: str
    owner: str
    due: date
    person_id: UUID | None = None
    id: UUID = field(default_factory=uuid7)


@transaction.atomic
def plan_measure(
    *, by: Actor, deviation_id: UUID, version: int, measure: PlannedMeasure, now: datetime
) -> DeviationMeasure:
    """Adds a measure. The cause comes first: Refused without one; also for a deviation that is accepted or closed."""
    row = take_deviation(by, deviation_id, version, now, after_closing=True)
    _check_not_ended(row)
    if not row.cause.strip():
        raise at("cause", MEASURE_NEEDS_CAUSE)
    if DeviationMeasure.objects.filter(municipality_id=row.municipality_id, pk=measure.id).exists():
        raise Refused(_TWICE)
    made = DeviationMeasure(id=measure.id, municipality_id=row.municipality_id, deviation=row, changed_at=now)
    _put(made, measure)
    add(made)
    _follow(row)
    deviation_told(events.MEASURE_PLANNED, row, by=by, now=now, after=_told(made))
    return made


@transaction.atomic
def change_measure(
    *, by: Actor, measure_id: UUID, version: int, measure: PlannedMeasure, now: datetime
) -> DeviationMeasure:
    """Changes what a measure is, whose, or its last day."""
    one = take(DeviationMeasure, by, measure_id, version=None)
    row = take_deviation(by, one.deviation_id, None, now, after_closing=True)
    _check_not_ended(row)
    if one.version != version:
        raise Conflict
    before = _told(one)
    _put(one, measure)
    return _save(one, row, by, now, before)


@transaction.atomic
def report_measure(
    *, by: Actor, measure_id: UUID, version: int, progress: Progress, note: str, now: datetime
) -> DeviationMeasure:
    """Says how far a measure has come; whoever it was given to may, and who may change the deviation."""
    one = take(DeviationMeasure, by, measure_id, "deviation", version=None)
    if by.id is not None and one.person_id == by.id:
        check_unlimited(by)
        row = one.deviation
    else:
        row = take_deviation(by, one.deviation_id, None, now, after_closing=True)
    if one.version != version:
        raise Conflict
    _check_not_ended(row)
    check_may_become(Progress(one.progress), progress)
    before = _told(one)
    one.progress, one.note = progress, one_text("note", note, _NOTE)
    return _save(one, row, by, now, before)


@transaction.atomic
def accept_deviation(*, by: Actor, deviation_id: UUID, version: int, reason: str, now: datetime) -> Deviation:
    """Accepts a deviation as it is, for a reason; who decides the risk response at the unit may."""
    row = take_deviation(by, deviation_id, version, now, after_closing=True)
    check(by, Permission.RESPOND, row.node_id, today=day_of(now))
    _check_not_ended(row)
    row.outcome = one_text("reason", reason, REASON, empty=_NO_REASON)
    row.state = DeviationState.ACCEPTED
    return _end(row, events.DEVIATION_ACCEPTED, by, now)


@transaction.atomic
def close_deviation(*, by: Actor, deviation_id: UUID, version: int, note: str, now: datetime) -> Deviation:
    """Closes a deviation whose measures are done; `note` says how it was seen that they work."""
    row = take_deviation(by, deviation_id, version, now, after_closing=True)
    check(by, Permission.RESPOND, row.node_id, today=day_of(now))
    _check_not_ended(row)
    reason = may_close([Progress(progress) for progress in _measures(row).values_list("progress", flat=True)])
    if reason is not None:
        raise Refused(reason)
    row.outcome = one_text("note", note, _SEEN, empty=_NOT_SEEN)
    row.state = DeviationState.CLOSED
    return _end(row, events.DEVIATION_CLOSED, by, now)


@transaction.atomic
def reopen_deviation(*, by: Actor, deviation_id: UUID, version: int, reason: str, now: datetime) -> Deviation:
    """Takes an accepted or closed deviation up again, for a reason; in a closed year it stays as it ended."""
    row = take_deviation(by, deviation_id, version, now)
    check(by, Permission.RESPOND, row.node_id, today=day_of(now))
    if DeviationState(row.state) not in ENDED:
        raise Refused(_NOT_ENDED)
    why = one_text("reason", reason, REASON, empty=_NO_REASON)
    before = {"state": str(row.state), "outcome": row.outcome}
    row.outcome, row.ended_at, row.ended_by = "", None, None
    row.state = state_of(accepted=False, closed=False, measures=_measures(row).count())
    row.version += 1
    update(row)
    deviation_told(events.DEVIATION_REOPENED, row, by=by, now=now, before=before, after={"reason": why})
    return row


def _put(one: DeviationMeasure, measure: PlannedMeasure) -> None:
    one.text = one_text("text", measure.text, _MEASURE, empty=_NO_TEXT)
    one.owner = filled_line(measure.owner, where="owner", longest=_LONGEST_OWNER, empty=_NO_OWNER)
    one.due = measure.due
    if measure.person_id is not None:
        people = User.objects.filter(municipality_id=one.municipality_id, pk=measure.person_id, is_active=True)
        if not people.exists():
            raise Missing(NOT_FOUND)
    one.person_id = measure.person_id


def _save(one: DeviationMeasure, row: Deviation, by: Actor, now: datetime, before: dict[str, Any]) -> DeviationMeasure:
    after = _told(one)
    one.version += 1
    one.changed_at = now
    update(one)
    deviation_told(events.MEASURE_CHANGED, row, by=by, now=now, before=before, after=after)
    return one


def _follow(row: Deviation) -> None:
    row.state = state_of(accepted=False, closed=False, measures=_measures(row).count())
    row.version += 1
    update(row)


def _end(row: Deviation, event: Any, by: Actor, now: datetime) -> Deviation:
    row.ended_at, row.ended_by_id = now, by.id
    row.version += 1
    update(row)
    deviation_told(event, row, by=by, now=now, after={"state": str(row.state), "outcome": row.outcome})
    return row


def _measures(row: Deviation) -> Any:
    return DeviationMeasure.objects.filter(municipality_id=row.municipality_id, deviation=row)


def _check_not_ended(row: Deviation) -> None:
    if DeviationState(row.state) in ENDED:
        raise Refused(_IS_ENDED)


def _told(one: DeviationMeasure) -> dict[str, Any]:
    return {
        "text": one.text, "measure_owner": one.owner, "person": str(one.person_id) if one.person_id else None,
        "due": one.due.isoformat(), "progress": str(one.progress), "note": one.note,
    }  # fmt: skip


_NOTE = Sentence("Kommentar", "Comment")
_MEASURE = Sentence("Åtgärd", "Measure")
_SEEN = Sentence("Hur det har följts upp", "How it was followed up")
_NO_TEXT = Sentence("Beskriv åtgärden.", "Describe the measure.")
_NO_OWNER = Sentence("Ange vem som ansvarar.", "Say who is responsible.")
_NO_REASON = Sentence("Ange skälet.", "Give the reason.")
_NOT_SEEN = Sentence(
    "Beskriv hur du har sett att åtgärderna fungerar.", "Describe how you have seen that the measures work."
)
_TWICE = Sentence("Åtgärden är redan tillagd.", "The measure has already been added.")
_IS_ENDED = Sentence(
    "Avvikelsen är avslutad eller godtagen. Öppna den igen först.",
    "The deviation is closed or accepted. Take it up again first.",
)
_NOT_ENDED = Sentence("Avvikelsen är inte avslutad.", "The deviation has not ended.")
