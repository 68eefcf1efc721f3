"""A read document between the database's JSON and its value."""

import json
from typing import Any

from riskbild.documents import limits
from riskbild.documents.exchange import ExchangeDocument, read_exchange, to_data


def document_from(data: dict[str, Any]) -> ExchangeDocument:
    """The document that `document_data` stored."""
    return read_exchange(json.dumps(data), size=limits.OWN)


def document_data(document: ExchangeDocument) -> dict[str, Any]:
    """A document as it is stored."""
    return to_data(document)
