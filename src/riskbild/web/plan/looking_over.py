"""What stands in the way of a plan and what ought to be looked at: its own rules' findings and the checks' together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from riskbild.planning.actions.life import PlanCheck
from riskbild.planning.plan_checks import findings_of_content, findings_of_plan
from riskbild.planning.queries.checkable import plan_setting_of
from riskbild.planning.queries.plans import PlanSeen
from riskbild.planning.queries.seen import year_for
from riskbild.register.queries.telling import Shown
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.plan_life import OPEN_STATES
from riskbild.rules.sentence import Sentence
from riskbild.web.plan.about import title_of
from riskbild.web.request import SignedInRequest


@dataclass(frozen=True)
class Remark:
    """One finding with what it is about, in words, and the address where it is put right."""

    finding: Finding
    about: Shown
    href: str


def check_of(request: SignedInRequest, plan: PlanSeen) -> PlanCheck:
    """The checks as the proposal runs them."""
    return partial(findings_of_content, setting=_setting(request, plan))


def look_over(request: SignedInRequest, plan: PlanSeen) -> dict[str, Any]:
    """The remarks in two lists: what stops the proposal, and what goes with it to the board.

    A plan that is being written is looked over now; for another, what was found when it was proposed is told.
    """
    if plan.state in OPEN_STATES:
        found = [*plan.findings, *findings_of_plan(plan, _setting(request, plan))]
    else:
        found = [_as_finding(data) for data in plan.kept]
    secret = {f"item {item.id}" for item in plan.items if not isinstance(item.texts["activity"], str)}
    remarks = [_remark(plan, finding) for finding in found if finding.where.split(".")[0] not in secret]
    return {
        "stopping": [one for one in remarks if one.finding.stops],
        "going_along": [one for one in remarks if not one.finding.stops],
        "now": plan.state in OPEN_STATES,
    }


def _setting(request: SignedInRequest, plan: PlanSeen) -> Any:
    year = year_for(request.user, plan.year.id, request.today)
    return plan_setting_of(request.user, year, request.today)


def _as_finding(data: Mapping[str, str]) -> Finding:
    return Finding(data["code"], Severity(data["severity"]), data["where"], Sentence(data["sv"], data["en"]))


def _remark(plan: PlanSeen, finding: Finding) -> Remark:
    kind, _space, rest = finding.where.partition(" ")
    key, _dot, name = rest.partition(".")
    if kind == "item":
        return _on_item(plan, finding, key, name)
    if kind == "risk":
        return _on_risk(plan, finding, key)
    return Remark(finding, _("Hela planen"), reverse("plan_version", args=[plan.id]))


def _on_item(plan: PlanSeen, finding: Finding, key: str, name: str) -> Remark:
    item = next((item for item in plan.items if str(item.id) == key), None)
    if item is None:
        return Remark(finding, _("En kontroll som inte längre finns"), "")
    if plan.state not in OPEN_STATES:
        return Remark(finding, title_of(item), reverse("plan_item", args=[plan.id, item.id]))
    field = {"risk": "risks"}.get(name, name) if not finding.code.startswith("RB") else name
    return Remark(finding, title_of(item), f"{reverse('plan_item_edit', args=[plan.id, item.id])}#id_{field}")


def _on_risk(plan: PlanSeen, finding: Finding, key: str) -> Remark:
    risk = next((choice.risk for choice in plan.choices if str(choice.risk.id) == key), None)
    if risk is None:
        return Remark(finding, _("En risk som inte längre övervägs"), "")
    return Remark(finding, risk.title, f"{reverse('plan_choices', args=[plan.id])}#risk-{key}")
