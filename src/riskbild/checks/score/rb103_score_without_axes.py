"""RB103: a score with neither likelihood nor impact, though the method has both."""

from collections.abc import Iterator

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.setting import Setting
from riskbild.checks.subject import Subject
from riskbild.documents.exchange import ExchangeRow
from riskbild.documents.profile import Profile
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence
from riskbild.rules.standard_methods import FOUR_BY_FOUR, SCORE_ONLY

_SENTENCE = Sentence(
    "Riskvärdet {score} står utan sannolikhet och konsekvens, så det går inte att se hur det har uppstått.",
    "The score {score} stands without likelihood and impact, so how it came about cannot be seen.",
)


def find(subject: Subject) -> Iterator[Hit]:
    """Rows with a printed score and no axes, where the method has scales."""
    if subject.method is None or subject.method.likelihood is None:
        return
    for line in subject.rows:
        row = line.row
        if row.score is not None and row.likelihood is None and row.impact is None:
            yield Hit(line.place("score"), _SENTENCE.format(score=row.score))


_ROW = ExchangeRow(risk="Socialnämnden går miste om intäkter", score=9)

RULE = Rule(
    code="RB103",
    name=Sentence("Riskvärde utan sannolikhet och konsekvens", "Score without likelihood and impact"),
    why=Sentence(
        "Bedömningsmodellen har två axlar, men raden har bara summan av dem. Fyll i sannolikhet och konsekvens, så "
        "att bedömningen kan följas och jämföras.",
        "The method has two axes, but the row has only what they come to. Fill in likelihood and impact, so that the "
        "assessment can be followed and compared.",
    ),
    severity=Severity.INFO,
    find=find,
    bad=(Example("Riskvärde 9 på 4 × 4, inget mer", rows=(_ROW,), setting=Setting(Profile("4 × 4", FOUR_BY_FOUR))),),
    good=(
        Example("Riskvärde 9 i en modell utan skalor", rows=(_ROW,), setting=Setting(Profile("Poäng", SCORE_ONLY))),
        Example(
            "Sannolikhet 3, konsekvens 3, riskvärde 9",
            rows=(ExchangeRow(risk="Fel belopp betalas ut", likelihood=3, impact=3, score=9),),
            setting=Setting(Profile("4 × 4", FOUR_BY_FOUR)),
        ),
    ),
)
