"""The executive board's own plans: last year's adopted and closed, this year's carried over from it and adopted."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.cli.demo.planning_data import texts_in
from riskbild.cli.demo.planning_year import mark_duties
from riskbild.documents.profile import Profile
from riskbild.organisation.queries import board_with_code
from riskbild.planning.actions.carrying_over import carry_over
from riskbild.planning.actions.items import NewItem, add_item, edit_item
from riskbild.planning.actions.life import close_plan, open_plan, propose_plan
from riskbild.planning.decision import Decision
from riskbild.planning.plan_checks import findings_of_content
from riskbild.planning.queries.checkable import plan_setting_of
from riskbild.planning.queries.plans import plan_seen_by
from riskbild.planning.queries.seen import year_for
from riskbild.publishing.actions.adopting import adopt_plan
from riskbild.register.actions.adding import NewRisk, add_risks
from riskbild.register.actions.years import make_method, open_year
from riskbild.register.derive import Scored
from riskbild.register.terms import AssessmentKind, AssessmentOrigin
from riskbild.rules.plan_item import ItemOrigin
from riskbild.rules.standard_methods import FOUR_BY_FOUR


def add_executive_years(code: str, data: Mapping[str, Any], by: Operator, now: datetime, today: date) -> None:
    """Last year with a closed plan, and this year with what was kept of it."""
    board, profile = board_with_code(code), Profile(name=data["method"], method=FOUR_BY_FOUR)
    method = make_method(by=by, node_id=board.pk, profile=profile, now=now)

    def opened(year: int) -> UUID:
        made = open_year(by=by, board_id=board.pk, year=year, method_id=method.pk, now=now, sample=True)
        return made.pk

    before, current = opened(today.year - 1), opened(today.year)
    risks = [_new_risk(one) for one in data["risks"]]
    add_risks(by=by, board_year_id=before, new=risks, now=now)
    plan_id = open_plan(by=by, board_year_id=before, now=now).pk
    items = [_add_item(by, plan_id, item, risks, now) for item in data["items"]]
    adopted = _decide(
        by, plan_id, Decision(board.name, date(today.year - 1, 1, 28), "§ 9", f"KS {today.year - 1}/12"), now
    )
    close_plan(by=by, plan_id=plan_id, version=adopted, now=now)
    for year in (today.year - 1, today.year):
        mark_duties(board.pk, year, data, by, now)
    carried = carry_over(by=by, from_year_id=before, to_year_id=current, item_ids=items, now=now)
    if carried.plan_id:
        _answer_for_commons(by, carried.plan_id, now, today)
        day = min(date(today.year, 1, 27), today)
        _decide(by, carried.plan_id, Decision(board.name, day, "§ 7", f"KS {today.year}/15"), now)


def _new_risk(data: Mapping[str, Any]) -> NewRisk:
    likelihood, impact = data["likelihood"], data["impact"]
    scored = Scored(likelihood, impact, FOUR_BY_FOUR.score_of(likelihood, impact))
    fields = {name: value for name, value in data.items() if name not in {"likelihood", "impact"}}
    return NewRisk(fields=fields, scores=[(AssessmentKind.INHERENT, AssessmentOrigin.ASSESSED, scored)])


def _add_item(by: Operator, plan_id: UUID, item: Mapping[str, Any], risks: Sequence[NewRisk], now: datetime) -> UUID:
    keys = [risks[place].id for place in item["risks"]]
    return add_item(by=by, plan_id=plan_id, new=NewItem(texts=texts_in(item, now.year), risk_ids=keys), now=now).pk


def _answer_for_commons(by: Operator, plan_id: UUID, now: datetime, today: date) -> None:
    for item in plan_seen_by(by, plan_id, today).items:
        if item.origin is ItemOrigin.COMMON:
            who = {"control_owner": "Kommundirektör", "performer": "HR-strateg"}
            edit_item(by=by, item_id=item.id, version=item.version, changes=who, now=now)


def _decide(by: Operator, plan_id: UUID, decision: Decision, now: datetime) -> int:
    """Proposes and adopts a plan; its version then."""
    seen = plan_seen_by(by, plan_id, now.date())
    setting = plan_setting_of(by, year_for(by, seen.year.id, now.date()), now.date())
    proposed = propose_plan(
        by=by, plan_id=plan_id, version=seen.version, check_plan=lambda content: findings_of_content(content, setting),
        now=now,
    )  # fmt: skip
    return adopt_plan(by=by, plan_id=plan_id, version=proposed.version, decision=decision, now=now).version
