"""Divides the pieces of a text into cells of ordered columns, row after row: the division with the greatest weight.

A first division goes by what the pieces look like; from it the habits of the text are learnt (how wide each column
is, how often it is filled, whether lines end with a blank), and then the text is divided again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import log
from typing import Final

from riskbild.intake.reading.text import evidence
from riskbild.intake.reading.text.evidence import NEVER, Habits, boundary, fill, first_habits, fits, opens, overflow
from riskbild.intake.reading.text.order import ANSWERS, Slot, labelled_column
from riskbild.intake.reading.text.pieces import Kind, Piece

_ROUNDS: Final = 4
_RESUMES, _NEW_ROW, _EMPTY = -5, -0.2, 2.0
_PRIOR: Final = 4
_LOOSE, _UNLABELLED, _PARAGRAPH = 0.2, 2.5, 6.0
_LEAST_FILLED: Final = 0.004


@dataclass(slots=True)
class Row:
    """One row: the pieces of each column, by the column's number, and a heading that stands above the row."""

    cells: dict[int, list[Piece]] = field(default_factory=dict)
    heading: Piece | None = None
    weights: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Step:
    """Where a piece goes: its column, whether it begins a cell, whether it begins a row, whether it resumes one."""

    column: int
    starts: bool
    new_row: bool
    resumes: bool


def divide(pieces: Sequence[Piece], stretches: Sequence[int], slots: Sequence[Slot]) -> tuple[list[Row], Habits]:
    """The rows of the pieces, and the habits learnt.

    `stretches` numbers the stretch of text that each piece stands in: a page, or what stands below one header.
    """
    habits = first = first_habits(pieces, slots)
    steps: list[_Step] = []
    for _ in range(_ROUNDS):
        steps = _best(pieces, stretches, slots, habits)
        learnt = _learn(pieces, stretches, slots, steps, first)
        if learnt == habits:
            break
        habits = learnt
    return _rows(pieces, steps), habits


class _Path:
    """The weights of the best ways to each state, piece after piece.

    A state is a column, once in a row of its own and once in a row that goes on from the page before: such a row may
    leave columns empty and end anywhere.
    """

    def __init__(self, slots: Sequence[Slot], habits: Habits, labelled: int | None) -> None:
        self.slots, self.habits, self.labelled = slots, habits, labelled
        self.count = len(slots)
        self.subject = evidence.subject_of(slots)
        self.entering = _entering(_skips(habits), self.count)
        self.weights: list[float] = []
        self.back: list[list[tuple[int, _Step]]] = []

    def begin(self, piece: Piece) -> None:
        """The first piece begins a row."""
        skips = _skips(self.habits)
        first = [skips[column] + self._own(piece, column) + self._opens(piece, column) for column in range(self.count)]
        self.weights = [*first, *(NEVER for _ in first)]

    def go(self, before: Piece, piece: Piece, stretch: int, *, broken: bool) -> None:
        """One more piece, `broken` from the one before by the end of a page."""
        parted = boundary(before, piece, self.habits)
        heading = Kind.HEADING in {piece.kind, before.kind}
        listed = self.habits.dense and not piece.inline and evidence.begins_anew(before, piece)
        filled = [fill(before, piece, self.habits.widths.get((stretch, column))) for column in range(self.count)]
        row: list[float] = []
        came: list[tuple[int, _Step]] = []
        for state in range(2 * self.count):
            resumed, column = divmod(state, self.count)
            own = self._own(piece, column) + overflow(piece, self.habits.widths.get((stretch, column)))
            starting = own + parted + self._opens(piece, column)
            best, how = self._arrive(state, filled, starting, heading=heading)
            if resumed and broken and not heading:
                best, how = self._resume(column, own, best, how)
            stay = self.weights[state] + own - parted + filled[column]
            if listed and self.slots[column].field in evidence.LISTS:
                stay += evidence.CAPITAL
            if piece.line.spaced and self.slots[column].field in evidence.HEADS:
                stay -= _PARAGRAPH
            if stay > best and not heading and self.slots[column].field not in evidence.SINGLE:
                best, how = stay, (state, _Step(column, starts=False, new_row=False, resumes=False))
            row.append(best)
            came.append(how)
        self.weights = row
        self.back.append(came)

    def _own(self, piece: Piece, column: int) -> float:
        if piece.kind is Kind.HEADING:
            return 0.0
        if piece.kind is Kind.LABEL and self.labelled is not None:
            return 1.0 if column == self.labelled else NEVER
        return fits(piece, self.slots[column].field)

    def _opens(self, piece: Piece, column: int) -> float:
        name = "risk" if column == self.subject else self.slots[column].field
        unlabelled = piece.kind is Kind.TEXT and self.labelled == column and self.slots[column].field != "risk"
        return opens(piece, name) - (_UNLABELLED if unlabelled else 0.0)

    def _arrive(
        self, state: int, filled: Sequence[float], starting: float, *, heading: bool
    ) -> tuple[float, tuple[int, _Step]]:
        """The best way to begin a cell: on in the row, or in a new row."""
        resumed, column = divmod(state, self.count)
        best, how = NEVER * 1e6, (0, _Step(column, starts=True, new_row=True, resumes=False))
        for before, weight in enumerate(self.weights):
            was_resumed, last = divmod(before, self.count)
            ended = weight - filled[last] + starting
            if not resumed:
                leaving = 0.0 if was_resumed else self.entering.leaving[last]
                total = ended + leaving + self.entering.first[column]
                if total > best:
                    best, how = total, (before, _Step(column, starts=True, new_row=True, resumes=False))
            if was_resumed == resumed and last < column and not heading:
                total = ended + self.entering.within[last][column] * (_LOOSE if resumed else 1.0)
                if total > best:
                    best, how = total, (before, _Step(column, starts=True, new_row=False, resumes=False))
        return best, how

    def _resume(self, column: int, own: float, best: float, how: tuple[int, _Step]) -> tuple[float, tuple[int, _Step]]:
        """A row goes on after the end of a page, in whatever column; how its text begins says nothing then."""
        before = max(range(2 * self.count), key=lambda state: self.weights[state])
        total = self.weights[before] + own + _RESUMES
        if total <= best:
            return best, how
        return total, (before, _Step(column, starts=True, new_row=False, resumes=True))

    def steps(self) -> list[_Step]:
        """The best way as a whole."""
        ends = [
            weight + (0.0 if state >= self.count else self.entering.leaving[state])
            for state, weight in enumerate(self.weights)
        ]
        state = max(range(len(ends)), key=lambda each: ends[each])
        found = []
        for came in reversed(self.back):
            state, step = came[state]
            found.append(step)
        found.append(_Step(state % self.count, starts=True, new_row=True, resumes=False))
        return list(reversed(found))


