"""Editing a risk: who may, what is stored, and two people at once."""

import pytest
from django.db.models import Model
from tests.people import NOW, OPERATOR, Town, town

from riskbild.audit.models import AuditEvent, AuditText
from riskbild.audit.verify import verify
from riskbild.audit.writing import insert
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.roles import Role
from riskbild.register.actions.editing import Chosen, archive_risk, edit_many, edit_risk, respond, restore_risk
from riskbild.register.actions.years import close_year
from riskbild.register.models import Risk, RiskRole
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.response import Response

pytestmark = pytest.mark.django_db


def test_an_edit_changes_the_cell_its_children_and_the_version(storsjo: Town) -> None:
    risk = storsjo.risk(responsible="Rektor")
    edited = edit_risk(
        by=storsjo.coordinator(), risk_id=risk.pk, version=1,
        changes={"responsible": "Rektor + Enhetschef", "deadline": "2026-12-24"}, now=NOW,
    )  # fmt: skip
    assert edited.version == 2
    assert str(edited.due_on) == "2026-12-24"
    assert set(RiskRole.objects.filter(risk=risk).values_list("role", flat=True)) == {"Rektor", "Enhetschef"}


def test_the_trail_tells_who_changed_what_from_what_to_what(storsjo: Town) -> None:
    risk = storsjo.risk(comment="Gammal")
    anna = storsjo.coordinator()
    edit_risk(by=anna, risk_id=risk.pk, version=1, changes={"comment": "Ny", "process": ""}, now=NOW)
    event = AuditEvent.objects.filter(subject_id=risk.pk).latest("seq")
    text = AuditText.objects.get(pk=event.pk)
    assert (event.name, event.actor_id) == ("register.risk_edited", anna.pk)
    assert (text.before, text.after) == ({"comment": "Gammal"}, {"comment": "Ny"})
    assert verify(storsjo.municipality_id).whole


def test_an_edit_that_changes_nothing_writes_nothing(storsjo: Town) -> None:
    risk, anna = storsjo.risk(comment="Samma"), storsjo.coordinator()
    events = AuditEvent.objects.count()
    edited = edit_risk(by=anna, risk_id=risk.pk, version=1, changes={"comment": "Samma"}, now=NOW)
    assert (edited.version, AuditEvent.objects.count()) == (1, events)


def test_the_second_of_two_saves_is_refused_and_the_first_stands(storsjo: Town) -> None:
    risk = storsjo.risk()
    bo = storsjo.user("bo", Role.EDITOR)
    edit_risk(by=storsjo.coordinator(), risk_id=risk.pk, version=1, changes={"comment": "Annas"}, now=NOW)
    with pytest.raises(Conflict):
        edit_risk(by=bo, risk_id=risk.pk, version=1, changes={"comment": "Bos"}, now=NOW)
    assert Risk.objects.get(pk=risk.pk).comment == "Annas"


