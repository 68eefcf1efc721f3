"""What a document says of itself, its head, as a person may correct it."""

from dataclasses import replace
from typing import Any, Final

from riskbild.documents import limits
from riskbild.documents.exchange import DocumentKind, ExchangeDocument
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence
from riskbild.rules.text_limits import text_findings, with_plain_line_breaks

LISTS: Final = ("sections", "header", "plan_header")
HEAD: Final = ("title", "authority", "year", "kind", "decision", "conclusion", *LISTS)
"""What of the head can be corrected, in the order of the form."""

_EARLIEST, _LATEST = 1900, 2199
_YEAR = Sentence(
    sv="Skriv ett årtal med fyra siffror, eller lämna tomt.", en="Write a year of four digits, or nothing."
)
_NAME = Sentence(sv="Uppgiften finns inte.", en="There is no such thing.")


def shown_head(document: ExchangeDocument, name: str) -> str:
    """A value of the head as it stands in a field for typing; lists a line each."""
    value = getattr(document, name)
    if name in LISTS:
        return "\n".join((each or "").replace("\n", " ") for each in value)
    return "" if value is None else str(value)


def read_head(name: str, text: str) -> Any:
    """What somebody typed, as it is stored. Raises `Refused` with one sentence for what does not fit."""
    typed = with_plain_line_breaks(text).strip()
    for found in text_findings(typed, name):
        raise Refused(found.sentence)
    if name in LISTS:
        return [line.strip() for line in typed.split("\n") if line.strip()]
    if name == "year":
        if typed and not (typed.isdecimal() and len(typed) == 4 and _EARLIEST <= int(typed) <= _LATEST):
            raise Refused(_YEAR)
        return int(typed) if typed else None
    if name == "kind" and typed not in set(DocumentKind):
        raise Refused(_NAME)
    if name not in HEAD:
        raise Refused(_NAME)
    return typed[: limits.CELL_CHARACTERS] or None


def with_head(document: ExchangeDocument, name: str, value: Any) -> ExchangeDocument:
    """The document with one value of its head set to what `read_head` gave."""
    if name not in HEAD:
        raise Refused(_NAME)
    if name == "kind":
        return replace(document, kind=DocumentKind(value))
    changed: dict[str, Any] = {name: tuple(value) if name in LISTS else value}
    return replace(document, **changed)
