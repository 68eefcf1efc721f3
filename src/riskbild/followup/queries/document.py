"""The follow-up of one period as a document: a row a risk, with its controls and a status for each period so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from riskbild.documents.exchange import DocumentKind, ExchangeControl, ExchangeDocument, ExchangeRow, Source
from riskbild.documents.profile.parts import CONTROL_STATUS
from riskbild.followup.models import FollowUpPeriod, Report
from riskbild.followup.queries.seen import ReportMasks, masks_of_reports, reports_seen_by
from riskbild.organisation.conflict import NOT_FOUND, within_reach
from riskbild.organisation.permissions import Actor
from riskbild.planning.queries.seen import reads_under
from riskbild.register.cells import row_of
from riskbild.register.fields import FIELD_LABELS
from riskbild.register.queries.seen import masks_for, risks_seen_by
from riskbild.rules.labels import label
from riskbild.rules.period import PeriodKind
from riskbild.rules.progress import Progress
from riskbild.rules.refusal import Missing
from riskbild.rules.reporting import OnPlan, Subject
from riskbild.rules.sentence import Sentence
from riskbild.rules.status_lines import printed_status

type Hidden = Mapping[str, Sentence]
"""What stands for the texts of one report or one risk that the person must not read."""

STATUS_COLUMN: Final = "Status {period}"
_CONTROL_TITLES: Final = ("Kontrollmoment", "Metod", "Ansvarig", "Frekvens")
_ANSWERS: Mapping[str, bool | None] = {OnPlan.YES: True, OnPlan.NO: False, OnPlan.PARTLY: None}
_PARTLY: Final = "Delvis."


@dataclass
class _Row:
    """One row on its way: the risk it is about, its controls by lineage, and what is said of the risk itself."""

    risk_id: UUID | None
    words: Report
    controls: dict[UUID, dict[UUID, Report]] = field(default_factory=dict)
    answer: Report | None = None
    measures: list[Report] = field(default_factory=list)


def follow_up_document(by: Actor, period_id: UUID, today: date) -> ExchangeDocument:
    """What has been reported in a period as a document of the exchange format, and in the periods before it that year.

    The rows stand in the order of the plan, each with its risk's own cells; secret texts that the person must not read
    are left out. A control that has left the plan stands where something was said of it. Eight queries at most, however
    many rows. Raises `Missing`.
    """
    period = _period(by, period_id, today)
    periods = _periods_until(period)
    reports = _reports(by, period, periods, today)
    masks = masks_of_reports(by, reports, today)
    rows = _grouped(reports, period)
    risks = _risks(by, period, [row.risk_id for row in rows if row.risk_id], today)
    drawn = [_drawn(row, risks, periods, masks) for row in rows]
    profile: Mapping[str, Any] = period.board_year.method.profile
    return ExchangeDocument(
        source=Source(name="riskbild"), kind=_kind(period), title=_title(period), authority=period.board.name,
        year=period.year, sections=tuple(dict.fromkeys(row.heading for row in drawn if row.heading)),
        header=tuple(_header(profile, periods, drawn)), rows=tuple(drawn),
    )  # fmt: skip


def answered(report: Report, hidden: Hidden) -> dict[str, Any]:
    """The cells of a risk's row that its report fills: the answer and the comment.

    The exchange format knows yes and no. What follows the plan in part has neither, and the comment begins by saying
    so.
    """
    comment = None if "comment" in hidden else report.comment or None
    if report.on_plan == OnPlan.PARTLY and comment and not comment.startswith(_PARTLY):
        comment = f"{_PARTLY} {comment}"
    result = {} if "status_text" in hidden or not report.status_text else {"result": report.status_text}
    return {"follows_plan": _ANSWERS.get(report.on_plan), "comment": comment, **result}


def status_column(profile: Mapping[str, Any]) -> str:
    """The title of a form's status columns, with {period} where the period's name goes."""
    columns: Sequence[Mapping[str, Any]] = profile.get("columns") or ()
    found = (one["title"] for one in columns if one["field"] == CONTROL_STATUS and one.get("title"))
    return next(found, STATUS_COLUMN)


def _period(by: Actor, period_id: UUID, today: date) -> FollowUpPeriod:
    rows = FollowUpPeriod.objects.select_related("board_year__method", "board")
    period = within_reach(rows, by).filter(pk=period_id).first()
    if period is None or not reads_under(by, period.board_id, today):
        raise Missing(NOT_FOUND)
    return period


def _periods_until(period: FollowUpPeriod) -> list[FollowUpPeriod]:
    """The periods of the year up to this one, in order."""
    rows = FollowUpPeriod.objects.filter(
        municipality_id=period.municipality_id, board_year_id=period.board_year_id, ends__lte=period.ends
    )
    return list(rows.order_by("ends", "starts", "key"))


def _reports(by: Actor, period: FollowUpPeriod, periods: Sequence[FollowUpPeriod], today: date) -> list[Report]:
    """Those of this period in the order of the plan, then what earlier periods said."""
    rows = reports_seen_by(by, today).filter(
        municipality_id=period.municipality_id, period_id__in=[one.pk for one in periods]
    )
    kept = [one for one in rows.order_by("position", "pk") if not one.retired or one.reported_at]
    return sorted(kept, key=lambda one: one.period_id != period.pk)


def _grouped(reports: Sequence[Report], period: FollowUpPeriod) -> list[_Row]:
    rows: dict[object, _Row] = {}
    for one in reports:
        if one.subject != Subject.CONTROL and one.period_id != period.pk:
            continue
        key = one.risk_id or (one.heading, one.process, one.risk_words)
        row = rows.setdefault(key, _Row(one.risk_id, one))
        if one.subject == Subject.CONTROL:
            row.controls.setdefault(one.lineage, {})[one.period_id] = one
        elif one.subject == Subject.RISK:
            row.answer = one
        else:
            row.measures.append(one)
    return list(rows.values())


def _risks(by: Actor, period: FollowUpPeriod, keys: Sequence[UUID], today: date) -> dict[UUID, ExchangeRow]:
    """The own cells of those risks that the person sees, as they may read them."""
    risks = list(risks_seen_by(by, today).filter(municipality_id=period.municipality_id, pk__in=keys))
    masks = masks_for(by, risks, today)
    return {risk.pk: _readable(row_of(risk, ()), masks.get(risk.pk, {})) for risk in risks}


def _readable(row: ExchangeRow, hidden: Hidden) -> ExchangeRow:
    names = {"response" if name == "response_text" else name for name in hidden}
    emptied: dict[str, Any] = {name: None for name in names if hasattr(row, name)}
    return replace(row, **emptied)


def _drawn(
    row: _Row, risks: Mapping[UUID, ExchangeRow], periods: Sequence[FollowUpPeriod], masks: ReportMasks
) -> ExchangeRow:
    hidden = masks.get(row.words.pk, {})
    base = risks.get(row.risk_id) if row.risk_id else None
    base = base or ExchangeRow(
        heading=_cell(row.words, "heading", hidden), process=_cell(row.words, "process", hidden),
        risk=_cell(row.words, "risk_words", hidden),
    )  # fmt: skip
    controls = tuple(_control(by_period, periods, masks) for by_period in row.controls.values())
    told: dict[str, Any] = {"controls": controls}
    if row.answer is not None:
        told |= answered(row.answer, masks.get(row.answer.pk, {}))
    elif row.measures:
        said = [line for one in row.measures if (line := _of_measure(one, masks.get(one.pk, {})))]
        told |= {"comment": "\n".join(said) or base.comment}
    return replace(base, **told)


def _control(reports: Mapping[UUID, Report], periods: Sequence[FollowUpPeriod], masks: ReportMasks) -> ExchangeControl:
    """A control in the words of its latest report, with a status for each period that there is a report of."""
    in_order = [reports[period.pk] for period in periods if period.pk in reports]
    latest = in_order[-1]
    cells = {cell: _cell(latest, name, masks.get(latest.pk, {})) for cell, name in _CONTROL.items()}
    named = {period.pk: period.printed for period in periods}
    return ExchangeControl(
        **cells, status={named[one.period_id]: _status(one, masks.get(one.pk, {})) for one in in_order}
    )


def _status(report: Report, hidden: Hidden) -> str | None:
    return None if "status_text" in hidden else printed_status(report.status_word, report.status_text) or None


def _of_measure(report: Report, hidden: Hidden) -> str:
    """What is said of a measure, on a line of the risk's comment."""
    if report.reported_at is None or not report.progress or "activity" in hidden:
        return ""
    comment = "" if "comment" in hidden else report.comment
    return f"{report.activity.rstrip('.')}: {str(label(Progress(report.progress))).lower()}. {comment}".strip()


