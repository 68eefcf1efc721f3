"""RB107: a risk without a score is in the plan."""

from collections.abc import Iterator
from dataclasses import replace

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.setting import Setting
from riskbild.checks.subject import Subject
from riskbild.documents.exchange import ExchangeRow
from riskbild.documents.profile import Profile
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence
from riskbild.rules.standard_methods import FOUR_BY_FOUR, UNSCORED

_SENTENCE = Sentence(
    "Risken ska till planen men är inte bedömd.", "The risk goes to the plan but has not been assessed."
)


def find(subject: Subject) -> Iterator[Hit]:
    """Rows chosen for the plan with no score; silent where neither the method nor any row has scores at all."""
    has_scales = subject.method is not None and subject.method.likelihood is not None
    if not has_scales and not subject.scores:
        return
    for line in subject.rows:
        if line.row.in_plan and line.number not in subject.scores:
            yield Hit(line.place("score"), _SENTENCE)


_ROW = ExchangeRow(risk="Risk att rutiner saknas, vilket kan leda till fördröjning", in_plan=True)
_KNOWN = Setting(Profile("4 × 4", FOUR_BY_FOUR))

RULE = Rule(
    code="RB107",
    name=Sentence("Obedömd risk i planen", "Unassessed risk in the plan"),
    why=Sentence(
        "Planen ska bygga på en riskanalys. Bedöm risken innan den tas med, eller motivera varför den tas med utan.",
        "The plan must rest on a risk analysis. Assess the risk before it is taken in, or say why it is without.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(Example("Till planen, inget riskvärde", rows=(_ROW,), setting=_KNOWN),),
    good=(
        Example("Inte till planen, inget riskvärde", rows=(replace(_ROW, in_plan=False),), setting=_KNOWN),
        Example("Till planen med riskvärde", rows=(replace(_ROW, likelihood=2, impact=4, score=8),), setting=_KNOWN),
        Example("En modell utan riskvärden", rows=(_ROW,), setting=Setting(Profile("Ord", UNSCORED))),
    ),
)
