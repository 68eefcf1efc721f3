"""The hidden sheet with the words and steps that cells are filled with, and with the matrix that gives the scores."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from riskbild.documents.workbook.form import LISTS_SHEET
from riskbild.publishing.workbook.offline import Offline

_MOST_WORDS: Final = 500
_MOST_CHOICES: Final = 10_000
_LONGEST_WORD: Final = 200


def column_letters(column: int) -> str:
    """The letters of a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Lists:
    """The lists: a column each, with the field's name at its head; then the matrix, if the method has one."""

    def __init__(self, offline: Offline) -> None:
        method = offline.method
        self.columns: dict[str, Sequence[str | int]] = {}
        if method.likelihood and method.impact:
            self.columns |= {"likelihood": method.likelihood.values, "impact": method.impact.values}
        self.columns |= _usable(offline.choices, _MOST_CHOICES) | _usable(offline.words, _MOST_WORDS)
        self.matrix: Mapping[tuple[int, int], int] = {
            (square.likelihood, square.impact): square.score for square in method.squares()
        }
        self._corner = len(self.columns) + 1

    def source(self, name: str) -> str:
        """The range of a field's list as a formula; "" for a field without one."""
        if not self.columns.get(name):
            return ""
        letters = column_letters(list(self.columns).index(name))
        return f"='{LISTS_SHEET}'!${letters}$2:${letters}${len(self.columns[name]) + 1}"

    def score_formula(self, likelihood: str, impact: str) -> str:
        """The score of two cells: their square in the matrix, empty where either is."""
        rows, columns = len(self.columns["likelihood"]), len(self.columns["impact"])
        left, right = column_letters(self._corner + 1), column_letters(self._corner + columns)
        head, first, last = column_letters(self._corner), 2, rows + 1
        return (
            f"=IFERROR(INDEX('{LISTS_SHEET}'!${left}${first}:${right}${last},"
            f"MATCH({likelihood},'{LISTS_SHEET}'!${head}${first}:${head}${last},0),"
            f"MATCH({impact},'{LISTS_SHEET}'!${left}$1:${right}$1,0)),\"\")"
        )

    def draw(self, page: Any) -> None:
        """Writes the lists and the matrix, and hides the sheet."""
        for place, (name, words) in enumerate(self.columns.items()):
            page.write_string(0, place, name)
            for row, word in enumerate(words, 1):
                if isinstance(word, int):
                    page.write_number(row, place, word)
                else:
                    page.write_string(row, place, word)
        if self.matrix:
            self._draw_matrix(page)
        page.hide()

    def _draw_matrix(self, page: Any) -> None:
        for place, impact in enumerate(self.columns["impact"], self._corner + 1):
            page.write_number(0, place, impact)
        for row, likelihood in enumerate(self.columns["likelihood"], 1):
            page.write_number(row, self._corner, likelihood)
            for place, impact in enumerate(self.columns["impact"], self._corner + 1):
                page.write_number(row, place, self.matrix[int(likelihood), int(impact)])


def _usable(words: Mapping[str, Sequence[str]], most: int) -> dict[str, Sequence[str | int]]:
    kept = {name: [word for word in found if 0 < len(word) <= _LONGEST_WORD] for name, found in words.items()}
    return {name: found[:most] for name, found in kept.items() if found}
