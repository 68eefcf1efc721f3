"""Undoing a whole import: exactly what came in with it goes out, and nothing that somebody has worked on meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from riskbild.audit.record import Change
from riskbild.followup.actions.importing import withdraw_reports
from riskbild.intake import events
from riskbild.intake.actions.taking import check_state, check_year_open, move, save_intake, take_intake
from riskbild.intake.models import Intake, TakenRow
from riskbild.intake.states import Choice, IntakeState, Origin
from riskbild.organisation.permissions import Actor
from riskbild.planning.actions.importing import withdraw_plan_rows
from riskbild.register.actions.documents import withdraw_document
from riskbild.register.actions.editing import archive_risk, edit_risk
from riskbild.register.queries.comparison import versions_of
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_NAMED = 5


class Changed(StrEnum):
    """What an undo does with risks that somebody has changed since the import: it asks, keeps them, or takes them."""

    ASK = "ask"
    KEEP = "keep"
    TAKE = "take"


@dataclass(frozen=True)
class _Standing:
    """A taken row whose risk is still in the register, and whether somebody has changed it since."""

    row: TakenRow
    version: int
    title: str

    @property
    def changed(self) -> bool:
        return self.version != self.row.risk_version


@transaction.atomic
def undo(*, by: Actor, intake_id: UUID, now: datetime, changed: Changed = Changed.ASK) -> Intake:
    """Archives the risks that an import added and puts back the cells that it changed. Undone already is fine.

    Raises `Refused`, naming them, when risks have been changed since and nobody has said what to do with those, and
    when the year is closed.
    """
    intake = take_intake(by, intake_id, None, now)
    if intake.state == IntakeState.UNDONE:
        return intake
    check_state(intake, IntakeState.ACCEPTED)
    if intake.origin == Origin.WORKBOOK:
        raise Refused(_WORKBOOK)
    check_year_open(intake)
    standing = _standing(intake)
    worked_on = [one for one in standing if one.changed]
    if worked_on and changed is Changed.ASK:
        raise Refused(_changed_since([one.title for one in worked_on]))
    for one in standing:
        if not one.changed or changed is Changed.TAKE:
            _take_out(by, intake, one, now)
    if intake.document is not None:
        withdraw_reports(by=by, document_id=intake.document, now=now)
        withdraw_plan_rows(by=by, document_id=intake.document, now=now)
        withdraw_document(by=by, document_id=intake.document, now=now)
        intake.document = None
    TakenRow.objects.filter(municipality_id=intake.municipality_id, intake=intake).update(taken_back=True)
    move(intake, IntakeState.UNDONE)
    kept = len(worked_on) if changed is Changed.KEEP else 0
    change = Change(events.UNDONE, "intake", intake.pk, after={"name": intake.name, "rows": len(standing) - kept})
    return save_intake(intake, change, by=by, now=now)


@transaction.atomic
def reopen(*, by: Actor, intake_id: UUID, version: int, now: datetime) -> Intake:
    """Lets an undone import be reviewed once more, with its corrections as they were."""
    intake = take_intake(by, intake_id, version, now)
    check_state(intake, IntakeState.UNDONE)
    move(intake, IntakeState.READY)
    change = Change(events.REOPENED, "intake", intake.pk, after={"name": intake.name})
    return save_intake(intake, change, by=by, now=now)


@transaction.atomic
def discard(*, by: Actor, intake_id: UUID, version: int, now: datetime) -> Intake:
    """Throws away what was not accepted; the file itself is kept under its checksum. Discarded already is fine."""
    intake = take_intake(by, intake_id, None, now)
    if intake.state == IntakeState.DISCARDED:
        return intake
    intake = take_intake(by, intake_id, version, now)
    move(intake, IntakeState.DISCARDED)
    change = Change(events.DISCARDED, "intake", intake.pk, after={"name": intake.name})
    return save_intake(intake, change, by=by, now=now)


def _standing(intake: Intake) -> list[_Standing]:
    rows = list(
        TakenRow.objects.filter(municipality_id=intake.municipality_id, intake=intake, taken_back=False).order_by(
            "position"
        )
    )
    versions = versions_of([row.risk_id for row in rows], intake.municipality_id)
    found = ((row, *versions[row.risk_id]) for row in rows if row.risk_id in versions)
    # A risk that somebody has archived meanwhile is out already.
    return [_Standing(row, version, title) for row, version, archived, title in found if not archived]


def _take_out(by: Actor, intake: Intake, one: _Standing, now: datetime) -> None:
    risk_id, version = one.row.risk_id, one.version
    if one.row.choice == Choice.ADD:
        reason = f"Inläsningen av {intake.name} ångrades."
        archive_risk(by=by, risk_id=risk_id, version=version, reason=reason, now=now)
    elif one.row.before:
        edit_risk(by=by, risk_id=risk_id, version=version, changes=one.row.before, now=now)


def _changed_since(titles: Sequence[str]) -> Sentence:
    named = ", ".join(f"”{title[:80]}”" for title in titles[:_NAMED])
    more = len(titles) - _NAMED
    return Sentence(
        sv=f"Sedan inläsningen har {len(titles)} risker ändrats: {named}{f' och {more} till' if more > 0 else ''}. "
        "Välj vad som ska hända med dem.",
        en=f"Since the import {len(titles)} risks have been changed: {named}{f' and {more} more' if more > 0 else ''}. "
        "Choose what is to happen to them.",
    )


_WORKBOOK = Sentence(
    sv="Ändringar ur en arbetsbok ångras på var risks egen sida.",
    en="Changes from a workbook are undone on each risk's own page.",
)
