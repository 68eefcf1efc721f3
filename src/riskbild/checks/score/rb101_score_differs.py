"""RB101: the printed score is not what the matrix gives."""

from collections.abc import Iterator
from dataclasses import replace

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.setting import Setting
from riskbild.checks.subject import Line, Subject
from riskbild.documents.exchange import ExchangeRow
from riskbild.documents.profile import Profile
from riskbild.documents.profile.parts import ScoreInHeading
from riskbild.rules.codes import Code
from riskbild.rules.finding import Severity
from riskbild.rules.scale import Scale, Step
from riskbild.rules.sentence import Sentence
from riskbild.rules.standard_methods import FIVE_BY_FIVE

_PRODUCT = Sentence(
    "Riskvärdet {printed} är inte produkten av sannolikhet {likelihood} och konsekvens {impact}, som är {computed}.",
    "The score {printed} is not the product of likelihood {likelihood} and impact {impact}, which is {computed}.",
)


def find(subject: Subject) -> Iterator[Hit]:
    """Rows whose score differs from the year's matrix, or from the product where no method is known.

    A score and its words in a group heading are told once a heading.
    """
    headings: set[str | None] = set()
    for line in subject.rows:
        for where, sentence in _differing(subject, line):
            if where != "heading" or line.row.heading not in headings:
                yield Hit(line.place(where), sentence)
            headings |= {line.row.heading} if where == "heading" else set()


def _differing(subject: Subject, line: Line) -> Iterator[tuple[str, Sentence]]:
    if scored := subject.scored(line):
        findings = (one for one in scored.findings if one.code == Code.SCORE_DIFFERS)
        yield from ((finding.where, finding.sentence) for finding in findings)
        return
    row = line.row
    if row.likelihood and row.impact and row.score is not None and row.score != row.likelihood * row.impact:
        values = {"likelihood": row.likelihood, "impact": row.impact, "computed": row.likelihood * row.impact}
        yield "score", _PRODUCT.format(printed=row.score, **values)


_ROW = ExchangeRow(risk="Risk att felaktiga momsavdrag görs", likelihood=2, impact=3, score=6)
_WORDS = ScoreInHeading({"möjlig risk": 3}, {"kännbara konsekvenser": 3, "allvarliga konsekvenser": 5})
_SCALE = Scale(tuple(Step(value, str(value)) for value in range(1, 6)))
_HEADED = Setting(Profile("Rubriker", replace(FIVE_BY_FIVE, likelihood=_SCALE, impact=_SCALE), score_in_heading=_WORDS))

RULE = Rule(
    code="RB101",
    name=Sentence("Riskvärdet stämmer inte med matrisen", "Score differs from the matrix"),
    why=Sentence(
        "Sannolikhet och konsekvens ger ett annat riskvärde än det som står. Kontrollera vilket av de tre värdena "
        "som är fel och gör om bedömningen.",
        "Likelihood and impact give another score than the one that stands there. Find out which of the three is "
        "wrong and assess again.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example("Sannolikhet 2, konsekvens 3, riskvärde 8", rows=(replace(_ROW, score=8),)),
        Example(
            "”Skattning 12: möjlig risk, kännbara konsekvenser”, där orden ger 3 × 3",
            rows=(ExchangeRow(process="Resurser", heading="Skattning 12: möjlig risk, kännbara konsekvenser"),),
            setting=_HEADED,
        ),
    ),
    good=(
        Example("Sannolikhet 2, konsekvens 3, riskvärde 6", rows=(_ROW,)),
        Example(
            "”Skattning 15: möjlig risk, allvarliga konsekvenser”, där orden ger 3 × 5",
            rows=(ExchangeRow(process="Intrång", heading="Skattning 15: möjlig risk, allvarliga konsekvenser"),),
            setting=_HEADED,
        ),
    ),
)
