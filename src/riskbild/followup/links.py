"""Links in mail: they open what one person is to report in one period, without signing in, until the period closes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from riskbild.audit.single import single
from riskbild.delivery.address import place_of
from riskbild.delivery.queries import AddressSeen, address_with, live_addresses
from riskbild.delivery.terms import Purpose
from riskbild.followup.models import FollowUpPeriod
from riskbild.followup.queries.board import period_for
from riskbild.followup.reminder_rules import rules_at, set_rules
from riskbild.organisation.day import day_of
from riskbild.organisation.limit import Limit, limited
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.queries import names_of
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import tree_of
from riskbild.rules.period_life import PeriodState
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence

_REVOKED = Sentence(
    "Länken är spärrad. Logga in, eller be samordnaren om en ny.",
    "The link has been revoked. Sign in, or ask the coordinator for a new one.",
)
_OVER = Sentence(
    "Perioden är stängd, så länken har slutat gälla. Logga in för att läsa det du har rapporterat.",
    "The period is closed, so the link no longer works. Sign in to read what you have reported.",
)
_NOT_YET = Sentence("Perioden är inte öppnad än.", "The period has not been opened yet.")
_SIGN_IN = Sentence(
    "Nämnden kräver att du loggar in för att rapportera.", "The board asks you to sign in before you report."
)


class LinkShut(Refused):
    """The link was a real one, and no longer opens anything; the sentence says why."""


class SignInRequired(Refused):
    """The board does not let a link take the place of signing in."""


@dataclass(frozen=True)
class LinkSeen:
    """An open link of a person: the period it is for, and the last day that it works."""

    period_id: UUID
    period: Sentence
    made_at: datetime
    closes: date


@dataclass(frozen=True)
class LinkHeld:
    """An open link to a period: whose it is, and when it was made."""

    person_id: UUID
    name: str
    made_at: datetime


def address_of(address_id: UUID) -> str:
    """The link's address for a letter; its token is put in when the letter is sent."""
    return place_of("report_link", address_id)


def person_for(token: str, *, now: datetime) -> User:
    """The person that a link belongs to, limited to reporting their own in its period; five queries, no write.

    Raises `Missing` for what is no link, `LinkShut` for one that has stopped working, and `SignInRequired`.
    """
    seen = address_with(token)
    if seen is None or seen.purpose is not Purpose.REPORT:
        raise Missing
    if seen.revoked_at is not None:
        raise LinkShut(_REVOKED)
    period = single(FollowUpPeriod.objects.filter(municipality_id=seen.municipality_id, pk=seen.scope))
    user = (
        User.objects.select_related("municipality").filter(municipality_id=seen.municipality_id).get(pk=seen.person_id)
    )
    if period is None or not user.is_active:
        raise LinkShut(_REVOKED)
    _check_open(period, now)
    if not rules_at(period.board_id, set_rules(period.municipality_id), tree_of(user.municipality, day_of(now))).links:
        raise SignInRequired(_SIGN_IN)
    return limited(user, Limit(period.pk))


def own_links(by: User) -> Sequence[LinkSeen]:
    """The person's own links that still open something, newest first; two queries."""
    seen = {one.scope: one for one in live_addresses(by.municipality_id, Purpose.REPORT, person_id=by.pk)}
    periods = FollowUpPeriod.objects.filter(municipality_id=by.municipality_id, pk__in=seen, state=PeriodState.OPEN)
    links = [_link(period, seen[period.pk]) for period in periods]
    return sorted(links, key=lambda one: one.made_at, reverse=True)


def links_of_period(by: Actor, period_id: UUID, today: date) -> Sequence[LinkHeld]:
    """The links to a period that still open something, by the names of their people; for who manages the year.

    Raises `Missing`, and `Forbidden`.
    """
    period = period_for(by, period_id, today)
    check(by, Permission.MANAGE_YEAR, period.board_id, today=today)
    if period.state != PeriodState.OPEN or today > period.closes:
        return []
    found = live_addresses(period.municipality_id, Purpose.REPORT, scope=period.pk)
    names = names_of(period.municipality_id, [one.person_id for one in found])
    links = [LinkHeld(one.person_id, names.get(one.person_id, ""), one.made_at) for one in found]
    return sorted(links, key=lambda one: (one.name.casefold(), str(one.person_id)))


def _check_open(period: FollowUpPeriod, now: datetime) -> None:
    if period.state == PeriodState.PLANNED:
        raise LinkShut(_NOT_YET)
    if period.state != PeriodState.OPEN or day_of(now) > period.closes:
        raise LinkShut(_OVER)


def _link(period: FollowUpPeriod, seen: AddressSeen) -> LinkSeen:
    return LinkSeen(period.pk, Sentence(period.name_sv, period.name_en), seen.made_at, period.closes)
