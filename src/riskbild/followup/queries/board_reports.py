"""A board's reports as a person sees them: drafts with today's numbers, the others as they were put forward."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.audit.prepared import Prepared
from riskbild.documents.layout.placeholders import COUNTS
from riskbild.followup.models import BoardReport, FollowUpPeriod, Report
from riskbild.followup.models.board_report import DecidedReport
from riskbild.followup.queries.seen import masks_of_reports
from riskbild.followup.report_content import content_of
from riskbild.followup.report_steps import OF_DECISION, findings_of, written_in
from riskbild.followup.report_texts import unknown_in
from riskbild.organisation.access import access_of
from riskbild.organisation.conflict import NOT_FOUND, reached
from riskbild.organisation.permissions import Actor, may, refusal
from riskbild.organisation.roles import Permission
from riskbild.planning.freezing import is_whole, thawed
from riskbild.planning.queries.seen import reads_under, year_for
from riskbild.register.actions.taking import year_closed
from riskbild.register.models import BoardYear
from riskbild.register.queries.seen import mask_of
from riskbild.rules import board_report_life
from riskbild.rules.board_report import Written
from riskbild.rules.board_report_life import DECIDED, MOVES, BoardReportState, BoardReportStep
from riskbild.rules.conclusion import Conclusion
from riskbild.rules.finding import Finding
from riskbild.rules.period_life import PeriodState
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence

type Steps = Mapping[BoardReportStep, Sentence | None]
"""Why each step cannot be taken by the person, None for those that can."""


@dataclass(frozen=True)
class ReportListed:
    """One version of a report in a list. `period_id` is None for the annual one."""

    id: UUID
    period_id: UUID | None
    number: int
    state: BoardReportState
    conclusion: Conclusion | None
    decided_on: date | None
    paragraph: str


@dataclass(frozen=True)
class Occasion:
    """What there is a report of in a year: a period that has been opened, or the year (`period_id` None).

    `refusal`: why the person cannot begin one now. `reports` are the versions that the person sees, the latest first.
    """

    period_id: UUID | None
    name: Sentence
    reports: Sequence[ReportListed]
    refusal: Sentence | None


@dataclass(frozen=True)
class ReportSeen:
    """A report. `data` is its content (`riskbild-board-report/1`), masked where the person must not read.

    `whole` tells that a stored copy still has its checksum, `masked` that something is hidden. `open_figures` are the
    numbers that the texts name or somebody has stated and the data cannot give.
    """

    id: UUID
    version: int
    node_id: UUID
    board_year_id: UUID | None
    board: str
    year: int
    number: int
    period: Sentence | None
    state: BoardReportState
    written: Written
    data: Mapping[str, Any]
    findings: Sequence[Finding]
    open_figures: Sequence[str]
    steps: Steps
    reason: str
    proposed_at: datetime | None
    sha256: str
    whole: bool
    masked: bool


_OF_YEAR = ["municipality_id", "board_year_id"]
_OPENED = Prepared(
    lambda: FollowUpPeriod.objects.exclude(state=PeriodState.PLANNED).order_by("ends", "starts", "key"), by=_OF_YEAR
)
_BY_NUMBER = Prepared(lambda: BoardReport.objects.defer("content").order_by("-number"), by=_OF_YEAR)


def reports_of_year(by: Actor, board_year_id: UUID, today: date) -> Sequence[Occasion]:
    """The year and its opened periods, each with its reports; three queries. Raises `Missing`."""
    year = year_for(by, board_year_id, today)
    drafts = may(by, Permission.READ, year.board_id, today=today)
    rows = _BY_NUMBER.rows(year.municipality_id, year.pk)
    seen = [row for row in rows if drafts or BoardReportState(row.state) in DECIDED]
    opened = _OPENED.rows(year.municipality_id, year.pk)
    occasions = [(one.pk, one.key, Sentence(one.name_sv, one.name_en)) for one in opened]
    found = []
    for period_id, key, name in [*occasions, (None, "", _ANNUAL)]:
        mine = [_listed(row) for row in seen if row.key == key]
        found.append(Occasion(period_id, name, mine, _begin(by, year, mine, today)))
    return found


def board_report_seen_by(by: Actor, report_id: UUID, today: date) -> ReportSeen:
    """A report: a decided one for who reads something under the board, else for who reads at it. Raises `Missing`."""
    row = _row(by, report_id, today)
    content = thawed(row.content) if row.content else content_of(row, today)
    shown, masked = _masked(by, row.municipality_id, content, today)
    period = Sentence(row.period.name_sv, row.period.name_en) if row.period else None
    closed = year_closed(row.board_year) if row.board_year.closed else None
    return seen_as(
        row, content, shown, masked=masked, period=period, board_year_id=row.board_year_id,
        steps=steps_of(by, row, today, closed=closed),
    )  # fmt: skip


def report_for_document(by: Actor, board_year_id: UUID, today: date, *, annual: bool) -> ReportSeen | None:
    """What a published follow-up tells: the report in force, else the latest one being written that the person sees.

    Of interim reports it is the latest period's. Three queries and those of the report itself.
    """
    year = year_for(by, board_year_id, today)
    drafts = may(by, Permission.READ, year.board_id, today=today)
    rows = BoardReport.objects.filter(municipality_id=year.municipality_id, board_year=year, period__isnull=annual)
    found = rows.exclude(state=BoardReportState.REPLACED).order_by("-period__ends", "-number")
    listed = [row for row in found.defer("content") if drafts or row.state == BoardReportState.ADOPTED]
    chosen = next((row for row in listed if row.state == BoardReportState.ADOPTED), next(iter(listed), None))
    return board_report_seen_by(by, chosen.pk, today) if chosen else None


def decided_report_bytes(by: Actor, report_id: UUID, today: date) -> bytes:
    """The frozen report as it is stored, for who reads every secret of it. Raises `Missing`."""
    row = _row(by, report_id, today)
    if BoardReportState(row.state) not in DECIDED or _masked(by, row.municipality_id, thawed(row.content), today)[1]:
        raise Missing(NOT_FOUND)
    return row.content.encode()


def seen_as(
    row: DecidedReport, content: Mapping[str, Any], shown: Mapping[str, Any], *, masked: bool, steps: Steps,
    period: Sentence | None = None, board_year_id: UUID | None = None,
) -> ReportSeen:  # fmt: skip
    """The row and its content as pages show them; `shown` is the content masked."""
    state, written = BoardReportState(row.state), written_in(row)
    named = unknown_in((one.text for one in written.sections), {**content["figures"], **_no_counts(content)})
    open_figures = [name for name in (*named, *(one.name for one in written.stated)) if name in COUNTS]
    return ReportSeen(
        id=row.pk, version=row.version, node_id=row.board_id, board_year_id=board_year_id, board=row.board.name,
        year=row.year, number=row.number, period=period, state=state, written=written, data=shown,
        findings=findings_of(row, content) if state not in DECIDED else (),
        open_figures=list(dict.fromkeys(open_figures)), steps=steps, reason=row.reason, proposed_at=row.proposed_at,
        sha256=row.sha256, whole=not row.content or is_whole(row.content, row.sha256), masked=masked,
    )  # fmt: skip


def steps_of(by: Actor, row: DecidedReport, today: date, *, closed: Sentence | None = None) -> Steps:
    """Why each step cannot be taken by the person from where the report stands."""
    state = BoardReportState(row.state)
    return {
        step: closed
        or board_report_life.refusal(state, step)
        or refusal(by, Permission(MOVES[state][step].permission), row.board_id, today=today)
        for step in BoardReportStep
        if step is not BoardReportStep.REPLACE
    }


def _no_counts(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """What texts may fill in beside numbers; the decision's own words come with it."""
    facts = {name: value for name, value in content["values"].items() if name not in COUNTS}
    return {**dict.fromkeys(OF_DECISION, "-"), **facts}


