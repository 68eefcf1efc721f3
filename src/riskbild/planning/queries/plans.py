"""A version of a plan as its page shows it: items, choices, findings, and which steps may be taken."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from riskbild.audit.prepared import Prepared
from riskbild.organisation.conflict import NOT_FOUND, within_reach
from riskbild.organisation.permissions import Actor
from riskbild.organisation.queries import names_of
from riskbild.planning.choosing import ChosenRisk, considered
from riskbild.planning.fields import COMMON_TEXTS, ITEM_TEXTS, WORDING
from riskbild.planning.findings import findings_on
from riskbild.planning.lines import ShortLine, short_lines_of
from riskbild.planning.models import Plan, PlanDecision, PlanItem, PlanItemRisk
from riskbild.planning.queries.seen import Masks, RiskRef, masks_of, plan_for, ref_of, sees_plan, whole_mask, year_for
from riskbild.planning.queries.steps import steps_of
from riskbild.planning.rules_of import Setup, setup_of
from riskbild.planning.versions import versions_of
from riskbild.register.models import Risk
from riskbild.register.queries.choices import YearSeen, as_seen
from riskbild.register.queries.telling import Shown
from riskbild.register.rules_of import method_of
from riskbild.rules.finding import Finding
from riskbild.rules.plan_item import ItemKind, ItemOrigin
from riskbild.rules.plan_life import DECIDED, PlanState, PlanStep
from riskbild.rules.refusal import Missing
from riskbild.rules.selection import Deviation
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class DecisionSeen:
    """The board's decision on a version, and the checksum of what was decided."""

    body: str
    decided_on: date
    paragraph: str
    case_number: str
    sha256: str


@dataclass(frozen=True)
class ItemSeen:
    """One item. `texts` holds every text, masked where a risk that it answers is secret for the person.

    `fixed` names the texts that a common control decides and the board cannot change.
    """

    id: UUID
    version: int
    position: int
    lineage: UUID
    kind: ItemKind
    origin: ItemOrigin
    carried_from: int | None
    texts: Mapping[str, Shown]
    fixed: frozenset[str]
    dates: Sequence[tuple[str, date]]
    risks: Sequence[RiskRef]
    owner_person_id: UUID | None
    owner_person: str
    performer_person_id: UUID | None
    performer_person: str
    findings: Sequence[Finding]


@dataclass(frozen=True)
class ChoiceSeen:
    """One risk that the plan is drawn from, whether it is in it, and whether that needs a reason."""

    risk: RiskRef
    version: int
    wanted: bool | None
    in_plan: bool
    answered: bool
    deviation: Deviation | None
    reason: str
    findings: Sequence[Finding]


@dataclass(frozen=True)
class PlanSeen:
    """A version of a plan. `steps` gives, for each step, why it cannot be taken, or None where it can.

    `findings` are all of the plan's own, also those that stand on items and choices; `kept` are the findings there were
    when it was proposed, as data.
    """

    id: UUID
    version: int
    board_id: UUID
    year: YearSeen
    number: int
    state: PlanState
    imported: bool
    reason: str
    setup: Setup
    decision: DecisionSeen | None
    items: Sequence[ItemSeen]
    choices: Sequence[ChoiceSeen]
    findings: Sequence[Finding]
    kept: Sequence[Mapping[str, str]]
    steps: Mapping[PlanStep, Sentence | None]


@dataclass(frozen=True)
class PlanListed:
    """A version in a list of a year's versions."""

    id: UUID
    version: int
    number: int
    state: PlanState
    decision: DecisionSeen | None
    updated_at: datetime


def plans_of_year(by: Actor, board_year_id: UUID, today: date) -> Sequence[PlanListed]:
    """The versions of a year's plan that the person sees, the latest first; two queries. Raises `Missing`."""
    year = year_for(by, board_year_id, today)
    seen = [plan for plan in versions_of(year) if sees_plan(by, plan, today)]
    decisions = _decisions(seen)
    return [_listed(plan, decisions) for plan in seen]


