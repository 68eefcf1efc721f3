"""The steps of a plan's life on screen: checked, proposed, returned, adopted, revised, dropped, closed."""

import json
from typing import Any

import pytest
from django.test import Client
from tests.people import NOW, Town
from tests.planning.scene import adopted, item, plan_with, proposed, secretary
from tests.rules.schemes import HALF_YEARS
from tests.web.filled_form import filled
from tests.web.listed import signed_in, words

from riskbild.organisation.roles import Role
from riskbild.planning.actions.items import edit_item
from riskbild.planning.actions.life import begin_revision, take_back_plan
from riskbild.planning.actions.years import set_year_rules
from riskbild.planning.models import Plan, PlanDecision, PlanItem
from riskbild.register.actions.editing import edit_risk
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.models import Risk
from riskbild.rules.plan_life import PlanState
from riskbild.rules.year_rules import YearRules

pytestmark = pytest.mark.django_db
DECISION = {"decided_on": "2026-11-20", "paragraph": "§ 118", "case_number": "BUN 2026/41"}


@pytest.fixture
def anna(storsjo: Town) -> Client:
    return signed_in(storsjo.coordinator())


@pytest.fixture
def siv(storsjo: Town) -> Client:
    return signed_in(secretary(storsjo))


@pytest.fixture
def risk(storsjo: Town) -> Risk:
    return storsjo.risk("Fel beslut om jäv", likelihood=4, impact=3)


@pytest.fixture
def plan(storsjo: Town, risk: Risk) -> Plan:
    return plan_with(storsjo, risk)


def at(plan: Plan, place: str = "") -> str:
    return f"/ar/plan/{plan.pk}/{place}"


def now(plan: Plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)


def follow(client: Client, answer: Any) -> str:
    """What the page says after something was done."""
    assert answer.status_code == 302, words(answer.text)
    return words(client.get(answer.headers["Location"].partition("#")[0]).text)


def test_what_stands_in_the_way_is_listed_with_the_place_where_it_is_put_right(
    storsjo: Town, anna: Client, plan: Plan
) -> None:
    bare = item(storsjo, plan, activity="Säkerställ att rutinen följs", control_owner="")
    page = anna.get(at(plan, "granskning/"))
    told = words(page.text)
    assert "1 brist måste rättas innan planen kan föreslås." in told
    assert f'href="{at(plan)}kontroll/{bare.pk}/andra/#id_control_owner"' in page.text
    assert "RB601" in told  # a control that is only "säkerställ", found by the checks
    answer = anna.post(at(plan, "granskning/"), {"version": "1."})
    assert answer.status_code == 422
    assert now(plan).state == PlanState.DRAFT


def test_a_plan_is_proposed_and_its_warnings_go_with_it_to_the_board(
    storsjo: Town, anna: Client, siv: Client, plan: Plan
) -> None:
    item(storsjo, plan, activity="Attest av fakturor", performer="Ekonomichef")
    assert "Inget hindrar att planen föreslås" in words(anna.get(at(plan, "granskning/")).text)
    assert "ligger hos nämnden för beslut" in follow(anna, anna.post(at(plan, "granskning/"), {"version": "1."}))
    told = words(siv.get(at(plan)).text)
    assert "att se över när planen föreslogs" in told
    assert "kontrollerar alltså sitt eget arbete" in words(siv.get(at(plan, "granskning/")).text)


def test_a_plan_that_has_moved_on_is_not_proposed_from_an_old_page(storsjo: Town, anna: Client, plan: Plan) -> None:
    take_back_plan(by=storsjo.coordinator(), plan_id=plan.pk, version=proposed(storsjo, plan).version, now=NOW)
    answer = anna.post(at(plan, "granskning/"), {"version": "1."})
    assert answer.status_code == 409
    assert "Planen har ändrats sedan du öppnade sidan" in words(answer.text)


