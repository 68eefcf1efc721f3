"""The proposed rows as a table: its columns, its rows with their cells, and what is to be looked at in each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from riskbild.documents.exchange import CONTROL_TEXTS, ROW_NUMBERS
from riskbild.intake.queries import Review
from riskbild.intake.review.applying import ROWS, ReviewRow
from riskbild.intake.review.cells import PLAIN, cells_of, shown
from riskbild.intake.review.comparing import UPDATABLE, Likeness, Match, word_difference
from riskbild.intake.states import Choice
from riskbild.register.queries.comparison import KnownRisk
from riskbild.web.intake.words import cell_label, field_label

UNSURE = 0.8
"""A cell that the reader is less sure of than this is marked to be looked at."""
SIZE = 50
CONTROLS = "controls"
_FIRST = ("risk", "process", "description")
_SHORT = frozenset(("reference", "step", "analysis_date", "in_plan", "follows_plan", "deadline"))


@dataclass(frozen=True)
class CellShown:
    """One cell: its text, the address that chooses it, and whether it is doubtful, corrected, or chosen now."""

    name: str
    label: str
    text: str
    href: str
    unsure: bool
    corrected: bool
    chosen: bool
    number: bool = False
    short: bool = False


@dataclass(frozen=True)
class RowShown:
    """One row. `controls` has the cells of each control; `unsure` counts the doubtful cells."""

    key: str
    number: int
    title: str
    cells: Mapping[str, CellShown]
    controls: Sequence[Sequence[CellShown]]
    unsure: int
    choice: Choice
    match: Match[KnownRisk] | None
    chosen: bool
    place: str


@dataclass(frozen=True)
class TableShown:
    """A part of the document: columns as (field, label), and one page of rows."""

    part: str
    columns: Sequence[tuple[str, str]]
    rows: Sequence[RowShown]
    count: int
    first: int
    has_controls: bool

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return self.first + len(self.rows) - 1


def table_of(review: Review, part: str, page: int, chosen: tuple[str, str], query: Mapping[str, str]) -> TableShown:
    """The rows of a part, `SIZE` a page."""
    rows = review.state.part(part)
    titles = review.titles if part == ROWS else review.plan_titles
    used = {name for one in rows for name in cells_of(one.row)}
    columns = [(name, field_label(name, titles)) for name in _ordered(used & set(PLAIN))]
    first = page * SIZE
    shown_rows = [
        _row(review, one, number, chosen, query) for number, one in enumerate(rows[first : first + SIZE], first + 1)
    ]
    return TableShown(part, columns, shown_rows, len(rows), first + 1, any(one.row.controls for one in rows))


def _ordered(names: set[str]) -> Iterator[str]:
    """What a row is called by first, then as the form has them."""
    lead = next((name for name in _FIRST if name in names), "")
    yield from filter(None, [lead])
    yield from (name for name in PLAIN if name in names and name != lead)


def _row(review: Review, one: ReviewRow, number: int, chosen: tuple[str, str], query: Mapping[str, str]) -> RowShown:
    values = cells_of(one.row)
    names = [*PLAIN, *(name for name in values if name not in PLAIN)]
    cells = {name: _cell(one, name, shown(values.get(name)), chosen, query) for name in names}
    controls = [
        [cells[name] for name in _control_names(one, place) if name in cells] for place in range(len(one.row.controls))
    ]
    unsure = sum(cell.unsure for name, cell in cells.items() if name in values)
    return RowShown(
        key=one.key, number=number, title=one.row.shown_as or _control_title(one) or f"{number}", cells=cells,
        controls=controls, unsure=unsure, choice=review.choices[one.key], match=review.matches.get(one.key),
        chosen=chosen[0] == one.key, place=place_of(one),
    )  # fmt: skip


def _control_title(one: ReviewRow) -> str:
    return one.row.controls[0].control or "" if one.row.controls else ""


def _control_names(one: ReviewRow, place: int) -> Iterator[str]:
    yield from (f"{CONTROLS}[{place}].{name}" for name in CONTROL_TEXTS)
    yield from (f"{CONTROLS}[{place}].status.{period}" for period in one.row.controls[place].status)


def _cell(one: ReviewRow, name: str, text: str, chosen: tuple[str, str], query: Mapping[str, str]) -> CellShown:
    href = f"?{urlencode({**query, 'rad': one.key, 'cell': name})}#id_text"
    sure = one.row.confidence.get(name, 1.0)
    return CellShown(
        name=name, label=cell_label(name), text=text, href=href, unsure=sure < UNSURE and name not in one.corrected,
        corrected=name in one.corrected, chosen=(one.key, name) == chosen, number=name in ROW_NUMBERS,
        short=name in _SHORT,
    )  # fmt: skip


def place_of(one: ReviewRow) -> str:
    """Where a row stands, short: a sheet and its row, or a page."""
    place = one.row.provenance
    if place is None:
        return ""
    if place.sheet:
        return f"{place.sheet}, {place.row}"
    return f"{place.page}:{place.row}" if place.page else f"{place.row or ''}"


@dataclass(frozen=True)
class DifferenceShown:
    """One cell that differs from the register's, word by word."""

    label: str
    pieces: Sequence[tuple[str, str]]


def differences_of(row: RowShown) -> list[DifferenceShown]:
    """What the document says otherwise than the register."""
    if row.match is None or row.match.likeness not in {*UPDATABLE, Likeness.EARLIER}:
        return []
    return [
        DifferenceShown(cell_label(each.name), word_difference(shown(each.here), shown(each.there)))
        for each in row.match.differences
    ]


def next_unsure(review: Review, part: str, after: tuple[str, str]) -> tuple[str, str] | None:
    """The next doubtful cell after the chosen one, or the first; nothing where there is none left."""
    found = [
        (one.key, name)
        for one in review.state.part(part)
        for name, value in cells_of(one.row).items()
        if value is not None and name not in one.corrected and one.row.confidence.get(name, 1.0) < UNSURE
    ]
    keys = [one.key for one in review.state.part(part)]
    here = keys.index(after[0]) if after[0] in keys else -1
    later = [cell for cell in found if keys.index(cell[0]) > here or (cell[0] == after[0] and cell[1] > after[1])]
    return next(iter(later or [cell for cell in found if cell != after]), None)
