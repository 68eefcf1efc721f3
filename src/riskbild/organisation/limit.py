"""What somebody may who came by a secret address in a mail: report what is theirs in one period, and nothing else."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.organisation.models import User
from riskbild.rules.refusal import Forbidden
from riskbild.rules.sentence import Sentence

_SIGN_IN = Sentence("Logga in för att göra det här.", "Sign in to do this.")


@dataclass(frozen=True)
class Limit:
    """The one period that may be reported in. Secret fields stay masked, whatever the person may otherwise."""

    period_id: UUID


NO_PERIOD: Final = Limit(UUID(int=0))
"""The limit of who only reads dates: a calendar reports in no period."""


def limited(user: User, limit: Limit) -> User:
    """The person, for this one request with no more rights than the limit leaves; the trail says so, too."""
    user.limit = limit
    user.actor_kind = "link"
    user.__dict__.pop("_access", None)
    return user


def limit_of(by: User | Operator) -> Limit | None:
    """The limit of whoever acts; None for who has signed in and for an operator."""
    return None if isinstance(by, Operator) else by.limit


def check_unlimited(by: User | Operator) -> None:
    """Raises `Forbidden` for somebody who has not signed in."""
    if limit_of(by) is not None:
        raise Forbidden(_SIGN_IN)
