"""Adding risks: one by hand or many out of a document, through the same lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from riskbild.audit.event import Event
from riskbild.audit.ids import uuid7
from riskbild.audit.prepared import Prepared
from riskbild.audit.record import Change, record_all
from riskbild.audit.writing import insert
from riskbild.organisation.conflict import NOT_FOUND, reached
from riskbild.organisation.day import day_of
from riskbild.organisation.models import Municipality, User
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import tree_of
from riskbild.register import events
from riskbild.register.actions.checking import check_named, checked_fields
from riskbild.register.actions.indexing import index_new
from riskbild.register.actions.taking import check_open
from riskbild.register.derive import Scored, measures_of, put_cells, put_score, put_texts, roles_of
from riskbild.register.fields import FIELD_LABELS
from riskbild.register.models import Assessment, BoardYear, Measure, Risk, RiskRole, SecrecyMark
from riskbild.register.rules_of import method_of
from riskbild.register.terms import AssessmentKind, AssessmentOrigin
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class NewRisk:
    """A risk to be added: its cells, and its scores with where they come from.

    `id` is made by whoever asks, so that a form sent twice adds one risk. `lineage` is that of the same risk in
    another year. `secrecy` names the paragraph of each secret field, or of the whole risk under the empty name.
    `measures` are those that the cell holds, where the form says so; else each paragraph is one. `printed` are the
    numbers in the document's cells; without a document they are those of the inherent assessment.
    """

    fields: Mapping[str, Any]
    id: UUID = field(default_factory=uuid7)
    node_id: UUID | None = None
    owner_id: UUID | None = None
    scores: Sequence[tuple[AssessmentKind, AssessmentOrigin, Scored]] = ()
    printed: Scored | None = None
    controls: Sequence[Mapping[str, Any]] = ()
    response: str = ""
    response_reason: str = ""
    carried_over: bool = False
    analysis_id: UUID | None = None
    lineage: UUID | None = None
    secrecy: Mapping[str, str] = field(default_factory=dict)
    measures: Sequence[str] | None = None


@transaction.atomic
def add_risk(*, by: Actor, board_year_id: UUID, new: NewRisk, now: datetime) -> Risk:
    """Adds one risk by hand. Raises `Refused` when a form is sent twice, the year is closed or a field is at fault."""
    year = year_within_reach(by, board_year_id)
    node_id = new.node_id or year.board_id
    check(by, Permission.EDIT_RISK, node_id, today=day_of(now))
    if any(scored != Scored() for _, _, scored in new.scores):
        check(by, Permission.ASSESS, node_id, today=day_of(now))
    if new.response:
        check(by, Permission.RESPOND, node_id, today=day_of(now))
    return insert_risks(by, year, [new], events.RISK_ADDED, now)[0]


@transaction.atomic
def add_risks(*, by: Actor, board_year_id: UUID, new: Sequence[NewRisk], now: datetime) -> list[Risk]:
    """Adds many risks out of a document, all or none."""
    year = year_within_reach(by, board_year_id)
    check(by, Permission.IMPORT, year.board_id, today=day_of(now))
    return insert_risks(by, year, new, events.RISK_IMPORTED, now)


def year_within_reach(by: Actor, board_year_id: UUID) -> BoardYear:
    """The year, with its method. Raises `Missing`."""
    return reached(BoardYear, by, board_year_id, "method", "board")


_THERE = Prepared(lambda: Risk.objects.values_list("id"), by=["id__in"])
# A column of the index, so that it can answer alone.
_COUNT = Prepared(
    lambda: Risk.objects.order_by().values_list("board_year_id").annotate(Count("municipality_id")),
    by=["municipality_id", "board_year_id"],
)
_MUNICIPALITY = Prepared(Municipality.objects.all, by=["id"])
_PEOPLE = Prepared(lambda: User.objects.values_list("id"), by=["municipality_id", "id__in"])


def insert_risks(by: Actor, year: BoardYear, new: Sequence[NewRisk], event: Event, now: datetime) -> list[Risk]:
    """Writes risks with their assessments, measures, roles, search rows and events. The caller has asked who may."""
    check_open(year)
    for one in new:
        check_named(one.fields)
    if _THERE.rows(frozenset(one.id for one in new)):
        raise Refused(_TWICE)
    _check_nodes(year, {one.node_id for one in new if one.node_id}, now)
    _check_owners(year, {one.owner_id for one in new if one.owner_id})
    position = next((many for _, many in _COUNT.rows(year.municipality_id, year.pk)), 0)
    risks = [_risk(year, one, position + offset, now) for offset, one in enumerate(new)]
    insert(Risk, risks)
    insert(Assessment, _assessments(by, year, risks, new, now))
    insert(Measure, (row for risk, one in zip(risks, new, strict=True) for row in measures_of(risk, one.measures)))
    insert(RiskRole, (row for risk in risks for row in roles_of(risk)))
    marks = [_marks(risk, one) for risk, one in zip(risks, new, strict=True)]
    insert(SecrecyMark, (mark for of_risk in marks for mark in of_risk))
    index_new(year.municipality_id, risks, marks)
    changes = [Change(event, "risk", risk.pk, after=told(risk)) for risk in risks]
    record_all(changes, by=by, municipality_id=year.municipality_id, now=now)
    return risks


def told(risk: Risk) -> dict[str, Any]:
    """A risk's cells as the trail tells of them: what is empty is left out."""
    cells = {name: getattr(risk, name) for name in FIELD_LABELS if name in _COLUMNS - _NOT_TOLD}
    keys = {"node": str(risk.node_id)} | ({"owner": str(risk.owner_id)} if risk.owner_id else {})
    return {name: value for name, value in cells.items() if value not in ("", None)} | keys


