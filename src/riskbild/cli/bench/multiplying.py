"""Copies filled municipalities inside PostgreSQL, for measuring at two million risks without two hours of filling.

A copy is the original row by row: the same texts, under keys, codes and search words of its own. Its trail is as large
as the original's but has the original's hashes: a database filled this way is for measuring, not for auditing.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from riskbild.cli.bench.postgresql import without_indexes
from riskbild.cli.console import say
from riskbild.search.tag import tag_of

_TABLES = """
    SELECT table_name, array_agg(column_name::text ORDER BY ordinal_position),
           array_agg(data_type::text ORDER BY ordinal_position)
    FROM information_schema.columns WHERE table_schema = current_schema
    GROUP BY table_name HAVING bool_or(column_name = 'municipality_id') OR table_name = 'organisation_municipality'
    ORDER BY pg_table_size(quote_ident(table_name)::regclass) DESC
"""
# The copy's number is added to sixteen bits in the random part of a key, so that what differs still differs.
_KEY = (
    "overlay({column}::text PLACING lpad(to_hex("
    "(('x' || substr({column}::text, 25, 4))::bit(16)::int + copy.number) & 65535), 4, '0') FROM 25)::uuid"
)
_UNIQUE_WORD = "CASE WHEN {column} = '' THEN '' ELSE {column} || '.' || copy.number END"
_WORDS = "replace({column}::text, '''' || copy.old_tag, '''' || copy.new_tag)::tsvector"
_UNIQUE_WORDS = frozenset({("organisation_node", "code"), ("organisation_user", "username")})


def may_copy() -> bool:
    """Whether the role may leave the checks between tables out; without that, copying is no faster than filling."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


def copy_municipalities(copies: int) -> None:
    """Adds so many copies of the municipalities there are, each of them in turn."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        tables = cursor.fetchall()
        _prepare(copies)
    with without_indexes("indexdef NOT LIKE 'CREATE UNIQUE%%'"), ThreadPoolExecutor(2) as pool:
        for name in pool.map(_copy_table, tables):
            say(f"Copied {name}")


def _prepare(copies: int) -> None:
    """Writes down which municipality each copy is made of, and under which keys and search words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM organisation_municipality ORDER BY id")
        originals = [row[0] for row in cursor.fetchall()]
        cursor.execute("CREATE TABLE bench_copy (original uuid, number int, old_tag text, new_tag text)")
        for place in range(copies):
            original, number = originals[place % len(originals)], place // len(originals) + 1
            text = str(original)
            target = type(original)(f"{text[:24]}{int(text[24:28], 16) + number & 0xFFFF:04x}{text[28:]}")
            row = (original, number, tag_of(original), tag_of(target))
            cursor.execute("INSERT INTO bench_copy VALUES (%s, %s, %s, %s)", row)


def _copy_table(table: tuple[str, Sequence[str], Sequence[str]]) -> str:
    name, columns, kinds = table
    quote = connection.ops.quote_name
    values = [_copied(name, column, kind) for column, kind in zip(columns, kinds, strict=True)]
    owner = "id" if name == "organisation_municipality" else "municipality_id"
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            f"INSERT INTO {quote(name)} ({', '.join(map(quote, columns))}) "  # noqa: S608 - names from the catalogue
            f"SELECT {', '.join(values)} FROM bench_copy copy JOIN {quote(name)} AS one ON one.{owner} = copy.original "
            "ORDER BY copy.number, copy.original"
        )
    connection.close()
    return name


def _copied(table: str, column: str, kind: str) -> str:
    """The expression that a column has in a copy."""
    quoted = f"one.{connection.ops.quote_name(column)}"
    if kind == "uuid":
        return _KEY.format(column=quoted)
    if kind == "tsvector":
        return _WORDS.format(column=quoted)
    return _UNIQUE_WORD.format(column=quoted) if (table, column) in _UNIQUE_WORDS else quoted
