"""Roles are given and ended at dates; what once held stays on record."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.prepared import Prepared
from riskbild.audit.record import Change, record
from riskbild.audit.writing import update, write
from riskbild.organisation import events
from riskbild.organisation.conflict import NOT_FOUND, reached, take
from riskbild.organisation.day import day_of
from riskbild.organisation.models import Membership, Node, User
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.refusing import at
from riskbild.organisation.roles import Permission, Role
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence


@transaction.atomic
def give_role(
    *,
    by: Actor,
    user_id: UUID,
    node_id: UUID,
    role: Role,
    now: datetime,
    on: date | None = None,
    until: date | None = None,
) -> Membership:
    """Gives a person a role at a node and below, from `on` (default: today) until, but not including, `until`."""
    today = day_of(now)
    user, node = take(User, by, user_id, version=None), reached(Node, by, node_id)
    if user.municipality_id != node.municipality_id:
        raise Missing(NOT_FOUND)
    check(by, Permission.MANAGE_USERS, node.pk, today=today)
    start = on or today
    if until is not None and until <= start:
        raise at("until", _END_FIRST)
    held = _HELD_HERE.rows(user.municipality_id, user.pk, node.pk, role)
    _check_not_held(held, start, until)
    # What began the same day has ended that day: it was never held, and begins anew.
    membership = next((one for one in held if one.valid_from == start), None) or Membership(
        municipality_id=user.municipality_id, user=user, node=node, role=role, valid_from=start
    )
    membership.valid_to = until
    write(membership)
    after = {"user": str(user.pk), "node": str(node.pk), "role": role.value, "from": start, "until": until}
    change = Change(events.ROLE_GIVEN, "user", user.pk, after=after)
    record(change, by=by, municipality_id=user.municipality_id, now=now)
    return membership


@transaction.atomic
def end_role(*, by: Actor, membership_id: UUID, version: int, on: date, now: datetime) -> Membership:
    """Ends a role at a date; the person has it until the day before.

    Not before today, since until now the person has had it, and never one's own role as administrator: somebody must
    be left who can give it back.
    """
    today = day_of(now)
    membership = take(Membership, by, membership_id, version=None)
    check(by, Permission.MANAGE_USERS, membership.node_id, today=today)
    membership = take(Membership, by, membership_id, version=version)
    if membership.valid_to is not None and membership.valid_to <= today:
        raise Refused(_ENDED.format(day=membership.valid_to))
    if on < today:
        raise at("on", _BEFORE_TODAY)
    if by.id == membership.user_id and membership.role == Role.ADMINISTRATOR:
        raise Refused(_OWN)
    before = {"until": membership.valid_to}
    membership.valid_to = max(on, membership.valid_from)
    membership.version += 1
    update(membership)
    after = {"node": str(membership.node_id), "role": membership.role, "until": membership.valid_to}
    change = Change(events.ROLE_ENDED, "user", membership.user_id, before, after)
    record(change, by=by, municipality_id=membership.municipality_id, now=now)
    return membership


_HELD_HERE = Prepared(Membership.objects.all, by=["municipality_id", "user_id", "node_id", "role"])


def _check_not_held(held: Iterable[Membership], start: date, until: date | None) -> None:
    """The same role at the same node twice at a time would have to be ended twice to end."""
    for one in held:
        # A role that ended the day it began was never held.
        ended = one.valid_to is not None and one.valid_to <= max(start, one.valid_from)
        if not ended and (until is None or one.valid_from < until):
            raise at("role", _HELD)


_END_FIRST = Sentence(sv="Slutdatum måste ligga efter startdatum.", en="The end must come after the start.")
_HELD = Sentence(
    sv="Personen har redan den rollen här under den tiden.",
    en="The person already has that role here during that time.",
)
_ENDED = Sentence(sv="Rollen avslutades redan {day}.", en="The role already ended on {day}.")
_BEFORE_TODAY = Sentence(
    sv="En roll kan avslutas tidigast i dag, eftersom personen har haft den fram till nu.",
    en="A role ends today at the earliest, since the person has had it until now.",
)
_OWN = Sentence(
    sv="Din egen roll som administratör avslutas av en annan administratör.",
    en="Your own role as administrator is ended by another administrator.",
)
