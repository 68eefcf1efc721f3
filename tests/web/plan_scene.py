"""Plans in every state, for walking every address: one being written, one ready, one proposed, one adopted."""

from datetime import date
from uuid import UUID

from tests.people import NOW, OPERATOR, Town

from riskbild.organisation.models import User
from riskbild.planning.actions.adopting import Decision, adopt_plan
from riskbild.planning.actions.commons import issue_common
from riskbild.planning.actions.items import NewItem, add_item
from riskbild.planning.actions.life import open_plan, propose_plan
from riskbild.planning.models import Plan, PlanItem
from riskbild.register.actions.adding import NewRisk, add_risk
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.actions.years import open_year
from riskbild.register.models import Risk

TEXTS = ("activity", "method", "control_owner", "performer", "comment")


def plans_of(here: Town, by: User, secretary: User, *, marks: tuple[str, str], secret: Risk) -> dict[str, UUID]:
    """The keys of plans, an item and a common control; texts of items that answer a secret risk carry the secret mark.

    The years of the other states lie ahead, so that nothing else stands in them.
    """
    mark, hidden = marks
    common = issue_common(
        by=OPERATOR, root_id=here.root.pk, year=2026, texts={"activity": "Gemensam kontroll"}, now=NOW
    )
    plan = open_plan(by=by, board_year_id=here.year.pk, now=NOW)
    item = _item(plan, by, mark)
    _item(plan, by, hidden, secret.pk)
    years = {year: _year(here, year) for year in (2031, 2032, 2033, 2034)}
    ready, proposed, adopted = (_plan(years[year], by, mark, hidden) for year in (2031, 2032, 2033))
    for one in (proposed, adopted):
        propose_plan(by=by, plan_id=one.pk, version=1, check_plan=lambda _: (), now=NOW)
    decision = Decision(f"Nämnden {mark}", date(2026, 11, 20), "§ 1", "BUN 2026/1")
    adopt_plan(by=secretary, plan_id=adopted.pk, version=2, decision=decision, now=NOW)
    return {
        "plan": plan.pk, "item": item.pk, "ready_plan": ready.pk, "proposed_plan": proposed.pk,
        "adopted_plan": adopted.pk, "bare_year": years[2034], "common": common.pk,
    }  # fmt: skip


def _year(here: Town, year: int) -> UUID:
    method_id = here.year.method_id
    return open_year(by=OPERATOR, board_id=here.board.pk, year=year, method_id=method_id, now=NOW).pk


def _plan(year_id: UUID, by: User, mark: str, hidden: str) -> Plan:
    """A plan whose items can be proposed; one of them answers a risk that is wholly secret."""
    plan = open_plan(by=by, board_year_id=year_id, now=NOW)
    _item(plan, by, mark)
    risk = add_risk(by=OPERATOR, board_year_id=year_id, new=NewRisk(fields={"risk": f"{hidden} risk"}), now=NOW)
    mark_secret(
        by=OPERATOR, risk_id=risk.pk, version=1, field="", paragraph="18 kap. 8 §", reason=f"{hidden} skäl", now=NOW
    )
    _item(plan, by, hidden, risk.pk)
    return plan


def _item(plan: Plan, by: User, mark: str, *risks: UUID) -> PlanItem:
    texts = {name: f"{mark} {name}" for name in TEXTS} | {"frequency": "Varje tertial"}
    return add_item(by=by, plan_id=plan.pk, new=NewItem(texts=texts, risk_ids=risks), now=NOW)
