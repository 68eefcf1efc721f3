"""RB106: a risk is left out of the plan while risks with lower scores are taken in, and nobody says why."""

from collections.abc import Iterator
from dataclasses import replace

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.score.rb105_against_threshold import reason_of
from riskbild.checks.subject import Subject
from riskbild.documents.exchange import ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.method import ThresholdKind
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence(
    "Risken har riskvärde {score} och tas inte med i planen, fast en risk med riskvärde {lowest} gör det. Ange skälet.",
    "The risk has the score {score} and is left out of the plan, while one with the score {lowest} is in. Say why.",
)


def find(subject: Subject) -> Iterator[Hit]:
    """Rows left out with a higher score than the lowest that is taken in, where no threshold says otherwise."""
    method = subject.method
    if method is not None and method.threshold.kind is not ThresholdKind.FREE_CHOICE:
        return
    taken = [subject.scores[line.number] for line in subject.rows if line.row.in_plan and line.number in subject.scores]
    lowest = min(taken, default=None)
    for line in subject.rows:
        score = subject.scores.get(line.number)
        if lowest is None or score is None or score <= lowest or line.row.in_plan is not False:
            continue
        if not reason_of(line):
            yield Hit(line.place("in_plan"), _SENTENCE.format(score=score, lowest=lowest))


_IN = ExchangeRow(risk="Felaktiga momsavdrag görs", likelihood=2, impact=3, score=6, in_plan=True)
_OUT = ExchangeRow(risk="Felaktigt bistånd betalas ut", likelihood=4, impact=4, score=16, in_plan=False)

RULE = Rule(
    code="RB106",
    name=Sentence("Högre risk utelämnad ur planen", "Higher risk left out of the plan"),
    why=Sentence(
        "Valet till planen är fritt, men när en lägre risk tas med och en högre inte, ska det framgå varför. Skriv "
        "skälet i kommentaren.",
        "The choice for the plan is free, but when a lower risk is taken in and a higher one is not, the reason must "
        "be there. Write it in the comment.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(Example("Riskvärde 6 till planen, riskvärde 16 inte", rows=(_IN, _OUT)),),
    good=(
        Example(
            "Riskvärde 16 utelämnad med skälet i kommentaren",
            rows=(_IN, replace(_OUT, comment="Ingår i förvaltningens egenkontroll.")),
        ),
        Example(
            "Riskvärde 6 utelämnad, riskvärde 16 med", rows=(replace(_IN, in_plan=False), replace(_OUT, in_plan=True))
        ),
    ),
)
