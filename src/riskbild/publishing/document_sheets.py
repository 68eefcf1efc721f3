"""A whole document as tables: its head, its rows, its plan, its controls and its running text, each a sheet."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

from riskbild.documents.exchange import (
    CONTROL_TEXTS,
    ROW_ANSWERS,
    ROW_FIELDS,
    ROW_NUMBERS,
    ROW_OPTIONAL,
    WHOLE_ROW,
    ExchangeDocument,
    ExchangeRow,
)
from riskbild.documents.labels import CONTROL_LABELS, KIND_LABELS, ROW_LABELS
from riskbild.publishing.sheet import Book, Cell, Column, ColumnKind, Sheet
from riskbild.rules.sentence import Language, Sentence

_WIDTHS: Final[Mapping[str, int]] = {
    "reference": 14,
    "step": 8,
    "analysis_date": 16,
    "category": 18,
    "responsible": 22,
    "deadline": 18,
    "frequency": 16,
    "secrecy": 24,
}
_WIDE: Final = 36
_NARROW: Final = 12

_DOCUMENT = Sentence("Dokument", "Document")
_ROWS = Sentence("Risker", "Risks")
_PLAN = Sentence("Plan", "Plan")
_CONTROLS = Sentence("Kontroller", "Controls")
_TEXTS = Sentence("Texter", "Texts")
_NOTES = Sentence("Noteringar", "Notes")
_ITEM = Sentence("Uppgift", "Item")
_VALUE = Sentence("Värde", "Value")
_NUMBER = Sentence("Nr", "No.")
_PART = Sentence("Tabell", "Table")
_ROW_NUMBER = Sentence("Rad", "Row")
_STATUS = Sentence("Status {period}", "Status {period}")
_SECTION = Sentence("Avsnitt", "Section")
_TEXT = Sentence("Text", "Text")
_WHERE = Sentence("Plats", "Place")
_WHOLE = Sentence("hela raden", "whole row")
_KEPT = Sentence("Text", "Text")
_LEFT_OUT = Sentence("Utelämnat", "Left out")
_FINDING = Sentence("Iakttagelse", "Finding")
_NOTE = Sentence("Notering", "Note")
_SORT = Sentence("Slag", "Kind")

_HEAD: Final[Mapping[str, Sentence]] = {
    "title": Sentence("Titel", "Title"),
    "authority": Sentence("Nämnd", "Board"),
    "year": Sentence("År", "Year"),
    "kind": Sentence("Dokumenttyp", "Kind of document"),
    "source": Sentence("Källa", "Source"),
    "decision": Sentence("Beslut", "Decision"),
    "conclusion": Sentence("Samlad bedömning", "Conclusion"),
    "sections": Sentence("Avsnitt", "Section"),
    "header": Sentence("Kolumnrubrik", "Column title"),
    "plan_header": Sentence("Kolumnrubrik i planen", "Column title in the plan"),
}


def book_of(document: ExchangeDocument, *, title: str, made_at: datetime, language: Language = "sv") -> Book:
    """The document as a book in which every cell it holds can be found again. Empty parts have no sheet."""
    drawing = _Drawing(document, language)
    return Book(title=title, sheets=tuple(drawing.sheets()), made_at=made_at, language=language)


class _Drawing:
    """One document on its way to sheets in one language."""

    def __init__(self, document: ExchangeDocument, language: Language) -> None:
        self.document = document
        self.language = language

    def sheets(self) -> Iterator[Sheet]:
        yield self._sheet(_DOCUMENT, self._columns((_ITEM, 26), (_VALUE, 60)), self._head())
        for title, rows in ((_ROWS, self.document.rows), (_PLAN, self.document.plan)):
            if rows or title is _ROWS:
                names = _names(rows)
                yield self._sheet(title, self._row_columns(names), self._rows(rows, names), still=1)
        if any(row.controls for row in (*self.document.rows, *self.document.plan)):
            periods = self._periods()
            yield self._sheet(_CONTROLS, self._control_columns(periods), self._controls(periods), still=3)
        if self.document.texts or self.document.left_out:
            columns = self._columns((_SORT, _NARROW), (_SECTION, 30), (_TEXT, 100), (_WHERE, 20))
            yield self._sheet(_TEXTS, columns, self._texts())
        if self.document.findings or self.document.notes:
            columns = self._columns((_SORT, _NARROW), (_WHERE, 20), (_TEXT, 100))
            yield self._sheet(_NOTES, columns, self._notes())

    def _say(self, sentence: Sentence) -> str:
        return sentence.text(self.language)

    def _sheet(
        self, title: Sentence, columns: tuple[Column, ...], rows: Iterable[list[Cell]], *, still: int = 0
    ) -> Sheet:
        return Sheet(self._say(title), columns, rows, still=still)

    def _columns(self, *columns: tuple[Sentence, int]) -> tuple[Column, ...]:
        return tuple(Column(self._say(title), width) for title, width in columns)

    def _head(self) -> Iterator[list[Cell]]:
        document = self.document
        single: dict[str, Cell] = {
            "title": document.title,
            "authority": document.authority,
            "year": document.year,
            "kind": self._say(KIND_LABELS[document.kind]),
            "source": document.source.name,
            "decision": document.decision,
            "conclusion": document.conclusion,
        }
        for name, value in single.items():
            yield [self._say(_HEAD[name]), value]
        for name in ("sections", "header", "plan_header"):
            for value in getattr(document, name):
                yield [self._say(_HEAD[name]), value]

    def _row_columns(self, names: tuple[str, ...]) -> tuple[Column, ...]:
        number = Column(self._say(_NUMBER), 6, ColumnKind.SHORT)
        return (number, *(self._row_column(name) for name in names))

    def _row_column(self, name: str) -> Column:
        short = name in ROW_NUMBERS or name in ROW_ANSWERS
        width = _NARROW if short else _WIDTHS.get(name, _WIDE)
        return Column(self._say(ROW_LABELS[name]), width, ColumnKind.SHORT if short else ColumnKind.TEXT)

    def _rows(self, rows: tuple[ExchangeRow, ...], names: tuple[str, ...]) -> Iterator[list[Cell]]:
        for number, row in enumerate(rows, 1):
            yield [number, *(self._secrecy(row) if name == "secrecy" else getattr(row, name) for name in names)]

    def _secrecy(self, row: ExchangeRow) -> str:
        marks = (f"{self._marked(name)}: {paragraph}" for name, paragraph in row.secrecy.items())
        return "\n".join(marks)

    def _marked(self, name: str) -> str:
        if name == WHOLE_ROW:
            return self._say(_WHOLE)
        return self._say(ROW_LABELS[name]) if name in ROW_LABELS else name

    def _periods(self) -> tuple[str, ...]:
        found = {
            period: None
            for row in (*self.document.rows, *self.document.plan)
            for control in row.controls
            for period in control.status
        }
        return tuple(found)

    def _control_columns(self, periods: tuple[str, ...]) -> tuple[Column, ...]:
        first = self._columns((_PART, 10), (_ROW_NUMBER, 6), (_NUMBER, 6))
        texts = [Column(self._say(CONTROL_LABELS[name]), _WIDTHS.get(name, _WIDE)) for name in CONTROL_TEXTS]
        statuses = [Column(self._say(_STATUS.format(period=period)), 40) for period in periods]
        return (*first, *texts, *statuses)

    def _controls(self, periods: tuple[str, ...]) -> Iterator[list[Cell]]:
        for part, rows in ((_ROWS, self.document.rows), (_PLAN, self.document.plan)):
            for number, row in enumerate(rows, 1):
                for place, control in enumerate(row.controls, 1):
                    texts = [getattr(control, name) for name in CONTROL_TEXTS]
                    statuses = [control.status.get(period) for period in periods]
                    yield [self._say(part), number, place, *texts, *statuses]

    def _texts(self) -> Iterator[list[Cell]]:
        for text in self.document.texts:
            yield [self._say(_KEPT), text.section, text.text, text.where]
        for left in self.document.left_out:
            yield [self._say(_LEFT_OUT), None, left.text, left.where]

    def _notes(self) -> Iterator[list[Cell]]:
        for finding in self.document.findings:
            yield [self._say(_FINDING), finding.where, finding.message]
        for note in self.document.notes:
            yield [self._say(_NOTE), None, note]


def _names(rows: tuple[ExchangeRow, ...]) -> tuple[str, ...]:
    """The columns of a table: all that every row has, and of the others those that are used."""
    used = (name for name in (*ROW_OPTIONAL, "secrecy") if any(getattr(row, name) for row in rows))
    return (*ROW_FIELDS, *used)
