"""An installation of its own for a test: a home folder, a database on the engine under test, and the real command."""

import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from psycopg import sql
from tests import forked

ROOT = Path(__file__).resolve().parents[1]
RISKBILD = Path(sys.executable).parent / "riskbild"
PASSWORD = "Regnbåge-över-Storsjö-27"


class Installation:
    """What an operator has: RISKBILD_HOME, DATABASE_URL, and the command."""

    def __init__(self, home: Path, database_url: str) -> None:
        self.home = home
        self.database_url = database_url

    @property
    def on_sqlite(self) -> bool:
        return not self.database_url

    @property
    def sqlite_file(self) -> Path:
        return self.home / "riskbild.sqlite3"

    def environ(self, **more: str) -> dict[str, str]:
        """The environment of a command; RISKBILD_ and DATABASE_URL of the test run do not leak into it."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("RISKBILD_")}
        kept.pop("DATABASE_URL", None)
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        kept |= {"RISKBILD_HOME": str(self.home), "PYTHONPATH": str(ROOT)}
        return kept | ({"DATABASE_URL": self.database_url} if self.database_url else {}) | more

    def run(self, *words: object, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        """Runs `riskbild` to its end."""
        return forked.run([str(word) for word in words], self.environ(**more), stdin)

    def create_admin(self, username: str, municipality: str = "Storsjö kommun") -> subprocess.CompletedProcess[str]:
        """Adds a municipality with an administrator, and insists that it went well."""
        done = self.run(
            "create-admin", "--municipality", municipality, "--username", username, "--password-stdin", stdin=PASSWORD
        )
        assert done.returncode == 0, done.stderr
        return done

    def usernames(self) -> set[str]:
        """Who can sign in, asked of the database itself."""
        users = "__import__('django.contrib.auth').contrib.auth.get_user_model().objects"
        return set(self.shell(f"print(*{users}.values_list('username', flat=True))").split())

    def shell(self, code: str, stdin: str = "") -> str:
        """Runs some lines of Python inside the installation; what they print."""
        done = self.run("manage", "shell", "--no-imports", "-c", code, stdin=stdin)
        assert done.returncode == 0, f"{done.stderr}{self._log()}"
        return done.stdout

    def _log(self) -> str:
        log = self.home / "logs" / "riskbild.log"
        return log.read_text(encoding="utf-8") if log.exists() else ""


@contextmanager
def empty_installation(home: Path, like: str = "") -> Iterator[Installation]:
    """An installation with a database on the engine that this test run is on, empty or `like` a `template`."""
    if settings.DATABASES["default"]["ENGINE"] == "riskbild.config.sqlite":
        made = Installation(home, "")
        if like:
            shutil.copyfile(like, made.sqlite_file)
        yield made
        return
    name = f"riskbild_{uuid.uuid4().hex[:12]}"
    with new_database(name, template=like or "template1"):
        yield Installation(home, url_of(name))


@contextmanager
def installation_like(template: Installation, home: Path) -> Iterator[Installation]:
    """A copy of a whole installation; faster than bringing an empty one up."""
    shutil.copytree(template.home, home)
    if template.on_sqlite:
        yield Installation(home, "")
        return
    name = f"riskbild_{uuid.uuid4().hex[:12]}"
    with new_database(name, template=template.database_url.rsplit("/", 1)[1]):
        yield Installation(home, url_of(name))


def url_of(name: str) -> str:
    """The DATABASE_URL of another database on the server of this test run."""
    given = os.environ["DATABASE_URL"]
    return f"{given.rsplit('/', 1)[0]}/{name}"


@contextmanager
def new_database(name: str, template: str = "template1") -> Iterator[None]:
    """A PostgreSQL database that is dropped afterwards, whoever may still be connected."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        server.execute(made)
        try:
            yield
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
