"""How far a document has come is told while it is made, always onwards, by what has really been done."""

from collections.abc import Mapping
from typing import Final

import pytest
from tests.publishing.conftest import PublishedCase

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
    assert (heard[0], heard[-1]) == ((Step.DRAWING, 35), (Step.KEEPING, 95))
    assert len(heard) - 2 >= _SHARES[form]


def test_nobody_needs_to_listen() -> None:
    tell(Step.DRAWING, 0.5)
    Counted(Step.DRAWING, 0).done()


def test_a_single_document_tells_its_steps_where_somebody_watches(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with cli_progress.Progress(1) as bar, heard_by(bar.stage):
        tell(Step.GATHERING)
        tell(Step.DRAWING, 0.5)
    told = capsys.readouterr().err
    assert "0 % Gathering the data" in told
    assert "65 % Drawing the pages" in told
    assert told.endswith("\n")


def test_where_nobody_watches_only_a_slow_document_tells_its_steps(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for quick, said in ((1000.0, ""), (-1.0, "35 % Drawing the pages\n")):
        monkeypatch.setattr(cli_progress, "_QUICK", quick)
        with cli_progress.Progress(1) as bar, heard_by(bar.stage):
            tell(Step.DRAWING)
            tell(Step.DRAWING, 0.5)
        assert capsys.readouterr().err == said
