"""One deviation as a person sees it, with all that has come of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.audit.prepared import Prepared
from riskbild.followup.deviating import rules_of_year
from riskbild.followup.models import Deviation, DeviationMeasure, DeviationNotice
from riskbild.followup.queries.deviation_rows import (
    Again,
    again_of,
    control_of,
    deviation_for,
    deviation_masks,
    period_name,
    refusal_to_handle,
)
from riskbild.followup.queries.seen import masks_of_reports, report_for, shown
from riskbild.organisation.conflict import reached
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, refusal
from riskbild.organisation.queries import names_of
from riskbild.organisation.roles import Permission
from riskbild.planning.queries.seen import year_for
from riskbild.register.actions.taking import year_closed
from riskbild.register.queries.choices import YearSeen, as_seen
from riskbild.register.queries.telling import Shown
from riskbild.rules.deviation import SEVERITIES, DeviationState, criterion_of
from riskbild.rules.duties import Told
from riskbild.rules.progress import Progress
from riskbild.rules.result import Result
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class MeasureSeen:
    """A measure against a deviation."""

    id: UUID
    version: int
    text: Shown
    owner: str
    person_id: UUID | None
    person: str
    due: date
    progress: Progress
    note: Shown
    refusal: Sentence | None


@dataclass(frozen=True)
class NoticeSeen:
    """Somebody who was told at once, or, with no name, that nobody was found to tell."""

    told: Told
    name: str
    on: date | None


@dataclass(frozen=True)
class DeviationSeen:
    """A deviation with everything on its page. The refusals say why the person may not, None where they may.

    `may_change` is about what it says, which its year's closing ends; `may_handle` about what is done about it.
    """

    id: UUID
    version: int
    year: YearSeen
    node_id: UUID
    report_id: UUID | None
    sample_id: UUID | None
    period: Sentence | None
    control: Shown
    title: Shown
    description: Shown
    cause: Shown
    severity: Result
    criterion: str
    found_on: date
    found_by: str
    state: DeviationState
    outcome: Shown
    ended_by: str
    ended_on: date | None
    measures: Sequence[MeasureSeen]
    notices: Sequence[NoticeSeen]
    again: Sequence[Again]
    secret: bool
    may_change: Sentence | None
    may_handle: Sentence | None
    may_decide: Sentence | None


_OF_DEVIATION = ["municipality_id", "deviation_id"]
_MEASURES = Prepared(lambda: DeviationMeasure.objects.order_by("due"), by=_OF_DEVIATION)
_NOTICES = Prepared(
    lambda: DeviationNotice.objects.select_related("person").order_by("told_at", "pk"), by=_OF_DEVIATION
)


def deviation_seen_by(by: Actor, deviation_id: UUID, today: date) -> DeviationSeen:
    """A deviation and all that has come of it; some fifteen queries. Raises `Missing`."""
    row = deviation_for(by, deviation_id, today, "report", "period", "board_year__method", "board__municipality")
    mask = deviation_masks(by, [row], today).get(row.pk)
    handle = refusal_to_handle(by, row, today)
    measures = _MEASURES.rows(row.municipality_id, row.pk)
    names = _names(row, measures)
    return DeviationSeen(
        id=row.pk, version=row.version, year=as_seen(row.board_year), node_id=row.node_id, report_id=row.report_id,
        sample_id=row.sample_id, period=period_name(row), control=control_of(row, mask), title=mask or row.title,
        description=mask or row.description, cause=mask or row.cause, severity=Result(row.severity),
        criterion=row.criterion, found_on=row.found_on, found_by=names.get(row.found_by_id or row.pk, ""),
        state=DeviationState(row.state), outcome=mask or row.outcome, ended_by=names.get(row.ended_by_id or row.pk, ""),
        ended_on=day_of(row.ended_at) if row.ended_at else None,
        measures=[_measure(by, one, names, mask, handle) for one in measures], notices=_notices(row),
        again=again_of(by, [row], today).get(row.pk, ()), secret=mask is not None,
        may_change=handle or (year_closed(row.board_year) if row.board_year.closed else None), may_handle=handle,
        may_decide=refusal(by, Permission.RESPOND, row.node_id, today=today),
    )  # fmt: skip


def _measure(
    by: Actor, one: DeviationMeasure, names: Mapping[UUID, str], mask: Sentence | None, handle: Sentence | None
) -> MeasureSeen:
    return MeasureSeen(
        id=one.pk, version=one.version, text=mask or one.text, owner=one.owner, person_id=one.person_id,
        person=names.get(one.person_id or one.pk, ""), due=one.due,
        progress=Progress(one.progress), note=mask or one.note,
        refusal=None if one.person_id and one.person_id == by.id else handle,
    )  # fmt: skip


def _names(row: Deviation, measures: Sequence[DeviationMeasure]) -> dict[UUID, str]:
    keys = {row.found_by_id, row.ended_by_id, *(one.person_id for one in measures)} - {None}
    return names_of(row.municipality_id, [key for key in keys if key])


def _notices(row: Deviation) -> list[NoticeSeen]:
    rows = _NOTICES.rows(row.municipality_id, row.pk)
    told = [NoticeSeen(Told(one.told), one.person.name, day_of(one.told_at)) for one in rows]
    if Result(row.severity) is not Result.MAJOR_DEVIATION:
        return told
    reached = {one.told for one in told}
    wanted = rules_of_year(row.board_year).told
    return [*told, *(NoticeSeen(one, "", None) for one in Told if one in wanted and one not in reached)]


@dataclass(frozen=True)
class ReportFound:
    """The report that a deviation is to be recorded in: its year, unit and control, and what its result suggests."""

    board_year_id: UUID
    node_id: UUID
    control: Shown
    result: Result | None
    criteria: Mapping[Result, Sentence]
    sample: bool


def report_found(by: Actor, report_id: UUID, today: date) -> ReportFound:
    """What the form for a deviation in a report begins with. Raises `Missing`."""
    row = report_for(by, report_id, today, "period__board_year__method")
    masks = masks_of_reports(by, [row], today).get(row.pk, {})
    own = rules_of_year(row.period.board_year).criteria
    return ReportFound(
        board_year_id=row.period.board_year_id, node_id=row.node_id,
        control=shown(row, "activity" if row.activity else "risk_words", masks),
        result=Result(row.result) if row.result else None,
        criteria={severity: criterion_of(severity, own) for severity in SEVERITIES},
        sample=row.period.board_year.sample,
    )  # fmt: skip


def criteria_of(by: Actor, deviation_id: UUID, today: date) -> dict[Result, Sentence]:
    """The written criteria of the year that a deviation is of. Raises `Missing`."""
    own = rules_of_year(deviation_for(by, deviation_id, today, "board_year__method").board_year).criteria
    return {severity: criterion_of(severity, own) for severity in SEVERITIES}


def criteria_of_year(by: Actor, board_year_id: UUID, today: date) -> dict[Result, Sentence]:
    """The written criteria of each severity for a year: the municipality's own words, else the general ones."""
    own = rules_of_year(year_for(by, board_year_id, today)).criteria
    return {severity: criterion_of(severity, own) for severity in SEVERITIES}


def deviation_of_measure(by: Actor, measure_id: UUID, today: date) -> UUID:
    """The deviation that a measure is against. Raises `Missing`."""
    return deviation_for(by, reached(DeviationMeasure, by, measure_id).deviation_id, today).pk
