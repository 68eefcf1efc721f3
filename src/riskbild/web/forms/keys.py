"""The key of what a form will add: made when the form is shown, so that a form sent twice adds one thing.

It is signed for the person it was made for, so that nobody can name a key of another's thing.
"""

from uuid import UUID

from django.core.signing import BadSignature, Signer

from riskbild.audit.ids import uuid7
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_SALT = "riskbild.web.risk.key"
_BROKEN = Sentence(
    "Formuläret är ofullständigt. Ladda om sidan och försök igen.",
    "The form is incomplete. Reload the page and try again.",
)


def new_key(person_id: UUID) -> str:
    """A new key with its signature."""
    return _signer(person_id).sign(str(uuid7()))


def read_key(value: str, person_id: UUID) -> UUID:
    """The key. Raises `Refused` for one that was not made for this person."""
    try:
        return UUID(_signer(person_id).unsign(value))
    except (BadSignature, ValueError) as error:
        raise Refused(_BROKEN) from error


def known_key(value: str, person_id: UUID) -> UUID | None:
    """The key, or nothing for one that was not made for this person."""
    try:
        return read_key(value, person_id)
    except Refused:
        return None


def _signer(person_id: UUID) -> Signer:
    return Signer(salt=f"{_SALT}.{person_id}")
