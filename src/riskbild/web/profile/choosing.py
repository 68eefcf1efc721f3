"""Taking risks chosen in the register into a risk profile."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from riskbild.organisation.permissions import refusal_anywhere
from riskbild.organisation.roles import Permission
from riskbild.planning.actions.profiles import choose_risks
from riskbild.rules.refusal import Forbidden
from riskbild.rules.sentence import Sentence
from riskbild.web.chosen import CHOSEN_NAMES, ChosenRisks, chosen_of
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt
from riskbild.web.forms.strict import StrictForm
from riskbild.web.organisation.fields import CHOOSE
from riskbild.web.profile.levels import LEVEL
from riskbild.web.request import SignedInRequest, page, saved, signed_in


class ChooseForm(StrictForm):
    """Into which level's profile, and under which heading."""

    node = forms.ChoiceField(label=gettext_lazy("Riskbild för"), error_messages=CHOOSE)
    group = forms.CharField(label=gettext_lazy("Grupp"), required=False, max_length=300)

    def __init__(self, *args: Any, nodes: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["node"].choices = nodes  # type: ignore[attr-defined]  # it is a choice field

    def also_known(self) -> frozenset[str]:
        """The chosen risks."""
        return CHOSEN_NAMES


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def choose(request: SignedInRequest) -> HttpResponse:
    """The form for risks chosen in the register, then the choice itself. Risks already there stay where they are."""
    if reason := refusal_anywhere(request.user, Permission.EDIT_PLAN, today=request.today):
        raise Forbidden(reason)
    if request.method != "POST":
        return redirect("register")
    chosen = chosen_of(request)
    nodes = _nodes(chosen)
    form = ChooseForm(request.POST if request.POST.get("step") == "save" else None, nodes=nodes)
    status = attempt(form, lambda sent: _choose(request, chosen, sent), at="node") if form.is_bound else SHOWN
    if status == SAVED:
        count, node = len(chosen.lines), form.cleaned_data["node"]
        text = ngettext("%(count)d risk är med i riskbilden.", "%(count)d risker är med i riskbilden.", count)
        saved(request, text % {"count": count})
        return redirect(f"{reverse('profile', args=[chosen.year.id])}?{LEVEL}={node}")
    crumbs = [(_("Register"), reverse("register"))]
    context = {"form": form, "chosen": chosen, "sample": chosen.year.sample, "crumbs": crumbs}
    return page(request, "profile/choose.html", context, status=status)


def _choose(request: SignedInRequest, chosen: ChosenRisks, form: ChooseForm) -> None:
    choose_risks(
        by=request.user, board_year_id=chosen.year.id, node_id=UUID(form.cleaned_data["node"]), risk_ids=chosen.ids,
        group=form.cleaned_data["group"].strip(), now=request.now,
    )  # fmt: skip


def _nodes(chosen: ChosenRisks) -> list[tuple[str, str]]:
    """The levels that hold every chosen risk and whose profile the person may change."""
    allowed = chosen.reach.access.at(Permission.EDIT_PLAN)
    nodes = [(str(node.id), node.name) for node in chosen.around() if node.id in allowed]
    if not nodes:
        raise Forbidden(_NOT_HERE)
    return nodes


_NOT_HERE = Sentence(
    sv="Du har inte behörighet att ändra riskbilden för de valda riskerna. Nominera dem i stället.",
    en="You may not change the risk profile for the chosen risks. Nominate them instead.",
)
