"""Choosing risks for the plan against the threshold: which choices go against it, and so need a reason."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from riskbild.rules.method import Method
from riskbild.rules.plan_choice import PlanChoice, wanted
from riskbild.rules.sentence import Sentence
from riskbild.rules.threshold import Threshold


class Deviation(StrEnum):
    """How a choice goes against the threshold: the rule wants the risk and it is left out, or the other way round."""

    LEFT_OUT = "left_out"
    LET_IN = "let_in"


WHY: dict[Deviation, Sentence] = {
    Deviation.LEFT_OUT: Sentence(
        "Risken når tröskeln. Ange varför den lämnas utanför planen.",
        "The risk is at or above the threshold. Say why it is left out of the plan.",
    ),
    Deviation.LET_IN: Sentence(
        "Risken ligger under tröskeln. Ange varför den ändå tas med i planen.",
        "The risk is below the threshold. Say why it is taken into the plan all the same.",
    ),
}
"""What a person is asked who makes such a choice."""


def asked_for(method: Method, threshold: Threshold | None, choices: Sequence[PlanChoice]) -> tuple[bool | None, ...]:
    """For each risk in turn, whether the rule wants it in the plan; None where the rule leaves it open.

    `threshold` is the year's own rule, None the method's. A rule by level that names a level which the method does not
    have leaves everything open, as does a risk without a score.
    """
    if threshold is not None:
        keys = {level.key for level in method.levels}
        if threshold.level_key is not None and threshold.level_key not in keys:
            return (None,) * len(choices)
        method = replace(method, threshold=threshold)
    return wanted(method, choices)


def deviation(*, want: bool | None, in_plan: bool) -> Deviation | None:
    """How the choice goes against what the rule wants, None where it does not."""
    if want is None or want is in_plan:
        return None
    return Deviation.LEFT_OUT if want else Deviation.LET_IN
