"""A database and a folder of their own for measuring, thrown away afterwards."""

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg

INSIDE = "RISKBILD_BENCH_INSIDE"


def run_apart(words: Sequence[str]) -> int:
    """Runs the same command again in a place of its own; gives its exit code.

    The database is SQLite, or a new database on the server that DATABASE_URL names.
    """
    with (
        tempfile.TemporaryDirectory(prefix="riskbild-bench-") as home,
        _database(os.environ.get("DATABASE_URL")) as url,
    ):
        environment = os.environ | {"RISKBILD_HOME": home, INSIDE: "1"} | ({"DATABASE_URL": url} if url else {})
        command = [sys.executable, "-m", "riskbild", "bench", *words]
        return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 - our own program


@contextmanager
def _database(url: str | None) -> Iterator[str]:
    if not url:
        yield ""
        return
    name = f"riskbild_bench_{secrets.token_hex(4)}"
    parts = urlsplit(url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
        try:
            yield parts._replace(path=f"/{name}").geturl()  # noqa: SLF001 - the public way to change a named tuple
        finally:
            drop = psycopg.sql.SQL("DROP DATABASE {} WITH (FORCE)")
            connection.execute(drop.format(psycopg.sql.Identifier(name)))
