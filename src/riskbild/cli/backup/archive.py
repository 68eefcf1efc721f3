"""Makes a backup: one file, complete or not there at all."""

import os
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection

from riskbild.cli.backup import manifest, postgresql, sqlite
from riskbild.cli.backup.manifest import DATABASE, FILES, MANIFEST, Manifest
from riskbild.cli.database import applied_migrations
from riskbild.files.storage import DRAFT
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

# Level 3 is four times faster than the default 6 and 4 % larger on a database of Swedish text.
_LEVEL = 3


def engine() -> sqlite.Engine | postgresql.Engine:
    """How the database in use is copied out and in."""
    return sqlite.Engine() if connection.vendor == "sqlite" else postgresql.Engine()


def default_path(now: datetime) -> Path:
    """Where a backup lies when the operator names no file."""
    folder: Path = settings.RISKBILD_BACKUPS
    return folder / f"riskbild-{now:%Y-%m-%d-%H%M%S}.zip"


def make_backup(path: Path, *, now: datetime) -> Manifest:
    """Writes the backup to `path`, which must not exist (`Refused`). Nobody who writes meanwhile has to wait."""
    if path.exists():
        raise Refused(
            Sentence(sv=f"{path} finns redan; ange en annan fil.", en=f"{path} exists already; name another file.")
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
        dump = Path(folder, DATABASE)
        engine().dump(dump)
        draft = Path(folder, "archive.zip")
        made = _write(draft, dump, now)
        draft.chmod(0o600)
        draft.replace(path)
    return made


def _write(draft: Path, dump: Path, now: datetime) -> Manifest:
    parts = {DATABASE: dump, **{f"{FILES}{name}": path for name, path in _stored_files()}}
    checksums = {}
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, path in parts.items():
            with path.open("rb") as file:
                checksums[name] = manifest.sha256(file)
            archive.write(path, name)
        made = Manifest(
            release=version("riskbild"),
            made_at=now.isoformat(timespec="seconds"),
            engine=connection.vendor,
            migrations=tuple(sorted(applied_migrations())),
            parts=checksums,
        )
        archive.writestr(MANIFEST, made.to_json())
    return made


def _stored_files() -> Iterator[tuple[str, Path]]:
    """Every stored file with its name inside the backup."""
    root: Path = settings.RISKBILD_FILES
    for folder, _, names in os.walk(root):
        for name in names:
            if name.startswith(DRAFT):
                continue
            path = Path(folder, name)
            yield path.relative_to(root).as_posix(), path