def _cell(report: Report, name: str, hidden: Hidden) -> str | None:
    return None if name in hidden else getattr(report, name) or None


def _kind(period: FollowUpPeriod) -> DocumentKind:
    last = period.kind == PeriodKind.YEAR or period.ends >= date(period.year, 12, 31)
    return DocumentKind.ANNUAL_FOLLOW_UP if last else DocumentKind.INTERIM_FOLLOW_UP


def _title(period: FollowUpPeriod) -> str:
    name = "Helårsuppföljning" if _kind(period) is DocumentKind.ANNUAL_FOLLOW_UP else "Delårsuppföljning"
    return f"{name} av internkontrollplan {period.year}, {period.printed}"


def _header(profile: Mapping[str, Any], periods: Sequence[FollowUpPeriod], rows: Sequence[ExchangeRow]) -> list[str]:
    """The form's own column titles where it has any that a follow-up fills, else plain ones."""
    columns: Sequence[Mapping[str, Any]] = profile.get("columns") or ()
    names = list(dict.fromkeys(key for row in rows for control in row.controls for key in control.status))
    names = [period.printed for period in periods if period.printed in names]
    if not any(one["field"] in _FILLED for one in columns):
        plain = [str(FIELD_LABELS[name]) for name in ("process", "risk", "score")]
        statuses = [STATUS_COLUMN.format(period=name) for name in names]
        answers = [str(FIELD_LABELS[name]) for name in ("follows_plan", "comment")]
        return [*plain, *(_CONTROL_TITLES if names else ()), *statuses, *answers]
    titles = []
    for one in columns:
        title = one.get("title")
        if title and one["field"] == CONTROL_STATUS:
            titles += [title.format(period=name) for name in names]
        elif title and title not in titles:
            titles.append(title)
    return titles


_FILLED = frozenset({CONTROL_STATUS, "follows_plan"})
_CONTROL = {"control": "activity", "method": "method", "responsible": "role", "frequency": "frequency"}
