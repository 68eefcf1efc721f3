"""Finds the header rows of a grid and the columns below them; a header may take two rows or more."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from riskbild.intake.reading.grid import Cell
from riskbild.intake.reading.meaning import Column
from riskbild.intake.reading.titles import is_other, meanings_of, plain_title
from riskbild.intake.reading.values import answer_of, number_of
from riskbild.intake.reading.view import View

_SURE: Final = 0.6
_SEAMS: Final = re.compile(r"[\s\u2010-\u2013-]")
_EXACT: Final = 0.9
_SENTENCE: Final = re.compile(r"(?:risk(?:en|er)? (?:att|för)|det |att |vi |om )\b(?!.*\bansvarsområd)")
_LONGEST: Final = 140
_FEW, _OFF = 3, 2
_SHORTEST: Final = 4
_HINT: Final = re.compile(
    r"\(.*\)|[1-9]\s?[-–]\s?\d+|(?:ange|beskriv|välj|skriv|fyll i|se )\b.*|ja/nej", re.IGNORECASE | re.DOTALL
)
_TOLD: Final = re.compile(r":\s*\S")
# A line with a label and what it says; a cell of several such lines is no title, whatever its first label is.
_SAID: Final = re.compile(r"^[^:\n]{2,40}:[ \t]+\S", re.MULTILINE)
_ASKED: Final = re.compile(
    r".*\?|räknas ut.*|automatisk.*|beräknas.*|text|fritext|datum|funktion|namn|siffra", re.IGNORECASE | re.DOTALL
)
_SUBJECTS: Final = frozenset(("risk", "process", "description", "controls.control", "measures", "consequence"))


@dataclass(frozen=True, slots=True)
class Header:
    """A header: its rows from first to last, its columns from left to right, and how well it reads as one."""

    first: int
    last: int
    columns: tuple[Column, ...]
    weight: float

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles as they are compared: without blanks and hyphens, which a narrow column may add."""
        return tuple(_SEAMS.sub("", plain_title(column.title)) for column in self.columns)


def find_headers(view: View, saved: Mapping[str, str]) -> list[Header]:
    """Every header of a grid from the top; `saved` are titles that a profile knows."""
    headers: list[Header] = []
    for row in view.numbers:
        if headers and row <= headers[-1].last:
            continue
        weight = _weight(view.rows[row], saved, again=bool(headers))
        if weight > 0:
            first = _top(view, row)
            last = _bottom(view, row)
            headers += _headers(view, first, last, weight, saved)
    return headers


def _weight(cells: tuple[Cell, ...], saved: Mapping[str, str], *, again: bool) -> float:
    """How well a row reads as a header; 0 or less if it does not.

    `again` says that there is a header above, so that it is more likely a row that reads like one.
    """
    fields: dict[str, float] = {}
    known = exact = 0
    own = [cell for cell in cells if not is_other(cell.text)]
    for cell in own:
        field, sure = _reads_as(cell.text, saved)
        known += sure >= _SURE
        exact += sure >= _EXACT
        if sure >= _SURE:
            fields[field] = max(fields.get(field, 0.0), sure)
    marked = all(cell.strong or cell.header for cell in cells)
    needed = 2 if marked or len(cells) <= 3 else 3
    if len(fields) < needed or known < 0.6 * len(own):
        return 0.0
    if not (fields.keys() & _SUBJECTS or len(fields) > 2) or exact < (0.5 * len(own) if again else 1 - marked):
        return 0.0
    values = sum(number_of(cell.text) is not None and len(cell.text) < 4 for cell in cells)
    answers = sum(answer_of(cell.text) is not None and plain_title(cell.text) in {"ja", "nej"} for cell in cells)
    return sum(fields.values()) - 0.5 * (len(own) - known) - values - answers


def _reads_as(text: str, saved: Mapping[str, str]) -> tuple[str, float]:
    title = plain_title(text)
    if title in saved:
        return saved[title], 1.0
    if len(text) > _LONGEST or (text.rstrip().endswith(".") and len(text) > 12) or len(_SAID.findall(text)) > 1:
        return "", 0.0
    found = () if _SENTENCE.match(title) and len(title) > 20 else meanings_of(text)
    return found[0] if found else ("", 0.0)


def _top(view: View, row: int) -> int:
    """The first row of a header: a row of titles that each stand over several columns belongs to it."""
    above = row - 1
    cells = view.rows.get(above, ())
    own = view.rows[row]
    if not cells or len(own) < 2 or any(_TOLD.search(cell.text) for cell in cells):
        return row
    width = own[-1].column + own[-1].columns - own[0].column
    grouping = [cell for cell in cells if cell.columns > 1]
    fits = all(cell.columns < 0.8 * width and len(cell.text) < _LONGEST for cell in cells)
    titled = all(cell.columns > 1 or cell.rows > 1 or _reads_as(cell.text, {})[1] >= _SURE for cell in cells)
    if grouping and fits and titled:
        return above
    scattered = len(cells) > 1 and all(cell.strong and len(cell.text) < 60 for cell in cells)
    return above if scattered and all(cell.strong for cell in own) and fits else row


def _bottom(view: View, row: int) -> int:
    """The last row of a header: titles below a wide one, and a row of explanations, belong to it."""
    last = row
    spans = max((cell.rows for cell in view.rows[row] if cell.rows < 5), default=1)
    while (following := view.rows.get(last + 1)) and _goes_on(view, row, following, within=last + 1 < row + spans):
        last += 1
        if last - row > 3:
            break
    return last


