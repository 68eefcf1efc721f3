"""The municipality's rule sets: who must do what by when, each version with its dates; a new version made."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from riskbild.organisation.access import access_of
from riskbild.organisation.permissions import check, refusal
from riskbild.organisation.roles import Permission
from riskbild.planning.actions.years import make_rules
from riskbild.planning.queries.setup import rule_sets_seen_by
from riskbild.rules.duties import DutyHolder, DutyKind
from riskbild.rules.labels import LABELS
from riskbild.rules.period import Day
from riskbild.rules.result import CRITERIA, Result
from riskbild.rules.sentence import Sentence
from riskbild.web.cycle.rule_set_form import RuleSetForm, initial_of
from riskbild.web.forms.attempt import CONFLICT, SAVED, SHOWN, attempt
from riskbild.web.request import SignedInRequest, page, saved, signed_in


@require_safe
@signed_in
def rule_sets(request: SignedInRequest) -> HttpResponse:
    """The latest version with its duties, and what came before it."""
    versions = rule_sets_seen_by(request.user)
    context = {
        "versions": versions, "reason": _not_here(request), "holders": LABELS[DutyHolder], "crumbs": [_years()],
        "on": _on,
    }  # fmt: skip
    return page(request, "cycle/rule_sets.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: SignedInRequest) -> HttpResponse:
    """A new version, begun from the latest. "More rows" and "save" are sent by the same form."""
    root_id = _root(request)
    check(request.user, Permission.DECIDE_COMMON, root_id, today=request.today)
    latest = rule_sets_seen_by(request.user)[0]
    boards = [(board.code, board.name) for board in access_of(request.user, request.today).tree.boards if board.code]
    data = request.POST if request.method == "POST" else None
    form = RuleSetForm(data, latest=latest.rules, boards=boards, initial=initial_of(latest, request.today))
    status = SHOWN
    if form.is_bound and not form.only_more_rows():
        status = attempt(form, lambda sent: _make(request, sent), at="name")
    if status == SAVED:
        saved(request, _("Reglerna är sparade som en ny version."), form="rule-set")
        return redirect("rule_sets")
    return page(request, "cycle/rule_set_new.html", _context(form, latest.number, status), status=status)


def _context(form: RuleSetForm, latest: int, status: int) -> dict[str, Any]:
    sent = form.data.get("after", "") if form.is_bound and status != CONFLICT else latest
    return {
        "form": form, "rows": form.rows(), "after": sent, "shown": form.errors if status != SHOWN else {},
        "kinds": [(str(one), text) for one, text in LABELS[DutyKind].items()],
        "holders": [(str(one), text) for one, text in LABELS[DutyHolder].items()],
        "crumbs": [_years(), (_("Regler och tider"), reverse("rule_sets"))],
        "criteria": {"minor": CRITERIA[Result.MINOR_DEVIATION], "major": CRITERIA[Result.MAJOR_DEVIATION]},
    }  # fmt: skip


def _make(request: SignedInRequest, form: RuleSetForm) -> None:
    make_rules(
        by=request.user, root_id=_root(request), rules=form.rules(), after_number=form.cleaned_data["after"],
        now=request.now,
    )  # fmt: skip


def _root(request: SignedInRequest) -> UUID:
    return access_of(request.user, request.today).tree.roots[0].id


def _not_here(request: SignedInRequest) -> Sentence | None:
    return refusal(request.user, Permission.DECIDE_COMMON, _root(request), today=request.today)


def _on(due: Day) -> str:
    """A day of any year in words: "31 oktober"."""
    return date_format(date(2000, due.month, due.day), "j F")


def _years() -> tuple[str, str]:
    return _("Årets arbete"), reverse("years")
