"""Nominating chosen risks to the level above, all with the same motive."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from riskbild.organisation.permissions import check, refusal_anywhere
from riskbild.organisation.roles import Permission
from riskbild.planning.actions.nominating import nominate
from riskbild.rules.refusal import Forbidden
from riskbild.web.chosen import CHOSEN_NAMES, ChosenRisks, chosen_of
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt
from riskbild.web.forms.strict import StrictForm, TextField
from riskbild.web.request import SignedInRequest, page, saved, signed_in

type Levels = list[tuple[str, str]]


class NominateForm(StrictForm):
    """Why the risks are nominated, and to which level."""

    motive = TextField(
        label=gettext_lazy("Motivering"), error_messages={"required": gettext_lazy("Motivera nomineringen.")}
    )
    to_node = forms.ChoiceField(label=gettext_lazy("Nomineras till"), required=False)

    def __init__(self, *args: object, levels: Levels, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # handed on as they came
        self.fields["to_node"].choices = levels  # type: ignore[attr-defined]  # it is a choice field

    def also_known(self) -> frozenset[str]:
        """The chosen risks."""
        return CHOSEN_NAMES


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def nominate_chosen(request: SignedInRequest) -> HttpResponse:
    """The form for risks chosen in the register or on a risk's page, then the nomination itself."""
    if reason := refusal_anywhere(request.user, Permission.NOMINATE, today=request.today):
        raise Forbidden(reason)
    if request.method != "POST" and "risk" not in request.GET:
        return redirect("register")
    chosen = chosen_of(request)
    for line in chosen.lines:
        check(request.user, Permission.NOMINATE, line.node_id, today=request.today)
    levels = _levels(chosen)
    form = NominateForm(request.POST if request.POST.get("step") == "save" else None, levels=levels)
    status = attempt(form, lambda sent: _nominate(request, chosen, sent), at="motive") if form.is_bound else SHOWN
    if status == SAVED:
        return _done(request, chosen)
    context = {"form": form, "chosen": chosen, "levels": levels, "sample": chosen.year.sample, "crumbs": _crumbs()}
    return page(request, "nominations/nominate.html", context, status=status)


def _nominate(request: SignedInRequest, chosen: ChosenRisks, form: NominateForm) -> None:
    to_node = form.cleaned_data["to_node"]
    nominate(
        by=request.user, board_year_id=chosen.year.id, risk_ids=chosen.ids, motive=form.cleaned_data["motive"],
        to_node_id=UUID(to_node) if to_node else None, now=request.now,
    )  # fmt: skip


def _done(request: SignedInRequest, chosen: ChosenRisks) -> HttpResponse:
    count = len(chosen.lines)
    saved(request, ngettext("Risken är nominerad.", "%(count)d risker är nominerade.", count) % {"count": count},
          form="nominate")  # fmt: skip
    if count == 1:
        return redirect(reverse("risk", args=[chosen.ids[0]]) + "#nomineringar")
    return redirect("nominations", chosen.year.id)


def _levels(chosen: ChosenRisks) -> Levels:
    """The level right above, or one of those further up where there are several."""
    above = chosen.above()
    if len(above) <= 1:
        return [("", above[0].name if above else "")]
    return [("", _("Nivån närmast ovanför")), *((str(node.id), node.name) for node in reversed(above))]


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Register"), reverse("register"))]
