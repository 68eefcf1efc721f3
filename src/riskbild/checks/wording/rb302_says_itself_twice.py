"""RB302: a cell says the same thing twice, as when a text has been pasted after itself."""

import re
from collections.abc import Iterator

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Subject
from riskbild.documents.exchange import ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence(
    "Texten upprepar sig: ”{words}” står två gånger.", "The text repeats itself: “{words}” stands twice."
)
_FIELDS = ("risk", "description", "causes", "consequence")
_WORDS = 6
"""So many words in a row come twice only by pasting."""
_WORD = re.compile(r"\w+")


def find(subject: Subject) -> Iterator[Hit]:
    """Cells in which six words in a row come twice."""
    for line in subject.lines:
        for name in _FIELDS:
            text = line.cells.get(name, "")
            # The shortest text that can hold six words twice.
            if len(text) >= 4 * _WORDS and (words := _repeated(text)):
                yield Hit(line.place(name), _SENTENCE.format(words=words))


def _repeated(text: str) -> str:
    rough = text.split()
    # The same words with other signs after them count once more here; six that come twice leave four alike at least.
    if len(rough) - len(set(rough)) < _WORDS - 2:
        return ""
    words = _WORD.findall(text.casefold())
    seen: set[tuple[str, ...]] = set()
    for run in zip(*(words[start:] for start in range(_WORDS)), strict=False):
        if run in seen:
            return " ".join(run)
        seen.add(run)
    return ""


RULE = Rule(
    code="RB302",
    name=Sentence("Texten upprepar sig", "The text repeats itself"),
    why=Sentence(
        "En del av texten står två gånger, ofta efter en omarbetning. Behåll den ena.",
        "A part of the text stands twice, often after a rewriting. Keep one.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example(
            "”… samt att kommunen går miste om ersättning. och att … samt att kommunen går miste om ersättning.”",
            rows=(
                ExchangeRow(
                    risk="Risk att icke verifierade underlag, eller ofullständiga godtas, återsökning och "
                    "barnperspektiv missas samt att viktig information till sökande missas vilket kan leda till att "
                    "felaktiga beräkningar, att felaktigt bistånd utbetalas, konsekvenser för barn samt att kommunen "
                    "går miste om ersättning. och att information till sökande missas vilket kan leda till att fel "
                    "nettoinkomst används vid beräkningen, att felaktigt bistånd utbetalas, konsekvenser för barn "
                    "inte uppmärksammas samt att kommunen går miste om ersättning."
                ),
            ),
        ),
    ),
    good=(
        Example(
            "En lång text som säger var sak en gång",
            rows=(
                ExchangeRow(
                    risk="Risk att ofullständiga underlag godtas, att återsökning och barnperspektiv missas samt att "
                    "kommunen går miste om ersättning från staten."
                ),
            ),
        ),
    ),
)
