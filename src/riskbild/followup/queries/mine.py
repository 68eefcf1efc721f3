"""What falls to a person now: everything they are to report, as a list tells of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from riskbild.followup.models import FollowUpPeriod, ReportDraft, ReportHolder
from riskbild.followup.queries.seen import masks_of_reports, stood_in_for
from riskbild.followup.queries.telling import PeriodRef, period_ref, state_on, title_seen
from riskbild.organisation.limit import limit_of
from riskbild.organisation.models import User
from riskbild.register.queries.telling import Shown
from riskbild.rules.period_life import PeriodState
from riskbild.rules.report_state import GIVEN, WAITING, ReportState
from riskbild.rules.reporting import Subject
from riskbild.rules.sentence import Sentence

type _Whose = tuple[PeriodRef, UUID, str, bool]
"""A period, its year, the name of its board, and whether the year is made up."""


@dataclass(frozen=True)
class MyReport:
    """One report that falls to the person. `about` is the risk that a control or a measure is for; `made_up` tells that
    its year is.

    `instead_of` names whom the person stands in for, empty where it is theirs. `handed_on` tells that they have
    delegated it, `begun` that they have written something that is not given yet.
    """

    id: UUID
    version: int
    period: PeriodRef
    board_year_id: UUID
    board: str
    made_up: bool
    subject: Subject
    state: ReportState
    title: Shown
    about: Shown
    instead_of: str
    handed_on: bool
    begun: bool


@dataclass(frozen=True)
class MyReports:
    """Everything of the open periods that falls to one person, in the order of days and of the plan."""

    rows: Sequence[MyReport]

    @property
    def due(self) -> list[MyReport]:
        """What waits for the person."""
        return [row for row in self.rows if row.state in WAITING and not row.handed_on]

    @property
    def optional(self) -> list[MyReport]:
        """What nothing falls due for in the period, and may be reported all the same."""
        return [row for row in self.rows if row.state is ReportState.NOT_EXPECTED and not row.handed_on]

    @property
    def handed(self) -> list[MyReport]:
        """What the person has handed on and that is not given yet."""
        return [row for row in self.rows if row.handed_on and row.state not in GIVEN]

    @property
    def given(self) -> list[MyReport]:
        """What has been given, and can still be changed."""
        return [row for row in self.rows if row.state in GIVEN]


@dataclass(slots=True)
class _Held:
    """A report that falls to somebody, with the columns that a list needs: a hundred of them are read at once."""

    id: UUID
    municipality_id: UUID
    period_id: UUID
    position: int
    version: int
    node_id: UUID
    subject: str
    risk_id: UUID | None
    also_risks: list[str]
    source_id: UUID | None
    expected: bool
    retired: bool
    reported_at: datetime | None
    process: str
    risk_words: str
    activity: str
    person_id: UUID
    person: str
    active: bool
    begun: bool


def my_reports(by: User, today: date, period_id: UUID | None = None) -> MyReports:
    """What falls to the person and to those they stand in for, in open periods; four queries at most.

    Who came by a secret address sees the one period that it opens.
    """
    limit = limit_of(by)
    held = _held(by, stood_in_for(by, today), limit.period_id if limit else period_id)
    # The same report may fall to the person and to somebody they stand in for: then it is their own.
    own = sorted(held, key=lambda one: (one.person_id != by.pk, not one.active))
    rows = list({one.id: one for one in reversed(own)}.values())
    periods = _periods(by, {one.period_id for one in rows})
    masks = masks_of_reports(by, rows, today)
    ordered = sorted(rows, key=lambda one: (periods[one.period_id][0].due, str(one.period_id), one.position))
    return MyReports([_mine(one, by, periods[one.period_id], masks.get(one.id, {}), today) for one in ordered])


def _held(by: User, people: Iterable[UUID], period_id: UUID | None) -> list[_Held]:
    """One query, as plain tuples: to make an object of each row takes three times as long as to read it."""
    rows = ReportHolder.objects.filter(
        municipality_id=by.municipality_id, person_id__in=list(people), period__municipality_id=by.municipality_id,
        period__state=PeriodState.OPEN, period__board_year__closed=False, report__retired=False,
    )  # fmt: skip
    if period_id is not None:
        rows = rows.filter(period_id=period_id)
    draft = ReportDraft.objects.filter(
        municipality_id=by.municipality_id, report_id=OuterRef("report_id"), person_id=by.pk, aside=False
    )
    return [_Held(*row) for row in rows.annotate(begun=Exists(draft)).values_list(*_COLUMNS)]


def _periods(by: User, keys: Iterable[UUID]) -> dict[UUID, _Whose]:
    """The periods with their year and the name of their board; one query, or none."""
    wanted = list(keys)
    if not wanted:
        return {}
    rows = FollowUpPeriod.objects.filter(municipality_id=by.municipality_id, pk__in=wanted)
    told = rows.annotate(board_name=F("board__name"), made_up=F("board_year__sample"))
    return {row.pk: (period_ref(row), row.board_year_id, row.board_name, row.made_up) for row in told}


def _mine(one: _Held, by: User, whose: _Whose, hidden: Mapping[str, Sentence], today: date) -> MyReport:
    period, board_year_id, board, made_up = whose
    subject = Subject(one.subject)
    about: Shown = "" if subject is Subject.RISK else hidden.get("risk_words") or one.risk_words
    return MyReport(
        id=one.id, version=one.version, period=period, board_year_id=board_year_id, board=board, made_up=made_up,
        subject=subject,
        state=state_on(one, period, today), title=title_seen(one, hidden), about=about,
        instead_of="" if one.person_id == by.pk else one.person, handed_on=not one.active, begun=one.begun,
    )  # fmt: skip


_COLUMNS = (
    "report_id", "municipality_id", "period_id", "report__position", "report__version", "report__node_id",
    "report__subject", "report__risk_id", "report__also_risks", "report__source_id", "report__expected",
    "report__retired", "report__reported_at", "report__process", "report__risk_words", "report__activity",
    "person_id", "person__name", "active", "begun",
)  # fmt: skip
