"""Where things lie: the program's own folder and RISKBILD_HOME, which holds all data."""

import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from riskbild.config.settings import environment

PACKAGE = Path(__file__).resolve().parents[2]


def _user_data() -> Path:
    """The folder where this kind of system keeps a user's data."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Riskbild"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Riskbild"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "riskbild"


def _made(home: Path) -> Path:
    """The folder, made if it is not there; what is in it is nobody else's business."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{home} cannot be used ({error.strerror}); point RISKBILD_HOME at a folder of your own."
        ) from error
    return home


RISKBILD_HOME = _made(Path(environment.text("RISKBILD_HOME") or _user_data()).expanduser().absolute())
RISKBILD_LOG = RISKBILD_HOME / "logs" / "riskbild.log"
RISKBILD_BACKUPS = RISKBILD_HOME / "backups"
RISKBILD_FILES = RISKBILD_HOME / "files"
# How large a file kept as evidence may be.
RISKBILD_EVIDENCE_BYTES = environment.number("RISKBILD_EVIDENCE_MB", 25, lowest=1, highest=500) * 1024 * 1024
