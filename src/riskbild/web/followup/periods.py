"""A period's life on the screen: added, opened, its days changed, brought up to date, closed, opened again, dropped."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from riskbild.followup.actions import periods as actions
from riskbild.followup.actions.periods import PeriodDates
from riskbild.followup.actions.reminding import remind
from riskbild.followup.queries.board import PeriodBoard, periods_of_year
from riskbild.followup.queries.board_groups import waited_for
from riskbild.rules.period_life import PeriodStep, refusal
from riskbild.rules.refusal import Forbidden, Refused
from riskbild.web.board_year import YearFrame, frame_of
from riskbild.web.followup.about import HERE, about, opened
from riskbild.web.forms.attempt import CONFLICT, SAVED, SHOWN, attempt, said
from riskbild.web.forms.steps import StepForm
from riskbild.web.forms.strict import StrictForm, TextField
from riskbild.web.organisation.fields import day_field, line_field
from riskbild.web.request import SignedInRequest, page, saved, signed_in


class ReasonForm(StepForm):
    """A step that needs a reason."""

    reason = TextField(
        label=gettext_lazy("Varför öppnas perioden igen?"), error_messages={"required": gettext_lazy("Ange skälet.")}
    )


class DatesForm(StrictForm):
    """When a period opens, when reports are due, and when reporting ends for good."""

    opens = day_field(label=gettext_lazy("Öppnar för rapportering"))
    due = day_field(label=gettext_lazy("Sista dag att rapportera"))
    closes = day_field(label=gettext_lazy("Stänger"))

    def dates(self) -> PeriodDates:
        """The three days."""
        values = self.cleaned_data
        return PeriodDates(values["opens"], values["due"], values["closes"])


class NewDatesForm(StepForm, DatesForm):
    """Other days for a period that is there."""


class PeriodForm(DatesForm):
    """A period of the board's own."""

    name = line_field(label=gettext_lazy("Namn"), error_messages={"required": gettext_lazy("Ge perioden ett namn.")})
    starts = day_field(label=gettext_lazy("Från och med"))
    ends = day_field(label=gettext_lazy("Till och med"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def add(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """A period of the board's own beside those of the year's rules, and adding it."""
    frame = frame_of(request, board_year_id, HERE)
    form = PeriodForm(request.POST if request.method == "POST" else None)

    def put(sent: PeriodForm) -> None:
        values = sent.cleaned_data
        actions.add_period(
            by=request.user, board_year_id=board_year_id, name=values["name"], starts=values["starts"],
            ends=values["ends"], dates=sent.dates(), now=request.now,
        )  # fmt: skip

    reason = periods_of_year(request.user, board_year_id, request.today).add_refusal
    if reason is not None and not form.is_bound:
        raise Refused(reason) if frame.year.closed else Forbidden(reason)
    status = attempt(form, put) if form.is_bound else SHOWN
    back = reverse("followup", args=[board_year_id])
    if status == SAVED:
        saved(request, _("Perioden är tillagd."), form=f"new-period-{board_year_id}")
        return redirect(back)
    context = {
        "form": form, "back": back, "kept": f"new-period-{board_year_id}", "sample": frame.year.sample,
        "crumbs": [(frame.name, frame.tabs[0][1]), (_("Uppföljning"), back)],
    }  # fmt: skip
    return page(request, "followup/add.html", context, status=status)


@require_POST
@signed_in
def open_(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """Opens a period of the year; refusals are pages."""
    frame_of(request, board_year_id, HERE)
    key = request.POST.get("period", "")
    made = actions.open_period(by=request.user, board_year_id=board_year_id, key=key, now=request.now)
    added = made.asked.added
    text = ngettext(
        "Perioden är öppen: %(num)d sak att rapportera.", "Perioden är öppen: %(num)d att rapportera.", added
    )
    saved(request, text % {"num": added})
    return redirect("period_board", made.period.pk)


@require_POST
@signed_in
def sync(request: SignedInRequest, period_id: UUID) -> HttpResponse:
    """Brings an open period up to date with the plan, the risks and the measures."""
    asked = actions.sync_period(by=request.user, period_id=period_id, now=request.now).asked
    text = _("Perioden följer planen: %(added)s nya, %(retired)s har utgått.")
    saved(request, text % {"added": asked.added, "retired": asked.retired})
    return redirect("period_board", period_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def dates(request: SignedInRequest, period_id: UUID) -> HttpResponse:
    """The days of a period, and changing them."""
    read = opened(request, period_id)
    seen, one = read[0], read[0].period
    first = {"opens": one.opens, "due": one.due, "closes": one.closes, "version": seen.version}

    def put(form: NewDatesForm) -> None:
        actions.set_period_dates(
            by=request.user, board_year_id=seen.year.id, key=one.key, version=form.cleaned_data["version"],
            dates=form.dates(), now=request.now,
        )  # fmt: skip

    form = NewDatesForm(request.POST if request.method == "POST" else None, initial=first)
    return _asked(
        request, period_id, form, put, PeriodStep.SET_DATES, "followup/dates.html", _("Dagarna är ändrade."), read=read
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def close(request: SignedInRequest, period_id: UUID) -> HttpResponse:
    """Asks whether the period shall be closed, with what is missing, and closes it."""
    form = StepForm(request.POST if request.method == "POST" else None)
    act = _step(request, period_id, actions.close_period)
    return _asked(request, period_id, form, act, PeriodStep.CLOSE, "followup/close.html", _("Perioden är stängd."))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def reopen(request: SignedInRequest, period_id: UUID) -> HttpResponse:
    """Asks why the period is opened again, and opens it."""
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def act(sent: ReasonForm) -> None:
        _step(request, period_id, actions.reopen_period, reason=sent.cleaned_data["reason"])(sent)

    return _asked(
        request, period_id, form, act, PeriodStep.REOPEN, "followup/reopen.html", _("Perioden är öppen igen.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def drop(request: SignedInRequest, period_id: UUID) -> HttpResponse:
    """Asks whether a period that was never opened shall go, and takes it away."""
    read = opened(request, period_id)
    form = StepForm(request.POST if request.method == "POST" else None)
    act = _step(request, period_id, actions.drop_period)
    return _asked(
        request, period_id, form, act, PeriodStep.DROP, "followup/drop.html", _("Perioden är borttagen."), read=read,
        after=reverse("followup", args=[read[0].year.id]),
    )  # fmt: skip


@require_POST
@signed_in
def remind_people(request: SignedInRequest, period_id: UUID) -> HttpResponse:
    """One press: a letter to those who have something left to report in the period."""
    opened(request, period_id)
    people = {UUID(key) for key in request.POST.getlist("person") if _is_key(key)}
    if "alla" in request.POST:
        people = waited_for(request.user, period_id, request.today)
    queued = remind(by=request.user, period_id=period_id, person_ids=people, now=request.now)
    told = ngettext("%(num)d påminnelse är på väg.", "%(num)d påminnelser är på väg.", queued.letters)
    text = told % {"num": queued.letters} if queued.letters else _("Ingen påminnelse skickades.")
    missing = queued.without_address
    if missing:
        lacking = ngettext("%(num)d person saknar e-postadress.", "%(num)d personer saknar e-postadress.", missing)
        text = f"{text} {lacking % {'num': missing}}"
    saved(request, text)
    return redirect("period_board", period_id)


def _asked[F: StepForm](  # noqa: PLR0917 - a step and its page
    request: SignedInRequest,
    period_id: UUID,
    form: F,
    act: Callable[[F], object],
    step: PeriodStep,
    template: str,
    done: str,
    *,
    read: tuple[PeriodBoard, YearFrame] | None = None,
    after: str = "",
) -> HttpResponse:
    """The step taken, or its form with what is wrong; the version that was sent stands until it is taken.

    `read` is the period where it has been read before.
    """
    status = attempt(form, act) if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, done, form=f"period-{period_id}")
        return redirect(after or reverse("period_board", args=[period_id]))
    seen, frame = read if read and not form.is_bound else opened(request, period_id)
    reason = seen.steps[step]
    if reason is not None and not form.is_bound:
        raise Refused(reason) if refusal(seen.period.state, step) else Forbidden(reason)
    version = form.data.get("version", "") if form.is_bound and status != CONFLICT else seen.version
    crumbs = [*about(seen, frame)["crumbs"], (said(seen.period.name), reverse("period_board", args=[period_id]))]
    told = {"form": form, "version": version, "back": crumbs[-1][1], "crumbs": crumbs}
    context = {**about(seen, frame), **told}
    return page(request, template, context, status=status)


def _step(
    request: SignedInRequest, period_id: UUID, action: Callable[..., object], **more: Any
) -> Callable[[StepForm], object]:
    return lambda form: action(
        by=request.user, period_id=period_id, version=form.cleaned_data["version"], now=request.now, **more
    )


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
