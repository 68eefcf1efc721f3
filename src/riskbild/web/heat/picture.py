"""Where everything stands in the drawn matrix, in the picture's own units; the template only writes it down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riskbild.rules.method import Scale, Step

LINE = 16
"""From one line of type to the next, in units; a unit is a pixel where the picture has room."""
_LETTER = 6.6
"""The width of an average letter of the axes' type."""
_MOST_LINES = 3


@dataclass(frozen=True)
class Room:
    """What a picture must fit in: its least and greatest squares, and the width and height they may take together.

    With a `gutter` the words of the rows stand in it, left of the matrix; without one each row has them above it.
    """

    least: tuple[int, int]
    greatest: tuple[int, int]
    together: tuple[int, int]
    gutter: int


WIDE = Room(least=(40, 34), greatest=(132, 72), together=(760, 440), gutter=156)
NARROW = Room(least=(36, 34), greatest=(70, 56), together=(280, 560), gutter=0)
"""For a screen of 320 pixels; a scale with more than seven steps is wider and can be scrolled."""


@dataclass(frozen=True)
class Label:
    """A line of text beside the matrix; `anchor` is the end of it that stands at `x`."""

    text: str
    x: float
    y: float
    anchor: str
    strong: bool = False


@dataclass(frozen=True)
class Picture:
    """A drawing: squares of `width` by `height`, rows `pitch` apart, the first one with its corner at `left`, `top`."""

    name: str
    left: int
    top: int
    width: int
    height: int
    pitch: int
    labels: Sequence[Label]
    all_width: int
    all_height: int

    @property
    def roomy(self) -> bool:
        """Whether a square has room for its level and score above the count."""
        return self.width >= 56 and self.height >= 48


def picture_of(likelihood: Scale, impact: Scale, room: Room, name: str) -> Picture:
    """The drawing of a matrix: likelihood upwards, impact to the right."""
    columns, rows = len(impact.steps), len(likelihood.steps)
    width = _side(columns, 0, room)
    height = _side(rows, 1, room)
    band = 0 if room.gutter else LINE + 6
    top = LINE + 8
    foot = top + rows * (height + band)
    across = [
        label for number, step in enumerate(impact.steps) for label in _across(step, room.gutter, width, number, foot)
    ]
    down = _down if room.gutter else _above
    labels = [
        label
        for number, step in enumerate(reversed(likelihood.steps))
        for label in down(step, top + number * (height + band), height, room.gutter)
    ]
    bottom = max(label.y for label in across)
    return Picture(
        name=name, left=room.gutter, top=top + band, width=width, height=height, pitch=height + band,
        labels=[*labels, *across], all_width=room.gutter + columns * width + 1, all_height=round(bottom) + 12,
    )  # fmt: skip


def _side(steps: int, way: int, room: Room) -> int:
    return max(room.least[way], min(room.greatest[way], room.together[way] // steps))


def _across(step: Step, left: int, width: int, number: int, foot: int) -> Iterator[Label]:
    """A column's number and word, below it."""
    x = left + (number + 0.5) * width
    yield Label(str(step.value), x, foot + LINE, "middle", strong=True)
    for place, line in enumerate(wrapped(step.word, width), 2):
        yield Label(line, x, foot + place * LINE, "middle")


def _down(step: Step, y: int, height: int, gutter: int) -> Iterator[Label]:
    """A row's number and word, left of it."""
    middle = y + height / 2 + 4
    yield Label(str(step.value), gutter - 10, middle, "end", strong=True)
    lines = wrapped(step.word, gutter - 44)[: max(1, height // LINE)]
    for place, line in enumerate(lines):
        yield Label(line, gutter - 32, middle + (place - (len(lines) - 1) / 2) * LINE, "end")


def _above(step: Step, y: int, _height: int, _gutter: int) -> Iterator[Label]:
    """A row's number and word, above it."""
    yield Label(f"{step.value} {step.word}".strip(), 1, y + LINE, "start", strong=True)


def wrapped(text: str, width: float) -> list[str]:
    """A text in at most three lines of that width, cut with an ellipsis; nothing where not even short words fit.

    The table under the picture has the words in full.
    """
    letters = int(width / _LETTER)
    if letters < 6:
        return []
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    last = lines[_MOST_LINES - 1 :]
    kept = lines if len(last) < 2 else [*lines[: _MOST_LINES - 1], " ".join(last)]
    return [line if len(line) <= letters else f"{line[: letters - 1]}…" for line in kept]
