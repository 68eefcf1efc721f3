"""A plan of three hundred items and a profile of five hundred risks: few queries, and as many as for a handful."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import NOW, OPERATOR, TODAY, Town
from tests.planning.scene import plan_with, year_of

from riskbild.organisation.models import User
from riskbild.planning.actions.profiles import choose_risks
from riskbild.planning.models import Plan, PlanItem, PlanItemRisk
from riskbild.planning.queries.plans import plan_seen_by
from riskbild.planning.queries.profiles import profile_seen_by
from riskbild.register.actions.adding import NewRisk, add_risks
from riskbild.register.actions.carrying import carry_risks
from riskbild.register.derive import Scored
from riskbild.register.models import BoardYear, Risk
from riskbild.register.terms import AssessmentKind, AssessmentOrigin

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


def many(year: BoardYear, count: int) -> list[Risk]:
    scored = [(AssessmentKind.INHERENT, AssessmentOrigin.ASSESSED, Scored(4, 3, 12))]
    new = [
        NewRisk({"risk": f"Risk att rutin {number} brister", "process": f"Process {number % 9}"}, scores=scored)
        for number in range(count)
    ]
    return add_risks(by=OPERATOR, board_year_id=year.pk, new=new, now=NOW)


def put_items(plan: Plan, risks: list[Risk], count: int) -> None:
    made = {"municipality_id": plan.municipality_id, "plan": plan}
    items = [
        PlanItem(
            **made, position=number, kind="control", origin="own", activity=f"Kontroll {number}", method="Stickprov",
            control_owner="Ekonomichef", performer="Controller", frequency="Tertial", risk=risks[number].risk,
        )
        for number in range(count)
    ]  # fmt: skip
    PlanItem.objects.bulk_create(items)
    PlanItemRisk.objects.bulk_create(
        PlanItemRisk(**made, item=item, risk=risks[number]) for number, item in enumerate(items)
    )


def taken(ask: Callable[[], object]) -> int:
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def fresh(user: User) -> User:
    """As a request has it: nothing remembered of what the person may."""
    return User.objects.select_related("municipality").get(pk=user.pk)


def test_a_plan_of_three_hundred_items_opens_in_few_queries(storsjo: Town) -> None:
    risks = many(storsjo.year, 500)
    plan, anna = plan_with(storsjo), storsjo.coordinator()
    put_items(plan, risks, 5)
    few = taken(lambda: plan_seen_by(fresh(anna), plan.pk, TODAY))
    PlanItem.objects.filter(plan=plan).delete()
    put_items(plan, risks, 300)
    choose_risks(
        by=anna, board_year_id=storsjo.year.pk, node_id=storsjo.board.pk, risk_ids=[risk.pk for risk in risks], now=NOW
    )
    assert taken(lambda: plan_seen_by(fresh(anna), plan.pk, TODAY)) <= few + 1 <= MOST_QUERIES
    seen = plan_seen_by(anna, plan.pk, TODAY)
    assert (len(seen.items), len(seen.choices)) == (300, 500)


def test_a_profile_of_five_hundred_risks_opens_in_few_queries(storsjo: Town) -> None:
    anna = storsjo.coordinator()
    risks = many(storsjo.year, 500)
    ask = {"by": anna, "node_id": storsjo.board.pk, "now": NOW}
    choose_risks(board_year_id=storsjo.year.pk, risk_ids=[risk.pk for risk in risks], **ask)
    after = year_of(storsjo, 2027)
    keys = [risk.pk for risk in risks]
    nodes = {risk.pk: risk.node_id for risk in risks}
    made = carry_risks(by=anna, board_year_id=after.pk, risk_ids=keys, nodes=nodes, now=NOW)
    choose_risks(board_year_id=after.pk, risk_ids=[risk.pk for risk in made.values()], **ask)
    assert taken(lambda: profile_seen_by(fresh(anna), after.pk, storsjo.board.pk, TODAY)) <= MOST_QUERIES
    seen = profile_seen_by(anna, after.pk, storsjo.board.pk, TODAY)
    assert (len(seen.rows), {row.years for row in seen.rows}) == (500, {2})
