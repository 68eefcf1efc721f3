"""A status as it is printed: the municipality's word and what follows it, in ordered lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from riskbild.rules.status import Status
from riskbild.rules.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One line of a status cell, beside the frequency that stands on the same line of its own cell."""

    frequency: str
    text: str
    status: Status | None


def printed_status(word: str, text: str) -> str:
    """What stands in the status cell: "Pågående. Införs under hösten." A text that begins with the word has it already.

    Only one of the two gives that one as it is.
    """
    if not word or not text:
        return word or text
    begins = text.casefold().startswith(word.casefold().rstrip("."))
    return text if begins else f"{word.rstrip('.')}. {text}"


def lines_of(printed: str, words: Vocabulary[Status], *, frequency: str = "") -> list[StatusLine]:
    """The lines of a status cell in order, each beside its line of the frequency where that has one.

    The texts joined by line breaks are the cell again; a frequency without a status gives a line without text.
    """
    pairs = zip_longest(_lines(printed), _lines(frequency), fillvalue="")
    return [StatusLine(often, text, words.read(text).value if text else None) for text, often in pairs]


def are_several(lines: Sequence[StatusLine]) -> bool:
    """Whether a cell with something in it stands beside several frequencies, so that a line alone says too little."""
    return any(line.text for line in lines) and any(line.frequency for line in lines[1:])


def _lines(cell: str) -> list[str]:
    return cell.split("\n") if cell else []
