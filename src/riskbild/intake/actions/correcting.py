"""Correcting what was read, one small change at a time; each is saved at once and can be taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from riskbild.audit.record import Change
from riskbild.audit.writing import insert
from riskbild.intake import events
from riskbild.intake.actions.receiving import queue
from riskbild.intake.actions.taking import check_state, reviewed_intake, save_intake, standing_edits, take_intake
from riskbild.intake.models import Correction, Intake
from riskbild.intake.review.applying import carry_out
from riskbild.intake.review.cells import check_cell, shown, value_of
from riskbild.intake.review.edits import BY_HAND, Do, Edit
from riskbild.intake.states import IntakeState
from riskbild.organisation.conflict import Conflict, within_reach
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor
from riskbild.register.models import MethodVersion
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence

_MOST = 5_000
_TOLD = 200


@transaction.atomic
def correct(
    *, by: Actor, intake_id: UUID, edits: Sequence[Edit], now: datetime, version: int | None = None,
    seen: Mapping[tuple[str, str], str] | None = None,
) -> Intake:  # fmt: skip
    """Carries out changes on what was read, all or none.

    `version` is the intake's as the person saw it, where a change depends on the whole of it; `seen` gives the cells
    that the person saw, by row and name, as they were shown. Raises `Conflict` when either is another by now,
    `Refused` for a change that does not fit.
    """
    intake = take_intake(by, intake_id, version, now)
    check_state(intake, IntakeState.READY)
    state = reviewed_intake(intake)
    for (key, name), was in (seen or {}).items():
        if shown(value_of(state.row(key).row, name)) != was:
            raise Conflict
    first = _next_position(intake)
    for position, edit in enumerate(edits, first):
        if edit.do is Do.CELL:
            check_cell(edit.name)
        carry_out(state, position, edit)
    if first + len(edits) > _MOST:
        raise Refused(_TOO_MANY)
    made_by = by if isinstance(by, User) else None
    made = [
        Correction(
            municipality_id=intake.municipality_id, intake=intake, position=position, edit=edit.to_data(),
            made_by=made_by, made_at=now,
        )
        for position, edit in enumerate(edits, first)
    ]  # fmt: skip
    insert(Correction, made)
    intake.corrections_made += sum(edit.do in BY_HAND for edit in edits)
    change = Change(events.CORRECTED, "intake", intake.pk, after=_told(edits))
    # Whoever ticks rows changes nothing that another reviewer reads.
    ticks = all(edit.do is Do.CHOOSE for edit in edits)
    return save_intake(intake, change, by=by, now=now, same_version=ticks)


@transaction.atomic
def take_back(*, by: Actor, intake_id: UUID, version: int, now: datetime) -> Intake:
    """Takes the latest correction back; the one before it is then the latest."""
    intake = take_intake(by, intake_id, version, now)
    check_state(intake, IntakeState.READY)
    rows = Correction.objects.filter(municipality_id=intake.municipality_id, intake=intake, withdrawn=False)
    latest = rows.order_by("-position").first()
    if latest is None:
        raise Refused(_NO_CORRECTION)
    rows.filter(pk=latest.pk).update(withdrawn=True)
    before = _told([Edit.from_data(latest.edit)])
    intake.corrections_made = sum(edit.do in BY_HAND for _, edit in standing_edits(intake))
    change = Change(events.CORRECTION_WITHDRAWN, "intake", intake.pk, before=before)
    return save_intake(intake, change, by=by, now=now)


@transaction.atomic
def say_columns(*, by: Actor, intake_id: UUID, version: int, columns: Mapping[str, str], now: datetime) -> Intake:
    """Says which fields some printed titles mean, beside what has been said before, and has the file read anew."""
    intake = take_intake(by, intake_id, version, now)
    check_state(intake, IntakeState.READY, IntakeState.REFUSED)
    before = dict(intake.columns)
    intake.columns = {**before, **columns}
    change = Change(events.COLUMNS_SET, "intake", intake.pk, {"columns": str(before)}, {"columns": str(intake.columns)})
    queue(intake, change, by=by, now=now)
    return intake


@transaction.atomic
def choose_method(*, by: Actor, intake_id: UUID, version: int, method_id: UUID | None, now: datetime) -> Intake:
    """Says which method a year that is new is to work with; none for the one worked out from the file itself."""
    intake = take_intake(by, intake_id, version, now)
    check_state(intake, IntakeState.READY)
    methods = within_reach(MethodVersion.objects.filter(municipality_id=intake.municipality_id), by)
    if method_id is not None and not methods.filter(pk=method_id).exists():
        raise Missing
    intake.method = method_id
    change = Change(events.METHOD_CHOSEN, "intake", intake.pk, after={"method": str(method_id or "")})
    return save_intake(intake, change, by=by, now=now)


def _next_position(intake: Intake) -> int:
    rows = Correction.objects.filter(municipality_id=intake.municipality_id, intake=intake)
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _told(edits: Sequence[Edit]) -> dict[str, Any]:
    """The changes as the trail tells of them: which cells, never their texts, which may be secret one day."""
    told = [" ".join(filter(None, (edit.do.value, edit.key, edit.name))) for edit in edits[:_TOLD]]
    return {"edits": told}


_NO_CORRECTION = Sentence(sv="Det finns ingen rättelse att ta tillbaka.", en="There is no correction to take back.")
_TOO_MANY = Sentence(
    sv=f"Det går att göra högst {_MOST} rättelser. Rätta i filen och läs in den igen.",
    en=f"At most {_MOST} corrections can be made. Correct the file and take it in again.",
)
