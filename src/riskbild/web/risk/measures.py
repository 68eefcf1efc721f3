"""A risk's measures: adding, changing, taking away, and saying how far one has come."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.organisation.roles import Permission
from riskbild.register.actions import measures as actions
from riskbild.register.queries.page import MeasureSeen, RiskSeen
from riskbild.rules.labels import LABELS
from riskbild.rules.progress import FOLLOWS, Progress
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.forms.attempt import said
from riskbild.web.forms.keys import known_key, new_key, read_key
from riskbild.web.request import SignedInRequest, signed_in
from riskbild.web.risk import choices, gate
from riskbild.web.risk.answering import Ask, Sheet, asked, back, kept
from riskbild.web.risk.forms import MeasureForm, RemoveForm, ReportForm, measure_values

_PLACE = "atgarder"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: SignedInRequest, risk_id: UUID) -> HttpResponse:
    """A measure that is not there yet."""
    sent = MeasureForm(request.POST) if request.method == "POST" else None
    name = kept("measure-new", risk_id)
    return asked(
        request,
        risk_id,
        Ask(
            Permission.EDIT_RISK,
            sent,
            make=lambda form: _add(request, risk_id, form),
            done=lambda: back(request, risk_id, _("Åtgärden är tillagd."), name, _PLACE),
            sheet=lambda risk: _new_sheet(request, risk, sent),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: SignedInRequest, risk_id: UUID, measure_id: UUID) -> HttpResponse:
    """A measure's text, roles, person and deadline."""
    sent = MeasureForm(request.POST) if request.method == "POST" else None
    name = kept("measure", measure_id)
    return asked(
        request,
        risk_id,
        Ask(
            Permission.EDIT_RISK,
            sent,
            make=lambda form: _change(request, measure_id, form),
            done=lambda: back(request, risk_id, _("Åtgärden är sparad."), name, _PLACE),
            sheet=lambda risk: _edit_sheet(request, risk, _measure(risk, measure_id), sent),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def report(request: SignedInRequest, risk_id: UUID, measure_id: UUID) -> HttpResponse:
    """How far a measure has come, with a comment; for its own person, or for who may edit."""
    sent = ReportForm(request.POST) if request.method == "POST" else None
    name = kept("report", measure_id)
    return asked(
        request,
        risk_id,
        Ask(
            lambda risk: gate.to_report(request, _measure(risk, measure_id)),
            sent,
            make=lambda form: _report(request, measure_id, form),
            done=lambda: back(request, risk_id, _("Läget är rapporterat."), name, _PLACE),
            sheet=lambda risk: _report_sheet(risk, _measure(risk, measure_id), sent),
            at="progress",
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remove(request: SignedInRequest, risk_id: UUID, measure_id: UUID) -> HttpResponse:
    """Asks whether the measure shall go, and takes it away; what it said stays in the trail."""
    sent = RemoveForm(request.POST) if request.method == "POST" else None
    name = kept("remove", measure_id)
    return asked(
        request,
        risk_id,
        Ask(
            Permission.EDIT_RISK,
            sent,
            make=lambda form: _remove(request, measure_id, form),
            done=lambda: back(request, risk_id, _("Åtgärden är borttagen."), name, _PLACE),
            sheet=lambda risk: _remove_sheet(risk, _measure(risk, measure_id), sent),
        ),
    )


def _add(request: SignedInRequest, risk_id: UUID, form: MeasureForm) -> None:
    actions.add_measure(
        by=request.user,
        risk_id=risk_id,
        version=form.seen.version,
        texts=form.texts(),
        measure_id=read_key(form.cleaned_data["key"], request.user.pk),
        now=request.now,
    )


def _change(request: SignedInRequest, measure_id: UUID, form: MeasureForm) -> None:
    actions.edit_measure(
        by=request.user,
        measure_id=measure_id,
        version=form.seen.version,
        risk_version=form.risk_read,
        texts=form.texts(),
        now=request.now,
    )


def _report(request: SignedInRequest, measure_id: UUID, form: ReportForm) -> None:
    actions.report_measure(
        by=request.user,
        measure_id=measure_id,
        version=form.seen.version,
        progress=Progress(form.cleaned_data["progress"]),
        note=form.cleaned_data["note"],
        now=request.now,
    )


def _remove(request: SignedInRequest, measure_id: UUID, form: RemoveForm) -> None:
    version, risk_version = form.seen.version, form.risk_read
    actions.remove_measure(
        by=request.user, measure_id=measure_id, version=version, risk_version=risk_version, now=request.now
    )


def _measure(risk: RiskSeen, measure_id: UUID) -> MeasureSeen:
    """The measure of this risk. Raises `Missing`."""
    measure = next((one for one in risk.measures if one.id == measure_id), None)
    if measure is None:
        raise Missing
    return measure


def _new_sheet(request: SignedInRequest, risk: RiskSeen, sent: MeasureForm | None) -> Sheet:
    """The form of a measure to come, with its key. Raises `Refused` when the one with that key is already there."""
    gate.check_readable(risk, _CELLS)
    if sent and known_key(sent.data.get("key", ""), request.user.pk) in {one.id for one in risk.measures}:
        raise Refused(_TWICE)
    people = choices.people(request)
    key = sent.data.get("key") if sent else new_key(request.user.pk)
    return Sheet(
        template="risk/measure.html",
        kept=kept("measure-new", risk.id),
        risk=risk,
        form=sent or MeasureForm(),
        version=risk.version,
        context={"people": people, "measure": None, "hidden": {"risk_version": risk.version, "key": key}},
    )


def _edit_sheet(request: SignedInRequest, risk: RiskSeen, measure: MeasureSeen, sent: MeasureForm | None) -> Sheet:
    gate.check_readable(risk, _CELLS)
    values = measure_values(measure)
    people = choices.people(request, measure.person_id, measure.person)
    return Sheet(
        template="risk/measure.html",
        kept=kept("measure", measure.id),
        risk=risk,
        form=sent or MeasureForm(initial=values),
        version=measure.version,
        values=values,
        shown=choices.words({"person": people}),
        context={"people": people, "measure": measure, "hidden": {"risk_version": risk.version}},
    )


def _report_sheet(risk: RiskSeen, measure: MeasureSeen, sent: ReportForm | None) -> Sheet:
    values = {"progress": measure.progress.value, "note": measure.note if isinstance(measure.note, str) else ""}
    steps = [step for step in Progress if step is measure.progress or step in FOLLOWS[measure.progress]]
    offered = [(step.value, said(LABELS[Progress][step])) for step in steps]
    return Sheet(
        template="risk/report.html",
        kept=kept("report", measure.id),
        risk=risk,
        form=sent or ReportForm(initial=values),
        version=measure.version,
        values=values,
        shown=choices.words({"progress": [(step.value, said(LABELS[Progress][step])) for step in Progress]}),
        context={"measure": measure, "offered": offered, "hidden": {"risk_version": risk.version}},
    )


def _remove_sheet(risk: RiskSeen, measure: MeasureSeen, sent: RemoveForm | None) -> Sheet:
    gate.check_readable(risk, _CELLS)
    return Sheet(
        template="risk/measure_remove.html",
        kept=kept("remove", measure.id),
        risk=risk,
        form=sent or RemoveForm(),
        version=measure.version,
        context={"measure": measure, "hidden": {"risk_version": risk.version}},
    )


_CELLS = frozenset({"measures", "responsible", "deadline"})
_TWICE = Sentence("Åtgärden är redan sparad.", "The measure has already been saved.")
