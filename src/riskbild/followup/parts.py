"""A person's letter put together: their own reports period by period, and what others have not reported."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from riskbild.delivery.address import absolute
from riskbild.followup.digest import Digest, OwnPart, Part
from riskbild.followup.digest_measures import Measures, Others
from riskbild.followup.links import address_of
from riskbild.followup.queries.due import DuePeriod, DueReport
from riskbild.followup.queries.due_measures import DueMeasure
from riskbild.followup.telling import Due, Situation, Telling
from riskbild.rules.reminders import Audience

MINE = "my_reports"
"""The page with what a person is to report, by name."""
BOARD = "period_board"
"""The page with who has reported in a period and who has not, by name."""
DEVIATION, DEVIATIONS = "deviation", "deviations"
"""The pages of one deviation and of a year's, by name."""


@dataclass
class Drawing:
    """What letters are made of: what waits by person, and the links made for them by person and period."""

    municipality_id: UUID
    situation: Situation
    waiting: Mapping[UUID, Sequence[DueReport]]
    links: Mapping[tuple[UUID, UUID], UUID] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day of the letters."""
        return self.situation.today

    def linked_periods(self, person_id: UUID) -> list[UUID]:
        """The periods in which the person has something to report, and in which a link opens it now."""
        reports = self.waiting.get(person_id, ())
        periods = {report.period.id: report.period for report in reports}
        open_now = [one for one in periods.values() if self.today <= one.closes]
        return [one.id for one in open_now if self.situation.rules(one.board_id).links]


def digest_of(person_id: UUID, told: Sequence[Telling[Any]], drawing: Drawing) -> Digest:
    """The letter as a value. Whoever is told anything is told all that is theirs, so that its number is right."""
    about: list[Telling[DueReport]] = [one for one in told if isinstance(one.what, DueReport)]
    own = [
        _own(person_id, period, reports, drawing) for period, reports in _periods(drawing.waiting.get(person_id, ()))
    ]
    late, nobodys = _of_others(about)
    measures = _measures(person_id, [one for one in told if isinstance(one.what, DueMeasure)], drawing)
    return Digest(own, _others(late, drawing), _others(nobodys, drawing), measures)


def _of_others[What: Due](told: Sequence[Telling[What]]) -> tuple[list[What], list[What]]:
    """What others are late with, and what falls to nobody."""
    late = [one.what for one in told if one.audience is not Audience.OWNER]
    return late, [one.what for one in told if one.audience is Audience.OWNER and not one.what.people]


def _measures(person_id: UUID, told: Sequence[Telling[DueMeasure]], drawing: Drawing) -> Measures:
    """Of their own those that are told of today: one with months left is not mentioned in every letter."""
    own = {one.what.id: one.what for one in told if person_id in one.what.people}
    late, nobodys = _of_others(told)
    return Measures(
        list(own.values()), _by_year(late, drawing), _by_year(nobodys, drawing), absolute(MINE) if own else ""
    )


def _by_year(measures: Iterable[DueMeasure], drawing: Drawing) -> list[Others]:
    found: dict[UUID, dict[UUID, DueMeasure]] = defaultdict(dict)
    for one in measures:
        found[one.board_year_id][one.id] = one
    parts = []
    for year_id, those in found.items():
        node = drawing.situation.tree.get(next(iter(those.values())).board_id)
        parts.append(Others(node.name if node else "", list(those.values()), absolute(DEVIATIONS, year_id)))
    return parts


def _own(person_id: UUID, period: DuePeriod, reports: Sequence[DueReport], drawing: Drawing) -> OwnPart:
    link = drawing.links.get((person_id, period.id))
    if link is None:
        return OwnPart(period, _board(period, drawing), reports, absolute(MINE), personal=False)
    return OwnPart(period, _board(period, drawing), reports, address_of(link), personal=True)


def _others(reports: Iterable[DueReport], drawing: Drawing) -> list[Part]:
    return [
        Part(period, _board(period, drawing), found, absolute(BOARD, period.id)) for period, found in _periods(reports)
    ]


def _periods(reports: Iterable[DueReport]) -> list[tuple[DuePeriod, list[DueReport]]]:
    """The reports by period, the one that is due first first; each report once."""
    found: dict[DuePeriod, dict[UUID, DueReport]] = defaultdict(dict)
    for report in reports:
        found[report.period][report.id] = report
    pairs = [(period, list(reports.values())) for period, reports in found.items()]
    return sorted(pairs, key=lambda pair: (pair[0].due, pair[0].id))


def _board(period: DuePeriod, drawing: Drawing) -> str:
    node = drawing.situation.tree.get(period.board_id)
    return node.name if node else ""
