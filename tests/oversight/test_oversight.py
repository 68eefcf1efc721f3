"""Oversight: every body against the duties of the year, in comparable numbers, for who may see them."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import NOW, OPERATOR, TODAY, Town, town
from tests.planning.scene import DECISION, adopted, another_board, clean, item, plan_with, year_of

from riskbild.organisation import actions
from riskbild.organisation.actions import create_node
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.models import Node, User
from riskbild.organisation.roles import Role
from riskbild.oversight.queries import BodyRow, OversightSeen, oversight_seen_by, oversight_table
from riskbild.planning.actions.adopting import adopt_plan
from riskbild.planning.actions.items import NewItem, add_item
from riskbild.planning.actions.life import begin_revision, open_plan, propose_plan
from riskbild.planning.actions.years import make_rules, set_year_rules
from riskbild.planning.models import Plan, PlanItem
from riskbild.register.actions.adding import NewRisk, add_risks
from riskbild.register.derive import Scored
from riskbild.register.models import BoardYear
from riskbild.register.terms import AssessmentKind, AssessmentOrigin
from riskbild.rules.duties import DutyStatus
from riskbild.rules.plan_life import PlanState
from riskbild.rules.standard_duties import STANDARD_RULES
from riskbild.rules.year_rules import YearRules

pytestmark = pytest.mark.django_db


def overseer(storsjo: Town) -> User:
    return storsjo.user("ulf", Role.OVERSEER, storsjo.root)


def rows(seen: OversightSeen) -> dict[str, BodyRow]:
    return {row.name: row for row in seen.rows}


def body(storsjo: Town, kind: NodeKind, name: str, code: str) -> Node:
    return create_node(by=OPERATOR, parent_id=storsjo.root.pk, kind=kind, name=name, code=code, now=NOW)


def plan_of_the_executive_board(storsjo: Town) -> Plan:
    """The executive board's own plan of the year, adopted."""
    year = year_of(storsjo, 2026, another_board(storsjo, "Kommunstyrelsen", "KS"))
    ask = {"by": OPERATOR, "now": NOW}
    plan = open_plan(board_year_id=year.pk, **ask)
    add_item(plan_id=plan.pk, new=NewItem({"activity": "Attest", "control_owner": "Ekonomichef"}), **ask)
    version = propose_plan(plan_id=plan.pk, version=plan.version, check_plan=clean, **ask).version
    return adopt_plan(plan_id=plan.pk, version=version, decision=DECISION, **ask)


def test_every_kind_of_body_is_a_row_and_the_executive_board_is_one_of_them(storsjo: Town) -> None:
    plan = plan_of_the_executive_board(storsjo)
    body(storsjo, NodeKind.COMPANY, "Storsjöbostäder AB", "SBAB")
    body(storsjo, NodeKind.FEDERATION, "Räddningsförbundet", "RF")
    body(storsjo, NodeKind.PRIVATE_PROVIDER, "Omsorg i Norr AB", "OMS")
    seen = oversight_seen_by(overseer(storsjo), [2026], TODAY)
    found = rows(seen)
    assert {row.kind for row in found.values()} == {
        NodeKind.BOARD, NodeKind.COMPANY, NodeKind.FEDERATION, NodeKind.PRIVATE_PROVIDER,
    }  # fmt: skip
    assert [name for name, row in found.items() if row.executive] == ["Kommunstyrelsen"]
    own = found["Kommunstyrelsen"]
    assert (own.plan_id, own.plan_state, own.adopted_on, own.controls) == (
        plan.pk, PlanState.ADOPTED, DECISION.decided_on, 1
    )  # fmt: skip
    assert own.duties["plan_adopted"].status is DutyStatus.DONE
    assert "evaluation" in own.duties
    assert "evaluation" not in found["Storsjöbostäder AB"].duties
    assert found["Storsjöbostäder AB"].duties["plan_adopted"].status is DutyStatus.LATE


def test_a_row_counts_risks_items_and_the_unscored_share_and_knows_the_decision(storsjo: Town) -> None:
    storsjo.risk("Utan värde")
    plan = adopted(storsjo, plan_with(storsjo, storsjo.risk(likelihood=4, impact=3)))
    row = rows(oversight_seen_by(overseer(storsjo), [2026], TODAY))[storsjo.board.name]
    assert (row.risks, row.unscored, row.unscored_share, row.controls) == (2, 1, 0.5, 1)
    assert (row.plan_id, row.plan_state, row.adopted_on) == (plan.pk, PlanState.ADOPTED, date(2026, 11, 20))
    assert row.duties["plan_adopted"].done_on == date(2026, 11, 20)
    # By the common rules: the plan was to be sent by 31 January, the tertials followed up by 31 May and 30 September.
    assert late(row) == {"plan_sent", "follow_up_t1", "follow_up_t2"}
    assert row.late == 3


def test_a_plan_that_is_being_revised_is_the_adopted_one_until_the_board_decides(storsjo: Town) -> None:
    plan = adopted(storsjo, plan_with(storsjo, storsjo.risk(likelihood=4, impact=3)))
    anna = storsjo.coordinator()
    draft = begin_revision(by=anna, plan_id=plan.pk, version=plan.version, reason="Ny lag.", now=NOW)
    item(storsjo, draft, activity="Ny kontroll")
    row = rows(oversight_seen_by(overseer(storsjo), [2026], TODAY))[storsjo.board.name]
    assert (row.plan_id, row.plan_state, row.controls) == (plan.pk, PlanState.ADOPTED, 1)
    adopted(storsjo, draft)
    row = rows(oversight_seen_by(overseer(storsjo), [2026], TODAY))[storsjo.board.name]
    assert (row.plan_id, row.plan_state, row.controls) == (draft.pk, PlanState.ADOPTED, 2)


