"""Opening a workshop on chosen risks, and ending it."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from riskbild.organisation.permissions import refusal_anywhere
from riskbild.organisation.roles import Permission
from riskbild.planning.actions.workshops import close_workshop, open_workshop
from riskbild.planning.queries.workshops import workshop_seen_by
from riskbild.rules.refusal import Forbidden, Unreadable
from riskbild.rules.sentence import Sentence
from riskbild.web.board_year import frame_of
from riskbild.web.chosen import CHOSEN_NAMES, ChosenRisks, chosen_of
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt
from riskbild.web.forms.strict import StrictForm, TextField
from riskbild.web.organisation.fields import CHOOSE, day_field, line_field
from riskbild.web.request import SignedInRequest, page, saved, signed_in

_ALONE, _TOGETHER = "alone", "together"


class WorkshopForm(StrictForm):
    """What a workshop is called, when it is held, who takes part and how the scoring goes."""

    title = line_field(
        label=gettext_lazy("Namn"), error_messages={"required": gettext_lazy("Ge riskverkstaden ett namn.")}
    )
    held_on = day_field(label=gettext_lazy("Dag"))
    node = forms.ChoiceField(label=gettext_lazy("Hör till"), error_messages=CHOOSE)
    participants = TextField(label=gettext_lazy("Deltagare"), required=False)
    way = forms.ChoiceField(label=gettext_lazy("Så går det till"), error_messages=CHOOSE)

    def __init__(self, *args: Any, nodes: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        alone = _("Deltagarna bedömer på sina egna skärmar. Spridningen visas innan gruppen bestämmer sig.")
        self.ways = [
            (_ALONE, _("Var och en för sig först"), alone),
            (_TOGETHER, _("Gruppen direkt"), _("Risken diskuteras och gruppen bedömer tillsammans.")),
        ]
        self.fields["node"].choices = nodes  # type: ignore[attr-defined]  # it is a choice field
        self.fields["way"].choices = [one[:2] for one in self.ways]  # type: ignore[attr-defined]  # it is a choice field

    def also_known(self) -> frozenset[str]:
        """The chosen risks."""
        return CHOSEN_NAMES


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: SignedInRequest) -> HttpResponse:
    """The form for risks chosen in the register or in a risk profile, then the workshop itself."""
    if reason := refusal_anywhere(request.user, Permission.ASSESS, today=request.today):
        raise Forbidden(reason)
    if request.method != "POST":
        return redirect("register")
    chosen = chosen_of(request)
    nodes = _nodes(chosen)
    first = {
        "title": _("Riskverkstad"), "held_on": request.today, "way": _ALONE, "node": nodes[-1][0] if nodes else ""
    }  # fmt: skip
    form = WorkshopForm(request.POST if request.POST.get("step") == "save" else None, nodes=nodes, initial=first)
    made: list[UUID] = []
    status = (
        attempt(form, lambda sent: made.append(_open(request, chosen, sent)), at="title") if form.is_bound else SHOWN
    )
    if status == SAVED:
        saved(request, _("Riskverkstaden är öppen."), form="workshop")
        return redirect("workshop", chosen.year.id, made[0])
    context = {
        "form": form, "chosen": chosen, "sample": chosen.year.sample, "crumbs": [(_("Register"), reverse("register"))]
    }  # fmt: skip
    return page(request, "workshop/new.html", context, status=status)


@require_POST
@signed_in
def close(request: SignedInRequest, board_year_id: UUID, workshop_id: UUID) -> HttpResponse:
    """Ends the workshop."""
    frame_of(request, board_year_id, "workshops")
    workshop_seen_by(request.user, workshop_id, request.today)
    version = request.POST.get("version", "")
    if not version.isascii() or not version.isdigit():
        raise Unreadable(_UNREADABLE)
    close_workshop(by=request.user, workshop_id=workshop_id, version=int(version[:9]), now=request.now)
    saved(request, _("Riskverkstaden är avslutad."))
    return redirect("workshop", board_year_id, workshop_id)


def _open(request: SignedInRequest, chosen: ChosenRisks, form: WorkshopForm) -> UUID:
    values = form.cleaned_data
    made = open_workshop(
        by=request.user, board_year_id=chosen.year.id, node_id=UUID(values["node"]), title=values["title"],
        risk_ids=chosen.ids, held_on=values["held_on"], participants=values["participants"],
        alone_first=values["way"] == _ALONE, now=request.now,
    )  # fmt: skip
    return made.pk


def _nodes(chosen: ChosenRisks) -> list[tuple[str, str]]:
    """The levels that hold every chosen risk and where the person may assess."""
    allowed = chosen.reach.access.at(Permission.ASSESS)
    nodes = [(str(node.id), node.name) for node in chosen.around() if node.id in allowed]
    if not nodes:
        raise Forbidden(_NOT_HERE)
    return nodes


_NOT_HERE = Sentence(
    sv="Du har inte behörighet att bedöma alla de valda riskerna.",
    en="You do not have permission to assess all of the chosen risks.",
)
_UNREADABLE = Sentence(
    sv="Formuläret går inte att läsa. Ladda om sidan och försök igen.",
    en="The form cannot be read. Reload the page and try again.",
)
