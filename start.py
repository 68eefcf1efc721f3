"""Sets Riskbild up in this folder and starts it: `python3 start.py`. Needs nothing but Python.

    python3 start.py                  set up if needed, then the demo at http://127.0.0.1:8000
    python3 start.py setup            only set up
    python3 start.py test [--long] …  set up with what tests need, then run every test (… goes to pytest)
    python3 start.py WORD …           set up if needed, then `riskbild WORD …`

Written so that an old Python reads it too and can say what is wrong. Results go to stdout, all else to stderr.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
WINDOWS = os.name == "nt"
BIN = ENVIRONMENT / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
LOCK, TEST_LOCK, LONG_LOCK = "requirements.lock", "requirements-test.lock", "requirements-layouts.lock"

OLDEST, NEWEST = (3, 12), (3, 14)
NAMES = ("python3.13", "python3.14", "python3.12", "python3", "python")

# What a candidate is asked: its version, and whether it was built with all that Riskbild stands on.
QUESTION = (
    "import sys, ssl, ctypes, venv, sqlite3;"
    "assert sqlite3.sqlite_version_info >= (3, 37);"
    "print(sys.version_info[0], sys.version_info[1])"
)
SYSTEM_WHEELS = Path("/usr/share/python-wheels")


class Stop(Exception):
    """One sentence about what is missing and what to do."""


def say(sentence: str) -> None:
    """Tells what is going on, without touching stdout."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def main(words: list[str]) -> int:
    """Sets up, then passes the words on."""
    words = words or ["demo"]
    try:
        if words[0] == "test":
            set_up(LOCK, TEST_LOCK, *[LONG_LOCK] * ("--long" in words))
            return hand_over(PYTHON, ROOT / "tests" / "run.py", *words[1:])
        set_up(LOCK)
        if words[0] == "setup":
            say("Riskbild is set up; start it with: python3 start.py")
            return 0
        return hand_over(BIN / ("riskbild.exe" if WINDOWS else "riskbild"), *words)
    except Stop as stop:
        say(f"start.py: {stop}")
        return 1
    except KeyboardInterrupt:
        return 130


def hand_over(*command: str | Path) -> int:
    """Becomes the command, so that signals and exit codes are its own."""
    words, environ = [str(word) for word in command], with_bytecode(dict(os.environ))
    return subprocess.call(words, env=environ) if WINDOWS else os.execve(words[0], words, environ)


def with_bytecode(environ: dict[str, str]) -> dict[str, str]:
    """Where none may lie beside the code it is kept in `.venv`: without any, each process would compile everything."""
    if environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        environ["PYTHONPYCACHEPREFIX"] = str(ENVIRONMENT / "bytecode")
    return environ


# --- Which Python


def version_of(interpreter: str | Path) -> tuple[int, int] | None:
    """The version of an interpreter that really runs (a pyenv shim may exist and fail), else None."""
    try:
        answer = subprocess.run(
            [str(interpreter), "-c", QUESTION],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            timeout=20,
            check=True,
        ).stdout.split()
        return int(answer[0]), int(answer[1])
    except (OSError, ValueError, IndexError, subprocess.SubprocessError):
        return None


def candidates(environ: dict[str, str]) -> list[Path]:
    """Every place an interpreter may lie, the likeliest first: PATH, pyenv's versions, uv's."""
    folders = [Path(folder) for folder in environ.get("PATH", "").split(os.pathsep) if folder]
    found = [folder / name for name in NAMES for folder in folders]
    home = Path(environ.get("HOME") or Path.home())
    for folder in (environ.get("PYENV_ROOT"), home / ".pyenv"):
        found += installed_in(Path(folder) / "versions") if folder else []
    found += installed_in(home / ".local" / "share" / "uv" / "python")
    return [path for path in found if os.access(str(path), os.X_OK) and path.is_file()]


def installed_in(folder: Path) -> list[Path]:
    """The interpreters in a folder with one folder a version; none if it is missing or somebody else's."""
    try:
        return sorted(folder.glob("*/bin/python3"), reverse=True)
    except OSError:
        return []


def find_python(environ: dict[str, str], this: str = sys.executable) -> str:
    """The first interpreter that runs and is of a version tested with; a newer one only if there is no other."""
    newer, seen = "", set()
    for candidate in [this, *map(str, candidates(environ))]:
        version = version_of(candidate)
        if version is None:
            continue
        if OLDEST <= version <= NEWEST:
            return candidate
        seen.add(".".join(map(str, version)))
        newer = newer or (candidate if version > NEWEST else "")
    if newer:
        return newer
    found = " and found only " + ", ".join(sorted(seen)) if seen else ""
    raise Stop(
        f"Riskbild needs Python 3.12 or newer{found}; install it (Debian 13, Ubuntu 24.04: apt install python3; "
        "older systems: pyenv install 3.13) and run this again."
    )


