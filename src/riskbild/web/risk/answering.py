"""How a form about a risk is answered: shown, sent back with what is wrong, beside another's change, or done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from riskbild.organisation.roles import Permission
from riskbild.register.queries.page import RiskSeen, risk_seen_by, trail_of_risk
from riskbild.register.queries.telling import TrailLine
from riskbild.web.forms.attempt import CONFLICT, SAVED, SHOWN, attempt
from riskbild.web.forms.conflict import Show, alike, differences, who
from riskbild.web.forms.strict import ChangeForm
from riskbild.web.forms.versions import written
from riskbild.web.request import SignedInRequest, page, saved
from riskbild.web.risk import gate
from riskbild.web.risk.reading import about, crumbs

_MOST_LINES = 5


def _as_it_is(name: str, value: str) -> str:  # noqa: ARG001 - one of the functions that show a field's value
    return value


@dataclass(frozen=True)
class Sheet:
    """A form about a risk: what it is drawn with, what stands in its fields now, and which version that is.

    `kept` names the text that the browser keeps for it; `shown` gives the words for keys and choices.
    """

    template: str
    kept: str
    risk: RiskSeen
    form: ChangeForm
    version: int
    values: Mapping[str, str] = field(default_factory=dict)
    shown: Show = _as_it_is
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Ask[F: ChangeForm]:
    """One change as its page deals with it: who may, what was sent (nothing on a first visit), what is then done.

    `make` makes the change, `done` answers when it is made, `sheet` draws the form when it is not. `at` is the field
    that a refusal speaks of when it does not say itself; `archived` says that the change can be made with a risk that
    is archived.
    """

    permission: Permission | Callable[[RiskSeen], Permission]
    form: F | None
    make: Callable[[F], object]
    done: Callable[[], HttpResponse]
    sheet: Callable[[RiskSeen], Sheet]
    at: str = ""
    archived: bool = False


def asked[F: ChangeForm](request: SignedInRequest, risk_id: UUID, ask: Ask[F]) -> HttpResponse:
    """Makes the change that was sent, or shows the form."""
    status = SHOWN if ask.form is None else attempt(ask.form, ask.make, at=ask.at)
    if status == SAVED:
        return ask.done()
    risk = risk_seen_by(request.user, risk_id, request.today)
    if ask.form is None:
        wanted = ask.permission if isinstance(ask.permission, Permission) else ask.permission(risk)
        gate.check_may(request, risk, wanted)
        if risk.year.closed or (risk.archived and not ask.archived):
            # The risk's own page says why.
            return redirect("risk", risk.id)
    return _answer(request, ask.sheet(risk), status)


def kept(name: str, subject_id: UUID) -> str:
    """Under which name the browser keeps what is typed in a form."""
    return f"{name}-{subject_id}"


def back(request: SignedInRequest, risk_id: UUID, text: str, name: str, place: str = "") -> HttpResponse:
    """To the risk's page, which says what was done; the browser forgets the text it kept, also that of a conflict."""
    version = request.POST.get("version", "").partition(".")[0]
    saved(request, text, form=f"{name} {_after_conflict(name, version)}")
    return redirect(reverse("risk", args=[risk_id]) + (f"#{place}" if place else ""))


def pressed[F: ChangeForm](
    request: SignedInRequest, risk_id: UUID, form: F, *, make: Callable[[F], object], done: Callable[[], HttpResponse]
) -> HttpResponse:
    """Makes a change that needs nothing but a press of a button; a refusal is a page that leads back to the risk."""
    status = attempt(form, make)
    if status == SAVED:
        return done()
    risk = risk_seen_by(request.user, risk_id, request.today)
    sentences = [str(error) for error in form.non_field_errors()]
    context = {**about(request, risk), "crumbs": crumbs(risk), "sentences": sentences}
    return page(request, "risk/not_now.html", context, status=status)


def _answer(request: SignedInRequest, sheet: Sheet, status: int) -> HttpResponse:
    """The form: as it stands, as it was sent with what is wrong, or beside what somebody else has saved meanwhile."""
    fresh = written(sheet.version, sheet.values, sheet.form.names)
    context = {**about(request, sheet.risk), "crumbs": crumbs(sheet.risk), "form": sheet.form, **sheet.context}
    if status == CONFLICT:
        return _beside(request, sheet, {**context, "version": fresh})
    version = fresh if status == SHOWN else sheet.form.data.get("version", "")
    return page(request, sheet.template, {**context, "kept": sheet.kept, "version": version}, status=status)


def _beside(request: SignedInRequest, sheet: Sheet, context: Mapping[str, Any]) -> HttpResponse:
    lines = trail_of_risk(request.user, sheet.risk.id, request.today, limit=_lines(sheet))
    key = _after_conflict(sheet.kept, str(sheet.version))
    told = {**context, "kept": key, "lines": lines, "saved_by": _by(lines), "saved_at": sheet.risk.updated_at}
    if not sheet.values:
        return page(request, sheet.template, told, status=CONFLICT)
    found = differences(sheet.form, sheet.values, sheet.shown)
    if not found:
        return back(request, sheet.risk.id, _("Det du skrev var redan sparat."), sheet.kept)
    differing = [(one, who(one, _by(lines))) for one in found]
    return page(
        request, "risk/conflict.html", {**told, "differing": differing, "alike": alike(sheet.form, found)},
        status=CONFLICT,
    )  # fmt: skip


def _lines(sheet: Sheet) -> int:
    """How many times the risk has been changed since the form was filled in, as far as they are told."""
    since = sheet.risk.version - sheet.form.risk_read
    return min(max(since, 1), _MOST_LINES)


def _by(lines: Sequence[TrailLine]) -> str:
    return lines[0].actor if lines and lines[0].actor else _("någon annan")


def _after_conflict(name: str, version: str) -> str:
    return f"{name}-{version}"
