"""Which backups are the nightly ones, and how many of them stay."""

from datetime import date
from pathlib import Path

from django.conf import settings

_PREFIX = "nightly-"


def nightly_path(day: date) -> Path:
    """Where the backup of the night before `day` lies."""
    folder: Path = settings.RISKBILD_BACKUPS
    return folder / f"{_PREFIX}{day.isoformat()}.zip"


def keep_newest(number: int) -> None:
    """Removes nightly backups beyond the newest `number`; others are never touched."""
    folder: Path = settings.RISKBILD_BACKUPS
    for path in sorted(folder.glob(f"{_PREFIX}*.zip"), reverse=True)[number:]:
        path.unlink()
