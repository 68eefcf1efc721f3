"""The scorer that came with the transcriptions sees every difference, and the tests' own scorer counts as it does."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.documents import cases
from tests.intake.reading.scoring import score
from tests.publishing.second_opinion import differences, scorer

from riskbild.documents.exchange import ExchangeDocument, ExchangeRow

type Rows = list[dict[str, Any]]
NAME = "003-helarsuppfoljning-socialnamnden-2023"


@pytest.mark.parametrize("name", cases.NAMES)
def test_a_document_does_not_differ_from_its_own_transcription(name: str, tmp_path: Path) -> None:
    assert differences(cases.document(name), name, tmp_path) == ""


def _first(document: ExchangeDocument, change: Callable[[ExchangeRow], ExchangeRow]) -> ExchangeDocument:
    return replace(document, rows=(change(document.rows[0]), *document.rows[1:]))


@pytest.mark.parametrize(
    "change",
    [
        lambda document: _first(document, lambda row: replace(row, risk=f"{row.risk}.")),
        lambda document: _first(document, lambda row: replace(row, deadline="2023-12-31")),
        lambda document: _first(document, lambda row: replace(row, risk=str(row.risk).replace(" ", "\n", 1))),
        lambda document: replace(document, rows=document.rows[1:]),
        lambda document: replace(document, rows=(*document.rows, document.rows[0])),
        lambda document: replace(document, rows=(document.rows[1], document.rows[0], *document.rows[2:])),
    ],
    ids=["a letter more", "a cell more", "a paragraph more", "a row less", "a row more", "another order"],
)
def test_a_difference_is_told(change: Callable[[ExchangeDocument], ExchangeDocument], tmp_path: Path) -> None:
    assert differences(change(cases.document(NAME)), NAME, tmp_path)


@pytest.mark.parametrize("name", cases.NAMES)
def test_both_scorers_count_alike(name: str) -> None:
    truth: Rows = [{**row, "also_accept": {}} for row in cases.raw(name)["rows"]]
    for seed in range(4):
        read = _misread(truth, Random(f"{name} {seed}"))
        _, counted = scorer().score({"rows": read}, {"rows": truth})
        assert score(read, truth)[:3] == (counted["filled"], counted["exact"], counted["spurious"])
        assert counted["exact"] < counted["filled"]
        assert counted["spurious"] > 0


def _misread(rows: Rows, random: Random) -> Rows:
    """The rows with a cell lost here, one changed or invented there, a row left out and one put twice."""
    found = deepcopy(rows)
    for row in found:
        for name in ("risk", "measures", "responsible", "deadline", "comment"):
            if random.random() < 0.2:
                row[name] = random.choice([None, "", "Något helt annat", f"{row.get(name) or ''} och mer"])
    found.insert(random.randrange(len(found)), deepcopy(random.choice(found)))
    del found[random.randrange(len(found))]
    return found
