"""What a form was filled in from: the version that was read, and a fingerprint of each text as it stood then.

Both travel in one hidden value, so that text given back by the browser brings along what it was written over. The
fingerprints only tell which fields somebody has touched; whether a save is let through is decided by the version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from riskbild.rules.text_limits import with_plain_line_breaks

_BYTES = 3
_LENGTH = 2 * _BYTES
_HIGHEST = 2**31


@dataclass(frozen=True)
class Seen:
    """A version, and the fingerprints of the texts that stood in it."""

    version: int
    prints: Mapping[str, str]

    def touched(self, name: str, text: str) -> bool:
        """Whether a text differs from the one that was read."""
        return self.prints.get(name) != _print(text)


def written(version: int, texts: Mapping[str, str], names: Sequence[str]) -> str:
    """The value that `read` makes the same `Seen` of; `texts` has every one of `names`, or none at all."""
    return f"{version}." + "".join(_print(texts[name]) for name in names if texts)


def read(value: str, names: Sequence[str]) -> Seen:
    """What `written` wrote; `ValueError` for anything that holds no version."""
    digits, _, prints = value.partition(".")
    if not digits.isascii() or not digits.isdigit() or not 0 < int(digits[:12]) < _HIGHEST:
        raise ValueError(value[:20])
    parts = [prints[start : start + _LENGTH] for start in range(0, len(prints), _LENGTH)]
    return Seen(int(digits), dict(zip(names, parts, strict=False)))


def _print(text: str) -> str:
    return blake2b(with_plain_line_breaks(text).encode(errors="replace"), digest_size=_BYTES).hexdigest()
