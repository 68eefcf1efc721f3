"""The method of a new year, and what is done with a whole file: undone, thrown away, opened or read again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from riskbild.intake.actions.correcting import choose_method
from riskbild.intake.actions.receiving import read_again
from riskbild.intake.actions.undoing import Changed, discard, reopen, undo
from riskbild.intake.queries import intake_seen_by, taken_of
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.intake.correcting import back, version_of
from riskbild.web.intake.reviewing import about, crumbs
from riskbild.web.request import SignedInRequest, page, saved, signed_in


@require_POST
@signed_in
def method(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """Chooses the method that a year which is new is to work with."""
    wanted = request.POST.get("modell", "")
    try:
        method_id = UUID(wanted) if wanted else None
    except ValueError:
        raise Missing from None
    version = version_of(request)
    choose_method(by=request.user, intake_id=intake_id, version=version, method_id=method_id, now=request.now)
    saved(request, _("Bedömningsmodellen är vald."))
    return redirect(back(request, intake_id))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def undo_import(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """Asks, and undoes; where somebody has worked on some of the risks it asks what to do with those."""
    chosen = request.POST.get("andrade", Changed.ASK.value)

    def do() -> None:
        changed = Changed(chosen) if chosen in set(Changed) else Changed.ASK
        undo(by=request.user, intake_id=intake_id, changed=changed, now=request.now)

    told = _("Inläsningen är ångrad. Riskerna finns kvar som avförda.")
    return _asked(request, intake_id, "intake/undo.html", do, told)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def discard_intake(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """Asks, and throws away what was not accepted."""

    def do() -> None:
        discard(by=request.user, intake_id=intake_id, version=version_of(request), now=request.now)

    return _asked(request, intake_id, "intake/discard.html", do, _("Inläsningen är kastad."), to="intakes")


@require_POST
@signed_in
def reopen_intake(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """Lets an undone import be reviewed again."""
    reopen(by=request.user, intake_id=intake_id, version=version_of(request), now=request.now)
    return redirect("intake", intake_id)


@require_POST
@signed_in
def read_once_more(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """Has a file that could not be read tried again."""
    read_again(by=request.user, intake_id=intake_id, version=version_of(request), now=request.now)
    return redirect("intake", intake_id)


def _asked(
    request: SignedInRequest, intake_id: UUID, template: str, do: Callable[[], None], told: str, *, to: str = "intake"
) -> HttpResponse:
    seen = intake_seen_by(request.user, intake_id, request.today)
    sentence: Sentence | None = None
    if request.method == "POST":
        try:
            do()
        except (Missing, Forbidden):
            raise
        except Refused as refused:
            sentence = refused.sentence
        else:
            saved(request, told)
            return redirect(to) if to == "intakes" else redirect(to, intake_id)
    context: dict[str, Any] = {**about(request, seen), "sentence": sentence, "crumbs": crumbs(seen)}
    context["taken"] = taken_of(request.user, intake_id, request.today)
    return page(request, template, context, status=422 if sentence else 200)
