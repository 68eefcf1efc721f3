"""Each of the five documents is dropped as a PDF that a browser printed, reviewed and accepted, and comes out equal."""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.case_paper import paper, printed_titles
from tests.browser.dropping import YEAR, drawn, dropped
from tests.browser.looking import signed_in_page
from tests.documents.cases import raw
from tests.people import NOW, OPERATOR, PASSWORD, Town, town

from riskbild.cli.demo.data import DemoTown, towns
from riskbild.documents.exchange import ExchangeRow, read_exchange
from riskbild.intake.models import Intake
from riskbild.intake.queries import review_of
from riskbild.intake.review.applying import PLAN, ROWS
from riskbild.intake.review.cells import cells_of, shown
from riskbild.publishing.export import export_year
from riskbild.register.queries.board_years import asked_year_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PARTS = (ROWS, PLAN)
HEAD = ("title", "authority", "year", "kind", "sections")
MOST = 0.02
"""The share of the cells that may need a hand."""


def transcribed(case: dict[str, Any], part: str) -> Sequence[ExchangeRow]:
    """The rows of one part of a transcription, or of an export."""
    return read_exchange(json.dumps({**case, "rows": case.get(part) or [], "plan": []})).rows


def wrong_cells(here: Town, intake: Intake, case: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """What must be corrected: part, row key, cell, and the text that it should have."""
    state = review_of(here.coordinator(), intake.pk, NOW.date()).state
    for part in PARTS:
        read, truth = state.part(part), transcribed(case, part)
        assert len(read) == len(truth), f"{part}: {len(read)} rows were read, {len(truth)} are printed"
        for one, printed, row in zip(read, truth, case.get(part, []), strict=True):
            found, there = cells_of(one.row), cells_of(printed)
            for name in sorted({*found, *there}):
                fair = [there.get(name), *row.get("also_accept", {}).get(name, [])]
                if found.get(name) not in fair:
                    yield part, one.key, name, shown(there.get(name))


def corrected(page: Page, address: str, part: str, key: str, name: str, text: str) -> None:
    """One cell put right on the review page."""
    page.goto(f"{address}?del={part}&rad={key}&cell={name}#id_text")
    page.fill("textarea[data-cell]", text)
    page.click("text=Spara cellen")
    page.wait_for_selector("text=Cellen är sparad.")


def corrected_head(page: Page, address: str, head: dict[str, Any]) -> int:
    """What the document says of itself put right; how many fields were wrong."""
    page.goto(f"{address}dokumentet/")
    wrong = 0
    for name in HEAD:
        field = page.locator(f"#id_{name}")
        text = "\n".join(head[name]) if name == "sections" else str(head[name] or "")
        if field.input_value() != text:
            wrong += 1
            if name == "kind":
                field.select_option(text)
            else:
                field.fill(text)
    page.click("main form button:has-text('Spara') >> nth=0")
    page.wait_for_load_state()
    return wrong


def equals_its_transcription(here: Town, demo: DemoTown, case: dict[str, Any]) -> None:
    """What the register gives back, cell by cell, with its head and its column titles."""
    exported = json.loads(export_year(by=OPERATOR, year=asked_year_of(here.board, YEAR), form="json", now=NOW))
    for part in PARTS:
        truth = [cells_of(row) for row in transcribed(case, part)]
        found = [cells_of(row) for row in transcribed(exported, part)]
        assert len(found) == len(truth)
        for cells, printed, row in zip(found, truth, case.get(part, []), strict=True):
            # Where the transcribers found two readings fair, either will do.
            also = row.get("also_accept", {})
            fair = {name: cells.get(name) for name in also if cells.get(name) in also[name]}
            assert cells == {**printed, **fair}
    assert {name: exported["document"][name] for name in HEAD} == {name: case["document"][name] for name in HEAD}
    assert exported["header"] == printed_titles(demo.profile.columns, case["rows"])


@pytest.mark.parametrize("demo", towns(), ids=lambda demo: demo.code)
def test_a_document_is_dropped_reviewed_and_equals_its_transcription(
    browser: Browser, live_server: LiveServer, demo: DemoTown
) -> None:
    here, case = town(demo.code), raw(demo.data["case"].removesuffix(".json"))
    page = signed_in_page(browser, live_server.url, here.coordinator().username, PASSWORD)
    intake = dropped(page, live_server, f"{demo.code}.pdf", drawn(browser, paper(demo, case)))
    address = f"{live_server.url}/las-in/{intake.pk}/"
    wrong = list(wrong_cells(here, intake, case))
    by_hand = len(wrong) + corrected_head(page, address, case["document"])
    for each in wrong:
        corrected(page, address, *each)
    page.goto(address)
    page.click("text=Läs in i registret")
    page.wait_for_selector("text=Dokumentet är inläst i registret.")
    page.context.close()
    cells = sum(len(cells_of(row)) for part in PARTS for row in transcribed(case, part))
    cells += sum(1 for name in HEAD if case["document"][name])
    told = f"{demo.code}: {by_hand} corrections by hand of {cells} cells ({by_hand / cells:.1%})"
    sys.stdout.write(" ".join([told, *(f"{key} {name}" for _, key, name, _ in wrong), "\n"]))
    equals_its_transcription(here, demo, case)
    assert Intake.objects.get().corrections_made == by_hand
    assert by_hand <= MOST * cells, told
