"""Two people at one plan or year in the same moment: decided once, carried over once, nothing slips in meanwhile."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from tests.people import NOW, OPERATOR, Town, town
from tests.planning.scene import DECISION, manager, plan_with, proposed, secretary, year_of

from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.planning.actions.adopting import adopt_plan
from riskbild.planning.actions.carrying_over import carry_over
from riskbild.planning.actions.deciding import decline_nomination, take_nomination
from riskbild.planning.actions.items import edit_item
from riskbild.planning.actions.life import propose_plan, take_back_plan
from riskbild.planning.actions.nominating import nominate
from riskbild.planning.freezing import thawed
from riskbild.planning.models import Nomination, Plan, PlanDecision, PlanItem
from riskbild.register.models import Risk
from riskbild.rules.plan_life import PlanState
from riskbild.rules.refusal import Refused

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 5


@pytest.fixture
def storsjo() -> Town:
    return town()


def all_at_once(changes: list[Callable[[], object]]) -> int:
    """Starts every change in the same moment in a thread of its own; how many were made, the others being refused."""
    made: list[object] = []
    broken: list[BaseException] = []
    start = threading.Barrier(len(changes))

    def run(change: Callable[[], object]) -> None:
        try:
            start.wait()
            made.append(change())
        except Refused:
            pass
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
    return len(made)


def test_a_plan_is_adopted_once(storsjo: Town) -> None:
    plan = proposed(storsjo, plan_with(storsjo, storsjo.risk(likelihood=4, impact=3)))
    siv, stina = secretary(storsjo), storsjo.user("stina", Role.SECRETARY)

    def adopt(by: User, number: int) -> Callable[[], object]:
        decision = replace(DECISION, paragraph=f"§ {number}")
        ask = {"plan_id": plan.pk, "version": plan.version, "decision": decision, "now": NOW}
        return lambda: adopt_plan(by=by, **ask)

    assert all_at_once([adopt((siv, stina)[number % 2], number) for number in range(AT_ONCE)]) == 1
    assert PlanDecision.objects.count() == 1
    assert Plan.objects.get().state == PlanState.ADOPTED


def test_the_board_adopts_what_was_proposed_or_nothing(storsjo: Town) -> None:
    plan = proposed(storsjo, plan_with(storsjo, storsjo.risk(likelihood=4, impact=3)))
    siv, anna = secretary(storsjo), storsjo.coordinator()
    one = PlanItem.objects.get()

    def take_back_and_change() -> object:
        back = take_back_plan(by=anna, plan_id=plan.pk, version=plan.version, now=NOW)
        edit_item(by=anna, item_id=one.pk, version=1, changes={"method": "Smög sig in"}, now=NOW)
        ask = {"plan_id": plan.pk, "version": back.version, "check_plan": lambda content: (), "now": NOW}
        return propose_plan(by=anna, **ask)

    def adopt() -> object:
        return adopt_plan(by=siv, plan_id=plan.pk, version=plan.version, decision=DECISION, now=NOW)

    assert all_at_once([take_back_and_change, adopt]) == 1
    for decision in PlanDecision.objects.all():
        (frozen,) = thawed(decision.content)["items"]
        assert frozen["method"] == PlanItem.objects.get().method == ""


def test_a_nomination_is_answered_once(storsjo: Town) -> None:
    risk = storsjo.risk(node=storsjo.school)
    anna, boss = storsjo.coordinator(), manager(storsjo)
    nominate(by=anna, board_year_id=storsjo.year.pk, risk_ids=[risk.pk], motive="Stor.", now=NOW)
    row = Nomination.objects.get()
    ask = {"nomination_id": row.pk, "version": 1, "now": NOW}
    answers: list[Callable[[], object]] = [
        lambda: take_nomination(by=boss, **ask),
        lambda: decline_nomination(by=anna, reason="Nej.", **ask),
        lambda: take_nomination(by=anna, **ask),
    ]
    assert all_at_once(answers) == 1


def test_a_risk_is_nominated_once_to_one_level(storsjo: Town) -> None:
    risk = storsjo.risk(node=storsjo.school)
    anna = storsjo.coordinator()
    ask = {"board_year_id": storsjo.year.pk, "risk_ids": [risk.pk], "motive": "Stor.", "now": NOW}
    assert all_at_once([lambda: nominate(by=anna, **ask)] * AT_ONCE) == 1
    assert Nomination.objects.count() == 1


def test_a_year_is_carried_over_once(storsjo: Town) -> None:
    """Whoever comes second finds that all is there, and adds nothing."""
    plan_with(storsjo, storsjo.risk("Fel lön", likelihood=4, impact=3))
    storsjo.risk("Fel hyra", measures="Utbilda")
    after = year_of(storsjo, 2027)
    ask = {"by": OPERATOR, "from_year_id": storsjo.year.pk, "to_year_id": after.pk, "now": NOW}
    ask["item_ids"] = [PlanItem.objects.get().pk]
    assert all_at_once([lambda: carry_over(**ask)] * AT_ONCE) == AT_ONCE
    assert sorted(Risk.objects.filter(board_year=after).values_list("title", flat=True)) == ["Fel hyra", "Fel lön"]
    assert PlanItem.objects.filter(plan__board_year=after).count() == 1
