"""Risk workshops: opened with risks, scored alone, the spread shown, decided by the group, closed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from riskbild.audit.event import Event
from riskbild.audit.record import Change, record
from riskbild.audit.writing import add, insert, update
from riskbild.organisation.conflict import NOT_FOUND, take
from riskbild.organisation.day import day_of
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.refusing import filled_line
from riskbild.organisation.roles import Permission
from riskbild.planning import events
from riskbild.planning.actions.checking import one_text
from riskbild.planning.actions.taking import check_under_board, open_year_of, risks_of_year
from riskbild.planning.models import Workshop, WorkshopRisk, WorkshopScore
from riskbild.register.actions.assessing import assess_risk, counted_score
from riskbild.register.derive import Scored
from riskbild.register.models import Assessment, BoardYear
from riskbild.register.rules_of import method_of
from riskbild.register.terms import AssessmentKind
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence

MOST_RISKS = 200


@transaction.atomic
def open_workshop(
    *,
    by: Actor,
    board_year_id: UUID,
    node_id: UUID,
    title: str,
    risk_ids: Sequence[UUID],
    held_on: date,
    now: datetime,
    participants: str = "",
    alone_first: bool = True,
) -> Workshop:
    """Opens a workshop on some risks, in their order. `participants` names those who take part, signed in or not."""
    year = open_year_of(by, board_year_id)
    check_under_board(year, node_id, now)
    check(by, Permission.ASSESS, node_id, today=day_of(now))
    if not risk_ids or len(risk_ids) > MOST_RISKS:
        raise Refused(_HOW_MANY)
    risks = risks_of_year(by, year, list(risk_ids), now)
    made = add(Workshop(
        municipality_id=year.municipality_id, board_year=year, node_id=node_id, held_on=held_on,
        title=filled_line(title, where="title", longest=200, empty=_NO_TITLE),
        participants=one_text("participants", participants, _PARTICIPANTS), alone_first=alone_first,
    ))  # fmt: skip
    insert(
        WorkshopRisk,
        [
            WorkshopRisk(
                municipality_id=year.municipality_id, workshop=made, risk=risk, position=place, shown=not alone_first
            )
            for place, risk in enumerate(risks)
        ],
    )
    _record(made, events.WORKSHOP_OPENED, by, now, {"name": made.title, "risks": len(risks)})
    return made


@transaction.atomic
def score_alone(
    *, by: User, workshop_id: UUID, risk_id: UUID, scored: Scored, now: datetime
) -> WorkshopScore:  # fmt: skip
    """The person's own opinion of a risk; may be changed until the spread is shown."""
    row, year = _taken(by, workshop_id, risk_id, now)
    if row.shown:
        raise Refused(_SHOWN)
    counted = counted_score(method_of(year.method), scored)
    score, _ = WorkshopScore.objects.update_or_create(
        municipality_id=row.municipality_id, workshop_risk=row, user=by,
        defaults={"likelihood": counted.likelihood, "impact": counted.impact, "score": counted.score},
    )  # fmt: skip
    # What each thought stays in the workshop: the trail tells that somebody scored, not what.
    _record(row.workshop, events.WORKSHOP_SCORED, by, now, {"risk": str(risk_id)})
    return score


@transaction.atomic
def show_spread(*, by: Actor, workshop_id: UUID, risk_id: UUID, now: datetime) -> WorkshopRisk:
    """Shows what everybody thought of a risk; from here on nobody changes their own opinion. Twice is as once."""
    row, _ = _taken(by, workshop_id, risk_id, now)
    if not row.shown:
        row.shown = True
        row.version += 1
        update(row, "shown", "version")
        _record(row.workshop, events.WORKSHOP_SHOWN, by, now, {"risk": str(risk_id)})
    return row


