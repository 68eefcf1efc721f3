"""How a form about a plan is answered: shown, sent back with what is wrong, beside another's change, or done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from riskbild.organisation.queries import last_change_of
from riskbild.rules.plan_life import PlanStep
from riskbild.web.forms.attempt import CONFLICT, SAVED, SHOWN, attempt
from riskbild.web.forms.conflict import Show, alike, differences, who
from riskbild.web.forms.strict import ChangeForm
from riskbild.web.forms.versions import written
from riskbild.web.plan.about import Opened, about, check_step, opened
from riskbild.web.request import SignedInRequest, page, saved


def _as_it_is(name: str, value: str) -> str:  # noqa: ARG001 - one of the functions that show a field's value
    return value


@dataclass(frozen=True)
class Sheet:
    """A form about a plan: what it is drawn with, what stands in its fields now, and which version that is.

    `kept` names the text that the browser keeps for it; `shown` gives the words for keys and choices.
    """

    template: str
    kept: str
    form: ChangeForm
    version: int
    values: Mapping[str, str] = field(default_factory=dict)
    shown: Show = _as_it_is
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Ask[F: ChangeForm]:
    """One step of a plan as its page deals with it: what was sent (nothing on a first visit), what is then done.

    `make` takes the step, `done` answers when it is taken, `sheet` draws the form when it is not. `at` is the field
    that a refusal speaks of when it does not say itself.
    """

    step: PlanStep
    form: F | None
    make: Callable[[F], object]
    done: Callable[[], HttpResponse]
    sheet: Callable[[Opened], Sheet]
    at: str = ""


def asked[F: ChangeForm](request: SignedInRequest, plan_id: UUID, ask: Ask[F]) -> HttpResponse:
    """Takes the step that was sent, or shows its form; from where the plan does not allow it, back to the plan."""
    status = SHOWN if ask.form is None else attempt(ask.form, ask.make, at=ask.at)
    if status == SAVED:
        return ask.done()
    one = opened(request, plan_id)
    if ask.form is None and not check_step(one, ask.step):
        return redirect("plan_version", plan_id)
    return _answer(request, one, ask.sheet(one), status)


def kept(name: str, subject_id: UUID) -> str:
    """Under which name the browser keeps what is typed in a form."""
    return f"{name}-{subject_id}"


def back(request: SignedInRequest, plan_id: UUID, text: str, name: str, place: str = "") -> HttpResponse:
    """To the plan's page, which says what was done; the browser forgets the text it kept, also that of a conflict."""
    version = request.POST.get("version", "").partition(".")[0]
    saved(request, text, form=f"{name} {name}-{version}")
    return redirect(reverse("plan_version", args=[plan_id]) + (f"#{place}" if place else ""))


def _answer(request: SignedInRequest, one: Opened, sheet: Sheet, status: int) -> HttpResponse:
    fresh = written(sheet.version, sheet.values, sheet.form.names)
    context = {**about(one), "form": sheet.form, "back": reverse("plan_version", args=[one.plan.id]), **sheet.context}
    if status == CONFLICT:
        return _beside(request, one, sheet, {**context, "version": fresh})
    version = fresh if status == SHOWN else sheet.form.data.get("version", "")
    return page(request, sheet.template, {**context, "kept": sheet.kept, "version": version}, status=status)


def _beside(request: SignedInRequest, one: Opened, sheet: Sheet, context: Mapping[str, Any]) -> HttpResponse:
    last = last_change_of(request.user, one.plan.id)
    by = (last and last.name) or _("någon annan")
    told = {
        **context,
        "kept": f"{sheet.kept}-{sheet.version}",
        "saved_by": by,
        "saved_at": last.at if last else None,
        "meanwhile": True,
    }
    if not sheet.values:
        return page(request, sheet.template, told, status=CONFLICT)
    found = differences(sheet.form, sheet.values, sheet.shown)
    if not found:
        return back(request, one.plan.id, _("Det du skrev var redan sparat."), sheet.kept)
    differing = [(difference, who(difference, by)) for difference in found]
    told |= {"differing": differing, "alike": alike(sheet.form, found)}
    return page(request, "plan/conflict.html", told, status=CONFLICT)
