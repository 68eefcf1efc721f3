"""A year's deviations as a person sees them, and the reports of one that nobody has recorded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.audit.prepared import Prepared
from riskbild.followup.deviating import deviating_lineages
from riskbild.followup.models import Deviation, DeviationMeasure
from riskbild.followup.queries.deviation_rows import (
    Again,
    again_of,
    control_of,
    deviation_masks,
    deviations_seen_by,
    period_name,
    those_deviations_seen,
)
from riskbild.followup.queries.seen import masks_of_reports, reports_seen_by, shown
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor, refusal
from riskbild.organisation.roles import Permission
from riskbild.planning.queries.seen import year_for
from riskbild.register.queries.choices import YearSeen, as_seen
from riskbild.register.queries.telling import Shown
from riskbild.rules.deviation import DeviationState
from riskbild.rules.progress import OPEN, Progress
from riskbild.rules.result import DEVIATIONS, Result
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class DeviationLine:
    """One deviation in a list. `again` are those of earlier years, latest first; `due` its next measure's last day."""

    id: UUID
    title: Shown
    severity: Result
    state: DeviationState
    node_id: UUID
    found_on: date
    period: Sentence | None
    control: Shown
    again: Sequence[Again]
    measures: int
    due: date | None


@dataclass(frozen=True)
class UnrecordedReport:
    """A report whose result is a deviation that nobody has recorded yet."""

    id: UUID
    control: Shown
    result: Result
    node_id: UUID
    period: Sentence


@dataclass(frozen=True)
class DeviationList:
    """The deviations of a board's year that the person sees, the most serious first."""

    year: YearSeen
    lines: Sequence[DeviationLine]
    unrecorded: Sequence[UnrecordedReport]
    refusal: Sentence | None


def deviations_of_year(by: Actor, board_year_id: UUID, today: date) -> DeviationList:
    """A year's deviations; at most twelve queries, however many. Raises `Missing`."""
    year = year_for(by, board_year_id, today)
    seen = deviations_seen_by(by, today).filter(municipality_id=year.municipality_id, board_year=year)
    rows = list(seen.select_related("report", "period").order_by("-severity", "-found_on", "pk"))
    rows.sort(key=lambda row: Result(row.severity) is not Result.MAJOR_DEVIATION)
    masks = deviation_masks(by, rows, today)
    return DeviationList(
        year=as_seen(year), lines=_lines(rows, masks, again_of(by, rows, today)),
        unrecorded=_unrecorded(by, board_year_id, year.municipality_id, today),
        refusal=refusal(by, Permission.EDIT_RISK, year.board_id, today=today),
    )  # fmt: skip


_OF_REPORTS = Prepared(
    lambda: Deviation.objects.select_related("report", "period").order_by("found_on", "pk"),
    by=["municipality_id", "report_id__in"],
)


def deviations_of_reports(by: User, report_ids: Iterable[UUID], today: date) -> Mapping[UUID, Sequence[DeviationLine]]:
    """The deviations found in some reports; at most ten queries."""
    every = _OF_REPORTS.rows(by.municipality_id, frozenset(report_ids))
    seen = those_deviations_seen(by, every, today)
    rows = [row for row in every if row.pk in seen]
    lines = _lines(rows, deviation_masks(by, rows, today), again_of(by, rows, today))
    found: dict[UUID, list[DeviationLine]] = {}
    for row, line in zip(rows, lines, strict=True):
        if row.report_id is not None:
            found.setdefault(row.report_id, []).append(line)
    return found


def deviating_in(by: Actor, board_year_id: UUID, today: date) -> frozenset[UUID]:
    """The lineages of the controls of a year that deviated or were not done. Raises `Missing`."""
    return deviating_lineages(year_for(by, board_year_id, today))


_MEASURES = Prepared(
    lambda: DeviationMeasure.objects.order_by("due").values_list("deviation_id", "due", "progress"),
    by=["municipality_id", "deviation_id__in"],
)


def _lines(
    rows: Sequence[Deviation], masks: Mapping[UUID, Sentence], again: Mapping[UUID, Sequence[Again]]
) -> list[DeviationLine]:
    measures: dict[UUID, list[tuple[date, Progress]]] = {}
    keys = frozenset(row.pk for row in rows)
    for key, due, progress in _MEASURES.rows(rows[0].municipality_id, keys) if rows else ():
        measures.setdefault(key, []).append((due, Progress(progress)))
    return [_line(row, masks.get(row.pk), measures.get(row.pk, ()), again.get(row.pk, ())) for row in rows]


def _line(
    row: Deviation, mask: Sentence | None, measures: Sequence[tuple[date, Progress]], again: Sequence[Again]
) -> DeviationLine:
    waiting = [due for due, progress in measures if progress in OPEN]
    return DeviationLine(
        id=row.pk, title=mask or row.title, severity=Result(row.severity), state=DeviationState(row.state),
        node_id=row.node_id, found_on=row.found_on, period=period_name(row), control=control_of(row, mask),
        again=again, measures=len(measures), due=min(waiting, default=None),
    )  # fmt: skip


def _unrecorded(by: Actor, board_year_id: UUID, municipality_id: UUID, today: date) -> list[UnrecordedReport]:
    recorded = Deviation.objects.filter(municipality_id=municipality_id, board_year_id=board_year_id)
    rows = list(
        reports_seen_by(by, today)
        .filter(
            municipality_id=municipality_id, period__municipality_id=municipality_id,
            period__board_year_id=board_year_id, retired=False,
            result__in=DEVIATIONS,
        )
        .exclude(pk__in=recorded.exclude(report=None).values("report_id"))
        .select_related("period").order_by("period__ends", "position")
    )  # fmt: skip
    masks = masks_of_reports(by, rows, today)
    return [
        UnrecordedReport(
            row.pk, shown(row, "activity" if row.activity else "risk_words", masks.get(row.pk, {})), Result(row.result),
            row.node_id, Sentence(row.period.name_sv, row.period.name_en),
        )
        for row in rows
    ]  # fmt: skip
