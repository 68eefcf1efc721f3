"""Who does something: a signed-in person, or the operator at the server's own keyboard."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True)
class Operator:
    """Whoever runs commands on the server: may do everything there, and the trail says that it was from there."""

    name: str
    actor_kind = "operator"
    id: UUID | None = None

    def __str__(self) -> str:
        """The name as the trail shows it."""
        return self.name


class Actor(Protocol):
    """What the trail needs to know of whoever acts."""

    @property
    def actor_kind(self) -> str:
        """`user`, `operator`, or `link` for a person who came by a secret address in a mail."""
        ...

    @property
    def id(self) -> UUID | None:
        """The person's key; an operator has none."""
        ...
