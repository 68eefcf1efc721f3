"""Carry-over: chosen risks, unfinished measures, deviating controls; marked, once, and into a new tree."""

from dataclasses import replace

import pytest
from tests.people import NOW, OPERATOR, TODAY, Town, town
from tests.planning.scene import adopted, another_board, item, plan_with, year_of

from riskbild.audit.models import AuditEvent
from riskbild.cli.demo.data import towns
from riskbild.intake.actions import import_document
from riskbild.organisation.actions import close_node, move_node
from riskbild.planning.actions.carrying_over import CarriedOver, carry_over
from riskbild.planning.actions.commons import issue_common
from riskbild.planning.actions.items import remove_item
from riskbild.planning.actions.profiles import choose_risks
from riskbild.planning.models import Plan, PlanItem, PlanItemRisk
from riskbild.planning.queries.carrying import carry_preview
from riskbild.planning.queries.plans import plan_seen_by
from riskbild.planning.queries.profiles import profile_seen_by
from riskbild.planning.terms import ProfileOrigin
from riskbild.register.actions.editing import archive_risk
from riskbild.register.actions.measures import MeasureTexts, edit_measure, report_measure
from riskbild.register.actions.methods import add_method, revise_method
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.actions.years import close_year, open_year
from riskbild.register.models import Assessment, BoardYear, Measure, Risk, SecrecyMark
from riskbild.register.queries.page import risk_seen_by
from riskbild.rules.plan_item import ItemOrigin
from riskbild.rules.progress import Progress
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.standard_methods import FIVE_BY_FIVE, FOUR_BY_FOUR
from riskbild.rules.year_difference import RowChange

pytestmark = pytest.mark.django_db


def carried(storsjo: Town, into: BoardYear, **chosen: list[object]) -> CarriedOver:
    return carry_over(by=OPERATOR, from_year_id=storsjo.year.pk, to_year_id=into.pk, now=NOW, **chosen)


def test_chosen_risks_and_those_with_unfinished_measures_come_along_and_others_stay(storsjo: Town) -> None:
    chosen = storsjo.risk("Vald", likelihood=4, impact=4, in_plan=True)
    unfinished = storsjo.risk("Halvfärdig", measures="Skriv rutin\nUtbilda")
    finished = storsjo.risk("Klar", measures="Skriv rutin")
    for measure in Measure.objects.filter(risk__in=[unfinished, finished], text="Skriv rutin"):
        report_measure(by=OPERATOR, measure_id=measure.pk, version=1, progress=Progress.DONE, note="", now=NOW)
    after = year_of(storsjo, 2027)
    assert carried(storsjo, after).risks == 2
    rows = {risk.risk: risk for risk in Risk.objects.filter(board_year=after)}
    assert rows.keys() == {"Vald", "Halvfärdig"}
    assert {(risk.reference, risk.carried_over) for risk in rows.values()} == {("Kvar från 2026", True)}
    assert rows["Halvfärdig"].measures == "Utbilda"
    assert (rows["Vald"].score, rows["Vald"].response, rows["Vald"].in_plan) == (16, "", None)
    history = risk_seen_by(OPERATOR, rows["Vald"].pk, TODAY).other_years
    assert [(one.id, one.year) for one in history] == [(chosen.pk, 2026)]


def test_running_it_twice_adds_nothing_not_even_what_was_archived_since(storsjo: Town) -> None:
    storsjo.risk("Vald", in_plan=True)
    after = year_of(storsjo, 2027)
    assert carried(storsjo, after).risks == 1
    events = AuditEvent.objects.count()
    assert carried(storsjo, after) == CarriedOver(0, 0, None)
    assert AuditEvent.objects.count() == events
    risk = Risk.objects.get(board_year=after)
    archive_risk(by=OPERATOR, risk_id=risk.pk, version=risk.version, reason="Löst.", now=NOW)
    assert carried(storsjo, after).risks == 0


def test_a_measure_comes_with_its_roles_person_date_and_progress_and_a_score_with_its_day(storsjo: Town) -> None:
    risk = storsjo.risk("Vald", likelihood=4, impact=4, measures="Utbilda", in_plan=True)
    anna = storsjo.coordinator()
    measure = Measure.objects.get(risk=risk)
    texts = MeasureTexts("Utbilda", roles="Enhetschef", deadline="2026-05-31", person_id=anna.pk)
    ask = {"by": anna, "measure_id": measure.pk, "now": NOW}
    edit_measure(version=1, risk_version=risk.version, texts=texts, **ask)
    report_measure(version=2, progress=Progress.ONGOING, note="Bokad.", **ask)
    mark_secret(by=OPERATOR, risk_id=risk.pk, version=None, field="causes", paragraph="18 kap. 8 §", reason="", now=NOW)
    after = year_of(storsjo, 2027)
    carried(storsjo, after)
    new = Measure.objects.get(risk__board_year=after)
    assert (new.text, new.roles, str(new.due_on), new.person_id, new.progress, new.progress_note) == (
        "Utbilda", "Enhetschef", "2026-05-31", anna.pk, Progress.ONGOING, "Bokad.",
    )  # fmt: skip
    old, copy = Assessment.objects.get(risk=risk), Assessment.objects.get(risk__board_year=after)
    assert (copy.score, copy.made_on, copy.origin) == (old.score, old.made_on, old.origin)
    assert SecrecyMark.objects.get(risk__board_year=after).field == "causes"


