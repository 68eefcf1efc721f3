"""What every cell of a workbook said when it was drawn, packed into the workbook itself and sealed by who drew it."""

import base64
import hashlib
import hmac
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from riskbild.documents.workbook.form import CHUNK, FORMAT

_LARGEST: Final = 200_000_000
_FAST: Final = 3


@dataclass(frozen=True, slots=True)
class BaseRow:
    """One row as it was drawn: the register's version of it, and the plain text of each cell that may be changed."""

    version: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class About:
    """Whose workbook it is: the board's key and code, the year, and when it was drawn (ISO 8601)."""

    board: str
    code: str
    year: int
    made_at: str


@dataclass(frozen=True, slots=True)
class Base:
    """All rows as they were drawn, by key."""

    about: About
    rows: Mapping[str, BaseRow] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Packed:
    """A base as the workbook carries it."""

    about: About
    content: str
    seal: str

    @property
    def chunks(self) -> Sequence[str]:
        """The content in pieces that each go into a cell."""
        return [self.content[place : place + CHUNK] for place in range(0, len(self.content), CHUNK)]


def pack(base: Base, secret: bytes) -> Packed:
    """The base as the workbook carries it; nobody without the secret can make another that `unpack` takes."""
    rows = {key: [row.version, dict(row.cells)] for key, row in base.rows.items()}
    packed = zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), _FAST)
    content = base64.b64encode(packed).decode()
    return Packed(base.about, content, _seal(base.about, content, secret))


def unpack(packed: Packed, secrets: Iterable[bytes]) -> Base | None:
    """The base, if one of the secrets sealed it; None for one that is forged, damaged or from elsewhere.

    Nothing of a content without a good seal is opened.
    """
    seals = [_seal(packed.about, packed.content, secret) for secret in secrets]
    if not any(hmac.compare_digest(seal.encode(), packed.seal.encode()) for seal in seals):
        return None
    opened = zlib.decompressobj().decompress(base64.b64decode(packed.content), _LARGEST)
    rows: dict[str, Any] = json.loads(opened)
    return Base(packed.about, {key: BaseRow(version, cells) for key, (version, cells) in rows.items()})


def _seal(about: About, content: str, secret: bytes) -> str:
    said = "\n".join([FORMAT, about.board, about.code, str(about.year), about.made_at, content])
    return hmac.new(secret, said.encode(), hashlib.sha256).hexdigest()
