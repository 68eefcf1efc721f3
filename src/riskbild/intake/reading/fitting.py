"""Makes a document fit the exchange format: what is too long for its place is kept among the texts, in parts."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from riskbild.documents import limits
from riskbild.documents.exchange import (
    CONTROL_TEXTS,
    ROW_OPTIONAL,
    ROW_TEXTS,
    ExchangeControl,
    ExchangeDocument,
    ExchangeRow,
    LeftOut,
    TextPart,
)

_LONGEST: Final = limits.CELL_CHARACTERS
_TEXTS: Final = (*ROW_TEXTS, *ROW_OPTIONAL)


@dataclass(slots=True)
class _Fitting:
    """The texts that found no room where they stood."""

    moved: list[TextPart] = field(default_factory=list)

    def kept(self, text: str | None) -> str | None:
        """The text if it has room, else None and the text in parts among the texts."""
        if text is None or len(text) <= _LONGEST:
            return text
        self.moved += [TextPart(part) for part in in_parts(text)]
        return None

    def row(self, row: ExchangeRow) -> ExchangeRow:
        changed: dict[str, Any] = {name: self.kept(text) for name in _TEXTS if _long(text := getattr(row, name))}
        if any(map(_long_control, row.controls)):
            changed["controls"] = tuple(self.control(control) for control in row.controls)
        place = row.provenance
        if place is not None and any(_long(origin.text) for origin in place.cells.values()):
            stood = place.cells.items()
            cells = {name: replace(origin, text=None) if _long(origin.text) else origin for name, origin in stood}
            changed["provenance"] = replace(place, cells=cells)
        return replace(row, **changed) if changed else row

    def control(self, control: ExchangeControl) -> ExchangeControl:
        texts = {name: self.kept(getattr(control, name)) for name in CONTROL_TEXTS}
        status = {period: self.kept(text) for period, text in control.status.items()}
        return replace(control, **texts, status=status)


def fitted(document: ExchangeDocument) -> ExchangeDocument:
    """The same document with no text longer than the exchange format takes, and nothing lost."""
    fitting = _Fitting()
    rows = tuple(fitting.row(row) for row in document.rows)
    plan = tuple(fitting.row(row) for row in document.plan)
    header = tuple(fitting.kept(title) or None for title in document.header)
    plan_header = tuple(fitting.kept(title) or None for title in document.plan_header)
    return replace(
        document,
        title=fitting.kept(document.title) or None,
        rows=rows,
        plan=plan,
        header=header,
        plan_header=plan_header,
        sections=tuple(text for text in document.sections if fitting.kept(text)),
        texts=(*_in_parts_each(document.texts), *fitting.moved),
        left_out=tuple(LeftOut(part, each.where) for each in document.left_out for part in in_parts(each.text)),
    )


def in_parts(text: str) -> Iterator[str]:
    """The text in pieces that the format takes."""
    for start in range(0, len(text), _LONGEST):
        yield text[start : start + _LONGEST]


def _in_parts_each(texts: tuple[TextPart, ...]) -> Iterator[TextPart]:
    for each in texts:
        named = each.section[: limits.NAME_CHARACTERS].strip() or None if each.section is not None else None
        yield from (TextPart(part, named, each.where) for part in in_parts(each.text) if part.strip())


def _long(text: str | None) -> bool:
    return text is not None and len(text) > _LONGEST


def _long_control(control: ExchangeControl) -> bool:
    return any(_long(getattr(control, name)) for name in CONTROL_TEXTS) or any(map(_long, control.status.values()))
