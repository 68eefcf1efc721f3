"""Addresses that stand on a page by the score, and need not be worked out anew for each of them."""

from collections.abc import Callable
from functools import cache
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse

_NOBODY = UUID(int=0)


def addresses(name: str, *before: UUID) -> Callable[[UUID], str]:
    """What gives the address of each key, which is the last argument of the page with that name.

    To reverse one takes as long as to draw a table row, and they differ in the key alone.
    """
    head, _, tail = reverse(name, args=[*before, _NOBODY]).rpartition(str(_NOBODY))
    return lambda key: f"{head}{key}{tail}"


def fixed_address(name: str) -> str | None:
    """The address of a page that has no key in it, or nothing if the installation has no such page."""
    return _reversed(name, settings.ROOT_URLCONF, get_script_prefix())


@cache
def _reversed(name: str, _table: str, _prefix: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
