"""How the server listens, at which address people reach it, and what it does at night."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from riskbild.config.settings import environment

_MAIL = re.compile(r"[^@\s<>()\[\],;:\"]+@[^@\s.]+(\.[^@\s.]+)+")
_OPEN = "https://creativecommons.org/publicdomain/zero/1.0/"

RISKBILD_LOOPBACK = environment.flag("RISKBILD_LOOPBACK")
RISKBILD_PROXIES = environment.number("RISKBILD_PROXIES", 0, highest=9)
RISKBILD_ADDRESS = environment.text("RISKBILD_ADDRESS", "127.0.0.1")
RISKBILD_PORT = environment.number("RISKBILD_PORT", 8000, lowest=1)
RISKBILD_WORKERS = environment.number("RISKBILD_WORKERS", 1, lowest=1, highest=64)
RISKBILD_THREADS = environment.number("RISKBILD_THREADS", 4, lowest=1, highest=64)
RISKBILD_NIGHT_HOUR = environment.number("RISKBILD_NIGHT_HOUR", 2, highest=23)
RISKBILD_REMINDER_HOUR = environment.number("RISKBILD_REMINDER_HOUR", 7, highest=23)
RISKBILD_NIGHTLY_BACKUPS = environment.number("RISKBILD_NIGHTLY_BACKUPS", 14, highest=1000)

ALLOWED_HOSTS = environment.items("RISKBILD_HOSTS", ("localhost", "127.0.0.1", "[::1]"))


def public_url(given: str) -> str:
    """The address in front of every path in mail and calendars, without a slash at its end."""
    if not given:
        return f"http://127.0.0.1:{RISKBILD_PORT}" if RISKBILD_LOOPBACK else f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
    parts = urlsplit(given)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise ImproperlyConfigured("RISKBILD_URL must be like https://riskbild.kommunen.se.")
    return given.rstrip("/")


def mail_address(given: str) -> str:
    """A mail address that the public pages link to and the open data names; none where none is given."""
    if given and not _MAIL.fullmatch(given):
        raise ImproperlyConfigured("RISKBILD_PUBLIC_CONTACT must be a mail address like kommunen@kommunen.se.")
    return given


def licence(given: str) -> str:
    """The address that names a licence."""
    if urlsplit(given).scheme not in {"http", "https"} or not urlsplit(given).netloc:
        raise ImproperlyConfigured(f"RISKBILD_OPEN_DATA_LICENCE must be an address like {_OPEN}.")
    return given


# What the public pages say of themselves.
RISKBILD_PUBLIC_CONTACT = mail_address(environment.text("RISKBILD_PUBLIC_CONTACT"))
RISKBILD_OPEN_DATA_LICENCE = licence(environment.text("RISKBILD_OPEN_DATA_LICENCE", _OPEN))
RISKBILD_URL = public_url(environment.text("RISKBILD_URL"))
