"""The users' pages: who there is, what they may, their passwords, sessions and roles."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.people import NOW, OPERATOR, PASSWORD, TODAY, Town, town
from tests.web.filled_form import filled
from tests.web.listed import signed_in, words

from riskbild.audit.models import AuditEvent, AuditText
from riskbild.organisation import actions
from riskbild.organisation.models import Membership, User
from riskbild.organisation.roles import Role
from riskbild.web.users.first_password import temporary_password
from riskbild.web.users.role_words import ROLE_MEANS

pytestmark = pytest.mark.django_db
OWN_PASSWORD = "Blåklint-vid-vägkanten-88"


@pytest.fixture
def ada(storsjo: Town) -> Client:
    return signed_in(storsjo.user("ada", Role.ADMINISTRATOR, storsjo.root))


def address(user: User, page: str = "") -> str:
    return f"/anvandare/{user.pk}/{page}"


def hidden(client: Client, where: str) -> str:
    found = re.search(r'name="version"\s+value="([^"]+)"', client.get(where).text)
    assert found is not None
    return found[1]


def names(html: str) -> list[str]:
    return re.findall(r'<a href="/anvandare/[0-9a-f-]{36}/">([^<]+)</a>', html)


def errors(html: str) -> set[str]:
    """The fields with an error beside them."""
    return set(re.findall(r'id="id_(\w+)-error"', html))


def shown_password(html: str) -> str:
    found = re.search(r'<code translate="no">([^<]+)</code>', html)
    assert found is not None
    return found[1]


# --- Reading


def test_the_users_are_listed_by_name_with_the_roles_they_have_today(storsjo: Town, ada: Client) -> None:
    storsjo.user("rut", Role.MANAGER, storsjo.school)
    late = storsjo.user("bo")
    actions.give_role(
        by=OPERATOR, user_id=late.pk, node_id=storsjo.board.pk, role=Role.READER, now=NOW, on=TODAY + timedelta(9999)
    )
    html = ada.get("/anvandare/").text
    assert names(html) == ["Ada", "Bo", "Rut"]
    told = words(html)
    assert "Chef Storskolan" in told
    assert "Bo bo.bun Ingen roll Aldrig" in told


def test_users_are_found_by_name_and_by_whether_they_can_sign_in(storsjo: Town, ada: Client) -> None:
    rut = storsjo.user("rut")
    storsjo.user("rune")
    actions.set_active(by=OPERATOR, user_id=rut.pk, version=1, active=False, now=NOW)
    assert names(ada.get("/anvandare/?q=ru").text) == ["Rune", "Rut"]
    assert names(ada.get("/anvandare/?q=ru&visa=sparrade").text) == ["Rut"]
    assert names(ada.get("/anvandare/?q=ru&visa=aktiva").text) == ["Rune"]
    assert "Ingen användare passar" in ada.get("/anvandare/?q=finnsinte").text


@pytest.mark.parametrize("query", ["visa=x", "efter=x", "q=" + "x" * 101, "q=%00"])
def test_an_address_that_cannot_be_read_is_no_fault(ada: Client, query: str) -> None:
    assert ada.get(f"/anvandare/?{query}").status_code in {200, 422}


def test_a_long_list_is_read_a_page_at_a_time(storsjo: Town, ada: Client) -> None:
    for number in range(60):
        storsjo.user(f"person{number:02}")
    first = ada.get("/anvandare/").text
    following = re.search(r'href="(\?efter=[^"]+)"', first)
    assert following is not None
    second = ada.get(f"/anvandare/{following[1]}").text
    assert [len(names(first)), len(names(second))] == [50, 11]
    assert not set(names(first)) & set(names(second))


def test_the_list_costs_the_same_however_many_there_are(storsjo: Town, ada: Client) -> None:
    counts = []
    for number in (2, 40):
        for place in range(number):
            storsjo.user(f"p{number}x{place}", Role.READER)
        ada.get("/anvandare/")
        with CaptureQueriesContext(connection) as queries:
            ada.get("/anvandare/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 5


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.ADMINISTRATOR, Role.AUDITOR}])
def test_who_does_not_manage_users_does_not_see_them(storsjo: Town, role: Role) -> None:
    client = signed_in(storsjo.user("x", role))
    rut = storsjo.user("rut")
    assert client.get("/anvandare/").status_code == 403
    assert client.get(address(rut)).status_code == 403


def test_an_auditor_sees_the_users_and_why_nothing_can_be_changed(storsjo: Town) -> None:
    client = signed_in(storsjo.user("rev", Role.AUDITOR, storsjo.root))
    html = client.get(address(storsjo.user("rut"))).text
    assert "Du har inte behörighet att hantera användare för hela kommunen." in html
    assert "/losenord/" not in html.split("<main", 1)[1]


def test_another_municipalitys_user_is_not_there(ada: Client) -> None:
    stranger = town("SOC", "Nordviks kommun").coordinator()
    for page in ("", "andra/", "losenord/", "sparra/", "roll/"):
        assert ada.get(address(stranger, page)).status_code == 404


def test_every_role_says_what_it_means_in_both_languages() -> None:
    assert ROLE_MEANS.keys() == set(Role)
    assert all(means.text("sv") != means.text("en") for means in ROLE_MEANS.values())


# --- A new user


def test_a_new_user_signs_in_with_the_password_shown_and_must_choose_another(storsjo: Town, ada: Client) -> None:
    answer = ada.post("/anvandare/ny/", {"name": "Rut Rektor", "username": "Rut@Storsjo.example", "email": ""})
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    password = shown_password(answer.text)
    rut = User.objects.get(username="rut@storsjo.example")
    assert rut.check_password(password)
    client = Client()
    assert client.post("/logga-in/", {"username": rut.username, "password": password}).status_code == 302
    assert client.get("/").headers["Location"] == "/losenord/"
    changed = {"current": password, "new": OWN_PASSWORD, "repeated": OWN_PASSWORD}
    assert client.post("/losenord/", changed).status_code == 302
    assert client.get("/").status_code == 200


def test_the_password_is_shown_once_and_kept_nowhere(storsjo: Town, ada: Client) -> None:
    answer = ada.post("/anvandare/ny/", {"name": "Rut", "username": "rut", "email": ""})
    password = shown_password(answer.text)
    rut = User.objects.get(username="rut")
    assert password not in ada.get(address(rut)).text
    assert password not in str(ada.cookies)
    assert not any(password in f"{text.before}{text.after}" for text in AuditText.objects.all())
    again = ada.post("/anvandare/ny/", {"name": "Rut", "username": "rut", "email": ""})
    assert (again.status_code, errors(again.text)) == (422, {"username"})


def test_temporary_passwords_are_long_and_never_alike() -> None:
    made = {temporary_password() for _ in range(1000)}
    assert len(made) == 1000
    assert all(re.fullmatch(r"([a-km-z2-9]{5}-){3}[a-km-z2-9]{5}", password) for password in made)
    assert not any(set(password) & set("lo01") for password in made)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, {"name"}),
        ({"username": ""}, {"username"}),
        ({"username": "rut rektor"}, {"username"}),
        ({"email": "inte en adress"}, {"email"}),
        ({"name": "Rut\x00"}, {"name"}),
        ({"username": "r" * 200}, {"username"}),
        ({"name": "", "username": ""}, {"name", "username"}),
        ({"is_active": "1"}, set()),
    ],
    ids=lambda value: " ".join(sorted(value)) or "nothing",
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(
    ada: Client, fields: dict[str, str], wrong: set[str]
) -> None:
    before = User.objects.count()
    typed = {"name": "Rut", "username": "rut", "email": "rut@storsjo.example"} | fields
    answer = ada.post("/anvandare/ny/", typed)
    assert (answer.status_code, errors(answer.text), User.objects.count()) == (422, wrong, before)
    kept = filled(answer.text)
    assert all(kept[name] == typed[name] for name in ("name", "username", "email") if "\x00" not in typed[name])


# --- Changing one


def test_two_who_change_a_user_at_once_see_both_texts(storsjo: Town, ada: Client) -> None:
    rut = storsjo.user("rut")
    where = address(rut, "andra/")
    opened = hidden(ada, where)
    actions.change_user(by=OPERATOR, user_id=rut.pk, version=1, name="Rut Berg", email="", now=NOW)
    answer = ada.post(where, {"version": opened, "name": "Rut Dal", "email": "rut@storsjo.example"})
    assert answer.status_code == 409
    assert "Rut Berg" in answer.text
    assert "Rut Dal" in answer.text
    assert User.objects.get(pk=rut.pk).name == "Rut Berg"
    assert ada.post(where, filled(answer.text) | {"keep-name": "theirs", "keep-email": "mine"}).status_code == 302
    rut.refresh_from_db()
    assert (rut.name, rut.email) == ("Rut Berg", "rut@storsjo.example")


def test_a_new_password_ends_the_persons_sessions(storsjo: Town, ada: Client) -> None:
    rut = storsjo.user("rut", Role.READER)
    theirs = signed_in(rut)
    where = address(rut, "losenord/")
    assert "slutar gälla" in ada.get(where).text
    answer = ada.post(where, {"version": hidden(ada, where)})
    assert answer.status_code == 200
    assert theirs.get("/").status_code == 302
    rut.refresh_from_db()
    assert rut.check_password(shown_password(answer.text))
    assert rut.must_change_password


def test_a_password_form_sent_twice_makes_one_password(storsjo: Town, ada: Client) -> None:
    rut = storsjo.user("rut")
    sent = {"version": hidden(ada, address(rut, "losenord/"))}
    first, second = (ada.post(address(rut, "losenord/"), sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 409)
    rut.refresh_from_db()
    assert rut.check_password(shown_password(first.text))


def test_nobody_gets_round_the_current_password_for_the_own_one(storsjo: Town, ada: Client) -> None:
    own = storsjo.users["ada"]
    answer = ada.post(address(own, "losenord/"), {"version": "1."})
    assert answer.status_code == 422
    assert "Ditt eget lösenord byter du under ditt namn" in answer.text
    assert User.objects.get(pk=own.pk).check_password(PASSWORD)


def test_who_is_shut_out_is_out_at_once_and_can_be_let_in_again(storsjo: Town, ada: Client) -> None:
    rut = storsjo.user("rut", Role.READER)
    theirs = signed_in(rut)
    where = address(rut, "sparra/")
    assert ada.post(where, {"version": hidden(ada, where)}).status_code == 302
    assert theirs.get("/").status_code == 302
    assert theirs.post("/logga-in/", {"username": rut.username, "password": PASSWORD}).status_code == 422
    version = hidden(ada, address(rut))
    assert ada.post(address(rut, "oppna/"), {"version": version}).status_code == 302
    assert signed_in(rut).get("/").status_code == 200


def test_sessions_are_ended_at_a_press(storsjo: Town, ada: Client) -> None:
    rut = storsjo.user("rut", Role.READER)
    theirs = signed_in(rut)
    assert ada.post(address(rut, "logga-ut/")).status_code == 302
    assert theirs.get("/").status_code == 302


def test_nobody_shuts_themselves_out(storsjo: Town, ada: Client) -> None:
    own = storsjo.users["ada"]
    assert "/sparra/" not in ada.get(address(own)).text
    answer = ada.post(address(own, "sparra/"), {"version": "1."})
    assert answer.status_code == 422
    assert "Du kan inte spärra dig själv." in answer.text


# --- Roles


def test_a_role_is_given_and_ended_and_stays_on_record(storsjo: Town, ada: Client) -> None:
    rut = storsjo.user("rut")
    sent = {"role": "manager", "node": str(storsjo.school.pk), "on": str(TODAY), "until": ""}
    assert ada.post(address(rut, "roll/"), sent).status_code == 302
    membership = Membership.objects.get(user=rut)
    where = f"/anvandare/roll/{membership.pk}/avsluta/"
    assert "Rut är chef vid Storskolan sedan 2026-11-21." in words(ada.get(where).text)
    assert ada.post(where, {"version": hidden(ada, where), "on": "2099-01-31"}).status_code == 302
    assert "Chef Storskolan 2026-11-21 2099-01-31" in words(ada.get(address(rut)).text)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"role": ""}, {"role"}),
        ({"role": "king"}, {"role"}),
        ({"node": ""}, {"node"}),
        ({"node": "x"}, {"node"}),
        ({"on": "x"}, {"on"}),
        ({"on": "2026-11-21", "until": "2026-11-20"}, {"until"}),
    ],
    ids=str,
)
def test_a_role_that_cannot_be_given_is_told_at_its_field(
    storsjo: Town, ada: Client, fields: dict[str, str], wrong: set[str]
) -> None:
    rut = storsjo.user("rut")
    sent = {"role": "manager", "node": str(storsjo.school.pk), "on": "2026-11-21", "until": ""} | fields
    answer = ada.post(address(rut, "roll/"), sent)
    assert (answer.status_code, errors(answer.text)) == (422, wrong)
    assert not Membership.objects.filter(user=rut).exists()


def test_an_administrator_of_a_board_gives_roles_there_alone(storsjo: Town) -> None:
    eva = signed_in(storsjo.user("eva", Role.ADMINISTRATOR))
    rut = storsjo.user("rut")
    offered = re.findall(r'<option value="([0-9a-f-]{36})"', eva.get(address(rut, "roll/")).text)
    assert str(storsjo.root.pk) not in offered
    assert str(storsjo.board.pk) in offered
    sent = {"role": "administrator", "node": str(storsjo.root.pk), "on": "", "until": ""}
    assert eva.post(address(rut, "roll/"), sent).status_code == 422
    above = Membership.objects.create(
        municipality_id=storsjo.municipality_id, user=rut, node=storsjo.root, role=Role.READER, valid_from=TODAY
    )
    assert eva.post(f"/anvandare/roll/{above.pk}/avsluta/", {"version": "1.", "on": str(TODAY)}).status_code == 403


def test_the_own_role_as_administrator_is_ended_by_another(storsjo: Town, ada: Client) -> None:
    own = Membership.objects.get(user=storsjo.users["ada"])
    answer = ada.post(f"/anvandare/roll/{own.pk}/avsluta/", {"version": "1.", "on": "2099-01-01"})
    assert answer.status_code == 422
    assert "en annan administratör" in answer.text


@pytest.mark.parametrize("page", ["andra/", "losenord/", "sparra/", "oppna/", "logga-ut/", "roll/"])
def test_who_may_not_changes_nothing(storsjo: Town, page: str) -> None:
    client, rut = signed_in(storsjo.coordinator()), storsjo.user("rut")
    before = AuditEvent.objects.count()
    assert client.post(address(rut, page), {"version": "1.", "name": "Min", "email": ""}).status_code in {403, 422}
    assert (AuditEvent.objects.count(), User.objects.get(pk=rut.pk).name) == (before, "Rut")
