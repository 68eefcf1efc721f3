"""The life of a plan: drafted, proposed, returned, adopted once, revised, closed; each by the one who holds the pen."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.people import NOW, OPERATOR, TODAY, Town, town
from tests.planning.scene import (
    DECISION,
    LATER,
    adopted,
    clean,
    editor,
    item,
    manager,
    plan_with,
    proposed,
    secretary,
    year_of,
)  # fmt: skip

from riskbild.audit.queries import trail_of
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.roles import Role
from riskbild.planning.actions.adopting import adopt_plan
from riskbild.planning.actions.choices import ChoiceSeen, choose_for_plan
from riskbild.planning.actions.items import edit_item
from riskbild.planning.actions.life import (
    begin_revision,
    close_plan,
    drop_draft,
    open_plan,
    propose_plan,
    return_plan,
    take_back_plan,
)  # fmt: skip
from riskbild.planning.actions.years import set_year_rules
from riskbild.planning.freezing import is_whole, thawed
from riskbild.planning.models import Plan, PlanDecision, PlanItem
from riskbild.planning.queries.decided import changed_since_decision, decided_bytes, decided_plan
from riskbild.planning.queries.plans import plan_seen_by, plans_of_year
from riskbild.register.actions.years import close_year
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.plan_life import PlanState, PlanStep
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.rules.threshold import Threshold, ThresholdKind
from riskbild.rules.year_rules import YearRules

pytestmark = pytest.mark.django_db


def test_a_plan_goes_from_draft_to_adopted_and_is_frozen_with_its_checksum(storsjo: Town) -> None:
    risk = storsjo.risk(likelihood=4, impact=3)
    plan = adopted(storsjo, plan_with(storsjo, risk))
    decision = PlanDecision.objects.get(plan=plan)
    content = thawed(decision.content)
    assert plan.state == PlanState.ADOPTED
    assert is_whole(decision.content, decision.sha256)
    assert content["decision"] == {
        "body": "Barn- och utbildningsnämnden", "decided_on": "2026-11-20", "paragraph": "§ 118",
        "case_number": "BUN 2026/41",
    }  # fmt: skip
    assert content["statute"]["version"] == "SFS 2025:374"
    assert content["method"]["definition"] == storsjo.year.method.definition
    assert content["items"][0]["risks"] == [str(risk.pk)]
    assert content["risks"][str(risk.pk)]["score"] == 12


def test_the_trail_tells_every_step_in_order(storsjo: Town) -> None:
    plan = adopted(storsjo, plan_with(storsjo, storsjo.risk()))
    names = [one.name for one in trail_of(storsjo.municipality_id, [plan.pk])][::-1]
    assert names == ["planning.plan_opened", "planning.item_added", "planning.plan_proposed", "planning.plan_adopted"]


def test_only_the_secretary_records_the_decision_and_only_the_coordinator_proposes(storsjo: Town) -> None:
    plan = plan_with(storsjo, storsjo.risk())
    ask = {"plan_id": plan.pk, "version": plan.version, "check_plan": clean, "now": NOW}
    with pytest.raises(Forbidden):
        propose_plan(by=secretary(storsjo), **ask)
    with pytest.raises(Missing):  # who edits at a school does not see the board's draft
        propose_plan(by=editor(storsjo), **ask)
    version = proposed(storsjo, plan).version
    with pytest.raises(Forbidden):
        adopt_plan(by=storsjo.coordinator(), plan_id=plan.pk, version=version, decision=DECISION, now=NOW)


def test_a_plan_cannot_be_adopted_before_it_is_proposed_nor_twice(storsjo: Town) -> None:
    plan = plan_with(storsjo, storsjo.risk())
    with pytest.raises(Refused, match="föreslås"):
        adopt_plan(by=secretary(storsjo), plan_id=plan.pk, version=plan.version, decision=DECISION, now=NOW)
    version = proposed(storsjo, plan).version
    ask = {"by": secretary(storsjo), "plan_id": plan.pk, "version": version, "decision": DECISION, "now": NOW}
    adopt_plan(**ask)
    with pytest.raises(Refused, match="fastställd"):
        adopt_plan(**ask)
    assert PlanDecision.objects.filter(plan=plan).count() == 1


def test_a_proposal_that_somebody_took_back_and_changed_is_not_adopted_by_an_old_page(storsjo: Town) -> None:
    plan = plan_with(storsjo, storsjo.risk())
    seen = proposed(storsjo, plan).version
    back = take_back_plan(by=storsjo.coordinator(), plan_id=plan.pk, version=seen, now=NOW)
    assert back.state == PlanState.DRAFT
    item(storsjo, plan)
    proposed(storsjo, plan)
    with pytest.raises(Conflict):
        adopt_plan(by=secretary(storsjo), plan_id=plan.pk, version=seen, decision=DECISION, now=NOW)


@pytest.mark.parametrize(
    ("missing", "where"),
    [({"body": " "}, "body"), ({"paragraph": ""}, "paragraph"), ({"case_number": ""}, "case_number")],
)
def test_a_decision_without_body_item_or_case_number_is_refused(
    storsjo: Town, missing: dict[str, str], where: str
) -> None:
    plan = proposed(storsjo, plan_with(storsjo, storsjo.risk()))
    with pytest.raises(Refused) as refused:
        adopt_plan(
            by=secretary(storsjo), plan_id=plan.pk, version=plan.version, decision=replace(DECISION, **missing), now=NOW
        )
    assert refused.value.findings[0].where == where
    ahead = replace(DECISION, decided_on=TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="framtiden"):
        adopt_plan(by=secretary(storsjo), plan_id=plan.pk, version=plan.version, decision=ahead, now=NOW)


def test_an_error_of_the_checks_stops_the_proposal_and_a_warning_goes_with_it(storsjo: Town) -> None:
    plan = plan_with(storsjo, storsjo.risk(likelihood=4, impact=4))
    said = Sentence("Säkerställ är ingen kontroll.", "To ensure is no control.")
    ask = {"by": storsjo.coordinator(), "plan_id": plan.pk, "version": plan.version, "now": NOW}
    with pytest.raises(Refused, match="Säkerställ"):
        propose_plan(check_plan=lambda content: [Finding("RB201", Severity.ERROR, "item 1", said)], **ask)
    assert Plan.objects.get(pk=plan.pk).state == PlanState.DRAFT
    done = propose_plan(check_plan=lambda content: [Finding("RB201", Severity.WARNING, "item 1", said)], **ask)
    assert [one["code"] for one in done.findings] == ["RB201"]


def test_an_empty_plan_is_not_proposed(storsjo: Town) -> None:
    with pytest.raises(Refused, match="inga kontroller"):
        proposed(storsjo, plan_with(storsjo))


def test_the_board_returns_a_plan_with_a_reason_and_it_is_proposed_again(storsjo: Town) -> None:
    plan = proposed(storsjo, plan_with(storsjo, storsjo.risk()))
    with pytest.raises(Refused, match="varför"):
        return_plan(by=secretary(storsjo), plan_id=plan.pk, version=plan.version, reason=" ", now=NOW)
    back = return_plan(by=secretary(storsjo), plan_id=plan.pk, version=plan.version, reason="Saknar löner.", now=NOW)
    assert (back.state, back.reason) == (PlanState.RETURNED, "Saknar löner.")
    item(storsjo, plan, activity="Attest av löner")
    assert adopted(storsjo, plan).state == PlanState.ADOPTED


def test_a_year_has_one_plan(storsjo: Town) -> None:
    plan_with(storsjo)
    with pytest.raises(Refused, match="påbörjad"):
        open_plan(by=storsjo.coordinator(), board_year_id=storsjo.year.pk, now=NOW)


def test_a_revision_has_a_decision_of_its_own_and_replaces_the_first(storsjo: Town) -> None:
    earlier = replace(DECISION, decided_on=date(2025, 6, 30))
    first = adopted(storsjo, plan_with(storsjo, storsjo.risk()), earlier)
    ask = {"by": storsjo.coordinator(), "plan_id": first.pk, "version": first.version, "now": NOW}
    with pytest.raises(Refused, match="revideras"):
        begin_revision(reason="", **ask)
    draft = begin_revision(reason="Ny organisation från 1 april.", **ask)
    assert Plan.objects.get(pk=first.pk).state == PlanState.ADOPTED
    item(storsjo, draft, activity="Ny kontroll")
    second = adopted(storsjo, draft, replace(DECISION, paragraph="§ 12"))
    versions = plans_of_year(storsjo.coordinator(), storsjo.year.pk, TODAY)
    assert [(one.number, one.state, one.decision and one.decision.paragraph) for one in versions] == [
        (2, PlanState.ADOPTED, "§ 12"), (1, PlanState.REVISED, "§ 118"),
    ]  # fmt: skip
    lineages = [set(PlanItem.objects.filter(plan=plan).values_list("lineage", flat=True)) for plan in (first, second)]
    assert lineages[0] < lineages[1]
    # Each is frozen with the law of the day that it was decided, whenever that was recorded.
    frozen = [thawed(PlanDecision.objects.get(plan=plan).content) for plan in (first, second)]
    assert [one["statute"]["version"] for one in frozen] == ["SFS 2017:725", "SFS 2025:374"]


def test_two_who_revise_at_once_make_one_revision(storsjo: Town) -> None:
    plan = adopted(storsjo, plan_with(storsjo, storsjo.risk()))
    ask = {"plan_id": plan.pk, "version": plan.version, "reason": "Ny lag.", "now": NOW}
    begin_revision(by=storsjo.coordinator(), **ask)
    with pytest.raises(Refused, match="revidering pågår"):
        begin_revision(by=OPERATOR, **ask)
    steps = plan_seen_by(storsjo.coordinator(), plan.pk, TODAY).steps
    assert all("revidering pågår" in str(steps[step]) for step in (PlanStep.REVISE, PlanStep.CLOSE))


def test_a_revision_under_way_is_decided_or_dropped_before_the_plan_is_closed(storsjo: Town) -> None:
    plan = adopted(storsjo, plan_with(storsjo, storsjo.risk()))
    ask = {"by": storsjo.coordinator(), "now": NOW}
    draft = begin_revision(plan_id=plan.pk, version=plan.version, reason="Ny lag.", **ask)
    with pytest.raises(Refused, match="revidering"):
        close_plan(plan_id=plan.pk, version=plan.version, **ask)
    back = proposed(storsjo, draft)
    returned = return_plan(by=secretary(storsjo), plan_id=back.pk, version=back.version, reason="Behövs ej.", now=NOW)
    drop_draft(plan_id=draft.pk, version=returned.version, **ask)
    assert close_plan(plan_id=plan.pk, version=plan.version, **ask).state == PlanState.CLOSED


def test_what_has_changed_since_the_decision_is_told_row_by_row(storsjo: Town) -> None:
    risk = storsjo.risk(likelihood=4, impact=3)
    plan = adopted(storsjo, plan_with(storsjo, risk))
    anna = storsjo.coordinator()
    assert changed_since_decision(anna, plan.pk, TODAY) == []
    from riskbild.register.actions.assessing import assess_risk
    from riskbild.register.derive import Scored
    from riskbild.register.terms import AssessmentKind

    risk.refresh_from_db()
    assess_risk(
        by=anna, risk_id=risk.pk, version=risk.version, kind=AssessmentKind.INHERENT, scored=Scored(4, 4), motive="",
        now=LATER,
    )  # fmt: skip
    draft = begin_revision(by=anna, plan_id=plan.pk, version=plan.version, reason="Ny lag.", now=LATER)
    one = PlanItem.objects.get(plan=draft)
    edit_item(by=anna, item_id=one.pk, version=one.version, changes={"method": "Urval om 25"}, now=LATER)
    item(storsjo, draft, activity="Helt ny")
    since = changed_since_decision(anna, plan.pk, TODAY)
    assert [(row.kind, str(row.change)) for row in since] == [("item", "changed"), ("item", "new"), ("risk", "changed")]
    assert since[0].fields["method"] == ("", "Urval om 25")
    assert since[2].fields["score"] == (12, 16)


def test_other_risks_choices_and_rules_than_the_decided_are_told_as_well(storsjo: Town) -> None:
    """As many risks on an item, and none left out, before as after: that they are others must be seen all the same."""
    first, second = storsjo.risk("Fel lön", likelihood=4, impact=3), storsjo.risk("Fel hyra", likelihood=4, impact=4)
    anna, plan = storsjo.coordinator(), plan_with(storsjo, first, second)
    as_before = {"chosen": [ChoiceSeen(storsjo.risk("Fel avgift", likelihood=4, impact=4).pk)], "in_plan": False}
    choose_for_plan(by=anna, plan_id=plan.pk, reason="Sköts av bolaget.", **as_before, now=NOW)
    plan = adopted(storsjo, plan)
    draft = begin_revision(by=anna, plan_id=plan.pk, version=plan.version, reason="Ny lag.", now=LATER)
    wages, _ = PlanItem.objects.filter(plan=draft).order_by("position")
    edit_item(by=anna, item_id=wages.pk, version=wages.version, changes={"risks": [second.pk]}, now=LATER)
    left_out = {"chosen": [ChoiceSeen(first.pk)], "in_plan": False, "reason": "Nytt lönesystem."}
    choose_for_plan(by=anna, plan_id=draft.pk, **left_out, now=LATER)
    storsjo.risk("Fel ränta", likelihood=4, impact=4)
    rules = YearRules(selection=Threshold(ThresholdKind.SCORE_AT_LEAST, score=9))
    set_year_rules(by=anna, board_year_id=storsjo.year.pk, version=0, rules=rules, now=LATER)
    one, left, new, of_year = changed_since_decision(anna, plan.pk, TODAY)
    assert one.fields == {"risks": (["Fel lön"], ["Fel hyra"])}
    assert (left.title, left.fields) == (
        "Fel lön", {"chosen": (True, False), "reason": ("", "Nytt lönesystem.")}
    )  # fmt: skip
    assert (new.title, str(new.change), new.fields) == ("Fel ränta", "new", {})
    # Who reads the plan, but not the whole register, is told of no other risk than those of the plan.
    assert {str(row.title) for row in changed_since_decision(editor(storsjo), plan.pk, TODAY)} == {"Årets regler"}
    assert of_year.fields.keys() == {"threshold"}
    assert "9" in str(of_year.fields["threshold"][1])


def test_a_decided_plan_is_read_by_all_under_the_board_and_a_draft_only_at_the_board(storsjo: Town) -> None:
    plan = plan_with(storsjo, storsjo.risk())
    teacher, boss = editor(storsjo), manager(storsjo)
    for person in (teacher, boss):
        with pytest.raises(Missing):
            plan_seen_by(person, plan.pk, TODAY)
    adopted(storsjo, plan)
    assert plan_seen_by(teacher, plan.pk, TODAY).decision
    assert decided_plan(teacher, plan.pk, TODAY).whole
    stranger = town("KUN", "Granby kommun").user("olle", Role.COORDINATOR)
    with pytest.raises(Missing):
        plan_seen_by(stranger, plan.pk, TODAY)


def test_the_page_says_which_steps_may_be_taken_and_why_not_the_others(storsjo: Town) -> None:
    plan = plan_with(storsjo, storsjo.risk())
    steps = plan_seen_by(storsjo.coordinator(), plan.pk, TODAY).steps
    assert {step for step, why in steps.items() if why is None} == {PlanStep.EDIT, PlanStep.PROPOSE, PlanStep.DROP}
    proposed(storsjo, plan)
    steps = plan_seen_by(secretary(storsjo), plan.pk, TODAY).steps
    assert {step for step, why in steps.items() if why is None} == {PlanStep.ADOPT, PlanStep.RETURN}
    assert "behörighet" in str(steps[PlanStep.TAKE_BACK])


def test_in_a_closed_year_no_step_is_taken(storsjo: Town) -> None:
    plan = plan_with(storsjo, storsjo.risk())
    anna = storsjo.coordinator()
    close_year(by=anna, board_year_id=storsjo.year.pk, version=storsjo.year.version, now=NOW)
    with pytest.raises(Refused, match="stängt"):
        proposed(storsjo, plan)
    assert all(plan_seen_by(anna, plan.pk, TODAY).steps.values())


def test_the_frozen_bytes_are_given_as_they_were_stored(storsjo: Town) -> None:
    plan = adopted(storsjo, plan_with(storsjo, storsjo.risk()))
    import hashlib

    assert hashlib.sha256(decided_bytes(storsjo.coordinator(), plan.pk, TODAY)).hexdigest() == (
        PlanDecision.objects.get(plan=plan).sha256
    )
    assert year_of(storsjo, 2027).pk  # another year has nothing to do with it
    assert not plans_of_year(storsjo.coordinator(), year_of(storsjo, 2028).pk, TODAY)
