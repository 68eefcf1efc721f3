"""What cannot be done to the tree, each with its reason at the field it speaks of, and nothing changed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.people import NOW, OPERATOR, TODAY, Town, town

from riskbild.audit.ids import uuid7
from riskbild.audit.models import AuditEvent
from riskbild.organisation import actions
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.kinds import KIND_LABELS, MAY_STAND_UNDER, NodeKind
from riskbild.organisation.models import Node, Placement
from riskbild.organisation.roles import Role
from riskbild.rules.refusal import Forbidden, Missing, Refused

pytestmark = pytest.mark.django_db
NEXT_YEAR, YEAR_AFTER = date(2027, 1, 1), date(2028, 1, 1)


def add(parent: Node, kind: NodeKind = NodeKind.UNIT, name: str = "Elevhälsan", **more: Any) -> Node:
    return actions.create_node(
        **{"by": OPERATOR, "parent_id": parent.pk, "kind": kind, "name": name, "now": NOW} | more
    )


def move(node: Node, parent: Node, on: date = TODAY) -> Node:
    fresh = Node.objects.get(pk=node.pk)
    return actions.move_node(by=OPERATOR, node_id=node.pk, version=fresh.version, parent_id=parent.pk, on=on, now=NOW)


def close(node: Node, on: date = TODAY) -> Node:
    fresh = Node.objects.get(pk=node.pk)
    return actions.close_node(by=OPERATOR, node_id=node.pk, version=fresh.version, on=on, now=NOW)


def refused(change: Callable[[], object], where: str = "") -> str:
    """The refusal's sentence; nothing may have been written, and the field that it names must be this."""
    before = (AuditEvent.objects.count(), Node.objects.count(), Placement.objects.count())
    with pytest.raises(Refused) as caught:
        change()
    assert (AuditEvent.objects.count(), Node.objects.count(), Placement.objects.count()) == before
    assert [finding.where for finding in caught.value.findings] == ([where] if where else [])
    return str(caught.value)


def test_the_kinds_are_told_apart_completely() -> None:
    assert MAY_STAND_UNDER.keys() == KIND_LABELS.keys() == set(NodeKind)
    assert [kind for kind, above in MAY_STAND_UNDER.items() if not above] == [NodeKind.MUNICIPALITY]


def test_a_board_cannot_stand_under_a_unit(storsjo: Town) -> None:
    told = refused(lambda: add(storsjo.school, NodeKind.BOARD, code="X"), "kind")
    assert told == "Nämnd eller styrelse kan inte ligga under enhet."


def test_a_board_needs_a_code(storsjo: Town) -> None:
    assert refused(lambda: add(storsjo.root, NodeKind.BOARD), "code") == "Ange en kod, till exempel UTB."


@pytest.mark.parametrize("code", ["BUN", " bun ", "bun"])
def test_a_code_is_used_once_in_the_installation_whatever_its_case(storsjo: Town, code: str) -> None:
    other = town("SOC", "Nordviks kommun")
    assert "används redan" in refused(lambda: add(other.root, NodeKind.BOARD, code=code), "code")


@pytest.mark.parametrize("code", ["A/B", "<b>", "A B", "A" * 21])
def test_a_code_holds_letters_and_figures_alone(storsjo: Town, code: str) -> None:
    refused(lambda: add(storsjo.root, NodeKind.BOARD, code=code), "code")


def test_the_own_code_typed_in_small_letters_is_the_same_code(storsjo: Town) -> None:
    node = actions.rename_node(by=OPERATOR, node_id=storsjo.board.pk, version=1, name="Nämnden", code="bun", now=NOW)
    assert node.code == "BUN"


@pytest.mark.parametrize(
    "name", ["", "   ", "A" * 201, "Skol\x00an", "Skol\u202ean", pytest.param("x" * 10_000_000, id="ten million signs")]
)
def test_a_name_that_cannot_be_stored_is_refused(storsjo: Town, name: str) -> None:
    refused(lambda: add(storsjo.administration, name=name), "name")


def test_a_name_is_kept_as_it_is_even_if_it_looks_like_markup(storsjo: Town) -> None:
    assert add(storsjo.administration, name="<script>alert(1)</script>").name == "<script>alert(1)</script>"


def test_a_form_sent_twice_adds_one_node(storsjo: Town) -> None:
    key = uuid7()
    add(storsjo.administration, node_id=key)
    assert refused(lambda: add(storsjo.administration, node_id=key)) == "Delen är redan sparad."


def test_nothing_is_put_under_what_is_closed(storsjo: Town) -> None:
    close(storsjo.school)
    refused(lambda: add(storsjo.school, NodeKind.UNIT), "parent")
    refused(lambda: move(storsjo.kitchen, storsjo.school), "parent")


def test_a_node_cannot_be_older_than_what_it_stands_under(storsjo: Town) -> None:
    late = add(storsjo.root, NodeKind.BOARD, code="NY", on=NEXT_YEAR)
    refused(lambda: add(late, on=TODAY), "on")
    refused(lambda: move(storsjo.kitchen, late, TODAY), "on")


