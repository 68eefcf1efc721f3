"""Items and choices: own wording, days worked out, common controls fixed, choices against the threshold explained."""

from datetime import date
from uuid import uuid4

import pytest
from tests.people import NOW, OPERATOR, TODAY, Town, town
from tests.planning.scene import (
    adopted,
    another_board,
    common_coordinator,
    item,
    plan_with,
    proposed,
    secretary,
    year_of,
)  # fmt: skip
from tests.rules.schemes import HALF_YEARS

from riskbild.organisation.conflict import Conflict
from riskbild.organisation.roles import Role
from riskbild.planning.actions.choices import ChoiceSeen, choose_for_plan
from riskbild.planning.actions.commons import issue_common, withdraw_common
from riskbild.planning.actions.items import NewItem, add_item, edit_item, order_items, remove_item
from riskbild.planning.actions.life import begin_revision, open_plan, return_plan, take_back_plan
from riskbild.planning.actions.years import set_year_rules
from riskbild.planning.models import Plan, PlanItem
from riskbild.planning.queries.plans import PlanSeen, plan_seen_by
from riskbild.planning.queries.setup import commons_seen_by
from riskbild.register.actions.secrecy import mark_secret
from riskbild.rules.plan_item import ItemKind, ItemOrigin
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.selection import Deviation
from riskbild.rules.threshold import Threshold, ThresholdKind
from riskbild.rules.year_rules import PlanField, YearRules

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def three_scored(module_database: None) -> Town:
    here = town("SCO", "Scores kommun")
    here.coordinator()
    for text, category, likelihood in (("Högst", "Ekonomi", 4), ("Hög", "Ekonomi", 3), ("Låg", "Personal", 1)):
        here.risk(text, category=category, likelihood=likelihood, impact=4)
    here.risk("Ej bedömd", category="Personal")
    return here


@pytest.fixture
def scored(three_scored: Town, db: None) -> Town:
    return three_scored


def seen(storsjo: Town, plan: Plan) -> PlanSeen:
    return plan_seen_by(storsjo.coordinator(), plan.pk, TODAY)


def test_an_item_starts_with_the_risks_words_and_then_owns_its_own(storsjo: Town) -> None:
    risk = storsjo.risk("Risk för felaktiga utbetalningar", process="Resor", consequence="Kostnader")
    plan = plan_with(storsjo)
    one = item(storsjo, plan, risk)
    assert (one.risk, one.process, one.consequence) == (risk.risk, "Resor", "Kostnader")
    edit_item(by=storsjo.coordinator(), item_id=one.pk, version=1, changes={"risk": "Bristande regler"}, now=NOW)
    risk.refresh_from_db()
    assert risk.risk == "Risk för felaktiga utbetalningar"
    assert seen(storsjo, plan).items[0].texts["risk"] == "Bristande regler"
    worded = item(storsjo, plan, risk, activity="Annan", risk="Med egna ord")
    assert (worded.risk, worded.process) == ("Med egna ord", "")


def test_one_risk_may_have_many_controls_and_one_control_many_risks(storsjo: Town) -> None:
    risks = [storsjo.risk(f"Risk {number}", likelihood=4, impact=3) for number in range(3)]
    plan = plan_with(storsjo)
    for number in range(3):
        item(storsjo, plan, risks[0], activity=f"Kontroll {number}")
    item(storsjo, plan, *risks, activity="För alla")
    items = seen(storsjo, plan).items
    assert [len(one.risks) for one in items] == [1, 1, 1, 3]
    assert [ref.id for ref in items[3].risks] == [risk.pk for risk in risks]


def test_the_days_follow_the_frequency_and_the_years_periods(storsjo: Town) -> None:
    set_year_rules(
        by=storsjo.coordinator(), board_year_id=storsjo.year.pk, version=0, rules=YearRules(periods=HALF_YEARS), now=NOW
    )
    plan = plan_with(storsjo)
    one = item(storsjo, plan, frequency="Halvårsvis")
    assert one.dates == [{"period": "H1", "due": "2026-06-30"}, {"period": "H2", "due": "2026-12-31"}]
    anna = storsjo.coordinator()
    edited = edit_item(by=anna, item_id=one.pk, version=1, changes={"frequency": "Vid behov"}, now=NOW)
    assert edited.dates == []
    by_hand = edit_item(by=anna, item_id=one.pk, version=2, changes={"dates": [date(2026, 9, 15)]}, now=NOW)
    assert by_hand.dates == [{"period": "H2", "due": "2026-09-15"}]
    with pytest.raises(Refused, match="utanför planens år"):
        edit_item(by=anna, item_id=one.pk, version=3, changes={"dates": [date(2028, 1, 1)]}, now=NOW)


