"""Planning a measure against a deviation, changing it, and telling how far one has come."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.followup.actions.deviation_handling import change_measure, plan_measure, report_measure
from riskbild.followup.queries.deviation import DeviationSeen, MeasureSeen, deviation_of_measure, deviation_seen_by
from riskbild.rules.progress import Progress
from riskbild.rules.refusal import Forbidden
from riskbild.web.deviations.forms import ChangedForm, MeasureForm, ProgressForm
from riskbild.web.deviations.showing import about
from riskbild.web.forms.attempt import CONFLICT, SAVED, SHOWN, attempt
from riskbild.web.forms.keys import new_key, read_key
from riskbild.web.request import SignedInRequest, page, saved, signed_in
from riskbild.web.risk import choices


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def plan(request: SignedInRequest, deviation_id: UUID) -> HttpResponse:
    """The form for a measure: what, whose, and by when."""
    sent = MeasureForm(request.POST) if request.method == "POST" else None
    status = SHOWN if sent is None else attempt(sent, lambda form: _plan(request, deviation_id, form), at="text")
    if status == SAVED:
        saved(request, _("Åtgärden är tillagd."), form=f"deviation-measure-{deviation_id}")
        return redirect("deviation", deviation_id)
    seen = deviation_seen_by(request.user, deviation_id, request.today)
    if sent is None and seen.may_handle is not None:
        raise Forbidden(seen.may_handle)
    context = {
        "form": sent or MeasureForm(initial={"version": seen.version, "key": new_key(request.user.pk)}),
        "kept": f"deviation-measure-{deviation_id}", "version": seen.version, "name": _("Lägg till åtgärd"),
    }  # fmt: skip
    return _written(request, seen, context, status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request: SignedInRequest, deviation_measure_id: UUID) -> HttpResponse:
    """What a measure is, whose, and by when, to be changed: as when nobody has been appointed for it yet."""
    sent = ChangedForm(request.POST) if request.method == "POST" else None
    put = partial(_change, request, deviation_measure_id)
    status = SHOWN if sent is None else attempt(sent, put, at="text")
    found = deviation_of_measure(request.user, deviation_measure_id, request.today)
    if status == SAVED:
        saved(request, _("Åtgärden är ändrad."), form=f"deviation-measure-{deviation_measure_id}")
        return redirect("deviation", found)
    seen = deviation_seen_by(request.user, found, request.today)
    if sent is None and seen.may_handle is not None:
        raise Forbidden(seen.may_handle)
    one: MeasureSeen = next(each for each in seen.measures if each.id == deviation_measure_id)
    first = {"version": one.version, "text": one.text, "owner": one.owner, "person": one.person_id, "due": one.due}
    context = {
        "form": sent or ChangedForm(initial=first), "kept": f"deviation-measure-{deviation_measure_id}",
        "version": one.version, "name": _("Ändra åtgärd"),
    }  # fmt: skip
    return _written(request, seen, context, status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def report(request: SignedInRequest, deviation_measure_id: UUID) -> HttpResponse:
    """How far a measure has come."""
    measure_id = deviation_measure_id
    sent = ProgressForm(request.POST) if request.method == "POST" else None
    status = SHOWN if sent is None else attempt(sent, lambda form: _report(request, measure_id, form), at="progress")
    seen = deviation_seen_by(request.user, deviation_of_measure(request.user, measure_id, request.today), request.today)
    if status == SAVED:
        saved(request, _("Läget är sparat."), form=f"deviation-progress-{measure_id}")
        return redirect("deviation", seen.id)
    one: MeasureSeen = next(each for each in seen.measures if each.id == measure_id)
    if sent is None and one.refusal is not None:
        raise Forbidden(one.refusal)
    note = one.note if isinstance(one.note, str) else ""
    form = sent or ProgressForm(initial={"version": one.version, "progress": one.progress.value, "note": note})
    context = {
        **about(request, seen), "form": form, "one": one, "kept": f"deviation-progress-{measure_id}",
        "version": one.version, "back": reverse("deviation", args=[seen.id]), "meanwhile": status == CONFLICT,
    }  # fmt: skip
    return page(request, "deviations/progress.html", context, status=status)


def _written(request: SignedInRequest, seen: DeviationSeen, told: Mapping[str, Any], status: int) -> HttpResponse:
    """The page on which a measure is written, with what is told of this one."""
    context = {
        **about(request, seen), "people": [("", "–"), *choices.people(request)],
        "back": reverse("deviation", args=[seen.id]), "meanwhile": status == CONFLICT, **told,
    }  # fmt: skip
    return page(request, "deviations/measure.html", context, status=status)


def _plan(request: SignedInRequest, deviation_id: UUID, form: MeasureForm) -> None:
    values = form.cleaned_data
    measure = replace(form.measure(), id=read_key(values["key"], request.user.pk))
    plan_measure(
        by=request.user, deviation_id=deviation_id, version=values["version"], measure=measure, now=request.now
    )


def _change(request: SignedInRequest, measure_id: UUID, form: ChangedForm) -> None:
    version = form.cleaned_data["version"]
    change_measure(by=request.user, measure_id=measure_id, version=version, measure=form.measure(), now=request.now)


def _report(request: SignedInRequest, measure_id: UUID, form: ProgressForm) -> None:
    values = form.cleaned_data
    report_measure(
        by=request.user, measure_id=measure_id, version=values["version"], progress=Progress(values["progress"]),
        note=values["note"], now=request.now,
    )  # fmt: skip