def _listed(plan: Plan, decisions: Mapping[UUID, DecisionSeen]) -> PlanListed:
    state = PlanState(plan.state)
    return PlanListed(plan.pk, plan.version, plan.number, state, decisions.get(plan.pk), plan.updated_at)


def latest_plan_seen_by(by: Actor, board_year_id: UUID, today: date) -> tuple[PlanSeen | None, Sequence[PlanListed]]:
    """The latest version of a year's plan that the person sees, None where there is none, and all that they see.

    At most eight queries, however many items.
    """
    seen = _versions(by, board_year_id, today)
    decisions = _decisions(seen)
    latest = _plan_seen(by, seen[0], decisions.get(seen[0].pk), today) if seen else None
    return latest, [_listed(plan, decisions) for plan in seen]


def plan_with_versions(by: Actor, plan_id: UUID, today: date) -> tuple[PlanSeen, Sequence[PlanListed]]:
    """A version, and all of its year that the person sees; at most eight queries. Raises `Missing`."""
    of_plan = Plan.objects.filter(pk=plan_id).values("board_year_id")[:1]
    seen = _versions(by, of_plan, today)
    plan = next((one for one in seen if one.pk == plan_id), None)
    if plan is None:
        raise Missing(NOT_FOUND)
    decisions = _decisions(seen)
    return _plan_seen(by, plan, decisions.get(plan.pk), today), [_listed(one, decisions) for one in seen]


def _versions(by: Actor, board_year_id: Any, today: date) -> list[Plan]:
    rows = within_reach(Plan.objects.select_related("board_year__method", "board__municipality"), by)
    plans = rows.filter(board_year_id=board_year_id).order_by("-number")
    return [plan for plan in plans if sees_plan(by, plan, today)]


def plan_seen_by(by: Actor, plan_id: UUID, today: date) -> PlanSeen:
    """A version with everything its page shows; at most eight queries, however many items. Raises `Missing`."""
    plan = plan_for(by, plan_id, today)
    return _plan_seen(by, plan, _decisions([plan]).get(plan.pk), today)


_OF_PLAN, _IN_ORDER = ["municipality_id", "plan_id"], ("position", "pk")
_ITEMS = Prepared(lambda: PlanItem.objects.order_by(*_IN_ORDER), by=_OF_PLAN)
_PAIRS = Prepared(lambda: PlanItemRisk.objects.order_by(*_IN_ORDER).values_list("item_id", "risk_id"), by=_OF_PLAN)


def _plan_seen(by: Actor, plan: Plan, decision: DecisionSeen | None, today: date) -> PlanSeen:
    setup = setup_of(plan.board_year)
    items = _ITEMS.rows(plan.municipality_id, plan.pk)
    pairs = _PAIRS.rows(plan.municipality_id, plan.pk)
    chosen = considered(plan.board_year, setup, plan, answered={risk_id for _, risk_id in pairs})
    answered = _answered(plan, pairs, {one.risk.pk: one.risk for one in chosen})
    risks = _every_risk(chosen, answered)
    masks = masks_of(by, list(risks.values()), today)
    method = method_of(plan.board_year.method)
    refs = {key: ref_of(risk, masks.get(key, {}), method) for key, risk in risks.items()}
    findings = findings_on(items, answered, chosen, setup)
    on = _by_place(findings)
    names = _names(plan, items)
    return PlanSeen(
        id=plan.pk, version=plan.version, board_id=plan.board_id, year=as_seen(plan.board_year), number=plan.number,
        state=PlanState(plan.state), imported=plan.imported, reason=plan.reason, setup=setup,
        decision=decision,
        items=[
            _item_seen(item, answered.get(item.pk, ()), masks, refs, names, on[f"item {item.pk}"]) for item in items
        ],
        choices=[
            _choice(one, refs[one.risk.pk], on[f"risk {one.risk.pk}"])
            for one in chosen
            if whole_mask(masks.get(one.risk.pk, {})) is None
        ],
        findings=findings, kept=plan.findings, steps=steps_of(by, plan, today),
    )  # fmt: skip


