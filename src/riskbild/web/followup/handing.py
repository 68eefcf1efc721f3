"""Whose a report is: handed to another and taken back, given to somebody by the coordinator."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from riskbild.followup.actions.people import assign_reports, delegate_report, take_back_delegation
from riskbild.followup.queries.page import report_seen_by
from riskbild.followup.queries.people import reporters_of
from riskbild.organisation.conflict import NOT_FOUND
from riskbild.rules.refusal import Forbidden, Missing
from riskbild.rules.whose import Way
from riskbild.web.followup.about import opened
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt
from riskbild.web.forms.strict import StrictForm, TextField
from riskbild.web.request import SignedInRequest, page, saved, signed_in

_CHOOSE = {"required": gettext_lazy("Välj en person."), "invalid": gettext_lazy("Välj en person.")}


class DelegateForm(StrictForm):
    """To whom, and what they should know."""

    to = forms.UUIDField(label=gettext_lazy("Till"), error_messages=_CHOOSE)
    note = TextField(label=gettext_lazy("Meddelande"), required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def delegate(request: SignedInRequest, report_id: UUID) -> HttpResponse:
    """Who shall report instead of me, and handing it over."""
    form = DelegateForm(request.POST if request.method == "POST" else None)

    def put(sent: DelegateForm) -> None:
        delegate_report(
            by=request.user, report_id=report_id, to_id=sent.cleaned_data["to"], note=sent.cleaned_data["note"],
            now=request.now,
        )  # fmt: skip

    status = attempt(form, put, at="to") if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, _("Rapporten är överlämnad."), form=f"delegate-{report_id}")
        return redirect("my_reports")
    seen = report_seen_by(request.user, report_id, request.today)
    if seen.hand_on_refusal:
        raise Forbidden(seen.hand_on_refusal)
    to = next((one.name for one in seen.holders if one.way is Way.DELEGATED), "")
    context: dict[str, Any] = {
        "form": form, "report_id": report_id, "title": seen.title, "delegated_to": to, "sample": seen.sample,
        "people": [("", _("Välj en person")), *((str(key), name) for key, name in reporters_of(request.user))],
        "crumbs": [(_("Att rapportera"), reverse("my_reports"))],
    }  # fmt: skip
    return page(request, "followup/delegate.html", context, status=status)


@require_POST
@signed_in
def take_back(request: SignedInRequest, report_id: UUID) -> HttpResponse:
    """One press: the report is mine again. Refusals are pages."""
    take_back_delegation(by=request.user, report_id=report_id, now=request.now)
    saved(request, _("Rapporten är din igen."))
    return redirect("report", report_id)


@require_POST
@signed_in
def assign(request: SignedInRequest, period_id: UUID) -> HttpResponse:
    """Appoints a person for the chosen reports of a period; nobody gives them back. Refusals are pages."""
    seen, _frame = opened(request, period_id)
    if seen.assign_refusal:
        raise Forbidden(seen.assign_refusal)
    keys = [_key(text) for text in request.POST.getlist("rapport")]
    person = request.POST.get("person", "")
    count = assign_reports(
        by=request.user, report_ids=keys, person_id=_key(person) if person else None, now=request.now
    )
    said = ngettext("%(num)d rapport har fått en ny ansvarig.", "%(num)d rapporter har fått en ny ansvarig.", count)
    saved(request, said % {"num": count})
    return redirect(reverse("period_board", args=[period_id]) + "?visa=kontroller")


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as unreadable:
        raise Missing(NOT_FOUND) from unreadable
