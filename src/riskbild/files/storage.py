"""Where the bytes of stored files lie: a folder a municipality, each under its checksum, out of the web's reach."""

import os
import tempfile
from pathlib import Path
from uuid import UUID

from django.conf import settings

from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

DRAFT = ".draft-"
"""How the name of a file begins while it is written; such a file is no stored file yet."""

_GONE = Sentence(
    sv="Originalfilen finns inte kvar på servern. Den som sköter driften kan hämta den ur en säkerhetskopia.",
    en="The original file is no longer on the server. Whoever runs it can fetch it from a backup.",
)


def path_of(municipality_id: UUID, sha256: str) -> Path:
    """Where the file with this checksum lies, whether or not it is there."""
    root: Path = settings.RISKBILD_FILES
    return root / str(municipality_id) / sha256[:2] / sha256


def write(municipality_id: UUID, sha256: str, data: bytes) -> None:
    """Puts the bytes in place, whole or not at all; bytes that are there already are left alone.

    They are on the disk, also after a power cut, before this returns: the row that names them is written after.
    """
    path = path_of(municipality_id, sha256)
    if path.is_file() and path.stat().st_size == len(data):
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(prefix=DRAFT, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def present(municipality_id: UUID, sha256: str) -> Path:
    """Where the file lies. Raises `Refused` if the disk does not have it."""
    path = path_of(municipality_id, sha256)
    if not path.is_file():
        raise Refused(_GONE)
    return path


def remove(municipality_id: UUID, sha256: str) -> None:
    """Takes the bytes away; ones that are gone already are fine."""
    path_of(municipality_id, sha256).unlink(missing_ok=True)
