"""Secret texts taken out of a document, and what stands in their place (offentlighets- och sekretesslagen 2009:400)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from riskbild.documents.exchange import CONTROL_TEXTS, ROW_OPTIONAL, ROW_TEXTS, WHOLE_ROW, ExchangeDocument, ExchangeRow
from riskbild.publishing.assemble.facts import DocumentFacts, RowFacts
from riskbild.publishing.masking.every_text import changed_document, changed_facts

_TEXTS: Final = (*ROW_TEXTS, *ROW_OPTIONAL)
# A secret text that also stands somewhere else is secret there too. What is shorter than this is a word of everyday
# language ("HR", "Ja, delvis") that says nothing by itself.
_LEAST_LETTERS: Final = 12
_START: Final = 3
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class MaskedCell:
    """A cell that was hidden: in which table, which row, which field, under which paragraph."""

    part: str
    row: int
    field: str
    paragraph: str

    def to_data(self) -> dict[str, Any]:
        """The cell as the trail keeps it."""
        return {"part": self.part, "row": self.row, "field": self.field, "paragraph": self.paragraph}


@dataclass(frozen=True, slots=True)
class Hidden:
    """A document and its facts without what is secret, and the cells that were hidden."""

    document: ExchangeDocument
    facts: DocumentFacts
    cells: tuple[MaskedCell, ...]


def placeholder(paragraph: str) -> str:
    """What stands where a secret text would."""
    named = paragraph if paragraph.startswith("OSL") or " kap. " not in paragraph else f"OSL {paragraph}"
    return f"Sekretess enligt {named}"


def hidden(document: ExchangeDocument, facts: DocumentFacts, *, public: bool) -> Hidden:
    """The document without its secrets.

    In a public copy every marked text is hidden, wherever else in the document it is repeated too, and nothing is left
    of how the document was read. In the board's own, only what the reader was not given says why it is not there.
    """
    cells: list[MaskedCell] = []
    rows, worth = _part("rows", document.rows, facts.rows, cells, public=public)
    plan, plan_worth = _part("plan", document.plan, facts.plan, cells, public=public)
    secrets = dict(_secrets(document.rows, facts.rows)) | dict(_secrets(document.plan, facts.plan)) if public else {}
    document = replace(document, rows=rows, plan=plan)
    facts = replace(facts, rows=worth, plan=plan_worth)
    if public:
        document = _without_the_reading(document)
    if secrets:
        change = _Scrubbed(secrets)
        document, facts = changed_document(document, change), changed_facts(facts, change)
    return Hidden(document, facts, tuple(cells))


def _part(
    part: str, rows: Sequence[ExchangeRow], worth: Sequence[RowFacts], cells: list[MaskedCell], *, public: bool
) -> tuple[tuple[ExchangeRow, ...], tuple[RowFacts, ...]]:
    known = len(worth) == len(rows)
    hidden_rows, hidden_worth = [], []
    for number, row in enumerate(rows, 1):
        facts = worth[number - 1] if known else RowFacts()
        marks = {**row.secrecy, **facts.secrecy}
        if marks:
            cells += [
                MaskedCell(part, number, name, paragraph)
                for name, paragraph in marks.items()
                if public or getattr(row, name, "") is None
            ]
        shown, left = hidden_row(row, facts, marks, public=public) if marks else (row, facts)
        hidden_rows.append(shown)
        hidden_worth.append(left)
    return tuple(hidden_rows), tuple(hidden_worth) if known else tuple(worth)


def hidden_row(
    row: ExchangeRow, facts: RowFacts, marks: Mapping[str, str], *, public: bool
) -> tuple[ExchangeRow, RowFacts]:
    """A row with what stands for its marked texts; not `public`, only for those that are not given."""
    if WHOLE_ROW in marks and public:
        return _whole(row, facts, placeholder(marks[WHOLE_ROW]))
    named = {name: placeholder(paragraph) for name, paragraph in marks.items() if name != WHOLE_ROW}
    cells: dict[str, Any] = {
        name: text for name, text in named.items() if name in _TEXTS and (public or getattr(row, name) is None)
    }
    more = {name: named[name] if name in named and (public or not text) else text for name, text in facts.more.items()}
    # Where a cell stood, its text stands too.
    origin: dict[str, Any] = {"provenance": None, "confidence": {}} if cells else {}
    return replace(row, **cells, **origin), replace(facts, more=more)


def _whole(row: ExchangeRow, facts: RowFacts, said: str) -> tuple[ExchangeRow, RowFacts]:
    """A row of which nothing may be read: that it is there, and why it is not told."""
    texts: dict[str, Any] = {name: said for name in _TEXTS if getattr(row, name)}
    controls = tuple(
        replace(
            control,
            **{name: said for name in CONTROL_TEXTS if getattr(control, name)},
            status={period: said if text else None for period, text in control.status.items()},
        )
        for control in row.controls
    )
    numbers: dict[str, Any] = dict.fromkeys(("likelihood", "impact", "score", "in_plan", "follows_plan"))
    emptied = replace(row, **{**numbers, **texts}, controls=controls, provenance=None, confidence={})
    return emptied, RowFacts(facts.key, facts.version, more=dict.fromkeys(facts.more, said))


def _secrets(rows: Sequence[ExchangeRow], worth: Sequence[RowFacts]) -> Iterator[tuple[str, str]]:
    """The texts that are secret and what stands for each, as whole cells and paragraph by paragraph."""
    for number, row in enumerate(rows):
        facts = worth[number] if len(worth) == len(rows) else RowFacts()
        marks = {**row.secrecy, **facts.secrecy}
        whole = marks.get(WHOLE_ROW)
        for name, text in [*((name, getattr(row, name)) for name in _TEXTS), *facts.more.items()]:
            paragraph = marks.get(name, whole)
            if text and paragraph:
                yield from ((one.strip(), placeholder(paragraph)) for one in (text, *text.split("\n")))


class _Scrubbed:
    """Takes secret texts out of any other text that repeats them.

    A text is looked into only where it has the first words of a secret, so that ten thousand rows with a thousand
    secrets take no longer than with one.
    """

    def __init__(self, secrets: Mapping[str, str]) -> None:
        self.by_start: dict[tuple[str, ...], list[tuple[re.Pattern[str], str]]] = defaultdict(list)
        for text, said in secrets.items():
            words = _words(text)
            if len(text) >= _LEAST_LETTERS and words:
                # Spaces and line breaks differ between two copies of a text, its letters do not.
                spelled = re.compile(r"\s+".join(map(re.escape, text.split())), re.IGNORECASE)
                self.by_start[words[:_START]].append((spelled, said))
        self.lengths = sorted({len(start) for start in self.by_start}, reverse=True)

    def __call__(self, where: str, text: str) -> str:  # noqa: ARG002 - secrets are secret everywhere
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
        for spelled, said in sorted(candidates, key=lambda one: len(one[0].pattern), reverse=True):
            text = spelled.sub(said, text)
        return text


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _without_the_reading(document: ExchangeDocument) -> ExchangeDocument:
    """The document without what tells how it was read: every cell stands there once more."""
    rows = tuple(replace(row, provenance=None, confidence={}) for row in document.rows)
    plan = tuple(replace(row, provenance=None, confidence={}) for row in document.plan)
    source = replace(document.source, name="riskbild", sha256=None, media_type=None, pages=None)
    return replace(document, source=source, rows=rows, plan=plan, left_out=(), findings=(), notes=())
