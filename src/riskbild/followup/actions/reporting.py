"""Giving a report: what the period showed, with its occurrences; given again, it replaces what was said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from riskbild.audit.writing import update
from riskbild.followup import events
from riskbild.followup.actions.drafting import end_drafts
from riskbild.followup.actions.taking import take_report, told
from riskbild.followup.filled import TEXT_FIELDS, cleaned, filled_of, put, secret_fields
from riskbild.followup.models import Occurrence, Report
from riskbild.organisation.conflict import NOT_FOUND, take
from riskbild.organisation.permissions import Actor
from riskbild.organisation.refusing import at
from riskbild.register.actions.measures import put_progress
from riskbild.register.actions.taking import hold_risk
from riskbild.register.models import Measure
from riskbild.rules.refusal import Forbidden, Missing, Refused, refuse_if_stopped
from riskbild.rules.reporting import Filled, Subject, report_findings
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class Done:
    """What is noted of one occasion: the day the control was done, None for not, and a note."""

    done_on: date | None = None
    note: str = ""


@transaction.atomic
def report(
    *, by: Actor, report_id: UUID, version: int, filled: Filled, now: datetime,
    occurrences: Mapping[UUID, Done] | None = None,
) -> Report:  # fmt: skip
    """Gives a report, or changes one already given; the person's drafts of it are then done with.

    A measure's progress is reported to the register in the same transaction. Raises `Refused` with a finding at each
    field at fault, `Conflict` when somebody else has reported since `version`, and as `take_report`.
    """
    row = take_report(by, report_id, version, now)
    said = _with_secrets(by, row, cleaned(filled), now)
    refuse_if_stopped(report_findings(said, Subject(row.subject)))
    before = _told(filled_of(row))
    given = row.reported_at is not None
    put(row, said)
    row.reported_at, row.reported_by_id = now, by.id
    row.version += 1
    if row.subject == Subject.MEASURE:
        _tell_register(by, row, said, now)
    update(row, *_WRITTEN)
    noted = _note(row, occurrences or {})
    end_drafts(by, row, said)
    event = events.REPORT_CHANGED if given else events.REPORTED
    after = {**_told(said), "period": row.period.name_sv, **({"occurrences": noted} if noted else {})}
    told(event, row, by=by, now=now, before=before if given else {}, after=after)
    return row


def _with_secrets(by: Actor, row: Report, said: Filled, now: datetime) -> Filled:
    """What is said, with the texts that the person must not read as they were; to write over one is forbidden."""
    kept = {name: text for name in secret_fields(by, row, now) if (text := getattr(row, TEXT_FIELDS[name]))}
    if any(getattr(said, name) not in {"", text} for name, text in kept.items()):
        raise Forbidden(_SECRET)
    return said.with_texts(kept)


def _tell_register(by: Actor, row: Report, said: Filled, now: datetime) -> None:
    """Passes a measure's progress on to the register, where whoever may give the report may do so."""
    if row.measure_id is None or said.progress is None:
        raise Refused(_NO_MEASURE)
    measure = take(Measure, by, row.measure_id, version=None)
    note = said.comment or None
    if measure.progress != said.progress or note not in {None, measure.progress_note}:
        put_progress(by, measure, hold_risk(by, measure.risk_id), said.progress, note, now)


def _note(row: Report, noted: Mapping[UUID, Done]) -> list[dict[str, Any]]:
    if not noted:
        return []
    rows = Occurrence.objects.select_for_update().filter(municipality_id=row.municipality_id, report=row)
    there = {one.pk: one for one in rows.order_by("position", "pk")}
    if not noted.keys() <= there.keys():
        raise Missing(NOT_FOUND)
    changed = [one for key, one in there.items() if key in noted and _put_done(one, noted[key], row)]
    Occurrence.objects.bulk_update(changed, ["done_on", "note", "version"])
    return [{"on": str(one.due), "done_on": str(one.done_on or ""), "note": one.note} for one in changed]


def _put_done(occurrence: Occurrence, done: Done, row: Report) -> bool:
    note = cleaned(Filled(comment=done.note)).comment
    if done.done_on is not None and not _reasonable(done.done_on, row):
        raise at(f"done_on-{occurrence.pk}", _ODD_DAY)
    changed = (occurrence.done_on, occurrence.note) != (done.done_on, note)
    if changed:
        occurrence.done_on, occurrence.note = done.done_on, note
        occurrence.version += 1
    return changed


def _reasonable(day: date, row: Report) -> bool:
    return abs(day.year - row.period.year) <= 1


def _told(said: Filled) -> dict[str, Any]:
    return {name: str(value) for name in _FIELDS if (value := getattr(said, name))}


_FIELDS: Iterable[str] = ("status", "word", "text", "result", "reason", "on_plan", "comment", "progress")
_WRITTEN = [
    "status", "status_word", "status_text", "status_read", "result", "reason", "on_plan", "comment", "progress",
    "reported_at", "reported_by", "version",
]  # fmt: skip

_SECRET = Sentence(sv="Du kan inte ändra en uppgift som är sekretessmarkerad.", en="You cannot change a secret field.")
_NO_MEASURE = Sentence(sv="Åtgärden finns inte längre.", en="The measure is no longer there.")
_ODD_DAY = Sentence(sv="Dagen ligger utanför året.", en="The day lies outside the year.")
