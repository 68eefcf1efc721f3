"""Two people doing the same thing in the same moment: one is told that it is done, the others why it is not."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from tests.people import NOW, OPERATOR, TODAY, Town, town

from riskbild.organisation import actions
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.models import Municipality, Node
from riskbild.organisation.roles import Role
from riskbild.organisation.tree import tree_of
from riskbild.register.actions.methods import revise_method
from riskbild.rules.refusal import Refused
from riskbild.rules.standard_methods import FIVE_BY_FIVE

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


@pytest.fixture
def storsjo() -> Town:
    return town()


def all_at_once(changes: list[Callable[[], object]]) -> tuple[int, list[Refused]]:
    """Starts every change in the same moment in a thread of its own; how many were made, and the refusals.

    Anything else that is raised fails the test.
    """
    made: list[object] = []
    refused: list[Refused] = []
    broken: list[BaseException] = []
    start = threading.Barrier(len(changes))

    def run(change: Callable[[], object]) -> None:
        try:
            start.wait()
            made.append(change())
        except Refused as refusal:
            refused.append(refusal)
        except BaseException as fault:  # noqa: BLE001 - told in the test's own thread
            broken.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(change,)) for change in changes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []
    return len(made), refused


def test_a_sign_in_name_is_given_to_one(storsjo: Town) -> None:
    def add() -> object:
        return actions.create_user(
            by=OPERATOR, municipality_id=storsjo.municipality_id, username="rut", name="Rut", now=NOW
        )

    made, refused = all_at_once([add] * AT_ONCE)
    assert made == 1
    assert {refusal.findings[0].where for refusal in refused} == {"username"}


def test_a_code_is_given_to_one(storsjo: Town) -> None:
    towns = [town(f"N{number}", f"Kommun {number}") for number in range(AT_ONCE)]
    changes = [
        lambda root=one.root: actions.create_node(
            by=OPERATOR, parent_id=root.pk, kind=NodeKind.BOARD, name="Kultur", code="KN", now=NOW
        )
        for one in towns
    ]
    made, refused = all_at_once(changes)
    assert made == 1
    assert {refusal.findings[0].where for refusal in refused} == {"code"}
    assert Node.objects.filter(code="KN").count() == 1


def test_a_role_is_given_once(storsjo: Town) -> None:
    rut = storsjo.user("rut")

    def give() -> object:
        return actions.give_role(by=OPERATOR, user_id=rut.pk, node_id=storsjo.school.pk, role=Role.EDITOR, now=NOW)

    made, refused = all_at_once([give] * AT_ONCE)
    assert (made, len(refused)) == (1, AT_ONCE - 1)


def test_two_moves_that_are_each_right_cannot_make_a_ring(storsjo: Town) -> None:
    one, other = (
        actions.create_node(
            by=OPERATOR, parent_id=storsjo.administration.pk, kind=NodeKind.DIVISION, name=name, now=NOW
        )
        for name in ("Norra", "Södra")
    )

    def move(node: Node, parent: Node) -> object:
        return actions.move_node(by=OPERATOR, node_id=node.pk, version=1, parent_id=parent.pk, on=TODAY, now=NOW)

    made, _ = all_at_once([lambda: move(one, other), lambda: move(other, one)])
    assert made == 1
    tree = tree_of(Municipality.objects.get(pk=storsjo.municipality_id), date(2030, 1, 1))
    assert {one.pk, other.pk} <= {node.id for _, node in tree.ordered()}


def test_a_version_of_a_method_is_saved_by_one_and_the_others_are_told(storsjo: Town) -> None:
    def revise() -> object:
        return revise_method(
            by=OPERATOR, node_id=storsjo.board.pk, method_id=storsjo.year.method_id, after_number=1,
            method=FIVE_BY_FIVE, now=NOW,
        )  # fmt: skip

    made, refused = all_at_once([revise] * AT_ONCE)
    assert (made, {type(refusal).__name__ for refusal in refused}) == (1, {"Conflict"})
