"""What people and administrators do with mail: choose, decline, send again, and make or shut a calendar's address."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.delivery.actions import choosing
from riskbild.delivery.actions.addresses import make_addresses, revoke_addresses
from riskbild.delivery.models import NOTHING
from riskbild.delivery.terms import Purpose, Rhythm
from riskbild.organisation.day import day_of
from riskbild.organisation.limit import check_unlimited
from riskbild.organisation.models import User
from riskbild.organisation.permissions import check_everywhere
from riskbild.organisation.roles import Permission
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

LANGUAGES = ("sv", "en")

_NO_SUCH_LANGUAGE = Sentence("Välj svenska eller engelska.", "Choose Swedish or English.")


@transaction.atomic
def choose_own_mail(*, by: User, language: str, rhythm: Rhythm, now: datetime) -> None:
    """The person chooses the language of their mail, and how often they want what may be declined."""
    check_unlimited(by)
    if language not in LANGUAGES:
        raise Refused(_NO_SUCH_LANGUAGE)
    choosing.choose_mail(
        by=by, municipality_id=by.municipality_id, person_id=by.pk, rhythm=rhythm, language=language, now=now
    )


@transaction.atomic
def decline_mail(*, by: User, now: datetime) -> None:
    """The person, known by the address in a mail, no longer wants what may be declined."""
    choosing.choose_mail(by=by, municipality_id=by.municipality_id, person_id=by.pk, rhythm=Rhythm.OFF, now=now)


@transaction.atomic
def send_again(*, by: User, message_id: UUID, now: datetime) -> None:
    """An administrator gives a message that could not be sent another chance."""
    check_everywhere(by, Permission.MANAGE_USERS, today=day_of(now))
    choosing.send_again(by=by, municipality_id=by.municipality_id, message_id=message_id, now=now)


@transaction.atomic
def make_calendar_address(*, by: User, now: datetime) -> None:
    """Gives the person a secret address for their calendar; one there already stops working."""
    check_unlimited(by)
    ours, what = by.municipality_id, Purpose.CALENDAR
    revoke_addresses(by=by, municipality_id=ours, person_id=by.pk, purpose=what, now=now)
    make_addresses(by=by, municipality_id=ours, purpose=what, wanted=[(by.pk, NOTHING)], now=now)


@transaction.atomic
def shut_calendar_address(*, by: User, now: datetime) -> None:
    """The calendar's address no longer opens anything."""
    check_unlimited(by)
    revoke_addresses(by=by, municipality_id=by.municipality_id, person_id=by.pk, purpose=Purpose.CALENDAR, now=now)
