"""How mail leaves the system: through a mail server; the demo writes it as files instead."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from riskbild.config.settings import environment, paths
from riskbild.config.settings.server import RISKBILD_LOOPBACK

_ENCRYPTION = {"smtp": {}, "smtp+tls": {"use_tls": True}, "smtps": {"use_ssl": True}}
_PORT = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def as_files() -> dict[str, Any]:
    """A mailer that nobody is disturbed by: each message becomes a file."""
    folder = str(paths.RISKBILD_HOME / "mail")
    return {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": {"file_path": folder}}


def from_url(url: str) -> dict[str, Any]:
    """Django's description of the mail server that `url` names."""
    parts = urlsplit(url)
    if parts.scheme not in _ENCRYPTION or not parts.hostname:
        raise ImproperlyConfigured("RISKBILD_MAIL_URL must be like smtp+tls://user:password@host:587.")
    options = {"host": parts.hostname, "port": parts.port or _PORT[parts.scheme], "timeout": 20}
    if parts.username:
        options |= {"username": unquote(parts.username), "password": unquote(parts.password or "")}
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {**options, **_ENCRYPTION[parts.scheme]},
    }


_given = environment.text("RISKBILD_MAIL_URL")
MAILERS = {"default": as_files() if RISKBILD_LOOPBACK and not _given else from_url(_given or "smtp://localhost")}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("RISKBILD_MAIL_FROM", "riskbild@localhost")
