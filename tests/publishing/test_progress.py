"""How far a document has come is told while it is made, always onwards, by what has really been done."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

import pytest
from tests.publishing.conftest import PublishedCase
from tests.publishing.terminal import watched

from riskbild.cli.publishing import progress as cli_progress
from riskbild.publishing.formats import drawn_as
from riskbild.publishing.progress import Counted, Step, heard_by, tell

_SHARES: Final = {"pdf": 1, "xlsx": 10, "html": 0}
"""How many times a form at least tells of something between its beginning and its end."""


@pytest.mark.parametrize("form", sorted(_SHARES))
def test_a_drawing_tells_how_far_it_has_come(five: Mapping[str, PublishedCase], form: str) -> None:
    heard: list[tuple[Step, int]] = []
    with heard_by(lambda step, percent: heard.append((step, percent))):
        drawn_as(form, five["utb"].publication)
    percents = [percent for _, percent in heard]
    assert percents == sorted(set(percents))
    assert (heard[0], heard[-1]) == ((Step.DRAWING, Step.DRAWING.percent(0)), (Step.KEEPING, Step.KEEPING.percent(0)))
    assert {step for step, _ in heard[1:-1]} <= {Step.DRAWING}
    assert len(heard) - 2 >= _SHARES[form]


def test_the_steps_go_from_nothing_to_all_without_a_gap() -> None:
    edges = [(step.percent(0), step.percent(1)) for step in Step]
    assert (edges[0][0], edges[-1][1]) == (0, 100)
    assert all(before[1] == after[0] for before, after in pairwise(edges))
    for step in Step:
        assert step.percent(-1) == step.percent(0) < step.percent(0.5) < step.percent(1) == step.percent(2)


def test_a_share_of_a_step_is_that_share_of_its_percents() -> None:
    heard: list[int] = []
    with heard_by(lambda step, percent: heard.append(percent)):
        counted = Counted(Step.DRAWING, 4)
        for _ in range(4):
            counted.done()
        tell(Step.DRAWING, 0.5)
    first, last = Step.DRAWING.percent(0), Step.DRAWING.percent(1)
    assert heard == [first + (last - first) * quarter // 4 for quarter in (1, 2, 3)]


def test_nobody_needs_to_listen() -> None:
    tell(Step.DRAWING, 0.5)
    Counted(Step.DRAWING, 0).done()


def test_a_single_document_tells_its_steps_where_somebody_watches() -> None:
    with watched() as told, cli_progress.Progress(1) as bar, heard_by(bar.stage):
        tell(Step.GATHERING)
        tell(Step.DRAWING, 0.5)
    (shown,) = told
    assert "░ 0 % Gathering the data" in shown
    assert f"█░░░░░░░░░░░ {Step.DRAWING.percent(0.5)} % Drawing the pages" in shown
    assert shown.endswith("\n")


def test_several_documents_are_counted_where_somebody_watches() -> None:
    with watched() as told, cli_progress.Progress(2) as bar:
        bar.step("BUN-2026.pdf")
        bar.clear()
        bar.step("SN-2026.pdf")
    half, cleared, whole = told[0].split("\r\x1b[K")[1:]
    assert (half, cleared) == ("█" * 15 + "░" * 15 + " 1/2 BUN-2026.pdf", "")
    assert whole == "█" * 30 + " 2/2 SN-2026.pdf\n"


def test_where_nobody_watches_only_a_slow_document_tells_its_steps(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for quick, said in ((1000.0, ""), (-1.0, f"{Step.DRAWING.percent(0)} % Drawing the pages\n")):
        monkeypatch.setattr(cli_progress, "_QUICK", quick)
        with cli_progress.Progress(1) as bar, heard_by(bar.stage):
            tell(Step.DRAWING)
            tell(Step.DRAWING, 0.5)
        assert capsys.readouterr().err == said
