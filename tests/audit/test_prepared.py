"""What is asked in words that are kept is what Django would have asked: the same rows, in one query, for all keys."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Case, Count, Model, Q, Value, When
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.people import NOW, OPERATOR, Town

from riskbild.audit.prepared import Prepared
from riskbild.organisation.actions import give_role, set_active
from riskbild.organisation.models import Membership, Municipality, User
from riskbild.organisation.roles import Role
from riskbild.organisation.sign_in import SignInBackend
from riskbild.register.models import BoardYear, Risk
from riskbild.web.sessions import SessionStore

pytestmark = pytest.mark.django_db


def every_column(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def told(model: type[Model], **keys: Any) -> set[str]:
    return {repr(row) for row in model.objects.filter(**keys).values_list(*every_column(model))}  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", [User, Municipality, BoardYear, Risk])
def test_every_kind_of_column_is_told_as_django_tells_it(storsjo: Town, model: type[Model]) -> None:
    storsjo.coordinator()
    storsjo.risk("Första", likelihood=2, impact=3)
    storsjo.risk("Andra")
    asked = Prepared(lambda: model.objects.values_list(*every_column(model)), by=["id"])  # type: ignore[attr-defined]
    keys = list(model.objects.values_list("pk", flat=True))  # type: ignore[attr-defined]
    assert keys
    for key in keys:
        assert {repr(row) for row in asked.rows(key)} == told(model, pk=key)
    assert asked.rows(uuid.uuid4()) == asked.rows(None) == []


def test_several_rows_are_found_by_several_keys_in_one_query(storsjo: Town) -> None:
    anna, bo = storsjo.coordinator(), storsjo.user("bo", Role.READER)
    give_role(by=OPERATOR, user_id=anna.pk, node_id=storsjo.root.pk, role=Role.AUDITOR, now=NOW)
    columns = every_column(Membership)
    asked = Prepared(lambda: Membership.objects.values_list(*columns), by=["municipality_id", "user_id"])
    for person, many in ((anna, 2), (bo, 1), (anna, 2)):
        with CaptureQueriesContext(connection) as queries:
            rows = asked.rows(storsjo.municipality_id, person.pk)
        assert (len(rows), len(queries)) == (many, 1)
        assert {repr(row) for row in rows} == told(Membership, user=person)
    assert asked.rows(uuid.uuid4(), anna.pk) == []


def test_whole_rows_come_with_their_related_ones_in_one_query(storsjo: Town) -> None:
    anna = storsjo.coordinator()
    owned, unowned = storsjo.risk("Ägd"), storsjo.risk("Ingens")
    Risk.objects.filter(pk=owned.pk).update(owner=anna)
    asked = Prepared(lambda: Risk.objects.select_related("owner", "board_year__method"), by=["municipality_id", "id"])
    for made, owner in ((owned, anna), (unowned, None)):
        with CaptureQueriesContext(connection) as queries:
            found = asked.single(storsjo.municipality_id, made.pk)
            assert found is not None
            assert (found, found.owner, found.board_year.method) == (made, owner, storsjo.year.method)
        assert len(queries) == 1
        for one in (found, found.board_year, found.board_year.method):
            expected = type(one).objects.filter(pk=one.pk).values_list(*every_column(type(one))).get()
            assert [getattr(one, name) for name in every_column(type(one))] == [*expected]
    assert asked.single(uuid.uuid4(), owned.pk) is None


def test_one_of_several_values_is_sought_however_many_they_are(storsjo: Town) -> None:
    risks = [storsjo.risk(text) for text in ("Första", "Andra", "Tredje")]
    asked = Prepared(lambda: Risk.objects.order_by("-position").values_list("risk"), by=["id__in"])
    keys = [risk.pk for risk in risks]
    assert asked.rows(frozenset(keys)) == [("Tredje",), ("Andra",), ("Första",)]
    assert asked.rows(frozenset(keys[:1])) == [("Första",)]
    assert asked.rows(frozenset()) == []
    for many in (300, 301):
        assert len(asked.rows(frozenset([*keys, *(uuid.uuid4() for _ in range(many))]))) == len(keys)


def test_a_value_is_sought_from_one_and_to_another_also_of_a_row_beside(storsjo: Town) -> None:
    for text in ("Första", "Andra"):
        storsjo.risk(text)
    year = storsjo.year.year
    asked = Prepared(
        lambda: Risk.objects.order_by("position").values_list("risk"), by=["board_year__year__gte", "year__lte"]
    )
    for since, until, found in (
        (year - 1, year, 2),
        (year, year + 1, 2),
        (year + 1, year + 2, 0),
        (year - 2, year - 1, 0),
    ):
        assert len(asked.rows(since, until)) == found


def test_a_condition_of_ones_own_is_asked_with_each_value_where_it_belongs(storsjo: Town) -> None:
    risks = [storsjo.risk(text) for text in ("Första", "Andra", "Tredje")]
    Risk.objects.filter(pk=risks[2].pk).update(lineage=risks[0].lineage)

    put_into_words = []

    def like(municipality_id: uuid.UUID, risk_id: uuid.UUID) -> Q:
        put_into_words.append(risk_id)
        known = Risk.objects.filter(pk=risk_id, municipality_id=municipality_id).values("lineage")
        return Q(lineage__in=known) & (Q(municipality_id=municipality_id) | Q(owner_id=risk_id))

    asked = Prepared(
        lambda: Risk.objects.order_by("-position").values_list("risk"), by=["municipality_id", "id"], where=like
    )
    # The first time with one value twice, of which nothing is kept.
    assert asked.rows(storsjo.municipality_id, storsjo.municipality_id) == []
    for risk, found in zip(risks, (["Tredje", "Första"], ["Andra"], ["Tredje", "Första"]), strict=True):
        assert [text for (text,) in asked.rows(storsjo.municipality_id, risk.pk)] == found
    assert asked.rows(uuid.uuid4(), risks[0].pk) == asked.rows(storsjo.municipality_id, uuid.uuid4()) == []
    assert put_into_words == [storsjo.municipality_id, risks[0].pk]
    other = Prepared(Risk.objects.all, by=["id"], where=lambda pk: Q(pk=pk, risk="Första"))
    with pytest.raises(ValueError, match="not all that is asked for"):
        other.rows(risks[0].pk)


def test_no_more_than_the_most_are_asked_for(storsjo: Town) -> None:
    risks = [storsjo.risk(text) for text in ("Första", "Andra", "Tredje")]
    asked = Prepared(lambda: Risk.objects.order_by("position").values_list("risk"), by=["id__in"], most=2)
    for _ in range(2):
        assert asked.rows(frozenset(risk.pk for risk in risks)) == [("Första",), ("Andra",)]


def test_what_is_asked_for_each_time_stands_before_the_values(storsjo: Town) -> None:
    risks = [storsjo.risk(text) for text in ("Första", "Andra", "Tredje")]
    Risk.objects.filter(pk=risks[1].pk).update(archived=True)
    last = Case(When(risk="Tredje", then=Value("sist")), default=Value("inte"))
    rows = Risk.objects.annotate(last=last).filter(archived=False).order_by("position").values_list("risk", "last")
    asked = Prepared(lambda: rows, by=["municipality_id", "board_year__year__in"])
    for _ in range(2):
        whole = asked.rows(storsjo.municipality_id, frozenset({2026, 2027}))
        assert whole == [("Första", "inte"), ("Tredje", "sist")]
        assert asked.rows(storsjo.municipality_id, frozenset({2024, 2025})) == []
        assert asked.rows(uuid.uuid4(), frozenset({2026, 2027})) == []


def test_what_is_asked_for_after_the_values_is_refused(storsjo: Town) -> None:
    many = Risk.objects.values("board_id").annotate(many=Count("pk")).filter(many__gt=1)
    with pytest.raises(ValueError, match="not all that is asked for"):
        Prepared(lambda: many, by=["municipality_id"]).rows(storsjo.municipality_id)


def test_a_locked_row_is_locked_where_the_database_can(storsjo: Town) -> None:
    locked = Prepared(lambda: Risk.objects.select_related("owner").select_for_update(of=("self",)), by=["id"])
    risk = storsjo.risk()
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert locked.single(risk.pk) == risk
        [asked] = queries
        assert ("FOR UPDATE OF" in asked["sql"]) is connection.features.has_select_for_update


def test_the_person_of_a_session_is_whole_with_the_municipality(storsjo: Town) -> None:
    anna, backend = storsjo.coordinator(), SignInBackend()
    with CaptureQueriesContext(connection) as queries:
        found = backend.get_user(anna.pk)
        assert found is not None
        assert found.municipality.name == storsjo.root.name
    assert len(queries) == 1
    for made, expected in ((found, User.objects.get(pk=anna.pk)), (found.municipality, Municipality.objects.get())):
        values = [{name: getattr(one, name) for name in every_column(type(made))} for one in (made, expected)]
        assert values[0] == values[1]
    found.save(update_fields=["name"])  # a row that is there, and no new one
    assert User.objects.count() == 1
    assert backend.get_user(uuid.uuid4()) is None
    set_active(by=OPERATOR, user_id=anna.pk, version=found.version, active=False, now=NOW)
    assert backend.get_user(anna.pk) is None


def test_a_session_is_there_until_its_time_is_over() -> None:
    kept = SessionStore()
    kept["word"] = "Åsa"
    kept.create()
    again = SessionStore(kept.session_key)
    assert again["word"] == "Åsa"
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    over = SessionStore(kept.session_key)
    assert (over.get("word"), over.session_key) == (None, None)
