"""RB102: a value that the scales do not have, or one axis without the other."""

from collections.abc import Iterator
from dataclasses import replace

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.setting import Setting
from riskbild.checks.subject import Subject
from riskbild.documents.exchange import ExchangeRow
from riskbild.documents.profile import Profile
from riskbild.rules.codes import Code
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence
from riskbild.rules.standard_methods import FOUR_BY_FOUR, SCORE_ONLY

_CODES = frozenset({Code.OUTSIDE_SCALE, Code.SCORE_IMPOSSIBLE, Code.NO_SCALE, Code.ONE_AXIS_ONLY})


def find(subject: Subject) -> Iterator[Hit]:
    """Rows with values that the year's method cannot hold; one hit a row, with the first reason."""
    for line in subject.rows:
        scored = subject.scored(line)
        findings = scored.findings if scored else ()
        if first := next((finding for finding in findings if finding.code in _CODES), None):
            yield Hit(line.place(first.where), first.sentence)


_KNOWN = Setting(Profile("4 × 4", FOUR_BY_FOUR))
_ROW = ExchangeRow(risk="Uteblivna ersättningar från Migrationsverket", likelihood=2, impact=4, score=8)

RULE = Rule(
    code="RB102",
    name=Sentence("Värdet finns inte i bedömningsmodellen", "Value not in the assessment method"),
    why=Sentence(
        "Året bedöms med en modell som inte har det här värdet, eller bara en av axlarna är ifylld. Bedöm risken på "
        "nytt, eller byt till den modell som dokumentet är bedömt med.",
        "The year is assessed with a method that does not have this value, or only one axis is filled in. Assess the "
        "risk again, or change to the method that the document was assessed with.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example(
            "Sannolikhet 5 på en skala från 1 till 4", rows=(replace(_ROW, likelihood=5, score=20),), setting=_KNOWN
        ),
        Example("Konsekvens 4, ingen sannolikhet", rows=(replace(_ROW, likelihood=None, score=None),), setting=_KNOWN),
        Example("Riskvärde 7 på 4 × 4", rows=(ExchangeRow(risk="Avbrott i driften", score=7),), setting=_KNOWN),
        Example("Sannolikhet 2 i en modell utan skalor", rows=(_ROW,), setting=Setting(Profile("Poäng", SCORE_ONLY))),
    ),
    good=(
        Example("Sannolikhet 2, konsekvens 4 på 4 × 4", rows=(_ROW,), setting=_KNOWN),
        Example("Ingen bedömning alls", rows=(ExchangeRow(risk="Avbrott i driften"),), setting=_KNOWN),
    ),
)
