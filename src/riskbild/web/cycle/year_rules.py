"""How a board works its year: read by everybody there, changed by who manages the year."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from riskbild.planning.actions.years import set_year_rules
from riskbild.planning.queries.setup import YearSetup, year_setup
from riskbild.rules.labels import label
from riskbild.rules.refusal import Forbidden
from riskbild.rules.sentence import Sentence
from riskbild.rules.threshold_words import threshold_in_words
from riskbild.web.board_year import YearFrame, frame_of
from riskbild.web.cycle.year_rules_form import YearRulesForm, initial_of
from riskbild.web.forms.attempt import CONFLICT, SAVED, SHOWN, attempt, said
from riskbild.web.organisation.clash import Sheet, answer
from riskbild.web.request import SignedInRequest, page, saved, signed_in


@require_safe
@signed_in
def read(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The year's settings in words."""
    frame, seen = frame_of(request, board_year_id, "cycle"), year_setup(request.user, board_year_id, request.today)
    reason = _CLOSED if frame.year.closed else seen.refusal
    return page(request, "cycle/year_rules.html", {**_about(frame, seen), "reason": reason})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The settings as a form, each choice with what it means. What is sent is checked as a whole."""
    frame, seen = frame_of(request, board_year_id, "cycle"), year_setup(request.user, board_year_id, request.today)
    if seen.refusal:
        raise Forbidden(seen.refusal)
    data = request.POST if request.method == "POST" else None
    form = YearRulesForm(data, setup=seen, initial=initial_of(seen))
    status = attempt(form, lambda sent: _change(request, board_year_id, sent)) if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, _("Årets regler är sparade."), form=f"year_rules_edit-{board_year_id}")
        return redirect("year_rules", board_year_id)
    now = year_setup(request.user, board_year_id, request.today) if form.is_bound else seen
    context = {**_about(frame, now), "own_rows": form.own_rows(), "changed_meanwhile": status == CONFLICT}
    context["crumbs"] = [*context["crumbs"], (_("Årets regler"), reverse("year_rules", args=[board_year_id]))]
    # Settings that nobody has made yet have version 0, and the version that travels with a form begins at 1.
    sheet = Sheet("cycle/year_rules_edit.html", form, board_year_id, now.setup.version + 1, context=context)
    return answer(request, sheet, status)


def _change(request: SignedInRequest, board_year_id: UUID, form: YearRulesForm) -> None:
    set_year_rules(
        by=request.user, board_year_id=board_year_id, version=form.seen.version - 1, rules=form.rules(), now=request.now
    )


def _about(frame: YearFrame, seen: YearSetup) -> dict[str, Any]:
    return {
        "frame": frame,
        "sample": frame.year.sample,
        "setup": seen.setup,
        "periods": seen.periods,
        "rule_set": seen.rule_set,
        "told": told(seen),
        "crumbs": [(frame.name, reverse("cycle", args=[frame.year.id]))],
    }


def told(seen: YearSetup) -> list[tuple[str, str]]:
    """The settings as terms and values."""
    rules = seen.setup.rules
    pinned = "" if rules.rule_set is not None else f" ({_('den version som gäller för året')})"
    return [
        (_("Bedömningsmodell"), seen.year.method.name),
        (_("Perioder"), ", ".join(said(period.name) for period in seen.periods)),
        (_("Till planen"), _threshold(seen)),
        (
            _("Varje kontroll ska ha"),
            ", ".join(said(label(one)) for one in sorted(rules.required)) or _("inget särskilt"),
        ),
        (_("Risker till nämnden"), _way_up(nominates=rules.nominates)),
        (_("Regler och tider"), seen.rule_set.rules.name + pinned),
    ]


def _threshold(seen: YearSetup) -> str:
    whose = _("årets egen regel") if seen.setup.rules.selection else _("bedömningsmodellens regel")
    return f"{said(threshold_in_words(seen.setup.threshold, seen.year.method))} ({whose})"


def _way_up(*, nominates: bool) -> str:
    return _("Enheterna nominerar") if nominates else _("Nämnden väljer bland alla risker")


_CLOSED = Sentence(sv="Året är stängt.", en="The year is closed.")
