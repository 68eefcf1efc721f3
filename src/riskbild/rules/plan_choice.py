"""Which risks go to the control plan, held against the method's threshold."""

from collections.abc import Iterable
from dataclasses import dataclass

from riskbild.rules.codes import Code
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.level import Level
from riskbild.rules.method import Method
from riskbild.rules.sentence import Sentence
from riskbild.rules.threshold import ThresholdKind, highest_scores

_UNSCORED = Sentence(
    "Risken är vald till planen men har inget riskvärde.", "The risk is chosen for the plan but has no score."
)
_AGAINST = Sentence(
    "Risken är vald till planen fast riskvärdet {score} ligger under tröskeln, utan att skälet framgår.",
    "The risk is chosen for the plan with the score {score}, below the threshold, and no reason given.",
)
_LEFT_OUT = Sentence(
    "Risken är inte vald till planen fast riskvärdet {score} når tröskeln, utan att skälet framgår.",
    "The risk is not chosen for the plan with the score {score}, at or above the threshold, and no reason given.",
)


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """One risk as far as the choice concerns it.

    `in_plan` is None where the document does not say. `reason` is why the choice goes against the threshold.
    """

    where: str
    in_plan: bool | None
    score: int | None
    level: Level | None = None
    category: str | None = None
    reason: str = ""


def wanted(method: Method, choices: Iterable[PlanChoice]) -> tuple[bool | None, ...]:
    """For each risk in turn, whether the threshold asks for it; None where the method leaves it open."""
    choices = tuple(choices)
    if method.threshold.kind is not ThresholdKind.HIGHEST_PER_CATEGORY:
        return tuple(method.wants_in_plan(choice.score, choice.level) for choice in choices)
    highest = highest_scores((choice.category, choice.score) for choice in choices)
    return tuple(None if choice.score is None else choice.score == highest[choice.category] for choice in choices)


def plan_choice_findings(method: Method, choices: Iterable[PlanChoice]) -> tuple[Finding, ...]:
    """What the choice of risks for the plan leaves to be explained.

    Source: auditors ask for a complete, documented risk analysis behind each plan (so Deloitte to Jönköping,
    2014). A board may choose otherwise than its threshold, and then says why.
    """
    choices = tuple(choices)
    findings = (_finding(choice, want=want) for choice, want in zip(choices, wanted(method, choices), strict=True))
    return tuple(finding for finding in findings if finding is not None)


def _finding(choice: PlanChoice, *, want: bool | None) -> Finding | None:
    if choice.in_plan and choice.score is None:
        return Finding(Code.UNSCORED_IN_PLAN, Severity.WARNING, choice.where, _UNSCORED)
    if want is None or choice.in_plan is None or choice.in_plan is want or choice.reason.strip():
        return None
    code, sentence = (
        (Code.IN_PLAN_AGAINST_THRESHOLD, _AGAINST) if choice.in_plan else (Code.LEFT_OUT_AGAINST_THRESHOLD, _LEFT_OUT)
    )
    return Finding(code, Severity.WARNING, choice.where, sentence.format(score=choice.score))
