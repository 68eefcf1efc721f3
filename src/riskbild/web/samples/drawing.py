"""Saying which rows are the population, working out a size, and drawing."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from riskbild.followup.actions.samples import ReadPopulation, draw_sample, read_anew
from riskbild.followup.queries.samples import SampleSeen, sample_seen_by
from riskbild.rules.population import population_in
from riskbild.rules.sample_life import SampleState
from riskbild.rules.sampling_size import worked_out
from riskbild.web.forms.attempt import REFUSED, SAVED, attempt
from riskbild.web.request import SignedInRequest, saved, signed_in
from riskbild.web.samples.forms import DrawForm, PopulationForm
from riskbild.web.samples.reading import population_of, table_of
from riskbild.web.samples.showing import new_sample


@require_POST
@signed_in
def read_again(request: SignedInRequest, sample_id: UUID) -> HttpResponse:
    """Takes another sheet or other rows for the population."""
    seen = sample_seen_by(request.user, sample_id, request.today)
    sent = PopulationForm(request.POST)

    def read(form: PopulationForm) -> None:
        values = form.cleaned_data
        table = table_of(request, seen, values["sheet"])
        title_row, left_out = values["title_row"], values["left_out"]
        population = population_in(table.lines, table.places, title_row=title_row, left_out=left_out)
        made = ReadPopulation(population, table.sheet, title_row, left_out)
        read_anew(by=request.user, sample_id=sample_id, version=values["version"], read=made, now=request.now)

    status = attempt(sent, read, at="title_row")
    if status == SAVED:
        saved(request, _("Populationen är läst på nytt."))
        return redirect("sample", sample_id)
    return _again(request, seen, status, read=sent)


@require_POST
@signed_in
def draw(request: SignedInRequest, sample_id: UUID) -> HttpResponse:
    """Draws the rows, or only works out how many there should be."""
    seen = sample_seen_by(request.user, sample_id, request.today)
    sent = DrawForm(request.POST, titles=tuple(seen.titles))
    if request.POST.get("do") == "size":
        return _size(request, seen, sent)

    def make(form: DrawForm) -> None:
        order = form.order()
        population = population_of(seen, table_of(request, seen))
        draw_sample(
            by=request.user, sample_id=sample_id, version=form.cleaned_data["version"], population=population,
            order=order, now=request.now,
        )  # fmt: skip

    status = attempt(sent, make, at="size")
    if status == SAVED:
        saved(request, _("Stickprovet är draget."), form=f"sample-draw-{sample_id}")
        return redirect("sample", sample_id)
    return _again(request, seen, status, draw=sent)


def _size(request: SignedInRequest, seen: SampleSeen, sent: DrawForm) -> HttpResponse:
    suggestion = sent.suggestion(seen.population_size) if sent.is_valid() else None
    told: dict[str, Any] = {"suggestion": suggestion}
    if suggestion is not None:
        told["worked_out"] = worked_out(sent.basis(), suggestion, sent.rows_of(seen.population_size))
        data = request.POST.copy()
        data["size"] = str(suggestion.size)
        sent = DrawForm(data, titles=tuple(seen.titles))
        sent.is_valid()
    return new_sample(request, seen, draw=sent, context=told, status=200 if suggestion else REFUSED)


def _again(
    request: SignedInRequest, seen: SampleSeen, status: int, *, draw: DrawForm | None = None,
    read: PopulationForm | None = None,
) -> HttpResponse:  # fmt: skip
    if seen.state is not SampleState.NEW:
        return redirect("sample", seen.id)
    return new_sample(request, seen, draw=draw, read=read, status=status)