def _best(pieces: Sequence[Piece], stretches: Sequence[int], slots: Sequence[Slot], habits: Habits) -> list[_Step]:
    """The steps with the greatest weight (Viterbi)."""
    path = _Path(slots, habits, labelled_column(slots, pieces))
    path.begin(pieces[0])
    for number in range(1, len(pieces)):
        stretch = stretches[number - 1]
        path.go(pieces[number - 1], pieces[number], stretch, broken=stretches[number] != stretch)
    return path.steps()


@dataclass(frozen=True, slots=True)
class _Entering:
    """What it costs to leave columns empty: between two of a row, before the first and after the last."""

    within: list[list[float]]
    first: list[float]
    leaving: list[float]


def _skips(habits: Habits) -> list[float]:
    """The cost of the columns left empty before each one, summed."""
    total, found = 0.0, [0.0]
    for filled in habits.filled:
        total += _EMPTY * log(max(_LEAST_FILLED, 1 - filled))
        found.append(total)
    return found


def _entering(skips: list[float], count: int) -> _Entering:
    within = [
        [skips[after] - skips[before + 1] if after > before else NEVER for after in range(count)]
        for before in range(count)
    ]
    leaving = [skips[count] - skips[before + 1] for before in range(count)]
    return _Entering(within, [skips[after] + _NEW_ROW for after in range(count)], leaving)


def _learn(
    pieces: Sequence[Piece], stretches: Sequence[int], slots: Sequence[Slot], steps: Sequence[_Step], first: Habits
) -> Habits:
    """The habits of a text that is divided in this way."""
    rows = [row for row in _rows(pieces, steps) if row.cells]
    total = len(rows)
    filled = [
        evidence.ALWAYS
        if slot.field in ANSWERS
        else (sum(number in row.cells for row in rows) + _PRIOR * first.filled[number]) / (total + _PRIOR)
        for number, slot in enumerate(slots)
    ]
    within = [a for (a, b), step in zip(pairwise(pieces), steps[1:], strict=True) if not step.starts and not b.inline]
    ends = [
        a
        for (a, b), step in zip(pairwise(pieces), steps[1:], strict=True)
        if step.starts and not b.inline and not step.resumes
    ]
    texts = [piece for piece in ends if piece.kind is Kind.TEXT]
    blank = evidence.log_odds(within, texts)
    going_on = [b for (a, b), step in zip(pairwise(pieces), steps[1:], strict=True) if not step.starts and not b.inline]
    starting = [
        b
        for (a, b), step in zip(pairwise(pieces), steps[1:], strict=True)
        if step.starts and not b.inline and not step.resumes
    ]
    plain = [piece for piece in starting if piece.kind is Kind.TEXT]
    apart = evidence.apart_odds(going_on, plain, first.apart)
    return replace(first, apart=apart, filled=filled, blank=blank, widths=_widths(pieces, stretches, steps))


def _widths(pieces: Sequence[Piece], stretches: Sequence[int], steps: Sequence[_Step]) -> dict[tuple[int, int], float]:
    """How many letters a line of a column holds: nearly its longest line, of those that the cell goes on after."""
    lengths: dict[tuple[int, int], list[int]] = {}
    anywhere: dict[int, list[int]] = {}
    for (piece, after), step, goes_on, stretch in zip(pairwise(pieces), steps, steps[1:], stretches, strict=False):
        if goes_on.starts or after.inline or piece.inline:
            continue
        lengths.setdefault((stretch, step.column), []).append(len(piece.text))
        anywhere.setdefault(step.column, []).append(len(piece.text))
    found: dict[tuple[int, int], float] = {}
    for stretch in set(stretches):
        for column, everywhere in anywhere.items():
            own = lengths.get((stretch, column), [])
            used = own if len(own) >= 4 else everywhere
            if len(used) >= 3:
                ordered = sorted(used)
                found[stretch, column] = ordered[int(len(ordered) * 0.8)]
    return found


def _rows(pieces: Sequence[Piece], steps: Sequence[_Step]) -> list[Row]:
    rows: list[Row] = []
    for piece, step in zip(pieces, steps, strict=True):
        if piece.kind is Kind.HEADING:
            rows.append(Row(heading=piece))
            continue
        if not rows or (step.new_row and step.starts and rows[-1].cells):
            rows.append(Row())
        rows[-1].cells.setdefault(step.column, []).append(piece)
    return rows
