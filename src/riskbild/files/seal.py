"""The installation's own keys for sealing what it hands out and takes back, such as a workbook's base."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.crypto import salted_hmac

_SALT = "riskbild.files.seal"


def sealing_key() -> bytes:
    """The key that seals now."""
    return _key(settings.SECRET_KEY)


def known_keys() -> Sequence[bytes]:
    """Every key that may have sealed something that comes back: today's and the installation's earlier ones."""
    return [_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _key(secret: str) -> bytes:
    return salted_hmac(_SALT, "seal", secret=secret, algorithm="sha256").digest()
