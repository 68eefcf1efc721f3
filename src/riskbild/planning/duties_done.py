"""When the duties of boards' years were done, as far as the system can see it, and what people have marked."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Max, Min

from riskbild.audit.prepared import Prepared
from riskbild.organisation.day import day_of
from riskbild.planning.models import CommonControl, DutyMark, Plan, PlanDecision
from riskbild.register.models import Analysis
from riskbild.rules.duties import Duty, DutyKind

type BoardYearKey = tuple[UUID, int]


@dataclass(frozen=True)
class Mark:
    """What a person has said of a duty: the day it was done, and a note."""

    done_on: date
    note: str


@dataclass(frozen=True)
class Done:
    """The days on which things were done, by board and year. `followed` has each period's key too."""

    analysed: Mapping[BoardYearKey, date]
    adopted: Mapping[BoardYearKey, date]
    commons: Mapping[int, date]
    marks: Mapping[tuple[UUID, int, str], Mark]
    followed: Mapping[tuple[UUID, int, str], date] = field(default_factory=dict)

    def on(self, duty: Duty, board_id: UUID, year: int) -> date | None:
        """The day a duty was done: what the system saw, else what a person marked; None where neither."""
        seen: date | None = None
        if duty.kind is DutyKind.RISK_ANALYSIS:
            seen = self.analysed.get((board_id, year))
        elif duty.kind is DutyKind.PLAN_ADOPTED:
            seen = self.adopted.get((board_id, year))
        elif duty.kind is DutyKind.COMMON_CONTROLS:
            seen = self.commons.get(year)
        elif duty.kind is DutyKind.FOLLOW_UP:
            seen = self.followed.get((board_id, year, duty.period))
        mark = self.marks.get((board_id, year, duty.key))
        return seen or (mark.done_on if mark else None)


type DoneIn = Callable[[UUID, Collection[int]], Done]
"""Tells what was done in some years: `done_in` here, or one that sees more of the year's work."""


def done_in(municipality_id: UUID, years: Collection[int]) -> Done:
    """What was done in some years by every board of a municipality; five queries.

    A risk analysis is done on the day it is dated; where no analysis has a day, at the latest when the plan that rests
    on it was proposed, or adopted where that was recorded afterwards. A plan is adopted on the day of the first
    decision.
    """
    of, some = municipality_id, frozenset(years)
    adopted = {(board, year): day for board, year, day in _DECIDED.rows(of, of, some)}
    first = _PROPOSED.rows(of, some)
    analysed = {(board, year): min(day_of(at), adopted.get((board, year), date.max)) for board, year, at in first}
    analysed |= {(board, year): day for board, year, day in _HELD.rows(of, of, some) if day}
    marks = {(board, year, key): Mark(day, note) for board, year, key, day, note in _MARKED.rows(of, some)}
    return Done(analysed=analysed, adopted=adopted, commons=dict(_COMMONS.rows(of, some)), marks=marks)


_OF_YEARS = ["municipality_id", "year__in"]
_HELD = Prepared(
    lambda: Analysis.objects.values_list("board_year__board_id", "board_year__year").annotate(on=Max("held_on")),
    by=["municipality_id", "board_year__municipality_id", "board_year__year__in"],
)
_PROPOSED = Prepared(
    lambda: Plan.objects.exclude(proposed_at=None).values_list("board_id", "year").annotate(at=Min("proposed_at")),
    by=_OF_YEARS,
)
_DECIDED = Prepared(
    lambda: PlanDecision.objects.values_list("plan__board_id", "plan__year").annotate(on=Min("decided_on")),
    by=["municipality_id", "plan__municipality_id", "plan__year__in"],
)
_COMMONS = Prepared(
    lambda: CommonControl.objects.filter(withdrawn=False).values_list("year").annotate(on=Min("issued_on")),
    by=_OF_YEARS,
)
_MARKED = Prepared(lambda: DutyMark.objects.values_list("board_id", "year", "key", "done_on", "note"), by=_OF_YEARS)
