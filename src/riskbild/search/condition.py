"""The condition that a row has the tokens of a query, in the language of either database."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Lookup, QuerySet

from riskbild.search.models import SearchRow
from riskbild.search.normaliser import Clause
from riskbild.search.tag import tag_of


@dataclass(frozen=True)
class Wanted:
    """What a row must have: one municipality's tokens that fulfil every clause."""

    municipality_id: UUID
    clauses: tuple[Clause, ...]

    def text(self, *, word: str, beginning: str, either: str, both: str) -> str:
        """The condition in a database's language. Tokens are letters and digits only: none can mean anything there."""
        tag = tag_of(self.municipality_id)
        alternatives = (
            [word.format(tag + token) for token in clause.tokens]
            + [beginning.format(tag + start) for start in clause.prefixes]
            for clause in self.clauses
        )
        return both.join(f"({either.join(some)})" for some in alternatives)


class Fulfils(Lookup):
    """`Fulfils(F("id"), Wanted(...))`: the `SearchRow` is the municipality's and has the tokens that are wanted."""

    prepare_rhs = False

    def as_sqlite(self, _compiler: Any, connection: Any) -> tuple[str, list[str]]:
        """FTS5 gives the numbers of the rows; no text is read.

        The plus sign keeps SQLite from walking through the whole municipality instead.
        """
        row = connection.ops.quote_name(self.lhs.alias)
        text = self.rhs.text(word='"{}"', beginning='"{}" *', either=" OR ", both=" AND ")
        found = "IN (SELECT rowid FROM search_tokens WHERE search_tokens MATCH %s)"
        return f"({row}.number {found} AND +{row}.municipality_id = %s)", [text, self.rhs.municipality_id.hex]

    def as_postgresql(self, _compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """The text is a finished tsquery: nothing in it is parsed as language.

        Said three times it means the same and seems to fit hardly any row, so that PostgreSQL asks the index under any
        LIMIT and EXISTS; said once it may read the whole table for the first hit (400 000 rows: 5.9 s against 2 ms).
        The tag already says which municipality; "coalesce" keeps PostgreSQL from asking a second index about it.
        """
        row = connection.ops.quote_name(self.lhs.alias)
        text = self.rhs.text(word="'{}'", beginning="'{}':*", either=" | ", both=" & ")
        only_here = f"coalesce({row}.municipality_id = %s, false)"
        return f"({row}.doc @@ %s::tsquery AND {only_here})", [" & ".join([text] * 3), self.rhs.municipality_id]


def open_rows(municipality_id: UUID, clauses: tuple[Clause, ...]) -> QuerySet[SearchRow]:
    """The rows that everybody may find and that fulfil every clause."""
    return rows_with(municipality_id, clauses).filter(secret=False)


def rows_with(municipality_id: UUID, clauses: tuple[Clause, ...]) -> QuerySet[SearchRow]:
    """The rows that fulfil every clause, secret ones among them; without clauses all rows."""
    if not clauses:
        return SearchRow.objects.filter(municipality_id=municipality_id)
    return SearchRow.objects.filter(Fulfils(F("id"), Wanted(municipality_id, clauses)))
