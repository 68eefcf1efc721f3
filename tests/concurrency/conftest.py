"""A town for the tests with twenty writers, brought up once and copied for each."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.installation import Installation, installation_like


def command(*options: str) -> list[str]:
    """The writers' own program."""
    return [sys.executable, "-m", "tests.concurrency.writers", *options]


def script(installation: Installation, word: str, stdin: str = "") -> None:
    """Does a word of `writers` inside the installation."""
    installation.shell(f"from tests.concurrency import writers; writers.{word}()", stdin)


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
