"""`riskbild bench`: what it prints, and that nothing is left of it. Times are not asserted: the machine is shared."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer
from tests.installation import Installation, empty_installation

from riskbild.cli.bench.serving import Server

pytestmark = pytest.mark.database

MOST_QUERIES = {"list_50": 8, "list_filtered": 8, "search": 9, "risk_page": 10, "save_risk": 40, "xlsx_all": 12}


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Installation]:
    with empty_installation(tmp_path / "home") as made:
        yield made


def databases(installation: Installation) -> set[str]:
    """The databases of measurements on the server."""
    if installation.on_sqlite:
        return set()
    with psycopg.connect(installation.database_url) as server:
        found = server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'riskbild_bench_%'")
        return {name for (name,) in found}


def test_it_prints_each_kind_of_request_with_times_and_queries_and_leaves_nothing_behind(
    bare: Installation, tmp_path: Path
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    before = databases(bare)
    done = bare.run("bench", "--risks", "200", "--boards", "2", "--format", "json", TMPDIR=str(scratch))
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    for name, most in MOST_QUERIES.items():
        assert figures[name].keys() == {"p50_ms", "p95_ms", "queries"}
        assert 0 < figures[name]["p50_ms"] <= figures[name]["p95_ms"]
        assert 0 < figures[name]["queries"] <= most, name
    assert figures["requests_per_second_8_clients"] > 0
    assert figures["server_memory_mb"] is None or 20 < figures["server_memory_mb"] < 200
    assert (figures["risks"], figures["boards"]) == (200, 2)
    assert list(scratch.iterdir()) == []
    assert databases(bare) == before


def test_the_same_seed_gives_the_same_risks_and_another_seed_others() -> None:
    from riskbild.cli.bench.texts import cells

    assert list(cells(50, "1.0")) == list(cells(50, "1.0"))
    assert list(cells(50, "1.0")) != list(cells(50, "2.0"))


def test_the_texts_are_as_long_as_those_of_the_five_documents() -> None:
    from riskbild.cli.bench.texts import cells
    from riskbild.cli.demo.data import towns
    from riskbild.documents.exchange import ROW_TEXTS

    rows = [row for town in towns() for row in town.document.rows]
    real = sum(len(getattr(row, name) or "") for row in rows for name in ROW_TEXTS) / len(rows)
    made = list(cells(1000, "1.0"))
    measured = sum(len(text) for one in made for text in one.fields.values() if isinstance(text, str)) / len(made)
    assert real <= measured <= 1.3 * real
    assert all(len([line for line in str(one.fields["measures"]).split("\n") if line]) == 2 for one in made)


def test_publishing_is_measured_in_time_and_memory_under_its_floors() -> None:
    from riskbild.cli.bench import publishing

    figures = publishing.measure(boards=3, most_risks=20)
    assert figures.keys() == {"pdf_20", "pdf_20_cold", "boards"}
    assert figures["pdf_20"]["cpu_s"] > 0
    assert figures["pdf_20"]["most_s"] == 0.5
    assert figures["boards"]["documents"] == 3
    assert 0 < figures["boards"]["last_hundred_mb"] <= figures["boards"]["peak_mb"]


def test_the_documents_that_are_measured_are_as_they_are_called() -> None:
    from riskbild.cli.bench import publishing

    assert [len(publishing.publication(risks, "1").tables[0].parts) for risks in (1, 20)] == [1, 20]
    assert all(each.name.endswith(f"_{each.risks}") for each in publishing.MEASURED)


@pytest.mark.django_db(transaction=True)
def test_the_follow_up_is_measured_with_nothing_lost(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """With few of everything, and against a server in this process, which cannot be killed."""
    from riskbild.cli.bench import followup

    @contextmanager
    def served() -> Iterator[Server]:
        yield Unkillable(live_server.thread.host, live_server.thread.port, 0)

    monkeypatch.setattr(followup, "served", served)
    monkeypatch.setattr(followup, "CONTROLS", 6)
    monkeypatch.setattr(followup, "KILLED", 0.4)
    figures = followup.measure(timezone.now(), rounds=2, people=3, seconds=0.1)
    assert (figures["occurrences"], figures["people"]) == (24, 3)
    assert figures["open_period_ms"] > 0
    assert 0 < figures["my_page"]["p50_ms"] <= figures["my_page"]["p95_ms"]
    assert (figures["all_report_requests"], figures["all_report_errors"]) == (12, 0)
    assert (figures["all_report_acknowledged"], figures["all_report_lost"]) == (3, 0)
    assert 0 < figures["killed_server_acknowledged"] <= 3
    assert figures["killed_server_lost"] == 0


class Unkillable(Server):
    """A server that lives in this process."""

    def processes(self) -> list[int]:
        return []
