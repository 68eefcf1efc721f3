"""A document made ready to be checked: its rows with their places, cells and scores, each worked out once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from riskbild.checks.place import Part, Place
from riskbild.checks.setting import Setting
from riskbild.documents.exchange import (
    CONTROL_TEXTS,
    ROW_OPTIONAL,
    ROW_TEXTS,
    WHOLE_ROW,
    ExchangeControl,
    ExchangeDocument,
    ExchangeRow,
)
from riskbild.documents.profile.scored import Scored, scored
from riskbild.rules.analysis_date import DatedRow, date_findings
from riskbild.rules.finding import Finding
from riskbild.rules.method import Method

_NAMES = (*ROW_TEXTS, *ROW_OPTIONAL)
_CONTROL_NAMES = tuple(tuple((name, f"controls[{place}].{name}") for name in CONTROL_TEXTS) for place in range(50))


@dataclass(frozen=True)
class Line:
    """One row with where it stands. `cells` are its filled text cells by field name, the controls' included.

    `title` is what the row says that may go wrong, where it says so in a cell of its own: risk, else description.
    """

    part: Part
    number: int
    row: ExchangeRow
    cells: Mapping[str, str] = field(repr=False)

    @cached_property
    def folded(self) -> str:
        """All cells together in lower case, to see at once whether a row is worth looking into."""
        return "\n".join(self.cells.values()).casefold()

    def place(self, name: str | None = None) -> Place:
        """The place of one of its fields, or of the row."""
        return Place(self.part, self.number, name)

    @property
    def title(self) -> str:
        """The risk in the row's own words, "" if none of its cells is for that."""
        return self.row.risk or self.row.description or ""

    def hides(self, name: str) -> bool:
        """Whether the field is marked secret, so that an empty cell need not be an empty cell."""
        return bool(self.row.secrecy) and (name in self.row.secrecy or WHOLE_ROW in self.row.secrecy)

    def controls(self) -> Iterator[tuple[int, ExchangeControl]]:
        """The row's controls that say something, with their places."""
        return ((place, one) for place, one in enumerate(self.row.controls) if one.control or one.method)


class Subject:
    """A document and its setting."""

    def __init__(self, document: ExchangeDocument, setting: Setting) -> None:
        self.document = document
        self.setting = setting
        self.rows = _lines(Part.ROWS, document.rows)
        self.plan = _lines(Part.PLAN, document.plan)
        self.lines = (*self.rows, *self.plan)
        self.year = setting.year_of(document)

    @property
    def method(self) -> Method | None:
        """The method of the year, where it is known."""
        return self.setting.profile.method if self.setting.profile else None

    @cached_property
    def _scored(self) -> dict[int, Scored]:
        profile = self.setting.profile
        if profile is None:
            return {}
        # A score follows from four cells, and few rows of many differ in all of them.
        known: dict[tuple[object, ...], Scored] = {}
        for line in self.rows:
            if _score_key(line.row) not in known:
                known[_score_key(line.row)] = scored(profile, line.row)
        return {line.number: known[_score_key(line.row)] for line in self.rows}

    def scored(self, line: Line) -> Scored | None:
        """What a row of the risks comes to by the year's method; None where the method is not known."""
        return self._scored.get(line.number)

    @cached_property
    def dates(self) -> tuple[tuple[Line, Finding], ...]:
        """What the dates of analyses say against each other, each with the first row it concerns."""
        rows = (DatedRow(str(line.number), line.row.process, line.row.analysis_date) for line in self.rows)
        return tuple((self.rows[int(finding.where) - 1], finding) for finding in date_findings(rows))

    @cached_property
    def scores(self) -> dict[int, int]:
        """The score that each row of the risks counts with, by its number; a row without one is not there."""
        if self.setting.profile is not None:
            counts = {number: one.score.counts for number, one in self._scored.items()}
        else:
            counts = {line.number: _plain_score(line.row) for line in self.rows}
        return {number: count for number, count in counts.items() if count is not None}


def _score_key(row: ExchangeRow) -> tuple[object, ...]:
    return row.likelihood, row.impact, row.score, row.heading


def _plain_score(row: ExchangeRow) -> int | None:
    """The printed score, else the product, which is what a matrix holds where nobody has said otherwise."""
    if row.score is not None or row.likelihood is None or row.impact is None:
        return row.score
    return row.likelihood * row.impact


def _lines(part: Part, rows: tuple[ExchangeRow, ...]) -> tuple[Line, ...]:
    return tuple(Line(part, number, row, _cells(row)) for number, row in enumerate(rows, 1))


def _cells(row: ExchangeRow) -> dict[str, str]:
    cells = {name: text for name in _NAMES if (text := getattr(row, name))}
    for place, control in enumerate(row.controls):
        for name, full in _names_of(place):
            if text := getattr(control, name):
                cells[full] = text
        cells |= {f"controls[{place}].status.{period}": text for period, text in control.status.items() if text}
    return cells


def _names_of(place: int) -> tuple[tuple[str, str], ...]:
    if place < len(_CONTROL_NAMES):
        return _CONTROL_NAMES[place]
    return tuple((name, f"controls[{place}].{name}") for name in CONTROL_TEXTS)
