"""The steps of a report's life on the screen, the same for a board's own and the executive board's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from riskbild.documents.layout.placeholders import COUNTS, FACTS
from riskbild.followup.queries.board_reports import ReportSeen
from riskbild.organisation.permissions import Actor
from riskbild.rules.board_report import MOST_SECTIONS
from riskbild.rules.board_report_life import BoardReportStep, refusal
from riskbild.rules.labels import label
from riskbild.rules.refusal import Forbidden
from riskbild.web.board_report.forms import STATABLE, ReasonForm, WrittenForm, values_of
from riskbild.web.forms.attempt import CONFLICT, SAVED, SHOWN, attempt, said
from riskbild.web.forms.steps import VersionForm
from riskbild.web.forms.strict import ChangeForm
from riskbild.web.organisation.clash import Sheet, answer
from riskbild.web.plan.forms import AdoptForm
from riskbild.web.request import SignedInRequest, page, saved

_UNKNOWN_HERE = frozenset({"title", "threshold", "control"})


@dataclass(frozen=True)
class Desk:
    """One kind of report: how it is found, what each step does, and its addresses, which all begin with `name`.

    `frame` gives what the page around a report is drawn with, `home` where one goes when a draft has been given up.
    """

    name: str
    seen: Callable[[Actor, UUID, date], ReportSeen]
    actions: Mapping[BoardReportStep, Callable[..., object]]
    frame: Callable[[SignedInRequest, ReportSeen], Mapping[str, Any]]
    home: Callable[[ReportSeen], str]

    def address(self, report_id: UUID, step: BoardReportStep | None = None) -> str:
        """The report's page, or that of one of its steps."""
        return reverse(f"{self.name}_{step.value}" if step else self.name, args=[report_id])

    def act(
        self, request: SignedInRequest, report_id: UUID, step: BoardReportStep, form: ChangeForm, **more: Any
    ) -> None:
        """Takes a step."""
        self.actions[step](by=request.user, report_id=report_id, version=form.seen.version, now=request.now, **more)


def about(desk: Desk, request: SignedInRequest, one: ReportSeen) -> dict[str, Any]:
    """What every page about a report is drawn with; `crumbs` lead to the report."""
    frame = desk.frame(request, one)
    return {
        **frame, "report": one, "steps": {step.value: reason for step, reason in one.steps.items()},
        "back": desk.address(one.id), "step_address": lambda step: reverse(f"{desk.name}_{step}", args=[one.id]),
        "state": label(one.state), "crumbs": [*frame["crumbs"], (frame["name"], desk.address(one.id))],
    }  # fmt: skip


def edit(desk: Desk, request: SignedInRequest, report_id: UUID) -> HttpResponse:
    """The texts, the conclusion and the stated figures; what is typed is kept by the browser until it is saved."""

    def put(sent: WrittenForm) -> None:
        desk.act(request, report_id, BoardReportStep.EDIT, sent, written=sent.written())

    form, status = WrittenForm(request.POST if request.method == "POST" else None), SHOWN
    if form.is_bound:
        status = attempt(form, put)
    if status == SAVED:
        kept = f"report-{report_id}"
        saved(request, _("Rapporten är sparad."), form=f"{kept} {kept}-{form.seen.version}")
        return redirect(desk.address(report_id))
    one = desk.seen(request.user, report_id, request.today)
    if not form.is_bound:
        if not _may(one, BoardReportStep.EDIT):
            return redirect(desk.address(report_id))
        form = WrittenForm(initial=values_of(one.written))
    used = max([number + 1 for number in range(MOST_SECTIONS) if _filled(form, number)], default=0)
    context = {
        **about(desk, request, one), "kept_as": f"report-{report_id}",
        "sections": [
            (form[f"title_{number}"], form[f"text_{number}"]) for number in range(min(used + 1, MOST_SECTIONS))
        ],
        "stated": [(form[f"value_{name}"], form[f"source_{name}"]) for name in _open(one, form)],
        "names": _names(one),
    }  # fmt: skip
    sheet = Sheet("board_report/edit.html", form, report_id, one.version, values_of(one.written), context)
    return answer(request, sheet, status)


def propose(desk: Desk, request: SignedInRequest, report_id: UUID) -> HttpResponse:
    """One press. What stands in the way is listed on the report's own page."""
    done = _("Rapporten är föreslagen och ligger hos nämnden för beslut.")
    return _pressed(desk, request, report_id, BoardReportStep.PROPOSE, done)


def take_back(desk: Desk, request: SignedInRequest, report_id: UUID) -> HttpResponse:
    """One press: the proposal is a draft again."""
    done = _("Förslaget är taget tillbaka. Rapporten är ett utkast igen.")
    return _pressed(desk, request, report_id, BoardReportStep.TAKE_BACK, done)