def test_who_may_not_take_the_step_sees_the_reason_beside_the_button(
    storsjo: Town, anna: Client, siv: Client, plan: Plan
) -> None:
    assert "Du har inte behörighet att föreslå planen här." in words(siv.get(at(plan)).text)
    proposed(storsjo, plan)
    assert "Ta tillbaka förslaget" in words(anna.get(at(plan)).text)
    reader = signed_in(storsjo.user("lars", Role.READER))
    assert "Du har inte behörighet att registrera nämndens beslut om planen här." in words(reader.get(at(plan)).text)
    assert anna.get(at(plan, "faststall/")).status_code == 403
    assert anna.post(at(plan, "faststall/"), DECISION | {"version": "2.", "body": "Nämnden"}).status_code == 403


def test_a_step_that_the_state_does_not_allow_leads_back_to_the_plan(anna: Client, plan: Plan) -> None:
    for place in ("faststall/", "aterremittera/", "revidera/", "avsluta/"):
        answer = anna.get(at(plan, place))
        assert (answer.status_code, answer.headers["Location"]) == (302, at(plan))


def test_a_proposal_is_taken_back_with_one_press(storsjo: Town, anna: Client, plan: Plan) -> None:
    version = proposed(storsjo, plan).version
    assert "utkast igen" in follow(anna, anna.post(at(plan, "ta-tillbaka/"), {"version": f"{version}."}))
    again = anna.post(at(plan, "ta-tillbaka/"), {"version": f"{version}."})
    assert again.status_code == 422
    assert "måste föreslås först" in words(again.text)


def test_the_board_returns_a_plan_with_a_reason_that_stands_first_in_it(
    storsjo: Town, anna: Client, siv: Client, plan: Plan
) -> None:
    proposed(storsjo, plan)
    form = filled(siv.get(at(plan, "aterremittera/")).text)
    empty = siv.post(at(plan, "aterremittera/"), form | {"reason": " "})
    assert empty.status_code == 422
    assert "Ange skälet." in words(empty.text)
    follow(siv, siv.post(at(plan, "aterremittera/"), form | {"reason": "Lägg till oegentligheter."}))
    assert "Nämnden har återremitterat planen Lägg till oegentligheter." in words(anna.get(at(plan)).text)


def test_a_decision_is_recorded_and_freezes_the_plan_with_a_checksum(
    storsjo: Town, anna: Client, siv: Client, plan: Plan
) -> None:
    proposed(storsjo, plan)
    form = filled(siv.get(at(plan, "faststall/")).text)
    assert form["body"] == "Barn- och utbildningsnämnden"
    wrong = siv.post(at(plan, "faststall/"), form | DECISION | {"decided_on": "2999-01-01"})
    assert wrong.status_code == 422
    assert "ligger i framtiden" in words(wrong.text)
    assert filled(wrong.text)["case_number"] == "BUN 2026/41"
    told = follow(siv, siv.post(at(plan, "faststall/"), form | DECISION))
    assert "Barn- och utbildningsnämnden, 2026-11-20, § 118" in told
    decision = PlanDecision.objects.get(plan=plan)
    page = words(siv.get(at(plan, "beslut/")).text)
    assert "Innehållet stämmer med kontrollsumman" in page
    assert decision.sha256 in page
    assert "SFS 2025:374" in page
    file = anna.get(at(plan, "beslut/plan.json"))
    assert file.content.decode() == decision.content
    assert json.loads(file.content)["decision"]["paragraph"] == "§ 118"
    assert "attachment" in file.headers["Content-Disposition"]
    assert anna.get(at(plan, "kontroll/ny/")).status_code == 302


def test_a_decision_changed_behind_the_systems_back_is_told_of(storsjo: Town, siv: Client, plan: Plan) -> None:
    adopted(storsjo, plan)
    decision = PlanDecision.objects.get(plan=plan)
    PlanDecision.objects.update(content=decision.content.replace("Fel beslut", "Rätt beslut"))
    assert "Innehållet stämmer inte med kontrollsumman från beslutet." in words(siv.get(at(plan, "beslut/")).text)


