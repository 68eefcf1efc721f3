"""Runs `riskbild` in a process of its own that is forked from one with Django loaded: real, and a second faster.

Everything that is the command's own happens in it: its settings from the environment it is given, its output on real
files, its exit code. What it inherits is only modules that know no settings.
"""

import multiprocessing
import os
import pkgutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType

from riskbild import documents, rules

_LOADED = [
    "django.contrib.auth.hashers",
    "django.core.management",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.db.models",
    "django.forms",
    "django.template.backends.django",
    "django.views.generic",
    "granian",
    "jinja2",
    "psycopg",
    "sqlparse",
    "xlsxwriter",
]
_PATIENCE = 120


@cache
def _loaded() -> list[str]:
    return [*_LOADED, *_whole(rules), *_whole(documents)]


def _whole(package: ModuleType) -> list[str]:
    """A package of ours that knows no framework, and so no settings, with all its modules."""
    return [package.__name__, *(one.name for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}."))]


def run(words: Sequence[str], environ: Mapping[str, str], stdin: str) -> subprocess.CompletedProcess[str]:
    """Runs the command to its end; what it said and its exit code."""
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(_loaded())
    with tempfile.TemporaryDirectory(prefix="riskbild-forked-") as folder:
        given, out, err = (Path(folder, name) for name in ("in", "out", "err"))
        given.write_text(stdin)
        process = forks.Process(target=_command, args=(list(words), dict(environ), given, out, err))
        process.start()
        process.join(_PATIENCE)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(words)
        done = subprocess.CompletedProcess(list(words), process.exitcode, out.read_text(), err.read_text())
        process.close()
    return done


def _command(words: list[str], environ: dict[str, str], given: Path, out: Path, err: Path) -> None:
    os.environ.clear()
    os.environ.update(environ)
    for path, mode, descriptor in ((given, "r", 0), (out, "w", 1), (err, "w", 2)):
        with path.open(mode) as file:
            os.dup2(file.fileno(), descriptor)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(descriptor, mode, closefd=False) for descriptor, mode in ((0, "r"), (1, "w"), (2, "w"))
    )
    sys.argv = ["riskbild", *words]
    from riskbild.cli.main import program

    sys.exit(program())
