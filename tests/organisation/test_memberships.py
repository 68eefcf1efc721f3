"""Roles are given and ended at dates; what once held stays on record."""

from datetime import date, timedelta

import pytest
from tests.people import NOW, OPERATOR, TODAY, Town, town

from riskbild.audit.queries import trail_of
from riskbild.organisation import actions
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.models import Membership, Node, User
from riskbild.organisation.queries import roles_of
from riskbild.organisation.roles import Role
from riskbild.rules.refusal import Forbidden, Missing, Refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def give(user: User, node: Node, role: Role = Role.EDITOR, **more: date | None) -> Membership:
    return actions.give_role(by=OPERATOR, user_id=user.pk, node_id=node.pk, role=role, now=NOW, **more)


def end(membership: Membership, on: date = TODAY, **more: object) -> Membership:
    asked = {"by": OPERATOR, "membership_id": membership.pk, "version": membership.version, "on": on, "now": NOW}
    return actions.end_role(**asked | more)


def test_a_role_that_has_ended_stays_on_record(storsjo: Town) -> None:
    rut = storsjo.user("rut")
    end(give(rut, storsjo.school), TODAY + DAY)
    [held] = roles_of(OPERATOR, [rut.pk])[rut.pk]
    assert (held.role, held.node_name, held.valid_from, held.valid_to) == (
        Role.EDITOR, "Storskolan", TODAY, TODAY + DAY,
    )  # fmt: skip


def test_giving_and_ending_are_told_in_the_trail_of_the_person(storsjo: Town) -> None:
    rut = storsjo.user("rut")
    end(give(rut, storsjo.school), TODAY + DAY)
    ended, given, *_ = trail_of(storsjo.municipality_id, [rut.pk])
    assert (given.name, given.after["role"]) == ("organisation.role_given", "editor")
    assert (ended.name, ended.after["until"]) == ("organisation.role_ended", str(TODAY + DAY))


def test_the_same_role_is_not_given_twice_at_a_time(storsjo: Town) -> None:
    rut = storsjo.user("rut")
    give(rut, storsjo.school)
    for on in (TODAY, TODAY + 5 * DAY):
        with pytest.raises(Refused) as caught:
            give(rut, storsjo.school, on=on)
        assert caught.value.findings[0].where == "role"


def test_the_same_role_can_be_given_again_after_it_ended(storsjo: Town) -> None:
    rut = storsjo.user("rut")
    end(give(rut, storsjo.school), TODAY + DAY)
    give(rut, storsjo.school, on=TODAY + DAY)
    assert Membership.objects.filter(user=rut).count() == 2


def test_a_role_ended_the_day_it_was_given_can_be_given_again_that_day(storsjo: Town) -> None:
    rut = storsjo.user("rut")
    end(give(rut, storsjo.school))
    assert give(rut, storsjo.school).valid_to is None


def test_a_role_ends_after_it_begins(storsjo: Town) -> None:
    with pytest.raises(Refused) as caught:
        give(storsjo.user("rut"), storsjo.school, on=TODAY, until=TODAY)
    assert caught.value.findings[0].where == "until"


def test_a_role_cannot_be_ended_in_the_past_since_it_was_held_until_now(storsjo: Town) -> None:
    with pytest.raises(Refused, match="tidigast i dag"):
        end(give(storsjo.user("rut"), storsjo.school, on=TODAY - 30 * DAY), TODAY - DAY)


def test_a_role_that_has_ended_is_not_ended_again(storsjo: Town) -> None:
    ended = end(give(storsjo.user("rut"), storsjo.school, on=TODAY - DAY))
    with pytest.raises(Refused, match="avslutades redan"):
        end(ended, TODAY + 9 * DAY)


def test_an_administrator_cannot_end_the_own_role_as_administrator(storsjo: Town) -> None:
    ada, eva = (storsjo.user(name, Role.ADMINISTRATOR, storsjo.root) for name in ("ada", "eva"))
    own = Membership.objects.get(user=ada)
    with pytest.raises(Refused, match="en annan administratör"):
        end(own, by=ada)
    assert end(own, by=eva).valid_to == TODAY


def test_an_older_version_is_a_conflict(storsjo: Town) -> None:
    membership = give(storsjo.user("rut"), storsjo.school)
    end(membership, TODAY + 9 * DAY)
    membership.version = 1
    with pytest.raises(Conflict):
        end(membership, TODAY + 2 * DAY)


def test_an_administrator_of_a_board_gives_roles_there_and_not_above(storsjo: Town) -> None:
    ada, rut = storsjo.user("ada", Role.ADMINISTRATOR), storsjo.user("rut")
    asked = {"by": ada, "user_id": rut.pk, "now": NOW}
    actions.give_role(**asked, node_id=storsjo.school.pk, role=Role.EDITOR)
    with pytest.raises(Forbidden):
        actions.give_role(**asked, node_id=storsjo.root.pk, role=Role.ADMINISTRATOR)


def test_who_does_not_manage_users_gives_no_roles(storsjo: Town) -> None:
    with pytest.raises(Forbidden):
        actions.give_role(
            by=storsjo.coordinator(), user_id=storsjo.user("rut").pk, node_id=storsjo.school.pk, role=Role.READER,
            now=NOW,
        )  # fmt: skip


def test_a_role_is_given_to_ones_own_people_at_ones_own_nodes_alone(storsjo: Town) -> None:
    other = town("SOC", "Nordviks kommun")
    ada, theirs = storsjo.user("ada", Role.ADMINISTRATOR, storsjo.root), other.user("rut")
    for user, node in ((theirs, storsjo.school), (storsjo.user("bo"), other.school), (theirs, other.school)):
        with pytest.raises(Missing):
            actions.give_role(by=ada, user_id=user.pk, node_id=node.pk, role=Role.READER, now=NOW)
    with pytest.raises(Missing):
        give(theirs, storsjo.school)