def give_back(desk: Desk, request: SignedInRequest, report_id: UUID) -> HttpResponse:
    """The board's reason, and the report back with those who wrote it."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    return _asked(
        desk, request, report_id, BoardReportStep.RETURN, form,
        lambda sent: {"reason": sent.cleaned_data["reason"]}, _("Rapporten är återremitterad."),
    )  # fmt: skip


def adopt(desk: Desk, request: SignedInRequest, report_id: UUID) -> HttpResponse:
    """The decision as the minutes have it; it freezes the report."""
    one = desk.seen(request.user, report_id, request.today) if request.method != "POST" else None
    form = AdoptForm(initial={"body": one.board}) if one else AdoptForm(request.POST)
    return _asked(
        desk, request, report_id, BoardReportStep.ADOPT, form,
        lambda sent: {"decision": sent.decision()}, _("Beslutet är registrerat. Rapporten är låst."), one=one,
    )  # fmt: skip


def drop(desk: Desk, request: SignedInRequest, report_id: UUID) -> HttpResponse:
    """Asks whether the draft shall be given up, and gives it up."""
    one = desk.seen(request.user, report_id, request.today)
    form = VersionForm(request.POST if request.method == "POST" else None)
    return _asked(
        desk, request, report_id, BoardReportStep.DROP, form, lambda _sent: {}, _("Utkastet är slopat."),
        one=one, to=desk.home(one),
    )  # fmt: skip


def report_page(desk: Desk, request: SignedInRequest, one: ReportSeen, template: str, **more: Any) -> HttpResponse:
    """The report itself."""
    context = about(desk, request, one)
    return page(request, template, {**context, "crumbs": context["crumbs"][:-1], **more})


def _pressed(
    desk: Desk, request: SignedInRequest, report_id: UUID, step: BoardReportStep, done: str
) -> HttpResponse:  # fmt: skip
    form = VersionForm(request.POST)
    status = attempt(form, lambda sent: desk.act(request, report_id, step, sent))
    if status == SAVED:
        saved(request, done)
        return redirect(desk.address(report_id))
    one = desk.seen(request.user, report_id, request.today)
    sentences = [str(error) for errors in form.errors.values() for error in errors]
    return page(
        request, "board_report/not_now.html", {**about(desk, request, one), "sentences": sentences}, status=status
    )


def _asked[F: ChangeForm](  # noqa: PLR0917 - a step and its page
    desk: Desk,
    request: SignedInRequest,
    report_id: UUID,
    step: BoardReportStep,
    form: F,
    more: Callable[[F], Mapping[str, Any]],
    done: str,
    *,
    one: ReportSeen | None = None,
    to: str = "",
) -> HttpResponse:
    """Asks on the step's own page for what it needs, and takes it.

    `one` is the report where it has been read before, `to` where one goes afterwards when that is not the report.
    """
    status = (
        attempt(form, lambda sent: desk.act(request, report_id, step, sent, **more(sent))) if form.is_bound else SHOWN
    )
    kept = f"report-{step.value}-{report_id}"
    if status == SAVED:
        saved(request, done, form=kept)
        return redirect(to or desk.address(report_id))
    if one is None or form.is_bound:
        one = desk.seen(request.user, report_id, request.today)
    if not form.is_bound and not _may(one, step):
        return redirect(desk.address(report_id))
    version = form.data.get("version", "") if form.is_bound and status != CONFLICT else f"{one.version}."
    context = {**about(desk, request, one), "form": form, "kept": kept, "version": version}
    return page(request, f"board_report/{step}.html", context, status=status)


def _may(one: ReportSeen, step: BoardReportStep) -> bool:
    """Whether the report stands where the step can be taken. Raises `Forbidden` where it does, for somebody else."""
    reason = one.steps[step]
    if reason is not None and refusal(one.state, step) is None:
        raise Forbidden(reason)
    return reason is None


def _filled(form: WrittenForm, number: int) -> bool:
    return any(form[f"{part}_{number}"].value() for part in ("title", "text"))


def _open(one: ReportSeen, form: WrittenForm) -> list[str]:
    """The figures to state: those that the data cannot give, and those that stand in the form already."""
    return [name for name in STATABLE if name in one.open_figures or form[f"value_{name}"].value()]


def _names(one: ReportSeen) -> list[tuple[str, str, str]]:
    """Every name that the texts may fill in, what it means, and what it says today."""
    values = one.data["values"]
    every = {**COUNTS, **{name: text for name, text in FACTS.items() if name not in _UNKNOWN_HERE}}
    return [(f"{{{name}}}", said(text), str(values.get(name, ""))) for name, text in every.items()]