def _risk(year: BoardYear, new: NewRisk, position: int, now: datetime) -> Risk:
    risk = Risk(
        id=new.id, municipality_id=year.municipality_id, board_year=year, board_id=year.board_id, year=year.year,
        node_id=new.node_id or year.board_id, analysis_id=new.analysis_id, position=position, owner_id=new.owner_id,
        controls=list(new.controls), response=new.response, response_reason=new.response_reason,
        carried_over=new.carried_over, secret="" in new.secrecy, created_at=now, updated_at=now,
        **checked_fields(new.fields),
    )  # fmt: skip
    if new.lineage:
        risk.lineage = new.lineage
    put_texts(risk)
    inherent = next((scored for kind, _, scored in new.scores if kind == AssessmentKind.INHERENT), Scored())
    put_score(risk, inherent, method_of(year.method))
    put_cells(risk, inherent if new.printed is None else new.printed)
    return risk


def _assessments(
    by: Actor, year: BoardYear, risks: Sequence[Risk], new: Sequence[NewRisk], now: datetime
) -> list[Assessment]:
    return [
        Assessment(
            municipality_id=year.municipality_id, risk=risk, kind=kind, origin=origin, method_id=year.method_id,
            likelihood=scored.likelihood, impact=scored.impact, score=scored.score, made_at=now, made_by_id=by.id,
        )
        for risk, one in zip(risks, new, strict=True)
        for kind, origin, scored in one.scores
        if scored != Scored()
    ]  # fmt: skip


def _marks(risk: Risk, new: NewRisk) -> list[SecrecyMark]:
    return [
        SecrecyMark(municipality_id=risk.municipality_id, risk=risk, field=name, paragraph=paragraph)
        for name, paragraph in new.secrecy.items()
    ]


def _check_nodes(year: BoardYear, node_ids: set[UUID], now: datetime) -> None:
    """The units must stand under the year's board and be open."""
    if not node_ids:
        return
    [municipality] = _MUNICIPALITY.rows(year.municipality_id)
    tree = tree_of(municipality, day_of(now))
    for node_id in node_ids:
        node = tree.get(node_id)
        if node is None or year.board_id not in {one.id for one in tree.path(node_id)}:
            raise Missing(NOT_FOUND)
        if node.closed:
            raise Refused(Sentence(sv=f"{node.name} är avslutad.", en=f"{node.name} is closed."))


def _check_owners(year: BoardYear, user_ids: set[UUID]) -> None:
    """The owners must be people of the municipality."""
    if len(_PEOPLE.rows(year.municipality_id, frozenset(user_ids))) < len(user_ids):
        raise Missing(NOT_FOUND)


_COLUMNS = frozenset(column.name for column in Risk._meta.get_fields())
# Told by their keys, or worked out from cells that may be secret.
_NOT_TOLD = frozenset({"node", "owner", "title", "year", "updated_at"})
_TWICE = Sentence(sv="Risken är redan sparad.", en="The risk has already been saved.")
