"""Secret texts where they are repeated: a text that is secret in one place is secret in every other."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from riskbild.documents.exchange import ROW_OPTIONAL, ROW_TEXTS, WHOLE_ROW, ExchangeRow
from riskbild.publishing.assemble.facts import RowFacts
from riskbild.publishing.masking.every_text import place_in_table
from riskbild.publishing.masking.masked import MaskedCell, placeholder

# What is shorter than this is a word of everyday language ("HR", "Ja, delvis") that says nothing by itself.
_LEAST_LETTERS: Final = 12
_START: Final = 3
_WORD: Final = re.compile(r"\w+")

TELLING: Final = frozenset({
    "risk", "description", "causes", "consequence", "existing_controls", "measures", "comment", "objective", "scope",
    "response_reason",
})  # fmt: skip
"""What tells of a risk that is secret as a whole, wherever it stands.

The rest, such as a role, a deadline or the kind of an item, says nothing of it where another row says the same.
"""
_TITLES: Final = ("risk", "process", "description")


def secrets_of(rows: Sequence[ExchangeRow], worth: Sequence[RowFacts]) -> Mapping[str, str]:
    """The texts of rows that are secret, each with its paragraph: whole cells, and paragraph by paragraph."""
    found: dict[str, str] = {}
    for number, row in enumerate(rows):
        facts = worth[number] if len(worth) == len(rows) else RowFacts()
        texts: dict[str, str] = {name: text for name in (*ROW_TEXTS, *ROW_OPTIONAL) if (text := getattr(row, name))}
        marks = {**row.secrecy, **facts.secrecy}
        found |= secret_texts({**texts, **facts.more}, marks)
        if WHOLE_ROW in marks:
            controls = [one.control for one in row.controls if one.control]
            found |= dict.fromkeys((part for one in controls for part in _parts(one)), marks[WHOLE_ROW])
    return found


def secret_texts(texts: Mapping[str, str], marks: Mapping[str, str]) -> dict[str, str]:
    """Those of a risk's texts that are secret, each with its paragraph."""
    whole = marks.get(WHOLE_ROW)
    titled = next((name for name in _TITLES if texts.get(name)), "")
    paragraphs = dict.fromkeys((*TELLING, titled), whole) | dict(marks) if whole else marks
    return {
        part: paragraph
        for name, text in texts.items()
        if text and (paragraph := paragraphs.get(name))
        for part in _parts(text)
    }


def _parts(text: str) -> Iterator[str]:
    yield from (one.strip() for one in (text, *text.split("\n")))


class Repeated:
    """Takes secret texts out of any other text that repeats them, and keeps where: `cells`.

    A text is looked into only where it has the first words of a secret, so that ten thousand rows with a thousand
    secrets take no longer than with one.
    """

    def __init__(self, secrets: Mapping[str, str]) -> None:
        self.cells: list[MaskedCell] = []
        self.by_start: dict[tuple[str, ...], list[tuple[re.Pattern[str], str]]] = defaultdict(list)
        for text, paragraph in secrets.items():
            words = _words(text)
            if len(text) >= _LEAST_LETTERS and words:
                # Spaces and line breaks differ between two copies of a text, its letters do not.
                spelled = re.compile(r"\s+".join(map(re.escape, text.split())), re.IGNORECASE)
                self.by_start[words[:_START]].append((spelled, paragraph))
        self.lengths = sorted({len(start) for start in self.by_start}, reverse=True)

    def __call__(self, where: str, text: str) -> str:
        """The text without the secrets."""
        words = _words(text)
        met = {
            start
            for length in self.lengths
            for start in {words[place : place + length] for place in range(len(words) - length + 1)}
            if start in self.by_start
        }
        # The longest first: of a secret that holds another one, nothing may be left around it.
        candidates = [one for start in met for one in self.by_start[start]]
        for spelled, paragraph in sorted(candidates, key=lambda one: len(one[0].pattern), reverse=True):
            text, times = spelled.subn(placeholder(paragraph), text)
            if times:
                self.cells.append(_cell(where, paragraph))
        return text


def _cell(where: str, paragraph: str) -> MaskedCell:
    """The place that a text stands in, such as "rows 2.comment", as a cell."""
    part, row, field = place_in_table(where) or ("document", 0, where)
    return MaskedCell(part, row, field, paragraph)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))
