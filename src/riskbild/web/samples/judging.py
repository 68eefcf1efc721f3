"""Judging a drawn row: saved as it is ticked and typed, with or without script."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from riskbild.followup.actions.samples import judge_row
from riskbild.followup.queries.samples import row_seen_by, sample_seen_by
from riskbild.rules.sample_life import Verdict
from riskbild.web.forms.attempt import SAVED, attempt
from riskbild.web.forms.steps import StepForm
from riskbild.web.forms.strict import TextField
from riskbild.web.request import SignedInRequest, page, saved, signed_in, wants_partial


class JudgeForm(StepForm):
    """What a row turned out to be, and a note."""

    verdict = forms.ChoiceField(required=False, choices=[("", ""), *((one.value, one.value) for one in Verdict)])
    note = TextField(required=False)

    def also_known(self) -> frozenset[str]:
        """Where to go back to, without script."""
        return frozenset({"next"})


@require_POST
@signed_in
def judge(request: SignedInRequest, row_id: UUID) -> HttpResponse:
    """Saves one row at once."""
    sent = JudgeForm(request.POST)

    def save(form: JudgeForm) -> None:
        values = form.cleaned_data
        verdict = Verdict(values["verdict"]) if values["verdict"] else None
        judge_row(
            by=request.user, row_id=row_id, version=values["version"], verdict=verdict, note=values["note"],
            now=request.now,
        )  # fmt: skip

    status = attempt(sent, save, at="note")
    row = row_seen_by(request.user, row_id, request.today)
    if not wants_partial(request):
        if status == SAVED:
            saved(request, _("Raden är sparad."))
        return _whole(request, row.sample_id, str(row.id), sent, status)
    context = {
        "row": row, "errors": [error for found in sent.errors.values() for error in found],
        "seen": sample_seen_by(request.user, row.sample_id, request.today), "moment": request.now,
        "version": sent.data.get("version", "") if status != SAVED else row.version,
    }  # fmt: skip
    return page(request, "samples/_judged.html", context, status=200 if status == SAVED else status)


def _whole(request: SignedInRequest, sample_id: UUID, row: str, sent: JudgeForm, status: int) -> HttpResponse:
    address = f"{reverse('sample', args=[sample_id])}#rad-{row}"
    if status == SAVED:
        return redirect(address)
    context = {
        "errors": [error for found in sent.errors.values() for error in found], "typed": sent.data.get("note", ""),
        "back": address,
    }  # fmt: skip
    return page(request, "samples/not_judged.html", context, status=status)
