"""Puts words together to printed lines, as they stand in a cell or a paragraph."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from riskbild.intake.reading.grid import Line
from riskbild.intake.reading.pdf.page import Word

_SAME_LINE: Final = 0.42
_LEAST_STEPS: Final = 3
_USUAL_PITCH: Final = 1.2
_WIDE, _FARTHEST = 1.4, 8.0
_PARAGRAPH, _LESS_THAN_EMPTY = 1.5, 1.85
_SAME_STEP, _CLEARLY = 0.1, 0.5
_LEAST_PARTED: Final = 3


def rows_of_words(words: Iterable[Word]) -> list[list[Word]]:
    """The words line by line from the top, each line from left to right."""
    lines: list[list[Word]] = []
    bottom = size = 0.0
    for word in sorted(words, key=lambda word: word.base):
        if lines and word.base - bottom < _SAME_LINE * max(size, word.size):
            lines[-1].append(word)
            if word.size > size:
                bottom, size = word.base, word.size
        else:
            lines.append([word])
            bottom, size = word.base, word.size
    for line in lines:
        line.sort(key=lambda word: (word.x0, word.order))
    return lines


def text_of(words: Sequence[Word]) -> str:
    """The words of one line as text; a gap is a blank even if none is printed."""
    text = words[0].text if words else ""
    for before, after in pairwise(words):
        apart = before.blank or after.x0 - before.x1 > before.gap * max(before.size, after.size)
        text += f" {after.text}" if apart else after.text
    return text


def line_of(words: Sequence[Word], page: int) -> Line:
    """One printed line."""
    box = (
        min(word.x0 for word in words),
        min(word.y0 for word in words),
        max(word.x1 for word in words),
        max(word.y1 for word in words),
    )
    return Line(text_of(words), trailing_blank=words[-1].blank, box=box, page=page)


def lines_of(words: Iterable[Word], page: int) -> list[Line]:
    """The printed lines of a cell from the top; text turned sideways comes after the upright."""
    upright: list[Word] = []
    turned: list[Word] = []
    for word in words:
        (turned if word.quarters else upright).append(word)
    return [line_of(line, page) for line in rows_of_words(upright)] + _turned_lines(turned, page)


def _turned_lines(words: Sequence[Word], page: int) -> list[Line]:
    """Lines of text turned sideways: those that read upwards go from left to right, the others the other way."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.order):
        if lines and _goes_on(lines[-1][-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    upwards = bool(words) and words[0].quarters == 1
    lines.sort(key=lambda line: line[0].x0 if upwards else -line[0].x0)
    found = []
    for line in lines:
        whole = line_of(line, page)
        found.append(Line(" ".join(word.text for word in line), whole.trailing_blank, whole.box, page=page))
    return found


def _goes_on(word: Word, following: Word) -> bool:
    if word.quarters == 2:
        return abs(word.y0 - following.y0) < 0.5 * word.size
    return abs((word.x0 + word.x1) / 2 - (following.x0 + following.x1) / 2) < 0.5 * word.size


def _most_usual(steps: Counter[int], among: Sequence[int]) -> float:
    """The step that most are like, of those in quarters of a point."""
    mode = max(among, key=lambda step: (steps[step] + steps[step - 1] + steps[step + 1], -step))
    near = [step for step in (mode - 1, mode, mode + 1) for _ in range(steps[step])]
    return median(near) / 4


class Pitches:
    """How far lines of one paragraph stand apart, by the size of their letters; learnt from the whole document."""

    def __init__(self) -> None:
        self._steps: dict[int, Counter[int]] = {}
        self._known: dict[int, float] = {}
        self._wide: dict[int, list[list[float]]] = {}
        self._spacings: dict[int, float] = {}

    def learn(self, lines: Sequence[Line], sizes: Sequence[float]) -> None:
        """Takes in the lines of a cell with the size of each."""
        wide: dict[int, list[float]] = {}
        for (line, size), (after, other) in pairwise(zip(lines, sizes, strict=True)):
            if line.box is None or after.box is None or line.page != after.page or abs(size - other) > 0.3:
                continue
            step = after.box[3] - line.box[3]
            if 0.8 * size < step < 3.0 * size:
                self._steps.setdefault(round(size * 2), Counter())[round(step * 4)] += 1
            if _WIDE * size < step < _FARTHEST * size:
                wide.setdefault(round(size * 2), []).append(step)
        for key, steps in wide.items():
            if len(steps) > 1:
                self._wide.setdefault(key, []).append(steps)

    def of(self, size: float) -> float:
        """The usual step from line to line for letters of a size; all cells must have been learnt before."""
        key = round(size * 2)
        if key not in self._known:
            self._known[key] = self._of(key, size)
        return self._known[key]

    def _of(self, key: int, size: float) -> float:
        steps = self._steps.get(key)
        if steps is None or steps.total() < _LEAST_STEPS:
            return self._near(size)
        return _most_usual(steps, list(steps))

    def spacing(self, size: float) -> float:
        """The step from paragraph to paragraph, where it is less than an empty line and others are parted by more.

        0 where paragraphs are not parted in two ways: then what parts them at all may be meant as an empty line.
        """
        key = round(size * 2)
        if key not in self._spacings:
            self._spacings[key] = self._spacing(key, self.of(size))
        return self._spacings[key]

    def _spacing(self, key: int, pitch: float) -> float:
        steps = self._steps.get(key, Counter())
        between = [step for step in steps if _PARAGRAPH * pitch < step / 4 < _LESS_THAN_EMPTY * pitch]
        if not between:
            return 0.0
        usual = _most_usual(steps, between)
        # Only cells with both tell: beside each other they are parted by more or less as their neighbours are longer.
        both = sum(
            any(abs(step - usual) < _SAME_STEP * pitch for step in cell)
            and any(step > usual + _CLEARLY * pitch for step in cell)
            for cell in self._wide.get(key, ())
        )
        return usual if both >= _LEAST_PARTED else 0.0

    def _near(self, size: float) -> float:
        """The pitch of the most usual size, in proportion."""
        known = [(steps.total(), key) for key, steps in self._steps.items() if steps.total() >= _LEAST_STEPS]
        if not known:
            return _USUAL_PITCH * size
        key = max(known)[1]
        return self.of(key / 2) / (key / 2) * size
