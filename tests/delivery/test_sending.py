"""Mail leaves through a real server, once, and nothing is lost when the server is not there or says no."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from pytest_django import Settings
from tests.delivery.postbox import YES, Postbox, mailer, open_postbox, text_of
from tests.people import NOW, OPERATOR

from riskbild.audit.ids import uuid7
from riskbild.delivery.actions.addresses import make_addresses
from riskbild.delivery.actions.choosing import choose_mail, send_again
from riskbild.delivery.actions.queuing import Recipient, queue
from riskbild.delivery.actions.sending import KEEP, LEASE, Sent, clear_old, send_due
from riskbild.delivery.address import place_of
from riskbild.delivery.backoff import MOST_ATTEMPTS, wait_after
from riskbild.delivery.letter import Button, Heading, Items, Letter, Note, Paragraph
from riskbild.delivery.models import NOTHING, OutboxMessage
from riskbild.delivery.queries import outbox, token_of
from riskbild.delivery.terms import MessageState, Purpose, Rhythm
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

HERE = uuid7()
MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server() -> Iterator[Postbox]:
    with open_postbox() as postbox:
        yield postbox


@pytest.fixture
def postbox(server: Postbox, settings: Settings) -> Postbox:
    server.arrived.clear()
    server.to_recipient = server.to_data = lambda _address: YES
    settings.MAILERS = mailer(server.port)
    return server


def letter(text: str = "Tre kontroller att rapportera") -> Letter:
    return Letter(Sentence(text, f"{text} (en)"), (Paragraph(Sentence("Hej på dig", "Hello")),))


def queued(key: str = "one", *, to: str = "anna@storsjo.se", person: UUID | None = None, **more: object) -> None:
    recipient = Recipient(person, "Anna Ek", to)
    assert queue(municipality_id=HERE, to=recipient, key=key, letter=letter(key), now=NOW, **more)


def sent(minutes: float = 0) -> Sent:
    return send_due(municipality_ids=[HERE], now=NOW + minutes * MINUTE)


def states() -> dict[str, str]:
    return dict(OutboxMessage.objects.values_list("key", "state"))


def test_a_letter_arrives_as_plain_text_and_html_with_the_headers_of_a_machine(postbox: Postbox) -> None:
    blocks = (
        Heading(Sentence("T1 – Nämnden", "T1")),
        Paragraph(Sentence("Du har två kontroller <att> rapportera.", "Two")),
        Items((Sentence("Löner & arvoden", "Pay"), Sentence("Delegationsbeslut", "Delegation"))),
        Button(Sentence("Rapportera", "Report"), "https://riskbild.storsjo.se/r/abc/"),
        Note(Sentence("Länken är din egen.", "Yours.")),
    )
    to = Recipient(None, "Åsa Öst", "asa@storsjo.se")
    assert queue(
        municipality_id=HERE, to=to, key="x", letter=Letter(Sentence("Två kontroller", "Two"), blocks), now=NOW
    )
    assert sent() == Sent(sent=1)
    (mail,) = postbox.arrived
    assert (mail["Subject"], mail["To"]) == ("Två kontroller", "Åsa Öst <asa@storsjo.se>")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "sv"
    assert mail["Message-ID"] == f"<{OutboxMessage.objects.get().pk}@localhost>"
    plain, html = (text_of(mail, kind) for kind in ("plain", "html"))
    assert "Du har två kontroller <att> rapportera." in plain
    assert "• Löner & arvoden\n• Delegationsbeslut" in plain
    assert "Rapportera:\nhttps://riskbild.storsjo.se/r/abc/" in plain
    assert '<html lang="sv">' in html
    assert "kontroller &lt;att&gt; rapportera" in html
    assert '<a href="https://riskbild.storsjo.se/r/abc/"' in html


def test_what_is_sent_is_not_sent_again_and_no_longer_kept(postbox: Postbox) -> None:
    queued()
    assert [sent(), sent(), sent(60 * 24)] == [Sent(sent=1), Sent(), Sent()]
    assert len(postbox.arrived) == 1
    assert OutboxMessage.objects.get().content == []


def test_the_same_key_is_queued_once_also_when_it_has_been_sent(postbox: Postbox) -> None:
    queued("one")
    recipient = Recipient(None, "Anna", "anna@storsjo.se")
    again = {"municipality_id": HERE, "to": recipient, "key": "one", "letter": letter(), "now": NOW}
    assert not queue(**again)
    sent()
    assert not queue(**again)
    assert queue(**again | {"municipality_id": uuid7()})


def test_a_message_waits_for_its_time(postbox: Postbox) -> None:
    queued(not_before=NOW + 5 * MINUTE)
    assert [sent(4.9).sent, sent(5).sent] == [0, 1]


def test_mail_about_what_was_undone_is_undone_with_it(postbox: Postbox) -> None:
    def undone() -> None:
        with transaction.atomic():
            queued()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    assert sent() == Sent()


def test_an_empty_address_is_not_queued() -> None:
    assert not queue(municipality_id=HERE, to=Recipient(None, "Anna", ""), key="x", letter=letter(), now=NOW)


def test_a_dead_server_loses_nothing_and_is_told(postbox: Postbox, settings: Settings) -> None:
    for number in range(3):
        queued(f"{number}")
    settings.MAILERS = mailer(1)
    for minutes in range(20):
        done = sent(minutes)
        assert (done.sent, done.parked) == (0, 0)
        assert "refused" in done.trouble
    assert outbox(HERE, None).trouble == done.trouble
    assert {row.attempts for row in OutboxMessage.objects.all()} == {0}
    settings.MAILERS = mailer(postbox.port)
    assert sent(30) == Sent(sent=3)
    assert sorted(postbox.subjects()) == ["0", "1", "2"]
    assert outbox(HERE, None).trouble == ""


def test_a_message_put_off_is_tried_again_later_and_later_and_at_last_parked(postbox: Postbox) -> None:
    queued("slow", to="slow@storsjo.se")
    queued("fast", to="fast@storsjo.se")
    postbox.to_recipient = lambda address: "451 try later" if address.startswith("slow") else YES
    assert sent() == Sent(sent=1, later=1)
    waited = 0.0
    for attempts in range(1, MOST_ATTEMPTS):
        assert sent(waited + wait_after(attempts) / MINUTE - 0.5) == Sent()
        waited += wait_after(attempts) / MINUTE
        last = attempts == MOST_ATTEMPTS - 1
        assert sent(waited) == (Sent(parked=1) if last else Sent(later=1))
    assert states() == {"fast": "sent", "slow": "parked"}
    assert postbox.subjects() == ["fast"]


@pytest.mark.parametrize("where", ["to_recipient", "to_data"])
def test_a_message_refused_for_good_is_parked_with_the_servers_words_and_can_be_sent_again(
    postbox: Postbox, where: str
) -> None:
    queued("bad", to="gone@storsjo.se")
    queued("good")
    setattr(postbox, where, lambda address: "550 no such mailbox" if address.startswith("gone") else YES)
    assert sent() == Sent(sent=1, parked=1)
    (parked,) = outbox(HERE, MessageState.PARKED).messages
    assert parked.error == "550 no such mailbox"
    assert sent(60 * 24 * 7) == Sent()
    postbox.to_recipient = postbox.to_data = lambda _address: YES
    send_again(by=OPERATOR, municipality_id=HERE, message_id=parked.id, now=NOW)
    assert sent(1) == Sent(sent=1)
    with pytest.raises(Refused):
        send_again(by=OPERATOR, municipality_id=HERE, message_id=parked.id, now=NOW)


@pytest.mark.parametrize("address", ["no address", "a@b, c@d", "å@storsjo.se", "a@b\r\nBcc: c@d"])
def test_an_address_that_no_mail_can_have_is_parked_and_stops_no_other(postbox: Postbox, address: str) -> None:
    queued("bad", to=address)
    queued("good")
    assert sent() == Sent(sent=1, parked=1)
    assert postbox.subjects() == ["good"]
    assert states() == {"bad": "parked", "good": "sent"}


def test_a_message_that_the_server_hangs_up_on_lets_the_others_past(postbox: Postbox) -> None:
    queued("poison", to="poison@storsjo.se")
    queued("good")
    postbox.to_data = lambda address: "hang up" if address.startswith("poison") else YES
    assert sent() == Sent(sent=1, later=1)
    assert postbox.subjects() == ["good"]


def test_a_server_that_is_closing_down_ends_the_run_and_parks_nothing(postbox: Postbox) -> None:
    queued("one")
    queued("two")
    postbox.to_recipient = lambda _address: "421 closing"
    done = sent()
    assert (done.parked, done.sent, done.trouble) == (0, 0, "421 closing")
    postbox.to_recipient = lambda _address: YES
    assert sent(2) == Sent(sent=2)


def test_a_message_whose_worker_died_is_sent_when_the_lease_is_over_under_the_same_id(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued()

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        # The server has taken it; the process ends before that is noted.
        patched.setattr("riskbild.delivery.actions.sending._note", killed)
        with pytest.raises(KeyboardInterrupt):
            sent()
    assert states() == {"one": "sending"}
    assert sent(LEASE / MINUTE - 1) == Sent()
    assert sent(LEASE / MINUTE) == Sent(sent=1)
    first, second = postbox.arrived
    assert first["Message-ID"] == second["Message-ID"]


def test_of_messages_on_one_topic_only_the_newest_that_waits_is_sent(postbox: Postbox) -> None:
    anna, bo = uuid7(), uuid7()
    for key, person in (("monday", anna), ("tuesday", anna), ("bo", bo)):
        queued(key, person=person, topic="digest")
    assert sent() == Sent(sent=2)
    assert sorted(postbox.subjects()) == ["bo", "tuesday"]
    assert states()["monday"] == "replaced"


def test_a_person_gets_the_language_they_have_chosen(postbox: Postbox) -> None:
    anna = uuid7()
    choose_mail(by=OPERATOR, municipality_id=HERE, person_id=anna, rhythm=Rhythm.DAILY, language="en", now=NOW)
    queued("hello", person=anna)
    sent()
    (mail,) = postbox.arrived
    assert (mail["Subject"], mail["Content-Language"]) == ("hello (en)", "en")
    assert "Hello" in text_of(mail)


def test_a_token_is_put_in_when_the_letter_is_sent_and_stands_in_no_row(postbox: Postbox) -> None:
    anna = uuid7()
    addresses = {"by": OPERATOR, "municipality_id": HERE, "wanted": [(anna, NOTHING)], "now": NOW}
    (link,) = make_addresses(**addresses, purpose=Purpose.CALENDAR).values()
    (decline,) = make_addresses(**addresses, purpose=Purpose.DECLINE).values()
    blocks = (Button(Sentence("Öppna", "Open"), place_of("mail_decline", link)),)
    to = Recipient(anna, "Anna", "anna@storsjo.se")
    queue(municipality_id=HERE, to=to, key="x", letter=Letter(Sentence("Hej", "Hi"), blocks), now=NOW, optional=True)
    token, other = token_of(HERE, link), token_of(HERE, decline)
    assert token
    assert other
    assert token not in str(list(OutboxMessage.objects.values()))
    sent()
    (mail,) = postbox.arrived
    assert f"/r/avsta/{token}/\n" in text_of(mail)
    assert f'/r/avsta/{token}/"' in text_of(mail, "html")
    assert mail["List-Unsubscribe"].endswith(f"/r/avsta/{other}/>")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_letter_whose_token_was_made_under_a_lost_key_is_parked(postbox: Postbox, settings: Settings) -> None:
    wanted = {"municipality_id": HERE, "wanted": [(uuid7(), NOTHING)], "purpose": Purpose.CALENDAR, "now": NOW}
    (link,) = make_addresses(by=OPERATOR, **wanted).values()
    blocks = (Button(Sentence("Öppna", "Open"), place_of("mail_decline", link)),)
    to = Recipient(None, "Anna", "anna@storsjo.se")
    queue(municipality_id=HERE, to=to, key="x", letter=Letter(Sentence("Hej", "Hi"), blocks), now=NOW)
    settings.SECRET_KEY = "another-key-that-is-long-enough-to-be-taken-for-a-real-one"
    assert sent() == Sent(parked=1)


def test_what_was_sent_long_ago_is_forgotten_and_what_waits_is_not(postbox: Postbox) -> None:
    queued("old")
    sent()
    queued("waits")
    assert clear_old(municipality_ids=[HERE], now=NOW + KEEP) == 0
    assert clear_old(municipality_ids=[HERE], now=NOW + KEEP + MINUTE) == 1
    assert states() == {"waits": "waiting"}