def test_a_node_cannot_be_moved_below_itself(storsjo: Town) -> None:
    division = add(storsjo.administration, NodeKind.DIVISION)
    inner = add(division, NodeKind.DIVISION, "Stöd")
    refused(lambda: move(division, inner), "parent")


def test_two_planned_moves_cannot_make_a_ring(storsjo: Town) -> None:
    one, other = (add(storsjo.administration, NodeKind.DIVISION, name) for name in ("Norra", "Södra"))
    move(other, one, YEAR_AFTER)
    refused(lambda: move(one, other, NEXT_YEAR), "parent")


def test_a_move_to_where_it_stands_is_no_move(storsjo: Town) -> None:
    assert refused(lambda: move(storsjo.kitchen, storsjo.administration), "parent") == "Delen ligger redan där."


def test_no_move_is_put_in_before_one_that_has_taken_effect(storsjo: Town) -> None:
    division = add(storsjo.administration, NodeKind.DIVISION)
    move(storsjo.kitchen, division, date(2024, 1, 1))
    told = refused(lambda: move(storsjo.kitchen, storsjo.board, date(2020, 1, 1)), "on")
    assert told.startswith("Delen flyttades 2024-01-01")


def test_what_has_something_open_below_it_cannot_close(storsjo: Town) -> None:
    assert refused(lambda: close(storsjo.administration)) == "Avsluta först det som ligger under."
    close(storsjo.school)
    close(storsjo.kitchen, NEXT_YEAR)
    refused(lambda: close(storsjo.administration))
    assert close(storsjo.administration, NEXT_YEAR).closed_on == NEXT_YEAR


def test_what_is_planned_to_move_in_later_counts_as_open_below(storsjo: Town) -> None:
    division = add(storsjo.administration, NodeKind.DIVISION)
    move(storsjo.kitchen, division, NEXT_YEAR)
    assert refused(lambda: close(division)) == "Avsluta först det som ligger under."


def test_a_node_closes_once_and_not_before_it_began(storsjo: Town) -> None:
    unit = add(storsjo.administration, on=date(2025, 1, 1))
    refused(lambda: close(unit, date(2024, 1, 1)), "on")
    close(unit)
    refused(lambda: close(unit))


def test_the_municipality_is_never_closed_and_never_moved(storsjo: Town) -> None:
    refused(lambda: close(storsjo.root))
    refused(lambda: move(storsjo.root, storsjo.board), "kind")


def test_what_stands_under_something_closed_cannot_open_again(storsjo: Town) -> None:
    for node in (storsjo.school, storsjo.kitchen, storsjo.administration):
        close(node)
    kitchen = Node.objects.get(pk=storsjo.kitchen.pk)
    told = refused(lambda: actions.reopen_node(by=OPERATOR, node_id=kitchen.pk, version=kitchen.version, now=NOW))
    assert told == "Öppna först Utbildningsförvaltningen igen, som ligger över."


def test_an_older_version_is_a_conflict(storsjo: Town) -> None:
    actions.rename_node(by=OPERATOR, node_id=storsjo.school.pk, version=1, name="Nya skolan", code="", now=NOW)
    with pytest.raises(Conflict):
        actions.rename_node(by=OPERATOR, node_id=storsjo.school.pk, version=1, name="Annan", code="", now=NOW)
    assert Node.objects.get(pk=storsjo.school.pk).name == "Nya skolan"


def test_saving_what_stands_there_already_leaves_no_trace(storsjo: Town) -> None:
    before = AuditEvent.objects.count()
    actions.rename_node(by=OPERATOR, node_id=storsjo.school.pk, version=1, name="Storskolan", code="", now=NOW)
    assert AuditEvent.objects.count() == before
    assert Node.objects.get(pk=storsjo.school.pk).version == 1


def test_only_who_manages_the_organisation_there_changes_it(storsjo: Town) -> None:
    anna, admin = storsjo.coordinator(), storsjo.user("ada", Role.ADMINISTRATOR)
    with pytest.raises(Forbidden, match="ändra organisationen"):
        add(storsjo.administration, by=anna)
    add(storsjo.administration, by=admin)
    with pytest.raises(Forbidden):
        add(storsjo.root, NodeKind.BOARD, code="SN", by=admin)


def test_another_municipalitys_nodes_are_not_there(storsjo: Town) -> None:
    stranger = town("SOC", "Nordviks kommun").user("ada", Role.ADMINISTRATOR)
    with pytest.raises(Missing):
        add(storsjo.administration, by=stranger)
    with pytest.raises(Missing):
        actions.rename_node(by=stranger, node_id=storsjo.school.pk, version=1, name="Min", code="", now=NOW)


def test_only_the_operator_adds_a_municipality(storsjo: Town) -> None:
    with pytest.raises(Forbidden):
        actions.create_municipality(by=storsjo.user("ada", Role.ADMINISTRATOR, storsjo.root), name="Egen", now=NOW)
