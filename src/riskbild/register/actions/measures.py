"""Measures: children of the risk's cells, each with roles, a person, a deadline and progress of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from riskbild.audit.actor import Operator
from riskbild.audit.ids import uuid7
from riskbild.audit.record import Change
from riskbild.audit.writing import add, insert, update
from riskbild.organisation.conflict import take
from riskbild.organisation.day import day_of
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor
from riskbild.organisation.roles import Permission
from riskbild.register import events
from riskbild.register.actions.checking import checked_fields, checked_text
from riskbild.register.actions.indexing import index_risk
from riskbild.register.actions.taking import save_risk, take_risk
from riskbild.register.derive import due_date, measures_of, put_cells_of, put_texts, roles_of
from riskbild.register.models import Measure, Risk, RiskRole
from riskbild.register.queries.seen import masks_for
from riskbild.rules.progress import FOLLOWS, Progress
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class MeasureTexts:
    """What a person writes about a measure."""

    text: str
    roles: str = ""
    deadline: str = ""
    person_id: UUID | None = None


@transaction.atomic
def add_measure(
    *, by: Actor, risk_id: UUID, version: int, texts: MeasureTexts, now: datetime, measure_id: UUID | None = None
) -> Measure:
    """Adds a measure last among the risk's; `version` is the risk's."""
    risk = take_risk(by, risk_id, version, Permission.EDIT_RISK, now)
    _check_readable(by, risk, now)
    rows = list(_rows(risk))
    position = rows[-1].position + 1 if rows else 0
    measure = Measure(
        id=measure_id or uuid7(), municipality_id=risk.municipality_id, risk=risk, position=position,
        progress=Progress.NOT_STARTED,
    )  # fmt: skip
    _put(measure, texts, risk)
    add(measure)
    _hand_down(risk, measure, rows, before={})
    _follow(risk, [*rows, measure], by, now, Change(events.MEASURE_ADDED, "risk", risk.pk, after=_told(measure)))
    return measure


@transaction.atomic
def edit_measure(
    *, by: Actor, measure_id: UUID, version: int, risk_version: int, texts: MeasureTexts, now: datetime
) -> Measure:
    """Changes a measure's text, roles, person or deadline; the risk's cells are rewritten from its measures."""
    measure = take(Measure, by, measure_id, version=version)
    risk = take_risk(by, measure.risk_id, risk_version, Permission.EDIT_RISK, now)
    _check_readable(by, risk, now)
    before = _told(measure)
    _put(measure, texts, risk)
    measure.version += 1
    update(measure)
    _hand_down(risk, measure, [row for row in _rows(risk) if row.pk != measure.pk], before=before)
    change = Change(events.MEASURE_EDITED, "risk", risk.pk, before, _told(measure))
    _follow(risk, list(_rows(risk)), by, now, change)
    return measure


@transaction.atomic
def remove_measure(*, by: Actor, measure_id: UUID, version: int, risk_version: int, now: datetime) -> None:
    """Takes a measure away; what it said stays in the trail."""
    measure = take(Measure, by, measure_id, version=version)
    risk = take_risk(by, measure.risk_id, risk_version, Permission.EDIT_RISK, now)
    _check_readable(by, risk, now)
    change = Change(events.MEASURE_REMOVED, "risk", risk.pk, before=_told(measure))
    measure.delete()
    _follow(risk, list(_rows(risk)), by, now, change)


@transaction.atomic
def report_measure(
    *, by: Actor, measure_id: UUID, version: int, progress: Progress, note: str | None, now: datetime
) -> Measure:
    """Says how far a measure has come. A reporter may for the measures given to them, others where they may edit.

    `note` replaces what was noted before; none keeps it. Raises `Refused` for a step that cannot follow
    (`rules.progress.FOLLOWS`).
    """
    measure = take(Measure, by, measure_id, version=version)
    own = not isinstance(by, Operator) and measure.person_id == by.pk
    permission = Permission.REPORT_OWN if own else Permission.EDIT_RISK
    return put_progress(by, measure, take_risk(by, measure.risk_id, None, permission, now), progress, note, now)


def put_progress(  # noqa: PLR0917 - a measure, its risk and what is said of it
    by: Actor, measure: Measure, risk: Risk, progress: Progress, note: str | None, now: datetime
) -> Measure:
    """Writes how far a measure has come; both rows are held. The caller has asked who may."""
    here = Progress(measure.progress)
    if progress != here and progress not in FOLLOWS[here]:
        raise Refused(_STEP)
    before = {"progress": measure.progress, "progress_note": measure.progress_note, "text": measure.text}
    measure.progress = progress
    if note is not None:
        measure.progress_note = checked_text("comment", note)
    measure.version += 1
    update(measure)
    after = {"progress": measure.progress, "progress_note": measure.progress_note}
    save_risk(risk, Change(events.MEASURE_REPORTED, "risk", risk.pk, before, after), by=by, now=now)
    return measure


def measures_follow(risk: Risk) -> None:
    """Makes the children follow a rewritten `measures` cell; a paragraph that stands unchanged keeps its child."""
    kept = {row.text: row for row in reversed(list(_rows(risk)))}
    wanted = measures_of(risk)
    texts = {row.text for row in wanted}
    Measure.objects.filter(municipality_id=risk.municipality_id, risk=risk).exclude(text__in=texts).delete()
    for row in wanted:
        old = kept.pop(row.text, None)
        if old is None:
            add(row)
        elif old.position != row.position:
            Measure.objects.filter(municipality_id=risk.municipality_id, pk=old.pk).update(position=row.position)


def _rows(risk: Risk) -> Any:
    return Measure.objects.filter(municipality_id=risk.municipality_id, risk=risk).order_by("position", "pk")


def _put(measure: Measure, texts: MeasureTexts, risk: Risk) -> None:
    checked = checked_fields({"measures": texts.text, "responsible": texts.roles, "deadline": texts.deadline})
    measure.text = " ".join(checked["measures"].split())
    if not measure.text:
        raise Refused(Sentence(sv="Beskriv åtgärden.", en="Describe the measure."))
    measure.roles, measure.deadline = checked["responsible"].strip(), checked["deadline"].strip()
    measure.due_on = due_date(measure.deadline, risk.year)
    measure.person_id = _person(risk, texts.person_id)


def _person(risk: Risk, person_id: UUID | None) -> UUID | None:
    people = User.objects.filter(municipality_id=risk.municipality_id, is_active=True)
    if person_id is not None and not people.filter(pk=person_id).exists():
        raise Missing
    return person_id


def _follow(risk: Risk, measures: list[Measure], by: Actor, now: datetime, change: Change) -> None:
    put_cells_of(risk, measures)
    put_texts(risk)
    RiskRole.objects.filter(municipality_id=risk.municipality_id, risk=risk).delete()
    insert(RiskRole, roles_of(risk))
    index_risk(risk)
    save_risk(risk, change, by=by, now=now)


def _hand_down(risk: Risk, changed: Measure, others: list[Measure], *, before: Mapping[str, Any]) -> None:
    """The first measure with a deadline or roles of its own takes over the risk's cell; the others keep it."""
    for own, cell in (("deadline", "deadline"), ("roles", "responsible")):
        had_own = before.get(cell) or any(getattr(row, own) for row in others)
        if getattr(changed, own) and getattr(risk, cell) and not had_own:
            for row in others:
                setattr(row, own, getattr(risk, cell))
                row.due_on = due_date(row.deadline, risk.year)
                update(row, own, "due_on")


def _check_readable(by: Actor, risk: Risk, now: datetime) -> None:
    hidden: Mapping[str, Sentence] = masks_for(by, [risk], day_of(now)).get(risk.pk, {})
    if {"measures", "responsible", "deadline"} & hidden.keys():
        raise Forbidden(Sentence(sv="Åtgärderna är sekretessmarkerade.", en="The measures are marked secret."))


def _told(measure: Measure) -> dict[str, Any]:
    return {
        "measures": measure.text, "responsible": measure.roles, "deadline": measure.deadline,
        "person": str(measure.person_id) if measure.person_id else None,
    }  # fmt: skip


_STEP = Sentence(sv="Det steget kan inte följa på det som gäller nu.", en="That step cannot follow the present one.")
