"""Whole addresses for mail and calendars, which are made where no request tells the server's name."""

import re
from uuid import UUID

from django.conf import settings
from django.urls import reverse

_PLACE = re.compile(r"SECRET-ADDRESS-([0-9a-f-]{36})")


def absolute(name: str, *args: object) -> str:
    """The whole address of a named page."""
    return f"{settings.RISKBILD_URL}{reverse(name, args=args or None)}"


def place_of(name: str, address_id: UUID) -> str:
    """The same for a page opened by a token: names the secret address where the token will stand."""
    return absolute(name, f"SECRET-ADDRESS-{address_id}")


def places_in(text: str) -> set[UUID]:
    """The secret addresses named in a text."""
    return {UUID(found) for found in _PLACE.findall(text)}


def with_tokens(text: str, tokens: dict[UUID, str]) -> str:
    """The text with the tokens in their places; KeyError for one that is not given."""
    return _PLACE.sub(lambda place: tokens[UUID(place[1])], text)
