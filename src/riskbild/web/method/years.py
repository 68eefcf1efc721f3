"""A board's years: opened with a version of a method, given another, closed, opened again."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.followup.actions.closing import close_followed_year
from riskbild.followup.queries.closing import Left, LeftKind, left_of_year
from riskbild.organisation.access import access_of
from riskbild.organisation.permissions import check, refusal_anywhere
from riskbild.organisation.roles import Permission
from riskbild.register.actions.years import open_year, reopen_year, set_year_method
from riskbild.register.queries.choices import YearSeen, years_seen_by
from riskbild.register.queries.methods import method_versions
from riskbild.rules.refusal import Forbidden, Missing
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt
from riskbild.web.forms.steps import VersionForm
from riskbild.web.forms.strict import ChangeForm
from riskbild.web.method.forms import NewYearForm, YearMethodForm
from riskbild.web.method.reading import methods_crumb
from riskbild.web.organisation.choices import Choices
from riskbild.web.organisation.clash import Sheet, answer
from riskbild.web.request import SignedInRequest, page, saved, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: SignedInRequest) -> HttpResponse:
    """Opens a year for a board."""
    reason = refusal_anywhere(request.user, Permission.MANAGE_YEAR, today=request.today)
    if reason:
        raise Forbidden(reason)
    boards, methods = _boards(request), _methods(request)
    data = request.POST if request.method == "POST" else None
    first = {"year": request.today.year, "board": request.GET.get("namnd", "")}
    form = NewYearForm(data, boards=boards, methods=methods, initial=first)
    status = attempt(form, lambda sent: _open(request, sent)) if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, _("%(year)s är öppnat.") % {"year": form.cleaned_data["year"]})
        return redirect("method")
    context = {"form": form, "no_method": len(methods) == 1, "crumbs": [methods_crumb()]}
    return page(request, "method/year_new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change_method(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """Gives an open year another version of a method, or another method."""
    year = _year(request, board_year_id)
    data = request.POST if request.method == "POST" else None
    form = YearMethodForm(data, methods=_methods(request, but=year.method_id))
    return _asked(
        request, year, form, template="method/year_method.html",
        change=lambda sent: set_year_method(
            by=request.user, board_year_id=year.id, version=sent.seen.version, now=request.now,
            method_id=UUID(sent.cleaned_data["method"]),
        ),
        told=_("Bedömningsmodellen är bytt. Risknivåerna är räknade på nytt."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def close(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """Asks first, or lists what is left; then the year is history, and nothing in it changes."""
    year = _year(request, board_year_id)
    left = left_of_year(request.user, year.id, request.today)
    form = VersionForm(request.POST if request.method == "POST" else None)
    return _asked(
        request, year, form, template="method/year_close.html",
        change=lambda sent: _set_closed(request, year.id, sent, close_followed_year),
        told=_("Året är stängt."), more={"left": [(one.sentence, _left_at(one)) for one in left]},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def reopen(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """Asks first; then the year can be changed again."""
    year = _year(request, board_year_id)
    form = VersionForm(request.POST if request.method == "POST" else None)
    return _asked(
        request, year, form, template="method/year_reopen.html",
        change=lambda sent: _set_closed(request, year.id, sent, reopen_year),
        told=_("Året är öppet igen."),
    )  # fmt: skip


def _asked[F: ChangeForm](
    request: SignedInRequest, year: YearSeen, form: F, *, template: str, change: Callable[[F], object], told: str,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    status = attempt(form, change) if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, told)
        return redirect("method")
    now = _year(request, year.id)
    context = {**_about(request, now), **(more or {})}
    return answer(request, Sheet(template, form, now.id, now.version, context=context), status)


def _left_at(one: Left) -> str:
    return reverse(_LEFT_AT[one.kind], args=[one.id])


_LEFT_AT = {
    LeftKind.PERIOD: "period_board", LeftKind.REPORT: "report", LeftKind.DEVIATION: "deviation",
    LeftKind.YEAR: "followup", LeftKind.ANNUAL: "board_reports",
}  # fmt: skip


def _year(request: SignedInRequest, board_year_id: UUID) -> YearSeen:
    """A year that the person sees; raises `Missing`, or `Forbidden` when they may not manage it."""
    found = [year for year in years_seen_by(request.user, request.today) if year.id == board_year_id]
    if not found:
        raise Missing
    check(request.user, Permission.MANAGE_YEAR, found[0].board_id, today=request.today)
    return found[0]


def _about(request: SignedInRequest, year: YearSeen) -> dict[str, Any]:
    board = access_of(request.user, request.today).tree.get(year.board_id)
    return {"year": year, "board": board.name if board else "", "crumbs": [methods_crumb()], "sample": year.sample}


def _boards(request: SignedInRequest) -> Choices:
    access = access_of(request.user, request.today)
    allowed = access.at(Permission.MANAGE_YEAR)
    boards = [(str(board.id), board.name) for board in access.tree.boards if board.id in allowed and not board.closed]
    return [("", ""), *boards]


def _methods(request: SignedInRequest, but: UUID | None = None) -> Choices:
    versions = method_versions(request.user, request.today)
    called = _("%(name)s, version %(number)s")
    return [
        ("", ""),
        *((str(one.id), called % {"name": one.name, "number": one.number}) for one in versions if one.id != but),
    ]


def _open(request: SignedInRequest, form: NewYearForm) -> None:
    values = form.cleaned_data
    open_year(
        by=request.user, board_id=UUID(values["board"]), year=values["year"], method_id=UUID(values["method"]),
        now=request.now,
    )  # fmt: skip


def _set_closed(request: SignedInRequest, year_id: UUID, form: ChangeForm, change: Callable[..., object]) -> None:
    change(by=request.user, board_year_id=year_id, version=form.seen.version, now=request.now)
