"""Writing a method: a new one from a standard to start from, or the next version of one there is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.organisation.access import access_of
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.permissions import refusal_anywhere
from riskbild.organisation.roles import Permission
from riskbild.register.actions.methods import add_method, revise_method
from riskbild.register.queries.methods import MethodSeen, latest_version, method_seen_by
from riskbild.rules.labels import LABELS
from riskbild.rules.level import Colour
from riskbild.rules.method import Method
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.rules.standard_methods import STANDARD_METHODS, STANDARD_NAMES
from riskbild.rules.threshold import ThresholdKind
from riskbild.web.method.building import Built, built
from riskbild.web.method.differing import differing
from riskbild.web.method.draft import Draft, changed, draft_of, read_draft
from riskbild.web.method.matrix import matrix_of
from riskbild.web.method.reading import methods_crumb
from riskbild.web.request import SignedInRequest, page, page_or_partial, saved, signed_in

SAVE, CHECK = "save", "check"


@dataclass(frozen=True)
class Sheet:
    """One editor: the name of the text that the browser keeps, where "cancel" leads, how it is saved."""

    kept: str
    cancel: str
    save: Callable[[Method, Draft], UUID]
    earlier: MethodSeen | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: SignedInRequest) -> HttpResponse:
    """Chooses a standard method to start from, then writes the municipality's own."""
    _check(request)
    if request.method == "POST":
        return _tried(request, _new_sheet(request), read_draft(request.POST))
    start = STANDARD_METHODS.get(request.GET.get("fran", ""))
    if start is None:
        starts = [(key, STANDARD_NAMES[key], matrix_of(method)) for key, method in STANDARD_METHODS.items()]
        return page(request, "method/starts.html", {"starts": starts, "crumbs": [methods_crumb()]})
    return _form(request, _new_sheet(request), draft_of(start))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def revise(request: SignedInRequest, method_id: UUID) -> HttpResponse:
    """Writes the next version, beginning from this one."""
    _check(request)
    earlier = method_seen_by(request.user, method_id, request.today)
    sheet = _next_sheet(request, earlier)
    if request.method == "POST":
        return _tried(request, sheet, read_draft(request.POST))
    return _form(request, sheet, draft_of(earlier.method, earlier.latest))


def _tried(request: SignedInRequest, sheet: Sheet, sent: Draft) -> HttpResponse:
    """A button was pressed: a row more or less, a look at the matrix, or the method is saved."""
    press = request.POST.get("do", "")
    draft = changed(sent, press)
    made = built(draft)
    if press != SAVE:
        return _form(request, sheet, draft, made, told=press == CHECK)
    if made.method is None:
        return _form(request, sheet, draft, made, told=True, status=422)
    try:
        method_id = sheet.save(made.method, draft)
    except Missing:
        raise
    except Conflict as conflict:
        return _clash(request, sheet, draft, conflict.sentence)
    except Refused as refusal:
        refused = replace(made, errors={"": refusal.sentence})
        return _form(request, sheet, draft, refused, told=True, status=403 if isinstance(refusal, Forbidden) else 422)
    saved(request, _("Modellen är sparad. Åren behåller den version de har tills du byter."), form=_kept(sheet, draft))
    return redirect("method_version", method_id)


def _form(
    request: SignedInRequest, sheet: Sheet, draft: Draft, made: Built | None = None, *, told: bool = False,
    status: int = 200, context: Mapping[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """The editor; `told` shows what is at fault, which a row just added is spared."""
    made = made or built(draft)
    shown = {
        **_choices(draft),
        "sheet": sheet,
        "kept": _kept(sheet, draft),
        "draft": draft,
        "errors": made.errors if told else {},
        "shown": made.shown,
        "matrix": matrix_of(made.shown),
        "crumbs": [methods_crumb()],
        "clash": None,
        **(context or {}),
    }
    return page_or_partial(request, "method/edit.html", "method/_matrix.html", shown, status=status)


def _clash(request: SignedInRequest, sheet: Sheet, draft: Draft, sentence: Sentence) -> HttpResponse:
    """Somebody else has saved a version: what differs stands side by side, and the next save goes on top of theirs."""
    earlier = sheet.earlier
    if earlier is None:
        raise Missing
    theirs = latest_version(request.user, earlier.series, request.today)
    on_top = replace(draft, number=theirs.number)
    beside = {"clash": differing(draft_of(theirs.method), draft), "theirs": theirs}
    made = replace(built(on_top), errors={"": sentence})
    return _form(request, sheet, on_top, made, told=True, status=409, context=beside)


def _new_sheet(request: SignedInRequest) -> Sheet:
    def save(method: Method, _draft: Draft) -> UUID:
        return add_method(by=request.user, node_id=_place(request), method=method, now=request.now).pk

    return Sheet("method-new", reverse("method"), save)


def _next_sheet(request: SignedInRequest, earlier: MethodSeen) -> Sheet:
    def save(method: Method, draft: Draft) -> UUID:
        return revise_method(
            by=request.user, node_id=_place(request), method_id=earlier.id, after_number=draft.number, method=method,
            now=request.now,
        ).pk  # fmt: skip

    return Sheet(f"method-{earlier.id}", reverse("method_version", args=[earlier.id]), save, earlier)


def _check(request: SignedInRequest) -> None:
    reason = refusal_anywhere(request.user, Permission.MANAGE_METHOD, today=request.today)
    if reason:
        raise Forbidden(reason)


def _place(request: SignedInRequest) -> UUID:
    """The highest node at which the person may: a method is the municipality's, the right to write one a node's."""
    access = access_of(request.user, request.today)
    allowed = access.at(Permission.MANAGE_METHOD)
    return next(node.id for _depth, node in access.tree.ordered() if node.id in allowed)


def _kept(sheet: Sheet, draft: Draft) -> str:
    return f"{sheet.kept}-{draft.shape}"


def _choices(draft: Draft) -> dict[str, Any]:
    return {
        "levels": [(level.key, level.word) for level in draft.levels],
        "colours": [(colour.value, LABELS[Colour][colour]) for colour in Colour],
        "thresholds": [(kind.value, LABELS[ThresholdKind][kind]) for kind in ThresholdKind],
    }
