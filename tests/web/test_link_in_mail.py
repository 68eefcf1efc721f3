"""From the mail to the page: the link that was sent opens what is the person's own, and says why when it does not."""

import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings
from tests.followup.reminded_town import OPENED, Reminded, reminded_town
from tests.people import NOW, OPERATOR
from tests.web.listed import words

from riskbild.followup.actions.linking import revoke_link
from riskbild.followup.actions.reminding import set_reminders
from riskbild.followup.post import post_all
from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.rules.reminders import ReminderRules

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Reminded:
    monkeypatch.setattr("riskbild.web.delivery.by_link.timezone.now", lambda: OPENED)
    return reminded_town()


@pytest.fixture
def rut(here: Reminded) -> User:
    """Somebody with one report in her mail; the other is somebody else's."""
    rut = here.person("rut", Role.COORDINATOR)
    here.adopt(("Löneutbetalningar", rut), ("Delegationsbeslut", here.person("sten")))
    post_all(now=OPENED)
    return rut


def link_to(name: str) -> str:
    (letter,) = [one for one in mail.outbox if one.to[0].startswith(name)]
    found = re.search(r"http://127\.0\.0\.1:8000(/r/\S+)", str(letter.body))
    assert found
    return found[1]


def test_the_link_opens_the_own_reports_and_signs_nobody_in(here: Reminded, rut: User) -> None:
    browser = Client()
    answer = browser.get(link_to("Rut"))
    told = words(answer.content.decode())
    assert answer.status_code == 200
    assert "Löneutbetalningar" in told
    assert "Delegationsbeslut" not in told
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert not [name for name in browser.cookies if "session" in name]
    assert browser.get("/uppfoljning/").status_code == 302


def test_a_link_that_was_shut_or_asks_for_sign_in_says_so(here: Reminded, rut: User, settings: Settings) -> None:
    address = link_to("Rut")
    set_reminders(by=OPERATOR, node_id=here.town.board.pk, version=0, rules=ReminderRules(links=False), now=NOW)
    answer = Client().get(address)
    assert (answer.status_code, "kräver att du loggar in" in answer.content.decode()) == (403, True)
    set_reminders(by=OPERATOR, node_id=here.town.board.pk, version=1, rules=ReminderRules(), now=NOW)
    revoke_link(by=rut, period_id=here.period.pk, person_id=rut.pk, now=OPENED)
    answer = Client().get(address)
    assert (answer.status_code, "Länken är spärrad" in answer.content.decode()) == (410, True)
    assert "Löneutbetalningar" not in answer.content.decode()
    assert Client().get("/r/" + "A" * 65 + "/").status_code == 404
