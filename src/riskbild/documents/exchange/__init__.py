"""The exchange format `riskbild-document/1`: what import, export and `riskbild read` speak."""

from riskbild.documents.exchange.digest import content_digest
from riskbild.documents.exchange.document import (
    CONTROL_TEXTS,
    ROW_ANSWERS,
    ROW_FIELDS,
    ROW_NUMBERS,
    ROW_OPTIONAL,
    ROW_TEXTS,
    WHOLE_ROW,
    CellOrigin,
    DocumentKind,
    ExchangeControl,
    ExchangeDocument,
    ExchangeFinding,
    ExchangeRow,
    LeftOut,
    Provenance,
    Source,
    TextPart,
)
from riskbild.documents.exchange.reading import read_exchange
from riskbild.documents.exchange.writing import FORMAT, row_data, to_data, write_exchange

__all__ = [
    "CONTROL_TEXTS",
    "FORMAT",
    "ROW_ANSWERS",
    "ROW_FIELDS",
    "ROW_NUMBERS",
    "ROW_OPTIONAL",
    "ROW_TEXTS",
    "WHOLE_ROW",
    "CellOrigin",
    "DocumentKind",
    "ExchangeControl",
    "ExchangeDocument",
    "ExchangeFinding",
    "ExchangeRow",
    "LeftOut",
    "Provenance",
    "Source",
    "TextPart",
    "content_digest",
    "read_exchange",
    "row_data",
    "to_data",
    "write_exchange",
]