def _item_seen(  # noqa: PLR0917 - one row and everything it is told with
    item: PlanItem,
    risks: Sequence[ShortLine],
    masks: Masks,
    refs: Mapping[UUID, RiskRef],
    names: Mapping[UUID, str],
    findings: Sequence[Finding],
) -> ItemSeen:
    """An item with its risks, masked as they are."""
    common = item.origin == ItemOrigin.COMMON
    return ItemSeen(
        id=item.pk, version=item.version, position=item.position, lineage=item.lineage, kind=ItemKind(item.kind),
        origin=ItemOrigin(item.origin), carried_from=item.carried_from, texts=texts_of(item, risks, masks),
        fixed=COMMON_TEXTS if common else frozenset(),
        dates=[(one["period"], date.fromisoformat(one["due"])) for one in item.dates],
        risks=[refs[risk.pk] for risk in risks],
        owner_person_id=item.owner_person_id, owner_person=_name(names, item.owner_person_id),
        performer_person_id=item.performer_person_id, performer_person=_name(names, item.performer_person_id),
        findings=findings,
    )  # fmt: skip


def texts_of(item: PlanItem, risks: Sequence[ShortLine], masks: Masks) -> dict[str, Shown]:
    """An item's texts: its wording is masked as the risk's cells are, and all of it where a whole risk is secret."""
    texts: dict[str, Shown] = {name: getattr(item, name) for name in ITEM_TEXTS}
    for risk in risks:
        hidden = masks.get(risk.pk)
        if hidden:
            whole = whole_mask(hidden)
            texts |= {name: hidden[name] for name in WORDING if name in hidden}
            texts |= dict.fromkeys(ITEM_TEXTS, whole) if whole else {}
    return texts


def _answered(
    plan: Plan, pairs: Sequence[tuple[UUID, UUID]], known: Mapping[UUID, ShortLine]
) -> dict[UUID, list[ShortLine]]:
    # Archived since, and so no ground for choosing; the item still names what it answers.
    missing = {risk_id for _, risk_id in pairs} - known.keys()
    rows = Risk.objects.filter(municipality_id=plan.municipality_id, pk__in=list(missing))
    others = short_lines_of(plan.municipality_id, rows) if missing else []
    risks = {**known, **{risk.id: risk for risk in others}}
    answered: dict[UUID, list[ShortLine]] = {}
    for item_id, risk_id in pairs:
        answered.setdefault(item_id, []).append(risks[risk_id])
    return answered


def _every_risk(chosen: Sequence[ChosenRisk], answered: Mapping[UUID, Sequence[ShortLine]]) -> dict[UUID, ShortLine]:
    every = {one.risk.id: one.risk for one in chosen}
    return every | {risk.id: risk for risks in answered.values() for risk in risks}


def _choice(one: ChosenRisk, risk: RiskRef, findings: Sequence[Finding]) -> ChoiceSeen:
    return ChoiceSeen(
        risk=risk, version=one.version, wanted=one.wanted, in_plan=one.in_plan, answered=one.answered,
        deviation=one.deviation, reason=one.reason, findings=findings,
    )  # fmt: skip


def _by_place(findings: Sequence[Finding]) -> Mapping[str, list[Finding]]:
    placed: dict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        placed[one.where.split(".")[0]].append(one)
    return placed


_DECISIONS = Prepared(
    lambda: PlanDecision.objects.values_list("plan_id", "body", "decided_on", "paragraph", "case_number", "sha256"),
    by=["municipality_id", "plan_id__in"],
)  # fmt: skip


def _decisions(plans: Sequence[Plan]) -> dict[UUID, DecisionSeen]:
    plans = [plan for plan in plans if PlanState(plan.state) in DECIDED]
    if not plans:
        return {}
    rows = _DECISIONS.rows(plans[0].municipality_id, frozenset(plan.pk for plan in plans))
    return {row[0]: DecisionSeen(*row[1:]) for row in rows}


def _names(plan: Plan, items: Sequence[PlanItem]) -> Mapping[UUID, str]:
    keys = {key for item in items for key in (item.owner_person_id, item.performer_person_id) if key}
    return names_of(plan.municipality_id, list(keys)) if keys else {}


def _name(names: Mapping[UUID, str], key: UUID | None) -> str:
    return names.get(key, "") if key else ""
