"""The key that signs sessions and forms: given from outside, or made once and kept in RISKBILD_HOME."""

import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from riskbild.config.settings import environment, paths


def kept_in(path: Path) -> str:
    """The key in the file, made (mode 0600) if there is none; two processes that start at once agree."""
    try:
        if not path.exists():
            _make(path)
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{path} cannot be used ({error.strerror}); point RISKBILD_HOME at a folder of your own."
        ) from error


def _make(path: Path) -> None:
    # mkstemp makes a file of mode 0600 that nobody else has.
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        # A link, unlike a rename, never takes the place of a key that somebody else has just made.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()


SECRET_KEY = environment.text("RISKBILD_SECRET_KEY") or kept_in(paths.RISKBILD_HOME / "secret-key")
SECRET_KEY_FALLBACKS = environment.items("RISKBILD_SECRET_KEY_OLD")
