"""The page of one risk, and its whole trail."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskbild.intake.queries import sources_of
from riskbild.register.fields import FIELD_LABELS
from riskbild.register.queries.page import RiskSeen, risk_page_seen_by
from riskbild.register.terms import ASSESSMENT_KIND_LABELS, ASSESSMENT_ORIGIN_LABELS, AssessmentKind
from riskbild.rules.labels import LABELS
from riskbild.rules.progress import Progress
from riskbild.rules.required import ONE_OF
from riskbild.rules.response import Response
from riskbild.rules.title import short_title
from riskbild.web.forms.attempt import said
from riskbild.web.request import SignedInRequest, page, signed_in
from riskbild.web.risk import choices, facts, gate
from riskbild.web.risk.lineage import lineage
from riskbild.web.risk.matrix import drawing

_LINES = 10
_ALL_LINES = 500
# Letters in a heading: up to here as large as a heading is, up to there smaller, beyond that as running text.
_SHORT, _LONG = 90, 220


@require_safe
@signed_in
def risk(request: SignedInRequest, risk_id: UUID) -> HttpResponse:
    """Everything about a risk: cause, risk and consequence, score, response, measures, history, trail, other years."""
    seen = risk_page_seen_by(request.user, risk_id, request.today, lines=_LINES + 1)
    context = {
        **about(request, seen.risk),
        **_score(seen.risk),
        **_measures(request, seen.risk),
        **lineage(request, seen.risk),
        "ways": gate.ways(request, seen.risk),
        "controls": seen.risk.controls,
        "periods": facts.periods(seen.risk.controls),
        "sources": sources_of(request.user, risk_id, request.today),
        "lines": seen.trail[:_LINES],
        "more_lines": len(seen.trail) > _LINES,
    }
    return page(request, "risk/risk.html", context)


@require_safe
@signed_in
def trail(request: SignedInRequest, risk_id: UUID) -> HttpResponse:
    """Everything that has happened to a risk, latest first."""
    seen = risk_page_seen_by(request.user, risk_id, request.today, lines=_ALL_LINES)
    context = {**about(request, seen.risk), "lines": seen.trail, "most": _ALL_LINES}
    return page(request, "risk/trail.html", {**context, "crumbs": crumbs(seen.risk)})


def about(request: SignedInRequest, risk: RiskSeen) -> dict[str, Any]:
    """What every page about a risk shows of it."""
    return {
        "risk": risk,
        "texts": risk.texts,
        "labels": FIELD_LABELS,
        "name": name_of(risk),
        **_heading(risk),
        "path": choices.unit_path(request, risk.node_id),
        "sample": risk.year.sample,
        "crumbs": [_register()],
    }


def _heading(risk: RiskSeen) -> dict[str, str]:
    """Which cell the risk is shown by, and how small its letters must be for its length."""
    source = next((name for name in ONE_OF if risk.texts[name]), ONE_OF[0])
    length = len(str(risk.texts[source]))
    return {"source": source, "size": "" if length <= _SHORT else "long" if length <= _LONG else "longest"}


def name_of(risk: RiskSeen) -> str:
    """The risk's title in one line."""
    return short_title(risk.title if isinstance(risk.title, str) else said(risk.title))


def crumbs(risk: RiskSeen) -> list[tuple[str, str]]:
    """The way to a page below the risk's own."""
    return [_register(), (name_of(risk), reverse("risk", args=[risk.id]))]


def _register() -> tuple[str, str]:
    return _("Register"), reverse("register")


def _score(risk: RiskSeen) -> dict[str, Any]:
    current = facts.current_assessments(risk)
    return {
        "current": current,
        "matrix": drawing(risk.year.method, current),
        "inherent": AssessmentKind.INHERENT,
        "residual": AssessmentKind.RESIDUAL,
        "kinds": ASSESSMENT_KIND_LABELS,
        "origins": ASSESSMENT_ORIGIN_LABELS,
        "remarks": facts.score_remarks(risk),
        "response": LABELS[Response].get(Response(risk.response)) if risk.response else None,
    }


def _measures(request: SignedInRequest, risk: RiskSeen) -> dict[str, Any]:
    due, due_remarks = facts.risk_due(risk)
    return {
        "measures": facts.measure_lines(risk, request.today),
        "done": facts.done(risk),
        "reportable": {one.id for one in risk.measures if gate.may_report(request, risk, one)},
        "progress": LABELS[Progress],
        "due": due,
        "due_remarks": due_remarks,
    }
