"""The plan held against the checks: what earlier years' plans were about, and what its documents say already."""

from dataclasses import replace

import pytest
from tests.people import NOW, OPERATOR, TODAY, Town, town
from tests.planning.scene import adopted, item, plan_with, year_of

from riskbild.cli.demo.data import towns
from riskbild.intake.actions import import_document
from riskbild.planning.actions.items import edit_item
from riskbild.planning.models import Plan, PlanItem
from riskbild.planning.plan_checks import findings_of_plan
from riskbild.planning.queries.checkable import plan_setting_of, plan_to_check
from riskbild.planning.queries.plans import plan_seen_by
from riskbild.register.models import BoardYear

pytestmark = pytest.mark.django_db

AREAS = ("Upphandling", "Löner", "Personuppgifter")


def planned(here: Town, year: BoardYear, *areas: str) -> Plan:
    """A plan of a year, with a control for each area."""
    of_year = replace(here, year=year)
    plan = plan_with(of_year)
    for area in areas:
        item(of_year, plan, activity=f"Granska {area.lower()}", process=area, risk=f"Fel i {area.lower()}")
    return plan


def same_areas(here: Town, plan: Plan) -> bool:
    setting = plan_setting_of(OPERATOR, here.year, TODAY)
    return "RB703" in {finding.code for finding in findings_of_plan(plan_seen_by(OPERATOR, plan.pk, TODAY), setting)}


def test_the_same_control_areas_three_years_running_are_told_of_in_the_plan() -> None:
    here = town()
    plan = planned(here, here.year, *AREAS)
    adopted(here, planned(here, year_of(here, 2025), *AREAS))
    assert not same_areas(here, plan)  # two years are no habit
    before = planned(here, year_of(here, 2024), *AREAS)
    assert not same_areas(here, plan)  # the board never decided it
    adopted(here, before)
    assert same_areas(here, plan)
    item(here, plan, activity="Granska jäv", process="Bisysslor", risk="Jäv")
    assert not same_areas(here, plan)


def test_a_plan_that_says_no_more_than_its_document_is_not_checked_twice() -> None:
    demo = next(one for one in towns() if one.code == "SNO")
    here = town("SNO")
    done = import_document(
        by=OPERATOR, board=here.board, year=demo.year, document=demo.document, profile=demo.profile, now=NOW
    )
    assert plan_to_check(OPERATOR, done.year, TODAY) is None
    first = PlanItem.objects.order_by("position")[0]
    edit_item(by=OPERATOR, item_id=first.pk, version=1, changes={"activity": "Säkerställ rutinen"}, now=NOW)
    found = plan_to_check(OPERATOR, done.year, TODAY)
    assert found is not None
    document, _setting, number = found
    assert (number, document.plan[0].controls[0].control, len(document.plan)) == (1, "Säkerställ rutinen", 2)
