"""Assessing a risk: a step on each axis, or a score where the method has no axes."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.organisation.roles import Permission
from riskbild.register.actions.assessing import assess_risk
from riskbild.register.queries.page import RiskSeen
from riskbild.register.terms import ASSESSMENT_KIND_LABELS, AssessmentKind
from riskbild.rules.method import Method
from riskbild.rules.sentence import Sentence
from riskbild.web.forms.attempt import said
from riskbild.web.request import SignedInRequest, signed_in
from riskbild.web.risk import facts
from riskbild.web.risk.answering import Ask, Sheet, asked, back, kept
from riskbild.web.risk.forms import AssessForm
from riskbild.web.risk.matrix import drawing

_MEANINGS: dict[AssessmentKind, Sentence] = {
    AssessmentKind.INHERENT: Sentence(
        "Risken som den är innan befintliga kontroller räknas in.",
        "The risk as it is before existing controls are counted in.",
    ),
    AssessmentKind.RESIDUAL: Sentence(
        "Risken som återstår när befintliga kontroller räknas in.",
        "The risk that remains when existing controls are counted in.",
    ),
}
"""What each kind of assessment means to whoever chooses it."""


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def assess(request: SignedInRequest, risk_id: UUID) -> HttpResponse:
    """The scales with their words and criteria beside the matrix, and the new assessment."""
    sent = AssessForm(request.POST, today=request.today) if request.method == "POST" else None
    return asked(
        request,
        risk_id,
        Ask(
            Permission.ASSESS,
            sent,
            make=lambda form: _change(request, risk_id, form),
            done=lambda: back(request, risk_id, _("Bedömningen är sparad."), kept("assess", risk_id), "riskvarde"),
            sheet=lambda risk: _sheet(request, risk, sent),
            at="score" if "score" in request.POST else "likelihood",
        ),
    )


def _change(request: SignedInRequest, risk_id: UUID, sent: AssessForm) -> None:
    assess_risk(
        by=request.user,
        risk_id=risk_id,
        version=sent.seen.version,
        kind=AssessmentKind(sent.cleaned_data["kind"]),
        scored=sent.scored(),
        motive=sent.cleaned_data["motive"],
        made_on=sent.cleaned_data["made_on"],
        now=request.now,
    )


def _sheet(request: SignedInRequest, risk: RiskSeen, sent: AssessForm | None) -> Sheet:
    current = facts.current_assessments(risk)
    first = {"kind": AssessmentKind.INHERENT.value, "made_on": request.today}
    return Sheet(
        template="risk/assess.html",
        kept=kept("assess", risk.id),
        risk=risk,
        form=sent or AssessForm(initial=first, today=request.today),
        version=risk.version,
        context={
            "method": risk.year.method,
            "matrix": drawing(risk.year.method, current),
            "current": current,
            "kinds": _offered(),
            "words": ASSESSMENT_KIND_LABELS,
            "today": request.today,
            "axes": _axes(risk.year.method),
        },
    )


def _axes(method: Method) -> list[tuple[str, str, list[tuple[int, str, str]]]]:
    """Each axis with its name and its steps, the highest first as in the matrix: value, number with word, criteria."""
    scales = (("likelihood", _("Sannolikhet"), method.likelihood), ("impact", _("Konsekvens"), method.impact))
    return [
        (axis, text, [(step.value, f"{step.value} {step.word}".strip(), step.criteria) for step in scale.steps[::-1]])
        for axis, text, scale in scales
        if scale
    ]


def _offered() -> list[tuple[Any, str, str]]:
    return [(one.value, said(ASSESSMENT_KIND_LABELS[one]), said(_MEANINGS[one])) for one in AssessmentKind]
