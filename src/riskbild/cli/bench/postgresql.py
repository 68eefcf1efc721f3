"""What filling PostgreSQL asks for beyond the ordinary actions: the search index built last, and statistics."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from riskbild.cli.console import say

_SEARCH_INDEXES = (
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema AND indexdef LIKE '%% USING gin %%'"
)


@contextmanager
def filling() -> Iterator[None]:
    """Takes the search's inverted index away and builds it once at the end, where row by row it is three times the work
    of everything else together; then does what the server's own housekeeping would do within the hour.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH_INDEXES)
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
    # Filling takes place in other processes; this one must hold nothing meanwhile.
    connection.close()
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '1GB'")
        for name, definition in indexes:
            say(f"Building {name}")
            cursor.execute(definition)
        say("Gathering statistics")
        cursor.execute("VACUUM (ANALYZE)")
