"""Copies a PostgreSQL database out and in with its own programs, pg_dump and pg_restore."""

import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

from django.db import connection

from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_DEBIAN = Path("/usr/lib/postgresql")
_VARIABLES = {"dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT"}


class Engine:
    """A PostgreSQL database."""

    def dump(self, target: Path) -> None:
        """Copies the database as it is at this moment; writers go on meanwhile."""
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")

    def check(self, source: Path) -> None:
        """Raises `Refused` unless the file can be read by pg_restore."""
        _run("pg_restore", "--list", f"--file={os.devnull}", str(source))

    def load(self, source: Path) -> None:
        """Puts the copy in the place of all tables, in one transaction."""
        script = source.with_suffix(".sql")
        _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(source))
        tables = ", ".join(connection.ops.quote_name(name) for name in connection.introspection.table_names())
        drop = f"DROP TABLE IF EXISTS {tables} CASCADE" if tables else "SELECT 1"
        connection.close()
        _run("psql", "--quiet", "--single-transaction", "-v", "ON_ERROR_STOP=1", "-c", drop, "-f", str(script))

    def is_sound(self) -> bool:
        """A server that answers looks after its own files."""
        return True

    def set_aside(self, now: datetime) -> str:
        """Never asked for: see `is_sound`."""
        raise NotImplementedError


def _program(name: str) -> str:
    """The newest installed one: an older pg_dump refuses a newer server."""
    installed = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]), reverse=True)
    found = str(installed[0]) if installed else shutil.which(name)
    if found is None:
        raise Refused(
            Sentence(
                sv=f"{name} finns inte här; installera PostgreSQL:s klientprogram (postgresql-client).",
                en=f"{name} is not here; install PostgreSQL's client programs (postgresql-client).",
            )
        )
    return found


def _environment() -> dict[str, str]:
    """The way to the server, in the environment, where other users of the machine cannot read the password."""
    given = connection.get_connection_params()
    return os.environ | {name: str(given[key]) for key, name in _VARIABLES.items() if given.get(key)}


def _run(program: str, *arguments: str) -> None:
    done = subprocess.run(  # noqa: S603 - fixed programs, arguments of our own
        [_program(program), *arguments], env=_environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = " ".join(done.stderr.split()) or f"exit code {done.returncode}"
        raise Refused(Sentence(sv=f"{program} misslyckades: {said}", en=f"{program} failed: {said}"))
