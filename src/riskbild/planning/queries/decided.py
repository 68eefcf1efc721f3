"""What a board decided, word for word, and what has changed since."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from riskbild.organisation.conflict import NOT_FOUND
from riskbild.organisation.permissions import Actor
from riskbild.planning.fields import ITEM_TEXTS, WORDING
from riskbild.planning.freezing import MASKED, content_of, is_whole, risk_data, thawed
from riskbild.planning.models import Plan, PlanDecision
from riskbild.planning.queries.seen import Masks, masks_of, plan_for, sees_plan, whole_mask
from riskbild.planning.rules_of import setup_of
from riskbild.register.fields import MASKABLE
from riskbild.register.models import Risk
from riskbild.register.queries.seen import mask_of, reads_secrets, risks_seen_by
from riskbild.register.queries.telling import Shown
from riskbild.rules.labels import label
from riskbild.rules.method import Method
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence
from riskbild.rules.statute import statute_on
from riskbild.rules.threshold_words import threshold_in_words
from riskbild.rules.year_difference import RowChange, changes, difference
from riskbild.rules.year_rules import YearRules

type Masked = Mapping[str, Mapping[str, Sentence]]
"""By risk key, what stands in place of each field that the person must not read."""


@dataclass(frozen=True)
class DecidedPlan:
    """A frozen version. `data` is what was decided (`riskbild-plan/1`), masked where the person must not read.

    `whole` tells that the stored copy still has its checksum. `masked` tells that something is hidden.
    """

    plan_id: UUID
    data: Mapping[str, Any]
    sha256: str
    whole: bool
    masked: bool


@dataclass(frozen=True)
class Since:
    """One row that differs from the decision: an item or a risk. `fields` holds before and after by field name."""

    kind: str
    title: Shown
    change: RowChange
    fields: Mapping[str, tuple[object, object]]


def decided_plan(by: Actor, plan_id: UUID, today: date) -> DecidedPlan:
    """The version as it was decided; four queries. Raises `Missing` where nothing has been decided."""
    plan, decision = _decided(by, plan_id, today)
    data = thawed(decision.content)
    masks = _frozen_masks(by, plan, data, today)
    if masks:
        data = _masked(data, masks)
    return DecidedPlan(plan.pk, data, decision.sha256, is_whole(decision.content, decision.sha256), bool(masks))


def decided_bytes(by: Actor, plan_id: UUID, today: date) -> bytes:
    """The frozen version as it is stored, byte by byte, for who reads every secret of it. Raises `Missing`."""
    plan, decision = _decided(by, plan_id, today)
    if _frozen_masks(by, plan, thawed(decision.content), today):
        raise Missing(NOT_FOUND)
    return decision.content.encode()


def changed_since_decision(by: Actor, plan_id: UUID, today: date) -> Sequence[Since]:
    """What differs now from what was decided: items of the latest version the person sees, the risks, the year's rules.

    Items first, in order, then risks with the choice of them, last the rules; nothing where all is as decided. Nineteen
    queries at most. Raises `Missing`.
    """
    plan, decision = _decided(by, plan_id, today)
    before = thawed(decision.content)
    rows = Plan.objects.select_related("board_year__method", "board__municipality")
    versions = rows.filter(municipality_id=plan.municipality_id, board_year=plan.board_year).order_by("-number")
    latest = next((one for one in versions if sees_plan(by, one, today)), plan)
    now = content_of(latest, setup_of(latest.board_year), statute_on(today))
    masks = _frozen_masks(by, plan, before, today) | _frozen_masks(by, plan, now, today)
    items = _items_since(before, now, masks)
    return [*items, *_risks_since(by, plan, (before, now), masks, today), *_rules_since(before, now)]


def _decided(by: Actor, plan_id: UUID, today: date) -> tuple[Plan, PlanDecision]:
    plan = plan_for(by, plan_id, today)
    decision = PlanDecision.objects.filter(municipality_id=plan.municipality_id, plan=plan).first()
    if decision is None:
        raise Missing(NOT_FOUND)
    return plan, decision


def _frozen_masks(by: Actor, plan: Plan, data: Mapping[str, Any], today: date) -> dict[str, Mapping[str, Sentence]]:
    """By risk key, what must be hidden: what was secret at the decision, and what has been marked since."""
    keys = [UUID(key) for key in data["risks"]]
    risks = list(
        Risk.objects.filter(municipality_id=plan.municipality_id, pk__in=keys).only("municipality_id", "node_id")
    )
    now: Masks = masks_of(by, risks, today)
    found: dict[str, Mapping[str, Sentence]] = {str(key): dict(masks) for key, masks in now.items()}
    for risk in risks:
        marks: Mapping[str, str] = data["risks"][str(risk.pk)]["secrecy"]
        if marks and not reads_secrets(by, risk.node_id, today):
            found[str(risk.pk)] = {**_then(marks), **found.get(str(risk.pk), {})}
    return found


def _then(marks: Mapping[str, str]) -> dict[str, Sentence]:
    whole = dict.fromkeys(MASKABLE, mask_of(marks[""])) if "" in marks else {}
    return whole | {name: mask_of(paragraph) for name, paragraph in marks.items() if name}


def _masked(data: Mapping[str, Any], masks: Masked) -> dict[str, Any]:
    risks = {key: _masked_risk(risk, masks.get(key, {})) for key, risk in data["risks"].items()}
    items = [_masked_item(item, masks) for item in data["items"]]
    choices = [{**one, "reason": _or_mask(one["reason"], masks.get(one["risk"]))} for one in data["choices"]]
    return {**data, "risks": risks, "items": items, "choices": choices}


def _masked_risk(risk: Mapping[str, Any], hidden: Mapping[str, Sentence]) -> dict[str, Any]:
    names = set(hidden) & MASKED | ({"title"} if hidden.keys() & {"risk", "process", "description"} else set())
    return {**risk, **{name: str(hidden.get(name) or next(iter(hidden.values()))) for name in names}}


def _masked_item(item: Mapping[str, Any], masks: Masked) -> dict[str, Any]:
    shown = dict(item)
    for key in item["risks"]:
        hidden = masks.get(key, {})
        shown |= {name: str(hidden[name]) for name in WORDING if name in hidden}
        whole = whole_mask(hidden) if hidden else None
        shown |= dict.fromkeys(ITEM_TEXTS, str(whole)) if whole else {}
    return shown


def _or_mask(text: str, hidden: Mapping[str, Sentence] | None) -> str:
    return str(next(iter(hidden.values()))) if hidden and text else text


def _items_since(before: Mapping[str, Any], now: Mapping[str, Any], masks: Masked) -> Iterable[Since]:
    sides = [_by_lineage([_masked_item(item, masks) for item in side["items"]]) for side in (now, before)]
    for one in difference(sides[0], [sides[1]]):
        if one.change is not RowChange.UNCHANGED:
            row = sides[0].get(one.key) or sides[1][one.key]
            fields = dict(one.changed)
            if "risks" in fields:
                was, are = (
                    _titles(side, keys, masks) for side, keys in zip((before, now), fields["risks"], strict=True)
                )
                fields["risks"] = (was, are)
            yield Since("item", str(row["activity"] or row["risk"] or row["process"]), one.change, fields)


def _titles(side: Mapping[str, Any], keys: object, masks: Masked) -> list[Shown]:
    """The risks that an item answers, by their titles: the keys tell nobody anything."""
    listed = keys if isinstance(keys, list) else []
    return [_masked_risk(side["risks"][key], masks.get(key, {}))["title"] for key in listed]


def _by_lineage(items: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    return {item["lineage"]: {name: value for name, value in item.items() if name not in _NO_CONTENT} for item in items}


def _risks_since(
    by: Actor, plan: Plan, sides: tuple[Mapping[str, Any], Mapping[str, Any]], masks: Masked, today: date
) -> Iterable[Since]:
    """Those of the decision as they are now, and those of the register that the plan has to do with since."""
    before, after = sides
    choices, then_chosen = _choices(after), _choices(before)
    new = {key for key, one in choices.items() if one["in_plan"] or one["wanted"]} - before["risks"].keys()
    rows = list(Risk.objects.filter(municipality_id=plan.municipality_id, pk__in=map(UUID, before["risks"])))
    if new:
        seen = risks_seen_by(by, today).filter(municipality_id=plan.municipality_id, pk__in=map(UUID, new))
        rows += [risk for risk in seen.order_by("position", "pk") if not _wholly_hidden(masks.get(str(risk.pk)))]
    now = {
        str(risk.pk): {**risk_data(risk), "archived": risk.archived, **_chosen(choices, str(risk.pk))} for risk in rows
    }
    then = {
        key: {**_without_secrecy(risk), "archived": False, **_chosen(then_chosen, key)}
        for key, risk in before["risks"].items()
    }
    for one in difference(now, [then]):
        hidden = masks.get(one.key, {})
        fields = {name: pair for name, pair in one.changed.items() if not hidden or name not in _HIDDEN}
        if fields or one.change in {RowChange.NEW, RowChange.GONE}:
            title = next(iter(hidden.values())) if hidden else str((now.get(one.key) or then[one.key])["title"])
            yield Since("risk", title, one.change, fields)


def _wholly_hidden(hidden: Mapping[str, Sentence] | None) -> bool:
    return bool(hidden) and whole_mask(hidden or {}) is not None


def _choices(side: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {one["risk"]: one for one in side["choices"]}


def _chosen(choices: Mapping[str, Mapping[str, Any]], key: str) -> dict[str, object]:
    """Whether the risk is in the plan, and the reason where that goes against the threshold."""
    one = choices.get(key)
    return {"chosen": one["in_plan"] if one else False, "reason": one["reason"] if one else ""}


def _rules_since(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterable[Since]:
    fields = changes(_rules(before), _rules(now))
    if fields:
        yield Since("rules", _YEARS_RULES, RowChange.CHANGED, fields)


def _rules(side: Mapping[str, Any]) -> dict[str, object]:
    """What the year was worked by, as people read it."""
    method, rules = Method.from_data(side["method"]["definition"]), YearRules.from_data(side["rules"])
    return {
        "assessment_method": f"{side['method']['name']}, version {side['method']['number']}",
        "threshold": threshold_in_words(rules.selection or method.threshold, method),
        "periods": ", ".join([*rules.periods.parts, *(own.name for own in rules.periods.own)]),
        "required": [label(one) for one in sorted(rules.required)],
        "rule_set": f"{side['rule_set']['definition']['name']}, version {side['rule_set']['number']}",
    }


def _without_secrecy(risk: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in risk.items() if name != "secrecy"}


_NO_CONTENT = frozenset({"id", "lineage"})
_HIDDEN = MASKED | {"reason"}
_YEARS_RULES = Sentence(sv="Årets regler", en="The year's rules")
