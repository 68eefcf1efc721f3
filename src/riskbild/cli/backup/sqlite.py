"""Copies the embedded database out and in with SQLite's own online backup."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, connection

from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence


class Engine:
    """The embedded database."""

    def dump(self, target: Path) -> None:
        """Copies the database as it is at this moment; writers go on meanwhile."""
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
            # A file of its own, with nothing beside it.
            copy.execute("PRAGMA journal_mode=DELETE")

    def check(self, source: Path) -> None:
        """Raises `Refused` unless the file is a sound database."""
        try:
            with closing(sqlite3.connect(source)) as copy:
                sound = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        except sqlite3.DatabaseError:
            sound = False
        if not sound:
            raise Refused(
                Sentence(
                    sv="Databasen i säkerhetskopian är skadad; välj en annan.",
                    en="The database in the backup is damaged; choose another backup.",
                )
            )

    def load(self, source: Path) -> None:
        """Puts the copy in the database's place, in one transaction: a server that runs sees the old or the new."""
        connection.ensure_connection()
        with closing(sqlite3.connect(source)) as copy:
            copy.backup(connection.connection)
        connection.close()

    def is_sound(self) -> bool:
        """Whether the database in use can be read at all."""
        try:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA quick_check")
                return bool(cursor.fetchone() == ("ok",))
        except DatabaseError:
            return False

    def set_aside(self, now: datetime) -> str:
        """Renames a damaged database so that a sound one can be put in its place; returns its new name."""
        connection.close()
        path = Path(connection.settings_dict["NAME"])
        aside = path.with_name(f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}")
        for ending in ("", "-wal", "-shm"):
            part = path.with_name(path.name + ending)
            if part.exists():
                part.rename(aside.with_name(aside.name + ending))
        return str(aside)
