"""Installations for the tests of the commands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.installation import Installation, empty_installation, installation_like


@pytest.fixture(scope="session")
def peopled(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A template with Anna, who administers Storsjö, a stored file, and a backup of both."""
    with installation_like(migrated, tmp_path_factory.mktemp("peopled") / "home") as made:
        made.create_admin("anna")
        stored = made.home / "files" / "ab" / "evidence.pdf"
        stored.parent.mkdir(parents=True)
        stored.write_bytes(b"evidence")
        done = made.run("backup", "-o", made.home / "backups" / "saved.zip")
        assert done.returncode == 0, done.stderr
        yield made


@pytest.fixture
def saved(peopled: Installation, tmp_path: Path) -> Iterator[tuple[Installation, Path]]:
    """An installation with Anna and a stored file, and its backup."""
    with installation_like(peopled, tmp_path / "saved") as made:
        yield made, made.home / "backups" / "saved.zip"


@pytest.fixture
def installation(migrated: Installation, tmp_path: Path) -> Iterator[Installation]:
    """An installation that is set up and has nobody in it."""
    with installation_like(migrated, tmp_path / "home") as made:
        yield made


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Installation]:
    """An installation with an empty database, as on the first day."""
    with empty_installation(tmp_path / "bare") as made:
        yield made
