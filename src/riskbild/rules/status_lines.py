"""A status as it is printed: the municipality's word and what follows it, in ordered lines."""

from dataclasses import dataclass
from itertools import zip_longest

from riskbild.rules.status import Status
from riskbild.rules.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One line of a status cell, beside the frequency and the method that stand on the same line of theirs."""

    frequency: str
    method: str
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


def lines_of(printed: str, words: Vocabulary[Status], *, frequency: str = "", method: str = "") -> list[StatusLine]:
    """The lines of a status cell in order, each beside its line of the frequency and the method where these have one.

    The texts joined by line breaks are the cell again; a frequency without a status gives a line without text.
    """
    frequencies = _lines(frequency)
    found: list[StatusLine] = []
    for text, often, how in zip_longest(_lines(printed), frequencies, _lines(method)):
        if text is None and often is None:
            break
        status = words.read(text).value if text else None
        found.append(StatusLine(often or "", how or "", text or "", status))
    return found


def _lines(cell: str) -> list[str]:
    return cell.split("\n") if cell else []
