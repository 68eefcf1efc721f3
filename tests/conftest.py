"""How strict the tests are, which of them run where, and a browser for those that need one."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from pytest_socket import socket_allow_hosts
from tests.installation import Installation, empty_installation

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
_CHROMIUMS = "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"

hypothesis.settings.register_profile("usual", deadline=None)
hypothesis.settings.register_profile("long", deadline=None, max_examples=5000)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long` runs the tests marked `long` too."""
    parser.addoption("--long", action="store_true", help="run the tests that take minutes, too")


def pytest_configure(config: pytest.Config) -> None:
    """What the marks mean."""
    config.addinivalue_line("markers", "database: uses a database; set by itself, runs on SQLite and PostgreSQL")
    config.addinivalue_line("markers", "alone: measures time, so nothing else runs beside it")
    config.addinivalue_line("markers", "both: a browser test that runs on PostgreSQL, too")
    hypothesis.settings.load_profile("long" if config.getoption("--long") else "usual")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks the tests that use a database, and leaves the long ones out unless they are asked for."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & _DATABASE_FIXTURES:
            item.add_marker("database")
    if listed := os.environ.get("RISKBILD_DATABASE_TESTS"):
        files = {str(item.path) for item in items if item.get_closest_marker("database")}
        Path(listed).write_text("\n".join(sorted(files)), encoding="utf-8")
    if not config.getoption("--long"):
        long = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


@pytest.fixture(autouse=True)
def only_this_machine() -> None:
    """A test that reaches for another machine fails."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A real Chromium: the system's, else Playwright's own."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, which makes Django take every query for an asynchronous one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    installed = next((path for name in _CHROMIUMS if (path := shutil.which(name))), None)
    quiet = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=installed, args=["--no-sandbox", *quiet])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A template: brought up once, copied for each test."""
    with empty_installation(tmp_path_factory.mktemp("template")) as made:
        done = made.run("migrate")
        assert done.returncode == 0, done.stderr
        yield made