def late(row: BodyRow) -> set[str]:
    return {key for key, cell in row.duties.items() if cell.status is DutyStatus.LATE}


def test_what_is_due_on_a_day_is_late_the_day_after(storsjo: Town) -> None:
    before, after = (
        rows(oversight_seen_by(overseer(storsjo), [2026], day))[storsjo.board.name]
        for day in (date(2027, 2, 28), date(2027, 3, 1))
    )
    assert before.duties["annual_report"].status is DutyStatus.DUE
    assert late(after) - late(before) == {"annual_report"}
    assert after.late == before.late + 1


def test_what_is_counted_as_late_has_a_column_also_where_a_board_goes_by_older_rules(storsjo: Town) -> None:
    rules = replace(
        STANDARD_RULES, name="Reglemente 2026", valid_from=date(2026, 1, 1), duties=STANDARD_RULES.duties[:1]
    )
    make_rules(by=OPERATOR, root_id=storsjo.root.pk, after_number=0, rules=rules, now=NOW)
    set_year_rules(by=OPERATOR, board_year_id=storsjo.year.pk, version=0, rules=YearRules(rule_set=0), now=NOW)
    seen = oversight_seen_by(overseer(storsjo), [2026], TODAY)
    row = rows(seen)[storsjo.board.name]
    assert row.late > 0
    assert late(row) <= {duty.key for duty in seen.duties[2026]}
    titles, (told,) = oversight_table(seen, "sv")
    assert told.count("Försenat") == row.late == dict(zip(titles, told, strict=True))["Försenade uppgifter"]


def test_who_reads_one_board_sees_that_one_and_the_overseer_all(storsjo: Town) -> None:
    other = another_board(storsjo)
    assert rows(oversight_seen_by(storsjo.coordinator(), [2026], TODAY)).keys() == {storsjo.board.name}
    assert rows(oversight_seen_by(overseer(storsjo), [2026], TODAY)).keys() == {storsjo.board.name, other.name}
    stranger = town("KUN", "Granby kommun")
    assert not rows(oversight_seen_by(stranger.coordinator(), [2026], TODAY)).keys() & {other.name}


def test_the_table_has_a_cell_for_every_title_and_speaks_both_languages(storsjo: Town) -> None:
    another_board(storsjo, "Kommunstyrelsen", "KS")
    seen = oversight_seen_by(overseer(storsjo), [2026, 2025], TODAY)
    for language, first in (("sv", "Nämnd eller motsvarande"), ("en", "Body")):
        titles, cells = oversight_table(seen, language)
        assert titles[0] == first
        assert {len(row) for row in cells} == {len(titles)}
    assert [row[2] for row in cells] == [2026, 2026, 2025, 2025]


def filled(storsjo: Town, boards: int, years: range) -> None:
    """Boards with two risks and a plan with one item in each year, written without actions."""
    every = [storsjo.board] + [another_board(storsjo, f"Nämnd {number}", f"N{number}") for number in range(1, boards)]
    mine = {"municipality_id": storsjo.municipality_id}
    wanted = [(node, year) for node in every for year in years]
    opened = {
        (node, year): BoardYear(**mine, board=node, year=year, method_id=storsjo.year.method_id)
        for node, year in wanted
        if (node, year) != (storsjo.board, storsjo.year.year)
    }
    BoardYear.objects.bulk_create(opened.values())
    plans = [
        Plan(
            **mine, board_year=opened.get((node, year), storsjo.year), board=node, year=year, created_at=NOW,
            updated_at=NOW,
        )
        for node, year in wanted
    ]  # fmt: skip
    Plan.objects.bulk_create(plans)
    PlanItem.objects.bulk_create(
        PlanItem(
            **mine, plan=plan, position=number, kind="control", origin="own",
            activity=f"Kontroll {number}",
        )
        for plan in plans
        for number in range(10)
    )  # fmt: skip


def test_thirty_boards_in_ten_years_take_few_queries(storsjo: Town) -> None:
    filled(storsjo, 30, range(2017, 2027))
    scored = [(AssessmentKind.INHERENT, AssessmentOrigin.ASSESSED, Scored(4, 3, 12))]
    new = [NewRisk({"risk": f"Risk {number}"}, scores=scored if number % 3 else []) for number in range(300)]
    add_risks(by=OPERATOR, board_year_id=storsjo.year.pk, new=new, now=NOW)
    ulf = overseer(storsjo)
    oversight_seen_by(ulf, range(2017, 2027), TODAY)
    with CaptureQueriesContext(connection) as captured:
        seen = oversight_seen_by(ulf, range(2017, 2027), TODAY)
    assert len(captured) <= 14
    assert len(seen.rows) == 300
    assert {row.controls for row in seen.rows} == {10}


def test_a_closed_body_is_left_out_of_the_years_it_has_nothing_in(storsjo: Town) -> None:
    gone = another_board(storsjo, "Kulturnämnden", "KUL")
    actions.close_node(by=OPERATOR, node_id=gone.pk, version=gone.version, on=TODAY, now=NOW)
    assert "Kulturnämnden" not in rows(oversight_seen_by(overseer(storsjo), [2026], TODAY))
