"""The change and its event stand or fall together, also when many write to one trail at once."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from tests.people import NOW, OPERATOR, Town, town

from riskbild.audit.event import all_events
from riskbild.audit.ids import uuid7
from riskbild.audit.models import AuditEvent, AuditHead, AuditText
from riskbild.audit.record import Change, record
from riskbild.audit.verify import verify
from riskbild.organisation import actions
from riskbild.organisation.models import Node, User
from riskbild.organisation.roles import Role
from riskbild.register.actions.editing import edit_risk
from riskbild.register.models import Assessment, Measure, Risk, RiskRole
from riskbild.search.models import SearchRow

pytestmark = pytest.mark.django_db(transaction=True)
EVENT = next(event for event in all_events() if event.name == "organisation.node_renamed")
TRAIL = (AuditHead, AuditEvent, AuditText)
WRITERS, CHANGES = 8, 5


@pytest.fixture
def storsjo() -> Town:
    return town()


class Broken:
    """The database fails when it is asked to write to one of the trail's tables."""

    def __init__(self, table: str) -> None:
        self.table = table

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> CursorWrapper:
        if self.table in sql and sql.split(None, 1)[0] in {"INSERT", "UPDATE"}:
            raise OperationalError("disk I/O error")
        return execute(sql, *rest)


CHANGES_OF = {
    "a node added": lambda storsjo: actions.create_node(
        by=OPERATOR, parent_id=storsjo.administration.pk, kind=storsjo.school.kind, name="Elevhälsan", now=NOW
    ),
    "a user added": lambda storsjo: actions.create_user(
        by=OPERATOR, municipality_id=storsjo.municipality_id, username="rut", name="Rut", now=NOW
    ),
    "a role given": lambda storsjo: actions.give_role(
        by=OPERATOR, user_id=storsjo.users["bo"].pk, node_id=storsjo.board.pk, role=Role.EDITOR, now=NOW
    ),
    "a risk added": lambda storsjo: storsjo.risk(
        "Ny risk", measures="Utbilda.", responsible="Rektor", likelihood=1, impact=1
    ),
    "a risk edited": lambda storsjo: edit_risk(
        by=OPERATOR, risk_id=Risk.objects.get().pk, version=1, changes={"risk": "Annan text"}, now=NOW
    ),
}
OURS = (Node, User, Risk, Assessment, Measure, RiskRole, SearchRow, *TRAIL)


def everything() -> list[list[tuple[Any, ...]]]:
    return [list(model.objects.order_by("pk").values_list()) for model in OURS]


@pytest.mark.parametrize("what", CHANGES_OF)
def test_a_change_whose_event_cannot_be_written_is_undone(storsjo: Town, what: str) -> None:
    storsjo.user("bo")
    storsjo.risk()
    before = everything()
    for model in TRAIL:
        with connection.execute_wrapper(Broken(model._meta.db_table)), pytest.raises(OperationalError):
            CHANGES_OF[what](storsjo)
        assert everything() == before
    CHANGES_OF[what](storsjo)
    assert everything() != before
    assert verify(storsjo.municipality_id).whole


def test_the_trail_is_written_only_inside_the_transaction_of_a_change(storsjo: Town) -> None:
    change = Change(EVENT, "node", storsjo.school.pk)
    with pytest.raises(RuntimeError, match="inside the transaction"):
        record(change, by=OPERATOR, municipality_id=storsjo.municipality_id, now=NOW)


def test_an_event_of_a_change_that_is_undone_leaves_no_gap(storsjo: Town) -> None:
    @transaction.atomic
    def undone() -> None:
        storsjo.risk()
        raise OperationalError("the connection was lost")

    with pytest.raises(OperationalError):
        undone()
    storsjo.risk()
    assert verify(storsjo.municipality_id).whole


def write(storsjo: Town, municipality_ids: list[Any], start: threading.Barrier, broken: list[BaseException]) -> None:
    try:
        start.wait()
        for number in range(CHANGES):
            for municipality_id in municipality_ids:
                with transaction.atomic():
                    change = Change(EVENT, "node", storsjo.school.pk, after={"number": number})
                    record(change, by=OPERATOR, municipality_id=municipality_id, now=NOW)
    except BaseException as fault:  # noqa: BLE001 - told in the test's own thread
        broken.append(fault)
    finally:
        connection.close()


def test_many_writers_at_once_make_one_chain_without_gaps(storsjo: Town) -> None:
    new = uuid7()  # Nobody has written to this one's trail before, so that all of them make its beginning.
    start, broken = threading.Barrier(WRITERS), list[BaseException]()
    threads = [
        threading.Thread(target=write, args=(storsjo, [storsjo.municipality_id, new], start, broken))
        for _ in range(WRITERS)
    ]
    before = verify(storsjo.municipality_id).events
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []
    for municipality_id, events in ((storsjo.municipality_id, before + WRITERS * CHANGES), (new, WRITERS * CHANGES)):
        verdict = verify(municipality_id)
        assert (verdict.whole, verdict.events) == (True, events)
