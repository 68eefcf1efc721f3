"""Writes a document in the exchange format, with the keys always in the same order."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from riskbild.documents.exchange.document import (
    CONTROL_TEXTS,
    ROW_FIELDS,
    ROW_OPTIONAL,
    CellOrigin,
    ExchangeControl,
    ExchangeDocument,
    ExchangeFinding,
    ExchangeRow,
    LeftOut,
    Provenance,
    Source,
    TextPart,
)

FORMAT: Final = "riskbild-document/1"


def write_exchange(document: ExchangeDocument) -> str:
    """The document as text, two spaces a level, ending in a line break."""
    return json.dumps(to_data(document), ensure_ascii=False, indent=2) + "\n"


def to_data(document: ExchangeDocument) -> dict[str, Any]:
    """The document as plain data in the order it is written."""
    return {
        "format": FORMAT,
        "source": _plain(document.source, ("name", "sha256", "media_type", "pages")),
        "document": _head(document),
        "header": list(document.header),
        "plan_header": list(document.plan_header),
        "rows": [row_data(row) for row in document.rows],
        "plan": [row_data(row) for row in document.plan],
        "findings": [_plain(each, ("code", "severity", "where", "message")) for each in document.findings],
        "notes": list(document.notes),
    }


def row_data(row: ExchangeRow) -> dict[str, Any]:
    """One row as plain data. What the format lets a row lack is written only where there is something."""
    data = _plain(row, ROW_FIELDS)
    data["controls"] = [_control(control) for control in row.controls]
    data.update(_filled(row))
    return data


def _head(document: ExchangeDocument) -> dict[str, Any]:
    return {
        "title": document.title,
        "authority": document.authority,
        "year": document.year,
        "kind": document.kind.value,
        "sections": list(document.sections),
        "texts": [_plain(part, ("section", "text", "where")) for part in document.texts],
        "left_out": [_plain(part, ("text", "where")) for part in document.left_out],
        "decision": document.decision,
        "conclusion": document.conclusion,
    }


def _control(control: ExchangeControl) -> dict[str, Any]:
    return {**_plain(control, CONTROL_TEXTS), "status": dict(control.status)}


def _filled(row: ExchangeRow) -> Iterator[tuple[str, Any]]:
    for name in ROW_OPTIONAL:
        if (text := getattr(row, name)) is not None:
            yield name, text
    if row.secrecy:
        yield "secrecy", dict(row.secrecy)
    if row.provenance is not None:
        yield "provenance", _provenance(row.provenance)
    if row.confidence:
        yield "confidence", dict(row.confidence)


def _provenance(provenance: Provenance) -> dict[str, Any]:
    places = _present(_plain(provenance, ("page", "sheet", "table", "row")))
    return {**places, "cells": {name: _origin(origin) for name, origin in provenance.cells.items()}}


def _origin(origin: CellOrigin) -> dict[str, Any]:
    box = None if origin.box is None else list(origin.box)
    return {"text": origin.text, **_present({"box": box, "cell": origin.cell})}


def _present(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value is not None}


type _Value = Source | TextPart | LeftOut | ExchangeFinding | ExchangeControl | ExchangeRow | Provenance


def _plain(value: _Value, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}
