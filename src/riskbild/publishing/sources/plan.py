"""The control plan: the frozen copy of what the board has decided, else the version that is being written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from riskbild.documents.exchange import ExchangeRow
from riskbild.planning.freezing import RISK_TEXTS
from riskbild.planning.queries.decided import decided_plan
from riskbild.planning.queries.plans import ItemSeen, PlanListed, PlanSeen, plan_seen_by, plans_of_year
from riskbild.planning.queries.seen import RiskRef
from riskbild.publishing.assemble.facts import Decision, DocumentFacts, RowFacts
from riskbild.publishing.sources.about import facts_about
from riskbild.publishing.sources.asked import Asked, Sourced
from riskbild.publishing.sources.plan_rows import AnsweredRisk, Item, row_of_item
from riskbild.publishing.sources.register import own_document, profile_rows
from riskbild.publishing.sources.risks import Risks, marks_of, row_names
from riskbild.register.queries.checkable import profile_of
from riskbild.rules.labels import label
from riskbild.rules.level import Level
from riskbild.rules.method import Method
from riskbild.rules.plan_life import PlanState
from riskbild.rules.response import Response
from riskbild.rules.sentence import Sentence

_IN_FORCE: Final = frozenset({PlanState.ADOPTED, PlanState.CLOSED})
NO_PLAN = Sentence("ingen plan har påbörjats.", "no plan has been begun.")
_DRAFT: Final = "Utkast {day}. Planen är inte fastställd."


@dataclass(frozen=True)
class PlanRows:
    """A plan as rows: its items, its risk profile where it was frozen with one, and what is known of it."""

    items: tuple[tuple[ExchangeRow, RowFacts], ...]
    profile: tuple[tuple[ExchangeRow, RowFacts], ...] | None
    facts: DocumentFacts


def control_plan(asked: Asked) -> Sourced:
    """The board's plan. Raises `Refused` where there is none."""
    found = plan_rows(asked)
    rows, worth = _parted(found.items)
    return Sourced(own_document(asked, plan=rows), replace(found.facts, plan=worth), profile_of(asked.year))


def profile_and_plan(asked: Asked, risks: Risks) -> Sourced:
    """The risk profile and the plan drawn from it as one document; both as they were decided, where they were."""
    found = plan_rows(asked)
    rows, worth = _parted(found.profile) if found.profile else profile_rows(asked, risks)
    plan, plan_worth = _parted(found.items)
    facts = replace(found.facts, rows=worth, plan=plan_worth)
    return Sourced(own_document(asked, rows, plan), facts, risks.profile)


def plan_rows(asked: Asked) -> PlanRows:
    """The version in force, else the latest. Raises `Refused` where there is none."""
    listed = plans_of_year(asked.by, asked.year.pk, asked.today)
    version = next((one for one in listed if one.state in _IN_FORCE), None)
    if version is not None:
        return _decided(asked, version)
    if not listed:
        raise asked.nothing(NO_PLAN)
    return _draft(asked, plan_seen_by(asked.by, listed[0].id, asked.today))


def _parted(rows: tuple[tuple[ExchangeRow, RowFacts], ...]) -> tuple[tuple[ExchangeRow, ...], tuple[RowFacts, ...]]:
    return tuple(row for row, _ in rows), tuple(worth for _, worth in rows)


def _decided(asked: Asked, version: PlanListed) -> PlanRows:
    data = decided_plan(asked.by, version.id, asked.today).data
    method = Method.from_data(data["method"]["definition"])
    # What has been marked since the decision is secret, too.
    now = marks_of(asked.year.municipality_id, risks=[UUID(key) for key in data["risks"]])
    marks = {key: {**risk["secrecy"], **now.get(UUID(key), {})} for key, risk in data["risks"].items()}
    items = tuple(row_of_item(_frozen_item(item, data["risks"], marks, method), method) for item in data["items"])
    profile = tuple(_frozen_risk(one, data["risks"], marks, method) for one in data["profile"])
    return PlanRows(items, profile or None, _decided_facts(asked, data, method))


def _decided_facts(asked: Asked, data: Mapping[str, Any], method: Method) -> DocumentFacts:
    made = data["decision"]
    day = date.fromisoformat(made["decided_on"])
    return replace(
        facts_about(asked, profile_of(asked.year)),
        dated=day, statute_day=date.fromisoformat(data["statute"]["valid_from"]), method=method,
        board=data["board"]["name"], municipality=data["municipality"],
        decision=Decision(made["body"], day, made["paragraph"], made["case_number"]),
    )  # fmt: skip


def _frozen_item(
    item: Mapping[str, Any], risks: Mapping[str, Any], marks: Mapping[str, Mapping[str, str]], method: Method
) -> Item:
    answered = [_answered(risks[key], marks[key], method) for key in item["risks"]]
    dates = [str(one["due"]) for one in item["dates"]]
    return Item(item["id"], 0, item["kind"], item["origin"], item, dates, answered)


def _answered(risk: Mapping[str, Any], marks: Mapping[str, str], method: Method) -> AnsweredRisk:
    return AnsweredRisk(
        risk["title"], risk["likelihood"], risk["impact"], risk["score"], _level(risk["level"], method), marks
    )


def _level(key: str, method: Method) -> Level | None:
    return next((level for level in method.levels if level.key == key), None)


def _frozen_risk(
    one: Mapping[str, Any], risks: Mapping[str, Any], marks: Mapping[str, Mapping[str, str]], method: Method
) -> tuple[ExchangeRow, RowFacts]:
    risk = risks[one["risk"]]
    cells: dict[str, Any] = {name: risk[name] or None for name in RISK_TEXTS}
    cells["heading"] = one["group"] or cells["heading"]
    numbers: dict[str, Any] = {name: risk[name] for name in ("likelihood", "impact", "score")}
    response = str(label(Response(risk["response"]))) if risk["response"] else None
    level = _level(risk["level"], method)
    facts = RowFacts(
        key=one["risk"], level=level, critical=method.wants_in_plan(risk["score"], level),
        more={"response_reason": risk["response_reason"], "nominated_from": one["from"] or ""},
        secrecy=row_names(marks[one["risk"]]), **numbers,
    )  # fmt: skip
    return ExchangeRow(**cells, **numbers, response=response), facts


def _draft(asked: Asked, plan: PlanSeen) -> PlanRows:
    method = plan.setup.method
    marks = marks_of(asked.year.municipality_id, risks=[risk.id for item in plan.items for risk in item.risks])
    items = tuple(row_of_item(_seen_item(item, marks), method) for item in plan.items)
    facts = facts_about(asked, profile_of(asked.year))
    # What was taken in as a plan is no draft of ours: its document does not tell of the decision.
    draft = "" if plan.imported else _DRAFT.format(day=facts.dated.isoformat())
    return PlanRows(items, None, replace(facts, method=method, draft=" ".join(filter(None, (facts.draft, draft)))))


def _seen_item(item: ItemSeen, marks: Mapping[UUID, Mapping[str, str]]) -> Item:
    texts = {name: str(text) for name, text in item.texts.items()}
    dates = [day.isoformat() for _, day in item.dates]
    risks = [_seen_risk(risk, marks.get(risk.id, {})) for risk in item.risks]
    return Item(str(item.id), item.version, item.kind.value, item.origin.value, texts, dates, risks)


def _seen_risk(risk: RiskRef, marks: Mapping[str, str]) -> AnsweredRisk:
    return AnsweredRisk(str(risk.title), risk.likelihood, risk.impact, risk.score, risk.level, marks)
