"""The plan of a year, one of its versions, and one of its items."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from riskbild.organisation.permissions import refusal
from riskbild.organisation.roles import Permission
from riskbild.planning.fields import CONTROL, WORDING
from riskbild.planning.queries.plans import PlanListed, latest_plan_seen_by, plan_with_versions
from riskbild.rules.labels import LABELS
from riskbild.rules.plan_life import DECIDED, OPEN_STATES, PlanState, PlanStep
from riskbild.rules.selection import Deviation
from riskbild.web.board_year import frame_of
from riskbild.web.plan import standing
from riskbild.web.plan.about import HERE, Opened, about, opened, title_of
from riskbild.web.plan.carrying import may_carry
from riskbild.web.plan.grouping import grouping_in, ways_of
from riskbild.web.plan.lines import table_of
from riskbild.web.request import SignedInRequest, page, signed_in


@require_safe
@signed_in
def plan(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The latest version of a year's plan that the person sees; where there is none, how to begin one."""
    frame = frame_of(request, board_year_id, HERE)
    seen, versions = latest_plan_seen_by(request.user, board_year_id, request.today)
    if seen:
        return _shown(request, Opened(seen, frame), versions)
    reason = refusal(request.user, Permission.EDIT_PLAN, frame.year.board_id, today=request.today)
    context = {"frame": frame, "sample": frame.year.sample, "reason": reason, "carries": may_carry(request, frame)}
    return page(request, "plan/none.html", context)


@require_safe
@signed_in
def version(request: SignedInRequest, plan_id: UUID) -> HttpResponse:
    """One version."""
    seen, versions = plan_with_versions(request.user, plan_id, request.today)
    return _shown(request, Opened(seen, frame_of(request, seen.year.id, HERE)), versions)


@require_safe
@signed_in
def item(request: SignedInRequest, plan_id: UUID, item_id: UUID) -> HttpResponse:
    """One item with everything it says."""
    one = opened(request, plan_id)
    found = one.item(item_id)
    context = {
        **about(one),
        "item": found,
        "title": title_of(found),
        "cut": found.texts["activity"] != title_of(found),
        "control": {name: label for name, label in CONTROL.items() if name not in _HEADING},
        "wording": [(label, found.texts[name]) for name, label in WORDING.items() if found.texts[name]],
        "edit": PlanStep.EDIT,
    }
    return page(request, "plan/item.html", context)


def _shown(request: SignedInRequest, one: Opened, versions: Sequence[PlanListed]) -> HttpResponse:
    seen, by = one.plan, grouping_in(request.GET.get("grupp", ""))
    stops = sum(finding.stops for finding in seen.findings)
    context = {
        **about(one),
        "crumbs": (),
        "versions": versions,
        "states": LABELS[PlanState],
        "carries": one.plan.state in OPEN_STATES and may_carry(request, one.frame),
        "line": standing.line_of(seen.state),
        "pen": standing.pen_of(seen.state),
        "ways": standing.ways_of(seen),
        "open": seen.state in OPEN_STATES,
        "decided": seen.state in DECIDED,
        "may_edit": seen.steps[PlanStep.EDIT] is None,
        "groups": table_of(seen, by),
        "grouping": by,
        "groupings": ways_of(seen),
        "stops": stops,
        "warnings": len(seen.findings) - stops,
        "choices": _counted(one),
    }
    return page(request, "plan/plan.html", context)


def _counted(one: Opened) -> dict[str, int]:
    """The choice of risks in figures."""
    choices = one.plan.choices
    return {
        "in_plan": sum(choice.in_plan for choice in choices),
        "left_out": sum(choice.deviation is Deviation.LEFT_OUT for choice in choices),
        "let_in": sum(choice.deviation is Deviation.LET_IN for choice in choices),
        "unexplained": sum(choice.deviation is not None and not choice.reason for choice in choices),
    }


_HEADING = frozenset({"activity"})
