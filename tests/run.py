"""Runs every check there is, as `python3 start.py test` asks for: style, types, imports, templates, then the tests.

Tests that need no database run once; the others run on SQLite and on PostgreSQL, on both at the same time.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import postgresql, template  # noqa: E402 - found only now that their folder is known

_BIN = Path(sys.executable).parent
_CHECKS = {
    # Those that take long first. The collection is for the workers, that they find every test compiled and do not each
    # do it at the same time.
    "collection": ["pytest", "--collect-only", "-q"],
    "types": ["mypy"],
    "templates": ["djlint", "--check", "--lint", "src"],
    "migrations": ["riskbild", "manage", "makemigrations", "--check", "--dry-run"],
    "style": ["ruff", "check"],
    "format": ["ruff", "format", "--check"],
    "imports": ["lint-imports", "--no-cache"],
}
_NO_TESTS = 5  # pytest's exit code when nothing was chosen
_CORES = os.cpu_count() or 2


@dataclass(frozen=True)
class _Engine:
    """A database that the tests run on: which of them and where to look, on how many processes, and where it is."""

    name: str
    which: str
    files: list[str]
    workers: int
    environ: dict[str, str]


def main(words: list[str]) -> int:
    """Runs all of it, or with arguments only the tests they choose; 0 if everything is well."""
    whole = all(word == "--long" for word in words)
    with _thrown_away_home() as home, _postgresql() as url, ThreadPoolExecutor(_CORES) as pool:
        templates = pool.map(template.make, [home, home], [None, url])
        failed = _check_all(pool) if whole else []
        with _engines(url, *templates) as engines:
            well = _all_tests(engines, words, home) if whole else _some_tests(engines, words)
    if failed:
        _tell(f"Checks that failed before the tests: {', '.join(failed)}")
    return 0 if well and not failed else 1


@contextmanager
def _engines(url: str, sqlite: dict[str, str], server: dict[str, str]) -> Iterator[list[_Engine]]:
    """SQLite and the server of `url`, with what tells of their templates; the server's is dropped afterwards."""
    # A browser's pages are the same on both. What is left is a third of the work, and done as soon with half the cores.
    which, workers = "database and (not browser or both)", (_CORES + 1) // 2
    server = server | {"DATABASE_URL": url}
    try:
        yield [
            _Engine("SQLite", "", [], _CORES, sqlite),
            _Engine("PostgreSQL", which, _files_with_databases(), workers, server),
        ]
    finally:
        template.drop(url, server)


@contextmanager
def _thrown_away_home() -> Iterator[Path]:
    """Nothing that runs here may see the data of a real installation."""
    with tempfile.TemporaryDirectory(prefix="riskbild-run-") as folder:
        os.environ["RISKBILD_HOME"] = folder
        os.environ["RISKBILD_DATABASE_TESTS"] = str(Path(folder) / "database-tests")
        os.environ["RISKBILD_COMPILED_TEMPLATES"] = folder
        yield Path(folder)


@contextmanager
def _postgresql() -> Iterator[str]:
    """The server the operator names, or one of our own."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    with postgresql.server() as url:
        yield url


def _check_all(pool: ThreadPoolExecutor) -> list[str]:
    """The checks that need no test, side by side; the names of those that failed, with their output shown."""
    done = dict(zip(_CHECKS, pool.map(_check, _CHECKS), strict=True))
    return [name for name, well in done.items() if not well]


def _check(name: str) -> bool:
    started = time.monotonic()
    program, *arguments = _CHECKS[name]
    done = subprocess.run(
        [_BIN / program, *arguments], cwd=ROOT, env=_environ(), capture_output=True, text=True, check=False
    )
    line = f"{name}: {'well' if done.returncode == 0 else 'FAILED'} ({time.monotonic() - started:.1f} s)"
    _tell(line if done.returncode == 0 else f"{line}\n{done.stdout}{done.stderr}")
    return done.returncode == 0


def _all_tests(engines: list[_Engine], options: list[str], home: Path) -> bool:
    """First those that measure time, then all others on all databases at once; whether all is well.

    Where one waits, for a page or a server, another has the core.
    """
    alone = {_alone(one, options, _files_alone()) for one in engines}
    with ExitStack() as running:
        started = []
        for engine in engines:
            with (home / engine.name).open("wb") as out:
                others = [*_others(engine, engine.workers), *options, *engine.files]
                started.append((engine, home / engine.name, running.enter_context(_pytest(engine, others, out))))
        codes = [_shown(*one) for one in started]
    return not any(codes) and alone <= {0, _NO_TESTS}


def _some_tests(engines: list[_Engine], options: list[str]) -> bool:
    """Those that the options choose, on one database after the other, for somebody may sit and wait; whether well."""
    codes = []
    for engine in engines:
        codes.append(_alone(engine, options, []))
        _tell(f"Tests on {engine.name}")
        codes.append(_pytest(engine, [*_others(engine, _CORES), *options]).wait())
    return {0} <= {*codes} <= {0, _NO_TESTS}


def _alone(engine: _Engine, options: list[str], files: list[str]) -> int:
    """The tests that measure time, one by one and with nothing beside them; `files` is where they are, or nothing."""
    _tell(f"Tests on {engine.name}, with nothing beside them")
    return _pytest(engine, ["-n0", *_chosen(engine, "alone"), *options, *files]).wait()


def _others(engine: _Engine, workers: int) -> list[str]:
    # One process needs nobody to share the work out.
    shared = ["-n", str(workers), "--dist", "worksteal"] if workers > 1 else ["-n0"]
    return [*shared, *_chosen(engine, "not alone")]


def _shown(engine: _Engine, said: Path, process: subprocess.Popen[bytes]) -> int:
    """Shows what a run has said, and goes on saying, until it ends; its exit code."""
    _tell(f"Tests on {engine.name}")
    with said.open(encoding="utf-8", errors="replace") as lines:
        while True:
            code = process.poll()
            sys.stdout.write(lines.read())
            sys.stdout.flush()
            if code is not None:
                return code
            time.sleep(0.2)


def _chosen(engine: _Engine, which: str) -> list[str]:
    return ["-m", f"{which} and ({engine.which})" if engine.which else which]


def _files_alone() -> list[str]:
    """The files with tests that measure time; to look for the word is faster than to collect them all."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [str(path) for path in files if "mark.alone" in path.read_text(encoding="utf-8")]


def _files_with_databases() -> list[str]:
    """The files that hold tests of databases, as the collection saw them: the others need not be collected again."""
    listed = Path(os.environ["RISKBILD_DATABASE_TESTS"])
    return listed.read_text(encoding="utf-8").split() if listed.exists() else []


def _pytest(engine: _Engine, arguments: list[str], out: IO[bytes] | None = None) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    said = subprocess.STDOUT if out else None
    return subprocess.Popen(command, cwd=ROOT, env=_environ() | engine.environ, stdout=out, stderr=said)


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _environ() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
