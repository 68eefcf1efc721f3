"""Finds the person behind a session, with the municipality in the same query."""

from uuid import UUID

from django.contrib.auth.backends import ModelBackend

from riskbild.audit.prepared import Prepared
from riskbild.organisation.models import User

_PERSON = Prepared(lambda: User.objects.select_related("municipality"), by=["id"])


class SignInBackend(ModelBackend):
    """Django's own check of name and password; only the fetching of the signed-in person differs."""

    def get_user(self, user_id: UUID) -> User | None:
        """The active person with this key, or nobody."""
        person = _PERSON.single(user_id)
        return person if person and person.is_active else None
