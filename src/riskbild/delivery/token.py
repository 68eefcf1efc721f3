"""Tokens of secret addresses: known again, made again by this installation, and stored nowhere.

A token is the key of its row and 256 bits that HMAC-SHA256 makes of a random 256-bit seed under the installation's
secret key. The row holds the seed and the SHA-256 of the token. So the same address can be sent again in tomorrow's
mail or shown on the account page, while a copy of the database, which does not have the key, opens nothing.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

_SALT = "riskbild.delivery.token"
_KEY_LENGTH = 22  # 128 bits in base64
_LENGTH = _KEY_LENGTH + 43


@dataclass(frozen=True)
class Planted:
    """What is stored of a token."""

    seed: str
    digest: str


def plant(row_id: UUID) -> Planted:
    """A new token's seed and digest for a row."""
    seed = secrets.token_urlsafe(32)
    return Planted(seed, _digest(_grown(row_id, seed, settings.SECRET_KEY)))


def grow(row_id: UUID, seed: str, digest: str) -> str | None:
    """The token of a row again; None where it was made under a key that this installation no longer has."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        token = _grown(row_id, seed, key)
        if matches(token, digest):
            return token
    return None


def matches(token: str, digest: str) -> bool:
    """Whether the token is the one of this digest; takes the same time whether or not."""
    return hmac.compare_digest(_digest(token), digest)


def row_of(token: str) -> UUID | None:
    """Which row a token names; None for what is no token."""
    if len(token) != _LENGTH or not token.isascii():
        return None
    try:
        return UUID(bytes=base64.urlsafe_b64decode(f"{token[:_KEY_LENGTH]}=="))
    except ValueError:
        return None


def _grown(row_id: UUID, seed: str, key: str) -> str:
    secret = salted_hmac(_SALT, f"{row_id}:{seed}", secret=key, algorithm="sha256").digest()
    return f"{_base64(row_id.bytes)}{_base64(secret)}"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")
