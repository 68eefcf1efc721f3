"""Who holds the roles that a year's reports fall to, and who stands in for whom."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from riskbild.followup.actions.people import appoint_stand_in, end_stand_in, set_role_holders
from riskbild.followup.queries.people import reporters_of, roles_of_year, stand_ins_seen_by
from riskbild.organisation.access import access_of
from riskbild.rules.refusal import Forbidden
from riskbild.web.board_year import frame_of
from riskbild.web.followup.about import HERE
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt
from riskbild.web.forms.strict import StrictForm
from riskbild.web.organisation.fields import CHOOSE, day_field, line_field
from riskbild.web.plan.forms import RisksField
from riskbild.web.request import SignedInRequest, page, saved, signed_in


class RoleForm(StrictForm):
    """A role, where it is held, and by whom."""

    role = line_field(label=gettext_lazy("Roll"))
    node = forms.UUIDField(label=gettext_lazy("Enhet"), error_messages=CHOOSE)
    people = RisksField(label=gettext_lazy("Personer"), required=False)

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        if data is not None:
            data = data.copy()
            data["people"] = ",".join(filter(None, data.getlist("people")))
        super().__init__(data, **options)


class StandInForm(StrictForm):
    """Who reports instead of me, from which day to which."""

    stand_in = forms.UUIDField(label=gettext_lazy("Ersättare"), error_messages=CHOOSE)
    valid_from = day_field(label=gettext_lazy("Från och med"))
    valid_to = day_field(label=gettext_lazy("Till och med"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def roles(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The roles of the year's reports with who holds them where, and saying so."""
    frame = frame_of(request, board_year_id, HERE)
    seen = roles_of_year(request.user, board_year_id, request.today)
    form = RoleForm(request.POST if request.method == "POST" else None)

    def put(sent: RoleForm) -> None:
        values = sent.cleaned_data
        set_role_holders(
            by=request.user, node_id=values["node"], role=values["role"], person_ids=values["people"], now=request.now
        )

    if form.is_bound and seen.refusal:
        raise Forbidden(seen.refusal)
    status = attempt(form, put, at="people") if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, _("Rollen är sparad. Öppna rapporter har fördelats om."))
        return redirect("followup_roles", board_year_id)
    tree = access_of(request.user, request.today).tree
    below = tree.subtree(frame.year.board_id)
    ordered = [(depth, node) for depth, node in tree.ordered() if node.id in below and not node.closed]
    top = min((depth for depth, _node in ordered), default=0)
    context = {
        "frame": frame, "sample": frame.year.sample, "roles": seen.roles, "reason": seen.refusal, "form": form,
        "crumbs": [
            (frame.name, frame.tabs[0][1]), (_("Uppföljning"), reverse("followup", args=[board_year_id])),
        ],
        "wanted": request.GET.get("roll", ""),
        "units": [(str(node.id), "\u2003" * (depth - top) + node.name) for depth, node in ordered],
        "people": [("", _("Ingen: nivån ovanför")), *((str(key), name) for key, name in reporters_of(request.user))],
    }  # fmt: skip
    return page(request, "followup/roles.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def stand_ins(request: SignedInRequest) -> HttpResponse:
    """Who stands in for me and for whom I stand in, and appointing somebody."""
    form = StandInForm(request.POST if request.method == "POST" else None)

    def put(sent: StandInForm) -> None:
        values = sent.cleaned_data
        appoint_stand_in(
            by=request.user, person_id=request.user.pk, stand_in_id=values["stand_in"], valid_from=values["valid_from"],
            valid_to=values["valid_to"], now=request.now,
        )  # fmt: skip

    status = attempt(form, put, at="stand_in") if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, _("Ersättaren är utsedd."), form="stand-in")
        return redirect("stand_ins")
    context = {
        "form": form, "stand_ins": stand_ins_seen_by(request.user, request.today), "me": request.user.pk,
        "people": [("", _("Välj en person")), *((str(key), name) for key, name in reporters_of(request.user))],
        "crumbs": [(_("Att rapportera"), reverse("my_reports"))],
    }  # fmt: skip
    return page(request, "followup/stand_ins.html", context, status=status)


@require_POST
@signed_in
def end(request: SignedInRequest, stand_in_id: UUID) -> HttpResponse:
    """One press: the stand-in stands in no more. Refusals are pages."""
    end_stand_in(by=request.user, stand_in_id=stand_in_id, now=request.now)
    saved(request, _("Ersättningen är avslutad."))
    return redirect("stand_ins")
