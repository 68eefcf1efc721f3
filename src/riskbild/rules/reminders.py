"""Reminders: which day somebody is told that something is to be reported, and whom it goes up to when it is not.

No law sets these days. They are settings of a municipality or a board, on from the start, since what auditors find
most often after controls that were not done is controls that were not reported.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from riskbild.rules import plain_data
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

MOST_DAYS = 180
MOST_BEFORE = 5
MANY_LATE, SELDOM_DAYS = 12, 30
"""After how many times that somebody was told that the same thing is late, they are told no oftener than every so many
days. It has long gone up by then, and is not forgotten until it is done.
"""

_BAD_DAYS = Sentence(
    "Antalet dagar ska vara mellan 1 och {most}; här står {days}.",
    "The number of days must be between 1 and {most}; here it is {days}.",
)
_TOO_MANY = Sentence(
    "Välj högst {most} påminnelser före sista dagen.", "Choose at most {most} reminders before the last day."
)
_ORDER = Sentence(
    "Samordnaren får veta tidigast samma dag som chefen.", "The coordinator is told no sooner than the manager."
)
_SATURDAY = 5


class Audience(StrEnum):
    """Whom a reminder goes to: who is to report, then whoever leads the unit, then the board's coordinator."""

    OWNER = "owner"
    MANAGER = "manager"
    COORDINATOR = "coordinator"


class StepKind(StrEnum):
    """What a reminder says: reporting has opened, the last day is near, it is today, it has passed."""

    OPENED = "opened"
    SOON = "soon"
    TODAY = "today"
    LATE = "late"


DECLINABLE = frozenset({StepKind.SOON})
"""What a person may have once a week instead, or not at all. That something is asked for, or late, is always told."""


@dataclass(frozen=True, slots=True)
class Step:
    """One reminder of one thing: its kind, the day it is told, and a number that tells it from others of its kind."""

    kind: StepKind
    day: date
    number: int = 0

    @property
    def key(self) -> str:
        """What is remembered when it has been told."""
        return f"{self.kind}-{self.number}"


@dataclass(frozen=True, slots=True)
class ReminderRules:
    """When is reminded. None or an empty tuple leaves a kind out; `on` False leaves out all.

    `before` counts days before the last day, `late_every` days between reminders after it; `manager_after` and
    `coordinator_after` count days after it. With `workdays` nothing is sent on a Saturday or Sunday: what would be is
    told on the Friday before while there is time, and on the Monday after when it is late. `links` tells whether the
    link in a mail opens reporting without signing in.
    """

    on: bool = True
    opening: bool = True
    before: tuple[int, ...] = (7, 2)
    last_day: bool = True
    late_every: int | None = 7
    manager_after: int | None = 7
    coordinator_after: int | None = 14
    workdays: bool = True
    links: bool = True

    def __post_init__(self) -> None:
        if len(self.before) > MOST_BEFORE:
            raise Refused(_TOO_MANY.format(most=MOST_BEFORE))
        for days in (*self.before, self.late_every, self.manager_after, self.coordinator_after):
            if days is not None and not 1 <= days <= MOST_DAYS:
                raise Refused(_BAD_DAYS.format(most=MOST_DAYS, days=days))
        if self.manager_after and self.coordinator_after and self.coordinator_after < self.manager_after:
            raise Refused(_ORDER)

    def to_data(self) -> dict[str, Any]:
        """The rules as plain JSON data."""
        return {
            "on": self.on, "opening": self.opening, "before": list(self.before), "last_day": self.last_day,
            "late_every": self.late_every, "manager_after": self.manager_after,
            "coordinator_after": self.coordinator_after, "workdays": self.workdays, "links": self.links,
        }  # fmt: skip

    @classmethod
    def from_data(cls, data: object) -> "ReminderRules":
        """Rules from what `to_data` gave; what is left out has its default. Refused if it is nonsense."""
        fields = plain_data.an_object(data, "reminders", fields=frozenset(cls.__dataclass_fields__))
        given: dict[str, Any] = {name: fields[name] is True for name in _YES_OR_NO if name in fields}
        given |= {name: _days(fields[name], name) for name in _DAYS if name in fields}
        if "before" in fields:
            days = plain_data.a_list(fields["before"], "before")
            given["before"] = tuple(sorted({plain_data.a_number(one, "before") for one in days}, reverse=True))
        return cls(**given)


def sends_on(day: date, rules: ReminderRules) -> bool:
    """Whether anything is sent that day at all."""
    return rules.on and not (rules.workdays and day.weekday() >= _SATURDAY)


def step_for(audience: Audience, today: date, *, opens: date, due: date, rules: ReminderRules) -> Step | None:
    """The latest step whose day has come; None before the first.

    It holds until it has been told: a day on which nothing could be sent is made up for the next, and steps that were
    passed meanwhile are not told one after another. What was opened after its last day counts as late from then on.
    """
    if not rules.on or today < opens:
        return None
    steps = _of_owner(opens, due, today, rules) if audience is Audience.OWNER else _upwards(audience, opens, due, rules)
    passed = [step for step in steps if step.day <= today]
    return max(passed, key=lambda step: (step.day, _ORDERED.index(step.kind), step.number), default=None)


def _of_owner(opens: date, due: date, today: date, rules: ReminderRules) -> Iterator[Step]:
    if rules.opening:
        yield Step(StepKind.OPENED, min(_later(opens, rules), max(due, opens)))
    for days in rules.before:
        day = _sooner(due - timedelta(days=days), rules)
        if day > opens:
            yield Step(StepKind.SOON, day, days)
    if rules.last_day and due > opens:
        yield Step(StepKind.TODAY, max(_sooner(due, rules), opens))
    if rules.late_every is not None:
        yield from _late(max(due, opens) + timedelta(days=1), rules.late_every, today, rules)


def _late(first: date, every: int, today: date, rules: ReminderRules) -> Iterator[Step]:
    """The days on which something is told to be late, up to today."""
    day, number = first, 1
    while day <= today:
        yield Step(StepKind.LATE, _later(day, rules), number)
        day += timedelta(days=every if number < MANY_LATE else max(every, SELDOM_DAYS))
        number += 1


def _upwards(audience: Audience, opens: date, due: date, rules: ReminderRules) -> Iterator[Step]:
    days = rules.manager_after if audience is Audience.MANAGER else rules.coordinator_after
    if days is not None:
        yield Step(StepKind.LATE, _later(max(due, opens) + timedelta(days=days), rules), 1)


def _sooner(day: date, rules: ReminderRules) -> date:
    """The day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1)) if rules.workdays else day


def _later(day: date, rules: ReminderRules) -> date:
    """The day, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if rules.workdays and day.weekday() >= _SATURDAY else day


def _days(value: object, name: str) -> int | None:
    return None if value is None else plain_data.a_number(value, name)


_ORDERED = tuple(StepKind)
_YES_OR_NO = ("on", "opening", "last_day", "workdays", "links")
_DAYS = ("late_every", "manager_after", "coordinator_after")
