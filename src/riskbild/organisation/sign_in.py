"""Finds the person behind a session, with the municipality in the same query."""

from uuid import UUID

from django.contrib.auth.backends import ModelBackend

from riskbild.audit.single import single
from riskbild.organisation.models import User


class SignInBackend(ModelBackend):
    """Django's own check of name and password; only the fetching of the signed-in person differs."""

    def get_user(self, user_id: UUID) -> User | None:
        """The active person with this key, or nobody."""
        return single(User.objects.select_related("municipality").filter(pk=user_id, is_active=True))
