"""Who is to be told what today: the reminder rules laid over what waits to be reported."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from riskbild.delivery.queries import Choice
from riskbild.delivery.terms import Rhythm
from riskbild.followup.leading import Leaders, above
from riskbild.followup.queries.due import DueReport
from riskbild.followup.reminder_rules import OwnRules, rules_at
from riskbild.organisation.roles import Role
from riskbild.organisation.tree import Tree
from riskbild.rules.reminders import DECLINABLE, Audience, ReminderRules, Step, sends_on, step_for

_MONDAY = 0
_ROLES = {Audience.MANAGER: Role.MANAGER, Audience.COORDINATOR: Role.COORDINATOR}

type Told = frozenset[tuple[UUID, UUID, str, str, date]]
"""What has been told: report, person, audience, step, and the last day it was told with."""


@dataclass(frozen=True)
class Telling:
    """One step about one report, to one person."""

    report: DueReport
    person_id: UUID
    audience: Audience
    step: Step

    @property
    def key(self) -> tuple[UUID, UUID, str, str, date]:
        """By which it is known that it has been told."""
        return self.report.id, self.person_id, str(self.audience), self.step.key, self.report.period.due


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


def tellings(reports: Sequence[DueReport], situation: Situation) -> Iterator[Telling]:
    """What nobody has been told yet and is to be told today."""
    for report in reports:
        rules = situation.rules(report.period.board_id)
        if sends_on(situation.today, rules):
            for telling in _about(report, rules, situation):
                if telling.key not in situation.told and _wants(telling, situation):
                    yield telling


def _about(report: DueReport, rules: ReminderRules, situation: Situation) -> Iterator[Telling]:
    for audience in Audience:
        step = step_for(audience, situation.today, opens=report.period.opens, due=report.period.due, rules=rules)
        if step is not None:
            for person_id in _audience(audience, report, situation):
                yield Telling(report, person_id, audience, step)


def _audience(audience: Audience, report: DueReport, situation: Situation) -> tuple[UUID, ...]:
    """Who they are. What falls to nobody is the coordinator's to give to somebody, and is told nobody else."""
    if audience is Audience.OWNER:
        return report.people or _leading(Role.COORDINATOR, report, situation)
    if not report.people:
        return ()
    found = _leading(_ROLES[audience], report, situation)
    # Where nobody leads, nobody else would know.
    return found or _leading(Role.COORDINATOR, report, situation)


def _leading(role: Role, report: DueReport, situation: Situation) -> tuple[UUID, ...]:
    return above(report.node_id, role, situation.leaders, situation.tree, besides=report.people)


def _wants(telling: Telling, situation: Situation) -> bool:
    if telling.step.kind not in DECLINABLE:
        return True
    match situation.choices.get(telling.person_id, Choice()).rhythm:
        case Rhythm.DAILY:
            return True
        case Rhythm.WEEKLY:
            return situation.today.weekday() == _MONDAY
    return False
