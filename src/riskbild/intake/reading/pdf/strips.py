"""The parts of pages that hold a table without drawn cells: from a header, or what reads like a list, to its end."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from riskbild.intake.reading.pdf.furniture import chunks_of
from riskbild.intake.reading.pdf.headings import field_of_title, is_plain_value
from riskbild.intake.reading.pdf.lines import rows_of_words, text_of
from riskbild.intake.reading.pdf.page import Page, Rule, Word
from riskbild.intake.reading.pdf.rules import covered, joined, places

_WIDE, _PARTLY = 0.6, 0.45
_LONGEST_TITLE: Final = 60
_LONGEST_HEADER: Final = 9
_COLUMN_GAP: Final = 0.7
_LIKELY, _CERTAIN = 0.6, 0.9
_LARGER: Final = 1.12
_SAME_START: Final = 2.0

type Row = list[Word]
"""The words of one printed line over the whole page, from left to right."""


@dataclass(slots=True)
class Strip:
    """Lines of one page, from the top, that belong to one table, with the rules around them.

    `header` counts the lines from the top in which the column titles stand; `heading` is what stands just above them,
    if that is a heading.
    """

    page: Page
    rows: list[Row]
    header: int = 0
    heading: str = ""

    @property
    def words(self) -> list[Word]:
        """All its words."""
        return [word for row in self.rows for word in row]

    @property
    def top(self) -> float:
        """The y where it begins."""
        return min(word.y0 for word in self.rows[0])

    @property
    def bottom(self) -> float:
        """The y where it ends."""
        return max(word.y1 for word in self.rows[-1])


def size_of(rows: Sequence[Row]) -> float:
    """The size of most letters."""
    return median([word.size for row in rows for word in row] or [10.0])


def is_header_row(row: Row, sure: float = _LIKELY) -> bool:
    """Whether a line holds column titles rather than what stands below them; all of its titles must be so sure."""
    texts = [text_of(chunk) for chunk in chunks_of(row, _COLUMN_GAP)]
    if len(texts) < 2 or any(is_plain_value(text) for text in texts):
        return False
    fields = [field_of_title(text, sure) for text in texts if _may_be_title(text)]
    known = [field for field in fields if field is not None]
    return len(set(known)) >= 2 and len(known) >= 0.5 * len(texts) - 0.5


def _may_be_title(text: str) -> bool:
    return 1 <= len(text) <= _LONGEST_TITLE and (text[0].isupper() or text in {"nr", "#"}) and text[-1] not in ".!"


@dataclass(slots=True)
class Cuts:
    """The ys at which rules, `drawn`, or they and changes of colour part the rows of a page, for any stretch of it."""

    across: dict[float, list[Rule]] = field(default_factory=lambda: defaultdict(list))
    drawn: dict[float, list[Rule]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, page: Page) -> "Cuts":
        """Those of a page."""
        cuts = cls()
        for rule in joined(page.across):
            cuts.drawn[rule.at].append(rule)
        rules = list(page.across)
        rules += [
            Rule(y, fill.box[0], fill.box[2])
            for fill in page.fills
            if fill.box[3] - fill.box[1] < 0.9 * page.height
            for y in (fill.box[1], fill.box[3])
        ]
        for rule in joined(rules):
            cuts.across[rule.at].append(rule)
        return cuts

    def between(self, left: float, right: float) -> list[float]:
        """The ys at which most of the stretch is ruled."""
        inner = (left + 2, right - 2)
        ys = places(self.across, 2.5)
        return [y for y in ys if covered(_near(self.across, y), *inner) > _PARTLY]

    def over(self, y: float, edges: Sequence[float]) -> tuple[bool, ...]:
        """In which columns there is a rule at a y; () if only a change of colour is there."""
        rules = _near(self.drawn, y)
        if not rules:
            return ()
        return tuple(covered(rules, left + 3, right - 3) > _WIDE for left, right in pairwise(edges))


def _near(across: Mapping[float, list[Rule]], y: float) -> list[Rule]:
    return [rule for at, rules in across.items() if abs(at - y) < 3 for rule in rules]


def strips_of(page: Page, words: Sequence[Word], above: Strip | None) -> Iterator[Strip]:
    """The lines of a page cut before each header; those before the first header come first, with no header.

    `above` begins a table that may go on from the page before: then only the same header, or one that is certain,
    begins another.
    """
    _level(words)
    rows = rows_of_words(words)
    starts = _header_starts(rows, _LIKELY if above is None else _CERTAIN, above)
    size, strong = size_of(rows), sum(all(word.strong for word in row) for row in rows) > 0.5 * len(rows)
    for start, after in zip([0, *starts], [*starts, len(rows)], strict=True):
        end = after
        while start < end < len(rows) and after in starts and _heads_table(rows[end - 1], size, strong=strong):
            end -= 1
        if end > start:
            strip = Strip(page, rows[start:end])
            if start in starts:
                strip.header = header_length(strip, Cuts.of(page))
                headed = start > 0 and _heads_table(rows[start - 1], size, strong=strong)
                strip.heading = text_of(rows[start - 1]) if headed else ""
            yield strip


def _level(words: Sequence[Word]) -> None:
    """Puts words that are turned sideways, as titles of narrow columns are, on the line of upright ones beside them."""
    upright = sorted({word.base for word in words if word.turned_box is None})
    for word in words:
        if word.turned_box is not None and word.quarters % 2:
            word.base = next((base for base in upright if word.y0 <= base <= word.y1 + 1), word.base)


def _heads_table(row: Row, size: float, *, strong: bool) -> bool:
    """Whether a line above a header is a heading: one text, larger than most or bold where they are not."""
    large = min(word.size for word in row) > _LARGER * size
    return len(chunks_of(row, _COLUMN_GAP)) == 1 and (large or (not strong and all(word.strong for word in row)))


def _header_starts(rows: Sequence[Row], sure: float, above: Strip | None) -> list[int]:
    """The lines at which headers begin; titles of more than one line have lines above the one that tells them."""
    starts: list[int] = []
    number, size = 0, size_of(rows)
    while number < len(rows):
        again = above is not None and _begins_again(rows[number : number + 2], above)
        if not again and not is_header_row(rows[number], _CERTAIN if starts else sure):
            number += 1
            continue
        first = number
        while first > (starts[-1] + 1 if starts else 0) and _belongs_above(rows[first - 1], rows[first], size):
            first -= 1
        starts.append(first)
        number += 1
        while (
            number < len(rows)
            and number - first < 8
            and (
                _step(rows[number - 1], rows[number]) < 1.6 * size
                or _is_lower_half(rows[number - 1], rows[number], size)
            )
        ):
            number += 1
    return starts


def _begins_again(rows: Sequence[Row], above: Strip) -> bool:
    """Whether lines are the first ones of a header that has been seen before."""
    header = above.rows[: min(above.header, len(rows))]
    return bool(header) and [text_of(row) for row in rows[: len(header)]] == [text_of(row) for row in header]


def _is_lower_half(above: Row, row: Row, size: float) -> bool:
    """Whether a line below titles is the second row of the header, a little apart from the first."""
    sure = _LIKELY if all(word.strong for word in row) else _CERTAIN
    return _step(above, row) < 4 * size and is_header_row(row, sure)


def _step(above: Row, below: Row) -> float:
    return max(word.base for word in below) - max(word.base for word in above)


def _belongs_above(above: Row, row: Row, size: float) -> bool:
    """Whether a line is the upper part of the titles in the line below it."""
    if _step(above, row) > 1.5 * size or any(word.size > 1.15 * size for word in above):
        return False
    strong = all(word.strong for word in row)
    if strong != all(word.strong for word in above):
        return False
    pieces = chunks_of(above, _COLUMN_GAP)
    return len(pieces) > 1 or (strong and pieces[0][0].x0 > row[0].x0 + 2 * size)


def header_length(strip: Strip, cuts: Cuts) -> int:
    """How many lines from the top hold titles: to the first rule or gap, or as long as they are bold."""
    rows = strip.rows
    size = size_of(rows)
    ys = cuts.between(min(word.x0 for word in strip.words), max(word.x1 for word in strip.words))
    first = next((number for number, row in enumerate(rows) if is_header_row(row)), 0)
    bold = all(word.strong for word in rows[first])
    usual = _usual_step(rows[first : first + _LONGEST_HEADER], size)
    for number in range(first + 1, min(first + _LONGEST_HEADER, len(rows))):
        above, row = rows[number - 1], rows[number]
        ruled = any(above[0].middle < y < row[0].middle for y in ys)
        apart = _step(above, row) > 1.25 * usual and (not bold or len(chunks_of(row, _COLUMN_GAP)) == 1)
        plain = bold and not all(word.strong for word in row)
        if not bold and number == first + 1 and _begins_anew(above, row):
            return number
        if (ruled or apart or plain) and not (_is_lower_half(above, row, size) and not plain):
            return number
    return min(first + _LONGEST_HEADER, len(rows))


def _begins_anew(titles: Row, row: Row) -> bool:
    """Whether a line below titles does not go on with them: most of its texts had begun beside the title above."""
    if is_header_row(row):
        return False
    above, below = chunks_of(titles, _COLUMN_GAP), chunks_of(row, _COLUMN_GAP)
    limits = [chunk[0].x0 for chunk in above[1:]] + [max(word.x1 for word in (*titles, *row))]
    fresh = 0
    for chunk in below:
        under = [place for place, title in enumerate(above) if abs(title[0].x0 - chunk[0].x0) < _SAME_START]
        if under and text_of(chunk)[0].isupper():
            room = limits[under[0]] - above[under[0]][-1].x1
            fresh += room > chunk[0].x1 - chunk[0].x0 + 2 * _COLUMN_GAP * chunk[0].size
    return fresh >= 2 and fresh > 0.5 * len(below)


def _usual_step(rows: Sequence[Row], size: float) -> float:
    """The step from line to line within a title, as far as the first lines of a table tell."""
    steps = [_step(above, below) for above, below in pairwise(rows)]
    return min((step for step in steps if step > 0.95 * size), default=1.2 * size)


def lower_half(strip: Strip) -> int | None:
    """Where in the header its second row begins: a line of titles below a line of titles; None if it has but one."""
    for number in range(1, strip.header):
        if is_header_row(strip.rows[number]) and any(is_header_row(row) for row in strip.rows[:number]):
            return number
    return None
