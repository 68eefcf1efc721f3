"""What a document prints of its follow-up: a status text a control and period, or an answer and a comment a risk."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

from riskbild.documents.exchange import DocumentKind
from riskbild.followup.models import FollowUpPeriod
from riskbild.followup.ruled import LONGEST_KEY, LONGEST_PRINTED, row_for, unruled
from riskbild.register.models import BoardYear, ImportedRow
from riskbild.rules.period import Period, PeriodScheme
from riskbild.rules.period_text import read_period
from riskbild.rules.reporting import OnPlan

FOLLOW_UPS = frozenset({DocumentKind.INTERIM_FOLLOW_UP, DocumentKind.ANNUAL_FOLLOW_UP})
_WITH_CONTROLS = FOLLOW_UPS | {DocumentKind.CONTROL_PLAN, DocumentKind.RISK_PROFILE_AND_PLAN}


@dataclass(frozen=True)
class PrintedControl:
    """One control of a row with the text that is printed for each period, in the document's order."""

    row: ImportedRow
    place: int
    cells: Mapping[str, Any]

    @property
    def statuses(self) -> Mapping[str, str | None]:
        """The printed texts by the period's printed name."""
        return self.cells.get("status") or {}


@dataclass(frozen=True)
class PrintedRisk:
    """One risk with what its row says of how it goes."""

    row: ImportedRow
    on_plan: OnPlan | None
    comment: str
    result: str


def printed_controls(kind: str, rows: Sequence[ImportedRow]) -> list[PrintedControl]:
    """The controls of a document that has a status column, all of them, also where a cell is empty."""
    if kind not in _WITH_CONTROLS:
        return []
    found = [PrintedControl(row, place, cells) for row in rows for place, cells in enumerate(_controls(row))]
    return [one for one in found if one.statuses]


def printed_risks(kind: str, rows: Sequence[ImportedRow]) -> Iterator[PrintedRisk]:
    """The risks of a follow-up whose rows themselves say how it goes."""
    for row in rows if kind in FOLLOW_UPS else ():
        risk = row.risk
        if row.part == "rows" and risk is not None and (risk.follows_plan is not None or risk.comment or risk.result):
            answer = None if risk.follows_plan is None else OnPlan.YES if risk.follows_plan else OnPlan.NO
            yield PrintedRisk(row, answer, risk.comment, risk.result)


def _controls(row: ImportedRow) -> Sequence[Mapping[str, Any]]:
    controls: Sequence[Mapping[str, Any]] | None = row.risk.controls if row.risk else row.cells.get("controls")
    return controls or ()


class PrintedPeriods:
    """The periods that a document names, as rows: those of the year's rules, else periods of the document's own."""

    def __init__(self, year: BoardYear, scheme: PeriodScheme, standing: Mapping[str, FollowUpPeriod]) -> None:
        """Takes the year, its periods, and the rows that are there by their keys."""
        self._year, self._scheme = year, scheme
        self._rows = dict(standing)
        self.new: list[FollowUpPeriod] = []
        self.used: dict[UUID, FollowUpPeriod] = {}

    def named(self, printed: str) -> FollowUpPeriod:
        """The period that a column names ("T1 2022")."""
        read = read_period(printed, year=self._year.year, scheme=self._scheme)
        return self._row(read if read and read.year == self._year.year else None, printed)

    def of_document(self, kind: str, title: str) -> FollowUpPeriod:
        """The period of a document that names none at its rows: the year, or what its title says.

        An interim follow-up that does not say which is a period of its own.
        """
        read = next(filter(None, (self._read(word) for word in _phrases(title))), None)
        if read is None and kind == DocumentKind.ANNUAL_FOLLOW_UP:
            read = self._read("helår")
        return self._row(read, "" if read else _INTERIM)

    def _read(self, text: str) -> Period | None:
        read = read_period(text, year=self._year.year, scheme=self._scheme)
        return read if read and read.year == self._year.year else None

    def _row(self, read: Period | None, printed: str) -> FollowUpPeriod:
        key = read.key if read else printed[:LONGEST_KEY]
        row = self._rows.get(key)
        if row is None:
            row = row_for(self._year, read) if read else unruled(self._year, printed[:LONGEST_KEY])
            row.printed = printed[:LONGEST_PRINTED] or row.printed
            self._rows[key] = row
            self.new.append(row)
        self.used[row.pk] = row
        return row


def _phrases(title: str) -> Iterator[str]:
    """A title's words, one and two at a time: "Helårsuppföljning", "tertial 1"."""
    words = title.replace(",", " ").replace("–", " ").split()
    yield from (f"{one} {two}" for one, two in pairwise(words) if two.isdigit() and len(two) == 1)
    yield from (word for word in words if not word.isdigit())


_INTERIM = "Delårsuppföljning"