def test_two_who_edit_one_item_do_not_overwrite_each_other(storsjo: Town) -> None:
    one = item(storsjo, plan_with(storsjo))
    anna = storsjo.coordinator()
    edit_item(by=anna, item_id=one.pk, version=1, changes={"method": "Urval"}, now=NOW)
    with pytest.raises(Conflict):
        edit_item(by=anna, item_id=one.pk, version=1, changes={"method": "Annat"}, now=NOW)


def test_a_form_sent_twice_adds_one_item_and_what_cannot_be_stored_is_refused_at_its_field(storsjo: Town) -> None:
    plan, key = plan_with(storsjo), uuid4()
    ask = {"by": storsjo.coordinator(), "plan_id": plan.pk, "now": NOW}
    add_item(new=NewItem({"activity": "Attest"}, id=key), **ask)
    with pytest.raises(Refused, match="redan sparad"):
        add_item(new=NewItem({"activity": "Attest"}, id=key), **ask)
    with pytest.raises(Refused) as refused:
        add_item(new=NewItem({"activity": "Attest", "method": "Elev 640823-3234"}), **ask)
    assert refused.value.findings[0].where == "method"
    with pytest.raises(Refused, match="Beskriv"):
        add_item(new=NewItem({"method": "Bara metod"}), **ask)
    with pytest.raises(Missing):
        add_item(new=NewItem({"activity": "Attest"}, risk_ids=[uuid4()]), **ask)


def test_items_are_ordered_and_removed(storsjo: Town) -> None:
    plan = plan_with(storsjo)
    keys = [item(storsjo, plan, activity=name).pk for name in "ABC"]
    version = Plan.objects.get(pk=plan.pk).version
    ask = {"by": storsjo.coordinator(), "plan_id": plan.pk, "now": NOW}
    order_items(version=version, item_ids=[keys[2], keys[0], keys[1]], **ask)
    assert [one.texts["activity"] for one in seen(storsjo, plan).items] == ["C", "A", "B"]
    with pytest.raises(Refused, match="Ladda om"):
        order_items(version=version + 1, item_ids=keys[:2], **ask)
    remove_item(by=storsjo.coordinator(), item_id=keys[0], version=1, now=NOW)
    assert [one.texts["activity"] for one in seen(storsjo, plan).items] == ["C", "B"]


def test_who_performs_and_owns_a_control_is_warned_of(storsjo: Town) -> None:
    one = item(storsjo, plan_with(storsjo), performer="ekonomichef")
    found = seen(storsjo, one.plan).items[0].findings
    assert [(finding.code, finding.stops) for finding in found] == [("performer-is-owner", False)]
    anna = storsjo.coordinator()
    changes = {"performer": "Controller", "owner_person": anna.pk, "performer_person": anna.pk}
    edit_item(by=anna, item_id=one.pk, version=1, changes=changes, now=NOW)
    same = seen(storsjo, one.plan).items[0]
    assert (same.owner_person, [finding.code for finding in same.findings]) == ("Anna", ["performer-is-owner"])


def test_what_the_years_rules_require_must_be_filled_in(storsjo: Town) -> None:
    rules = YearRules(required=frozenset({PlanField.METHOD, PlanField.RISK}))
    set_year_rules(by=storsjo.coordinator(), board_year_id=storsjo.year.pk, version=0, rules=rules, now=NOW)
    plan = plan_with(storsjo)
    item(storsjo, plan)
    with pytest.raises(Refused) as refused:
        proposed(storsjo, plan)
    assert {finding.where.split(".")[1] for finding in refused.value.findings} == {"risk", "method"}


def test_a_risk_above_the_threshold_left_out_and_one_below_let_in_need_a_reason(storsjo: Town) -> None:
    high, low = storsjo.risk("Hög", likelihood=4, impact=4), storsjo.risk("Låg", likelihood=1, impact=2)
    plan = plan_with(storsjo, low)
    found = {one.risk.title: (one.in_plan, one.deviation) for one in seen(storsjo, plan).choices}
    assert found == {"Hög": (False, Deviation.LEFT_OUT), "Låg": (True, Deviation.LET_IN)}
    ask = {"by": storsjo.coordinator(), "plan_id": plan.pk, "now": NOW}
    choose_for_plan(chosen=[ChoiceSeen(high.pk)], in_plan=False, reason="Åtgärdad i fjol.", **ask)
    with pytest.raises(Refused, match="under tröskeln"):
        proposed(storsjo, plan)
    choose_for_plan(chosen=[ChoiceSeen(low.pk)], in_plan=True, reason="Efter granskning.", **ask)
    proposed(storsjo, plan)
    low.refresh_from_db()
    assert low.in_plan is True


