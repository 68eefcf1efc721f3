"""Runs every check there is, as `python3 start.py test` asks for: style, types, imports, templates, then the tests.

Tests that need no database run once; the others run on SQLite and on PostgreSQL.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import postgresql, template  # noqa: E402 - found only now that their folder is known

_BIN = Path(sys.executable).parent
_CHECKS = {
    "style": ["ruff", "check"],
    "format": ["ruff", "format", "--check"],
    "types": ["mypy"],
    "imports": ["lint-imports", "--no-cache"],
    "templates": ["djlint", "--check", "--lint", "src"],
    "migrations": ["riskbild", "manage", "makemigrations", "--check", "--dry-run"],
    # So that the workers find every test compiled, and do not each do it at the same time.
    "collection": ["pytest", "--collect-only", "-q"],
}
_NO_TESTS = 5  # pytest's exit code when nothing was chosen
_ON_POSTGRESQL = "database and (not browser or both)"


def main(words: list[str]) -> int:
    """Runs all of it, or with arguments only the tests they choose; 0 if everything is well."""
    whole = all(word == "--long" for word in words)
    alone = _files_alone() if whole else []
    with _thrown_away_home() as home:
        failed = _check_all() if whole else []
        with _template(home, None):
            codes = _pytest_twice("SQLite", "", words, alone, [], database=None)
        with _postgresql() as url, _template(home, url):
            files = _files_with_databases() if whole else []
            codes += _pytest_twice("PostgreSQL", _ON_POSTGRESQL, words, alone, files, database=url)
    if failed:
        _tell(f"Checks that failed before the tests: {', '.join(failed)}")
    well = all(code in {0, _NO_TESTS} for code in codes) and 0 in codes
    return 0 if well and not failed else 1


@contextmanager
def _thrown_away_home() -> Iterator[Path]:
    """Nothing that runs here may see the data of a real installation."""
    with tempfile.TemporaryDirectory(prefix="riskbild-run-") as folder:
        os.environ["RISKBILD_HOME"] = folder
        os.environ["RISKBILD_DATABASE_TESTS"] = str(Path(folder) / "database-tests")
        os.environ["RISKBILD_COMPILED_TEMPLATES"] = folder
        yield Path(folder)


@contextmanager
def _template(folder: Path, url: str | None) -> Iterator[None]:
    """A database that the tests copy, as long as it lasts."""
    told = template.make(folder, url)
    os.environ.update(told)
    try:
        yield
    finally:
        for name in told:
            del os.environ[name]
        if url:
            template.drop(url, told)


def _files_with_databases() -> list[str]:
    """The files that hold tests of databases, as the run before saw them: the others need not be collected again."""
    return Path(os.environ["RISKBILD_DATABASE_TESTS"]).read_text(encoding="utf-8").split()


@contextmanager
def _postgresql() -> Iterator[str]:
    """The server the operator names, or one of our own."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    with postgresql.server() as url:
        yield url


def _check_all() -> list[str]:
    """The checks that need no test, side by side; the names of those that failed, with their output shown."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        done = dict(zip(_CHECKS, pool.map(_check, _CHECKS), strict=True))
    return [name for name, well in done.items() if not well]


def _check(name: str) -> bool:
    started = time.monotonic()
    program, *arguments = _CHECKS[name]
    done = subprocess.run(
        [_BIN / program, *arguments], cwd=ROOT, env=_environ(None), capture_output=True, text=True, check=False
    )
    line = f"{name}: {'well' if done.returncode == 0 else 'FAILED'} ({time.monotonic() - started:.1f} s)"
    _tell(line if done.returncode == 0 else f"{line}\n{done.stdout}{done.stderr}")
    return done.returncode == 0


def _pytest_twice(
    where: str, which: str, options: list[str], alone: list[str], files: list[str], *, database: str | None
) -> list[int]:
    """First the tests that measure time, one by one, then all others on every core; both exit codes.

    `alone` and `files` are where to look for the ones and the others; nothing is everywhere.
    """
    also = f" and ({which})" if which else ""
    everywhere = ["-n", str(os.cpu_count() or 2), "--dist", "worksteal"]
    return [
        _pytest(f"{where}, with nothing beside them", ["-n0", "-m", f"alone{also}", *options, *alone], database),
        _pytest(where, [*everywhere, "-m", f"not alone{also}", *options, *files], database),
    ]


def _files_alone() -> list[str]:
    """The files with tests that measure time; to look for the word is faster than to collect them all."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [str(path) for path in files if "mark.alone" in path.read_text(encoding="utf-8")]


def _pytest(where: str, arguments: list[str], database: str | None) -> int:
    _tell(f"Tests on {where}")
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    return subprocess.call(command, cwd=ROOT, env=_environ(database))


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _environ(database: str | None) -> dict[str, str]:
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return environ | ({"DATABASE_URL": database} if database else {})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
