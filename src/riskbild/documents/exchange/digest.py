"""The checksum that recognises a document that is imported a second time."""

import hashlib
import json
from typing import Final

from riskbild.documents.exchange.document import ExchangeDocument
from riskbild.documents.exchange.writing import to_data

_CONTENT: Final = ("document", "header", "plan_header", "rows", "plan")
_ABOUT_THE_READING: Final = ("provenance", "confidence")


def content_digest(document: ExchangeDocument) -> str:
    """SHA-256 in hexadecimal over what the document says: its head, its column titles and its rows in order.

    The file's name, where each cell stood, how sure the reader was, its findings and notes do not count:
    the same document saved under another name, or read once more by a better reader, is the same document.
    """
    data = to_data(document)
    content = {name: data[name] for name in _CONTENT}
    for row in (*data["rows"], *data["plan"]):
        for name in _ABOUT_THE_READING:
            row.pop(name, None)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
