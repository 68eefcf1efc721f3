"""A ZIP whose bytes follow from its contents alone, with a manifest of every file's checksum."""

import hashlib
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

_READABLE: Final = 0o644 << 16
_CHUNK: Final = 1 << 20
_EARLIEST: Final = 1980


@dataclass
class Archive:
    """Files are added one by one, straight to the target; `dated` stands as the time of each."""

    target: BinaryIO
    dated: date
    files: list[dict[str, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._zip = zipfile.ZipFile(self.target, "w", zipfile.ZIP_DEFLATED, compresslevel=6)

    def add(self, name: str, content: bytes, about: str) -> None:
        """A file, and what it is in a few words."""
        self.stream(name, [content], about)

    def add_file(self, name: str, path: Path, about: str) -> None:
        """A file that lies on the disk, not read into memory whole."""
        with path.open("rb") as source:
            self.stream(name, iter(lambda: source.read(_CHUNK), b""), about)

    def stream(self, name: str, pieces: Iterable[bytes], about: str) -> None:
        """A file in pieces."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(self._entry(name), "w") as file:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                file.write(piece)
        self.files.append({"name": name, "sha256": digest.hexdigest(), "size": size, "about": about})

    def close(self, about: dict[str, object]) -> None:
        """Ends with the manifest, and with the checksums as `sha256sum -c` reads them."""
        listed = sorted(self.files, key=lambda one: str(one["name"]))
        manifest = {"format": "riskbild-evidence/1", **about, "files": listed}
        self.stream("manifest.json", [json.dumps(manifest, ensure_ascii=False, indent=2).encode()], "Innehåll")
        sums = sorted(f"{one['sha256']}  {one['name']}\n" for one in self.files)
        self._zip.writestr(self._entry("SHA256SUMS"), "".join(sums))
        self._zip.close()

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, (max(self.dated.year, _EARLIEST), self.dated.month, self.dated.day, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.create_system = 3
        entry.external_attr = _READABLE
        return entry
