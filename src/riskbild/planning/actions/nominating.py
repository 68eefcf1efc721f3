"""Nominating risks to the level above, and taking a nomination back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from riskbild.audit.record import Change, record
from riskbild.audit.writing import add, update
from riskbild.organisation.conflict import NOT_FOUND, Conflict, take
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.refusing import at
from riskbild.organisation.roles import Permission
from riskbild.planning import events
from riskbild.planning.actions.checking import MOTIVE, one_text
from riskbild.planning.actions.taking import open_year_of, risks_of_year, tree_on
from riskbild.planning.models import Nomination, ProfileRisk
from riskbild.planning.terms import NominationState
from riskbild.register.models import BoardYear, Risk
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence

MOST_AT_ONCE = 500


@transaction.atomic
def nominate(
    *,
    by: Actor,
    board_year_id: UUID,
    risk_ids: Sequence[UUID],
    motive: str,
    now: datetime,
    to_node_id: UUID | None = None,
) -> list[Nomination]:
    """Offers risks to a level above, each with the same motive, all or none.

    Without `to_node_id` the level is the one right above whoever has the risk now: its unit, or the highest level that
    has it in its risk profile. Raises `Refused` without a motive, for a risk already offered there or already taken.
    """
    if not risk_ids or len(risk_ids) > MOST_AT_ONCE:
        raise Refused(_HOW_MANY)
    year = open_year_of(by, board_year_id)
    text = one_text("motive", motive, MOTIVE, empty=_NO_MOTIVE)
    made = []
    for risk in risks_of_year(by, year, list(risk_ids), now):
        from_node, to_node = _levels(year, risk, to_node_id, now)
        check(by, Permission.NOMINATE, from_node, today=day_of(now))
        row = Nomination(
            municipality_id=year.municipality_id, board_year=year, risk=risk, from_node_id=from_node,
            to_node_id=to_node, motive=text, nominated_by_id=by.id, nominated_at=now,
        )  # fmt: skip
        made.append(_offered(row, by, now))
    return made


@transaction.atomic
def withdraw_nomination(*, by: Actor, nomination_id: UUID, version: int, now: datetime) -> Nomination:
    """Takes back a nomination that has not been answered; whoever may nominate from where it came may."""
    row = take(Nomination, by, nomination_id, version=None)
    check(by, Permission.NOMINATE, row.from_node_id, today=day_of(now))
    open_year_of(by, row.board_year_id)
    if row.version != version:
        raise Conflict
    check_unanswered(row)
    row.state = NominationState.WITHDRAWN
    row.decided_at, row.decided_by_id = now, by.id
    row.version += 1
    update(row)
    change = Change(events.NOMINATION_WITHDRAWN, "risk", row.risk_id)
    record(change, by=by, municipality_id=row.municipality_id, now=now)
    return row


def check_unanswered(row: Nomination) -> None:
    """Raises `Refused` for a nomination that has been answered or taken back."""
    if row.state != NominationState.OPEN:
        raise Refused(_ANSWERED)


def _offered(row: Nomination, by: Actor, now: datetime) -> Nomination:
    risk = row.risk
    if _in_profile(row.board_year, risk, [row.to_node_id]):
        raise Refused(_TAKEN_ALREADY.format(title=risk.title[:80]))
    try:
        with transaction.atomic():
            add(row)
    except IntegrityError as twice:
        raise Refused(_OFFERED_ALREADY.format(title=risk.title[:80])) from twice
    change = Change(events.NOMINATED, "risk", risk.pk, after={"motive": row.motive, "node": str(row.to_node_id)})
    record(change, by=by, municipality_id=row.municipality_id, now=now)
    return row


def _levels(year: BoardYear, risk: Risk, to_node_id: UUID | None, now: datetime) -> tuple[UUID, UUID]:
    """Who has the risk now and whom it is offered to: both on the way from the risk's unit up to the board."""
    tree = tree_on(year.board, now)
    path = [node.id for node in tree.path(risk.node_id)]
    if year.board_id not in path:
        raise Missing(NOT_FOUND)
    upwards = path[path.index(year.board_id) :][::-1]
    held = _in_profile(year, risk, upwards)
    if to_node_id is None:
        place = max((upwards.index(node) for node in held), default=0)
        if place + 1 >= len(upwards):
            raise Refused(_AT_TOP.format(title=risk.title[:80]))
        return upwards[place], upwards[place + 1]
    if to_node_id not in upwards or to_node_id == risk.node_id:
        raise at("to_node", _NOT_ABOVE)
    below = upwards[: upwards.index(to_node_id)]
    return max((node for node in held if node in below), key=below.index, default=risk.node_id), to_node_id


def _in_profile(year: BoardYear, risk: Risk, nodes: list[UUID]) -> list[UUID]:
    rows = ProfileRisk.objects.filter(
        municipality_id=year.municipality_id, risk=risk, profile__municipality_id=year.municipality_id,
        profile__node_id__in=nodes,
    )  # fmt: skip
    return list(rows.values_list("profile__node_id", flat=True))


_NO_MOTIVE = Sentence(sv="Motivera nomineringen.", en="Say why the risk is nominated.")
_HOW_MANY = Sentence(
    sv=f"Välj minst en och högst {MOST_AT_ONCE} risker.", en=f"Choose at least one and at most {MOST_AT_ONCE} risks."
)
_ANSWERED = Sentence(
    sv="Nomineringen är redan avgjord eller återtagen.", en="The nomination has already been answered or withdrawn."
)
_OFFERED_ALREADY = Sentence(
    sv="”{title}” är redan nominerad och väntar på svar.", en="“{title}” is already nominated and awaits an answer."
)
_TAKEN_ALREADY = Sentence(
    sv="”{title}” finns redan i riskbilden där.", en="“{title}” already stands in the risk profile there."
)
_AT_TOP = Sentence(
    sv="”{title}” finns redan hos nämnden.", en="“{title}” is already with the board: there is no level above."
)
_NOT_ABOVE = Sentence(sv="Välj en nivå ovanför risken.", en="Choose a level above the risk.")
