"""The end of a deviation: accepted with a reason, or closed when its measures work; and taking it up again."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from riskbild.followup.actions.deviation_handling import accept_deviation, close_deviation, reopen_deviation
from riskbild.followup.queries.deviation import deviation_seen_by
from riskbild.rules.refusal import Forbidden
from riskbild.web.deviations.forms import NoteForm
from riskbild.web.deviations.showing import about
from riskbild.web.forms.attempt import CONFLICT, SAVED, SHOWN, attempt
from riskbild.web.forms.steps import ReasonForm, StepForm
from riskbild.web.request import SignedInRequest, page, saved, signed_in


@dataclass(frozen=True)
class _Step[F: StepForm]:
    """One end: its form and the field it asks for, what it does, and the words around it."""

    form: type[F]
    field: str
    take: Callable[..., object]
    heading: str | Promise
    lead: str | Promise
    done: str | Promise


_ACCEPT = _Step(
    ReasonForm, "reason", accept_deviation, gettext_lazy("Godta avvikelsen"),
    gettext_lazy("Nämnden lever med avvikelsen. Skälet står i årets rapport."), gettext_lazy("Avvikelsen är godtagen."),
)  # fmt: skip
_CLOSE = _Step(
    NoteForm, "note", close_deviation, gettext_lazy("Avsluta avvikelsen"),
    gettext_lazy("Åtgärderna är klara. Beskriv hur du har sett att de fungerar."),
    gettext_lazy("Avvikelsen är avslutad."),
)  # fmt: skip
_REOPEN = _Step(
    ReasonForm, "reason", reopen_deviation, gettext_lazy("Öppna avvikelsen igen"),
    gettext_lazy("Avvikelsen behöver hanteras på nytt."), gettext_lazy("Avvikelsen är öppen igen."),
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def accept(request: SignedInRequest, deviation_id: UUID) -> HttpResponse:
    """Asks why the deviation is accepted as it is."""
    return _asked(request, deviation_id, _ACCEPT)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def close(request: SignedInRequest, deviation_id: UUID) -> HttpResponse:
    """Asks how it was seen that the measures work."""
    return _asked(request, deviation_id, _CLOSE)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def reopen(request: SignedInRequest, deviation_id: UUID) -> HttpResponse:
    """Asks why the deviation is taken up again."""
    return _asked(request, deviation_id, _REOPEN)


def _asked[F: StepForm](request: SignedInRequest, deviation_id: UUID, step: _Step[F]) -> HttpResponse:
    sent = step.form(request.POST) if request.method == "POST" else None

    def take(form: F) -> None:
        given = {step.field: form.cleaned_data[step.field], "version": form.cleaned_data["version"]}
        step.take(by=request.user, deviation_id=deviation_id, now=request.now, **given)

    status = SHOWN if sent is None else attempt(sent, take, at=step.field)
    if status == SAVED:
        saved(request, str(step.done), form=f"deviation-end-{deviation_id}")
        return redirect("deviation", deviation_id)
    seen = deviation_seen_by(request.user, deviation_id, request.today)
    may = seen.may_change if step is _REOPEN else seen.may_handle
    if sent is None and (reason := may or seen.may_decide) is not None:
        raise Forbidden(reason)
    form = sent or step.form(initial={"version": seen.version})
    context = {
        **about(request, seen), "form": form, "field": form[step.field], "step_heading": step.heading,
        "step_lead": step.lead, "kept": f"deviation-end-{deviation_id}", "version": seen.version,
        "back": reverse("deviation", args=[deviation_id]), "meanwhile": status == CONFLICT,
    }  # fmt: skip
    return page(request, "deviations/end.html", context, status=status)
