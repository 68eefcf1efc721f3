"""Accepting a reviewed document: the rows that are taken become risks, all or none, through the register's actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.record import Change
from riskbild.documents.exchange import ExchangeDocument
from riskbild.documents.profile import Profile
from riskbild.intake import events
from riskbild.intake.actions.importing import import_document
from riskbild.intake.actions.taking import (
    added,
    check_state,
    check_year_open,
    document_of,
    keep_taken,
    move,
    place_of,
    save_intake,
    standing_edits,
    take_intake,
)
from riskbild.intake.comparison import Matches, choice_of, matches_of
from riskbild.intake.forms import signature_of, titles_of
from riskbild.intake.models import FormMemory, Intake, TakenRow
from riskbild.intake.review.applying import PLAN, ROWS, Reviewed, ReviewRow, reviewed
from riskbild.intake.review.cells import cells_of
from riskbild.intake.review.edits import Do, Edit
from riskbild.intake.states import Choice, IntakeState
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor
from riskbild.register.actions.editing import edit_risk
from riskbild.register.actions.years import make_method
from riskbild.register.models import MethodVersion
from riskbild.register.queries.board_years import year_of
from riskbild.register.queries.comparison import KnownRisk
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

EDITED_BY_IMPORT = frozenset({
    "reference", "process", "step", "analysis_date", "heading", "category", "risk", "description", "causes",
    "consequence", "existing_controls", "measures", "responsible", "deadline", "result", "comment", "in_plan",
    "follows_plan",
})  # fmt: skip
"""The cells of a known risk that a document may change. A score is somebody's dated assessment, a response somebody's
decision: those are made on the risk's own page."""


@transaction.atomic
def accept(*, by: Actor, intake_id: UUID, version: int, now: datetime) -> Intake:
    """Takes the chosen rows into the register: new risks, changes of known ones, and the document as it was printed.

    Raises `Refused` when no row is chosen, the year is closed, the very same document is there already, or a row
    cannot be stored; `Conflict` when somebody else has corrected something since `version`. Accepted already is fine.
    """
    intake = take_intake(by, intake_id, None, now)
    if intake.state == IntakeState.ACCEPTED:
        return intake
    intake = take_intake(by, intake_id, version, now)
    check_state(intake, IntakeState.READY)
    check_year_open(intake)
    edits = standing_edits(intake)
    read = document_of(intake)
    state = reviewed(read, edits)
    matches = matches_of(by, intake, state, day_of(now))
    chosen = {one.key: choice_of(one, matches) for one in state.rows}
    if set(chosen.values()) <= {Choice.LEAVE}:
        raise Refused(_NOTHING)
    plan = _Plan(by, intake, state, chosen, matches, now)
    keep_taken(intake, [*_add(plan), *_update(plan)])
    _remember(intake, read, [edit for _, edit in edits], now)
    move(intake, IntakeState.ACCEPTED)
    counts = {choice.value: sum(one is choice for one in chosen.values()) for choice in Choice}
    change = Change(events.ACCEPTED, "intake", intake.pk, after={"name": intake.name, **counts})
    return save_intake(intake, change, by=by, now=now)


@dataclass(frozen=True)
class _Plan:
    """What is about to be done."""

    by: Actor
    intake: Intake
    state: Reviewed
    chosen: Mapping[str, Choice]
    matches: Matches
    now: datetime

    def rows(self, choice: Choice) -> list[ReviewRow]:
        """The rows of the risk table of which this is made."""
        return [one for one in self.state.part(ROWS) if self.chosen[one.key] is choice]

    def known(self, row: ReviewRow) -> KnownRisk | None:
        """The risk that the row was found to be."""
        return self.matches[row.key].known


def _add(plan: _Plan) -> list[TakenRow]:
    keys = [key for key, choice in plan.chosen.items() if choice is Choice.ADD]
    if not keys:
        return []
    intake, rows = plan.intake, plan.rows(Choice.ADD)
    earlier = {n: known.lineage for n, row in enumerate(rows) if (known := plan.known(row)) and _other(known, intake)}
    done = import_document(
        by=plan.by, board=intake.board, year=intake.year, document=plan.state.document(keys), now=plan.now,
        lineages=earlier, method=_method(plan.by, intake, plan.now),
    )  # fmt: skip
    if done.already:
        raise Refused(_ALREADY)
    intake.document = done.document_id
    return added(rows, done.risk_ids)


def _other(known: KnownRisk, intake: Intake) -> bool:
    """Whether the known risk is of another year; one of the same year that is added anew has a lineage of its own."""
    return known.year != intake.year


def _method(by: Actor, intake: Intake, now: datetime) -> MethodVersion | None:
    """The method of a year that is new, as the reviewer chose it; none where the year is there already."""
    if year_of(intake.board, intake.year) is not None:
        return None
    if intake.method is not None:
        return MethodVersion.objects.get(municipality_id=intake.municipality_id, pk=intake.method)
    profile = Profile.from_data(intake.proposed)
    return make_method(by=by, node_id=intake.board_id, profile=profile, now=now)


def _update(plan: _Plan) -> list[TakenRow]:
    taken = []
    for row in plan.rows(Choice.UPDATE):
        known = plan.known(row)
        if known is None:
            continue
        differences = plan.matches[row.key].differences
        changes = {each.name: each.there for each in differences if each.name in EDITED_BY_IMPORT}
        before = {name: cells_of(known.row).get(name) for name in changes}
        version = known.version
        if changes:
            risk = edit_risk(by=plan.by, risk_id=known.id, version=version, changes=changes, now=plan.now)
            version = risk.version
        taken.append(
            TakenRow(
                row=row.key, choice=Choice.UPDATE, risk_id=known.id, risk_version=version, before=before,
                place=place_of(row),
            )
        )  # fmt: skip
    return taken


def _remember(intake: Intake, read: ExchangeDocument, edits: Sequence[Edit], now: datetime) -> None:
    """Keeps what this form's columns were said to mean, for next year's file."""
    signature = signature_of(read)
    if not signature:
        return
    columns = {**intake.columns, **_moved(read, intake.columns, edits)}
    year = year_of(intake.board, intake.year)
    FormMemory.objects.update_or_create(
        municipality_id=intake.municipality_id, board=intake.board, signature=signature,
        defaults={"columns": columns, "profile": year.method.profile if year else {}, "used_at": now},
    )  # fmt: skip


def _moved(read: ExchangeDocument, said: Mapping[str, str], edits: Sequence[Edit]) -> dict[str, str]:
    """The printed titles of columns that were moved on the review page, with the fields they turned out to mean."""
    moved: dict[str, str] = {}
    for plan in (False, True):
        titles = titles_of(read, said, plan=plan)
        for edit in edits:
            if edit.do is Do.COLUMN and (edit.key == PLAN) is plan:
                titles = {_swapped(field, edit): title for field, title in titles.items()}
        changed = titles_of(read, said, plan=plan)
        moved |= {title: field for field, title in titles.items() if changed.get(field) != title}
    return moved


def _swapped(field: str, edit: Edit) -> str:
    there: str = edit.value
    return there if field == edit.name else edit.name if field == there else field


_NOTHING = Sentence(
    sv="Ingen rad är vald. Kryssa för de rader som ska in i registret.",
    en="No row is chosen. Tick the rows that are to go into the register.",
)
_ALREADY = Sentence(
    sv="Det här dokumentet finns redan i året. Inget har ändrats.",
    en="This very document is in the year already. Nothing has been changed.",
)
