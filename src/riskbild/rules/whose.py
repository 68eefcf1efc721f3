"""Whose a report is: the person named in the plan, else who holds the role, unless it has been handed to another."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from uuid import UUID

from riskbild.rules.roles import suggested_roles


class Way(StrEnum):
    """How a report came to be somebody's."""

    OWNER = "owner"
    ROLE = "role"
    PERFORMER = "performer"
    ASSIGNED = "assigned"
    DELEGATED = "delegated"


HANDED = frozenset({Way.ASSIGNED, Way.DELEGATED})
"""What a person has decided about one report, and no change of owner or role undoes."""


def role_key(role: str) -> str:
    """A role as two spellings of it are compared: case and blanks do not count."""
    return " ".join(role.casefold().split())


def roles_named(cell: str) -> tuple[str, ...]:
    """The keys of the roles that a cell of who is responsible names, in order."""
    return tuple(dict.fromkeys(role_key(one.role) for one in suggested_roles(cell)))


def in_role(cell: str, path: Sequence[UUID], holders: Mapping[tuple[UUID, str], Iterable[UUID]]) -> tuple[UUID, ...]:
    """Who holds the roles of a cell: for each role those at the unit, else at the nearest level above that has any.

    `path` goes from the unit upwards. A whole cell that is itself somebody's role counts before its parts.
    """
    found: dict[UUID, None] = {}
    whole = role_key(cell)
    named = (whole,) if any((node, whole) in holders for node in path) else roles_named(cell)
    for role in named:
        at = next((node for node in path if (node, role) in holders), None)
        if at is not None:
            found.update(dict.fromkeys(holders[at, role]))
    return tuple(found)


def whose(
    *, owner: UUID | None, in_roles: Iterable[UUID] = (), performer: UUID | None = None
) -> tuple[tuple[UUID, Way], ...]:
    """The people a report falls to: the owner, else who holds the owner's role, else who performs the control."""
    if owner is not None:
        return ((owner, Way.OWNER),)
    by_role = tuple((person, Way.ROLE) for person in dict.fromkeys(in_roles))
    if by_role or performer is None:
        return by_role
    return ((performer, Way.PERFORMER),)
