"""The pages of mail and calendars: one's own choices, the outbox, a board's reminders, and what a token opens."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from tests.people import NOW, OPERATOR, Town, town
from tests.web.listed import signed_in, words

from riskbild.audit.ids import uuid7
from riskbild.delivery.actions.addresses import make_addresses
from riskbild.delivery.actions.queuing import Recipient, queue
from riskbild.delivery.letter import Letter, Paragraph
from riskbild.delivery.models import NOTHING, MailChoice, OutboxMessage
from riskbild.delivery.queries import token_of
from riskbild.delivery.terms import MessageState, Purpose
from riskbild.organisation.actions.mailing import make_calendar_address, shut_calendar_address
from riskbild.organisation.mailing import own_mail
from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.register.actions.measures import MeasureTexts, add_measure
from riskbild.register.actions.secrecy import mark_secret
from riskbild.rules.sentence import Sentence
from riskbild.web.delivery.by_link import MOST_UNKNOWN

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Town:
    return town()


def path_of(address: str) -> str:
    return address.removeprefix("http://127.0.0.1:8000")


# --- One's own


def test_a_person_chooses_how_often_and_in_which_language(here: Town) -> None:
    rut = here.user("rut", Role.REPORTER)
    browser = signed_in(rut)
    assert "Du har ingen e-postadress här" in browser.get("/konto/utskick/").content.decode()
    answer = browser.post("/konto/utskick/", {"rhythm": "weekly", "language": "en"}, follow=True)
    assert "Dina val är sparade." in answer.content.decode()
    assert MailChoice.objects.values_list("person_id", "rhythm", "language").get() == (rut.pk, "weekly", "en")
    assert browser.post("/konto/utskick/", {"rhythm": "hourly", "language": "sv"}).status_code == 422


def test_the_calendars_address_is_made_shown_again_changed_and_shut(here: Town) -> None:
    browser = signed_in(here.user("rut", Role.REPORTER))

    def shown() -> str:
        found = re.search(r'value="(http://[^"]+\.ics)"', browser.get("/konto/utskick/").content.decode())
        return path_of(found[1]) if found else ""

    assert shown() == ""
    browser.post("/konto/kalender/ny/")
    first = shown()
    assert (first, Client().get(first).status_code) == (shown(), 200)
    browser.post("/konto/kalender/ny/")
    assert shown() not in {"", first}
    assert [Client().get(address).status_code for address in (first, shown())] == [404, 200]
    last = shown()
    browser.post("/konto/kalender/sparra/")
    assert (shown(), Client().get(last).status_code) == ("", 404)


# --- The calendar


def feed(user: User) -> str:
    make_calendar_address(by=user, now=NOW)
    return path_of(own_mail(user).calendar)


def test_a_calendar_holds_the_own_measures_and_duties_and_nothing_secret(here: Town) -> None:
    anna = here.coordinator()
    for text, secret in (("Utbilda rektorerna", False), ("Lodjursgömslet stängs", True)):
        risk = here.risk(text)
        texts = MeasureTexts(text, "Rektor", "2027-03-31", anna.pk)
        add_measure(by=OPERATOR, risk_id=risk.pk, version=1, texts=texts, now=NOW)
        if secret:
            mark = {"field": "measures", "paragraph": "18 kap. 8 §", "reason": "Skyddet"}
            mark_secret(by=OPERATOR, risk_id=risk.pk, version=2, now=NOW, **mark)
    answer = Client().get(feed(anna))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = {str(one["SUMMARY"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert events["Åtgärd klar: Utbilda rektorerna"].decoded("DTSTART") == date(2027, 3, 31)
    assert "Åtgärd klar: Åtgärd med sekretess" in events
    assert "odjur" not in answer.content.decode()
    assert any("Barn- och utbildningsnämnden" in title for title in events)


def test_a_calendar_that_has_not_changed_is_not_sent_again(here: Town) -> None:
    address = feed(here.coordinator())
    first = Client().get(address)
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = Client().get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_who_tries_many_tokens_is_held_off_and_nobody_else(here: Town) -> None:
    anna = here.coordinator()
    address = feed(anna)
    wrong = reverse("calendar_feed", args=["A" * 65])
    assert [Client().get(wrong).status_code for _ in range(MOST_UNKNOWN + 1)] == [404] * MOST_UNKNOWN + [429]
    assert Client().get(address).status_code == 429
    assert Client(REMOTE_ADDR="10.0.0.7").get(address).status_code == 200
    # The count lies in a file, which every process of the machine reads.
    assert any(Path(settings.CACHES["counts"]["LOCATION"]).glob("*.djcache"))


def test_a_secret_address_is_told_to_no_other_site_and_found_by_no_search(here: Town) -> None:
    answer = Client().get(feed(here.coordinator()))
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    shut_calendar_address(by=here.coordinator(), now=NOW)


# --- Declining


def test_looking_at_the_address_changes_nothing_and_sending_the_form_declines(here: Town) -> None:
    rut = here.user("rut", Role.REPORTER)
    wanted = [(rut.pk, NOTHING)]
    made = make_addresses(
        by=OPERATOR, municipality_id=here.municipality_id, purpose=Purpose.DECLINE, wanted=wanted, now=NOW
    )
    token = token_of(here.municipality_id, made[rut.pk, NOTHING])
    address = reverse("mail_decline", args=[token])
    # A mail program sends the form by itself, with no cookie and from no page of ours.
    program = Client(enforce_csrf_checks=True)
    assert "sluta påminna i förväg" in program.get(address).content.decode()
    assert not MailChoice.objects.exists()
    assert program.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert MailChoice.objects.get().rhythm == "off"


# --- The outbox


def message(here: Town, key: str, state: MessageState, error: str = "") -> OutboxMessage:
    to = Recipient(uuid7(), "Vera Ek", "vera@storsjo.se")
    letter = Letter(Sentence(f"Ämne {key}", key), (Paragraph(Sentence("Hemlig text", "x")),))
    queue(municipality_id=here.municipality_id, to=to, key=key, letter=letter, now=NOW)
    OutboxMessage.objects.filter(key=key).update(state=state, error=error, attempts=1)
    return OutboxMessage.objects.get(key=key)


def test_the_administrator_sees_what_waits_what_went_wrong_and_never_what_it_says(here: Town) -> None:
    boss = here.user("boss", Role.ADMINISTRATOR, here.root)
    message(here, "väntar", MessageState.WAITING, "Connection refused")
    message(here, "stoppad", MessageState.PARKED, "550 no such mailbox")
    message(here, "skickad", MessageState.SENT)
    told = words(signed_in(boss).get("/utskick/").content.decode())
    for text in ("Ämne väntar", "550 no such mailbox", "Mejlservern svarade: Connection refused", "Skickat (1)"):
        assert text in told
    assert "Hemlig text" not in told
    only = words(signed_in(boss).get("/utskick/?visa=stoppade").content.decode())
    assert "Ämne stoppad" in only
    assert "Ämne skickad" not in only


def test_what_was_stopped_is_sent_again_and_what_was_sent_is_not(here: Town) -> None:
    boss = here.user("boss", Role.ADMINISTRATOR, here.root)
    stopped, sent = (message(here, str(state), state) for state in (MessageState.PARKED, MessageState.SENT))
    browser = signed_in(boss)
    answer = browser.post(f"/utskick/{stopped.pk}/igen/", follow=True)
    assert "Mejlet skickas igen om en stund." in answer.content.decode()
    stopped.refresh_from_db()
    assert (stopped.state, stopped.attempts) == ("waiting", 0)
    assert browser.post(f"/utskick/{sent.pk}/igen/").status_code == 409


def test_a_long_outbox_is_read_page_by_page(here: Town) -> None:
    browser = signed_in(here.user("boss", Role.ADMINISTRATOR, here.root))
    for number in range(55):
        message(here, f"{number:03}", MessageState.SENT)
    first = browser.get("/utskick/").content.decode()
    address = re.search(r'href="(\?efter=[^"]+)"', first)
    assert address
    second = browser.get(f"/utskick/{address[1]}").content.decode()
    assert ("Ämne 054" in first, "Ämne 004" in first, "Ämne 004" in second) == (True, False, True)


# --- A board's reminders


def test_the_coordinator_sets_the_boards_days_and_others_read_them(here: Town) -> None:
    anna, vera = here.coordinator(), here.user("vera", Role.READER)
    address = reverse("reminders", args=[here.year.pk])
    browser = signed_in(anna)
    version = re.search(r'name="version" value="([^"]+)"', browser.get(address).content.decode())
    assert version
    sent = {
        "version": version[1], "on": "on", "before": "3,10", "late_every": "5", "manager_after": "", "links": "sign_in",
        "coordinator_after": "9",
    }  # fmt: skip
    assert "Påminnelserna är sparade." in browser.post(address, sent, follow=True).content.decode()
    told = words(signed_in(vera).get(address).content.decode())
    for text in ("Dagar före sista dagen 10, 3", "Efter 9 dagar", "Chefen får veta Nej", "Kräver inloggning"):
        assert text in told
    assert signed_in(vera).post(address, sent).status_code == 403
    # The same form once more was filled in from what somebody has changed since.
    assert browser.post(address, sent).status_code == 409


@pytest.mark.parametrize(
    ("field", "text"),
    [("before", "snart"), ("before", "0"), ("late_every", "999"), ("links", "x"), ("coordinator_after", "1")],
)
def test_days_that_make_no_sense_come_back_with_the_reason(here: Town, field: str, text: str) -> None:
    browser, address = signed_in(here.coordinator()), reverse("reminders", args=[here.year.pk])
    version = re.search(r'name="version" value="([^"]+)"', browser.get(address).content.decode())
    assert version
    sent = {"version": version[1], "on": "on", "before": "7", "late_every": "7", "manager_after": "7", "links": "link"}
    answer = browser.post(address, sent | {field: text})
    assert answer.status_code == 422
    assert "rb-error" in answer.content.decode()
