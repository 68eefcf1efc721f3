"""Excel and Word files are dropped on the page, accepted as they were read, and the register equals what is printed."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer
from tests.browser.dropping import YEAR, dropped
from tests.browser.looking import signed_in_page
from tests.intake.reading.scoring import score
from tests.people import NOW, OPERATOR, PASSWORD, town

from riskbild.intake.models import Intake
from riskbild.publishing.export import export_year
from riskbild.register.queries.board_years import asked_year_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CASES = Path(__file__).parents[1] / "files" / "cases"
OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {".xlsx": f"{OFFICE}.spreadsheetml.sheet", ".docx": f"{OFFICE}.wordprocessingml.document"}
# In the control plan that pairs its paragraphs only by where they stand, one row can be read two ways.
EXACT = {"A.xlsx": 1.0, "C_multi.xlsx": 1.0, "E.docx": 0.99}


def truth_of(name: str) -> dict[str, Any]:
    """What the file holds."""
    data: dict[str, Any] = json.loads((CASES / f"{name}.truth.json").read_bytes())
    return data


@pytest.mark.parametrize("name", EXACT)
def test_an_office_file_is_dropped_accepted_and_equals_what_it_holds(
    browser: Browser, live_server: LiveServer, name: str
) -> None:
    here, truth, path = town(), truth_of(name), CASES / name
    page = signed_in_page(browser, live_server.url, here.coordinator().username, PASSWORD)
    intake = dropped(page, live_server, name, path.read_bytes(), TYPES[path.suffix])
    page.click("text=Läs in i registret")
    page.wait_for_selector("text=Dokumentet är inläst i registret.")
    with page.expect_download() as fetched:
        page.goto(f"{live_server.url}/las-in/{intake.pk}/")
        page.click("a[href$='/fil/']")
    assert Path(fetched.value.path()).read_bytes() == path.read_bytes()
    page.context.close()
    exported = json.loads(export_year(by=OPERATOR, year=asked_year_of(here.board, YEAR), form="json", now=NOW))
    assert len(exported["rows"]) == len(truth["rows"])
    filled, exact, spurious, told = score(exported["rows"], truth["rows"])
    assert exact >= EXACT[name] * filled, told
    assert spurious <= (1 - EXACT[name]) * filled, told
    for key in ("title", "year", "kind"):
        assert exported["document"][key] == truth["document"][key]
    assert exported["header"] == truth["header"]
    assert Intake.objects.get().corrections_made == 0
