"""Writes texts and numbers into a sheet of a workbook: a text stays a text, and what Excel cannot hold is refused."""

from typing import Any, Final

from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

LONGEST_TEXT: Final = 32_767
"""The longest text of a cell in Excel, in UTF-16 units."""
MOST_ROWS: Final = 1_048_576
_LARGEST_NUMBER: Final = 9

_TOO_LONG = Sentence(
    "Bladet ”{sheet}” kan inte skrivas som Excel: rad {row} har en cell som är längre än {longest} tecken.",
    "The sheet “{sheet}” cannot be written as Excel: row {row} has a cell longer than {longest} characters.",
)
_TOO_MANY = Sentence(
    "Bladet ”{sheet}” kan inte skrivas som Excel: det har fler än {most} rader.",
    "The sheet “{sheet}” cannot be written as Excel: it has more than {most} rows.",
)


class Sheet:
    """One sheet that is written to."""

    def __init__(self, page: Any, name: str) -> None:
        self.page = page
        self.name = name

    def text(self, row: int, column: int, text: str, *, look: Any) -> None:
        """A text, or an empty cell with the look; the text never becomes a formula, a number or a link."""
        if not text:
            self._done(self.page.write_blank(row, column, None, look), row)
        elif text.startswith("<r>") and text.endswith("</r>"):
            # The writer would take such a text for its own markup; in pieces it is escaped like any other.
            self._done(self.page.write_rich_string(row, column, text[:1], text[1:2], text[2:], look), row)
        else:
            self._done(self.page.write_string(row, column, text, look), row)

    def number(self, row: int, column: int, text: str, *, look: Any) -> None:
        """A whole number as a number; anything else as the text it is."""
        if is_number(text):
            self._done(self.page.write_number(row, column, int(text), look), row)
        else:
            self.text(row, column, text, look=look)

    def merged(self, row: int, column: int, last_row: int, last_column: int, text: str, *, look: Any) -> None:
        """A text over several cells."""
        if (row, column) != (last_row, last_column):
            self._done(self.page.merge_range(row, column, last_row, last_column, "", look), row)
        self.text(row, column, text, look=look)

    def _done(self, outcome: int, row: int) -> None:
        if outcome == -1:
            raise Refused(_TOO_MANY.format(sheet=self.name, most=MOST_ROWS))
        if outcome < -1:
            raise Refused(_TOO_LONG.format(sheet=self.name, row=row + 1, longest=LONGEST_TEXT))


def is_number(text: str) -> bool:
    """Whether a text is a whole number as it is printed, so that nothing is lost when it is stored as one."""
    return text.isascii() and text.isdigit() and len(text) <= _LARGEST_NUMBER and (text == "0" or text[0] != "0")
