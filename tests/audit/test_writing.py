"""What is written in words that are kept is what Django would have written: the same rows, one statement each."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.models import Model
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext, isolate_apps
from tests.people import Town

from riskbild.audit.models import AuditHead
from riskbild.audit.writing import add, insert, update, write
from riskbild.organisation.models import Node, User
from riskbild.register.models import BoardYear, Measure, Risk

pytestmark = pytest.mark.django_db
LATER = datetime(2027, 3, 28, 1, 30, 0, 123456, tzinfo=UTC)


def stored(row: Model) -> dict[str, Any]:
    """All that the database holds of a row, but its key."""
    held = type(row).objects.filter(pk=row.pk).values().get()  # type: ignore[attr-defined]
    return {name: value for name, value in held.items() if name != "id"}


@pytest.fixture
def risk(storsjo: Town) -> Risk:
    made = storsjo.risk("Risk", likelihood=2, impact=3, measures="Utbilda.", causes="Orsak ett\nOrsak två")
    Risk.objects.filter(pk=made.pk).update(owner=storsjo.coordinator())
    return Risk.objects.get(pk=made.pk)


@pytest.mark.parametrize("model", [Risk, Measure, User, Node, BoardYear])
def test_a_new_row_is_written_as_django_writes_it(storsjo: Town, risk: Risk, model: type[Model]) -> None:
    row = model.objects.order_by("pk").first()  # type: ignore[attr-defined]
    expected = stored(row)
    # A code, a name and a year are one's own.
    unique = {name: str(uuid.uuid4())[:20] for name in {"username", "code"} & expected.keys()}
    unique |= {"year": 1999} if model is BoardYear else {}
    row.pk = uuid.uuid4()
    for name, value in unique.items():
        setattr(row, name, value)
    row._state.adding = True
    with CaptureQueriesContext(connection) as queries:
        assert add(row) is row
    assert len(queries) == 1
    assert (row._state.adding, row._state.db) == (False, "default")
    assert stored(row) == expected | unique


@pytest.mark.parametrize("many", [1, 2, 20, 21])
def test_several_rows_are_written_at_once_as_django_writes_them(risk: Risk, many: int) -> None:
    rows = []
    for number in range(many):
        row = Risk.objects.get(pk=risk.pk)
        row.pk, row.position, row._state.adding = uuid.uuid4(), number, True
        rows.append(row)
    with CaptureQueriesContext(connection) as queries:
        insert(Risk, (row for row in rows))
        insert(Risk, [])
    assert len(queries) == 1
    assert [(row._state.adding, row._state.db) for row in rows] == [(False, "default")] * many
    assert [stored(row) for row in rows] == [stored(risk) | {"position": number} for number in range(many)]


@pytest.mark.parametrize("many", [2, 20, 21])
def test_of_several_rows_all_are_written_or_none(risk: Risk, many: int) -> None:
    rows = [Measure(municipality_id=risk.municipality_id, risk=risk, position=n, text=f"Nr {n}") for n in range(many)]
    rows[-1].pk = rows[0].pk
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Measure, rows)
    assert not Measure.objects.filter(text__startswith="Nr ").exists()


def test_a_key_that_is_taken_is_refused(risk: Risk) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        add(risk)
    with pytest.raises(IntegrityError), transaction.atomic():
        add(Risk(id=uuid.uuid4(), municipality_id=risk.municipality_id))


def test_a_row_is_changed_as_django_changes_it(risk: Risk) -> None:
    expected = stored(risk)
    changed: dict[str, Any] = {
        "risk": "100 % ändrad: %s", "likelihood": None, "controls": ["Ett", "Två"], "owner_id": None, "secret": True,
        "version": risk.version + 1, "updated_at": LATER,
    }  # fmt: skip
    for name, value in changed.items():
        setattr(risk, name, value)
    with CaptureQueriesContext(connection) as queries:
        update(risk)
    assert len(queries) == 1
    assert stored(risk) == expected | changed
    risk.owner, risk.likelihood = User.objects.get(name="Anna"), 4
    update(risk)
    assert stored(risk) == expected | changed | {"owner_id": risk.owner.pk, "likelihood": 4}
    assert Risk.objects.get(pk=risk.pk).updated_at == LATER


def test_only_the_named_columns_are_changed(risk: Risk) -> None:
    expected = stored(risk)
    risk.risk, risk.category, risk.version = "Ny", "Ny", risk.version + 1
    for _ in range(2):
        update(risk, "risk", "version")
        assert stored(risk) == expected | {"risk": "Ny", "version": risk.version}
    update(risk, "version", "category")
    assert stored(risk) == expected | {"risk": "Ny", "category": "Ny", "version": risk.version}


def test_a_row_is_written_new_or_known(risk: Risk) -> None:
    risk.comment = "Känd"
    write(risk)
    other = Risk.objects.get(pk=risk.pk)
    other.pk, other._state.adding = uuid.uuid4(), True
    write(other)
    assert stored(other) == stored(risk)
    assert stored(other)["comment"] == "Känd"


def test_what_is_not_there_is_not_changed(storsjo: Town) -> None:
    head = AuditHead(municipality_id=uuid.uuid4())
    with pytest.raises(DatabaseError, match="is there no more"):
        update(head, "seq", "hash")
    assert not AuditHead.objects.filter(pk=head.pk).exists()


@isolate_apps("riskbild.audit")
def test_a_column_that_the_database_fills_in_itself_is_not_taken_for_another() -> None:
    class Odd(models.Model):
        made_at = models.DateTimeField(db_default=Now())
        text = models.TextField()

        class Meta:
            app_label = "audit"

    with pytest.raises(ValueError, match="value by value"):
        add(Odd(text="Ett"))
    with pytest.raises(ValueError, match="value by value"):
        update(Odd(pk=1, text="Ett"))
