"""Collects the static files under their hashed names, when they are not those collected last."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_if_changed() -> bool:
    """Collects them if any file has come, gone or changed; tells whether it did."""
    root: Path = settings.STATIC_ROOT
    stamp, seen = root / ".collected", _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == seen:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(seen, encoding="ascii")
    return True


def _fingerprint() -> str:
    """One value for all files' names, sizes and times; reading their content would take longer than it saves."""
    return hashlib.sha256("\n".join(sorted(_files())).encode()).hexdigest()


def _files() -> Iterator[str]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = Path(storage.path(path)).stat()
            yield f"{path} {status.st_size} {status.st_mtime_ns}"
