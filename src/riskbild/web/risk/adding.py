"""Adding a risk by hand, in a year that is open."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.organisation.access import access_of
from riskbild.organisation.roles import PERMISSION_LABELS, Permission
from riskbild.register.actions.adding import NewRisk, add_risk
from riskbild.register.fields import FIELD_LABELS
from riskbild.register.queries.choices import YearSeen, years_seen_by
from riskbild.register.queries.page import RiskSeen, risk_seen_by
from riskbild.rules.refusal import Forbidden, Missing
from riskbild.rules.sentence import Sentence
from riskbild.web.forms.attempt import CONFLICT, REFUSED, SAVED, SHOWN, attempt
from riskbild.web.forms.keys import known_key, new_key, read_key
from riskbild.web.request import SignedInRequest, page, saved, signed_in
from riskbild.web.risk import choices
from riskbild.web.risk.forms import NewRiskForm

_KEPT = "risk-new"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: SignedInRequest) -> HttpResponse:
    """The form of a risk to come, and the risk; a form that was already taken leads to the risk it made."""
    years = _years(request)
    sent = NewRiskForm(request.POST) if request.method == "POST" else None
    status = SHOWN if sent is None else attempt(sent, lambda form: _add(request, form, years))
    if sent is not None and status == SAVED:
        return _done(request, sent)
    if sent is not None and status == REFUSED and (there := _already(request, sent)):
        return page(request, "risk/already.html", {"risk": there}, status=CONFLICT)
    return _form(request, years, sent, status)


def _years(request: SignedInRequest) -> list[YearSeen]:
    """The years of the boards where the person may edit at some unit, latest first."""
    access = access_of(request.user, request.today)
    editable = access.at(Permission.EDIT_RISK)
    if not editable:
        raise Forbidden(_NOWHERE)
    years = years_seen_by(request.user, request.today)
    return [year for year in years if access.tree.subtree(year.board_id) & editable]


def _add(request: SignedInRequest, form: NewRiskForm, years: Sequence[YearSeen]) -> None:
    node_id, year_id = form.cleaned_data["node"], form.cleaned_data["board_year"]
    board = access_of(request.user, request.today).tree.board_of(node_id)
    if board is None or (year_id, board.id) not in {(year.id, year.board_id) for year in years}:
        raise Missing
    key = read_key(form.cleaned_data["key"], request.user.pk)
    new = NewRisk(fields=form.cells(), id=key, node_id=node_id)
    add_risk(by=request.user, board_year_id=year_id, new=new, now=request.now)


def _done(request: SignedInRequest, form: NewRiskForm) -> HttpResponse:
    key = read_key(form.cleaned_data["key"], request.user.pk)
    saved(request, _("Risken är sparad."), form=_KEPT)
    return redirect("risk_assess" if form.cleaned_data["then"] == "assess" else "risk", key)


def _already(request: SignedInRequest, form: NewRiskForm) -> RiskSeen | None:
    """The risk that the form has made before."""
    key = known_key(form.data.get("key", ""), request.user.pk)
    try:
        return risk_seen_by(request.user, key, request.today) if key else None
    except Missing:
        return None


def _form(request: SignedInRequest, years: Sequence[YearSeen], sent: NewRiskForm | None, status: int) -> HttpResponse:
    open_years = [one for one in years if not one.closed]
    year = _wanted(request, open_years) if sent is None else _sent(years, sent)
    context: dict[str, Any] = {"crumbs": [(_("Register"), reverse("register"))], "year": year}
    if year is None:
        return page(request, "risk/no_year.html", context)
    boards = access_of(request.user, request.today).tree
    first = {"node": _node(request, year), "key": new_key(request.user.pk), "board_year": year.id}
    context |= {
        "form": sent or NewRiskForm(initial=first),
        "kept": _KEPT,
        "labels": FIELD_LABELS,
        "sample": year.sample,
        "board": boards[year.board_id].name,
        "units": choices.units(request, year.board_id),
        "others": [(f"{boards[one.board_id].name} {one.year}", _address(one)) for one in open_years if one is not year],
    }
    return page(request, "risk/new.html", context, status=status)


def _sent(years: Sequence[YearSeen], sent: NewRiskForm) -> YearSeen:
    """The year that was sent. Raises `Missing`."""
    year = next((one for one in years if str(one.id) == sent.data.get("board_year")), None)
    if year is None:
        raise Missing
    return year


def _wanted(request: SignedInRequest, years: Sequence[YearSeen]) -> YearSeen | None:
    """The year that the address asks for, or the latest."""
    tree = access_of(request.user, request.today).tree
    node_id, number = _uuid(request.GET.get("node", "")), request.GET.get("year", "")
    near = [one for one in years if not node_id or node_id in tree.subtree(one.board_id)] or years
    return next((one for one in near if str(one.year) == number), near[0] if near else None)


def _node(request: SignedInRequest, year: YearSeen) -> UUID:
    """The unit that the address asks for, where it belongs to the board; else the board itself."""
    node_id = _uuid(request.GET.get("node", ""))
    tree = access_of(request.user, request.today).tree
    return node_id if node_id and node_id in tree.subtree(year.board_id) else year.board_id


def _address(year: YearSeen) -> str:
    return f"{reverse('risk_new')}?{urlencode([('year', str(year.year)), ('node', str(year.board_id))])}"


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


_NOWHERE = Sentence(
    sv=f"Du har inte behörighet att {PERMISSION_LABELS[Permission.EDIT_RISK].text('sv')}.",
    en=f"You do not have permission to {PERMISSION_LABELS[Permission.EDIT_RISK].text('en')}.",
)
