"""A board with people, a plan and a decision: what the tests of the planning begin with."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from tests.people import NOW, OPERATOR, Town

from riskbild.organisation import actions as organisation
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.models import Node, User
from riskbild.organisation.roles import Role
from riskbild.planning.actions.adopting import Decision, adopt_plan
from riskbild.planning.actions.items import NewItem, add_item
from riskbild.planning.actions.life import open_plan, propose_plan
from riskbild.planning.models import Plan, PlanItem
from riskbild.register.actions.years import open_year
from riskbild.register.models import BoardYear, Risk
from riskbild.rules.finding import Finding

DECISION = Decision("Barn- och utbildningsnämnden", date(2026, 11, 20), "§ 118", "BUN 2026/41")


def clean(content: Mapping[str, Any]) -> Iterable[Finding]:
    """A check that finds nothing."""
    assert content["format"] == "riskbild-plan/1"
    return ()


def secretary(town: Town) -> User:
    return town.user("siv", Role.SECRETARY)


def manager(town: Town) -> User:
    return town.user("mats", Role.MANAGER, town.administration)


def editor(town: Town, at: Node | None = None) -> User:
    node = at or town.school
    return town.user(f"eva-{node.name.lower()}", Role.EDITOR, node)


def common_coordinator(town: Town) -> User:
    return town.user("kerstin", Role.COORDINATOR, town.root)


def item(town: Town, plan: Plan, *risks: Risk, activity: str = "Stickprov av tio beslut", **texts: str) -> PlanItem:
    written = {"activity": activity, "control_owner": "Ekonomichef", "frequency": "Tertial", **texts}
    new = NewItem(texts=written, risk_ids=[risk.pk for risk in risks])
    return add_item(by=town.coordinator(), plan_id=plan.pk, new=new, now=NOW)


def plan_with(town: Town, *risks: Risk) -> Plan:
    """A draft with an item that answers each risk."""
    plan = open_plan(by=town.coordinator(), board_year_id=town.year.pk, now=NOW)
    for risk in risks:
        item(town, plan, risk, activity=f"Kontroll av {risk.title.lower()}")
    return plan


def proposed(town: Town, plan: Plan) -> Plan:
    version = Plan.objects.get(pk=plan.pk).version
    return propose_plan(by=town.coordinator(), plan_id=plan.pk, version=version, check_plan=clean, now=NOW)


def adopted(town: Town, plan: Plan, decision: Decision = DECISION) -> Plan:
    """The plan proposed and adopted."""
    version = proposed(town, plan).version
    return adopt_plan(by=secretary(town), plan_id=plan.pk, version=version, decision=decision, now=NOW)


def year_of(town: Town, year: int, board: Node | None = None) -> BoardYear:
    """Another year of the board, worked by the same method."""
    board = board or town.board
    return open_year(by=OPERATOR, board_id=board.pk, year=year, method_id=town.year.method_id, now=NOW)


def another_board(town: Town, name: str = "Socialnämnden", code: str = "SN") -> Node:
    kind = NodeKind.BOARD
    return organisation.create_node(by=OPERATOR, parent_id=town.root.pk, kind=kind, name=name, code=code, now=NOW)


LATER = NOW + timedelta(days=1)
