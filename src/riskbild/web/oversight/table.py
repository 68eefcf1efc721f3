"""The table of the oversight: a line for each body and year, a cell for each duty, where each leads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from riskbild.organisation.kinds import KIND_LABELS
from riskbild.oversight.queries import BodyRow, DutyCell, OversightSeen
from riskbild.rules.duties import Duty, DutyStatus
from riskbild.rules.sentence import Sentence
from riskbild.web.address import addresses


@dataclass(frozen=True)
class Line:
    """One body's year as it is drawn: `page` is its plan's page, `plan` the version that is counted.

    `share` is the unscored part in whole percent; the addresses are empty where there is nothing to show yet.
    """

    row: BodyRow
    page: str
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


def years_of(seen: OversightSeen) -> list[Year]:
    """The years in the order asked for, each with its own columns: rule sets differ from one year to another."""
    pages = _Pages(addresses("plan"), addresses("plan_version"), reverse("register"))
    return [_year(seen, year, pages) for year in seen.years]


@dataclass(frozen=True)
class _Pages:
    """The addresses that lines lead to, by key."""

    year: Callable[[UUID], str]
    plan: Callable[[UUID], str]
    register: str


def _year(seen: OversightSeen, year: int, pages: _Pages) -> Year:
    duties = seen.duties[year]
    rows = [row for row in seen.rows if row.year == year]
    return Year(
        year=year, duties=duties, lines=[_line(row, duties, pages) for row in rows],
        late_bodies=sum(row.late > 0 for row in rows), adopted=sum(row.adopted_on is not None for row in rows),
    )  # fmt: skip


def _line(row: BodyRow, duties: Sequence[Duty], pages: _Pages) -> Line:
    share = row.unscored_share
    register = f"{pages.register}?year={row.year}&node={row.node_id}"
    return Line(
        row=row, page=pages.year(row.board_year_id) if row.board_year_id else "", kind=KIND_LABELS[row.kind],
        share=None if share is None else round(100 * share),
        register=register if row.board_year_id else "", unscored=f"{register}&unscored=1" if row.unscored else "",
        plan=pages.plan(row.plan_id) if row.plan_id else "",
        cells=[row.duties.get(duty.key) for duty in duties],
    )  # fmt: skip


SIGNS: dict[DutyStatus, tuple[str, str]] = {
    DutyStatus.DONE: ("success", "check"),
    DutyStatus.LATE: ("danger", "alert"),
    DutyStatus.DUE: ("", ""),
}
"""The tone and the sign of a duty's status; its word stands beside."""
