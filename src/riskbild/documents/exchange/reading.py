"""Reads a file of the exchange format; tolerant of what a transcription leaves out, strict about all else."""

from collections.abc import Callable
from typing import Final

from riskbild.documents import limits
from riskbild.documents.exchange.document import (
    DocumentKind,
    ExchangeDocument,
    ExchangeFinding,
    ExchangeRow,
    LeftOut,
    Source,
    TextPart,
)
from riskbild.documents.exchange.rows import read_row
from riskbild.documents.exchange.writing import FORMAT
from riskbild.documents.fields import Fields, items_of, needed_text, text_of
from riskbild.documents.json_text import Json, read_json
from riskbild.documents.limits import Size
from riskbild.documents.place import Place, shown
from riskbild.rules.finding import Severity

_TOP: Final = ("format", "source", "document", "header", "plan_header", "rows", "plan", "findings", "notes")
_DOCUMENT: Final = ("title", "authority", "year", "kind", "sections", "texts", "left_out", "decision", "conclusion")
_SOURCE: Final = ("name", "sha256", "media_type", "pages")
_TEXT: Final = ("section", "text", "where")
_LEFT_OUT: Final = ("text", "where")
_FINDING: Final = ("code", "severity", "where", "message")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_PAGES: Final = 100_000
_SHA256_DIGITS: Final = 64


def read_exchange(data: bytes | str, name: str = "document.json", size: Size = limits.FILE) -> ExchangeDocument:
    """The document in a file of the format `riskbild-document/1`.

    `name` is the file's name, for refusals and where the file does not say what it was read from.
    `size` is how large it may be. A blank cell is None. Raises Refused with one sentence naming the file and the
    place at fault.
    """
    fields = Fields(read_json(data, name, size), Place(name), _TOP)
    _check_format(fields)
    document = Fields(fields.value("document"), fields.at("document"), _DOCUMENT)
    return ExchangeDocument(
        source=_source(fields, name),
        kind=document.choice("kind", DocumentKind),
        title=document.text("title"),
        authority=document.text("authority"),
        year=document.number("year", _FIRST_YEAR, _LAST_YEAR),
        sections=document.each("sections", needed_text),
        texts=document.each("texts", _text_part),
        left_out=document.each("left_out", _left_out),
        decision=document.text("decision"),
        conclusion=document.text("conclusion"),
        header=fields.each("header", text_of),
        plan_header=fields.each("plan_header", text_of),
        rows=_rows(fields, "rows", lambda n: fields.place.step(f"rad {n}", f"row {n}")),
        plan=_rows(fields, "plan", lambda n: fields.place.step(f"planens rad {n}", f"plan row {n}")),
        findings=fields.each("findings", _finding),
        notes=fields.each("notes", needed_text),
    )


def _check_format(fields: Fields) -> None:
    if "rows" not in fields:
        fields.at("rows").refuse("saknas", "is missing")
    found = fields.value("format")
    if found is not None and found != FORMAT:
        stated = shown(found) if isinstance(found, str) else "?"
        fields.at("format").refuse(f"är {stated}, ska vara {FORMAT}", f"is {stated}, must be {FORMAT}")


def _source(fields: Fields, name: str) -> Source:
    value = fields.value("source")
    if value is None or isinstance(value, str):
        return Source(text_of(value, fields.at("source"), limits.NAME_CHARACTERS) or name)
    source = Fields(value, fields.at("source"), _SOURCE)
    sha256 = source.text("sha256", _SHA256_DIGITS)
    if sha256 is not None and (len(sha256) != _SHA256_DIGITS or set(sha256) - set("0123456789abcdef")):
        source.at("sha256").refuse("ska vara 64 hexadecimala siffror", "must be 64 hexadecimal digits")
    return Source(
        name=source.text("name", limits.NAME_CHARACTERS) or name,
        sha256=sha256,
        media_type=source.text("media_type", limits.NAME_CHARACTERS),
        pages=source.number("pages", 0, _PAGES),
    )


def _rows(fields: Fields, name: str, place_of: Callable[[int], Place]) -> tuple[ExchangeRow, ...]:
    found = items_of(fields.value(name), fields.at(name), limits.ROWS)
    return tuple(read_row(item, place_of(number)) for number, item in enumerate(found, 1))


def _text_part(data: Json, place: Place) -> TextPart:
    part = Fields(data, place, _TEXT)
    return TextPart(text=part.needed_text("text"), section=part.text("section"), where=part.text("where"))


def _left_out(data: Json, place: Place) -> LeftOut:
    part = Fields(data, place, _LEFT_OUT)
    return LeftOut(text=part.needed_text("text"), where=part.text("where"))


def _finding(data: Json, place: Place) -> ExchangeFinding:
    finding = Fields(data, place, _FINDING)
    return ExchangeFinding(
        code=finding.needed_text("code", limits.NAME_CHARACTERS),
        severity=finding.choice("severity", Severity).value,
        where=finding.text("where"),
        message=finding.needed_text("message"),
    )