@pytest.mark.parametrize("role", [Role.READER, Role.SECRETARY, Role.OVERSEER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_only_read_is_told_so(storsjo: Town, role: Role) -> None:
    risk = storsjo.risk()
    with pytest.raises(Forbidden, match="behörighet att ändra risker"):
        edit_risk(
            by=storsjo.user("cilla", role, storsjo.root), risk_id=risk.pk, version=1, changes={"comment": "x"}, now=NOW
        )


def test_another_municipalitys_risk_is_not_there(storsjo: Town) -> None:
    other = town("SOC", "Granvik kommun")
    with pytest.raises(Missing):
        edit_risk(by=other.coordinator(), risk_id=storsjo.risk().pk, version=1, changes={"comment": "x"}, now=NOW)


def test_a_reporter_sees_no_risk_that_is_not_theirs(storsjo: Town) -> None:
    with pytest.raises(Missing):
        edit_risk(
            by=storsjo.user("rut", Role.REPORTER),
            risk_id=storsjo.risk().pk,
            version=1,
            changes={"comment": "x"},
            now=NOW,
        )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"comment": "x" * 20_001}, "tecken lång"),
        ({"comment": "klocka\x07"}, "styrtecken"),
        ({"comment": "Född 640823-3234"}, "samordningsnummer"),
        ({"score": 16}, "kan inte ändras"),
        ({"municipality_id": "x"}, "kan inte ändras"),
        ({"in_plan": "kanske"}, "ja, nej eller tomt"),
        ({"risk": ""}, "Beskriv risken"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_one_sentence(
    storsjo: Town, changes: dict[str, object], sentence: str
) -> None:
    risk = storsjo.risk()
    with pytest.raises(Refused, match=sentence):
        edit_risk(by=storsjo.coordinator(), risk_id=risk.pk, version=1, changes=changes, now=NOW)
    assert Risk.objects.get(pk=risk.pk).version == 1


def test_nothing_changes_in_a_closed_year(storsjo: Town) -> None:
    risk = storsjo.risk()
    close_year(by=storsjo.coordinator(), board_year_id=storsjo.year.pk, version=1, now=NOW)
    with pytest.raises(Refused, match="2026 är stängt"):
        edit_risk(by=storsjo.coordinator(), risk_id=risk.pk, version=1, changes={"comment": "x"}, now=NOW)
    with pytest.raises(Refused, match="2026 är stängt"):
        storsjo.risk("En till")


def test_a_bulk_change_is_all_or_nothing(storsjo: Town) -> None:
    first, second = storsjo.risk("Ett"), storsjo.risk("Två")
    anna = storsjo.coordinator()
    edit_risk(by=anna, risk_id=second.pk, version=1, changes={"comment": "x"}, now=NOW)
    chosen = [Chosen(first.pk, 1), Chosen(second.pk, 1)]
    with pytest.raises(Refused, match="Någon annan har ändrat ”Två”"):
        edit_many(by=anna, chosen=chosen, changes={"category": "Ekonomi"}, now=NOW)
    assert not Risk.objects.filter(category="Ekonomi").exists()
    edit_many(by=anna, chosen=[Chosen(first.pk, 1), Chosen(second.pk, 2)], changes={"category": "Ekonomi"}, now=NOW)
    assert Risk.objects.filter(category="Ekonomi").count() == 2


def test_many_at_once_takes_its_own_permission(storsjo: Town) -> None:
    risk = storsjo.risk()
    with pytest.raises(Forbidden, match="många risker"):
        edit_many(
            by=storsjo.user("eva", Role.EDITOR), chosen=[Chosen(risk.pk, 1)], changes={"category": "Ekonomi"}, now=NOW
        )


def test_a_response_takes_a_reason_and_the_right_to_decide(storsjo: Town) -> None:
    risk, anna = storsjo.risk(), storsjo.coordinator()
    with pytest.raises(Refused, match="Motivera"):
        respond(by=anna, risk_id=risk.pk, version=1, response=Response.ACCEPT, reason=" ", now=NOW)
    with pytest.raises(Forbidden):
        respond(
            by=storsjo.user("eva", Role.EDITOR), risk_id=risk.pk, version=1, response=Response.ACCEPT, reason="Låg.",
            now=NOW,
        )  # fmt: skip
    decided = respond(by=anna, risk_id=risk.pk, version=1, response=Response.ACCEPT, reason="Låg.", now=NOW)
    assert (decided.response, decided.response_reason) == ("accept", "Låg.")


def test_an_archived_risk_can_be_brought_back(storsjo: Town) -> None:
    risk, anna = storsjo.risk(), storsjo.coordinator()
    archive_risk(by=anna, risk_id=risk.pk, version=1, reason="Dubblett", now=NOW)
    with pytest.raises(Refused, match="avförd"):
        edit_risk(by=anna, risk_id=risk.pk, version=2, changes={"comment": "x"}, now=NOW)
    assert not restore_risk(by=anna, risk_id=risk.pk, version=2, now=NOW).archived


def test_when_the_trail_cannot_be_written_the_change_is_undone(storsjo: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    risk = storsjo.risk(comment="Före")

    def fail_at_texts(model: type[Model], rows: list[Model]) -> None:
        if model is AuditText:
            raise OSError("disk full")
        insert(model, rows)

    monkeypatch.setattr("riskbild.audit.record.insert", fail_at_texts)
    with pytest.raises(OSError, match="disk full"):
        edit_risk(by=OPERATOR, risk_id=risk.pk, version=1, changes={"comment": "Efter"}, now=NOW)
    stored = Risk.objects.get(pk=risk.pk)
    assert (stored.comment, stored.version) == ("Före", 1)
