"""The annual cycle of a board: every duty of a year with its day, whether it is done, and the same as a calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from icalendar import Alarm, Calendar, Event

from riskbild.organisation.conflict import NOT_FOUND, within_reach
from riskbild.organisation.kinds import ANSWERABLE
from riskbild.organisation.models import Node
from riskbild.organisation.permissions import Actor, refusal
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import tree_of
from riskbild.planning.duties_done import Done, done_in
from riskbild.planning.models import YearSettings
from riskbild.planning.queries.seen import reads_under
from riskbild.planning.rules_of import NumberedRules, executive_board, holders, rule_sets_of, rules_in
from riskbild.rules.duties import Duty, DutyStatus, status_of
from riskbild.rules.labels import label
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence
from riskbild.rules.year_rules import YearRules

_DAYS_BEFORE = timedelta(days=-14)


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


def cycle_seen_by(by: Actor, board_id: UUID, year: int, today: date) -> CycleSeen:
    """The annual cycle; ten queries at most, however many duties. Raises `Missing`."""
    board = _board(by, board_id, today)
    settings = YearSettings.objects.filter(
        municipality_id=board.municipality_id, board_year__board=board, board_year__year=year
    ).first()
    pinned = YearRules.from_data(settings.definition).rule_set if settings else None
    numbered = rules_in(rule_sets_of(board.municipality_id), year, number=pinned)
    executive = executive_board(tree_of(board.municipality, today), numbered.rules)
    mine = frozenset(holders(board.kind, executive=executive is not None and executive.id == board.pk))
    done = done_in(board.municipality_id, [year])
    duties = [_seen(duty, board.pk, year, done, today) for duty in numbered.rules.duties if duty.holder in mine]
    return CycleSeen(
        board_id=board.pk, board=board.name, year=year, rule_set=numbered,
        duties=sorted(duties, key=lambda one: (one.due, one.duty.key)),
        refusal=refusal(by, Permission.MANAGE_YEAR, board.pk, today=today),
    )  # fmt: skip


def calendar_of(cycle: CycleSeen, language: str, *, now: datetime) -> bytes:
    """The cycle as an iCalendar file (RFC 5545): a whole-day event on each last day, and a reminder two weeks before.

    A duty keeps its key from one download to the next, so that a calendar that has it is brought up to date.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Riskbild//Riskbild//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{cycle.board} {cycle.year}")
    for one in cycle.duties:
        calendar.add_component(_event(one, cycle, language, now))
    return bytes(calendar.to_ical())


def _event(one: DutySeen, cycle: CycleSeen, language: str, now: datetime) -> Event:
    title = one.duty.title.text(language)
    event = Event()
    event.add("uid", f"{one.duty.key}-{cycle.year}-{cycle.board_id}@riskbild")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", one.due)
    event.add("dtend", one.due + timedelta(days=1))
    event.add("summary", f"{title}: {cycle.board} {cycle.year}")
    event.add("description", label(one.status).text(language))
    event.add("transp", "TRANSPARENT")
    if one.status is not DutyStatus.DONE:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", _DAYS_BEFORE)
        event.add_component(alarm)
    return event


def _seen(duty: Duty, board_id: UUID, year: int, done: Done, today: date) -> DutySeen:
    due, done_on = duty.due_on(year), done.on(duty, board_id, year)
    mark = done.marks.get((board_id, year, duty.key))
    return DutySeen(
        duty=duty, due=due, status=status_of(due, done_on, today), done_on=done_on, marked=mark is not None,
        note=mark.note if mark else "",
    )  # fmt: skip


def _board(by: Actor, board_id: UUID, today: date) -> Node:
    kinds = [kind.value for kind in ANSWERABLE]
    rows = within_reach(Node.objects.select_related("municipality"), by).filter(pk=board_id, kind__in=kinds)
    board = rows.first()
    if board is None or not reads_under(by, board.pk, today):
        raise Missing(NOT_FOUND)
    return board
