"""What is left of a year before it can close: everything that nobody has explained, in sentences with what to go to."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from riskbild.documents.exchange import DocumentKind
from riskbild.followup.deviating import unexplained
from riskbild.followup.models import BoardReport, Deviation, FollowUpPeriod, Report
from riskbild.followup.queries.deviation_rows import deviation_masks
from riskbild.followup.queries.seen import masks_of_reports
from riskbild.followup.queries.telling import title_seen
from riskbild.followup.ruled import row_for, rows_of, ruled_periods
from riskbild.followup.subjects import followed_plan
from riskbild.organisation.permissions import Actor
from riskbild.planning.queries.seen import year_for
from riskbild.register.models import BoardYear, ImportedDocument
from riskbild.rules.board_report_life import BoardReportState
from riskbild.rules.period_life import PeriodState
from riskbild.rules.sentence import Sentence

MOST_NAMED = 25
"""How many missing reports of a period are named one by one; of more the period tells how many."""


class LeftKind(StrEnum):
    """What is left: which page `Left.id` is a key of."""

    PERIOD = "period"
    REPORT = "report"
    DEVIATION = "deviation"
    YEAR = "year"
    ANNUAL = "annual"


@dataclass(frozen=True)
class Left:
    """One thing that is left before the year can close; `id` is the key of what there is to do it at."""

    kind: LeftKind
    id: UUID
    sentence: Sentence


def left_of_year(by: Actor, board_year_id: UUID, today: date) -> Sequence[Left]:
    """Everything that stands in the way of closing a year, masked for who asks; ten queries. Raises `Missing`.

    A year that nothing has been decided or opened for has nothing to follow up. What came in as a document is as it is:
    its blanks are nobody's to explain any more, and an annual follow-up is the board's report of that year.
    """
    year = year_for(by, board_year_id, today)
    deviations, unrecorded = unexplained(year)
    return [
        *_periods(year), *_reports(by, year, unrecorded, today), *_deviations(by, deviations, today), *_annual(year),
    ]  # fmt: skip


def _periods(year: BoardYear) -> Iterator[Left]:
    """Periods that are still open, and those of the rules that were never opened though there is a plan of ours."""
    rows = rows_of(year.municipality_id, year.pk)
    plan, _ = followed_plan(year)
    unopened = [row_for(year, one) for one in ruled_periods(year) if one.key not in rows]
    planned = plan is not None and not plan.imported
    for row in sorted([*rows.values(), *unopened], key=lambda row: (row.ends, row.starts)):
        name = Sentence(row.name_sv, row.name_en)
        if row.state == PeriodState.OPEN:
            yield Left(LeftKind.PERIOD, row.pk, _OPEN.format(period=name))
        elif row.state == PeriodState.PLANNED and planned:
            yield Left(LeftKind.YEAR, year.pk, _NOT_OPENED.format(period=name))


def _reports(by: Actor, year: BoardYear, unrecorded: Sequence[Report], today: date) -> Iterator[Left]:
    rows = Report.objects.filter(
        municipality_id=year.municipality_id, period__municipality_id=year.municipality_id, period__board_year=year,
        period__imported=False, expected=True, retired=False, reported_at__isnull=True,
    )  # fmt: skip
    missing = list(rows.select_related("period").order_by("period__ends", "position", "pk"))
    periods = FollowUpPeriod.objects.filter(municipality_id=year.municipality_id, board_year=year).in_bulk()
    masks = masks_of_reports(by, [*missing, *unrecorded], today)
    kinds = ((missing, _NOT_GIVEN, _MANY_NOT_GIVEN), (unrecorded, _NOT_RECORDED, _MANY_NOT_RECORDED))
    for found, sentence, many in kinds:
        counts = Counter(row.period_id for row in found)
        for row in found:
            period = periods[row.period_id]
            told = {"title": title_seen(row, masks.get(row.pk, {})), "period": Sentence(period.name_sv, period.name_en)}
            if counts[period.pk] <= MOST_NAMED:
                yield Left(LeftKind.REPORT, row.pk, sentence.format(**told))
        for key, count in counts.items():
            if count > MOST_NAMED:
                name = Sentence(periods[key].name_sv, periods[key].name_en)
                yield Left(LeftKind.PERIOD, key, many.format(count=count, period=name))


def _deviations(by: Actor, found: Sequence[Deviation], today: date) -> Iterator[Left]:
    masks = deviation_masks(by, found, today)
    for row in found:
        yield Left(LeftKind.DEVIATION, row.pk, _UNEXPLAINED.format(title=masks.get(row.pk) or row.title))


def _annual(year: BoardYear) -> Iterator[Left]:
    mine = {"municipality_id": year.municipality_id, "board_year": year}
    if BoardReport.objects.filter(**mine, key="", state=BoardReportState.ADOPTED).exists():
        return
    plan, _ = followed_plan(year)
    opened = FollowUpPeriod.objects.filter(**mine).exclude(state=PeriodState.PLANNED)
    if (plan is None or plan.imported) and not opened.filter(imported=False).exists():
        return
    printed = ImportedDocument.objects.filter(**mine, kind=DocumentKind.ANNUAL_FOLLOW_UP.value, withdrawn_at=None)
    if not printed.exists():
        yield Left(LeftKind.ANNUAL, year.pk, _NO_ANNUAL)


_OPEN = Sentence("{period} är öppen för rapportering.", "{period} is open for reporting.")
_NOT_OPENED = Sentence("{period} har aldrig öppnats.", "{period} has never been opened.")
_NOT_GIVEN = Sentence(
    "”{title}” är inte rapporterad för {period}, och ingen har sagt varför.",
    "“{title}” has not been reported for {period}, and nobody has said why.",
)
_MANY_NOT_GIVEN = Sentence(
    "{count} rapporter saknas för {period}, och ingen har sagt varför.",
    "{count} reports are missing for {period}, and nobody has said why.",
)
_MANY_NOT_RECORDED = Sentence(
    "{count} rapporter för {period} visar avvikelser som inte är registrerade.",
    "{count} reports for {period} show deviations that have not been recorded.",
)
_NOT_RECORDED = Sentence(
    "”{title}” avvek i {period}, men avvikelsen är inte registrerad.",
    "“{title}” deviated in {period}, but the deviation has not been recorded.",
)
_UNEXPLAINED = Sentence(
    "Avvikelsen ”{title}” har varken åtgärd eller motiverad acceptans.",
    "The deviation “{title}” has neither a measure nor a reasoned acceptance.",
)
_NO_ANNUAL = Sentence(
    "Nämnden har inte beslutat om helårsrapporten.", "The board has not decided on the annual report."
)
