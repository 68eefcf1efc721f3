"""The annual cycle of a board: every duty of a year with its day, whether it is done, and the same as a calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from riskbild.delivery.calendar import Entry
from riskbild.delivery.calendar import calendar_of as drawn_calendar
from riskbild.organisation.conflict import NOT_FOUND, reached_node
from riskbild.organisation.kinds import ANSWERABLE
from riskbild.organisation.models import Node
from riskbild.organisation.permissions import Actor, refusal
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import tree_of
from riskbild.planning.duties_done import Done, DoneIn, done_in
from riskbild.planning.queries.seen import reads_under
from riskbild.planning.rules_of import NumberedRules, executive_board, holders, rules_held
from riskbild.rules.duties import Duty, DutyStatus, status_of
from riskbild.rules.labels import label
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence

_DAYS_BEFORE = 14


@dataclass(frozen=True)
class DutySeen:
    """One duty of a year. `marked` tells that a person has said it was done, and can take that back."""

    duty: Duty
    due: date
    status: DutyStatus
    done_on: date | None
    marked: bool
    note: str

    @property
    def done_late(self) -> bool:
        """Whether it was done after its last day."""
        return self.done_on is not None and self.done_on > self.due


@dataclass(frozen=True)
class CycleSeen:
    """A board's cycle of a year, in the order of the days; `refusal` says why the person may not mark duties."""

    board_id: UUID
    board: str
    year: int
    rule_set: NumberedRules
    duties: Sequence[DutySeen]
    refusal: Sentence | None


def cycle_seen_by(by: Actor, board_id: UUID, year: int, today: date, *, told: DoneIn = done_in) -> CycleSeen:
    """The annual cycle; ten queries at most, however many duties, and what `told` asks beyond. Raises `Missing`."""
    board = _board(by, board_id, today)
    numbered = rules_held(board.municipality_id, board.pk, year)
    executive = executive_board(tree_of(board.municipality, today), numbered.rules)
    mine = frozenset(holders(board.kind, executive=executive is not None and executive.id == board.pk))
    done = told(board.municipality_id, [year])
    duties = [_seen(duty, board.pk, year, done, today) for duty in numbered.rules.duties if duty.holder in mine]
    return CycleSeen(
        board_id=board.pk, board=board.name, year=year, rule_set=numbered,
        duties=sorted(duties, key=lambda one: (one.due, one.duty.key)),
        refusal=refusal(by, Permission.MANAGE_YEAR, board.pk, today=today),
    )  # fmt: skip


def calendar_of(cycle: CycleSeen, language: str, *, now: datetime) -> bytes:
    """The cycle as an iCalendar file: a whole-day event on each last day, and a reminder two weeks before.

    A duty keeps its key from one download to the next, so that a calendar that has it is brought up to date.
    """
    entries = (_entry(one, cycle, language) for one in cycle.duties)
    return drawn_calendar(f"{cycle.board} {cycle.year}", entries, now=now)


def _entry(one: DutySeen, cycle: CycleSeen, language: str) -> Entry:
    title = f"{one.duty.title.text(language)}: {cycle.board} {cycle.year}"
    return Entry(
        key=f"{one.duty.key}-{cycle.year}-{cycle.board_id}", day=one.due, title=title,
        text=label(one.status).text(language),
        days_before=None if one.status is DutyStatus.DONE else _DAYS_BEFORE,
    )  # fmt: skip


def _seen(duty: Duty, board_id: UUID, year: int, done: Done, today: date) -> DutySeen:
    due, done_on = duty.due_on(year), done.on(duty, board_id, year)
    mark = done.marks.get((board_id, year, duty.key))
    return DutySeen(
        duty=duty, due=due, status=status_of(due, done_on, today), done_on=done_on, marked=mark is not None,
        note=mark.note if mark else "",
    )  # fmt: skip


def _board(by: Actor, board_id: UUID, today: date) -> Node:
    board = reached_node(by, board_id, ANSWERABLE, "municipality")
    if not reads_under(by, board.pk, today):
        raise Missing(NOT_FOUND)
    return board
