"""One's own account: signing in and out, guessing, time limits, the password."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings
from tests.people import NOW, OPERATOR, PASSWORD, Town

from riskbild.organisation import actions
from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.web.account.throttle import address_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_pages")]
WRONG = "Användarnamnet eller lösenordet stämmer inte."
NEW_PASSWORD = "Blåklint-vid-vägkanten-88"


@pytest.fixture
def name(storsjo: Town) -> str:
    return storsjo.coordinator().username


def sign_in(name: str, password: str = PASSWORD, client: Client | None = None, address: str = "10.0.0.1") -> Client:
    client = client or Client(REMOTE_ADDR=address)
    client.last = client.post("/logga-in/", {"username": name, "password": password})
    return client


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> "Clock":
    return Clock(monkeypatch)


class Clock:
    """The web's clock, which stands still until it is moved."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = timezone.now()
        for clock in ("django.utils.timezone.now", "axes.handlers.proxy.now"):
            monkeypatch.setattr(clock, lambda: self.now)

    def pass_(self, **time: int) -> None:
        self.now += timedelta(**time)


def test_signing_in_and_out_leaves_no_session_behind(name: str) -> None:
    client = sign_in(name)
    assert is_in(client)
    key = client.cookies["__Host-session"].value
    response = client.post("/logga-ut/")
    assert response.headers["Location"] == "/logga-in/"
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not Session.objects.filter(session_key=key).exists()
    client.cookies["__Host-session"] = key
    assert not is_in(client)


def test_signing_out_needs_a_post(name: str) -> None:
    client = sign_in(name)
    assert client.get("/logga-ut/").status_code == 405
    assert is_in(client)


def test_a_session_key_that_was_there_before_sign_in_is_worth_nothing_after_it(name: str) -> None:
    client = sign_in(name)
    planted = client.cookies["__Host-session"].value
    again = Client()
    again.cookies["__Host-session"] = planted
    again.cookies["__Host-seen"] = client.cookies["__Host-seen"].value
    sign_in(name, client=again)
    assert again.cookies["__Host-session"].value == planted  # already signed in: nothing was asked
    client.post("/logga-ut/")
    fresh = sign_in(name, client=again)
    assert fresh.cookies["__Host-session"].value != planted


def test_a_wrong_password_and_an_unknown_name_look_alike(name: str) -> None:
    wrong = sign_in(name, "fel lösenord").last
    unknown = sign_in("ingen.alls", "fel lösenord").last
    for response in (wrong, unknown):
        assert response.status_code == 422
        assert WRONG in response.text
        assert "Du är inte inloggad." in response.text
        assert "fel lösenord" not in response.text


@pytest.mark.parametrize("known", [True, False])
def test_five_wrong_passwords_close_the_door_for_a_while(name: str, known: bool, clock: Clock) -> None:
    tried = name if known else "ingen.alls"
    for number in range(5):
        client = sign_in(tried.upper() if number % 2 else f" {tried} ", "fel")
    assert client.last.status_code == 429
    assert "Vänta 15 minuter" in client.last.text
    if known:
        assert sign_in(name).last.status_code == 429
        assert is_in(sign_in(name, address="10.0.0.2")), "a stranger shut the rightful person out"
        clock.pass_(minutes=16)
        assert is_in(sign_in(name))


def test_a_colleague_at_the_same_address_is_still_let_in(storsjo: Town, name: str) -> None:
    storsjo.user("rune", Role.READER)
    for _ in range(5):
        sign_in(name, "fel")
    assert is_in(sign_in(storsjo.users["rune"].username))


def test_guessing_one_account_from_many_addresses_is_stopped(name: str) -> None:
    statuses = [sign_in(name, "fel", address=f"10.1.0.{number}").last.status_code for number in range(31)]
    assert statuses[:29] == [422] * 29
    assert statuses[29:] == [429, 429]


def test_guessing_many_accounts_from_one_address_is_stopped(settings: Settings, name: str) -> None:
    settings.RISKBILD_SIGN_IN_LIMITS = {"together": 5, "account": 30, "address": 10}
    for number in range(10):
        sign_in(f"person{number}", "fel")
    assert sign_in(name).last.status_code == 429


