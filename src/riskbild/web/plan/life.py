"""The steps of a plan's life: proposed, taken back, returned, adopted, revised, dropped, closed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from riskbild.followup.actions.periods import follow_plan
from riskbild.planning.actions import life as actions
from riskbild.publishing.actions.adopting import adopt_plan
from riskbild.rules.plan_life import PlanStep
from riskbild.web.forms.attempt import CONFLICT, SAVED, SHOWN, attempt
from riskbild.web.forms.steps import VersionForm
from riskbild.web.forms.strict import ChangeForm
from riskbild.web.plan.about import Opened, about, opened
from riskbild.web.plan.answering import Ask, Sheet, asked, back, kept
from riskbild.web.plan.forms import AdoptForm, ReasonForm
from riskbild.web.plan.looking_over import check_of, look_over
from riskbild.web.request import SignedInRequest, page, saved, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def propose(request: SignedInRequest, plan_id: UUID) -> HttpResponse:
    """Everything that the plan's rules and the checks say, and the proposal to the board."""
    sent = VersionForm(request.POST) if request.method == "POST" else None

    def put_forward(form: VersionForm) -> None:
        one = opened(request, plan_id)
        actions.propose_plan(
            by=request.user, plan_id=plan_id, version=form.seen.version, check_plan=check_of(request, one.plan),
            now=request.now,
        )  # fmt: skip

    status = SHOWN if sent is None else attempt(sent, put_forward)
    if status == SAVED:
        return back(request, plan_id, _("Planen är föreslagen och ligger hos nämnden för beslut."), "plan-propose")
    one = opened(request, plan_id)
    context = {**about(one), **look_over(request, one.plan), "form": sent or VersionForm()}
    context |= {"reason": one.plan.steps[PlanStep.PROPOSE], "meanwhile": status == CONFLICT}
    return page(request, "plan/propose.html", context, status=status)


@require_POST
@signed_in
def take_back(request: SignedInRequest, plan_id: UUID) -> HttpResponse:
    """One press: the proposal is a draft again. A refusal is a page that leads back to the plan."""
    form = VersionForm(request.POST)
    status = attempt(form, lambda sent: _act(actions.take_back_plan, request, plan_id, sent))
    if status == SAVED:
        return back(request, plan_id, _("Förslaget är taget tillbaka. Planen är ett utkast igen."), "plan-take-back")
    sentences = [str(error) for error in form.non_field_errors()]
    return page(
        request, "plan/not_now.html", {**about(opened(request, plan_id)), "sentences": sentences}, status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def send_back(request: SignedInRequest, plan_id: UUID) -> HttpResponse:
    """The board's reason, and the plan back with those who drew it up."""
    return _with_reason(
        request, plan_id, PlanStep.RETURN, actions.return_plan, "plan/return.html",
        lambda: back(request, plan_id, _("Planen är återremitterad."), kept("plan-return", plan_id)),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def revise(request: SignedInRequest, plan_id: UUID) -> HttpResponse:
    """Why the plan is revised, and the next version as a draft."""

    def done() -> HttpResponse:
        saved(request, _("Revideringen är påbörjad som ett utkast."), form=kept("plan-revise", plan_id))
        return redirect("plan", opened(request, plan_id).plan.year.id)

    return _with_reason(request, plan_id, PlanStep.REVISE, actions.begin_revision, "plan/revise.html", done)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def adopt(request: SignedInRequest, plan_id: UUID) -> HttpResponse:
    """The board's decision as the minutes have it; it freezes the plan."""
    sent = AdoptForm(request.POST) if request.method == "POST" else None
    name = kept("plan-adopt", plan_id)

    def record(form: AdoptForm) -> None:
        adopt_plan(
            by=request.user, plan_id=plan_id, version=form.seen.version, decision=form.decision(), now=request.now
        )
        follow_plan(by=request.user, plan_id=plan_id, now=request.now)

    def sheet(one: Opened) -> Sheet:
        return Sheet("plan/adopt.html", name, sent or AdoptForm(initial={"body": one.frame.board}), one.plan.version)

    ask = Ask(
        PlanStep.ADOPT, sent, make=record, sheet=sheet,
        done=lambda: back(request, plan_id, _("Planen är fastställd. Beslutet och innehållet är låsta."), name),
    )  # fmt: skip
    return asked(request, plan_id, ask)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def drop(request: SignedInRequest, plan_id: UUID) -> HttpResponse:
    """Asks whether the draft shall be given up, and gives it up."""
    one = opened(request, plan_id) if request.method == "POST" else None

    def done() -> HttpResponse:
        saved(request, _("Utkastet är slopat."))
        return redirect("plan", one.plan.year.id if one else plan_id)

    return _confirmed(request, plan_id, PlanStep.DROP, actions.drop_draft, "plan/drop.html", done)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def close(request: SignedInRequest, plan_id: UUID) -> HttpResponse:
    """Asks whether the plan shall be closed, and closes it."""

    def done() -> HttpResponse:
        return back(request, plan_id, _("Planen är avslutad."), "plan-close")

    return _confirmed(request, plan_id, PlanStep.CLOSE, actions.close_plan, "plan/close.html", done)


type _Action = Callable[..., object]


def _act(action: _Action, request: SignedInRequest, plan_id: UUID, form: ChangeForm, **more: Any) -> None:
    action(by=request.user, plan_id=plan_id, version=form.seen.version, now=request.now, **more)


def _with_reason(  # noqa: PLR0917 - a step and its page
    request: SignedInRequest,
    plan_id: UUID,
    step: PlanStep,
    action: _Action,
    template: str,
    done: Callable[[], HttpResponse],
) -> HttpResponse:
    sent = ReasonForm(request.POST) if request.method == "POST" else None
    name = kept(f"plan-{step.value.replace('_', '-')}", plan_id)
    ask = Ask(
        step, sent, done=done, at="reason",
        make=lambda form: _act(action, request, plan_id, form, reason=form.cleaned_data["reason"]),
        sheet=lambda one: Sheet(template, name, sent or ReasonForm(), one.plan.version),
    )  # fmt: skip
    return asked(request, plan_id, ask)


def _confirmed(  # noqa: PLR0917 - a step and its page
    request: SignedInRequest,
    plan_id: UUID,
    step: PlanStep,
    action: _Action,
    template: str,
    done: Callable[[], HttpResponse],
) -> HttpResponse:
    sent = VersionForm(request.POST) if request.method == "POST" else None
    ask = Ask(
        step, sent, done=done, make=lambda form: _act(action, request, plan_id, form),
        sheet=lambda one: Sheet(template, kept(f"plan-{step.value}", plan_id), sent or VersionForm(), one.plan.version),
    )  # fmt: skip
    return asked(request, plan_id, ask)
