"""Mail and people: to whom it can be sent, what a person has chosen, and what the administrator sees of the outbox."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.audit.single import single
from riskbild.delivery.actions.queuing import Recipient
from riskbild.delivery.address import absolute
from riskbild.delivery.queries import Choice, OutboxSeen, address_with, choices_of, live_addresses, outbox, token_of
from riskbild.delivery.terms import MessageState, Purpose
from riskbild.organisation.conflict import NOT_FOUND
from riskbild.organisation.models import Municipality, User
from riskbild.organisation.permissions import check_everywhere
from riskbild.organisation.roles import Permission
from riskbild.rules.refusal import Missing


@dataclass(frozen=True)
class OwnMail:
    """A person's own mail: where it goes, what is chosen, and the calendar's secret address, empty if there is none."""

    email: str
    choice: Choice
    calendar: str


def municipality_ids() -> list[UUID]:
    """Every municipality of the installation; for what works through them all."""
    return list(Municipality.objects.order_by("pk").values_list("pk", flat=True))


def recipients(municipality_id: UUID, person_ids: Collection[UUID]) -> dict[UUID, Recipient]:
    """How some people are reached: those that are active and have a mail address. One query."""
    rows = User.objects.filter(municipality_id=municipality_id, pk__in=person_ids, is_active=True).exclude(email="")
    return {row.pk: Recipient(row.pk, row.name, row.email) for row in rows.only("pk", "name", "email")}


def own_mail(by: User) -> OwnMail:
    """What the account page shows of the person's own mail; four queries."""
    choice = choices_of(by.municipality_id, [by.pk]).get(by.pk, Choice())
    return OwnMail(by.email, choice, _calendar(by))


def outbox_seen_by(by: User, state: MessageState | None, today: date, *, after: UUID | None = None) -> OutboxSeen:
    """A page of the municipality's outbox for who manages its users. Raises `Forbidden`."""
    check_everywhere(by, Permission.MANAGE_USERS, today=today)
    return outbox(by.municipality_id, state, after=after)


def person_with(token: str, purpose: Purpose) -> tuple[User, UUID]:
    """The person that a secret address belongs to, and its key. Raises `Missing` for any that does not open."""
    seen = address_with(token)
    if seen is None or seen.purpose is not purpose or seen.revoked_at is not None:
        raise Missing(NOT_FOUND)
    rows = User.objects.select_related("municipality").filter(municipality_id=seen.municipality_id, is_active=True)
    user = single(rows.filter(pk=seen.person_id))
    if user is None:
        raise Missing(NOT_FOUND)
    return user, seen.id


def _calendar(by: User) -> str:
    """The address to subscribe to; it can be shown again, since the installation can make its token again."""
    for seen in live_addresses(by.municipality_id, Purpose.CALENDAR, person_id=by.pk):
        if token := token_of(by.municipality_id, seen.id):
            return absolute("calendar_feed", token)
    return ""
