"""What the year's work puts on the start page: nominations to answer, workshops to score in, duties due."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import NOW, TODAY, Town
from tests.planning.scene import editor, manager
from tests.web.listed import signed_in, words
from tests.web.year_scene import offered, unit_risk, workshop_on

from riskbild.organisation.roles import Role
from riskbild.planning.actions.workshops import score_alone
from riskbild.planning.actions.years import mark_duty
from riskbild.planning.queries.start import planning_to_do
from riskbild.register.actions.years import close_year
from riskbild.register.derive import Scored
from riskbild.register.queries.choices import years_seen_by

pytestmark = pytest.mark.django_db


def test_whoever_answers_nominations_is_told_how_many_wait(storsjo: Town) -> None:
    offered(storsjo, unit_risk(storsjo, "Ett"), unit_risk(storsjo, "Två"))
    told = words(signed_in(manager(storsjo)).get("/arbete/").text)
    assert "2 nomineringar att svara på Utbildningsförvaltningen 2026" in told
    assert "nomineringar att svara på" not in words(signed_in(editor(storsjo)).get("/arbete/").text)


def test_a_workshop_waits_until_its_risks_are_scored(storsjo: Town) -> None:
    risk = unit_risk(storsjo)
    workshop = workshop_on(storsjo, risk, storsjo.risk("Nämndens egen"))
    eva = editor(storsjo)
    assert "1 risk att bedöma" in words(signed_in(eva).get("/arbete/").text)
    score_alone(by=eva, workshop_id=workshop.pk, risk_id=risk.pk, scored=Scored(1, 2), now=NOW)
    assert "Höstens riskverkstad" not in signed_in(eva).get("/arbete/").text
    assert "2 risker att bedöma" in words(signed_in(storsjo.coordinator()).get("/arbete/").text)


def test_duties_late_and_soon_due_are_told_to_who_manages_the_year(storsjo: Town) -> None:
    anna = storsjo.coordinator()
    seen = planning_to_do(anna, years_seen_by(anna, TODAY), TODAY)
    assert [(one.duty.key, one.late) for one in seen.duties] == [
        ("risk_analysis", True), ("plan_adopted", True), ("plan_sent", True), ("follow_up_t1", True),
        ("follow_up_t2", True),
    ]  # fmt: skip
    mark_duty(by=anna, board_id=storsjo.board.pk, year=2026, key="plan_sent", done_on=date(2026, 1, 20), now=NOW)
    seen = planning_to_do(anna, years_seen_by(anna, TODAY), TODAY)
    assert "plan_sent" not in {one.duty.key for one in seen.duties}
    near = planning_to_do(anna, years_seen_by(anna, TODAY), date(2027, 2, 1))
    assert [one.late for one in near.duties if one.duty.key == "annual_report"] == [False]


def test_nothing_waits_in_a_closed_year(storsjo: Town) -> None:
    offered(storsjo, unit_risk(storsjo))
    close_year(by=storsjo.coordinator(), board_year_id=storsjo.year.pk, version=1, now=NOW)
    anna = storsjo.coordinator()
    assert not planning_to_do(anna, years_seen_by(anna, TODAY), TODAY).anything


@pytest.mark.parametrize("role", list(Role))
def test_what_waits_takes_nine_queries_however_much_it_is(storsjo: Town, role: Role) -> None:
    person, counts = storsjo.user("x", role), []
    for round_ in range(2):
        offered(storsjo, *[unit_risk(storsjo, f"Risk {round_} {number}") for number in range(4)])
        workshop_on(storsjo, unit_risk(storsjo, f"Värdera {round_}"))
        years = years_seen_by(person, TODAY)
        planning_to_do(person, years, TODAY)
        with CaptureQueriesContext(connection) as queries:
            planning_to_do(person, years, TODAY)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 9
