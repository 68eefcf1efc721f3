"""Links in mail are made, and revoked by the person or by who answers for the period."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.delivery.actions.addresses import make_addresses, revoke_addresses
from riskbild.delivery.terms import Purpose
from riskbild.followup.models import FollowUpPeriod
from riskbild.organisation.conflict import reached
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission


@transaction.atomic
def make_links(*, by: Actor, period_id: UUID, person_ids: Collection[UUID], now: datetime) -> dict[UUID, UUID]:
    """The keys of the links of some people to a period, by person; the ones there are stay the same."""
    period = reached(FollowUpPeriod, by, period_id)
    check(by, Permission.MANAGE_YEAR, period.board_id, today=day_of(now))
    made = make_addresses(
        by=by, municipality_id=period.municipality_id, purpose=Purpose.REPORT,
        wanted=[(person, period.pk) for person in person_ids], now=now,
    )  # fmt: skip
    return {person: made[person, period.pk] for person in person_ids}


@transaction.atomic
def revoke_link(*, by: Actor, period_id: UUID, person_id: UUID, now: datetime) -> int:
    """Shuts a person's link to a period: one's own, also by the link itself, or anybody's for who manages the year."""
    period = reached(FollowUpPeriod, by, period_id)
    if by.id != person_id:
        check(by, Permission.MANAGE_YEAR, period.board_id, today=day_of(now))
    return revoke_addresses(
        by=by, municipality_id=period.municipality_id, person_id=person_id, purpose=Purpose.REPORT, scope=period.pk,
        now=now,
    )  # fmt: skip
