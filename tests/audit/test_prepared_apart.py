"""Kept words in other threads, and where there is no transaction."""

import gc
import threading
import uuid
import weakref

import pytest
from django.db import connections, transaction
from django.db.transaction import TransactionManagementError
from tests.people import town

from riskbild.audit.prepared import Prepared
from riskbild.register.models import Risk

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_locked_row_is_refused_where_nothing_would_hold_it() -> None:
    risk, locked = town().risk(), Prepared(Risk.objects.select_for_update, by=["id"])
    with transaction.atomic():
        assert locked.single(risk.pk) == risk
    with pytest.raises(TransactionManagementError):
        locked.single(risk.pk)
    many = Prepared(Risk.objects.select_for_update, by=["id__in"])
    keys = frozenset({risk.pk, *(uuid.uuid4() for _ in range(300))})
    with transaction.atomic():
        assert many.rows(keys) == [risk]
    with pytest.raises(TransactionManagementError):
        many.rows(keys)


def test_what_is_kept_holds_on_to_the_connection_of_no_thread() -> None:
    risk, asked = town().risk(), Prepared(lambda: Risk.objects.select_related("board_year"), by=["id"])
    first: list[weakref.ref[object]] = []

    def ask() -> None:
        assert asked.single(risk.pk) == risk
        first.append(weakref.ref(connections["default"]))
        connections.close_all()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    gc.collect()
    assert [kept() for kept in first] == [None]
    assert asked.single(risk.pk) == risk