def test_two_secretaries_cannot_both_adopt(storsjo: Town, siv: Client, plan: Plan) -> None:
    proposed(storsjo, plan)
    form = filled(siv.get(at(plan, "faststall/")).text)
    siv.post(at(plan, "faststall/"), form | DECISION)
    second = siv.post(at(plan, "faststall/"), form | DECISION | {"paragraph": "§ 119"})
    assert second.status_code == 422
    assert "Planen är fastställd" in words(second.text)
    assert filled(second.text)["paragraph"] == "§ 119"
    assert PlanDecision.objects.get(plan=plan).paragraph == "§ 118"


def test_what_has_changed_since_the_decision_is_shown_before_and_after(
    storsjo: Town, anna: Client, plan: Plan, risk: Risk
) -> None:
    adopted(storsjo, plan)
    assert "Inget har ändrats" in words(anna.get(at(plan, "andrat/")).text)
    version = Risk.objects.get(pk=risk.pk).version
    edit_risk(by=storsjo.coordinator(), risk_id=risk.pk, version=version, changes={"risk": "Jäv prövas inte"}, now=NOW)
    risk_id, rules = storsjo.risk("Fel om mutor", likelihood=4, impact=4).pk, YearRules(HALF_YEARS)
    draft = begin_revision(
        by=storsjo.coordinator(), plan_id=plan.pk, version=now(plan).version, reason="Ny risk.", now=NOW
    )
    ask = {"by": storsjo.coordinator(), "now": NOW}
    edit_item(item_id=PlanItem.objects.get(plan=draft).pk, version=1, changes={"risks": [risk_id]}, **ask)
    set_year_rules(board_year_id=storsjo.year.pk, version=0, rules=rules, **ask)
    told = words(anna.get(at(plan, "andrat/")).text)
    assert "Fel beslut om jäv" in told
    assert "Jäv prövas inte" in told
    assert "Risker Fel beslut om jäv Fel om mutor" in told
    assert "Årets regler Nämndens år Ändrad" in told
    assert "Perioder T1, T2, T3 H1, H2" in told


def test_a_secret_risk_is_hidden_in_the_decision_and_the_file_is_not_handed_out(
    storsjo: Town, plan: Plan, risk: Risk
) -> None:
    adopted(storsjo, plan)
    version = Risk.objects.get(pk=risk.pk).version
    by = storsjo.coordinator()
    mark_secret(by=by, risk_id=risk.pk, version=version, field="", paragraph="18 kap. 8 §", reason="Skäl", now=NOW)
    reader = signed_in(storsjo.user("lars", Role.READER))
    for place in ("", "beslut/", "andrat/", "urval/", "granskning/"):
        assert "jäv" not in reader.get(at(plan, place)).text, place
    assert reader.get(at(plan, "beslut/plan.json")).status_code == 404


def test_a_revision_is_a_new_draft_that_can_be_dropped_while_the_adopted_holds(
    storsjo: Town, anna: Client, plan: Plan
) -> None:
    adopted(storsjo, plan)
    form = filled(anna.get(at(plan, "revidera/")).text)
    told = follow(anna, anna.post(at(plan, "revidera/"), form | {"reason": "Ny risk."}))
    assert "Version 2 är en revidering" in told
    assert "Versioner" in told
    draft = Plan.objects.get(board_year=storsjo.year, number=2)
    twice = anna.post(at(plan, "revidera/"), form | {"reason": "Ny risk igen."})
    assert twice.status_code in {409, 422}
    assert "Ny risk igen." in twice.text
    assert "Utkastet med 1 kontroll försvinner." in words(anna.get(at(draft, "slopa/")).text)
    assert "slopat" in follow(anna, anna.post(at(draft, "slopa/"), {"version": "1."}))
    assert now(plan).state == PlanState.ADOPTED


def test_an_adopted_plan_is_closed_after_a_question_and_then_only_read(storsjo: Town, anna: Client, plan: Plan) -> None:
    version = adopted(storsjo, plan).version
    assert "Avsluta planen?" in words(anna.get(at(plan, "avsluta/")).text)
    told = follow(anna, anna.post(at(plan, "avsluta/"), {"version": f"{version}."}))
    assert "Den kan bara läsas." in told
    assert now(plan).state == PlanState.CLOSED
