"""Concluding a sample, taking it up again, withdrawing it, and when its population is weeded."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from riskbild.followup.actions.samples import conclude_sample, take_up_sample, withdraw_sample
from riskbild.followup.actions.weeding import set_weeding_day, weed_sample
from riskbild.followup.queries.samples import sample_seen_by
from riskbild.rules.refusal import Forbidden
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt
from riskbild.web.forms.steps import ReasonForm, StepForm
from riskbild.web.request import SignedInRequest, page, saved, signed_in
from riskbild.web.samples.forms import WeedingDayForm
from riskbild.web.samples.showing import about


@require_POST
@signed_in
def conclude(request: SignedInRequest, sample_id: UUID) -> HttpResponse:
    """Ends the checking; the result goes to the control's report."""
    conclude_sample(by=request.user, sample_id=sample_id, version=_version(request), now=request.now)
    saved(request, _("Stickprovet är klart. Resultatet står i kontrollens rapport."))
    return redirect("sample", sample_id)


@require_POST
@signed_in
def take_up(request: SignedInRequest, sample_id: UUID) -> HttpResponse:
    """Opens the checking again."""
    take_up_sample(by=request.user, sample_id=sample_id, version=_version(request), now=request.now)
    saved(request, _("Stickprovet är öppet igen."))
    return redirect("sample", sample_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def withdraw(request: SignedInRequest, sample_id: UUID) -> HttpResponse:
    """Asks why the sample is not to count."""

    def take(form: ReasonForm) -> None:
        values = form.cleaned_data
        withdraw_sample(
            by=request.user, sample_id=sample_id, version=values["version"], reason=values["reason"], now=request.now
        )

    done = _("Stickprovet är återkallat.")
    return _asked(request, sample_id, ReasonForm, take, "samples/withdraw.html", done)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def weed(request: SignedInRequest, sample_id: UUID) -> HttpResponse:
    """Asks whether the population shall go."""

    def take(form: StepForm) -> None:
        weed_sample(by=request.user, sample_id=sample_id, version=form.cleaned_data["version"], now=request.now)

    return _asked(request, sample_id, StepForm, take, "samples/weed.html", _("Populationen är gallrad."))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def weeding_day(request: SignedInRequest, sample_id: UUID) -> HttpResponse:
    """Asks from which day the population may go."""

    def take(form: WeedingDayForm) -> None:
        values = form.cleaned_data
        set_weeding_day(
            by=request.user, sample_id=sample_id, version=values["version"], weed_on=values["weed_on"], now=request.now
        )

    done = _("Gallringsdagen är ändrad.")
    return _asked(request, sample_id, WeedingDayForm, take, "samples/weeding_day.html", done)


def _asked[F: StepForm](  # noqa: PLR0917 - a step and its page
    request: SignedInRequest, sample_id: UUID, kind: type[F], take: Callable[[F], None], template: str, done: str,
) -> HttpResponse:  # fmt: skip
    seen = sample_seen_by(request.user, sample_id, request.today)
    sent = kind(request.POST) if request.method == "POST" else None
    status = SHOWN if sent is None else attempt(sent, take)
    if status == SAVED:
        saved(request, done)
        return redirect("sample", sample_id)
    reason = seen.refusal if kind is ReasonForm else seen.weeding
    if sent is None and reason is not None:
        raise Forbidden(reason)
    form = sent or kind(initial={"version": seen.version, "weed_on": seen.weed_on})
    context = about(request, seen, below=True)
    return page(request, template, {**context, "form": form, "back": context["here"]}, status=status)


def _version(request: SignedInRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0
