"""The plan's own findings on its rows: what stops a proposal, and what ought to be looked at."""

from collections.abc import Iterable, Sequence

from riskbild.planning.choosing import ChosenRisk
from riskbild.planning.fields import CONTROL
from riskbild.planning.models import PlanItem
from riskbild.planning.rules_of import Setup
from riskbild.rules.finding import Finding
from riskbild.rules.plan_findings import ChoiceFacts, ItemFacts, filled_fields, plan_findings


def findings_on(
    items: Sequence[PlanItem], with_risk: Iterable[object], chosen: Iterable[ChosenRisk], setup: Setup
) -> tuple[Finding, ...]:
    """Everything that the plan's own rules find; `with_risk` holds the keys of the items that answer a risk.

    A finding's place is "item <key>.<field>" or "risk <key>".
    """
    answering, chosen = set(with_risk), list(chosen)
    # A method without scales or scores asks for none.
    scored = setup.method.likelihood is not None or any(one.risk.score is not None for one in chosen)
    facts = [facts_of(item, has_risk=item.pk in answering) for item in items]
    choices = [
        ChoiceFacts(
            where=f"risk {one.risk.pk}", in_plan=one.in_plan, scored=one.risk.score is not None,
            deviation=one.deviation, reason=one.reason, answered=one.answered,
        )
        for one in chosen
    ]  # fmt: skip
    return plan_findings(facts, choices, setup.rules.required, scored=scored)


def facts_of(item: PlanItem, *, has_risk: bool) -> ItemFacts:
    """What the rules need to know of an item."""
    texts = {name: getattr(item, name) for name in CONTROL}
    return ItemFacts(
        where=f"item {item.pk}",
        filled=filled_fields(texts, has_risk=has_risk),
        control_owner=item.control_owner,
        performer=item.performer,
        same_person=item.owner_person_id is not None and item.owner_person_id == item.performer_person_id,
    )
