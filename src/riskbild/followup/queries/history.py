"""One control, measure or risk through its periods and years, and what keeps deviating."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.followup.models import Report
from riskbild.followup.queries.seen import masks_of_reports, reports_seen_by
from riskbild.followup.queries.telling import PeriodRef, Said, period_ref, said_in, state_on, status_lines, title_seen
from riskbild.organisation.conflict import within_reach
from riskbild.organisation.permissions import Actor
from riskbild.planning.models import Plan
from riskbild.planning.queries.seen import newest_item, year_for
from riskbild.register.queries.telling import Shown
from riskbild.rules.refusal import Missing
from riskbild.rules.report_state import ReportState
from riskbild.rules.reporting import Subject
from riskbild.rules.result import NOT_IN_ORDER
from riskbild.rules.sentence import Sentence
from riskbild.rules.status_lines import StatusLine


@dataclass(frozen=True)
class HistoryEntry:
    """What one period said of the thing; `lines` are those of its status, beside the frequencies."""

    report_id: UUID
    board_year_id: UUID
    period: PeriodRef
    subject: Subject
    title: Shown
    state: ReportState
    said: Said
    lines: Sequence[StatusLine]


@dataclass(frozen=True)
class Recurring:
    """A control that deviates again: `entries` are its deviating periods, the earliest first, over the years."""

    lineage: UUID
    title: Shown
    entries: Sequence[HistoryEntry]

    @property
    def years(self) -> list[int]:
        """The years in which it has deviated."""
        return sorted({entry.period.year for entry in self.entries})


def history_of(by: Actor, lineage: UUID, today: date) -> Sequence[HistoryEntry]:
    """Everything that has been asked of one thing and said of it, the earliest period first; three queries.

    Raises `Missing` where the person sees nothing of it.
    """
    rows = _in_order(by, today, lineage__in=[lineage])
    if not rows:
        raise Missing
    masks = masks_of_reports(by, rows, today)
    return [_entry(row, masks.get(row.pk, {}), today) for row in rows]


def never_asked(by: Actor, lineage: UUID, today: date) -> tuple[UUID, UUID]:
    """The (plan, item) of a control that no period has asked about yet, as the person sees it.

    A control that is common to all boards has been asked about only where this board has been. Raises `Missing` for
    one that has been asked about: what was said of it is then for others.
    """
    plan_id, item_id = newest_item(by, lineage, today)
    boards = within_reach(Plan.objects.filter(pk=plan_id), by).values("board_id")
    if within_reach(Report.objects.filter(lineage=lineage, period__board_id__in=boards), by).exists():
        raise Missing
    return plan_id, item_id


def recurring(by: Actor, board_year_id: UUID, today: date) -> Sequence[Recurring]:
    """What has deviated in the year and also in another period, this year or before; most often first. Five queries.

    That the same deviation comes back every year without a measure is what auditors find. Raises `Missing`.
    """
    year = year_for(by, board_year_id, today)
    deviating = [result.value for result in NOT_IN_ORDER]
    now = reports_seen_by(by, today).filter(
        municipality_id=year.municipality_id, period__municipality_id=year.municipality_id,
        period__board_year=year, result__in=deviating,
    )  # fmt: skip
    lineages = set(now.values_list("lineage", flat=True))
    rows = _in_order(by, today, lineage__in=list(lineages), result__in=deviating) if lineages else []
    masks = masks_of_reports(by, rows, today)
    found: dict[UUID, list[HistoryEntry]] = defaultdict(list)
    for row in rows:
        if row.period.year <= year.year:
            found[row.lineage].append(_entry(row, masks.get(row.pk, {}), today))
    again = [Recurring(key, entries[-1].title, entries) for key, entries in found.items() if len(entries) > 1]
    return sorted(again, key=lambda one: (-len(one.entries), str(one.lineage)))


def _in_order(by: Actor, today: date, **which: object) -> list[Report]:
    rows = reports_seen_by(by, today).filter(**which).select_related("period__board_year__method")
    return list(rows.order_by("period__ends", "period__starts", "pk"))


def _entry(row: Report, hidden: Mapping[str, Sentence], today: date) -> HistoryEntry:
    said = said_in(row, hidden)
    return HistoryEntry(
        report_id=row.pk, board_year_id=row.period.board_year_id, period=period_ref(row.period),
        subject=Subject(row.subject), title=title_seen(row, hidden), state=state_on(row, row.period, today),
        said=said, lines=status_lines(row, said, hidden),
    )  # fmt: skip
