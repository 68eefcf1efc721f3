"""Who is to be told what today: the reminder rules laid over what waits to be reported or done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from riskbild.delivery.queries import Choice
from riskbild.delivery.terms import Rhythm
from riskbild.followup.leading import Leaders, above
from riskbild.followup.reminder_rules import OwnRules, rules_at
from riskbild.organisation.roles import Role
from riskbild.organisation.tree import Tree
from riskbild.rules.reminders import DECLINABLE, Audience, ReminderRules, Step, sends_on, step_for

_MONDAY = 0
_ROLES = {Audience.MANAGER: Role.MANAGER, Audience.COORDINATOR: Role.COORDINATOR}

type Told = frozenset[tuple[UUID, UUID, str, str, date]]
"""What has been told: report or measure, person, audience, step, and the last day it was told with."""


class Due(Protocol):
    """Something that waits for somebody: a report, or a measure against a deviation."""

    @property
    def id(self) -> UUID: ...
    @property
    def board_id(self) -> UUID: ...
    @property
    def node_id(self) -> UUID: ...
    @property
    def people(self) -> tuple[UUID, ...]: ...
    @property
    def opens(self) -> date: ...
    @property
    def due(self) -> date: ...


@dataclass(frozen=True)
class Telling[What: Due]:
    """One step about one thing that waits, to one person."""

    what: What
    person_id: UUID
    audience: Audience
    step: Step

    @property
    def key(self) -> tuple[UUID, UUID, str, str, date]:
        """By which it is known that it has been told."""
        return self.what.id, self.person_id, str(self.audience), self.step.key, self.what.due


@dataclass
class Situation:
    """Everything that decides what is told on a day. `choices` and `told` may be empty."""

    today: date
    tree: Tree
    settings: Mapping[UUID, OwnRules]
    leaders: Leaders
    choices: Mapping[UUID, Choice]
    told: Told
    _rules: dict[UUID, ReminderRules] = field(default_factory=dict)

    def rules(self, board_id: UUID) -> ReminderRules:
        """The rules of a board."""
        if board_id not in self._rules:
            self._rules[board_id] = rules_at(board_id, self.settings, self.tree)
        return self._rules[board_id]


def tellings[What: Due](waiting: Sequence[What], situation: Situation) -> Iterator[Telling[What]]:
    """What nobody has been told yet and is to be told today."""
    for what in waiting:
        rules = situation.rules(what.board_id)
        if sends_on(situation.today, rules):
            for telling in _about(what, rules, situation):
                if telling.key not in situation.told and _wants(telling, situation):
                    yield telling


def _about[What: Due](what: What, rules: ReminderRules, situation: Situation) -> Iterator[Telling[What]]:
    for audience in Audience:
        step = step_for(audience, situation.today, opens=what.opens, due=what.due, rules=rules)
        if step is not None:
            for person_id in _audience(audience, what, situation):
                yield Telling(what, person_id, audience, step)


def _audience(audience: Audience, what: Due, situation: Situation) -> tuple[UUID, ...]:
    """Who they are. What falls to nobody is the coordinator's to give to somebody, and is told nobody else."""
    if audience is Audience.OWNER:
        return what.people or _leading(Role.COORDINATOR, what, situation)
    if not what.people:
        return ()
    found = _leading(_ROLES[audience], what, situation)
    # Where nobody leads, nobody else would know.
    return found or _leading(Role.COORDINATOR, what, situation)


def _leading(role: Role, what: Due, situation: Situation) -> tuple[UUID, ...]:
    return above(what.node_id, role, situation.leaders, situation.tree, besides=what.people)


def _wants(telling: Telling[Any], situation: Situation) -> bool:
    if telling.step.kind not in DECLINABLE:
        return True
    match situation.choices.get(telling.person_id, Choice()).rhythm:
        case Rhythm.DAILY:
            return True
        case Rhythm.WEEKLY:
            return situation.today.weekday() == _MONDAY
    return False
