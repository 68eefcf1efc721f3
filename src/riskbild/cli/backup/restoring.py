"""Puts a backup back: checked first, the present data saved first, and the trail proved after."""

import shutil
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from riskbild.cli.backup import manifest
from riskbild.cli.backup.archive import engine, make_backup
from riskbild.cli.backup.manifest import DATABASE, FILES, Manifest
from riskbild.cli.console import say
from riskbild.cli.database import applied_migrations, known_migrations
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence


def check_backup(path: Path) -> Manifest:
    """Reads and checks a backup. Raises `Refused` if it is damaged, of another database engine or too new."""
    made = manifest.read(path)
    if made.engine != connection.vendor:
        raise Refused(
            Sentence(
                sv=f"Säkerhetskopian är från {made.engine}, men databasen här är {connection.vendor}.",
                en=f"The backup is of {made.engine}, but the database here is {connection.vendor}; set DATABASE_URL.",
            )
        )
    if set(made.migrations) - known_migrations():
        raise Refused(
            Sentence(
                sv=f"Säkerhetskopian är gjord av en nyare version ({made.release}); uppgradera först.",
                en=f"The backup was made by a newer release ({made.release}); upgrade first.",
            )
        )
    manifest.check_parts(path, made)
    return made


def has_data() -> bool:
    """Whether there is anything here that a restore would replace."""
    return not engine().is_sound() or bool(applied_migrations())


def save_present(now: datetime) -> str:
    """Saves what is here now before it is replaced; returns where."""
    if not engine().is_sound():
        return engine().set_aside(now)
    folder: Path = settings.RISKBILD_BACKUPS
    path = folder / f"before-restore-{now:%Y-%m-%d-%H%M%S-%f}.zip"
    make_backup(path, now=now)
    return str(path)


def put_back(path: Path, made: Manifest) -> None:
    """Replaces the database and the stored files by those of a checked backup, and brings them to this release."""
    home: Path = settings.RISKBILD_HOME
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as folder, zipfile.ZipFile(path) as archive:
        archive.extractall(folder, made.parts)
        dump = Path(folder, DATABASE)
        engine().check(dump)
        say("Putting the database back …")
        engine().load(dump)
        _put_files_back(Path(folder, FILES))
    call_command("migrate", verbosity=0, interactive=False)


def _put_files_back(restored: Path) -> None:
    stored: Path = settings.RISKBILD_FILES
    if stored.exists():
        shutil.rmtree(stored)
    if restored.exists():
        restored.rename(stored)
