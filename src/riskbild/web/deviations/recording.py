"""Recording a deviation, and changing one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.followup.actions.deviations import FoundDeviation, edit_deviation, record_deviation
from riskbild.followup.queries.deviation import (
    DeviationSeen,
    criteria_of,
    criteria_of_year,
    deviation_seen_by,
    report_found,
)
from riskbild.organisation.permissions import refusal_anywhere
from riskbild.organisation.roles import Permission
from riskbild.rules.labels import label
from riskbild.rules.refusal import Forbidden
from riskbild.rules.result import Result
from riskbild.rules.sentence import Sentence
from riskbild.web.board_year import frame_of
from riskbild.web.deviations.forms import DeviationForm
from riskbild.web.deviations.listing import HERE
from riskbild.web.deviations.showing import about
from riskbild.web.forms.attempt import CONFLICT, SAVED, SHOWN, attempt, said
from riskbild.web.forms.keys import known_key, new_key, read_key
from riskbild.web.request import SignedInRequest, page, saved, signed_in
from riskbild.web.risk import choices


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """A deviation in a report, which the address names, or at a unit."""
    sent = DeviationForm(request.POST) if request.method == "POST" else None
    status = SHOWN if sent is None else attempt(sent, lambda form: _record(request, board_year_id, form), at="title")
    if sent is not None and status == SAVED:
        saved(request, _("Avvikelsen är registrerad."), form=f"deviation-new-{board_year_id}")
        return redirect("deviation", known_key(sent.data["key"], request.user.pk))
    wanted = _key(request.GET.get("rapport", "") or (sent.data.get("report", "") if sent else ""))
    context = _in_report(request, wanted) if wanted else _at_unit(request, board_year_id)
    form = sent or DeviationForm(
        initial={
            "key": new_key(request.user.pk), "found_on": request.today, "report": wanted,
            "drawn": _key(request.GET.get("stickprov", "")), "severity": context.pop("suggested", None),
        }
    )  # fmt: skip
    context |= {"form": form, "kept": f"deviation-new-{board_year_id}", "heading": _("Ny avvikelse")}
    return page(request, "deviations/form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: SignedInRequest, deviation_id: UUID) -> HttpResponse:
    """Everything a deviation says. After somebody else's change both texts are shown, and this one can be saved."""
    sent = DeviationForm(request.POST) if request.method == "POST" else None
    status = SHOWN if sent is None else attempt(sent, lambda form: _change(request, deviation_id, form), at="title")
    if status == SAVED:
        saved(request, _("Avvikelsen är sparad."), form=f"deviation-{deviation_id}")
        return redirect("deviation", deviation_id)
    seen = deviation_seen_by(request.user, deviation_id, request.today)
    if sent is None and seen.may_change is not None:
        raise Forbidden(seen.may_change)
    context = {
        **about(request, seen), "form": sent or DeviationForm(initial=_values(seen)), "units": (),
        "kept": f"deviation-{deviation_id}", "back": reverse("deviation", args=[deviation_id]),
        "heading": _("Ändra avvikelsen"), "control": seen.control, "version": seen.version,
        "criteria": _choices(criteria_of(request.user, deviation_id, request.today)),
        "theirs": _values(seen) if status == CONFLICT else None,
    }  # fmt: skip
    return page(request, "deviations/form.html", context, status=status)


def _record(request: SignedInRequest, board_year_id: UUID, form: DeviationForm) -> None:
    values = form.cleaned_data
    found = FoundDeviation(
        texts=form.texts(), severity=form.severity_given(), found_on=values["found_on"], report_id=values["report"],
        board_year_id=board_year_id, node_id=values["node"], sample_id=values["drawn"],
        id=read_key(values["key"], request.user.pk),
    )  # fmt: skip
    record_deviation(by=request.user, found=found, now=request.now)


def _change(request: SignedInRequest, deviation_id: UUID, form: DeviationForm) -> None:
    changes = {**form.texts(), "severity": form.severity_given(), "found_on": form.cleaned_data["found_on"]}
    edit_deviation(
        by=request.user, deviation_id=deviation_id, version=form.cleaned_data["version"] or 0, changes=changes,
        now=request.now,
    )  # fmt: skip


def _in_report(request: SignedInRequest, report_id: UUID) -> dict[str, Any]:
    found = report_found(request.user, report_id, request.today)
    back = request.META.get("HTTP_REFERER", "")
    return {
        "units": (), "control": found.control, "criteria": _choices(found.criteria), "suggested": found.result,
        "back": back if back.startswith(request.build_absolute_uri("/")) else reverse("start"), "version": "",
        "theirs": None, "crumbs": [], "sample": found.sample,
    }  # fmt: skip


def _at_unit(request: SignedInRequest, board_year_id: UUID) -> dict[str, Any]:
    frame = frame_of(request, board_year_id, HERE)
    reason = refusal_anywhere(request.user, Permission.EDIT_RISK, today=request.today)
    units = choices.units(request, frame.year.board_id)
    if reason or not units:
        raise Forbidden(reason or _NOT_HERE)
    return {
        "units": units, "control": "", "back": reverse(HERE, args=[board_year_id]), "version": "", "theirs": None,
        "criteria": _choices(criteria_of_year(request.user, board_year_id, request.today)),
        "crumbs": [(frame.name, frame.tabs[0][1]), (_("Avvikelser"), reverse(HERE, args=[board_year_id]))],
        "sample": frame.year.sample,
    }  # fmt: skip


def _choices(criteria: Mapping[Result, Sentence]) -> list[tuple[str, str, str]]:
    return [(severity.value, said(label(severity)), said(text)) for severity, text in criteria.items()]


def _values(seen: DeviationSeen) -> dict[str, Any]:
    texts = {name: getattr(seen, name) for name in ("title", "description", "cause")}
    plain = {name: text if isinstance(text, str) else "" for name, text in texts.items()}
    return {**plain, "severity": seen.severity.value, "found_on": seen.found_on, "version": seen.version}


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


_NOT_HERE = Sentence(
    "Du har inte behörighet att registrera avvikelser här.", "You do not have permission to record deviations here."
)
