"""What the board decided, as it stood then; its file with the checksum; and what has changed since."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskbild.planning.fields import CONTROL, ITEM_TEXTS, WORDING
from riskbild.planning.queries.decided import DecidedPlan, Since, changed_since_decision, decided_bytes, decided_plan
from riskbild.register.fields import FIELD_LABELS
from riskbild.register.queries.telling import Shown
from riskbild.rules.labels import LABELS, label
from riskbild.rules.method import Method
from riskbild.rules.plan_item import ITEM_KIND_LABELS, ITEM_ORIGIN_LABELS, ItemKind, ItemOrigin
from riskbild.rules.response import Response
from riskbild.rules.sentence import Sentence
from riskbild.web.plan.about import about, opened
from riskbild.web.request import SignedInRequest, page, signed_in


@require_safe
@signed_in
def decision(request: SignedInRequest, plan_id: UUID) -> HttpResponse:
    """The frozen plan, drawn from what was decided and nothing else."""
    one = opened(request, plan_id)
    frozen = decided_plan(request.user, plan_id, request.today)
    context = {
        **about(one),
        **_frozen(frozen),
        "crumbs": [*about(one)["crumbs"]],
        "frozen": frozen,
        "control": {name: text for name, text in CONTROL.items() if name != "activity"},
        "wording": WORDING,
    }
    return page(request, "plan/decided.html", context)


@require_safe
@signed_in
def download(request: SignedInRequest, plan_id: UUID) -> HttpResponse:
    """The decided data, byte by byte as its checksum was made of it; for who reads every secret of it."""
    one = opened(request, plan_id)
    name = f"internkontrollplan-{one.plan.year.year}-v{one.plan.number}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(
        decided_bytes(request.user, plan_id, request.today), content_type="application/json", headers=headers
    )


@require_safe
@signed_in
def changes(request: SignedInRequest, plan_id: UUID) -> HttpResponse:
    """What differs now from what was decided, row by row and field by field."""
    one = opened(request, plan_id)
    since = changed_since_decision(request.user, plan_id, request.today)
    context = {
        **about(one),
        "crumbs": [*about(one)["crumbs"], (_("Beslutet"), reverse("plan_decided", args=[plan_id]))],
        "rows": [(_about(row), row, label(row.change), _fields(row)) for row in since],
    }
    return page(request, "plan/changes.html", context)


def _frozen(frozen: DecidedPlan) -> dict[str, Any]:
    data = frozen.data
    method = Method.from_data(data["method"]["definition"])
    return {
        "decided": data["decision"],
        "method": data["method"],
        "statute": data["statute"],
        "rule_set": data["rule_set"]["number"],
        "items": [_item(item, data["risks"], method) for item in data["items"]],
        "left_out": [
            (data["risks"][choice["risk"]], choice["reason"])
            for choice in data["choices"]
            if not choice["in_plan"] and choice["wanted"]
        ],
    }


def _item(item: Mapping[str, Any], risks: Mapping[str, Any], method: Method) -> dict[str, Any]:
    levels = {level.key: level for level in method.levels}
    answered = [risks[key] for key in item["risks"]]
    return {
        **item,
        "kind": ITEM_KIND_LABELS[ItemKind(item["kind"])],
        "origin": ITEM_ORIGIN_LABELS[ItemOrigin(item["origin"])],
        "answered": [(risk["title"], risk["score"], levels.get(risk["level"])) for risk in answered],
    }


def _about(row: Since) -> Sentence:
    return _ABOUT[row.kind]


def _fields(row: Since) -> list[tuple[Shown, Shown, Shown]]:
    return [(_LABELS.get(name, name), _told(name, pair[0]), _told(name, pair[1])) for name, pair in row.fields.items()]


def _told(name: str, value: object) -> Shown:
    """A value of the decided data as people read it."""
    words = _WORDS.get(name, {})
    if isinstance(value, Sentence):
        return value
    if not value and not isinstance(value, bool | int):
        return ""
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, list):
        return _listed(name, value)
    return words.get(str(value), str(value))


def _listed(name: str, value: list[Any]) -> Shown:
    if name == "dates":
        return ", ".join(f"{one['period']} {one['due']}" for one in value)
    texts = [one if isinstance(one, Sentence) else Sentence(one, one) for one in value]
    return Sentence("; ".join(one.sv for one in texts), "; ".join(one.en for one in texts))


_ABOUT: Mapping[str, Sentence] = {
    "item": Sentence("Kontroll", "Item"),
    "risk": Sentence("Risk", "Risk"),
    "rules": Sentence("Nämndens år", "The board's year"),
}
_YES, _NO = Sentence("Ja", "Yes"), Sentence("Nej", "No")
_LABELS: Mapping[str, Sentence] = {
    **FIELD_LABELS,
    **ITEM_TEXTS,
    "kind": Sentence("Slag", "Kind"),
    "origin": Sentence("Ursprung", "Origin"),
    "carried_from": Sentence("Kvar från", "Carried over from"),
    "dates": Sentence("Datum", "Days"),
    "risks": Sentence("Risker", "Risks"),
    "owner_person": Sentence("Person, kontrollansvarig", "Person, control owner"),
    "performer_person": Sentence("Person, utför", "Person, performer"),
    "title": Sentence("Rubrik", "Title"),
    "archived": Sentence("Avförd", "Archived"),
    "response_reason": Sentence("Motivering till ställningstagandet", "Reason for the response"),
    "chosen": Sentence("Med i planen", "In the plan"),
    "reason": Sentence("Skäl till valet", "Reason for the choice"),
    "assessment_method": Sentence("Bedömningsmodell", "Assessment method"),
    "threshold": Sentence("Till planen", "To the plan"),
    "periods": Sentence("Perioder", "Periods"),
    "required": Sentence("Varje kontroll ska ha", "Every item must have"),
    "rule_set": Sentence("Regler och tider", "Rules and days"),
}
_WORDS: Mapping[str, Mapping[str, Sentence]] = {
    "kind": {kind.value: text for kind, text in ITEM_KIND_LABELS.items()},
    "origin": {origin.value: text for origin, text in ITEM_ORIGIN_LABELS.items()},
    "response": {str(response): text for response, text in LABELS[Response].items()},
}
