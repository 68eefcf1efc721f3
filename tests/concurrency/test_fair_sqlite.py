"""The embedded database's connections: each takes its turn before it writes and always gives it back."""

import gc
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError, connections, transaction

from riskbild.config.settings.database import from_url
from riskbild.config.sqlite.base import DatabaseWrapper
from riskbild.config.sqlite.turns import WriteQueue, queue_for

ALIAS = "fair"


@pytest.fixture
def path(tmp_path: Path, django_db_blocker) -> Iterator[Path]:
    """A database of the test's own, reached under the alias `fair` from any thread."""
    path = tmp_path / "fair.sqlite3"
    connections.settings[ALIAS] = {
        **connections.settings["default"],
        **from_url(f"sqlite:///{path}"),
        "TEST": connections.settings["default"]["TEST"],
    }
    with django_db_blocker.unblock():
        execute("CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER CHECK (value < 1000000))")
        execute("INSERT INTO counter VALUES ('a', 0)")
        yield path
        connections[ALIAS].close()
    del connections[ALIAS]
    del connections.settings[ALIAS]


@pytest.fixture
def queue(path: Path) -> WriteQueue:
    return queue_for(str(path), in_memory=False)


def execute(sql: str) -> list[tuple]:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def add_one() -> None:
    execute("UPDATE counter SET value = value + 1")


def value() -> int:
    return execute("SELECT value FROM counter")[0][0]


def in_threads(number: int, work: Callable[[], None]) -> list[Exception]:
    """Runs `work` in so many threads, each with a connection of its own; what went wrong."""
    wrong: list[Exception] = []

    def run() -> None:
        try:
            work()
        except (OperationalError, IntegrityError) as error:
            wrong.append(error)
        finally:
            connections[ALIAS].close()

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_the_connection_is_set_for_power_cuts_and_concurrent_readers(path: Path) -> None:
    pragmas = {name: execute(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_transaction_gives_its_turn_back_when_it_is_committed(path: Path, queue: WriteQueue) -> None:
    with transaction.atomic(using=ALIAS):
        add_one()
        assert len(queue._turns) == 1
    assert not queue._turns


def test_a_single_write_takes_its_turn_too(path: Path, queue: WriteQueue) -> None:
    add_one()
    assert not queue._turns
    assert value() == 1


def test_reading_waits_for_nobody(path: Path) -> None:
    with transaction.atomic(using=ALIAS):
        add_one()
        seen: list[int] = []
        started = time.monotonic()
        wrong = in_threads(1, lambda: seen.append(value()))
    assert (seen, wrong) == ([0], [])
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    ("sql", "takes_turn"),
    [
        ("SELECT 1", False),
        ("  select value from counter", False),
        ("WITH a AS (SELECT 1) SELECT * FROM a", False),
        ("PRAGMA user_version", False),
        ("WITH a AS (SELECT 'x' n) INSERT INTO counter SELECT n, 1 FROM a", True),
        ("UPDATE counter SET value = 2", True),
        ("CREATE TABLE other (id INTEGER)", True),
    ],
)
def test_only_what_may_write_takes_a_turn(path: Path, monkeypatch, sql: str, takes_turn: bool) -> None:
    turns: list[None] = []
    take = DatabaseWrapper._take_turn
    monkeypatch.setattr(DatabaseWrapper, "_take_turn", lambda self: turns.append(None) or take(self))
    execute(sql)
    assert bool(turns) is takes_turn


def test_rollback_gives_the_turn_back_and_undoes_the_write(path: Path, queue: WriteQueue) -> None:
    def write_and_fail() -> None:
        with transaction.atomic(using=ALIAS):
            add_one()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert not queue._turns
    assert value() == 0


def test_a_savepoint_rolled_back_keeps_the_turn_until_the_whole_is_over(path: Path, queue: WriteQueue) -> None:
    with transaction.atomic(using=ALIAS):
        add_one()
        with pytest.raises(IntegrityError), transaction.atomic(using=ALIAS):
            execute("INSERT INTO counter VALUES ('a', 1)")
        assert len(queue._turns) == 1
        add_one()
    assert not queue._turns
    assert value() == 2


def test_a_refused_write_outside_a_transaction_gives_the_turn_back(path: Path, queue: WriteQueue) -> None:
    with pytest.raises(IntegrityError):
        execute("UPDATE counter SET value = 1000000")
    assert not queue._turns


def test_a_closed_connection_gives_its_turn_back(path: Path, queue: WriteQueue) -> None:
    connections[ALIAS].set_autocommit(False)
    add_one()
    assert len(queue._turns) == 1
    connections[ALIAS].close()
    assert not queue._turns
    assert value() == 0


def test_a_connection_closed_inside_a_transaction_gives_its_turn_back(path: Path, queue: WriteQueue) -> None:
    def write_and_close() -> None:
        with transaction.atomic(using=ALIAS):
            add_one()
            connections[ALIAS].close()
            assert not queue._turns
            add_one()

    with pytest.raises(ProgrammingError):
        write_and_close()
    assert not queue._turns
    assert value() == 0


def test_a_transaction_that_cannot_begin_gives_its_turn_back(path: Path, queue: WriteQueue) -> None:
    connection = connections[ALIAS]
    connection.ensure_connection()
    connection.transaction_mode = "NONSENSE"
    with pytest.raises(OperationalError), transaction.atomic(using=ALIAS):
        add_one()
    assert not queue._turns
    connection.transaction_mode = "IMMEDIATE"
    add_one()
    assert value() == 1


def test_a_thread_that_dies_in_the_middle_holds_nobody_up(path: Path) -> None:
    kept: list[DatabaseWrapper] = []

    def begin_and_die() -> None:
        connection = connections[ALIAS]
        connection.set_autocommit(False)
        add_one()
        kept.append(connection)

    thread = threading.Thread(target=begin_and_die)
    thread.start()
    thread.join()
    started = time.monotonic()
    add_one()
    assert time.monotonic() - started < 2
    assert value() == 1
    kept.clear()
    gc.collect()


def test_who_waits_longer_than_the_timeout_is_told_so(path: Path) -> None:
    def impatient() -> None:
        connections[ALIAS].settings_dict["OPTIONS"]["timeout"] = 0.1
        add_one()

    with transaction.atomic(using=ALIAS):
        add_one()
        (error,) = in_threads(1, impatient)
    assert isinstance(error, OperationalError)
    assert "locked" in str(error)


def test_twenty_threads_lose_no_write_and_wait_less_than_a_second(path: Path) -> None:
    waits: list[float] = []

    def write() -> None:
        for _ in range(25):
            started = time.monotonic()
            with transaction.atomic(using=ALIAS):
                waits.append(time.monotonic() - started)
                seen = value()
                execute(f"UPDATE counter SET value = {seen + 1}")

    assert in_threads(20, write) == []
    assert value() == 500
    assert max(waits) <= 1.0
