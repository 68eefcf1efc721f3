"""The five documents go in through the exchange format and come out equal, cell by cell."""

import json
from typing import Any

import pytest
from tests.documents.cases import raw
from tests.people import NOW, OPERATOR, town

from riskbild.cli.demo.data import DemoTown, towns
from riskbild.intake.actions import import_document
from riskbild.publishing.export import export_year
from riskbild.register.models import Risk
from riskbild.register.queries.board_years import asked_year_of
from riskbild.rules.refusal import Refused

pytestmark = pytest.mark.django_db


def without_second_readings(case: dict[str, Any]) -> dict[str, Any]:
    """The transcription as it is to come back: `also_accept` is the transcribers' own note."""
    plain = json.loads(json.dumps(case))
    for row in [*plain["rows"], *plain.get("plan", [])]:
        row.pop("also_accept", None)
    return plain


@pytest.mark.parametrize("demo", towns(), ids=lambda demo: demo.code)
def test_what_went_in_comes_out_cell_by_cell(demo: DemoTown) -> None:
    board = town(demo.code).board
    done = import_document(
        by=OPERATOR, board=board, year=demo.year, document=demo.document, profile=demo.profile, now=NOW
    )
    exported = json.loads(export_year(by=OPERATOR, year=asked_year_of(board, demo.year), form="json", now=NOW))
    case = without_second_readings(raw(demo.data["case"].removesuffix(".json")))
    assert done.risks == len(case["rows"])
    for key in ("rows", "plan", "notes"):
        assert exported[key] == case.get(key, [])
    assert exported["header"] == case["header"]
    assert {key: exported["document"][key] for key in case["document"]} == case["document"]
    assert exported["source"]["name"] == case["source"]


@pytest.mark.parametrize("demo", towns(), ids=lambda demo: demo.code)
def test_the_same_document_twice_changes_nothing(demo: DemoTown) -> None:
    board = town(demo.code).board
    given = {"by": OPERATOR, "board": board, "year": demo.year, "document": demo.document, "now": NOW}
    import_document(**given, profile=demo.profile)
    again = import_document(**given)
    assert (again.already, again.risks) == (True, 0)
    assert Risk.objects.filter(board=board).count() == len(demo.document.rows)


def test_a_row_that_cannot_be_stored_stops_the_whole_document() -> None:
    board, demo = town().board, towns()[0]
    from dataclasses import replace

    bad = replace(demo.document.rows[5], comment="Elev 640823-3234")
    document = replace(demo.document, rows=(*demo.document.rows[:5], bad, *demo.document.rows[6:]))
    with pytest.raises(Refused, match="samordningsnummer"):
        import_document(by=OPERATOR, board=board, year=2030, document=document, now=NOW)
    assert not Risk.objects.filter(board=board).exists()
