"""Saying from the start page how far a measure of one's own has come."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from riskbild.organisation.conflict import Conflict
from riskbild.register.actions.measures import report_measure
from riskbild.register.queries.seen import check_measure_seen
from riskbild.rules.labels import LABELS
from riskbild.rules.progress import Progress
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.forms.attempt import said
from riskbild.web.forms.steps import StepForm
from riskbild.web.request import SignedInRequest, saved, signed_in
from riskbild.web.start.views import start_page

_UNREADABLE = Sentence(
    sv="Det gick inte att läsa vad du rapporterade. Försök igen.", en="What you reported could not be read. Try again."
)


class ReportForm(StepForm):
    """The step that the button stands for, on the version that the page showed."""

    progress = forms.ChoiceField(choices=[(one.value, one.value) for one in Progress], widget=forms.HiddenInput)


@require_POST
@signed_in
def report(request: SignedInRequest, measure_id: UUID) -> HttpResponse:
    """One press, one step; what was noted about the measure before stays. Refusals are told on the start page."""
    check_measure_seen(request.user, measure_id, request.today)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return start_page(request, refused=_UNREADABLE, status=422)
    progress = Progress(form.cleaned_data["progress"])
    try:
        report_measure(
            by=request.user, measure_id=measure_id, version=form.cleaned_data["version"], progress=progress, note=None,
            now=request.now,
        )  # fmt: skip
    except Missing:
        raise
    except Refused as refusal:
        return start_page(request, refused=refusal.sentence, status=_status(refusal))
    saved(request, _("Åtgärden är rapporterad: %(progress)s.") % {"progress": said(LABELS[Progress][progress]).lower()})
    return redirect("start")


def _status(refusal: Refused) -> int:
    if isinstance(refusal, Conflict):
        return 409
    return 403 if isinstance(refusal, Forbidden) else 422
