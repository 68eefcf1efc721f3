"""What a person must do now, the figures of a year, and the latest changes: one value, six queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from riskbild.organisation.access import access_of
from riskbild.organisation.models import User
from riskbild.organisation.roles import Permission
from riskbild.register.models import Measure, Risk
from riskbild.register.models.risk import UNSCORED
from riskbild.register.queries.filters import late_measures
from riskbild.register.queries.seen import masks_for, risks_seen_by, title_of
from riskbild.rules.progress import OPEN, Progress
from riskbild.rules.sentence import Sentence

MOST = 8
MOST_TO_DO = 25
SOON = timedelta(days=30)

type Masks = Mapping[UUID, Mapping[str, Sentence]]


@dataclass(frozen=True)
class ToDo:
    """A measure given to the person and still open."""

    measure_id: UUID
    measure_version: int
    risk_id: UUID
    text: str | Sentence
    risk_title: str | Sentence
    deadline: str | Sentence
    due_on: date | None
    progress: Progress
    late: bool
    soon: bool


@dataclass(frozen=True)
class RiskNamed:
    """A risk in a short list."""

    id: UUID
    title: str | Sentence
    board_year_id: UUID
    node_id: UUID
    score: int | None
    level: str
    updated_at: datetime


@dataclass(frozen=True)
class Counts:
    """How many risks of a year the person sees, and how many of them want something."""

    risks: int
    unscored: int
    without_response: int
    without_measure: int
    late: int


@dataclass(frozen=True)
class StartSeen:
    """Everything that the start page shows of the register. `more_to_do` counts the measures that were left out."""

    to_do: Sequence[ToDo]
    more_to_do: int
    awaiting: Sequence[RiskNamed]
    latest: Sequence[RiskNamed]
    counts: Counts


def start_seen_by(by: User, year: int, today: date) -> StartSeen:
    """The person's own open measures of every year, and of one year the risks that wait, changed last, and counts.

    Measures come late ones first, then by date, those with no date last; risks that wait for a response by falling
    score, those alone that the person may respond to.
    """
    seen = risks_seen_by(by, today).filter(year=year, archived=False)
    measures = list(_own_measures(by, today))
    awaiting = _awaiting(by, seen, today)
    latest = list(seen.order_by("-updated_at", "-pk")[:MOST])
    masks = masks_for(by, [*(row.risk for row in measures), *awaiting, *latest], today)
    to_do = sorted((_to_do(row, masks, today) for row in measures), key=_urgency)
    return StartSeen(
        to_do=to_do[:MOST_TO_DO], more_to_do=max(0, len(to_do) - MOST_TO_DO), awaiting=_named(awaiting, masks),
        latest=_named(latest, masks), counts=_counts(by, seen, today),
    )  # fmt: skip


def own_measures(by: User, today: date) -> list[ToDo]:
    """The person's own open measures of every year, late ones first, what they must not read masked; two queries."""
    measures = list(_own_measures(by, today))
    masks = masks_for(by, [row.risk for row in measures], today)
    return sorted((_to_do(row, masks, today) for row in measures), key=_urgency)


def _own_measures(by: User, today: date) -> QuerySet[Measure]:
    own = Measure.objects.filter(
        municipality_id=by.municipality_id, person_id=by.pk, progress__in=OPEN, risk__archived=False,
        risk__municipality_id=by.municipality_id, risk__board_year__closed=False,
    )  # fmt: skip
    # Who has lost their role sees nothing of what they were once given to do.
    still_seen = Exists(risks_seen_by(by, today).filter(pk=OuterRef("risk_id")))
    return own.filter(still_seen).select_related("risk")


def _to_do(row: Measure, all_masks: Masks, today: date) -> ToDo:
    masks = all_masks.get(row.risk_id, {})
    due_on = None if "deadline" in masks else row.due_on if row.deadline else row.risk.due_on
    return ToDo(
        measure_id=row.pk, measure_version=row.version, risk_id=row.risk_id, text=masks.get("measures") or row.text,
        risk_title=title_of(row.risk, masks), deadline=masks.get("deadline") or row.deadline or row.risk.deadline,
        due_on=due_on, progress=Progress(row.progress), late=due_on is not None and due_on < today,
        soon=due_on is not None and today <= due_on <= today + SOON,
    )  # fmt: skip


def _urgency(one: ToDo) -> tuple[bool, date, UUID]:
    return one.due_on is None, one.due_on or date.max, one.measure_id


def _awaiting(by: User, seen: QuerySet[Risk], today: date) -> Sequence[Risk]:
    access = access_of(by, today)
    if not access.anywhere(Permission.RESPOND):
        return []
    rows = seen.filter(response="", board_year__closed=False)
    if not access.everywhere(Permission.RESPOND):
        rows = rows.filter(node_id__in=access.at(Permission.RESPOND))
    return list(rows.order_by("-score_rank", "-pk")[:MOST])


def _counts(by: User, seen: QuerySet[Risk], today: date) -> Counts:
    """Two queries: the first is answered by the index over the short columns, the second reads the risks' texts."""
    short = seen.order_by().aggregate(
        risks=Count("*"), unscored=_count(Q(score_rank=UNSCORED)), without_response=_count(Q(response="")),
        late=_count(late_measures(by, today)),
    )  # fmt: skip
    return Counts(**short, without_measure=seen.filter(measures="").count())


def _count(those: Q) -> Count:
    """Counts a column of the index over the short ones, so that the index can answer alone."""
    return Count("municipality_id", filter=those)


def _named(risks: Sequence[Risk], masks: Masks) -> list[RiskNamed]:
    return [
        RiskNamed(
            id=risk.pk, title=title_of(risk, masks.get(risk.pk, {})), board_year_id=risk.board_year_id,
            node_id=risk.node_id, score=risk.score, level=risk.level, updated_at=risk.updated_at,
        )
        for risk in risks
    ]  # fmt: skip
