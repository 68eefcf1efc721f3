"""`riskbild bench`: what it prints, and that nothing is left of it. Times are not asserted: the machine is shared."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer
from tests.installation import ROOT, Installation, empty_installation

from riskbild.cli.bench.serving import Server

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


@pytest.mark.database
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


MEASURE = """
import json, django; django.setup()
from riskbild.cli.bench import publishing; print(json.dumps(publishing.measure(boards=2, most_risks=20)))
"""


def test_publishing_is_measured_in_time_and_memory_beside_what_it_may_take() -> None:
    # In a process of its own: what the tests have grown to is no memory of the publishing.
    environ = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", MEASURE], env=environ, capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout)
    assert figures.keys() == {"pdf_20", "plans"}
    one, many = figures["pdf_20"], figures["plans"]
    assert 0 < one["cpu_s"] < one["cold_cpu_s"]
    assert one["held"] is (one["cpu_s"] <= one["most_cpu_s"])
    assert 20 < one["peak_mb"] < 1000
    assert many["documents"] == 2
    assert 0 < many["last_hundred_mb"] <= many["peak_mb"] < many["most_mb"]


def test_a_figure_that_is_too_high_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    from riskbild.cli.bench import publishing

    monkeypatch.setattr(publishing, "_cold", lambda measured: 1.0)
    for taken, held in ((0.5, True), (0.501, False)):
        monkeypatch.setattr(publishing, "_warm", lambda measured, taken=taken: (taken, 100))
        assert publishing.one(publishing.MEASURED[0])["held"] is held
    low, grown, more, high = ([400, 440], [400, 390, 440], [400, 441], [1501])
    assert [publishing.held([peak * 10**6 for peak in peaks])["held"] for peaks in (low, grown, more, high)] == [
        True, True, False, False,
    ]  # fmt: skip


def test_what_publishing_may_take_is_what_the_manual_says() -> None:
    from riskbild.cli.bench import publishing

    told = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8").split("## Publishing")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in told.splitlines() if line.startswith("|")]
    most = {row[0]: row[-1] for row in rows}
    assert [float(most[f"`{each.name}`"]) for each in publishing.MEASURED] == [
        each.most_seconds for each in publishing.MEASURED
    ]
    assert f"{publishing.MOST_MB} MB" in most.values()
    assert f"+ {publishing.MOST_GROWTH - 1:.0%}" in most.values()


def test_the_documents_that_are_measured_are_what_they_are_called() -> None:
    from riskbild.cli.bench import plans, publishing
    from riskbild.cli.bench.documents import risk_list

    assert [len(risk_list(risks, "1").tables[0].parts) for risks in (1, 20)] == [1, 20]
    assert all(each.name.endswith(f"_{each.risks}") for each in publishing.MEASURED)
    made = plans.control_plan(publishing.ITEMS, "1")
    (table,) = made.tables
    assert (made.kind, len(table.parts)) == ("control_plan", publishing.ITEMS)
    (place,) = [number for number, column in enumerate(table.columns) if column.title == "Kontroll eller åtgärd"]
    assert all(row.cells[place].text for row in table.parts)


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
    assert 0 < figures["killed_server_acknowledged"] <= 2
    assert figures["killed_server_lost"] == 0
    assert (figures["killed_server_typed"], figures["killed_server_typed_lost"]) == (1, 0)


def test_a_typed_text_that_does_not_come_back_is_told_as_lost(live_server: LiveServer) -> None:
    from riskbild.cli.bench import followup

    load = followup._Load(typed={"/logga-in/": "Stickprovet är gjort.", "/logga-in/?next=/": "Allt är gjort."})
    server = Server(live_server.thread.host, live_server.thread.port, 0)
    with pytest.raises(RuntimeError, match="1 texts"):
        followup._typed_lost(server, load, ["Allt är gjort."])


class Unkillable(Server):
    """A server that lives in this process."""

    def processes(self) -> list[int]:
        return []
