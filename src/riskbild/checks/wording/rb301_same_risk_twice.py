"""RB301: the same risk stands on two rows."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Line, Subject
from riskbild.checks.wording.same_words import content_of, roughly
from riskbild.documents.exchange import ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence("Samma risk står på {place}.", "The same risk stands on {place}.")
_NOTHING: frozenset[str] = frozenset()
_LONG_ENOUGH = 5
"""A risk of so many words is the same one wherever it stands; a shorter one may come in two processes."""


def find(subject: Subject) -> Iterator[Hit]:
    """Later rows whose risk says the same as an earlier one's in other order, inflection or case."""
    yield from _repeated(subject.rows)
    yield from _repeated(subject.plan)


def _repeated(lines: Sequence[Line]) -> Iterator[Hit]:
    seen: dict[frozenset[str], list[Line]] = {}
    rough = {line.number: roughly(line.title) for line in lines if line.title}
    alike = Counter(rough.values())
    for line in lines:
        # Words are taken apart only for rows that another may be the same as.
        content = content_of(line.title) if alike[rough.get(line.number, _NOTHING)] > 1 else _NOTHING
        if not content:
            continue
        earlier = seen.setdefault(content, [])
        same = next((one for one in earlier if len(content) >= _LONG_ENOUGH or _may_be_one(one, line)), None)
        if same is not None:
            yield Hit(
                line.place("risk" if line.row.risk else "description"), _SENTENCE.format(place=same.place().sentence)
            )
        earlier.append(line)


def _may_be_one(one: Line, other: Line) -> bool:
    processes = {" ".join((line.row.process or "").casefold().split()) for line in (one, other)}
    return len(processes) == 1 or "" in processes


_ROW = ExchangeRow(process="Försörjningsstöd", risk="Risk att felaktigt försörjningsstöd betalas ut till klienten")

RULE = Rule(
    code="RB301",
    name=Sentence("Samma risk två gånger", "Same risk twice"),
    why=Sentence(
        "Två rader om samma risk bedöms och följs upp var för sig. Slå ihop dem, eller skriv vad som skiljer dem åt.",
        "Two rows about one risk are assessed and followed up apart. Merge them, or write what tells them apart.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example("Samma text på två rader", rows=(_ROW, _ROW)),
        Example(
            "Samma sak i andra former: ”att klienten betalas ut felaktiga försörjningsstöd”",
            rows=(_ROW, replace(_ROW, risk="Risk för att klienten betalas ut felaktiga försörjningsstöd")),
        ),
    ),
    good=(
        Example(
            "”Fel ersättning för barn och elever …” och ”Ingen ersättning för barn och elever …”",
            rows=(
                ExchangeRow(risk="Fel ersättning för barn och elever med skyddad identitet"),
                ExchangeRow(risk="Ingen ersättning för barn och elever med skyddad identitet"),
            ),
        ),
        Example(
            "”Felaktig utbetalning” i två olika processer",
            rows=(
                ExchangeRow(process="Löner", risk="Felaktig utbetalning"),
                ExchangeRow(process="Föreningsbidrag", risk="Felaktig utbetalning"),
            ),
        ),
    ),
)
