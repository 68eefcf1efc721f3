"""A person's saved views."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from riskbild.organisation.models import User
from riskbild.register.models import SavedView


@dataclass(frozen=True)
class ViewSeen:
    """A saved view: its name and the list's address query."""

    id: UUID
    name: str
    query: str


def views_of(by: User) -> Sequence[ViewSeen]:
    """The person's own views by name; one query."""
    rows = SavedView.objects.filter(municipality_id=by.municipality_id, user=by).order_by("name")
    return [ViewSeen(row.pk, row.name, row.query) for row in rows]