def test_choices_are_versioned_and_an_answered_risk_is_not_left_out(storsjo: Town) -> None:
    risk = storsjo.risk(likelihood=4, impact=4)
    plan = plan_with(storsjo)
    ask = {"by": storsjo.coordinator(), "plan_id": plan.pk, "now": NOW}
    choose_for_plan(chosen=[ChoiceSeen(risk.pk)], in_plan=False, reason="Väntar.", **ask)
    with pytest.raises(Conflict):
        choose_for_plan(chosen=[ChoiceSeen(risk.pk)], in_plan=True, reason="", **ask)
    item(storsjo, plan, risk)
    (choice,) = seen(storsjo, plan).choices
    assert (choice.in_plan, choice.deviation, choice.reason) == (True, None, "")
    with pytest.raises(Refused, match="Ta bort"):
        choose_for_plan(chosen=[ChoiceSeen(risk.pk, choice.version)], in_plan=False, reason="Nej", **ask)


def test_a_board_that_chooses_freely_explains_nothing(storsjo: Town) -> None:
    rules = YearRules(selection=Threshold())
    set_year_rules(by=storsjo.coordinator(), board_year_id=storsjo.year.pk, version=0, rules=rules, now=NOW)
    storsjo.risk("Hög", likelihood=4, impact=4)
    plan = plan_with(storsjo, storsjo.risk("Låg", likelihood=1, impact=1))
    assert [one.risk.title for one in seen(storsjo, plan).choices] == ["Låg"]
    proposed(storsjo, plan)


@pytest.mark.parametrize(
    ("threshold", "wanted"),
    [
        (Threshold(ThresholdKind.SCORE_AT_LEAST, score=9), ["Högst", "Hög"]),
        (Threshold(ThresholdKind.LEVEL_AT_LEAST, level_key="critical"), ["Högst"]),
        (Threshold(ThresholdKind.HIGHEST_PER_CATEGORY), ["Högst", "Låg"]),
        (Threshold(), []),
    ],
    ids=lambda value: str(value.kind) if isinstance(value, Threshold) else "",
)
def test_the_years_own_rule_says_which_risks_are_asked_for(
    scored: Town, threshold: Threshold, wanted: list[str]
) -> None:
    rules = YearRules(selection=threshold)
    set_year_rules(by=scored.coordinator(), board_year_id=scored.year.pk, version=0, rules=rules, now=NOW)
    choices = seen(scored, plan_with(scored)).choices
    assert [one.risk.title for one in choices if one.wanted] == wanted
    assert {one.deviation for one in choices if one.wanted} <= {Deviation.LEFT_OUT}


COMMON = {"activity": "Följsamhet mot attestreglementet", "frequency": "Årligen", "reported_to": "Kommunstyrelsen"}


def test_a_common_control_appears_in_every_boards_draft_and_in_those_begun_later(storsjo: Town) -> None:
    plan = plan_with(storsjo)
    kerstin = common_coordinator(storsjo)
    ask = {"root_id": storsjo.root.pk, "year": 2026, "now": NOW}
    with pytest.raises(Forbidden):
        issue_common(by=storsjo.coordinator(), texts=COMMON, **ask)
    common = issue_common(by=kerstin, texts=COMMON, kind=ItemKind.REVIEW, **ask)
    social = year_of(storsjo, 2026, another_board(storsjo))
    later = open_plan(by=OPERATOR, board_year_id=social.pk, now=NOW)
    for one in (plan, later):
        row = PlanItem.objects.get(plan=one)
        assert (row.origin, row.kind, row.activity) == (ItemOrigin.COMMON, ItemKind.REVIEW, COMMON["activity"])
        assert row.dates[-1]["due"] == "2026-12-31"
    withdraw_common(by=kerstin, common_id=common.pk, version=1, now=NOW)
    assert not PlanItem.objects.exists()
    assert [one.withdrawn for one in commons_seen_by(kerstin, 2026)] == [True]


def test_a_board_says_who_does_a_common_control_but_not_what_it_is(storsjo: Town) -> None:
    plan = plan_with(storsjo)
    issue_common(by=common_coordinator(storsjo), root_id=storsjo.root.pk, year=2026, texts=COMMON, now=NOW)
    row, anna = PlanItem.objects.get(plan=plan), storsjo.coordinator()
    edited = edit_item(by=anna, item_id=row.pk, version=1, changes={"control_owner": "Ekonomichef"}, now=NOW)
    assert edited.control_owner == "Ekonomichef"
    with pytest.raises(Refused, match="kommungemensam"):
        edit_item(by=anna, item_id=row.pk, version=2, changes={"activity": "Något lättare"}, now=NOW)
    with pytest.raises(Refused, match="kommungemensam"):
        remove_item(by=anna, item_id=row.pk, version=2, now=NOW)
    assert "activity" in seen(storsjo, plan).items[0].fixed


