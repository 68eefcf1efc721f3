"""A population: the rows of a table that a sample is drawn from, with a checksum that tells it from every other."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from riskbild.rules.amount import read_amount
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

MOST_ROWS: Final = 200_000
_LOOKED_AT: Final = 200
_WIDE_ENOUGH: Final = 0.6


def line_of(cells: Iterable[str]) -> str:
    """A row's cells as one line of JSON, always written the same way: this is what the checksum is taken of."""
    return json.dumps(list(cells), ensure_ascii=False, separators=(",", ":"))


def cells_of(line: str) -> tuple[str, ...]:
    """The cells of such a line."""
    return tuple(json.loads(line))


@dataclass(frozen=True)
class Population:
    """The rows that a sample can hit. Row number 1 is the first below the titles; rows without text are not in it.

    `lines` are the rows as `line_of` writes them and `places` where each stands in its file, counted from 1, so that a
    person finds it there. Refused if there are no rows, or more than `MOST_ROWS`.
    """

    titles: tuple[str, ...]
    lines: Sequence[str]
    places: Sequence[int]

    def __post_init__(self) -> None:
        if not self.lines:
            raise Refused(_NO_ROWS)
        if len(self.lines) > MOST_ROWS:
            raise Refused(_TOO_MANY)
        if len(self.lines) != len(self.places):
            raise ValueError("as many places as lines")

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.lines)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the titles' line and the rows' lines, in UTF-8, each ended by a line feed."""
        digest = hashlib.sha256(f"{line_of(self.titles)}\n".encode())
        for line in self.lines:
            digest.update(f"{line}\n".encode())
        return digest.hexdigest()

    def cells(self, number: int) -> tuple[str, ...]:
        """The cells of row `number`, counted from 1."""
        return cells_of(self.lines[number - 1])

    def column(self, place: int) -> list[str]:
        """What stands in one column, counted from 0, row by row; a row that ends before it has nothing there."""
        if not 0 <= place < len(self.titles):
            raise Refused(_NO_COLUMN)
        return [cells[place] if place < len(cells) else "" for cells in map(cells_of, self.lines)]

    def amounts(self, place: int) -> list[int]:
        """The amounts of one column in öre; an empty cell is nothing. Refused if a cell holds something else."""
        texts = self.column(place)
        read = [0 if not text.strip() else read_amount(text) for text in texts]
        for at, amount in enumerate(read):
            if amount is None:
                values = {"title": self.titles[place], "row": self.places[at], "text": texts[at][:60]}
                raise Refused(_NO_AMOUNT.format(**values))
        return [amount or 0 for amount in read]


def population_in(lines: Sequence[str], places: Sequence[int], *, title_row: int, left_out: int = 0) -> Population:
    """The population in a sheet's rows: all below the row with the titles, but for the last `left_out` ones (a sum).

    `title_row` is the titles' place in the file, counted from 1. Refused if there is no such row.
    """
    if title_row not in places:
        raise Refused(_NO_TITLES.format(row=title_row))
    first = places.index(title_row) + 1
    last = max(len(lines) - left_out, first)
    titles = tuple(title or f"{number}" for number, title in enumerate(cells_of(lines[first - 1]), 1))
    return Population(titles, lines[first:last], places[first:last])


def suggested_title_row(lines: Sequence[str], places: Sequence[int]) -> int:
    """The place of the first row that is about as wide as most rows are: what stands above the titles is shorter."""
    widths = [sum(bool(cell) for cell in cells_of(line)) for line in lines[:_LOOKED_AT]]
    usual = sorted(widths)[len(widths) // 2]
    return next(place for width, place in zip(widths, places, strict=False) if width >= usual * _WIDE_ENOUGH)


_NO_ROWS = Sentence("Filen har inga rader under rubrikraden.", "The file has no rows below its titles.")
_TOO_MANY = Sentence(
    "Populationen är för stor. Den får ha högst 200 000 rader.",
    "The population is too large. It may have at most 200,000 rows.",
)
_NO_TITLES = Sentence("Rad {row} i filen är tom eller finns inte.", "Row {row} of the file is empty or not there.")
_NO_COLUMN = Sentence("Välj en av filens kolumner.", "Choose one of the file's columns.")
_NO_AMOUNT = Sentence(
    "Kolumnen ”{title}” ska innehålla belopp. På rad {row} i filen står ”{text}”.",
    "The column “{title}” must hold amounts. Row {row} of the file says “{text}”.",
)
