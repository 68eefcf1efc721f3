"""Reads and writes rows of the index by each database's own means; everything inside the caller's transaction."""

import json
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from riskbild.audit.ids import uuid7
from riskbild.search.tag import TAG_LENGTH, tag_of


@dataclass(frozen=True, order=True)
class Key:
    """Which row: a subject's open one or its secret one."""

    subject_id: UUID
    secret: bool


type Tokens = frozenset[str]


class Rows(ABC):
    """The rows of one municipality."""

    def __init__(self, municipality_id: UUID) -> None:
        self.municipality_id = municipality_id
        self.tag = tag_of(municipality_id)

    @abstractmethod
    def read(self, subject_ids: Collection[UUID]) -> dict[Key, Tokens]:
        """The rows there are for these subjects."""

    @abstractmethod
    def write(self, rows: Mapping[Key, Iterable[str]]) -> None:
        """Adds or replaces rows."""

    @abstractmethod
    def delete(self, keys: Collection[Key]) -> None:
        """Deletes rows that are there."""

    @abstractmethod
    def in_open_texts(self, tokens: Collection[str]) -> set[str]:
        """Those of the tokens that some open row has."""

    def _doc(self, tokens: Iterable[str]) -> str:
        return " ".join(self.tag + token for token in sorted(tokens))

    def _tokens(self, doc: str) -> Tokens:
        return frozenset(token[TAG_LENGTH:] for token in doc.split())


class SQLiteRows(Rows):
    """A plain table of rows with numbers, and an FTS5 table with their tokens under the same numbers."""

    def read(self, subject_ids: Collection[UUID]) -> dict[Key, Tokens]:
        """Tokens by key."""
        numbers = self._numbers(subject_ids)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid, doc FROM search_tokens WHERE rowid IN (SELECT value FROM json_each(%s))",
                [json.dumps(list(numbers.values()))],
            )
            docs = dict(cursor.fetchall())
        return {key: self._tokens(docs.get(number, "")) for key, number in numbers.items()}

    def write(self, rows: Mapping[Key, Iterable[str]]) -> None:
        """New rows get numbers that ascend, which FTS5 writes many times faster than others."""
        numbers = self._numbers({key.subject_id for key in rows})
        if rows.keys() - numbers.keys():
            numbers |= self._add(rows.keys() - numbers.keys())
        docs = sorted((numbers[key], self._doc(tokens)) for key, tokens in rows.items())
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_tokens WHERE rowid = %s", [(number,) for number, _ in docs])
            cursor.executemany("INSERT INTO search_tokens (rowid, doc) VALUES (%s, %s)", docs)

    def _add(self, keys: Collection[Key]) -> dict[Key, int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(max(number), 0) FROM search_searchrow")
            new = {key: number for number, key in enumerate(keys, start=cursor.fetchone()[0] + 1)}
            cursor.executemany(
                "INSERT INTO search_searchrow (number, id, municipality_id, subject_id, secret)"
                " VALUES (%s, %s, %s, %s, %s)",
                [
                    (number, uuid7().hex, self.municipality_id.hex, key.subject_id.hex, key.secret)
                    for key, number in new.items()
                ],
            )
        return new

    def delete(self, keys: Collection[Key]) -> None:
        """From both tables."""
        numbers = self._numbers({key.subject_id for key in keys})
        gone = sorted((numbers[key],) for key in keys)
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_tokens WHERE rowid = %s", gone)
            cursor.executemany("DELETE FROM search_searchrow WHERE number = %s", gone)

    def in_open_texts(self, tokens: Collection[str]) -> set[str]:
        """One short look for each, all in one question; CROSS keeps SQLite from going through the rows first."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT value FROM json_each(%s) WHERE EXISTS"
                " (SELECT 1 FROM search_tokens CROSS JOIN search_searchrow ON number = search_tokens.rowid"
                " WHERE search_tokens MATCH '\"' || %s || value || '\"' AND +municipality_id = %s AND NOT secret)",
                [json.dumps(list(tokens)), self.tag, self.municipality_id.hex],
            )
            return {token for (token,) in cursor.fetchall()}

    def _numbers(self, subject_ids: Collection[UUID]) -> dict[Key, int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT subject_id, secret, number FROM search_searchrow"
                " WHERE municipality_id = %s AND subject_id IN (SELECT value FROM json_each(%s))",
                [self.municipality_id.hex, json.dumps([subject_id.hex for subject_id in subject_ids])],
            )
            return {Key(UUID(hex=subject), bool(secret)): number for subject, secret, number in cursor.fetchall()}


class PostgreSQLRows(Rows):
    """A table with a tsvector; whole batches go over as arrays, and the tokens past PostgreSQL's text parser."""

    def read(self, subject_ids: Collection[UUID]) -> dict[Key, Tokens]:
        """By the unique key."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT subject_id, secret, array_to_string(tsvector_to_array(doc), ' ') FROM search_searchrow"
                " WHERE municipality_id = %s AND subject_id = ANY(%s)",
                [self.municipality_id, list(subject_ids)],
            )
            return {Key(subject_id, secret): self._tokens(doc) for subject_id, secret, doc in cursor.fetchall()}

    def write(self, rows: Mapping[Key, Iterable[str]]) -> None:
        """In the order of the keys, so that two writers of the same rows wait for each other and do not deadlock."""
        keys = sorted(rows)
        columns: Sequence[list[Any]] = (
            [uuid7() for _ in keys],
            [key.subject_id for key in keys],
            [key.secret for key in keys],
            [self._doc(rows[key]) for key in keys],
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_searchrow (id, municipality_id, subject_id, secret, doc)"
                " SELECT id, %s, subject_id, secret, array_to_tsvector(string_to_array(doc, ' '))"
                " FROM unnest(%s::uuid[], %s::uuid[], %s::boolean[], %s::text[]) AS new (id, subject_id, secret, doc)"
                " ON CONFLICT (municipality_id, subject_id, secret) DO UPDATE SET doc = excluded.doc",
                [self.municipality_id, *columns],
            )

    def delete(self, keys: Collection[Key]) -> None:
        """By the unique key."""
        ordered = sorted(keys)
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM search_searchrow WHERE municipality_id = %s AND (subject_id, secret) IN"
                " (SELECT * FROM unnest(%s::uuid[], %s::boolean[]))",
                [self.municipality_id, [key.subject_id for key in ordered], [key.secret for key in ordered]],
            )

    def in_open_texts(self, tokens: Collection[str]) -> set[str]:
        """All in one question; `condition` tells why it says everything three times and "coalesce"."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT token FROM unnest(%s::text[]) AS token CROSS JOIN LATERAL quote_literal(%s || token) AS word"
                " WHERE EXISTS (SELECT FROM search_searchrow WHERE coalesce(municipality_id = %s, false) AND NOT secret"
                " AND doc @@ word::tsquery AND doc @@ word::tsquery AND doc @@ word::tsquery)",
                [list(tokens), self.tag, self.municipality_id],
            )
            return {token for (token,) in cursor.fetchall()}


def rows_of(municipality_id: UUID) -> Rows:
    """The municipality's rows in the database in use."""
    return (SQLiteRows if connection.vendor == "sqlite" else PostgreSQLRows)(municipality_id)
