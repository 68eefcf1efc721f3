"""The controls that every board has in common in a year: those there are, a new one, and one that is withdrawn."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from riskbild.organisation.access import access_of
from riskbild.organisation.permissions import check_everywhere, refusal_everywhere
from riskbild.organisation.roles import Permission
from riskbild.planning.actions.commons import issue_common, withdraw_common
from riskbild.planning.fields import COMMON_TEXTS, ITEM_TEXTS
from riskbild.planning.queries.setup import common_seen_by, commons_seen_by
from riskbild.register.actions.years import EARLIEST, LATEST
from riskbild.rules.plan_item import ITEM_KIND_LABELS, ItemKind
from riskbild.rules.title import short_title
from riskbild.web.forms.attempt import CONFLICT, SAVED, SHOWN, attempt, said
from riskbild.web.forms.steps import VersionForm
from riskbild.web.forms.strict import StrictForm, TextField
from riskbild.web.request import SignedInRequest, page, saved, signed_in

_ORDER = tuple(name for name in ("activity", "objective", "method", "frequency", "reported_to") if name in COMMON_TEXTS)
_WORDING = tuple(name for name in ITEM_TEXTS if name in COMMON_TEXTS and name not in _ORDER)
_LINES = frozenset({"heading", "process", "frequency", "reported_to"})


class CommonForm(StrictForm):
    """A control for every board: its year, its kind, and what it says."""

    year = forms.IntegerField(min_value=EARLIEST, max_value=LATEST, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(kind.value, said(ITEM_KIND_LABELS[kind])) for kind in ItemKind]
        self.fields["kind"] = forms.ChoiceField(choices=kinds, widget=forms.RadioSelect, label=_("Slag"))
        for name in (*_ORDER, *_WORDING):
            widget = forms.TextInput() if name in _LINES else forms.Textarea()
            self.fields[name] = TextField(required=name == "activity", label=said(ITEM_TEXTS[name]), widget=widget)
        self.fields["activity"].error_messages["required"] = _("Beskriv vad som ska kontrolleras.")

    def texts(self) -> dict[str, str]:
        """The texts that were filled in."""
        return {name: text for name in (*_ORDER, *_WORDING) if (text := self.cleaned_data[name])}


@require_safe
@signed_in
def listed(request: SignedInRequest) -> HttpResponse:
    """The common controls of a year, those that were withdrawn last."""
    year = _year(request)
    commons = commons_seen_by(request.user, year)
    context = {
        "year": year,
        "commons": sorted(commons, key=lambda one: one.withdrawn),
        "kinds": ITEM_KIND_LABELS,
        "labels": ITEM_TEXTS,
        "reason": refusal_everywhere(request.user, Permission.DECIDE_COMMON, today=request.today),
        "tabs": [(str(one), _address(one), one == year) for one in (year - 1, year, year + 1)],
    }
    return page(request, "plan/commons.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: SignedInRequest) -> HttpResponse:
    """A control that is decided for every board's plan of the year."""
    sent = CommonForm(request.POST) if request.method == "POST" else None
    status = SHOWN if sent is None else attempt(sent, lambda form: _issue(request, form), at="activity")
    if sent is not None and status == SAVED:
        saved(request, _("Kontrollen är beslutad och ligger i nämndernas utkast."), form="common-new")
        return redirect(_address(sent.cleaned_data["year"]))
    check_everywhere(request.user, Permission.DECIDE_COMMON, today=request.today)
    year = _year(request)
    form = sent or CommonForm(initial={"year": year, "kind": ItemKind.CONTROL.value})
    context = {"form": form, "year": year, "order": _ORDER, "wording": _WORDING, "crumbs": _crumbs(year)}
    return page(request, "plan/common_new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def withdraw(request: SignedInRequest, common_id: UUID) -> HttpResponse:
    """Asks whether the control shall be withdrawn from every draft, and withdraws it."""
    common = common_seen_by(request.user, common_id)
    sent = VersionForm(request.POST) if request.method == "POST" else None

    def take_back(form: VersionForm) -> None:
        withdraw_common(by=request.user, common_id=common_id, version=form.seen.version, now=request.now)

    status = SHOWN if sent is None else attempt(sent, take_back)
    if status == SAVED:
        saved(request, _("Kontrollen är tillbakadragen ur alla utkast."))
        return redirect(_address(common.year))
    check_everywhere(request.user, Permission.DECIDE_COMMON, today=request.today)
    context = {
        "common": common, "form": sent or VersionForm(), "crumbs": _crumbs(common.year), "back": _address(common.year),
        "heading": short_title(common.texts.get("activity", "")), "meanwhile": status == CONFLICT,
    }  # fmt: skip
    return page(request, "plan/common_withdraw.html", context, status=status)


def _issue(request: SignedInRequest, form: CommonForm) -> None:
    values: Mapping[str, Any] = form.cleaned_data
    issue_common(
        by=request.user, root_id=access_of(request.user, request.today).tree.roots[0].id, year=values["year"],
        texts=form.texts(), kind=ItemKind(values["kind"]), now=request.now,
    )  # fmt: skip


def _year(request: SignedInRequest) -> int:
    text = request.GET.get("ar", "") or request.POST.get("year", "")
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else request.today.year
    return min(max(year, EARLIEST), LATEST)


def _address(year: int) -> str:
    return f"{reverse('commons')}?{urlencode({'ar': year})}"


def _crumbs(year: int) -> list[tuple[str, str]]:
    return [(_("Kommungemensamma kontroller"), _address(year))]
