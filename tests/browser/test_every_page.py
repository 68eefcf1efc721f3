"""Every page in a real Chromium: no accessibility fault, no sideways scroll, wide and narrow, light and dark."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import EYES, HEIGHT, WIDTHS, faults_in_every_look, signed_in_page
from tests.people import NOW, OPERATOR, PASSWORD, Town, town
from tests.web.addresses import addresses
from tests.web.page_table import PAGES

from riskbild.organisation.actions import give_role
from riskbild.organisation.roles import Role
from riskbild.register.actions.years import close_year, open_year
from riskbild.register.models import BoardYear

PARTS, WIDE = 3, {"width": WIDTHS[0], "height": HEIGHT}
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Addresses that answer with something else than a page of their own: a file, a change, a part of a page.
NO_PAGE = {
    "sign_in",
    "sign_out", "sign_out_everywhere", "language", "theme", "start_report", "register_xlsx", "register_csv",
    "register_filter", "checking_count", "register_view_save", "register_view_remove", "risk_trail", "measure_report",
    "cycle_calendar", "calendar_feed", "evidence", "sample_population",
    "report_link", "link_report", "link_report_draft", "link_report_aside", "link_evidence", "link_evidence_file",
    "document_kept", "drawing_file", "word_template_shipped", "word_template", "word_template_sample",
    "intake_file", "intake_page", "intake_progress",
    "intake_differences",  # of a workbook only; test_returned_workbook looks at it
    # Published documents; test_published looks at them
    "robots", "public_catalogue", "public_municipality", "public_municipality_catalogue", "public_document",
    "public_version", "public_metadata", "public_file", "document_withdraw",
    "plan_decided", "plan_download", "plan_changes", "oversight_xlsx",
    # of a report that is proposed or decided; a draft has none of them
    "board_report_return", "board_report_adopt", "board_report_download",
    "consolidated_report_return", "consolidated_report_adopt", "consolidated_report_download",
}  # fmt: skip

# Addresses that only take a form, and so have no page of their own; test_every_url_every_role asks them all for one.
TAKES_A_FORM = {name for name, described in PAGES.items() if described.read is None}


@pytest.fixture
def storsjo() -> Town:
    """A board with risks of every kind, and a person who may see every page."""
    made = town()
    made.risk("Risk att beslut fattas på fel underlag", likelihood=4, impact=3, measures="Utbilda.\nSkriv en rutin.")
    made.risk("Risk utan värde", category="Ekonomi", responsible="Rektor + Kock", node=made.kitchen)
    person = made.coordinator()
    for role in (Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR):
        give_role(by=OPERATOR, user_id=person.pk, node_id=made.root.pk, role=role, now=NOW)
    method_id = BoardYear.objects.get(pk=made.year.pk).method_id
    closed = open_year(by=OPERATOR, board_id=made.board.pk, year=2025, method_id=method_id, now=NOW)
    close_year(by=OPERATOR, board_year_id=closed.pk, version=1, now=NOW)
    return made


# In parts, so that no worker is left with all of it at the end.
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible_in_every_look(
    browser: Browser, live_server: LiveServer, storsjo: Town, part: int
) -> None:
    page = signed_in_page(browser, live_server.url, storsjo.coordinator().username, PASSWORD, viewport=WIDE)
    page.context.add_init_script(EYES)
    wrong: dict[str, object] = {}
    seen = [(name, address) for name, address, _ in addresses(storsjo) if name not in NO_PAGE | TAKES_A_FORM]
    for _, address in sorted(seen)[part::PARTS]:
        answer = page.goto(f"{live_server.url}{address}")
        assert answer is not None
        if answer.status not in {200, 409}:
            wrong[address] = answer.status
        elif found := faults_in_every_look(page, leaving=True):
            wrong[address] = found
    page.context.close()
    assert wrong == {}


def test_signing_in_is_accessible(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_page()
    page.goto(f"{live_server.url}/logga-in/")
    assert faults_in_every_look(page) == []
    page.close()
