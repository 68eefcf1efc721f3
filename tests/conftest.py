"""How strict the tests are, which of them run where, and a browser for those that need one."""

import copy
import gc
import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker
from pytest_socket import socket_allow_hosts
from tests import template
from tests.installation import Installation, empty_installation
from tests.publishing.pdf.every import every_pdf_judged
from tests.room import with_room
from tests.shared_handler import shared_middleware

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from tests.people import Town

_WITH_ROOM = pytest.StashKey[bool]()
_DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
# The first is the same browser without the window around the page, which costs more than the page.
_CHROMIUMS = "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"

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


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Generator[None]:
    """Marks the tests that use a database, and leaves the long ones out unless they are asked for."""
    for item in items:
        if item.get_closest_marker("django_db") or _fixtures(item) & _DATABASE_FIXTURES:
            item.add_marker("database")
    if listed := os.environ.get("RISKBILD_DATABASE_TESTS"):
        files = {str(item.path) for item in items if item.get_closest_marker("database")}
        Path(listed).write_text("\n".join(sorted(files)), encoding="utf-8")
    if not config.getoption("--long"):
        long = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]
    yield
    # After pytest-django, which puts those last that leave the database empty: none of ours needs what stood there.
    items[:] = _spread(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def pytest_collection_finish() -> None:
    """What has been loaded and collected stays to the end: nobody need look through it for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Runs the test from a frame with room for all that it calls; the second time it is asked, it is in there."""
    if item.stash.get(_WITH_ROOM, False):
        return None
    item.stash[_WITH_ROOM] = True
    return with_room(lambda: bool(item.ihook.pytest_runtest_protocol(item=item, nextitem=nextitem)))


def _spread(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """The tests so that each worker, which gets a stretch of them, begins with its share of those that take long.

    Whoever is ready first takes short ones from the others, and nobody is left alone with a long one.
    """
    long = [item for item in items if item.get_closest_marker("browser") or "whole_world" in _fixtures(item)]
    short = [item for item in items if item not in set(long)]
    size = -(-len(short) // workers)
    stretches = ([*long[place::workers], *short[place * size : (place + 1) * size]] for place in range(workers))
    return [item for stretch in stretches for item in stretch]


def _fixtures(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


@pytest.fixture(autouse=True)
def only_this_machine() -> None:
    """A test that reaches for another machine fails."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def nobody_has_guessed() -> None:
    """The unknown links that a test tried are not counted against the next."""
    caches["counts"].clear()


@pytest.fixture(scope="session", autouse=True)
def every_pdf_is_judged() -> Iterator[None]:
    """A PDF that breaks the standards fails the test that drew it, whatever it was drawn for."""
    with every_pdf_judged():
        yield


@pytest.fixture(scope="session", autouse=True)
def clients_share_their_middleware() -> Iterator[None]:
    """Making it takes longer than many a request."""
    with shared_middleware():
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A real Chromium: the system's, else Playwright's own."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, which makes Django take every query for an asynchronous one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    installed = next((path for name in _CHROMIUMS if (path := shutil.which(name))), None)
    quiet = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    # Each page runs its scripts but once or twice: to make them faster first takes longer than it saves.
    quiet.append("--js-flags=--no-turbofan,--no-maglev")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=installed, args=["--no-sandbox", *quiet])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """SQLite's test database is a copy of the template where there is one; with its folder it is thrown away."""
    return django_db_keepdb or (template.given() != "" and connection.vendor == "sqlite")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, django_db_keepdb: bool) -> None:
    """Puts the copy where Django looks for it."""
    if django_db_keepdb and template.given():
        shutil.copyfile(template.given(), settings.DATABASES["default"]["TEST"]["NAME"])


@pytest.fixture(scope="module")
def module_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What a module's fixture writes is there for all its tests: each works in a transaction of its own inside."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def town_of_the_module(module_database: None) -> "Town":
    """The town that `storsjo` gives out, as it was made."""
    from tests.people import town

    return town()


@pytest.fixture
def storsjo(town_of_the_module: "Town", db: None) -> "Town":
    """A small municipality with a board and an open year; each test has it to itself."""
    return copy.deepcopy(town_of_the_module)


@pytest.fixture(scope="module")
def place_of_the_module(module_database: None) -> "Town":
    """The town that `place` gives out, as it was made."""
    from tests.followup.scene import reporting_board

    return reporting_board()


@pytest.fixture
def place(place_of_the_module: "Town", db: None) -> "Town":
    """A town whose board has a plan of three controls and its first period open; each test has it to itself."""
    return copy.deepcopy(place_of_the_module)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A template: brought up once, copied for each test."""
    with empty_installation(tmp_path_factory.mktemp("template"), like=template.given()) as made:
        done = made.run("migrate")
        assert done.returncode == 0, done.stderr
        yield made