def _goes_on(view: View, row: int, cells: tuple[Cell, ...], *, within: bool) -> bool:
    if any(len(cell.text) > _LONGEST for cell in cells):
        return False
    return _belongs_to_header(view, row, cells) or _is_lower_part(view, row, cells, within=within)


def _belongs_to_header(view: View, row: int, cells: tuple[Cell, ...]) -> bool:
    """Whether a row below titles explains them."""
    if _explains(cells) and len(cells) > 0.5 * len(view.rows[row]):
        return True
    return all(_HINT.fullmatch(cell.text.strip()) for cell in cells) or [plain_title(c.text) for c in cells] == [
        "ja",
        "nej",
    ]


def _is_lower_part(view: View, row: int, cells: tuple[Cell, ...], *, within: bool) -> bool:
    """Whether a row holds the lower titles of a header."""
    if within and all(upper is None or upper.rows == 1 for upper in (view.at(row, cell.column) for cell in cells)):
        return True
    above = [view.at(row, cell.column) for cell in cells]
    below_wide = all(upper is None or upper.columns > 1 or upper.rows > 1 for upper in above)
    exact = [_reads_as(cell.text, {})[1] >= 0.9 for cell in cells]
    if any(upper is not None and upper.columns > 1 for upper in above) and below_wide:
        return sum(exact) >= 0.5 * len(cells) or all(cell.strong for cell in cells)
    several = len(cells) > 1 or len(cells[0].text.strip()) <= _SHORTEST
    return several and all(exact) and len(cells) < len(view.rows[row])


def _explains(cells: tuple[Cell, ...]) -> bool:
    """Whether a row below titles says what to write in the columns: prompts and questions, and no value."""
    texts = [cell.text.strip() for cell in cells]
    prompts = sum(_HINT.fullmatch(text) is not None or _ASKED.fullmatch(text) is not None for text in texts)
    return len(texts) > 2 and prompts >= 0.6 * len(texts) and all(number_of(text) is None for text in texts)


def _headers(view: View, first: int, last: int, weight: float, saved: Mapping[str, str]) -> Iterator[Header]:
    """The header, or several where tables stand beside each other with empty columns between."""
    columns = list(_columns(view, first, last))
    groups = [part for group in _apart(columns) for part in _without_legend(view, first, group)]
    weighed = [(sum(_reads_as(column.parts[-1], saved)[1] >= _SURE for column in group), group) for group in groups]
    most = max(count for count, _ in weighed)
    for count, group in weighed:
        if count == most or (count >= 3 and _has_subject(group, saved)):
            yield Header(first, last, tuple(group), weight)


def _has_subject(columns: list[Column], saved: Mapping[str, str]) -> bool:
    return any(_reads_as(column.parts[-1], saved)[0] in _SUBJECTS for column in columns)


def _apart(columns: list[Column]) -> list[list[Column]]:
    groups: list[list[Column]] = []
    for column in columns:
        if groups and column.first - groups[-1][-1].last <= 1:
            groups[-1].append(column)
        else:
            groups.append([column])
    subjects = [group for group in groups if len(group) > 1]
    fields = [{_reads_as(column.parts[-1], {})[0] for column in group} - {""} for group in subjects]
    repeated = any(a & b for number, a in enumerate(fields) for b in fields[number + 1 :])
    return groups if repeated else [columns]


def _without_legend(view: View, first: int, columns: list[Column]) -> Iterator[list[Column]]:
    """The columns, and apart from them a last one that stands off to the right, beyond columns that nothing is in."""
    between = range(columns[-2].last + 1, columns[-1].first) if len(columns) > _FEW else range(0)
    if len(between) < _OFF:
        yield columns
        return
    rows = [view.rows[row] for row in view.numbers if row >= first]
    covered = {c for row in rows for cell in row for c in range(cell.column, cell.column + cell.columns)}
    empty = [column for column in between if column not in covered and column not in view.grid.hidden_columns]
    *others, (field, sure) = (_reads_as(column.parts[-1], {}) for column in columns)
    if len(empty) < _OFF or (sure >= _EXACT and field not in {other for other, _ in others}):
        yield columns
    else:
        yield columns[:-1]
        yield columns[-1:]


def _columns(view: View, first: int, last: int) -> Iterator[Column]:
    column = min(cell.column for row in range(first, last + 1) for cell in view.rows.get(row, ()))
    end = max(cell.column + cell.columns for row in range(first, last + 1) for cell in view.rows.get(row, ()))
    while column < end:
        cells = _stack(view, first, last, column)
        if not cells:
            column += 1
            continue
        lowest = cells[-1]
        stop = (
            max(column, min(lowest.column + lowest.columns - 1, end - 1))
            if len(cells) == 1 or lowest.columns > 1
            else column
        )
        yield Column(column, stop, tuple(cell.text.strip() for cell in cells))
        column = stop + 1


def _stack(view: View, first: int, last: int, column: int) -> list[Cell]:
    """The cells of a header above a column, from the top, each once; an unmerged wide title reaches to the right."""
    cells: list[Cell] = []
    for row in range(first, last + 1):
        cell = view.at(row, column)
        if cell is None and row < last and column not in view.grid.hidden_columns:
            cell = _reaching(view, row, last, column)
        if cell is not None and cell not in cells:
            cells.append(cell)
    return cells


def _reaching(view: View, row: int, last: int, column: int) -> Cell | None:
    if view.at(last, column) is None:
        return None
    left = [cell for cell in view.rows.get(row, ()) if cell.column < column]
    nearest = left[-1] if left else None
    if nearest is None or any(view.at(last, between) is None for between in range(nearest.column, column)):
        return None
    return nearest if view.at(last, nearest.column) is not nearest else None