def test_the_profile_comes_along_in_order_and_tells_that_nothing_has_changed(storsjo: Town) -> None:
    risks = [storsjo.risk(f"Risk {name}", likelihood=4, impact=3) for name in "BA"]
    ask = {"by": OPERATOR, "board_year_id": storsjo.year.pk, "node_id": storsjo.board.pk, "now": NOW}
    choose_risks(risk_ids=[risk.pk for risk in risks], group="Ekonomi", **ask)
    after = year_of(storsjo, 2027)
    carried(storsjo, after)
    rows = profile_seen_by(storsjo.coordinator(), after.pk, storsjo.board.pk, TODAY).rows
    assert [(row.risk.title, row.group, row.origin) for row in rows] == [
        ("Risk B", "Ekonomi", ProfileOrigin.CARRIED_OVER), ("Risk A", "Ekonomi", ProfileOrigin.CARRIED_OVER),
    ]  # fmt: skip
    assert {(row.change, row.years) for row in rows} == {(RowChange.UNCHANGED, 2)}


def test_a_control_that_showed_a_deviation_comes_along_with_its_risk(storsjo: Town) -> None:
    risk = storsjo.risk("Fel lön", likelihood=4, impact=3)
    plan = plan_with(storsjo)
    bad, good = item(storsjo, plan, risk, activity="Stickprov av löner"), item(storsjo, plan, risk, activity="Attest")
    adopted(storsjo, plan)
    close_year(by=OPERATOR, board_year_id=storsjo.year.pk, version=storsjo.year.version, now=NOW)
    after = year_of(storsjo, 2027)
    preview = carry_preview(OPERATOR, storsjo.year.pk, after.pk, TODAY, deviating=[bad.lineage])
    assert [(one.id, one.deviating) for one in preview.items] == [(bad.pk, True), (good.pk, False)]
    done = carried(storsjo, after, deviating=[bad.lineage])  # as the follow-up of the year knows it
    assert (done.items, done.plan_id) == (1, Plan.objects.get(board_year=after).pk)
    (row,) = plan_seen_by(OPERATOR, done.plan_id, TODAY).items
    assert (row.origin, row.carried_from, row.lineage) == (ItemOrigin.CARRIED_OVER, 2026, bad.lineage)
    assert row.dates[0][1].year == 2027
    assert [ref.id for ref in row.risks] == [Risk.objects.get(board_year=after).pk]
    assert carried(storsjo, after, item_ids=[bad.pk]).items == 0
    assert carried(storsjo, after, item_ids=[bad.pk, good.pk]).items == 1
    assert PlanItemRisk.objects.filter(plan=done.plan_id).count() == 2


def test_an_item_is_not_carried_into_a_plan_that_the_board_has_decided(storsjo: Town) -> None:
    plan = plan_with(storsjo, storsjo.risk(likelihood=4, impact=3))
    one = PlanItem.objects.get(plan=plan)
    after = year_of(storsjo, 2027)
    carried(storsjo, after)
    next_year = Town(storsjo.root, storsjo.board, storsjo.administration, storsjo.school, storsjo.kitchen, after)
    next_year.users = storsjo.users
    adopted(next_year, plan_with(next_year, Risk.objects.get(board_year=after)))
    with pytest.raises(Refused, match="utkast"):
        carried(storsjo, after, item_ids=[one.pk])


def test_an_item_that_a_person_took_out_of_the_draft_stands_in_the_years_history(storsjo: Town) -> None:
    plan = plan_with(storsjo, storsjo.risk(likelihood=4, impact=3))
    one = PlanItem.objects.get(plan=plan)
    after = year_of(storsjo, 2027)
    issue_common(by=OPERATOR, root_id=storsjo.root.pk, year=2027, texts={"activity": "Bisysslor"}, now=NOW)
    done = carried(storsjo, after, item_ids=[one.pk])
    # The plan was begun by the carrying over, and has the common controls of its year.
    assert PlanItem.objects.get(plan=done.plan_id, common__isnull=False).activity == "Bisysslor"
    copy = PlanItem.objects.get(plan=done.plan_id, common=None)
    assert copy.carried_from == 2026
    remove_item(by=OPERATOR, item_id=copy.pk, version=1, now=NOW)
    assert PlanItem.objects.filter(lineage=one.lineage).get() == one


