"""The documents of a year as its reports say now: what has been reported since stands in the documents' cells."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from riskbild.documents.exchange import ExchangeControl, ExchangeDocument, ExchangeRow
from riskbild.documents.profile.parts import CONTROL_STATUS
from riskbild.followup.models import FollowUpPeriod, Report
from riskbild.followup.queries.seen import ReportMasks, masks_of_reports, reports_seen_by
from riskbild.organisation.permissions import Actor
from riskbild.register.models import BoardYear, ImportedDocument, ImportedRow
from riskbild.register.queries.seen import risks_seen_by
from riskbild.rules.period_text import read_period
from riskbild.rules.reporting import OnPlan, Subject
from riskbild.rules.sentence import Sentence
from riskbild.rules.status_lines import printed_status

_STATUS_COLUMN: Final = "Status {period}"
_ANSWERS: Mapping[str, bool | None] = {OnPlan.YES: True, OnPlan.NO: False, OnPlan.PARTLY: None}
_PARTLY: Final = "Delvis."


def with_reports(
    by: Actor, year: BoardYear, documents: Sequence[ExchangeDocument], today: date
) -> list[ExchangeDocument]:
    """The documents of `register.queries.documents.documents_of`, with what has been reported since they came in.

    A period reported since is one more status at each control that the document prints, and a risk's answer and comment
    are those of its last report. What nobody has reported anew comes out cell by cell as it went in. Six queries at
    most, one where nothing has been reported.
    """
    since = _since(by, year, today)
    if not since:
        return list(documents)
    masks = masks_of_reports(by, since, today)
    places = _places(by, year, today)
    if [len(rows) for rows in places] != [len(document.rows) for document in documents]:
        return list(documents)
    column = _status_column(year.method.profile)
    return [_told(document, rows, since, masks, column) for document, rows in zip(documents, places, strict=True)]


def _since(by: Actor, year: BoardYear, today: date) -> list[Report]:
    """What people have reported, the earliest period first; what came out of a document stands there already."""
    rows = reports_seen_by(by, today).filter(
        municipality_id=year.municipality_id, period__municipality_id=year.municipality_id,
        period__board_year=year, version__gt=1, reported_at__isnull=False,
    )  # fmt: skip
    return list(rows.select_related("period").order_by("period__ends", "period__starts", "pk"))


type _Place = tuple[UUID | None, UUID]
"""The imported row that a document's row came from, None for one added by hand, and its risk."""


def _places(by: Actor, year: BoardYear, today: date) -> list[list[_Place]]:
    """For each document, where its rows come from, in the order that documents and rows are exported."""
    seen = risks_seen_by(by, today).filter(municipality_id=year.municipality_id, board_year=year, archived=False)
    risks = list(seen.order_by("position", "pk").values_list("pk", flat=True))
    mine = {"municipality_id": year.municipality_id}
    kept = ImportedDocument.objects.filter(**mine, board_year=year, withdrawn_at=None).order_by("position")
    rows = ImportedRow.objects.filter(**mine, document__in=kept, part="rows", risk_id__in=risks)
    of_document: dict[UUID, list[_Place]] = {document_id: [] for document_id in kept.values_list("pk", flat=True)}
    for document_id, key, risk_id in rows.order_by("position").values_list("document_id", "pk", "risk_id"):
        if risk_id is not None:
            of_document[document_id].append((key, risk_id))
    taken = {risk_id for places in of_document.values() for _, risk_id in places}
    by_hand: list[_Place] = [(None, risk_id) for risk_id in risks if risk_id not in taken]
    places = list(of_document.values()) or [[]]
    return [*places[:-1], [*places[-1], *by_hand]]


def _told(
    document: ExchangeDocument, places: Sequence[_Place], since: Sequence[Report], masks: ReportMasks, column: str
) -> ExchangeDocument:
    keys = {key for key, _ in places if key is not None}
    controls = [one for one in since if one.subject == Subject.CONTROL and one.source_id in keys]
    by_row: dict[tuple[UUID | None, int | None], list[Report]] = defaultdict(list)
    for one in controls:
        by_row[one.source_id, one.place].append(one)
    risks = {one.risk_id: one for one in since if one.subject == Subject.RISK}
    periods = list({one.period_id: one.period for one in controls}.values())
    rows = []
    for row, (key, risk_id) in zip(document.rows, places, strict=True):
        told = row
        if key is not None and periods:
            told = replace(
                row,
                controls=tuple(
                    _control(control, by_row[key, place], periods, masks) for place, control in enumerate(row.controls)
                ),
            )
        if risk_id in risks:
            told = replace(told, **_answered(risks[risk_id], masks.get(risks[risk_id].pk, {})))
        rows.append(told)
    new = [period.printed for period in periods if not _is_printed(period, document.rows)]
    return replace(document, rows=tuple(rows), header=_header(document.header, new, column))


def _answered(report: Report, hidden: Mapping[str, Sentence]) -> dict[str, Any]:
    """The cells of a risk's row that its report fills: the answer and the comment.

    The exchange format knows yes and no. What follows the plan in part has neither, and the comment begins by saying
    so.
    """
    comment = None if "comment" in hidden else report.comment or None
    if report.on_plan == OnPlan.PARTLY and comment and not comment.startswith(_PARTLY):
        comment = f"{_PARTLY} {comment}"
    result = {} if "status_text" in hidden or not report.status_text else {"result": report.status_text}
    return {"follows_plan": _ANSWERS.get(report.on_plan), "comment": comment, **result}


def _control(
    control: ExchangeControl, reports: Iterable[Report], periods: Sequence[FollowUpPeriod], masks: ReportMasks
) -> ExchangeControl:
    if not control.status and not reports:
        return control
    status = dict(control.status)
    for period in periods:
        status.setdefault(_named(period, status), None)
    for one in reports:
        hidden = masks.get(one.pk, {})
        text = None if "status_text" in hidden else printed_status(one.status_word, one.status_text)
        status[_named(one.period, status)] = text or None
    return replace(control, status=status)


def _named(period: FollowUpPeriod, status: Mapping[str, Any]) -> str:
    """What the document calls the period, where it prints it."""
    if period.printed in status:
        return period.printed
    read = (name for name in status if (one := read_period(name, year=period.year)) and one.key == period.key)
    return next(read, period.printed)


def _is_printed(period: FollowUpPeriod, rows: Iterable[ExchangeRow]) -> bool:
    statuses = (control.status for row in rows for control in row.controls if control.status)
    return any(_named(period, status) in status for status in statuses)


def _status_column(profile: Mapping[str, Any]) -> str:
    """The title of a form's status columns, with {period} where the period's name goes."""
    columns: Sequence[Mapping[str, Any]] = profile.get("columns") or ()
    found = (one["title"] for one in columns if one["field"] == CONTROL_STATUS and one.get("title"))
    return next(found, _STATUS_COLUMN)


def _header(header: Sequence[str | None], new: Sequence[str], column: str) -> tuple[str | None, ...]:
    """The column titles with one more for each new period, after the last column of that kind."""
    begins = column.split("{", 1)[0]
    places = [place for place, title in enumerate(header) if title and begins and title.startswith(begins)]
    if not new or not places:
        return tuple(header)
    after = places[-1] + 1
    return (*header[:after], *(column.format(period=name) for name in new), *header[after:])