def test_the_address_counted_is_the_one_the_trusted_proxies_saw(settings: Settings) -> None:
    request = RequestFactory(REMOTE_ADDR="127.0.0.1").get(
        "/", headers={"X-Forwarded-For": "6.6.6.6, 10.0.0.9, 10.0.0.1"}
    )
    for proxies, address in ((0, "127.0.0.1"), (1, "10.0.0.1"), (2, "10.0.0.9"), (4, "127.0.0.1")):
        settings.RISKBILD_PROXIES = proxies
        assert address_of(request) == address


def test_a_session_ends_after_an_hour_without_use(name: str, clock: Clock) -> None:
    client = sign_in(name)
    for _ in range(3):
        clock.pass_(minutes=59)
        assert is_in(client), "every use must give another hour"
    clock.pass_(minutes=61)
    key = client.cookies["__Host-session"].value
    assert not is_in(client)
    assert not Session.objects.filter(session_key=key).exists()


def test_a_session_ends_after_twelve_hours_however_busy(name: str, clock: Clock) -> None:
    client = sign_in(name)
    for _ in range(23):
        clock.pass_(minutes=31)
        assert is_in(client)
    clock.pass_(minutes=31)
    assert not is_in(client)


def test_a_session_needs_its_own_time_cookie(storsjo: Town, name: str) -> None:
    storsjo.user("rune", Role.READER)
    anna, rune = sign_in(name), sign_in(storsjo.users["rune"].username)
    anna.cookies["__Host-seen"] = rune.cookies["__Host-seen"].value
    assert not is_in(anna)
    del rune.cookies["__Host-seen"]
    assert not is_in(rune)


def test_the_time_cookie_is_not_sent_with_every_page(name: str, clock: Clock) -> None:
    client = sign_in(name)
    assert "__Host-seen" not in client.get("/").cookies
    clock.pass_(minutes=2)
    assert "__Host-seen" in client.get("/").cookies


def test_signing_out_everywhere_ends_the_other_browsers(name: str) -> None:
    here, there = sign_in(name), sign_in(name)
    here.post("/logga-ut/overallt/")
    assert not is_in(here)
    assert not is_in(there)


def change(client: Client, current: str = PASSWORD, new: str = NEW_PASSWORD, repeated: str = "") -> object:
    return client.post("/losenord/", {"current": current, "new": new, "repeated": repeated or new})


def test_a_changed_password_keeps_this_session_and_ends_the_others(name: str) -> None:
    here, there = sign_in(name), sign_in(name)
    before = here.cookies["__Host-session"].value
    change(here)
    assert is_in(here)
    assert here.cookies["__Host-session"].value != before
    assert not is_in(there)
    assert is_in(sign_in(name, NEW_PASSWORD))
    assert sign_in(name).last.status_code == 422


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"current": "fel"}, "Det nuvarande lösenordet stämmer inte."),
        ({"repeated": "något annat"}, "De två nya lösenorden är inte lika."),
        ({"new": "kort"}, "12 tecken"),
        ({"new": "qwerty123456"}, "vanligt"),
    ],
)
def test_a_password_that_cannot_be_taken_says_why(name: str, fields: dict[str, str], sentence: str) -> None:
    client = sign_in(name)
    response = change(client, **fields)
    assert response.status_code == 422
    assert sentence in response.text
    assert is_in(sign_in(name))


def test_the_current_password_cannot_be_guessed_in_a_session_left_open(name: str) -> None:
    client = sign_in(name)
    for _ in range(5):
        response = change(client, current="fel")
    assert "För många försök" in response.text


def test_who_must_change_the_password_can_do_nothing_else_first(storsjo: Town) -> None:
    actions.create_user(
        by=OPERATOR, municipality_id=storsjo.municipality_id, username="ny", name="Ny", password=PASSWORD,
        must_change_password=True, now=NOW,
    )  # fmt: skip
    client = sign_in("ny")
    assert client.get("/").headers["Location"] == "/losenord/"
    assert "Lösenordet är tillfälligt" in client.get("/losenord/").text
    change(client)
    assert is_in(client)


def test_who_is_shut_out_is_signed_out_at_once(storsjo: Town, name: str) -> None:
    client = sign_in(name)
    user = User.objects.get(username=name)
    actions.set_active(by=OPERATOR, user_id=user.pk, version=user.version, active=False, now=datetime.now(UTC))
    assert not is_in(client)
    assert WRONG in sign_in(name).last.text
