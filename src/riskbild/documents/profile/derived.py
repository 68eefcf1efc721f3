"""What a row is understood to mean, beside what is printed in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from riskbild.rules.deadline import Deadline
from riskbild.rules.finding import Finding
from riskbild.rules.level import Level
from riskbild.rules.recurrence import Frequency
from riskbild.rules.response import Response
from riskbild.rules.result import Result
from riskbild.rules.roles import SuggestedRole
from riskbild.rules.status import Status
from riskbild.rules.vocabulary import Reading


class ScoreOrigin(StrEnum):
    """Where a derived score comes from: the row's own cell, its group heading, or the matrix."""

    PRINTED = "printed"
    HEADING = "heading"
    MATRIX = "matrix"


@dataclass(frozen=True, slots=True)
class DerivedControl:
    """One control: the roles that carry it out, how often, and what each period's status text says."""

    roles: tuple[SuggestedRole, ...]
    frequency: Frequency | None
    statuses: Mapping[str, Reading[Status]]


@dataclass(frozen=True, slots=True)
class Derived:
    """What a row means by a profile. It never goes back into the printed cells.

    `title` is what the row is called ("" if it has no text). `score` is the one to sort and group by; only
    where `score_origin` is PRINTED does it stand in the row's own cell. `likelihood` and `impact` are steps of
    the method's scales. `measures` and `roles` are children of their cells, suggestions until a person changes
    one. `review` says that the response asks for a review in the control plan. `carried_from` is the year that
    a carried-over row says it is left from. `findings` name the field they are about.
    """

    title: str
    likelihood: int | None = None
    impact: int | None = None
    score: int | None = None
    score_origin: ScoreOrigin | None = None
    level: Level | None = None
    response: Response | None = None
    review: bool = False
    result: Reading[Result] | None = None
    measures: tuple[str, ...] = ()
    roles: tuple[SuggestedRole, ...] = ()
    deadline: Deadline | None = None
    carried_over: bool = False
    carried_from: int | None = None
    controls: tuple[DerivedControl, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
