"""A sample's page: the population and how to draw, the drawn rows to judge, or what they showed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskbild.followup.queries.samples import DrawnRow, SampleSeen, rows_of_sample, sample_seen_by
from riskbild.organisation.access import access_of
from riskbild.rules.population import cells_of
from riskbild.rules.refusal import Refused
from riskbild.rules.sample_life import STATE_LABELS, SampleState
from riskbild.rules.sampling import METHOD_LABELS, METHOD_MEANINGS
from riskbild.rules.sampling_size import Basis, suggested_size, worked_out
from riskbild.rules.sentence import Sentence
from riskbild.web.forms.attempt import said
from riskbild.web.request import SignedInRequest, page, signed_in
from riskbild.web.samples.forms import DrawForm, PopulationForm
from riskbild.web.samples.reading import table_of

ROWS_A_PAGE = 50
TONES = {
    SampleState.NEW: ("info", "history"),
    SampleState.DRAWN: ("warning", "edit"),
    SampleState.CONCLUDED: ("success", "check"),
    SampleState.WITHDRAWN: ("", "close"),
}
"""Tone and icon of each state's tag."""


@require_safe
@signed_in
def sample(request: SignedInRequest, sample_id: UUID) -> HttpResponse:
    """The sample as it stands."""
    seen = sample_seen_by(request.user, sample_id, request.today)
    if seen.state is SampleState.NEW:
        return new_sample(request, seen)
    return page(request, "samples/sample.html", {**about(request, seen), **_rows(request, seen)})


def new_sample(
    request: SignedInRequest, seen: SampleSeen, *, draw: DrawForm | None = None, read: PopulationForm | None = None,
    context: dict[str, Any] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page of a sample that has not been drawn: what its population is, and the form that draws it."""
    told: dict[str, Any] = {"sheets": (), "first": [], "last": [], "unread": None}
    if seen.reads_rows:
        try:
            table = table_of(request, seen)
        except Refused as refused:
            told["unread"] = refused.sentence
        else:
            told |= {"sheets": [(name, name) for name in table.sheets], **_glimpse(seen, table.lines, table.places)}
    forms = {
        "draw": draw or DrawForm.beginning(seen), "read": read or PopulationForm.of(seen), "suggestion": None,
        "meanings": METHOD_MEANINGS, "worked_out": None if draw else _beginning(seen),
    }  # fmt: skip
    return page(
        request, "samples/undrawn.html", {**about(request, seen), **told, **forms, **(context or {})}, status=status
    )


def _beginning(seen: SampleSeen) -> Sentence:
    """How the size is worked out that the form begins with."""
    basis, rows = Basis(), seen.population_size
    return worked_out(basis, suggested_size(basis, rows), rows)


def about(request: SignedInRequest, seen: SampleSeen, *, below: bool = False) -> dict[str, Any]:
    """What every page about a sample is drawn with; `below` for a page that leads back to the sample's own."""
    here = reverse("sample", args=[seen.id])
    control = seen.control if isinstance(seen.control, str) else said(seen.control)
    ways = [(control, reverse("report", args=[seen.report_id])), (_("Stickprov"), here)]
    node = access_of(request.user, request.today).tree.get(seen.node_id)
    return {
        "seen": seen, "unit": node.name if node else "", "tones": TONES, "states": STATE_LABELS,
        "methods": METHOD_LABELS, "here": here, "sample": seen.made_up,
        "crumbs": ways if below else ways[:1],
    }  # fmt: skip


def _glimpse(seen: SampleSeen, lines: Sequence[str], places: Sequence[int]) -> dict[str, Any]:
    """The first and last rows of the population, so that a sum row is seen."""
    numbered = [(place, cells_of(line)) for place, line in zip(places, lines, strict=True) if place > seen.title_row]
    kept = numbered[: len(numbered) - seen.left_out]
    return {"first": kept[:3], "last": kept[3:][-3:], "width": len(seen.titles)}


def _rows(request: SignedInRequest, seen: SampleSeen) -> dict[str, Any]:
    rows = rows_of_sample(request.user, seen.id, request.today)
    left = request.GET.get("visa", "") == "kvar"
    wanted: list[DrawnRow] = [row for row in rows if row.verdict is None] if left else rows
    asked = request.GET.get("sidan", "1")
    last = max(-(-len(wanted) // ROWS_A_PAGE), 1)
    number = min(int(asked), last) if asked.isdecimal() and asked != "0" and len(asked) < 5 else 1
    here, chosen = reverse("sample", args=[seen.id]), "visa=kvar&" if left else ""
    shown = wanted[(number - 1) * ROWS_A_PAGE : number * ROWS_A_PAGE]
    return {
        "rows": shown, "left": left, "number_of": len(wanted),
        "previous": f"{here}?{chosen}sidan={number - 1}" if number > 1 else "",
        "next": f"{here}?{chosen}sidan={number + 1}" if number < last else "",
        "summary": _("Sida %(page)s av %(last)s") % {"page": number, "last": last},
        "width": max((len(row.cells) for row in rows), default=0),
    }  # fmt: skip