def _row(by: Actor, report_id: UUID, today: date) -> BoardReport:
    row = reached(BoardReport, by, report_id, "board_year__method", "board__municipality", "period")
    if not _sees(by, row, today):
        raise Missing(NOT_FOUND)
    return row


def _sees(by: Actor, row: BoardReport, today: date) -> bool:
    if BoardReportState(row.state) in DECIDED:
        return reads_under(by, row.board_id, today)
    return may(by, Permission.READ, row.board_id, today=today)


def _listed(row: BoardReport) -> ReportListed:
    return ReportListed(
        id=row.pk, period_id=row.period_id, number=row.number, state=BoardReportState(row.state),
        conclusion=Conclusion(row.conclusion) if row.conclusion else None, decided_on=row.decided_on,
        paragraph=row.paragraph,
    )  # fmt: skip


def _begin(by: Actor, year: BoardYear, reports: Sequence[ReportListed], today: date) -> Sentence | None:
    if year.closed:
        return year_closed(year)
    if any(one.state not in DECIDED for one in reports):
        return _UNDER_WAY
    return refusal(by, Permission.EDIT_PLAN, year.board_id, today=today)


_REPORTS = Prepared(Report.objects.all, by=["municipality_id", "id__in"])


def _masked(by: Actor, municipality_id: UUID, content: Mapping[str, Any], today: date) -> tuple[dict[str, Any], bool]:
    """What was secret when it was put forward and what has been marked since, hidden from who must not read it."""
    if isinstance(by, Operator):
        return dict(content), False
    reads = access_of(by, today).at(Permission.READ_SECRET)
    keys = [one["report"] for one in (*content["rows"], *content["deviations"]) if one["report"]]
    keys += [one["before"]["report"] for one in content["rows"] if one["before"]]
    reports = _REPORTS.rows(municipality_id, frozenset(keys))
    now = {str(key): masks for key, masks in masks_of_reports(by, reports, today).items()}
    rows = [_masked_row(one, now, reads) for one in content["rows"]]
    deviations = [_masked_deviation(one, now, reads) for one in content["deviations"]]
    shown = {**content, "rows": rows, "deviations": deviations}
    return shown, shown["rows"] != content["rows"] or shown["deviations"] != content["deviations"]


