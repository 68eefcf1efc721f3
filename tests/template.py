"""A database that is brought up once for a whole run and copied by all who need one: the migrations take seconds."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg

_NAME = "RISKBILD_TEMPLATE"


def given() -> str:
    """What to copy: SQLite's file or the name of PostgreSQL's database; empty if each brings up its own."""
    return os.environ.get(_NAME, "")


def make(folder: Path, url: str | None) -> dict[str, str]:
    """Brings one up in `folder`, or on the server of `url`; the environment that tells the tests of it."""
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    home = folder / ("postgresql" if url else "sqlite")
    home.mkdir()
    told = str(home / "riskbild.sqlite3")
    if url:
        told = f"riskbild_template_{os.getpid()}"
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {told}")
        environ["DATABASE_URL"] = f"{url.rsplit('/', 1)[0]}/{told}"
    riskbild = Path(sys.executable).parent / "riskbild"
    subprocess.run([riskbild, "migrate"], env=environ | {"RISKBILD_HOME": str(home)}, check=True, capture_output=True)
    return {_NAME: told}


def drop(url: str, told: dict[str, str]) -> None:
    """Takes away what `make` brought up on a server."""
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE {told[_NAME]} WITH (FORCE)")
