"""Who may what, where and when: roles are inherited downwards, hold between dates, and stop at the municipality."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import NOW, OPERATOR, TODAY, Town, town

from riskbild.organisation import actions
from riskbild.organisation.access import access_of
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.models import Node, User
from riskbild.organisation.permissions import (
    check,
    check_everywhere,
    may,
    refusal,
    refusal_anywhere,
    refusal_everywhere,
)
from riskbild.organisation.queries import members_at, sees_users, user_page, users_seen_by
from riskbild.organisation.roles import Permission, Role
from riskbild.rules.refusal import Forbidden

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def fresh(user: User) -> User:
    """The same person in another request: what a person may is remembered with the object."""
    return User.objects.select_related("municipality").get(pk=user.pk)


def edits(user: User, node: Node, on: date = TODAY) -> bool:
    return may(user, Permission.EDIT_RISK, node.pk, today=on)


def test_a_role_holds_at_its_node_and_everywhere_below(storsjo: Town) -> None:
    anna = storsjo.coordinator()
    assert all(edits(anna, node) for node in (storsjo.board, storsjo.administration, storsjo.school, storsjo.kitchen))


def test_a_role_does_not_hold_above_its_node_or_beside_it(storsjo: Town) -> None:
    rut = storsjo.user("rut", Role.EDITOR, storsjo.school)
    assert edits(rut, storsjo.school)
    assert not any(edits(rut, node) for node in (storsjo.kitchen, storsjo.administration, storsjo.board, storsjo.root))


def test_several_roles_add_up(storsjo: Town) -> None:
    rut = storsjo.user("rut", Role.READER)
    actions.give_role(by=OPERATOR, user_id=rut.pk, node_id=storsjo.school.pk, role=Role.MANAGER, now=NOW)
    rut = fresh(rut)
    assert may(rut, Permission.READ, storsjo.kitchen.pk, today=TODAY)
    assert not edits(rut, storsjo.kitchen)
    assert may(rut, Permission.RESPOND, storsjo.school.pk, today=TODAY)


def test_a_role_holds_from_its_first_day_to_the_day_before_its_last(storsjo: Town) -> None:
    rut = storsjo.user("rut")
    actions.give_role(
        by=OPERATOR, user_id=rut.pk, node_id=storsjo.school.pk, role=Role.EDITOR, now=NOW, on=TODAY + DAY,
        until=TODAY + 3 * DAY,
    )  # fmt: skip
    held = [edits(fresh(rut), storsjo.school, TODAY + days * DAY) for days in range(5)]
    assert held == [False, True, True, False, False]


def test_who_is_shut_out_may_nothing(storsjo: Town) -> None:
    anna = storsjo.coordinator()
    actions.set_active(by=OPERATOR, user_id=anna.pk, version=anna.version, active=False, now=NOW)
    assert not access_of(fresh(anna), TODAY).nodes


def test_a_role_never_reaches_into_another_municipality(storsjo: Town) -> None:
    other = town("SOC", "Nordviks kommun")
    admin = storsjo.user("ada", Role.ADMINISTRATOR, storsjo.root)
    assert not may(admin, Permission.READ, other.school.pk, today=TODAY)
    assert access_of(admin, TODAY).everywhere(Permission.READ)


def test_everywhere_means_the_whole_municipality(storsjo: Town) -> None:
    at_board = storsjo.user("ada", Role.ADMINISTRATOR)
    assert refusal_anywhere(at_board, Permission.MANAGE_USERS, today=TODAY) is None
    reason = refusal_everywhere(at_board, Permission.MANAGE_USERS, today=TODAY)
    assert str(reason) == "Du har inte behörighet att hantera användare för hela kommunen."
    with pytest.raises(Forbidden):
        check_everywhere(at_board, Permission.MANAGE_USERS, today=TODAY)
    check_everywhere(storsjo.user("eva", Role.ADMINISTRATOR, storsjo.root), Permission.MANAGE_USERS, today=TODAY)


def test_the_refusal_and_the_disabled_button_say_the_same(storsjo: Town) -> None:
    reader = storsjo.user("lars", Role.READER)
    reason = refusal(reader, Permission.EDIT_RISK, storsjo.school.pk, today=TODAY)
    assert reason is not None
    assert reason.text("sv") == "Du har inte behörighet att ändra risker här."
    assert reason.text("en") == "You do not have permission to edit risks here."
    with pytest.raises(Forbidden) as caught:
        check(reader, Permission.EDIT_RISK, storsjo.school.pk, today=TODAY)
    assert caught.value.sentence == reason


def test_the_operator_may_everything(storsjo: Town) -> None:
    assert all(may(OPERATOR, permission, storsjo.root.pk, today=TODAY) for permission in Permission)


def test_what_a_person_may_costs_one_query_a_request(storsjo: Town) -> None:
    anna = fresh(storsjo.coordinator())
    access_of(anna, TODAY)
    again = fresh(anna)
    with CaptureQueriesContext(connection) as queries:
        for permission in Permission:
            may(again, permission, storsjo.school.pk, today=TODAY)
    assert len(queries) == 1


def test_a_deep_tree_inherits_to_its_end(storsjo: Town) -> None:
    node = storsjo.administration
    for depth in range(60):
        node = actions.create_node(
            by=OPERATOR, parent_id=node.pk, kind=NodeKind.DIVISION, name=f"Nivå {depth}", now=NOW
        )
    assert edits(storsjo.coordinator(), node)


def test_who_sees_users_and_who_does_not(storsjo: Town) -> None:
    seeing = {Role.ADMINISTRATOR, Role.AUDITOR}
    for role in Role:
        user = storsjo.user(role.value, role)
        assert sees_users(user, TODAY) is (role in seeing)
        assert users_seen_by(user, TODAY).exists() is (role in seeing)


def test_users_of_another_municipality_are_never_listed(storsjo: Town) -> None:
    other = town("SOC", "Nordviks kommun")
    other.coordinator()
    admin = storsjo.user("ada", Role.ADMINISTRATOR, storsjo.root)
    assert {user.name for user in user_page(admin, TODAY).users} == {"Ada"}


def test_users_are_paged_by_name_and_found_by_part_of_it(storsjo: Town) -> None:
    admin = storsjo.user("ada", Role.ADMINISTRATOR, storsjo.root)
    for name in ("bo", "cilla", "david", "åsa", "cillabeth"):
        storsjo.user(name)
    first = user_page(admin, TODAY, size=4)
    second = user_page(admin, TODAY, size=4, after=first.next)
    assert [len(first.users), len(second.users), second.next] == [4, 2, None]
    assert len({user.id for user in (*first.users, *second.users)}) == 6
    assert [user.name for user in user_page(admin, TODAY, text="cil").users] == ["Cilla", "Cillabeth"]
    assert [user.name for user in user_page(admin, TODAY, text="åsa").users] == ["Åsa"]


def test_who_has_a_role_at_a_unit_by_inheritance_is_told_apart(storsjo: Town) -> None:
    admin = storsjo.user("ada", Role.ADMINISTRATOR, storsjo.root)
    storsjo.user("rut", Role.MANAGER, storsjo.school)
    found = [(one.name, one.held.role, one.inherited) for one in members_at(admin, storsjo.school.pk, TODAY)]
    assert found == [("Rut", Role.MANAGER, False), ("Ada", Role.ADMINISTRATOR, True)]
