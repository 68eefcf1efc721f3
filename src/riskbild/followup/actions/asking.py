"""Makes a period's rows say what is to be reported in it: adds, changes, retires and takes back, and loses nothing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from riskbild.audit.writing import insert
from riskbild.followup.actions.falling import falls_in, put_holders
from riskbild.followup.models import FollowUpPeriod, Occurrence, Report
from riskbild.followup.subjects import ReportKey, Wanted, followed_plan, wanted_in
from riskbild.organisation.day import day_of
from riskbild.planning.rules_of import setup_of
from riskbild.rules.reporting import Subject

_BATCH = 500


@dataclass(frozen=True)
class Asked:
    """How many reports were added, changed, retired and taken back into the period."""

    added: int = 0
    changed: int = 0
    retired: int = 0
    restored: int = 0


def ask(period: FollowUpPeriod, now: datetime) -> Asked:
    """Brings a period's reports up to date with the plan, the risks and the measures; doing it again changes nothing.

    `period` has been locked, with its year, the year's method, the board and its municipality. What has been reported
    keeps its words; a control that has left the plan keeps its report, as retired; one that comes back takes it up
    again. The caller has asked who may, and records it. Writes in batches: what it costs does not grow by the row.
    """
    plan, any_plan = followed_plan(period.board_year)
    period.plan = plan
    wanted = wanted_in(period, plan, setup_of(period.board_year), any_plan=any_plan)
    standing = _standing(period)
    rows, counts = _put(period, wanted, standing)
    _put_occurrences(period, wanted, rows, fresh=not standing)
    put_holders(rows, falls_in(period, wanted, day_of(now)), fresh=not standing)
    return counts


def _standing(period: FollowUpPeriod) -> dict[ReportKey, Report]:
    rows = Report.objects.select_for_update().filter(municipality_id=period.municipality_id, period=period)
    return {(Subject(row.subject), row.lineage): row for row in rows.order_by("pk")}


def _put(
    period: FollowUpPeriod, wanted: Sequence[Wanted], standing: Mapping[ReportKey, Report]
) -> tuple[dict[ReportKey, Report], Asked]:
    rows: dict[ReportKey, Report] = {}
    new, changed, restored = [], [], 0
    for position, one in enumerate(wanted):
        report = standing.get(one.key)
        if report is None:
            report = Report(municipality_id=period.municipality_id, period=period, board_id=period.board_id)
            new.append(report)
            _describe(report, one, position)
        else:
            restored += report.retired
            if _describe(report, one, position):
                changed.append(report)
        rows[one.key] = report
    gone = [report for key, report in standing.items() if key not in rows and _retire(report)]
    insert(Report, new)
    Report.objects.bulk_update([*changed, *gone], _DESCRIBED, batch_size=_BATCH)
    retired = sum(report.retired for report in gone)
    return rows, Asked(len(new), len(changed) - restored, retired, restored)


def _describe(report: Report, one: Wanted, position: int) -> bool:
    """Puts what is wanted into a report; whether that changed it. What has been reported keeps its words."""
    values = {
        "subject": one.subject.value, "lineage": one.lineage, "node_id": one.node_id, "position": position,
        "expected": one.expected, "retired": False, "measure_id": one.measure_id,
        "source_id": one.source_id, "place": one.place, "risk_id": one.risks[0] if one.risks else None,
        "also_risks": [str(key) for key in one.risks[1:]],
    }  # fmt: skip
    if report.reported_at is None:
        values |= one.words
    else:
        # What a document printed keeps the row that it was printed in.
        values = {name: value for name, value in values.items() if name not in {"source_id", "place"}}
    changed = {name: value for name, value in values.items() if getattr(report, name) != value}
    for name, value in changed.items():
        setattr(report, name, value)
    return bool(changed)


def _retire(report: Report) -> bool:
    """Takes a report out of what is asked for; whether that changed it.

    A measure that is finished is asked about no more, and has left no plan.
    """
    if report.subject == Subject.MEASURE and report.measure_id is not None:
        was, report.expected = report.expected, False
        return was and report.reported_at is None
    was, report.retired = report.retired, True
    return not was


def _put_occurrences(
    period: FollowUpPeriod, wanted: Sequence[Wanted], rows: Mapping[ReportKey, Report], *, fresh: bool
) -> None:
    """Adds the occasions that are missing, and takes out those that no longer are and that nobody has noted."""
    there: dict[UUID, set[date]] = defaultdict(set)
    mine = {"municipality_id": period.municipality_id, "report__municipality_id": period.municipality_id}
    if not fresh:
        asked = {rows[one.key].pk: frozenset(one.dates) for one in wanted}
        surplus = []
        for row in Occurrence.objects.filter(**mine, report__period=period):
            there[row.report_id].add(row.due)
            untouched = row.done_on is None and not row.note
            if untouched and row.due not in asked.get(row.report_id, frozenset({row.due})):
                surplus.append(row.pk)
        Occurrence.objects.filter(municipality_id=period.municipality_id, pk__in=surplus).delete()
    insert(
        Occurrence,
        [
            Occurrence(municipality_id=period.municipality_id, report=rows[one.key], position=position, due=day)
            for one in wanted
            for position, day in enumerate(one.dates)
            if day not in there[rows[one.key].pk]
        ],
    )


_DESCRIBED = [
    "node", "position", "expected", "retired", "measure", "risk", "also_risks", "source", "place", "heading",
    "process", "risk_words", "activity", "method", "role", "frequency",
]  # fmt: skip
