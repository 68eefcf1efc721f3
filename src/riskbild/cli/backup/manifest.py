"""The list inside a backup: what it is, what release made it, and the checksum of each part."""

import hashlib
import json
import zipfile
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

FORMAT = "riskbild-backup/1"
MANIFEST = "manifest.json"
DATABASE = "database"
FILES = "files/"


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `parts` maps each part's name to its SHA-256."""

    release: str
    made_at: str
    engine: str
    migrations: tuple[tuple[str, str], ...]
    parts: dict[str, str]
    format: str = FORMAT

    def to_json(self) -> str:
        """The text that stands in the backup."""
        return json.dumps(asdict(self), indent=1)

    @staticmethod
    def from_json(text: bytes) -> "Manifest":
        """Reads the text; KeyError, TypeError or ValueError if it is something else."""
        data = json.loads(text)
        if data.pop("format") != FORMAT:
            raise ValueError
        migrations = tuple((app, name) for app, name in data.pop("migrations"))
        return Manifest(**data, migrations=migrations)


def sha256(file: IO[bytes]) -> str:
    """The checksum of an open file, read to its end."""
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # a zip member reads like a file


def read(path: Path) -> Manifest:
    """The list of the backup at `path`. Raises `Refused` if that is no backup."""
    try:
        with zipfile.ZipFile(path) as archive:
            return Manifest.from_json(archive.read(MANIFEST))
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError):
        raise Refused(
            Sentence(
                sv=f"{path} är ingen säkerhetskopia från Riskbild.",
                en=f"{path} is no Riskbild backup, or a damaged one; choose another file.",
            )
        ) from None


def check_parts(path: Path, manifest: Manifest) -> None:
    """Compares each part with its checksum. Raises `Refused` that names the first one that differs."""
    with zipfile.ZipFile(path) as archive:
        for name, expected in manifest.parts.items():
            if _checksum(archive, name) != expected:
                raise Refused(
                    Sentence(
                        sv=f"{path} är skadad: {name} stämmer inte med sin kontrollsumma.",
                        en=f"{path} is damaged: {name} does not match its checksum; choose another backup.",
                    )
                )


def _checksum(archive: zipfile.ZipFile, name: str) -> str | None:
    try:
        with archive.open(name) as part:
            return sha256(part)
    except (KeyError, zipfile.BadZipFile, EOFError, zlib.error):
        return None
