"""RB303: causes or a comment that stand to the letter on an earlier row."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Line, Subject
from riskbild.documents.exchange import ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence(
    "Texten är densamma som på {place}. Är det samma risk, eller har texten följt med?",
    "The text is the same as on {place}. Is it the same risk, or has the text come along?",
)
_FIELDS = ("causes", "comment")
# Two hands may write one short phrase alike.
_SHORTEST = 60


def find(subject: Subject) -> Iterator[Hit]:
    """Later rows with a long text of an earlier one; told once a row, and of measures never: many risks share one."""
    for lines in (subject.rows, subject.plan):
        yield from _pasted(lines)


def _pasted(lines: Sequence[Line]) -> Iterator[Hit]:
    first: dict[str, Line] = {}
    for line in lines:
        texts = {name: text for name in _FIELDS if len(text := line.cells.get(name, "")) >= _SHORTEST}
        name = next((name for name, text in texts.items() if text in first), None)
        if name is not None:
            yield Hit(line.place(name), _SENTENCE.format(place=first[texts[name]].place().sentence))
        for text in texts.values():
            first.setdefault(text, line)


_COMMENT = "Detta gäller den typ av fel som upptäcks under utbetalningsprocessen av ekonomiskt bistånd"
_ROW = ExchangeRow(risk="Bistånd betalas ut till felaktig klient", comment=_COMMENT)

RULE = Rule(
    code="RB303",
    name=Sentence("Samma text på flera rader", "Same text on several rows"),
    why=Sentence(
        "Orsaker och kommentarer som är ordagrant lika på flera rader har ofta kopierats utan att bli genomtänkta "
        "för varje risk. Slå ihop raderna eller skriv vad som gäller för var och en.",
        "Causes and comments that are alike to the letter on several rows have often been copied without being thought "
        "through for each risk. Merge the rows, or write what holds for each.",
    ),
    severity=Severity.INFO,
    find=find,
    bad=(Example(f"”{_COMMENT}” på två rader", rows=(_ROW, replace(_ROW, risk="Felaktig summa betalas ut"))),),
    good=(
        Example(
            "”Bristande introduktion.” på två rader",
            rows=(
                replace(_ROW, comment=None, causes="Bristande introduktion."),
                ExchangeRow(risk="Felaktig summa betalas ut", causes="Bristande introduktion."),
            ),
        ),
    ),
)
