"""Taking an item out of a plan that is being written."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.planning.actions.items import remove_item
from riskbild.rules.plan_life import PlanStep
from riskbild.web.forms.steps import VersionForm
from riskbild.web.plan.about import Opened, title_of
from riskbild.web.plan.answering import Ask, Sheet, asked, back, kept
from riskbild.web.request import SignedInRequest, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remove(request: SignedInRequest, plan_id: UUID, item_id: UUID) -> HttpResponse:
    """Asks whether the item shall go, and takes it out; what it said stays in the trail."""
    sent = VersionForm(request.POST) if request.method == "POST" else None
    name = kept("plan-item-remove", item_id)

    def take_out(form: VersionForm) -> None:
        remove_item(by=request.user, item_id=item_id, version=form.seen.version, now=request.now)

    def sheet(one: Opened) -> Sheet:
        item = one.item(item_id)
        context = {"item": item, "heading": title_of(item)}
        return Sheet("plan/item_remove.html", name, sent or VersionForm(), item.version, context=context)

    ask = Ask(
        PlanStep.EDIT, sent, make=take_out, sheet=sheet,
        done=lambda: back(request, plan_id, _("Kontrollen är borttagen ur planen."), name),
    )  # fmt: skip
    return asked(request, plan_id, ask)
