"""RB105: the choice for the plan goes against the threshold, and nobody says why."""

from collections.abc import Iterator
from dataclasses import replace

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.setting import Setting
from riskbild.checks.subject import Line, Subject
from riskbild.documents.exchange import ExchangeRow
from riskbild.documents.profile import Profile
from riskbild.rules.codes import Code
from riskbild.rules.finding import Severity
from riskbild.rules.method import Threshold, ThresholdKind
from riskbild.rules.plan_choice import PlanChoice, plan_choice_findings
from riskbild.rules.sentence import Sentence
from riskbild.rules.standard_methods import FIVE_BY_FIVE

_AGAINST = frozenset({Code.IN_PLAN_AGAINST_THRESHOLD, Code.LEFT_OUT_AGAINST_THRESHOLD})


def find(subject: Subject) -> Iterator[Hit]:
    """Rows taken in below the year's threshold or left out above it; a comment or a response counts as the reason."""
    if subject.method is None:
        return
    lines = {str(line.number): line for line in subject.rows}
    choices = (_choice(subject, where, line) for where, line in lines.items())
    for finding in plan_choice_findings(subject.method, choices):
        if finding.code in _AGAINST:
            yield Hit(lines[finding.where].place("in_plan"), finding.sentence)


def _choice(subject: Subject, where: str, line: Line) -> PlanChoice:
    scored = subject.scored(line)
    return PlanChoice(
        where=where,
        in_plan=line.row.in_plan,
        score=subject.scores.get(line.number),
        level=scored.score.level if scored else None,
        category=line.row.category,
        reason=reason_of(line),
    )


def reason_of(line: Line) -> str:
    """What a row gives as the reason for its choice; a hidden cell may hold one."""
    row = line.row
    hidden = "?" if line.hides("comment") or line.hides("response") else ""
    return row.comment or row.response or hidden


_FROM_TEN = Setting(Profile("5 × 5", replace(FIVE_BY_FIVE, threshold=Threshold(ThresholdKind.SCORE_AT_LEAST, 10))))
_HIGH = ExchangeRow(risk="Felaktigt bistånd betalas ut", likelihood=4, impact=4, score=16, in_plan=False)
_LOW = ExchangeRow(risk="Felaktiga momsavdrag görs", likelihood=2, impact=3, score=6, in_plan=True)

RULE = Rule(
    code="RB105",
    name=Sentence("Valet till planen går emot gränsen", "The choice goes against the threshold"),
    why=Sentence(
        "Nämnden får välja annat än vad gränsen säger, men skälet ska framgå. Revisionen frågar efter det.",
        "The board may choose otherwise than the threshold says, but must say why. Auditors ask for it.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example("Riskvärde 16 och inte till planen, gränsen är 10", rows=(_HIGH,), setting=_FROM_TEN),
        Example("Riskvärde 6 och till planen, gränsen är 10", rows=(_LOW,), setting=_FROM_TEN),
    ),
    good=(
        Example(
            "Riskvärde 16, inte till planen, med skälet i kommentaren",
            rows=(replace(_HIGH, comment="Granskas i stället av Försäkringskassan under året."),),
            setting=_FROM_TEN,
        ),
        Example("Riskvärde 16 och till planen", rows=(replace(_HIGH, in_plan=True),), setting=_FROM_TEN),
        Example("Inget sägs om planen", rows=(replace(_HIGH, in_plan=None),), setting=_FROM_TEN),
    ),
)