def commons_in(plan: Plan) -> list[str]:
    rows = PlanItem.objects.filter(plan=plan).exclude(common=None)
    return list(rows.order_by("position").values_list("activity", flat=True))


def test_a_draft_that_is_written_on_again_has_the_common_controls_that_hold_then(storsjo: Town) -> None:
    """Whether it was taken back, returned or revised: one decided meanwhile is there, and one withdrawn is not."""
    kerstin, anna = common_coordinator(storsjo), storsjo.coordinator()
    root = {"by": kerstin, "root_id": storsjo.root.pk, "year": 2026, "now": NOW}
    plan = plan_with(storsjo, storsjo.risk(likelihood=4, impact=3))
    first = issue_common(texts={"activity": "Bisysslor"}, **root)
    common = PlanItem.objects.get(plan=plan, common=first)
    edit_item(by=anna, item_id=common.pk, version=1, changes={"control_owner": "HR-chef"}, now=NOW)
    version = proposed(storsjo, plan).version
    withdraw_common(by=kerstin, common_id=first.pk, version=1, now=NOW)
    second = issue_common(texts={"activity": "Attest"}, **root)
    assert commons_in(plan) == ["Bisysslor"]
    back = take_back_plan(by=anna, plan_id=plan.pk, version=version, now=NOW)
    assert commons_in(plan) == ["Attest"]
    own = PlanItem.objects.get(plan=plan, common=second)
    edit_item(by=anna, item_id=own.pk, version=1, changes={"control_owner": "Ekonomichef"}, now=NOW)
    assert back.version + 1 == proposed(storsjo, plan).version
    withdraw_common(by=kerstin, common_id=second.pk, version=1, now=NOW)
    returned = return_plan(by=secretary(storsjo), plan_id=plan.pk, version=back.version + 1, reason="KS.", now=NOW)
    assert (commons_in(plan), returned.state) == ([], "returned")
    third = issue_common(texts=COMMON, **root)
    mine = PlanItem.objects.get(plan=plan, common=third)
    edit_item(by=anna, item_id=mine.pk, version=1, changes={"control_owner": "Kanslichef"}, now=NOW)
    decided = adopted(storsjo, plan)
    withdraw_common(by=kerstin, common_id=third.pk, version=1, now=NOW)
    issue_common(texts={"activity": "Mutor"}, **root)
    draft = begin_revision(by=anna, plan_id=plan.pk, version=decided.version, reason="KS.", now=NOW)
    assert (commons_in(plan), commons_in(draft)) == ([COMMON["activity"]], ["Mutor"])


def test_the_words_of_a_secret_risk_are_masked_in_the_plan(storsjo: Town) -> None:
    risk = storsjo.risk("Brist i brandväggen", consequence="Intrång", likelihood=4, impact=4)
    plan = plan_with(storsjo, risk)
    mark_secret(
        by=OPERATOR, risk_id=risk.pk, version=risk.version, field="risk", paragraph="18 kap. 8 §", reason="", now=NOW
    )
    reader = storsjo.user("rolf", Role.READER)
    (one,) = plan_seen_by(reader, plan.pk, TODAY).items
    assert "18 kap. 8 §" in str(one.texts["risk"])
    assert one.texts["consequence"] == "Intrång"
    assert "18 kap. 8 §" in str(one.risks[0].title)
    assert seen(storsjo, plan).items[0].texts["risk"] == "Brist i brandväggen"
    adopted(storsjo, plan)
    from riskbild.planning.queries.decided import decided_bytes, decided_plan

    shown = decided_plan(reader, plan.pk, TODAY)
    assert shown.masked
    assert "brandväggen" not in str({name: shown.data[name] for name in ("risks", "choices")})
    assert "18 kap. 8 §" in shown.data["items"][0]["risk"]
    with pytest.raises(Missing):
        decided_bytes(reader, plan.pk, TODAY)


def test_the_plan_is_found_by_nobody_in_another_municipality(storsjo: Town) -> None:
    one = item(storsjo, plan_with(storsjo))
    stranger = town("KUN", "Granby kommun").coordinator()
    with pytest.raises(Missing):
        edit_item(by=stranger, item_id=one.pk, version=1, changes={"method": "x"}, now=NOW)
    with pytest.raises(Missing):
        issue_common(by=stranger, root_id=storsjo.root.pk, year=2026, texts=COMMON, now=NOW)
