"""The plan and the risk profile that stand in an imported document, made rows of the planning; and taken back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from riskbild.audit.writing import insert
from riskbild.documents.exchange import DocumentKind
from riskbild.organisation.conflict import NOT_FOUND, within_reach
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.planning import events
from riskbild.planning.actions.commons import bring_commons_up_to_date
from riskbild.planning.actions.life import begin
from riskbild.planning.actions.profiles import put_in_profile
from riskbild.planning.actions.taking import open_year_of, told
from riskbild.planning.dates import worked_out
from riskbild.planning.models import Plan, PlanItem, PlanItemRisk, ProfileRisk
from riskbild.planning.printed import CONTROL_CELLS, ROW_CELLS, as_stored, matched
from riskbild.planning.rules_of import setup_of
from riskbild.planning.terms import ProfileOrigin
from riskbild.register.models import BoardYear, ImportedDocument, ImportedRow, Risk
from riskbild.rules.period import periods_of
from riskbild.rules.plan_item import ItemKind, ItemOrigin
from riskbild.rules.plan_life import OPEN_STATES, PlanState
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence

_PROFILES = frozenset({DocumentKind.RISK_PROFILE, DocumentKind.RISK_PROFILE_AND_PLAN})
_PLANS = frozenset({DocumentKind.CONTROL_PLAN, DocumentKind.INTERIM_FOLLOW_UP, DocumentKind.ANNUAL_FOLLOW_UP})


@transaction.atomic
def import_plan(*, by: Actor, board_year_id: UUID, document_id: UUID, now: datetime) -> Plan | None:
    """Makes items of the controls that a kept document prints, in an open version of the year's plan; gives the plan.

    A plan of its own and the controls of a control plan's or a follow-up's rows count; each item keeps its own wording
    and points to its risk where that is unmistakable. A risk profile's rows come into the board's profile in their
    order, with the origin "ej angiven". A document without either gives None. A follow-up of a plan that is decided
    already leaves that plan alone; a document that would change it is refused.
    """
    year = open_year_of(by, board_year_id)
    check(by, Permission.IMPORT, year.board_id, today=day_of(now))
    document = _document(by, document_id, year)
    rows = ImportedRow.objects.filter(municipality_id=year.municipality_id, document=document)
    placed = list(rows.select_related("risk").order_by("part", "position"))
    printed = [row for row in placed if row.part == "rows" and row.risk is not None]
    if document.kind in _PROFILES:
        risks = [row.risk for row in printed if row.risk]
        groups = [risk.heading for risk in risks]
        put_in_profile(year, year.board_id, risks, ProfileOrigin.NOT_STATED, groups=groups)
    own = [row for row in placed if row.part == "plan"]
    with_controls = [row for row in printed if row.risk and row.risk.controls] if document.kind in _PLANS else []
    if not own and not with_controls:
        return None
    plan = _version_for(year, now, must_write=bool(own) or document.kind == DocumentKind.CONTROL_PLAN)
    if plan is not None:
        _write(plan, own, with_controls, [row.risk for row in printed if row.risk])
        bring_commons_up_to_date(plan)
        after = {"year": plan.year, "name": document.source["name"]}
        told(events.PLAN_IMPORTED, plan, by=by, now=now, after=after)
    return plan


@transaction.atomic
def withdraw_plan_rows(*, by: Actor, document_id: UUID, now: datetime) -> int:
    """Takes out the items that came with a document, as when its import is undone; gives how many.

    Items that somebody has changed since stay. Raises `Refused` when they stand in a version proposed or decided.
    """
    document = _document(by, document_id, None)
    check(by, Permission.IMPORT, document.board_year.board_id, today=day_of(now))
    open_year_of(by, document.board_year_id)
    mine = {"municipality_id": document.municipality_id}
    items = PlanItem.objects.filter(**mine, source__municipality_id=document.municipality_id, source__document=document)
    if items.exclude(plan__state__in=[state.value for state in OPEN_STATES]).exists():
        raise Refused(_NOT_UNDONE)
    plans = {item.plan_id: item.plan for item in items.select_related("plan")}
    gone = items.filter(version=1)
    count = gone.count()
    gone.delete()
    risks = ImportedRow.objects.filter(**mine, document=document).exclude(risk=None).values("risk_id")
    ProfileRisk.objects.filter(**mine, risk_id__in=risks, origin=ProfileOrigin.NOT_STATED).delete()
    for plan in plans.values():
        told(events.PLAN_IMPORT_UNDONE, plan, by=by, now=now, before={"name": document.source["name"]})
        # What the executive board has put in, nobody here has written.
        written = PlanItem.objects.filter(**mine, plan=plan).exclude(common__isnull=False, version=1)
        if plan.imported and plan.version == 1 and not written.exists():
            plan.delete()
    return count


def _document(by: Actor, document_id: UUID, year: BoardYear | None) -> ImportedDocument:
    rows = within_reach(ImportedDocument.objects.select_related("board_year"), by).filter(pk=document_id)
    found = rows.filter(board_year=year).first() if year else rows.first()
    if found is None:
        raise Missing(NOT_FOUND)
    return found


def _version_for(year: BoardYear, now: datetime, *, must_write: bool) -> Plan | None:
    """The version to write in: the open one, a new one where there is none; None where it is decided and may stay."""
    versions = Plan.objects.select_for_update().filter(municipality_id=year.municipality_id, board_year=year)
    latest = versions.order_by("-number").first()
    if latest is None:
        return begin(year, 1, now, imported=True)
    if PlanState(latest.state) in OPEN_STATES:
        return latest
    if must_write:
        raise Refused(_NOT_OPEN)
    return None


def _write(plan: Plan, own: Sequence[ImportedRow], with_controls: Sequence[ImportedRow], risks: Sequence[Risk]) -> None:
    rows = PlanItem.objects.filter(municipality_id=plan.municipality_id, plan=plan)
    first = (rows.aggregate(last=Max("position"))["last"] or 0) + 1
    periods = periods_of(plan.year, setup_of(plan.board_year).rules.periods)
    answers = matched([row.cells for row in own], risks)
    items: list[PlanItem] = []
    links: list[PlanItemRisk] = []
    mine = {"municipality_id": plan.municipality_id, "plan": plan}
    for position, one in enumerate([*_from_plan(own, answers), *_from_controls(with_controls)], first):
        dates = worked_out(one.texts.get("frequency", ""), periods)
        item = PlanItem(
            **mine, position=position, kind=ItemKind.CONTROL, origin=ItemOrigin.OWN, source=one.row, place=one.place,
            dates=dates, **one.texts,
        )  # fmt: skip
        items.append(item)
        if one.risk is not None:
            links.append(PlanItemRisk(**mine, item=item, risk=one.risk))
    insert(PlanItem, items)
    insert(PlanItemRisk, links)


@dataclass(frozen=True)
class _Printed:
    """One control as a document prints it: its row, its place where the row has several, and the risk it answers."""

    row: ImportedRow
    place: int | None
    texts: Mapping[str, str]
    risk: Risk | None


def _from_plan(rows: Sequence[ImportedRow], answers: Sequence[Risk | None]) -> Iterator[_Printed]:
    for row, risk in zip(rows, answers, strict=True):
        wording = as_stored(row.cells, ROW_CELLS)
        controls: list[Mapping[str, Any]] = row.cells.get("controls") or []
        if not controls:
            yield _Printed(row, None, wording, risk)
        for place, control in enumerate(controls):
            yield _Printed(row, place, {**wording, **as_stored(control, CONTROL_CELLS)}, risk)


def _from_controls(rows: Sequence[ImportedRow]) -> Iterator[_Printed]:
    for row in rows:
        if row.risk is not None:
            cells = {cell: getattr(row.risk, cell) for cell in ROW_CELLS.values()}
            wording = as_stored({**cells, "measures": None, "comment": None}, ROW_CELLS)
            for place, control in enumerate(row.risk.controls):
                yield _Printed(row, place, {**wording, **as_stored(control, CONTROL_CELLS)}, row.risk)


_NOT_OPEN = Sentence(
    sv="Årets plan är föreslagen eller fastställd, och dokumentets plan kan inte läsas in. Gör en revidering först.",
    en="The year's plan is proposed or adopted, and the document's plan cannot be imported. Begin a revision first.",
)
_NOT_UNDONE = Sentence(
    sv="Dokumentets kontroller står i en plan som är föreslagen eller fastställd. Inläsningen kan inte ångras.",
    en="The document's items stand in a plan that is proposed or adopted. The import cannot be undone.",
)
