"""Users: added, changed, given passwords, shut out; nothing that they did is lost."""

from typing import Any

import pytest
from tests.people import NOW, OPERATOR, PASSWORD, Town, town

from riskbild.audit.models import AuditEvent, AuditText
from riskbild.organisation import actions
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.rules.refusal import Forbidden, Missing, Refused

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "Blåklint-vid-vägkanten-88"


def add(storsjo: Town, **more: Any) -> User:
    asked = {
        "by": OPERATOR,
        "municipality_id": storsjo.municipality_id,
        "username": "Rut@Storsjo.Example",
        "name": "Rut",
    }
    return actions.create_user(**asked | {"password": PASSWORD, "now": NOW} | more)


def wrong(storsjo: Town, **more: Any) -> tuple[str, str]:
    """The field that the refusal names, and its sentence; nobody may have been added."""
    before = User.objects.count()
    with pytest.raises(Refused) as caught:
        add(storsjo, **more)
    assert User.objects.count() == before
    return caught.value.findings[0].where, str(caught.value)


def test_a_sign_in_name_is_kept_in_small_letters(storsjo: Town) -> None:
    assert add(storsjo).username == "rut@storsjo.example"


def test_a_sign_in_name_is_one_for_the_whole_installation(storsjo: Town) -> None:
    add(storsjo)
    assert wrong(town("SOC", "Nordviks kommun"), username="RUT@storsjo.example") == (
        "username", "Användarnamnet används redan.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", ""),
        ("username", "rut rektor"),
        ("username", "r\x00ut"),
        ("username", "r" * 151),
        ("name", "  "),
        ("name", "R" * 151),
        ("name", "Rut\x07"),
        ("email", "inte en adress"),
        ("email", "r" * 250 + "@storsjo.example"),
        ("password", "kort"),
        ("password", "password1234"),
        pytest.param("name", "x" * 10_000_000, id="ten million signs"),
    ],
)
def test_what_cannot_be_stored_is_refused_at_its_field(storsjo: Town, field: str, value: str) -> None:
    assert wrong(storsjo, **{field: value})[0] == field


def test_a_user_without_a_password_cannot_sign_in(storsjo: Town) -> None:
    assert not add(storsjo, password=None).has_usable_password()


def test_no_password_and_no_hash_of_one_is_in_the_trail(storsjo: Town) -> None:
    user = add(storsjo)
    actions.set_password(by=OPERATOR, user_id=user.pk, version=1, password=NEW_PASSWORD, now=NOW)
    hashed = User.objects.get(pk=user.pk).password
    told = " ".join(f"{text.before} {text.after}" for text in AuditText.objects.all())
    assert not any(secret in told for secret in (PASSWORD, NEW_PASSWORD, hashed, user.password))


def test_a_password_set_by_an_administrator_is_changed_at_the_next_sign_in(storsjo: Town) -> None:
    ada, rut = storsjo.user("ada", Role.ADMINISTRATOR, storsjo.root), add(storsjo)
    before = rut.get_session_auth_hash()
    changed = actions.set_password(by=ada, user_id=rut.pk, version=1, password=NEW_PASSWORD, now=NOW)
    assert changed.must_change_password
    assert changed.check_password(NEW_PASSWORD)
    assert changed.get_session_auth_hash() != before


def test_an_administrator_does_not_get_round_the_current_password_for_the_own_one(storsjo: Town) -> None:
    ada = storsjo.user("ada", Role.ADMINISTRATOR, storsjo.root)
    with pytest.raises(Refused, match="eget lösenord"):
        actions.set_password(by=ada, user_id=ada.pk, version=1, password=NEW_PASSWORD, now=NOW)


def test_ones_own_password_needs_the_current_one(storsjo: Town) -> None:
    rut = storsjo.user("rut")
    with pytest.raises(Refused) as caught:
        actions.set_own_password(by=rut, current="fel", password=NEW_PASSWORD, now=NOW)
    assert caught.value.findings[0].where == "current"
    assert actions.set_own_password(by=rut, current=PASSWORD, password=NEW_PASSWORD, now=NOW).check_password(
        NEW_PASSWORD
    )


def test_ending_sessions_makes_every_session_of_the_person_worthless(storsjo: Town) -> None:
    rut = storsjo.user("rut")
    ended = actions.end_sessions(by=rut, user_id=rut.pk, now=NOW)
    assert ended.get_session_auth_hash() != rut.get_session_auth_hash()


def test_nobody_shuts_themselves_out(storsjo: Town) -> None:
    ada = storsjo.user("ada", Role.ADMINISTRATOR, storsjo.root)
    with pytest.raises(Refused, match="inte spärra dig själv"):
        actions.set_active(by=ada, user_id=ada.pk, version=1, active=False, now=NOW)


def test_who_is_shut_out_can_be_let_in_again(storsjo: Town) -> None:
    rut = storsjo.user("rut")
    actions.set_active(by=OPERATOR, user_id=rut.pk, version=1, active=False, now=NOW)
    assert actions.set_active(by=OPERATOR, user_id=rut.pk, version=2, active=True, now=NOW).is_active


def test_an_older_version_is_a_conflict_and_the_first_save_stands(storsjo: Town) -> None:
    rut = storsjo.user("rut")
    asked = {"by": OPERATOR, "user_id": rut.pk, "version": 1, "email": "", "now": NOW}
    actions.change_user(**asked, name="Rut Berg")
    with pytest.raises(Conflict):
        actions.change_user(**asked, name="Rut Dal")
    assert User.objects.get(pk=rut.pk).name == "Rut Berg"


def test_saving_what_stands_there_already_leaves_no_trace(storsjo: Town) -> None:
    rut = storsjo.user("rut")
    before = AuditEvent.objects.count()
    actions.change_user(by=OPERATOR, user_id=rut.pk, version=1, name="Rut", email="", now=NOW)
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_an_administrator_of_the_whole_municipality_manages_users(storsjo: Town, role: Role) -> None:
    rut = storsjo.user("rut")
    for by in (storsjo.user("x", role, storsjo.root), storsjo.user("y", Role.ADMINISTRATOR, storsjo.board)):
        with pytest.raises(Forbidden):
            add(storsjo, by=by)
        with pytest.raises(Forbidden):
            actions.set_password(by=by, user_id=rut.pk, version=1, password=NEW_PASSWORD, now=NOW)
        with pytest.raises(Forbidden):
            actions.set_active(by=by, user_id=rut.pk, version=1, active=False, now=NOW)
        with pytest.raises(Forbidden):
            actions.end_sessions(by=by, user_id=rut.pk, now=NOW)


def test_another_municipalitys_users_are_not_there(storsjo: Town) -> None:
    ada, rut = town("SOC", "Nordviks kommun").user("ada", Role.ADMINISTRATOR), storsjo.user("rut")
    with pytest.raises(Missing):
        add(storsjo, by=ada)
    with pytest.raises(Missing):
        actions.change_user(by=ada, user_id=rut.pk, version=1, name="Min", email="", now=NOW)