# --- The environment


def set_up(*locks: str) -> None:
    """Makes `.venv` hold exactly what the lock files say; does nothing if it does already."""
    stamp, wanted = ENVIRONMENT / f"riskbild-{locks[-1]}", fingerprint(*locks, "pyproject.toml")
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    if version_of(PYTHON) is None:
        base = find_python(dict(os.environ))
        say(f"Making .venv with {base} …")
        shutil.rmtree(str(ENVIRONMENT), ignore_errors=True)
        run("the environment could not be made", base, "-m", "venv", "--without-pip", ENVIRONMENT)
    with tempfile.TemporaryDirectory(prefix="riskbild-setup-") as folder:
        install(pip(Path(folder)), *locks)
    stamp.write_text(wanted)


def fingerprint(*names: str) -> str:
    """One value for the content of the files and for where they lie: a moved environment does not work."""
    value = hashlib.sha256(str(ENVIRONMENT).encode())
    for name in names:
        value.update((ROOT / name).read_bytes())
    return value.hexdigest()


def install(pip_command: list[str], *locks: str) -> None:
    """Installs what the locks name, each file checked against its hash, then the project from this folder."""
    for lock in locks:
        say(f"Installing {lock} …")
        failure = "the packages could not be installed (is the network there?)"
        run(failure, *pip_command, "--require-hashes", "--only-binary", ":all:", "-r", ROOT / lock)
    run("the project could not be installed", *pip_command, "--no-build-isolation", "--editable", ROOT)


def pip(folder: Path) -> list[str]:
    """A command that installs into `.venv`. Its pip comes from wherever this system keeps one."""
    options = ["install", "-qq", "--no-deps", "--no-compile", "--no-input", "--disable-pip-version-check"]
    wheel = bundled() or newest(SYSTEM_WHEELS) or downloaded(folder)
    if wheel:
        return [str(PYTHON), str(wheel / "pip"), *options]
    base = find_python(dict(os.environ))
    if succeeds(base, "-m", "pip", "--version"):
        return [base, "-m", "pip", "--python", str(PYTHON), *options]
    raise Stop("pip is missing; install it (Debian, Ubuntu: apt install python3-venv) and run this again.")


def bundled() -> Path | None:
    """The wheel of pip that comes with the interpreter; some distributions take it out."""
    where = "import ensurepip; print(ensurepip.__path__[0])"
    try:
        answer = subprocess.check_output([str(PYTHON), "-c", where], stderr=subprocess.DEVNULL)
    except subprocess.SubprocessError:
        return None
    return newest(Path(answer.decode().strip()) / "_bundled")


def newest(folder: Path) -> Path | None:
    """The last wheel of pip in a folder, by name."""
    return max(folder.glob("pip-*.whl"), default=None)


def downloaded(folder: Path) -> Path | None:
    """The distribution's own wheel of pip, fetched without being root and unpacked in a folder that goes away."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return None
    say("Fetching the distribution's pip …")
    fetch = ["apt-get", "-qq", "download", "python3-pip-whl"]
    if not succeeds(*fetch, cwd=folder):
        # The system's list of packages is missing or old; one of our own needs no root either.
        (folder / "lists" / "partial").mkdir(parents=True)
        own = ["-o", f"Dir::State::Lists={folder}/lists", "-o", f"Dir::Cache={folder}", "-o", "Debug::NoLocking=1"]
        succeeds("apt-get", "-qq", "update", *own)
        succeeds(*fetch, *own, cwd=folder)
    for package in folder.glob("*.deb"):
        succeeds("dpkg-deb", "--extract", package, folder)
    return newest(folder / "usr" / "share" / "python-wheels")


def succeeds(*command: str | Path, cwd: Path = ROOT) -> bool:
    """Runs a command silently and tells whether it went well."""
    words = [str(word) for word in command]
    return subprocess.call(words, cwd=str(cwd), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def run(failure: str, *command: str | Path) -> None:
    """Runs a step of the set-up; its output goes to stderr. Raises `Stop` if it fails."""
    environ = dict(os.environ, PIP_USER="0", PIP_PROGRESS_BAR="off")
    if subprocess.call([str(word) for word in command], stdout=sys.stderr, env=environ, cwd=str(ROOT)) != 0:
        raise Stop(f"{failure}; what went wrong stands above.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