@transaction.atomic
def decide_in_workshop(
    *,
    by: Actor,
    workshop_id: UUID,
    risk_id: UUID,
    risk_version: int,
    scored: Scored,
    motive: str,
    now: datetime,
    kind: AssessmentKind = AssessmentKind.INHERENT,
    participants: str = "",
) -> WorkshopRisk:
    """The group's assessment, dated with the workshop's day; `participants` names who took part in just this one.

    Raises `Refused` while opinions are still given alone and unseen, and as `assess_risk`.
    """
    row, year = _taken(by, workshop_id, risk_id, now)
    if not row.shown:
        raise Refused(_NOT_SHOWN)
    day = min(row.workshop.held_on, day_of(now))
    assess_risk(
        by=by, risk_id=risk_id, version=risk_version, kind=kind, scored=scored, motive=motive, now=now, made_on=day
    )
    made = Assessment.objects.filter(municipality_id=year.municipality_id, risk_id=risk_id, made_at=now, kind=kind)
    row.assessment = made.order_by("-pk").first()
    row.participants = one_text("participants", participants, _PARTICIPANTS) or _everybody(row)
    row.version += 1
    update(row)
    after: dict[str, Any] = {"participants": row.participants, "on": day}
    _record(row.workshop, events.WORKSHOP_DECIDED, by, now, {"risk": str(risk_id), **after})
    # The risk's own history tells who stands behind its score.
    of_risk = Change(events.WORKSHOP_DECIDED, "risk", risk_id, after={"name": row.workshop.title, **after})
    record(of_risk, by=by, municipality_id=row.municipality_id, now=now)
    return row


@transaction.atomic
def close_workshop(*, by: Actor, workshop_id: UUID, version: int, now: datetime) -> Workshop:
    """Ends a workshop: nothing more is scored in it."""
    row = take(Workshop, by, workshop_id, version=None)
    check(by, Permission.ASSESS, row.node_id, today=day_of(now))
    open_year_of(by, row.board_year_id)
    row = take(Workshop, by, workshop_id, version=version)
    if row.closed:
        raise Refused(_CLOSED)
    row.closed = True
    row.version += 1
    update(row)
    _record(row, events.WORKSHOP_CLOSED, by, now, {"name": row.title})
    return row


def _taken(by: Actor, workshop_id: UUID, risk_id: UUID, now: datetime) -> tuple[WorkshopRisk, BoardYear]:
    workshop = take(Workshop, by, workshop_id, version=None)
    year = open_year_of(by, workshop.board_year_id)
    (risk,) = risks_of_year(by, year, [risk_id], now)
    check(by, Permission.ASSESS, risk.node_id, today=day_of(now))
    if workshop.closed:
        raise Refused(_CLOSED)
    rows = WorkshopRisk.objects.select_related("workshop").select_for_update(of=("self",))
    row = rows.filter(municipality_id=workshop.municipality_id, workshop=workshop, risk=risk).first()
    if row is None:
        raise Missing(NOT_FOUND)
    return row, year


def _everybody(row: WorkshopRisk) -> str:
    """Those who scored it alone, and those the workshop names besides."""
    scores = WorkshopScore.objects.filter(municipality_id=row.municipality_id, workshop_risk=row)
    scored = scores.order_by("user__name").values_list("user__name", flat=True)
    named = [line.strip() for line in row.workshop.participants.replace(",", "\n").splitlines() if line.strip()]
    return ", ".join(dict.fromkeys([*named, *scored]))


def _record(workshop: Workshop, event: Event, by: Actor, now: datetime, after: dict[str, Any]) -> None:
    change = Change(event, "workshop", workshop.pk, after=after)
    record(change, by=by, municipality_id=workshop.municipality_id, now=now)


_PARTICIPANTS = Sentence(sv="Deltagare", en="Participants")
_NO_TITLE = Sentence(sv="Ge riskverkstaden ett namn.", en="Name the workshop.")
_HOW_MANY = Sentence(
    sv=f"Välj minst en och högst {MOST_RISKS} risker.", en=f"Choose at least one and at most {MOST_RISKS} risks."
)
_SHOWN = Sentence(
    sv="Spridningen är visad. Nu bedömer gruppen tillsammans.",
    en="The spread has been shown. Now the group assesses together.",
)
_NOT_SHOWN = Sentence(
    sv="Visa spridningen innan gruppen bestämmer sig.", en="Show the spread before the group decides."
)
_CLOSED = Sentence(sv="Riskverkstaden är avslutad.", en="The workshop is closed.")
