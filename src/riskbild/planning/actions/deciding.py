"""Answering nominations: taken, merged with another risk, or declined with a reason; one or many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.event import Event
from riskbild.audit.record import Change, record
from riskbild.audit.writing import update
from riskbild.organisation.conflict import Conflict, take
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.refusing import at
from riskbild.organisation.roles import Permission
from riskbild.planning import events
from riskbild.planning.actions.checking import REASON, one_text
from riskbild.planning.actions.nominating import MOST_AT_ONCE, check_unanswered
from riskbild.planning.actions.profiles import put_in_profile
from riskbild.planning.actions.taking import open_year_of, risks_of_year
from riskbild.planning.models import Nomination
from riskbild.planning.terms import NominationState, ProfileOrigin
from riskbild.register.models import BoardYear
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class ChosenNomination:
    """A nomination in the inbox, as the person saw it."""

    id: UUID
    version: int


@transaction.atomic
def take_nomination(*, by: Actor, nomination_id: UUID, version: int, now: datetime, group: str = "") -> Nomination:
    """Takes a nominated risk into the level's risk profile, last in it, under a group if one is given."""
    row, year = _taken(by, nomination_id, version, now)
    put_in_profile(year, row.to_node_id, [row.risk], ProfileOrigin.NOMINATED, group=group, from_node=row.from_node_id)
    return _answered(row, NominationState.TAKEN, events.NOMINATION_TAKEN, by=by, now=now, reason="")


@transaction.atomic
def merge_nomination(
    *, by: Actor, nomination_id: UUID, version: int, into_id: UUID, now: datetime, reason: str = ""
) -> Nomination:
    """Answers a nomination by another risk that says the same: that one stands in the profile for both.

    Both risks stay in the register; the nomination links them both ways.
    """
    row, year = _taken(by, nomination_id, version, now)
    if into_id == row.risk_id:
        raise at("into", _ITSELF)
    (into,) = risks_of_year(by, year, [into_id], now)
    put_in_profile(year, row.to_node_id, [into], ProfileOrigin.CHOSEN)
    row.into = into
    record(
        Change(events.NOMINATION_MERGED, "risk", into.pk, after={"merged_from": str(row.risk_id)}),
        by=by, municipality_id=row.municipality_id, now=now,
    )  # fmt: skip
    text = one_text("reason", reason, REASON)
    return _answered(row, NominationState.MERGED, events.NOMINATION_MERGED, by=by, now=now, reason=text)


@transaction.atomic
def decline_nomination(*, by: Actor, nomination_id: UUID, version: int, reason: str, now: datetime) -> Nomination:
    """Declines a nomination with a reason that the unit sees."""
    row, _ = _taken(by, nomination_id, version, now)
    text = one_text("reason", reason, REASON, empty=_NO_REASON)
    return _answered(row, NominationState.DECLINED, events.NOMINATION_DECLINED, by=by, now=now, reason=text)


@transaction.atomic
def decide_many(
    *, by: Actor, chosen: Sequence[ChosenNomination], state: NominationState, now: datetime, reason: str = "",
    group: str = "",
) -> list[Nomination]:  # fmt: skip
    """Takes or declines many nominations, all or none. Raises `Refused` when somebody else has answered one of them."""
    if not chosen or len(chosen) > MOST_AT_ONCE:
        raise Refused(_HOW_MANY)
    if state not in {NominationState.TAKEN, NominationState.DECLINED}:
        raise Refused(_ONLY_THESE)
    done = []
    for one in sorted(chosen, key=lambda one: one.id):
        try:
            if state is NominationState.TAKEN:
                row = take_nomination(by=by, nomination_id=one.id, version=one.version, group=group, now=now)
            else:
                row = decline_nomination(by=by, nomination_id=one.id, version=one.version, reason=reason, now=now)
        except Conflict as conflict:
            raise Refused(_MEANWHILE) from conflict
        done.append(row)
    return done


def _taken(by: Actor, nomination_id: UUID, version: int, now: datetime) -> tuple[Nomination, BoardYear]:
    row = take(Nomination, by, nomination_id, "risk", version=None)
    check(by, Permission.DECIDE_NOMINATION, row.to_node_id, today=day_of(now))
    if row.version != version:
        raise Conflict
    check_unanswered(row)
    year = open_year_of(by, row.board_year_id)
    risks_of_year(by, year, [row.risk_id], now)
    return row, year


def _answered(
    row: Nomination, state: NominationState, event: Event, *, by: Actor, now: datetime, reason: str
) -> Nomination:
    row.state, row.reason, row.decided_at, row.decided_by_id = state, reason, now, by.id
    row.version += 1
    update(row)
    after = {"node": str(row.to_node_id), "reason": reason} | ({"into": str(row.into_id)} if row.into_id else {})
    record(Change(event, "risk", row.risk_id, after=after), by=by, municipality_id=row.municipality_id, now=now)
    return row


_ITSELF = Sentence(sv="En risk kan inte föras samman med sig själv.", en="A risk cannot be merged with itself.")
_NO_REASON = Sentence(sv="Ange varför nomineringen avböjs.", en="Say why the nomination is declined.")
_HOW_MANY = Sentence(
    sv=f"Välj minst en och högst {MOST_AT_ONCE} nomineringar.",
    en=f"Choose at least one and at most {MOST_AT_ONCE} nominations.",
)
_ONLY_THESE = Sentence(
    sv="Många nomineringar kan tas emot eller avböjas på en gång; sammanförs gör de en och en.",
    en="Many nominations can be taken or declined at once; they are merged one by one.",
)
_MEANWHILE = Sentence(
    sv="Någon annan har hunnit svara på en av nomineringarna. Inget har sparats.",
    en="Somebody else has answered one of the nominations. Nothing has been saved.",
)
