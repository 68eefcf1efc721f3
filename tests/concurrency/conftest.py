"""A town for the tests with twenty writers, brought up once and copied for each."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.installation import ROOT, Installation, installation_like


def command(*words: str) -> list[str]:
    """The writers' own program."""
    return [sys.executable, "-m", "tests.concurrency.writers", *words]


def script(installation: Installation, *words: str, stdin: str = "") -> None:
    """Runs it to its end, and insists that it went well."""
    done = subprocess.run(
        command(*words), env=installation.environ(), cwd=ROOT, input=stdin, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def prepared(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The template."""
    with installation_like(migrated, tmp_path_factory.mktemp("prepared") / "home") as made:
        script(made, "prepare")
        yield made


@pytest.fixture
def town(prepared: Installation, tmp_path: Path) -> Iterator[Installation]:
    """An installation with a risk for each writer."""
    with installation_like(prepared, tmp_path / "home") as made:
        yield made
