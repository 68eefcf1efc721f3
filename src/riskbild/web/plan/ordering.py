"""Putting the items of a plan in order."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.planning.actions.items import MOST_ITEMS, order_items
from riskbild.rules.plan_life import PlanStep
from riskbild.web.forms.strict import ChangeForm
from riskbild.web.plan.about import Opened, title_of
from riskbild.web.plan.answering import Ask, Sheet, asked, back, kept
from riskbild.web.request import SignedInRequest, signed_in

_PLACE = "plats-"


class OrderForm(ChangeForm):
    """A number for each item; equal numbers keep the order they were sent in."""

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        for name in self.data:
            if name.startswith(_PLACE) and len(self.fields) <= MOST_ITEMS:
                self.fields[name] = forms.IntegerField(
                    min_value=0, max_value=10 * MOST_ITEMS, label=_("Plats"),
                    error_messages={"required": _("Ange en plats.")},
                )  # fmt: skip

    def in_order(self) -> Sequence[UUID]:
        """The keys of the items in their new order."""
        places = {name: value for name, value in self.cleaned_data.items() if name.startswith(_PLACE)}
        names = sorted(places, key=lambda name: places[name])
        return [key for name in names if (key := _key(name))]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def order(request: SignedInRequest, plan_id: UUID) -> HttpResponse:
    """The items with their places, and the new order."""
    sent = OrderForm(request.POST) if request.method == "POST" else None
    name = kept("plan-order", plan_id)

    def put(form: OrderForm) -> None:
        order_items(
            by=request.user, plan_id=plan_id, version=form.seen.version, item_ids=form.in_order(), now=request.now
        )

    ask = Ask(
        PlanStep.EDIT, sent, make=put, sheet=lambda one: _sheet(one, sent, name),
        done=lambda: back(request, plan_id, _("Ordningen är sparad."), name),
    )  # fmt: skip
    return asked(request, plan_id, ask)


def _sheet(one: Opened, sent: OrderForm | None, name: str) -> Sheet:
    typed = sent.data if sent else {}
    rows = [
        (name_, typed.get(name_) or str(number), title_of(item), item)
        for number, item in enumerate(one.plan.items, 1)
        for name_ in [f"{_PLACE}{item.id}"]
    ]
    rows.sort(key=lambda row: int(row[1]) if row[1].isdecimal() else 0)
    return Sheet("plan/order.html", name, sent or OrderForm(), one.plan.version, context={"rows": rows})


def _key(name: str) -> UUID | None:
    try:
        return UUID(name.removeprefix(_PLACE))
    except ValueError:
        return None
