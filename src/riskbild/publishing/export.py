"""A board's year as a file: the register's documents, drawn in one of the plain forms."""

import json
from datetime import datetime
from typing import Final

from riskbild.documents.exchange import ExchangeDocument, to_data, write_exchange
from riskbild.followup.queries.printed import with_reports
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor
from riskbild.planning.queries.printed import with_plan_items
from riskbild.publishing import delimited, spreadsheet
from riskbild.publishing.document_sheets import book_of
from riskbild.publishing.sheet import Book
from riskbild.register.models import BoardYear
from riskbild.register.queries.documents import documents_of

FORMATS: Final = ("json", "csv", "xlsx")


def export_year(*, by: Actor, year: BoardYear, form: str, now: datetime) -> bytes:
    """The year as this person may see it. Several documents stand one a line in JSON, one after another in tables."""
    today = day_of(now)
    documents = with_plan_items(by, year, documents_of(by, year, today), today)
    documents = with_reports(by, year, documents, today)
    if form == "json":
        return _json(documents).encode()
    book = _book(documents, f"{year.board.name} {year.year}", now)
    return delimited.draw(book) if form == "csv" else spreadsheet.draw(book)


def _json(documents: list[ExchangeDocument]) -> str:
    if len(documents) == 1:
        return write_exchange(documents[0])
    return "".join(json.dumps(to_data(document), ensure_ascii=False) + "\n" for document in documents)


def _book(documents: list[ExchangeDocument], title: str, now: datetime) -> Book:
    books = [book_of(document, title=title, made_at=now) for document in documents]
    return Book(title=title, sheets=tuple(sheet for book in books for sheet in book.sheets), made_at=now)
