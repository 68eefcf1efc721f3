"""What stands in the way of proposing a plan, and what ought to be looked at before: the plan's own rules."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from riskbild.rules.codes import Code
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.labels import label
from riskbild.rules.selection import WHY, Deviation
from riskbild.rules.sentence import Sentence
from riskbild.rules.year_rules import PlanField

_EMPTY = Sentence("Planen har inga kontroller.", "The plan has no items.")
_FIELD = Sentence("{field} saknas och krävs i planen.", "{field} is missing and is required in the plan.")
_SAME = Sentence(
    "Den som utför kontrollen ({role}) är också kontrollansvarig och kontrollerar alltså sitt eget arbete.",
    "Whoever performs the control ({role}) also owns it, and so controls their own work.",
)
_UNSCORED = Sentence("Risken finns i planen men har inget riskvärde.", "The risk is in the plan but has no score.")

_UNANSWERED = Sentence(
    "Risken är vald till planen men har ingen kontroll.", "The risk is chosen for the plan but has no item."
)

_CODES = {Deviation.LEFT_OUT: Code.LEFT_OUT_AGAINST_THRESHOLD, Deviation.LET_IN: Code.IN_PLAN_AGAINST_THRESHOLD}


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What the rules need to know of one item: its filled-in fields, and who does and who answers."""

    where: str
    filled: frozenset[PlanField]
    control_owner: str = ""
    performer: str = ""
    same_person: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceFacts:
    """What the rules need to know of one risk: how its choice goes against the threshold, and whether why is said."""

    where: str
    in_plan: bool
    scored: bool
    deviation: Deviation | None = None
    reason: str = ""
    answered: bool = True


def plan_findings(
    items: Iterable[ItemFacts], choices: Iterable[ChoiceFacts], required: frozenset[PlanField], *, scored: bool = True
) -> tuple[Finding, ...]:
    """Errors stop a proposal: an empty plan, a required field left empty, a choice against the threshold unexplained.

    Warnings do not: a performer who controls his own work, a risk in the plan without a score (where the method has
    scores at all: `scored`) or without an item that answers it.
    """
    items = tuple(items)
    found = [] if items else [Finding(Code.PLAN_EMPTY, Severity.ERROR, "plan", _EMPTY)]
    for item in items:
        found += item_findings(item, required)
    for choice in choices:
        found += _choice_findings(choice, scored=scored)
    return tuple(found)


def item_findings(item: ItemFacts, required: frozenset[PlanField]) -> list[Finding]:
    """What one item lacks, and whether its performer controls his own work."""
    lacking = [
        Finding(Code.REQUIRED_FIELD_EMPTY, Severity.ERROR, f"{item.where}.{field}", _FIELD.format(field=label(field)))
        for field in PlanField
        if field in required and field not in item.filled
    ]
    if controls_own_work(item):
        role = item.performer.strip() or item.control_owner.strip()
        lacking.append(
            Finding(Code.PERFORMER_IS_OWNER, Severity.WARNING, f"{item.where}.performer", _SAME.format(role=role))
        )
    return lacking


def controls_own_work(item: ItemFacts) -> bool:
    """Whether the same role, or the same person, performs the control and answers for it.

    Segregation of duties: auditors test that nobody controls their own work.
    """
    performer, owner = _plain(item.performer), _plain(item.control_owner)
    return item.same_person or (performer != "" and performer == owner)


def _choice_findings(choice: ChoiceFacts, *, scored: bool) -> Iterator[Finding]:
    if choice.deviation is not None and not choice.reason.strip():
        yield Finding(_CODES[choice.deviation], Severity.ERROR, choice.where, WHY[choice.deviation])
    if choice.in_plan and not choice.answered:
        yield Finding(Code.CHOSEN_WITHOUT_CONTROL, Severity.WARNING, choice.where, _UNANSWERED)
    if scored and choice.in_plan and not choice.scored:
        yield Finding(Code.UNSCORED_IN_PLAN, Severity.WARNING, choice.where, _UNSCORED)


def _plain(role: str) -> str:
    return " ".join(role.casefold().split())


def filled_fields(texts: Mapping[str, str], *, has_risk: bool) -> frozenset[PlanField]:
    """Which of the fields that can be required an item's texts fill in."""
    filled = {field for field in PlanField if texts.get(field, "").strip()}
    return frozenset(filled | {PlanField.RISK}) if has_risk else frozenset(filled - {PlanField.RISK})
