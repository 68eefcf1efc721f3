"""The table of the oversight: a line for each body and year, a cell for each duty, where each leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from riskbild.organisation.kinds import KIND_LABELS
from riskbild.oversight.queries import BodyRow, DutyCell, OversightSeen
from riskbild.rules.duties import Duty, DutyStatus
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class Line:
    """One body's year as it is drawn. `share` is the unscored part in whole percent; the addresses are empty where
    there is nothing to show yet."""

    row: BodyRow
    kind: Sentence
    share: int | None
    register: str
    unscored: str
    plan: str
    cells: Sequence[DutyCell | None]


@dataclass(frozen=True)
class Year:
    """A year's part of the table: its columns of duties, its lines, and how they stand together."""

    year: int
    duties: Sequence[Duty]
    lines: Sequence[Line]
    late_bodies: int
    adopted: int
    with_plan: int


def years_of(seen: OversightSeen) -> list[Year]:
    """The years in the order asked for, each with its own columns: rule sets differ from one year to another."""
    return [_year(seen, year) for year in seen.years]


def _year(seen: OversightSeen, year: int) -> Year:
    duties = seen.duties[year]
    rows = [row for row in seen.rows if row.year == year]
    return Year(
        year=year, duties=duties, lines=[_line(row, duties) for row in rows],
        late_bodies=sum(row.late > 0 for row in rows), adopted=sum(row.adopted_on is not None for row in rows),
        with_plan=sum(row.plan_id is not None for row in rows),
    )  # fmt: skip


def _line(row: BodyRow, duties: Sequence[Duty]) -> Line:
    share = row.unscored_share
    return Line(
        row=row, kind=KIND_LABELS[row.kind], share=None if share is None else round(100 * share),
        register=_register(row) if row.board_year_id else "",
        unscored=_register(row, unscored="1") if row.unscored else "",
        plan=reverse("plan_version", args=[row.plan_id]) if row.plan_id else "",
        cells=[row.duties.get(duty.key) for duty in duties],
    )  # fmt: skip


def _register(row: BodyRow, **narrowed: str) -> str:
    return f"{reverse('register')}?{urlencode({'year': str(row.year), 'node': str(row.node_id), **narrowed})}"


SIGNS: dict[DutyStatus, tuple[str, str]] = {
    DutyStatus.DONE: ("success", "check"),
    DutyStatus.LATE: ("danger", "alert"),
    DutyStatus.DUE: ("", ""),
}
"""The tone and the sign of a duty's status; its word stands beside."""
