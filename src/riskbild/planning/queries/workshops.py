"""Risk workshops as their participants see them: own score alone, the spread once it is shown, the decision."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.audit.prepared import Prepared
from riskbild.organisation.conflict import reached
from riskbild.organisation.permissions import Actor, refusal
from riskbild.organisation.roles import Permission
from riskbild.planning.models import Workshop, WorkshopRisk, WorkshopScore
from riskbild.planning.queries.seen import RiskRef, masks_of, ref_of, year_for
from riskbild.register.derive import Scored
from riskbild.register.models import BoardYear, Risk
from riskbild.register.queries.choices import YearSeen, as_seen
from riskbild.register.queries.seen import those_seen
from riskbild.register.queries.telling import Shown
from riskbild.register.rules_of import method_of
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class OpinionSeen:
    """What one participant thinks; `name` is told once the spread is shown."""

    name: str
    scored: Scored


@dataclass(frozen=True)
class WorkshopRiskSeen:
    """One risk of a workshop. `opinions` is empty until `shown`; `answered` counts those who have scored it.

    `own` is the person's own opinion. `decided` is what the group came to, with those who took part.
    """

    risk: RiskRef
    description: Shown
    causes: Shown
    consequence: Shown
    existing_controls: Shown
    shown: bool
    answered: int
    own: Scored | None
    opinions: Sequence[OpinionSeen]
    spread: int
    decided: Scored | None
    participants: str


@dataclass(frozen=True)
class WorkshopListed:
    """A workshop in a list: how many risks it has, and how many the group has decided."""

    id: UUID
    title: str
    node_id: UUID
    held_on: date
    closed: bool
    risks: int
    decided: int


@dataclass(frozen=True)
class WorkshopSeen:
    """A workshop with its risks in order; `refusal` says why the person may not score in it."""

    id: UUID
    version: int
    year: YearSeen
    node_id: UUID
    title: str
    held_on: date
    participants: str
    alone_first: bool
    closed: bool
    risks: Sequence[WorkshopRiskSeen]
    refusal: Sentence | None


def workshops_seen_by(by: Actor, board_year_id: UUID, today: date) -> Sequence[WorkshopListed]:
    """The workshops of a year, the latest first; three queries. Raises `Missing`."""
    year = year_for(by, board_year_id, today)
    rows = Workshop.objects.filter(municipality_id=year.municipality_id, board_year=year).order_by("-held_on", "-pk")
    of_workshop: dict[UUID, list[bool]] = defaultdict(list)
    risks = WorkshopRisk.objects.filter(municipality_id=year.municipality_id, workshop__in=rows)
    for workshop_id, assessment_id in risks.values_list("workshop_id", "assessment_id"):
        of_workshop[workshop_id].append(assessment_id is not None)
    return [
        WorkshopListed(
            row.pk, row.title, row.node_id, row.held_on, row.closed, len(of_workshop[row.pk]), sum(of_workshop[row.pk])
        )
        for row in rows
    ]


_RISKS = Prepared(
    lambda: WorkshopRisk.objects.select_related("assessment", "risk").order_by("position", "pk"),
    by=["municipality_id", "workshop_id"],
)
_SCORES = Prepared(
    lambda: WorkshopScore.objects.select_related("user").order_by("pk"), by=["municipality_id", "workshop_risk_id__in"]
)


def workshop_seen_by(by: Actor, workshop_id: UUID, today: date) -> WorkshopSeen:
    """A workshop with its risks; seven queries, however many. Risks the person does not see are left out.

    Until the spread of a risk is shown nobody sees another's opinion of it, only how many have given one.
    """
    workshop = reached(Workshop, by, workshop_id)
    year = year_for(by, workshop.board_year_id, today)
    rows = _RISKS.rows(workshop.municipality_id, workshop.pk)
    risks = [row.risk for row in rows if row.risk.board_year_id == year.pk]
    seen = {risk.pk: risk for risk in those_seen(by, risks, today)}
    scores: dict[UUID, list[WorkshopScore]] = defaultdict(list)
    for score in _SCORES.rows(workshop.municipality_id, frozenset(row.pk for row in rows)):
        scores[score.workshop_risk_id].append(score)
    masks = masks_of(by, list(seen.values()), today)
    return WorkshopSeen(
        id=workshop.pk, version=workshop.version, year=as_seen(year), node_id=workshop.node_id, title=workshop.title,
        held_on=workshop.held_on, participants=workshop.participants, alone_first=workshop.alone_first,
        closed=workshop.closed,
        risks=[
            _risk(by, row, seen[row.risk_id], scores[row.pk], masks.get(row.risk_id, {}), year)
            for row in rows
            if row.risk_id in seen
        ],
        refusal=refusal(by, Permission.ASSESS, workshop.node_id, today=today),
    )  # fmt: skip


def _risk(  # noqa: PLR0917 - one row and everything it is told with
    by: Actor,
    row: WorkshopRisk,
    risk: Risk,
    scores: Sequence[WorkshopScore],
    hidden: Mapping[str, Sentence],
    year: BoardYear,
) -> WorkshopRiskSeen:
    values = [score.score for score in scores if score.score is not None]
    made = row.assessment
    texts = {name: hidden.get(name, getattr(risk, name)) for name in _TEXTS}
    return WorkshopRiskSeen(
        risk=ref_of(risk, hidden, method_of(year.method)), shown=row.shown, answered=len(scores),
        own=next((_scored(score) for score in scores if score.user_id == by.id), None),
        opinions=[OpinionSeen(score.user.name, _scored(score)) for score in scores] if row.shown else [],
        spread=max(values) - min(values) if row.shown and values else 0,
        decided=Scored(made.likelihood, made.impact, made.score) if made else None, participants=row.participants,
        **texts,
    )  # fmt: skip


def _scored(score: WorkshopScore) -> Scored:
    return Scored(score.likelihood, score.impact, score.score)


_TEXTS = ("description", "causes", "consequence", "existing_controls")
