"""A version of a plan as data: what the board decides on, complete in itself, in one spelling with one checksum."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from riskbild.audit.chain import canonical
from riskbild.audit.prepared import Prepared
from riskbild.organisation.queries import names_of
from riskbild.planning.choosing import ChosenRisk, considered
from riskbild.planning.fields import ITEM_TEXTS
from riskbild.planning.models import Plan, PlanItem, PlanItemRisk, ProfileRisk
from riskbild.planning.rules_of import Setup, rule_sets_of, rules_in
from riskbild.register.fields import MASKABLE
from riskbild.register.models import Risk
from riskbild.register.queries.seen import marks_on
from riskbild.rules.statute import Statute

FORMAT = "riskbild-plan/1"

RISK_TEXTS = ("reference", "process", "heading", "category", "risk", "description", "causes", "consequence")
"""The cells of a risk that a decided plan tells of."""


_OF_PLAN = ["municipality_id", "plan_id"]
_ITEMS = Prepared(lambda: PlanItem.objects.order_by("position", "pk"), by=_OF_PLAN)
_ANSWERED = Prepared(
    lambda: PlanItemRisk.objects.order_by("position", "pk").values_list("item_id", "risk_id"), by=_OF_PLAN
)
_PROFILE = Prepared(
    lambda: ProfileRisk.objects.filter(risk__archived=False).select_related("from_node").order_by("position", "pk"),
    by=["municipality_id", "profile__municipality_id", "profile__board_year_id", "profile__node_id"],
)
_RISKS = Prepared(Risk.objects.all, by=["municipality_id", "id__in"])


def content_of(plan: Plan, setup: Setup, statute: Statute) -> dict[str, Any]:
    """The version as plain JSON data, without its decision; at most ten queries.

    `plan` has been fetched with its year, the year's method, the board and its municipality. Secret texts stand in it
    in full, with their marks beside them: whoever shows it masks them (`planning.queries.decided`).
    """
    items = _ITEMS.rows(plan.municipality_id, plan.pk)
    names = _names(plan, items)
    links = _links(plan)
    chosen = considered(plan.board_year, setup, plan)
    profile = _profile(plan)
    keys = {one.risk.pk for one in chosen} | {key for keys in links.values() for key in keys}
    keys |= {row.risk_id for row in profile}
    numbered = rules_in(rule_sets_of(plan.municipality_id), plan.year, number=setup.rules.rule_set)
    method = plan.board_year.method
    return {
        "format": FORMAT,
        "municipality": plan.board.municipality.name,
        "board": {"id": str(plan.board_id), "name": plan.board.name, "code": plan.board.code, "kind": plan.board.kind},
        "year": plan.year, "number": plan.number,
        "method": {"name": method.name, "number": method.number, "definition": method.definition},
        "rules": setup.rules.to_data(),
        "rule_set": {"number": numbered.number, "definition": numbered.rules.to_data()},
        "statute": dict(statute.to_data()),
        "profile": [_profile_data(row) for row in profile],
        "choices": [_choice_data(one) for one in chosen],
        "items": [_item_data(item, links[item.pk], names) for item in items],
        "risks": _risks_data(plan, frozenset(keys)),
    }  # fmt: skip


def frozen(content: Mapping[str, Any], decision: Mapping[str, Any]) -> tuple[str, str]:
    """The decided version in its one spelling, and the SHA-256 of that."""
    spelled = canonical({**content, "decision": dict(decision)})
    return spelled.decode(), hashlib.sha256(spelled).hexdigest()


def thawed(content: str) -> dict[str, Any]:
    """The data of a frozen version."""
    data: dict[str, Any] = json.loads(content)
    return data


def is_whole(content: str, sha256: str) -> bool:
    """Whether a frozen version still has the checksum it was frozen with."""
    return hashlib.sha256(content.encode()).hexdigest() == sha256


def _links(plan: Plan) -> dict[UUID, list[UUID]]:
    links: dict[UUID, list[UUID]] = defaultdict(list)
    for item_id, risk_id in _ANSWERED.rows(plan.municipality_id, plan.pk):
        links[item_id].append(risk_id)
    return links


def _profile(plan: Plan) -> list[ProfileRisk]:
    return _PROFILE.rows(plan.municipality_id, plan.municipality_id, plan.board_year_id, plan.board_id)


def _profile_data(row: ProfileRisk) -> dict[str, Any]:
    named = row.from_node.name if row.from_node else None
    return {"risk": str(row.risk_id), "group": row.group, "origin": row.origin, "from": named}


def _choice_data(one: ChosenRisk) -> dict[str, Any]:
    return {"risk": str(one.risk.pk), "wanted": one.wanted, "in_plan": one.in_plan, "reason": one.reason}


def _names(plan: Plan, items: Sequence[PlanItem]) -> Mapping[UUID, str]:
    keys = {key for item in items for key in (item.owner_person_id, item.performer_person_id) if key}
    return names_of(plan.municipality_id, list(keys)) if keys else {}


def _item_data(item: PlanItem, risks: Iterable[UUID], names: Mapping[UUID, str]) -> dict[str, Any]:
    people = {"owner_person": item.owner_person_id, "performer_person": item.performer_person_id}
    return {
        "id": str(item.pk), "lineage": str(item.lineage), "kind": item.kind, "origin": item.origin,
        "carried_from": item.carried_from, "dates": item.dates, "risks": [str(key) for key in risks],
        **{name: getattr(item, name) for name in ITEM_TEXTS},
        **{name: names.get(key) if key else None for name, key in people.items()},
    }  # fmt: skip


def _risks_data(plan: Plan, keys: frozenset[UUID]) -> dict[str, Any]:
    marks: dict[UUID, dict[str, str]] = defaultdict(dict)
    for risk_id, field, paragraph in marks_on(frozenset({plan.municipality_id}), keys):
        marks[risk_id][field] = paragraph
    risks = _RISKS.rows(plan.municipality_id, keys)
    return {str(risk.pk): risk_data(risk) | {"secrecy": marks.get(risk.pk, {})} for risk in risks}


def risk_data(risk: Risk) -> dict[str, Any]:
    """A risk as a decided plan tells of it: cells, numbers, level, response."""
    return {
        "lineage": str(risk.lineage), "title": risk.title, "likelihood": risk.likelihood, "impact": risk.impact,
        "score": risk.score, "level": risk.level, "response": risk.response, "response_reason": risk.response_reason,
        **{name: getattr(risk, name) for name in RISK_TEXTS},
    }  # fmt: skip


MASKED = frozenset({"title", "response_reason", *RISK_TEXTS}) & (MASKABLE | {"title"})
"""The texts of `risk_data` that a mark of secrecy may hide."""