def test_a_reorganised_board_carries_over_into_the_new_tree(storsjo: Town) -> None:
    moved, renamed = storsjo.risk("Följer med", node=storsjo.school), storsjo.risk("Får ny", node=storsjo.kitchen)
    lost = storsjo.risk("Hör till nämnden")
    keys = [moved.pk, renamed.pk, lost.pk]
    board = another_board(storsjo, "Kultur- och utbildningsnämnden", "KUN")
    from riskbild.organisation import actions
    from riskbild.organisation.kinds import NodeKind

    move_node(
        by=OPERATOR, node_id=storsjo.school.pk, version=storsjo.school.version, parent_id=board.pk, on=TODAY, now=NOW
    )
    kitchen = actions.create_node(by=OPERATOR, parent_id=board.pk, kind=NodeKind.UNIT, name="Köksenheten", now=NOW)
    close_node(by=OPERATOR, node_id=storsjo.kitchen.pk, version=storsjo.kitchen.version, on=TODAY, now=NOW)
    after = year_of(storsjo, 2027, board)
    assert carried(storsjo, after, risk_ids=keys).risks == 3
    where = dict(Risk.objects.filter(board_year=after).values_list("risk", "node__name"))
    assert where == {
        "Följer med": "Storskolan", "Får ny": "Köksenheten", "Hör till nämnden": "Kultur- och utbildningsnämnden",
    }  # fmt: skip
    assert Risk.objects.get(board_year=after, risk="Får ny").node_id == kitchen.pk
    lineage = Risk.objects.get(board_year=after, risk="Följer med")
    assert [one.id for one in risk_seen_by(OPERATOR, lineage.pk, TODAY).other_years] == [moved.pk]


def test_the_preview_says_what_would_come_and_why(storsjo: Town) -> None:
    storsjo.risk("Vald", in_plan=True)
    storsjo.risk("Halvfärdig", measures="Utbilda")
    item(storsjo, plan_with(storsjo), activity="Attest")
    after = year_of(storsjo, 2027)
    seen = carry_preview(OPERATOR, storsjo.year.pk, after.pk, TODAY)
    assert {(one.risk.title, one.chosen, one.unfinished, one.there) for one in seen.risks} == {
        ("Vald", True, False, False), ("Halvfärdig", False, True, False),
    }  # fmt: skip
    assert [(one.title, one.deviating) for one in seen.items] == [("Attest", False)]
    assert str(seen.mark) == "Kvar från 2026"
    carried(storsjo, after)
    assert all(one.there for one in carry_preview(OPERATOR, storsjo.year.pk, after.pk, TODAY).risks)


def test_only_who_manages_the_later_year_carries_over_and_never_backwards(storsjo: Town) -> None:
    after, before = year_of(storsjo, 2027), year_of(storsjo, 2025)
    ask = {"from_year_id": storsjo.year.pk, "now": NOW}
    with pytest.raises(Forbidden):
        carry_over(by=storsjo.user("rolf"), to_year_id=after.pk, **ask)
    with pytest.raises(Refused, match="senare år"):
        carry_over(by=storsjo.coordinator(), to_year_id=before.pk, **ask)
    with pytest.raises(Missing):
        carry_over(by=town("KUN", "Granby kommun").coordinator(), to_year_id=after.pk, **ask)


def test_scores_follow_into_a_new_version_that_scores_alike_and_not_into_another_method(storsjo: Town) -> None:
    storsjo.risk("Vald", likelihood=4, impact=3, in_plan=True)
    ask = {"by": OPERATOR, "node_id": storsjo.board.pk, "now": NOW}
    reworded = revise_method(
        method_id=storsjo.year.method_id, after_number=1, method=replace(FOUR_BY_FOUR, name="Ny ordalydelse"), **ask
    )
    other = add_method(method=FIVE_BY_FIVE, **ask)
    scores = []
    for number, method in ((2027, reworded), (2028, other)):
        year = open_year(by=OPERATOR, board_id=storsjo.board.pk, year=number, method_id=method.pk, now=NOW)
        carried(storsjo, year)
        scores.append(Risk.objects.get(board_year=year).score)
    assert scores == [12, None]


def test_a_printed_deviation_or_a_control_not_done_is_carried_over_by_itself() -> None:
    demo = next(one for one in towns() if "004" in one.data["case"])
    place = town(demo.code)
    first = demo.document.rows[0]
    bad = replace(first.controls[0], status={"T1 2022": "Genomfört", "T2 2022": "Större avvikelse"})
    not_done = replace(first.controls[1], status={"T1 2022": "Ej genomfört", "T2 2022": None})
    rows = (replace(first, controls=(bad, not_done, *first.controls[2:])), *demo.document.rows[1:])
    document = replace(demo.document, rows=rows)
    done = import_document(by=OPERATOR, board=place.board, year=2022, document=document, profile=demo.profile, now=NOW)
    after = open_year(by=OPERATOR, board_id=place.board.pk, year=2023, method_id=done.year.method_id, now=NOW)
    preview = carry_preview(OPERATOR, done.year.pk, after.pk, TODAY)
    assert [one.title for one in preview.items if one.deviating] == [bad.control, not_done.control]
    assert carry_over(by=OPERATOR, from_year_id=done.year.pk, to_year_id=after.pk, now=NOW).items == 2
    assert set(PlanItem.objects.filter(plan__board_year=after).values_list("carried_from", flat=True)) == {2022}
