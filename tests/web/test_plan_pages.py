"""The control plan on screen: its items, the choice of risks, every step of its life, two people at once."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.people import NOW, Town
from tests.planning.scene import common_coordinator, item, plan_with
from tests.web.filled_form import filled
from tests.web.listed import signed_in, words

from riskbild.organisation.roles import Role
from riskbild.planning.actions.commons import issue_common
from riskbild.planning.actions.items import edit_item
from riskbild.planning.models import Plan, PlanChoice, PlanItem
from riskbild.register.models import Risk

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(storsjo: Town) -> Client:
    return signed_in(storsjo.coordinator())


@pytest.fixture
def risk(storsjo: Town) -> Risk:
    return storsjo.risk("Fel beslut om jäv", process="Skolskjuts", likelihood=4, impact=3)


@pytest.fixture
def plan(storsjo: Town, risk: Risk) -> Plan:
    return plan_with(storsjo, risk)


def at(plan: Plan, place: str = "") -> str:
    return f"/ar/plan/{plan.pk}/{place}"


def now(plan: Plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)


def first(plan: Plan) -> PlanItem:
    found = PlanItem.objects.filter(plan=plan).order_by("position").first()
    assert found is not None
    return found


def follow(client: Client, answer: Any) -> str:
    """What the page says after something was done."""
    assert answer.status_code == 302, words(answer.text)
    return words(client.get(answer.headers["Location"].partition("#")[0]).text)


def test_a_year_without_a_plan_says_so_and_the_plan_is_begun_with_one_press(storsjo: Town, anna: Client) -> None:
    issue_common(
        by=common_coordinator(storsjo), root_id=storsjo.root.pk, year=2026, texts={"activity": "Bisysslor"}, now=NOW
    )
    page = f"/ar/{storsjo.year.pk}/plan/"
    assert "Ingen plan är påbörjad för 2026" in words(anna.get(page).text)
    assert "Bisysslor" in follow(anna, anna.post(f"{page}paborja/"))
    assert anna.post(f"{page}paborja/").status_code == 409  # somebody else began it


def test_the_plan_shows_its_items_under_their_risks_with_who_holds_the_pen(anna: Client, plan: Plan) -> None:
    told = words(anna.get(at(plan)).text)
    assert "Fel beslut om jäv 12" in told
    assert "Kontroll av fel beslut om jäv" in told
    assert "Samordnare och chef har pennan" in told
    assert "T1 2026-04-30" in told


@pytest.mark.parametrize(("by", "heading"), [("slag", "Kontrollmoment"), ("risk", "Fel beslut om jäv"), ("x", "Fel")])
def test_the_items_are_grouped_as_asked_for(anna: Client, plan: Plan, by: str, heading: str) -> None:
    page = anna.get(f"{at(plan)}?grupp={by}").text
    group = re.search(r'class="rb-plan-group">(.*?)</span>', page, re.DOTALL)
    assert group is not None
    assert heading in group[1]


def test_an_item_is_added_with_its_risks_and_days_and_stands_last(
    storsjo: Town, anna: Client, plan: Plan, risk: Risk
) -> None:
    page = anna.get(f"{at(plan, 'kontroll/ny/')}?risk={risk.pk}")
    assert f'value="{risk.pk}" checked' in page.text
    sent = filled(page.text) | {
        "kind": "review", "activity": "Gå igenom delegationsordningen", "control_owner": "Kanslichef",
        "performer": "Jurist", "frequency": "Halvårsvis", "dates": "2026-05-31", "origin": "audit",
    }  # fmt: skip
    assert "Gå igenom delegationsordningen" in follow(anna, anna.post(at(plan, "kontroll/ny/"), sent))
    made = PlanItem.objects.get(plan=plan, activity="Gå igenom delegationsordningen")
    assert (made.kind, made.origin, made.risk, made.process) == ("review", "audit", "Fel beslut om jäv", "Skolskjuts")
    assert [one["due"] for one in made.dates] == ["2026-05-31"]
    assert [link.risk_id for link in made.risk_links.all()] == [risk.pk]
    again = anna.post(at(plan, "kontroll/ny/"), sent)
    assert again.status_code == 409
    assert PlanItem.objects.filter(plan=plan).count() == 2


def test_what_is_wrong_stands_at_its_field_and_everything_typed_comes_back(anna: Client, plan: Plan) -> None:
    sent = filled(anna.get(at(plan, "kontroll/ny/")).text)
    answer = anna.post(at(plan, "kontroll/ny/"), sent | {"activity": " ", "method": "Stickprov", "dates": "i maj"})
    assert answer.status_code == 422
    assert "Skriv datum som 2026-04-30" in words(answer.text)
    back = filled(answer.text)
    assert (back["method"], back["dates"]) == ("Stickprov", "i maj")
    empty = anna.post(at(plan, "kontroll/ny/"), sent | {"activity": " ", "method": "Stickprov"})
    assert "Beskriv vad som ska kontrolleras eller göras." in words(empty.text)
    away = anna.post(at(plan, "kontroll/ny/"), sent | {"activity": "Kontroll", "dates": "2025-01-01"})
    assert "ligger utanför planens år" in words(away.text)


def test_days_follow_the_frequency_until_somebody_writes_them(anna: Client, plan: Plan) -> None:
    one = first(plan)
    address = at(plan, f"kontroll/{one.pk}/andra/")
    anna.post(address, filled(anna.get(address).text) | {"frequency": "Årligen"})
    assert [day["due"] for day in first(plan).dates] == ["2026-12-31"]
    anna.post(address, filled(anna.get(address).text) | {"dates": "2026-03-01 2026-09-01"})
    assert [day["due"] for day in first(plan).dates] == ["2026-03-01", "2026-09-01"]


def test_a_performer_who_owns_the_control_is_warned_about(storsjo: Town, anna: Client, plan: Plan) -> None:
    own = item(storsjo, plan, activity="Attest", performer="Ekonomichef")
    told = words(anna.get(at(plan, f"kontroll/{own.pk}/")).text)
    assert "kontrollerar alltså sitt eget arbete" in told
    assert "Att se över" in words(anna.get(at(plan)).text)


def test_a_form_sent_as_it_was_shown_changes_nothing(anna: Client, plan: Plan) -> None:
    address = at(plan, f"kontroll/{first(plan).pk}/andra/")
    anna.post(address, filled(anna.get(address).text))
    assert first(plan).version == 1


def test_two_who_change_an_item_get_both_texts_side_by_side_and_can_save_on_top(
    storsjo: Town, anna: Client, plan: Plan
) -> None:
    one = first(plan)
    address = at(plan, f"kontroll/{one.pk}/andra/")
    mine = filled(anna.get(address).text) | {"method": "Mitt sätt", "scope": "Bara jag"}
    changes = {"method": "Deras sätt", "comment": "Bara de"}
    edit_item(by=storsjo.user("mats", Role.MANAGER), item_id=one.pk, version=1, changes=changes, now=NOW)
    answer = anna.post(address, mine)
    assert answer.status_code == 409
    told = words(answer.text)
    assert "Mats har ändrat planen sedan du öppnade sidan" in told
    assert all(text in answer.text for text in ("Mitt sätt", "Deras sätt", "Bara de"))
    follow(anna, anna.post(address, filled(answer.text) | {"keep-method": "mine", "keep-comment": "theirs"}))
    kept = first(plan)
    assert (kept.method, kept.scope, kept.comment) == ("Mitt sätt", "Bara jag", "Bara de")


def test_a_common_control_is_fixed_but_its_owner_is_the_boards(storsjo: Town, anna: Client, plan: Plan) -> None:
    texts = {"activity": "Granska bisysslor", "method": "Register"}
    issue_common(by=common_coordinator(storsjo), root_id=storsjo.root.pk, year=2026, texts=texts, now=NOW)
    common = PlanItem.objects.get(plan=plan, origin="common")
    address = at(plan, f"kontroll/{common.pk}/andra/")
    form = filled(anna.get(address).text)
    assert "activity" not in form
    assert "kind" not in form
    follow(anna, anna.post(address, form | {"control_owner": "HR-chef"}))
    assert PlanItem.objects.get(pk=common.pk).control_owner == "HR-chef"
    slipped = anna.post(address, filled(anna.get(address).text) | {"activity": "Något annat"})
    assert slipped.status_code == 422
    assert anna.post(at(plan, f"kontroll/{common.pk}/ta-bort/"), {"version": "2."}).status_code == 422


def test_an_item_is_removed_after_a_question(anna: Client, plan: Plan) -> None:
    address = at(plan, f"kontroll/{first(plan).pk}/ta-bort/")
    assert "Ta bort kontrollen ur planen?" in words(anna.get(address).text)
    assert "borttagen" in follow(anna, anna.post(address, {"version": "1."}))
    assert not PlanItem.objects.filter(plan=plan).exists()


def test_items_are_put_in_order_by_their_numbers(storsjo: Town, anna: Client, plan: Plan) -> None:
    second, third = (item(storsjo, plan, activity=name) for name in ("Andra", "Tredje"))
    places = {first(plan).pk: 3, second.pk: 1, third.pk: 2}
    sent = {"version": f"{plan.version}.", **{f"plats-{key}": str(place) for key, place in places.items()}}
    assert "Ordningen är sparad." in follow(anna, anna.post(at(plan, "ordning/"), sent))
    names = [one.activity for one in PlanItem.objects.filter(plan=plan).order_by("position")]
    assert names == ["Andra", "Tredje", "Kontroll av fel beslut om jäv"]
    late = anna.post(at(plan, "ordning/"), sent)
    assert late.status_code == 409
    assert 'value="3"' in late.text


def test_what_goes_against_the_threshold_is_asked_for_a_reason_in_one_place(
    storsjo: Town, anna: Client, plan: Plan
) -> None:
    high = storsjo.risk("Sekretess röjs", likelihood=4, impact=4)
    page = anna.get(at(plan, "urval/"))
    told = words(page.text)
    assert "Över tröskeln, men utanför planen (1)" in told
    assert "Skäl saknas" in told
    sent = {"risk": f"{high.pk}.0", "choice": "out", "reason": "Ses över i linjen."}
    assert "Ses över i linjen." in follow(anna, anna.post(at(plan, "urval/"), sent))
    assert PlanChoice.objects.get(plan=plan, risk=high).reason == "Ses över i linjen."
    late = anna.post(at(plan, "urval/"), sent | {"reason": "Annat skäl"})
    assert late.status_code == 409
    assert "Annat skäl" in late.text
    nothing = anna.post(at(plan, "urval/"), {"choice": "in", "reason": "Mitt skäl"})
    assert nothing.status_code == 422
    assert "Välj minst en risk." in words(nothing.text)
    assert "Mitt skäl" in nothing.text


def test_a_risk_that_a_control_answers_is_not_left_out(anna: Client, plan: Plan, risk: Risk) -> None:
    answer = anna.post(at(plan, "urval/"), {"risk": f"{risk.pk}.0", "choice": "out", "reason": "Nej"})
    assert answer.status_code == 422
    assert "Ta bort dem innan risken lämnas utanför" in words(answer.text)


def test_the_plan_page_keeps_within_its_queries_however_many_items(
    storsjo: Town, anna: Client, plan: Plan, risk: Risk, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        item(storsjo, plan, risk, activity=f"Kontroll {number}")
    for address in (f"/ar/{storsjo.year.pk}/plan/", at(plan)):
        anna.get(address)
        with django_assert_max_num_queries(12):
            assert anna.get(address).status_code == 200
