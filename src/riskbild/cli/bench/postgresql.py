"""What filling PostgreSQL asks for beyond the ordinary actions: indexes built last, and statistics."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from riskbild.cli.console import say

_INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema AND "


@contextmanager
def without_indexes(which: str) -> Iterator[None]:
    """Takes indexes away and builds them once at the end; `which` is a condition on their definition, `indexdef`."""
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES + which)
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
    # What fills uses connections of its own; this one must hold nothing meanwhile.
    connection.close()
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '1GB'")
        for name, definition in indexes:
            say(f"Building {name}")
            cursor.execute(definition)


@contextmanager
def filling() -> Iterator[None]:
    """Leaves the search's inverted index to the end, where row by row it is three times the work of everything else
    together; then does what the server's own housekeeping would do within the hour.
    """
    with without_indexes("indexdef LIKE '%% USING gin %%'"):
        yield
    with connection.cursor() as cursor:
        say("Gathering statistics")
        cursor.execute("VACUUM (ANALYZE)")
