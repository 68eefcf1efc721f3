"""Measures are children of the printed cell: the cell gives them, and changing one rewrites the cell."""

import pytest
from tests.people import NOW, Town, town

from riskbild.organisation.roles import Role
from riskbild.register.actions.editing import edit_risk
from riskbild.register.actions.measures import MeasureTexts, add_measure, edit_measure, remove_measure, report_measure
from riskbild.register.models import Measure, Risk
from riskbild.rules.progress import Progress
from riskbild.rules.refusal import Forbidden, Missing, Refused

pytestmark = pytest.mark.django_db


def measures_of(risk: Risk) -> list[Measure]:
    return list(Measure.objects.filter(risk=risk).order_by("position"))


def test_each_paragraph_of_the_cell_is_a_measure(storsjo: Town) -> None:
    risk = storsjo.risk(measures="Utbilda personalen.\nSkriv en rutin.")
    assert [measure.text for measure in measures_of(risk)] == ["Utbilda personalen.", "Skriv en rutin."]


def test_changing_a_measure_rewrites_the_cells_it_is_a_child_of(storsjo: Town) -> None:
    risk = storsjo.risk(measures="Utbilda.\nSkriv en rutin.", responsible="Rektor", deadline="Hösten 2026")
    first = measures_of(risk)[0]
    texts = MeasureTexts(text="Utbilda alla.", roles="Enhetschef", deadline="2026-12-01")
    edit_measure(by=storsjo.coordinator(), measure_id=first.pk, version=1, risk_version=1, texts=texts, now=NOW)
    risk.refresh_from_db()
    assert risk.measures == "Utbilda alla.\nSkriv en rutin."
    assert (risk.responsible, risk.deadline) == ("Enhetschef\nRektor", "2026-12-01\nHösten 2026")


def test_the_other_measures_keep_what_the_cell_said_for_them(storsjo: Town) -> None:
    risk = storsjo.risk(measures="Utbilda.\nSkriv en rutin.", responsible="Rektor", deadline="2026-11-30")
    first, second = measures_of(risk)
    texts = MeasureTexts(text="Utbilda.", roles="Enhetschef", deadline="2026-12-01")
    edit_measure(by=storsjo.coordinator(), measure_id=first.pk, version=1, risk_version=1, texts=texts, now=NOW)
    risk.refresh_from_db()
    second.refresh_from_db()
    assert (second.roles, second.deadline, str(second.due_on)) == ("Rektor", "2026-11-30", "2026-11-30")
    assert (risk.responsible, risk.deadline) == ("Enhetschef\nRektor", "2026-12-01\n2026-11-30")


def test_a_paragraph_that_stands_keeps_its_progress_when_the_cell_is_rewritten(storsjo: Town) -> None:
    risk = storsjo.risk(measures="Utbilda.\nSkriv en rutin.")
    second = measures_of(risk)[1]
    report_measure(
        by=storsjo.coordinator(), measure_id=second.pk, version=1, progress=Progress.DONE, note="Klart.", now=NOW
    )
    edit_risk(
        by=storsjo.coordinator(), risk_id=risk.pk, version=2,
        changes={"measures": "Skriv en rutin.\nFölj upp."}, now=NOW,
    )  # fmt: skip
    assert [(one.text, one.progress) for one in measures_of(risk)] == [
        ("Skriv en rutin.", Progress.DONE),
        ("Följ upp.", Progress.NOT_STARTED),
    ]


def test_a_measure_is_added_last_and_taken_away_again(storsjo: Town) -> None:
    risk, anna = storsjo.risk(measures="Utbilda."), storsjo.coordinator()
    added = add_measure(by=anna, risk_id=risk.pk, version=1, texts=MeasureTexts("Mät."), now=NOW)
    assert Risk.objects.get(pk=risk.pk).measures == "Utbilda.\nMät."
    remove_measure(by=anna, measure_id=added.pk, version=1, risk_version=2, now=NOW)
    assert Risk.objects.get(pk=risk.pk).measures == "Utbilda."


def test_a_reporter_reports_the_own_measure_and_no_other(storsjo: Town) -> None:
    risk = storsjo.risk(measures="Utbilda.\nSkriv en rutin.", node=storsjo.school)
    rut = storsjo.user("rut", Role.REPORTER, storsjo.school)
    own, other = measures_of(risk)
    edit_measure(
        by=storsjo.coordinator(), measure_id=own.pk, version=1, risk_version=1,
        texts=MeasureTexts("Utbilda.", person_id=rut.pk), now=NOW,
    )  # fmt: skip
    reported = report_measure(by=rut, measure_id=own.pk, version=2, progress=Progress.ONGOING, note="Bokat.", now=NOW)
    assert reported.progress == Progress.ONGOING
    with pytest.raises(Forbidden):
        report_measure(by=rut, measure_id=other.pk, version=1, progress=Progress.DONE, note="", now=NOW)


def test_a_done_measure_is_not_started_over_without_being_taken_up(storsjo: Town) -> None:
    risk, anna = storsjo.risk(measures="Utbilda."), storsjo.coordinator()
    (measure,) = measures_of(risk)
    report_measure(by=anna, measure_id=measure.pk, version=1, progress=Progress.DONE, note="", now=NOW)
    with pytest.raises(Refused, match="kan inte följa"):
        report_measure(by=anna, measure_id=measure.pk, version=2, progress=Progress.NOT_STARTED, note="", now=NOW)


def test_a_measure_cannot_be_given_to_somebody_elsewhere(storsjo: Town) -> None:
    risk, other = storsjo.risk(measures="Utbilda."), town("SOC", "Granvik kommun")
    (measure,) = measures_of(risk)
    with pytest.raises(Missing):
        edit_measure(
            by=storsjo.coordinator(), measure_id=measure.pk, version=1, risk_version=1,
            texts=MeasureTexts("Utbilda.", person_id=other.coordinator().pk), now=NOW,
        )  # fmt: skip
