"""Rows as a table is drawn of them, and as they should be read out of it again."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.intake.reading.pdf_layouts.columns import TRIPLE, Columns, lines_of, some_columns, widths
from tests.intake.reading.pdf_layouts.paper import Cell, Line, Look, Table
from tests.intake.reading.pdf_layouts.texts import Row, some_controls, some_risks, words
from tests.intake.reading.pdf_layouts.titles import UPPER

_WORDS = ("Osannolik", "Mindre sannolik", "Möjlig", "Sannolik", "Mycket sannolik")
_IMPACTS = ("Försumbar", "Lindrig", "Kännbar", "Allvarlig", "Mycket allvarlig")


@dataclass
class Wishes:
    """What a layout wants of its table."""

    look: Look
    kind: str = "scores"
    count: tuple[int, int] = (5, 12)
    most: int = 12
    two_rows: bool = False
    merged: str = ""
    groups: bool = False
    spacers: bool = False
    titled_inside: bool = False
    no_header: bool = False
    narrow: bool = False
    parallel: bool = False
    only: tuple[str, ...] = ()


@dataclass
class Drawn:
    """A table, and its rows as they should be read."""

    table: Table
    rows: list[Row] = field(default_factory=list)


@dataclass
class Plain:
    """Columns and rows of texts before anything is merged: `deep` says over how many lines a cell goes (0: covered)."""

    columns: Columns
    lines: list[list[str]]
    truth: list[Row]
    deep: dict[tuple[int, int], int] = field(default_factory=dict)


def draw(chance: random.Random, wishes: Wishes, width: float) -> Drawn:
    """A table of the wishes, as wide as it may be; columns are given up until every word fits its column."""
    for most in range(wishes.most, 1, -1):
        columns = some_columns(chance, wishes.kind, most)
        if wishes.only:
            columns = _only(columns, wishes.only)
        fill = _with_controls if "control" in columns.fields else _list
        plain = fill(chance, wishes, columns)
        texts = [columns.titles, *plain.lines]
        wide = widths(chance, columns, texts, wishes.look, width=width, narrow=wishes.narrow)
        if wide is not None:
            break
    else:
        wide = [width / len(columns.titles)] * len(columns.titles)
    if wishes.parallel:
        _pair(plain, wide, wishes.look)
    return _arranged(chance, wishes, plain, wide)


def _only(columns: Columns, only: Sequence[str]) -> Columns:
    kept = [(name, title) for name, title in zip(columns.fields, columns.titles, strict=False) if name in only]
    return Columns(tuple(name for name, _ in kept), tuple(title for _, title in kept))


def _list(chance: random.Random, wishes: Wishes, columns: Columns) -> Plain:
    rows = some_risks(chance, chance.randint(*wishes.count))
    deep: dict[tuple[int, int], int] = {}
    if wishes.merged and wishes.merged in columns.fields:
        place = 0
        while place < len(rows):
            length = min(chance.choice((1, 2, 2, 3)), len(rows) - place)
            for below in range(place, place + length):
                rows[below][wishes.merged] = rows[place][wishes.merged]
                deep[below, columns.fields.index(wishes.merged)] = length if below == place else 0
            place += length
    printed = Printing.some(chance)
    if not printed.no:
        for row in rows:
            row["in_plan"] = row["in_plan"] or None
    lines = [[printed.text(name, row.get(name)) for name in columns.fields] for row in rows]
    return Plain(columns, lines, [{name: row.get(name) for name in columns.fields} for row in rows], deep)


@dataclass(frozen=True)
class Printing:
    """How the values of a list are printed: a step with or without its word, a yes and a no."""

    style: str
    yes: str
    no: str

    @classmethod
    def some(cls, chance: random.Random) -> "Printing":
        """A way to print, most often the plain one."""
        style = chance.choice(("plain",) * 6 + ("worded", "after"))
        return cls(style, *chance.choice((("Ja", "Nej"), ("Ja", "Nej"), ("JA", "NEJ"), ("X", ""))))

    def text(self, name: str, value: object) -> str:
        """What the cell of a field says."""
        if isinstance(value, bool):
            return self.yes if value else self.no
        if self.style != "plain" and name in {"likelihood", "impact"} and isinstance(value, int):
            word = (_WORDS if name == "likelihood" else _IMPACTS)[value - 1]
            return f"{value} - {word}" if self.style == "worded" else f"{word} ({value})"
        return "" if value is None else str(value)


def _with_controls(chance: random.Random, wishes: Wishes, columns: Columns) -> Plain:
    plain = Plain(columns, [], [])
    about = [name for name in columns.fields if name in {"reference", "process", "risk"}]
    for row in some_risks(chance, chance.randint(*wishes.count)):
        controls = some_controls(chance, chance.choice((1, 1, 2, 3)), columns.periods)
        if wishes.parallel:
            plain.lines.append(_together(columns, row, controls))
        else:
            _line_each(plain, row, controls)
        kept = [_kept(columns, each) for each in controls]
        told: Row = {name: row[name] for name in about} | {"controls": kept}
        if "responsible" in columns.fields:
            told["responsible"] = "\n".join(each["responsible"] for each in controls)
        plain.truth.append(told)
    return plain


def _kept(columns: Columns, control: Row) -> Row:
    status = {"status": control["status"]} if columns.periods else {}
    return {name: control[name] for name in control if name in columns.fields} | status


def _line_each(plain: Plain, row: Row, controls: Sequence[Row]) -> None:
    fields = plain.columns.fields
    for number, control in enumerate(controls):
        for column, name in enumerate(fields):
            if name not in control:
                plain.deep[len(plain.lines), column] = 0 if number else len(controls)
        texts = [str(control[name]) if name in control else "" if number else str(row[name]) for name in fields]
        plain.lines.append(texts + list(control["status"].values()))


def _together(columns: Columns, row: Row, controls: Sequence[Row]) -> list[str]:
    """A row whose cells hold a paragraph for each control; they are put beside each other once the widths are known."""
    texts = [
        "\n".join(str(each[name]) for each in controls) if name in controls[0] else str(row[name])
        for name in columns.fields
    ]
    return texts + ["\n".join(each["status"][period] for each in controls) for period in columns.periods]


def _pair(plain: Plain, wide: Sequence[float], look: Look) -> None:
    """Puts blank paragraphs between those of a cell, so that what belongs together begins at the same height."""
    about = [place for place, name in enumerate(plain.columns.fields) if name in {"reference", "process", "risk"}]
    for line in plain.lines:
        parts = {place: text.split("\n") for place, text in enumerate(line) if place not in about}
        for number in range(max(len(texts) for texts in parts.values()) - 1):
            inner = {place: wide[place] - 2 * look.padding - 1 for place in parts}
            tall = {place: lines_of(texts[number], inner[place], look) for place, texts in parts.items()}
            for place, texts in parts.items():
                texts[number] += "\n" * (max(tall.values()) + 1 - tall[place])
        for place, texts in parts.items():
            line[place] = "\n".join(texts)


def _arranged(chance: random.Random, wishes: Wishes, plain: Plain, wide: list[float]) -> Drawn:
    titles = [] if wishes.no_header else _header(chance, wishes, plain.columns)
    if wishes.titled_inside and titles:
        inside = chance.choice(("Risker och åtgärder 2025", "Nämndens risker", "Sammanställning av risker"))
        titles.insert(0, [Cell(inside, columns=len(wide), loud=True), *[None] * (len(wide) - 1)])
    body: list[Line] = []
    starts = _group_starts(chance, plain) if wishes.groups else {}
    spacers = set(chance.sample(range(1, len(plain.lines)), min(2, len(plain.lines) - 1))) if wishes.spacers else set()
    for place, texts in enumerate(plain.lines):
        if place in starts:
            body.append([Cell(starts[place], columns=len(wide), loud=True), *[None] * (len(wide) - 1)])
        if place in spacers:
            body.append([Cell() for _ in wide])
        cells = enumerate(texts)
        deep = {column: plain.deep.get((place, column), 1) for column in range(len(texts))}
        body.append([Cell(text, rows=deep[column]) if deep[column] else None for column, text in cells])
    return Drawn(Table(titles, body, wide, wishes.look), plain.truth)


def _group_starts(chance: random.Random, plain: Plain) -> dict[int, str]:
    """Headings above some rows; each row of the truth knows the one that it stands below."""
    first = [place for place in range(len(plain.lines)) if all(plain.deep.get((place, c), 1) for c in range(9))]
    places = [0, *sorted(chance.sample(first[1:], min(2, len(first) - 1)))]
    starts = dict(zip(places, chance.sample(words("headings"), len(places)), strict=True))
    heading = ""
    for number, place in enumerate(first):
        heading = starts.get(place, heading)
        plain.truth[number]["heading"] = heading
    return starts


def _header(chance: random.Random, wishes: Wishes, columns: Columns) -> list[Line]:
    if not wishes.two_rows or "likelihood" not in columns.fields:
        return [[Cell(title, loud=True) for title in columns.titles]]
    upper: Line = []
    lower: Line = []
    for name, title in zip(columns.fields, columns.titles, strict=True):
        if name in TRIPLE:
            above = Cell(chance.choice(UPPER), columns=len(TRIPLE), loud=True)
            upper.append(above if name == "likelihood" else None)
            lower.append(Cell(title, loud=True))
        else:
            upper.append(Cell(title, rows=2, loud=True))
            lower.append(None)
    return [upper, lower]
