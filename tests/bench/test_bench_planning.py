"""`riskbild bench planning`: what it measures and prints. Times are not asserted: the machine is shared."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from riskbild.cli.bench import checking, filling, planning, timing
from riskbild.cli.bench.serving import Server
from riskbild.cli.commands import bench

pytestmark = pytest.mark.django_db(transaction=True)
FEW_RISKS = 6


@pytest.fixture
def few(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few of everything, against a server in this process."""

    @contextmanager
    def served() -> Iterator[Server]:
        yield Server(live_server.thread.host, live_server.thread.port, 0)

    monkeypatch.setattr(planning, "served", served)
    for name, count in {"RISKS": 5, "ITEMS": 4, "BODIES": 2, "YEARS": 2}.items():
        monkeypatch.setattr(planning, name, count)
    measure = checking.measure
    monkeypatch.setattr(checking, "measure", lambda: measure(rows=20))
    rounds_of = timing.rounds_of
    monkeypatch.setattr(planning, "rounds_of", lambda ask, rounds: rounds_of(ask, rounds=rounds, warm_up=1))


@pytest.mark.usefixtures("few")
def test_the_planning_is_measured_page_by_page_and_told_beside_its_floors() -> None:
    now = timezone.now()
    filled = filling.fill(risks=FEW_RISKS, boards=1, seed=1, now=now)
    figures = planning.measure(filled, now, rounds=2)
    for name, most in planning.FLOORS.items():
        assert 0 < figures[name]["p50_ms"] <= figures[name]["p95_ms"]
        assert figures[name].keys() == {"p50_ms", "p95_ms", "queries", *most}
    sizes = ("profile_risks", "plan_items", "bodies", "years", "check_rows")
    assert [figures[name] for name in sizes] == [5, 4, 2, 2, 20]
    assert 0 < figures["check_ms"] <= figures["check_worst_ms"]
    told = bench._table(figures).splitlines()
    assert [line.partition("at most ")[2] for line in told[1:4]] == ["60 ms, 12 queries"] * 2 + ["60 ms"]
    assert told[-1].split()[0].startswith("check_")