def _hidden(one: Mapping[str, Any], masks: Mapping[str, Sentence], reads: frozenset[UUID]) -> dict[str, Sentence]:
    then = {} if UUID(one["node"]) in reads else {name: mask_of(text) for name, text in one["secrecy"].items()}
    return {**then, **masks}


def _masked_row(
    one: Mapping[str, Any], now: Mapping[str, Mapping[str, Sentence]], reads: frozenset[UUID]
) -> dict[str, Any]:
    before = one["before"]
    masks = _hidden(one, {**(now.get(before["report"], {}) if before else {}), **now.get(one["report"], {})}, reads)
    shown = _without(one, masks)
    return {**shown, "before": _without(before, masks) if before else None}


def _without(one: Mapping[str, Any], masks: Mapping[str, Sentence]) -> dict[str, Any]:
    hidden = {**masks, **({"printed": masks["status_text"]} if "status_text" in masks else {})}
    return {**one, **{name: mask for name, mask in hidden.items() if one.get(name)}}


def _masked_deviation(
    one: Mapping[str, Any], now: Mapping[str, Mapping[str, Sentence]], reads: frozenset[UUID]
) -> dict[str, Any]:
    masks: list[Sentence] = list(now.get(one["report"] or "", {}).values())
    if one["secrecy"] and UUID(one["node"]) not in reads:
        masks.append(mask_of(one["secrecy"]))
    if not masks:
        return dict(one)
    texts = {name: masks[0] for name in ("title", "description", "cause", "outcome") if one[name]}
    return {**one, **texts, "measures": [{**measure, "text": masks[0]} for measure in one["measures"]]}


_ANNUAL = Sentence("Helåret", "The whole year")
_UNDER_WAY = Sentence("Rapporten är redan påbörjad.", "The report has already been begun.")
