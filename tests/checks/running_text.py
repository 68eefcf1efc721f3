"""The annual follow-up of the five documents with other running text."""

from dataclasses import replace

from tests.documents.cases import NAMES, document

from riskbild.documents.exchange import ExchangeDocument, TextPart

NAME = NAMES[3]


def with_texts(*texts: str) -> ExchangeDocument:
    return replace(document(NAME), texts=tuple(map(TextPart, texts)))
