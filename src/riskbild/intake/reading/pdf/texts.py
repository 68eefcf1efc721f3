"""The texts of a page that are in no table: lines put together to paragraphs, titles and headings told apart."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from riskbild.intake.reading.grid import BlockKind, Box, Line
from riskbild.intake.reading.pdf.lines import line_of, rows_of_words
from riskbild.intake.reading.pdf.page import Word

_NEXT_LINE: Final = 1.62
_SAME_SIZE: Final = 0.4
_LARGER: Final = 1.12
_LONGEST_HEADING: Final = 160
_MOST_LINES: Final = 2

type Style = tuple[float, bool]
"""The size of letters, to half a point, and whether they are bold."""


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. `strong` says that all are bold, `size` is that of their letters."""

    page: int
    lines: list[Line] = field(default_factory=list)
    size: float = 0.0
    strong: bool = False

    @property
    def style(self) -> Style:
        """How it is printed."""
        return round(2 * self.size) / 2, self.strong

    @property
    def box(self) -> Box:
        """Its extent."""
        boxes = [line.box for line in self.lines if line.box is not None]
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )


def paragraphs_of(words: Sequence[Word], page: int, cuts: Sequence[float] = ()) -> list[Paragraph]:
    """The paragraphs of a page from the top; none goes on past one of the `cuts`, where tables stand."""
    found: list[Paragraph] = []
    last: float | None = None
    for row in rows_of_words(words):
        line = line_of(row, page)
        size, strong = max(word.size for word in row), all(word.strong for word in row)
        base = max(word.base for word in row)
        above = found[-1] if found else None
        parted = last is None or any(last < cut <= base for cut in cuts)
        if above is None or parted or last is None or not _goes_on(above, size, base - last, strong=strong):
            found.append(Paragraph(page, [line], size, strong))
        else:
            above.lines.append(line)
        last = base
    return found


def _goes_on(above: Paragraph, size: float, step: float, *, strong: bool) -> bool:
    return abs(above.size - size) < _SAME_SIZE and above.strong == strong and step < _NEXT_LINE * size


def title_of(paragraphs: Sequence[Paragraph], usual: float) -> Paragraph | None:
    """The document's title: of the short texts in large or bold letters the largest, the first of several."""
    marked = [each for each in paragraphs if _is_short(each) and (each.size > _LARGER * usual or each.strong)]
    return max(marked, key=lambda each: each.size, default=None)


def kind_of(paragraph: Paragraph, usual: float, running: Container[Style] = ()) -> BlockKind:
    """Whether a paragraph is a heading or running text.

    `usual` is the size of most of the text, `running` are the styles in which running text is printed.
    """
    marked = (paragraph.size > _LARGER * usual or paragraph.strong) and paragraph.style not in running
    return BlockKind.HEADING if marked and _is_short(paragraph) else BlockKind.PARAGRAPH


def running_styles(paragraphs: Iterable[Paragraph]) -> frozenset[Style]:
    """The styles of the texts too long for headings; a short text in one of them is running text, too."""
    return frozenset(each.style for each in paragraphs if not _is_short(each))


def _is_short(paragraph: Paragraph) -> bool:
    return len(paragraph.lines) <= _MOST_LINES and sum(len(line.text) for line in paragraph.lines) <= _LONGEST_HEADING
