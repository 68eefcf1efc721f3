"""The tree on any day: what is moved or closed stands where it stood before that day."""

from datetime import date, timedelta

import pytest
from tests.people import NOW, OPERATOR, TODAY, Town, town

from riskbild.organisation import actions
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.models import Municipality, Node, User
from riskbild.organisation.permissions import may
from riskbild.organisation.queries import placements_of
from riskbild.organisation.roles import Permission, Role
from riskbild.organisation.tree import Tree, tree_of

pytestmark = pytest.mark.django_db
NEXT_YEAR = date(2027, 1, 1)
DAY = timedelta(days=1)


def tree(storsjo: Town, on: date) -> Tree:
    return tree_of(Municipality.objects.get(pk=storsjo.municipality_id), on)


def version(node: Node) -> int:
    return Node.objects.values_list("version", flat=True).get(pk=node.pk)


def other_board(storsjo: Town, code: str = "SN", on: date | None = None) -> Node:
    return actions.create_node(
        by=OPERATOR, parent_id=storsjo.root.pk, kind=NodeKind.BOARD, name="Socialnämnden", code=code, on=on, now=NOW
    )


def moved(storsjo: Town, node: Node, parent: Node, on: date) -> Node:
    return actions.move_node(by=OPERATOR, node_id=node.pk, version=version(node), parent_id=parent.pk, on=on, now=NOW)


def closed(node: Node, on: date) -> Node:
    return actions.close_node(by=OPERATOR, node_id=node.pk, version=version(node), on=on, now=NOW)


def test_a_unit_that_is_moved_stands_in_its_old_place_until_the_day(storsjo: Town) -> None:
    social = other_board(storsjo)
    moved(storsjo, storsjo.kitchen, social, NEXT_YEAR)
    assert tree(storsjo, NEXT_YEAR - DAY).board_of(storsjo.kitchen.pk) == tree(storsjo, TODAY)[storsjo.board.pk]
    assert tree(storsjo, NEXT_YEAR).board_of(storsjo.kitchen.pk) == tree(storsjo, TODAY)[social.pk]


def test_where_a_unit_has_stood_can_be_read_afterwards(storsjo: Town) -> None:
    social = other_board(storsjo)
    moved(storsjo, storsjo.kitchen, social, NEXT_YEAR)
    stood = placements_of(storsjo.coordinator(), storsjo.kitchen.pk)
    assert [(one.parent_id, one.valid_to) for one in stood] == [
        (social.pk, None),
        (storsjo.administration.pk, NEXT_YEAR),
    ]


def test_all_below_follows_a_division_that_is_moved(storsjo: Town) -> None:
    social = other_board(storsjo)
    division = actions.create_node(
        by=OPERATOR, parent_id=storsjo.administration.pk, kind=NodeKind.DIVISION, name="Stöd", now=NOW
    )
    unit = actions.create_node(by=OPERATOR, parent_id=division.pk, kind=NodeKind.UNIT, name="Elevhälsan", now=NOW)
    moved(storsjo, division, social, TODAY)
    assert unit.pk in tree(storsjo, TODAY).subtree(social.pk)
    assert unit.pk not in tree(storsjo, TODAY).subtree(storsjo.board.pk)


def test_a_role_at_the_old_board_ends_with_the_move_and_one_at_the_new_board_begins(storsjo: Town) -> None:
    social = other_board(storsjo)
    anna, eva = storsjo.coordinator(), storsjo.user("eva", Role.COORDINATOR, social)
    moved(storsjo, storsjo.kitchen, social, NEXT_YEAR)
    # Fresh users: what a person may is remembered with the object for one request.
    anna, eva = (User.objects.select_related("municipality").get(pk=one.pk) for one in (anna, eva))

    def edits(user: User, on: date) -> bool:
        return may(user, Permission.EDIT_RISK, storsjo.kitchen.pk, today=on)

    assert (edits(anna, NEXT_YEAR - DAY), edits(anna, NEXT_YEAR)) == (True, False)
    assert (edits(eva, NEXT_YEAR - DAY), edits(eva, NEXT_YEAR)) == (False, True)


def test_a_unit_that_is_closed_stays_in_the_tree_as_closed(storsjo: Town) -> None:
    closed(storsjo.kitchen, NEXT_YEAR)
    assert not tree(storsjo, NEXT_YEAR - DAY)[storsjo.kitchen.pk].closed
    assert tree(storsjo, NEXT_YEAR)[storsjo.kitchen.pk].closed


def test_a_closing_can_be_taken_back(storsjo: Town) -> None:
    closed(storsjo.kitchen, TODAY)
    actions.reopen_node(by=OPERATOR, node_id=storsjo.kitchen.pk, version=version(storsjo.kitchen), now=NOW)
    assert not tree(storsjo, NEXT_YEAR)[storsjo.kitchen.pk].closed


def test_a_node_added_from_a_day_does_not_stand_before_it(storsjo: Town) -> None:
    social = other_board(storsjo, on=NEXT_YEAR)
    assert social.pk not in tree(storsjo, NEXT_YEAR - DAY)
    assert social.pk in tree(storsjo, NEXT_YEAR)


def test_what_is_added_under_a_late_board_begins_with_it_and_never_floats_loose(storsjo: Town) -> None:
    social = other_board(storsjo, on=NEXT_YEAR)
    unit = actions.create_node(by=OPERATOR, parent_id=social.pk, kind=NodeKind.UNIT, name="Hemtjänst", now=NOW)
    assert unit.opened_on == NEXT_YEAR
    assert [root.id for root in tree(storsjo, TODAY).roots] == [storsjo.root.pk]


def test_a_planned_move_no_longer_holds_when_another_comes_before_it(storsjo: Town) -> None:
    social, culture = other_board(storsjo), other_board(storsjo, "KN")
    moved(storsjo, storsjo.kitchen, social, NEXT_YEAR)
    moved(storsjo, storsjo.kitchen, culture, TODAY)
    assert tree(storsjo, NEXT_YEAR + 400 * DAY)[storsjo.kitchen.pk].parent_id == culture.pk


def test_a_tree_that_is_remembered_is_not_used_after_a_change(storsjo: Town) -> None:
    assert tree(storsjo, TODAY)[storsjo.school.pk].name == "Storskolan"
    actions.rename_node(by=OPERATOR, node_id=storsjo.school.pk, version=1, name="Nya skolan", code="", now=NOW)
    assert tree(storsjo, TODAY)[storsjo.school.pk].name == "Nya skolan"


def test_renaming_the_municipality_renames_it_everywhere(storsjo: Town) -> None:
    actions.rename_node(by=OPERATOR, node_id=storsjo.root.pk, version=1, name="Nya Storsjö kommun", code="", now=NOW)
    assert Municipality.objects.get(pk=storsjo.municipality_id).name == "Nya Storsjö kommun"


def test_two_municipalities_have_trees_of_their_own(storsjo: Town) -> None:
    other = town("SOC", "Nordviks kommun")
    assert not tree(storsjo, TODAY).all_ids & tree(other, TODAY).all_ids
