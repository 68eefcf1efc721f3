"""Secret addresses are made, and revoked."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.actor import Actor
from riskbild.audit.event import Event
from riskbild.audit.record import Change, record_all
from riskbild.audit.writing import insert
from riskbild.delivery import events, token
from riskbild.delivery.models import NOTHING, SecretAddress
from riskbild.delivery.terms import Purpose

type Wanted = tuple[UUID, UUID]
"""A person and what the address is for."""


@transaction.atomic
def make_addresses(
    *, by: Actor, municipality_id: UUID, purpose: Purpose, wanted: Collection[Wanted], now: datetime
) -> dict[Wanted, UUID]:
    """The keys of live addresses for some persons and scopes, made where there is none; four queries.

    One whose token this installation can no longer make, since the secret key was changed, is replaced.
    """
    live = _live(municipality_id, purpose, {person for person, _ in wanted})
    lost = [row.pk for row in live.values() if token.grow(row.pk, row.seed, row.digest) is None]
    SecretAddress.objects.filter(municipality_id=municipality_id, pk__in=lost).update(revoked_at=now)
    found = {pair: row.pk for pair, row in live.items() if row.pk not in lost}
    made = [_row(municipality_id, purpose, pair, now) for pair in dict.fromkeys(wanted) if pair not in found]
    insert(SecretAddress, made)
    if purpose is not Purpose.DECLINE:
        _record(made, events.ADDRESS_MADE, by=by, municipality_id=municipality_id, now=now)
    return {**found, **{(row.person_id, row.scope): row.pk for row in made}}


@transaction.atomic
def revoke_addresses(
    *, by: Actor, municipality_id: UUID, person_id: UUID, purpose: Purpose, now: datetime, scope: UUID | None = None
) -> int:
    """Shuts a person's addresses of one kind, or only the one for `scope`; returns how many were open."""
    rows = SecretAddress.objects.filter(
        municipality_id=municipality_id, person_id=person_id, purpose=purpose, revoked_at=None
    )
    shut = list(rows if scope is None else rows.filter(scope=scope))
    SecretAddress.objects.filter(municipality_id=municipality_id, pk__in=[row.pk for row in shut]).update(
        revoked_at=now
    )
    _record(shut, events.ADDRESS_REVOKED, by=by, municipality_id=municipality_id, now=now)
    return len(shut)


def _live(municipality_id: UUID, purpose: Purpose, person_ids: Collection[UUID]) -> dict[Wanted, SecretAddress]:
    rows = SecretAddress.objects.filter(
        municipality_id=municipality_id, person_id__in=person_ids, purpose=purpose, revoked_at=None
    )
    return {(row.person_id, row.scope): row for row in rows}


def _row(municipality_id: UUID, purpose: Purpose, pair: Wanted, now: datetime) -> SecretAddress:
    person_id, scope = pair
    row = SecretAddress(municipality_id=municipality_id, person_id=person_id, purpose=purpose, scope=scope, made_at=now)
    planted = token.plant(row.pk)
    row.seed, row.digest = planted.seed, planted.digest
    return row


def _record(rows: Sequence[SecretAddress], what: Event, *, by: Actor, municipality_id: UUID, now: datetime) -> None:
    changes = [
        Change(what, "user", row.person_id, after={"for": row.purpose} | _scope(row))
        for row in rows
    ]  # fmt: skip
    if changes:
        record_all(changes, by=by, municipality_id=municipality_id, now=now)


def _scope(row: SecretAddress) -> dict[str, str]:
    return {} if row.scope == NOTHING else {"scope": str(row.scope)}
