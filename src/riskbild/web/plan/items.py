"""Adding an item to a plan, and changing one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.planning.actions.items import NewItem, add_item, edit_item
from riskbild.planning.fields import ITEM_TEXTS
from riskbild.planning.queries.plans import ItemSeen, PlanSeen
from riskbild.planning.queries.seen import RiskRef
from riskbild.rules.plan_item import ITEM_ORIGIN_LABELS, ItemKind, ItemOrigin
from riskbild.rules.plan_life import PlanStep
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence
from riskbild.rules.title import short_title
from riskbild.web.forms.attempt import said
from riskbild.web.forms.keys import known_key, new_key, read_key
from riskbild.web.plan.about import Opened, title_of
from riskbild.web.plan.answering import Ask, Sheet, asked, back, kept
from riskbild.web.plan.forms import ItemForm, NewItemForm, item_values, origin_choices
from riskbild.web.request import SignedInRequest, signed_in
from riskbild.web.risk import choices


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: SignedInRequest, plan_id: UUID) -> HttpResponse:
    """An item that is not there yet; the address may name the risk that it answers."""
    sent = NewItemForm(request.POST) if request.method == "POST" else None
    name = kept("plan-item-new", plan_id)
    return asked(
        request, plan_id,
        Ask(
            PlanStep.EDIT, sent,
            make=lambda form: _add(request, plan_id, form),
            done=lambda: back(request, plan_id, _("Kontrollen är tillagd."), name, _place(sent, request)),
            sheet=lambda one: _new_sheet(request, one, sent, name),
            at="activity",
        ),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: SignedInRequest, plan_id: UUID, item_id: UUID) -> HttpResponse:
    """The form with everything an item says, and the change."""
    sent = ItemForm(request.POST) if request.method == "POST" else None
    name = kept("plan-item", item_id)
    return asked(
        request, plan_id,
        Ask(
            PlanStep.EDIT, sent,
            make=lambda form: _change(request, item_id, form),
            done=lambda: back(request, plan_id, _("Kontrollen är sparad."), name, f"kontroll-{item_id}"),
            sheet=lambda one: _edit_sheet(request, one, one.item(item_id), sent, name),
            at="activity",
        ),
    )  # fmt: skip


def _add(request: SignedInRequest, plan_id: UUID, form: NewItemForm) -> None:
    values = form.cleaned_data
    item = NewItem(
        texts=form.texts(), kind=ItemKind(values["kind"] or ItemKind.CONTROL),
        origin=ItemOrigin(values["origin"] or ItemOrigin.OWN), risk_ids=values["risks"],
        owner_person_id=values["owner_person"], performer_person_id=values["performer_person"], dates=values["dates"],
        id=read_key(values["key"], request.user.pk),
    )  # fmt: skip
    add_item(by=request.user, plan_id=plan_id, new=item, now=request.now)


def _change(request: SignedInRequest, item_id: UUID, form: ItemForm) -> None:
    edit_item(by=request.user, item_id=item_id, version=form.seen.version, changes=form.changes(), now=request.now)


def _place(sent: NewItemForm | None, request: SignedInRequest) -> str:
    key = known_key(sent.data.get("key", ""), request.user.pk) if sent else None
    return f"kontroll-{key}" if key else ""


def _new_sheet(request: SignedInRequest, one: Opened, sent: NewItemForm | None, name: str) -> Sheet:
    """The form of an item to come, with its key. Raises `Refused` when the one with that key is already there."""
    if sent and known_key(sent.data.get("key", ""), request.user.pk) in {item.id for item in one.plan.items}:
        raise Refused(_TWICE)
    asked_for = request.GET.get("risk", "")
    risks = [risk for risk in _offered(one.plan) if str(risk.id) == asked_for]
    first = {
        "kind": ItemKind.CONTROL.value, "origin": ItemOrigin.OWN.value, "key": new_key(request.user.pk),
        "risks": ",".join(str(risk.id) for risk in risks),
    }  # fmt: skip
    form = sent or NewItemForm(initial=first)
    context = {**_context(request, one, form, None), "heading": _("Ny kontroll i planen"), "item": None}
    return Sheet("plan/item_form.html", name, form, one.plan.version, context=context)


def _edit_sheet(request: SignedInRequest, one: Opened, item: ItemSeen, sent: ItemForm | None, name: str) -> Sheet:
    values = item_values(item)
    form = sent or ItemForm(initial=values)
    context = {**_context(request, one, form, item), "heading": title_of(item), "item": item}
    words = {name: context[name] for name in ("owner_person", "performer_person")}
    words |= {"origin": context["offered_origins"], "kind": choices.of_form(form)["kind"]}
    titles = {str(risk.id): _title(risk) for risk in context["risks"]}

    def shown(field: str, value: str) -> str:
        if field == "risks":
            return "\n".join(titles.get(key, "") for key in value.split(",") if key)
        return choices.words(words)(field, value)

    return Sheet("plan/item_form.html", name, form, item.version, values, shown, context)


def _context(request: SignedInRequest, one: Opened, form: ItemForm, item: ItemSeen | None) -> dict[str, Any]:
    masked = frozenset(name for name in ITEM_TEXTS if item and not isinstance(item.texts[name], str))
    risks = _offered(one.plan)
    risks += [risk for risk in item.risks if risk not in risks] if item else []
    return {
        "masked": masked,
        "fixed": item.fixed if item else frozenset(),
        "common": item is not None and item.origin is ItemOrigin.COMMON,
        "risks": risks,
        "ticked": set(str(form["risks"].value() or "").split(",")),
        "required": {str(field) for field in one.plan.setup.rules.required},
        "offered_origins": [
            (origin.value, said(ITEM_ORIGIN_LABELS[origin])) for origin in origin_choices(item.origin if item else None)
        ],
        "owner_person": choices.people(request, *(_person(item, "owner") if item else ())),
        "performer_person": choices.people(request, *(_person(item, "performer") if item else ())),
    }


def _offered(plan: PlanSeen) -> list[RiskRef]:
    """The risks that an item may answer: those in the plan first."""
    return [choice.risk for choice in sorted(plan.choices, key=lambda choice: not choice.in_plan)]


def _person(item: ItemSeen, which: str) -> Sequence[Any]:
    return getattr(item, f"{which}_person_id"), getattr(item, f"{which}_person")


def _title(risk: RiskRef) -> str:
    return short_title(risk.title if isinstance(risk.title, str) else said(risk.title))


_TWICE = Sentence("Kontrollen är redan sparad.", "The item has already been saved.")
