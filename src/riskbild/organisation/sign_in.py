"""Finds the person behind a session, with the municipality in the same query."""

from functools import cache
from uuid import UUID

from django.contrib.auth.backends import ModelBackend
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

from riskbild.audit.prepared import Prepared
from riskbild.organisation.models import Municipality, User


class SignInBackend(ModelBackend):
    """Django's own check of name and password; only the fetching of the signed-in person differs."""

    def get_user(self, user_id: UUID) -> User | None:
        """The active person with this key, or nobody."""
        own, municipalitys = _columns(User), _columns(Municipality)
        for row in _person().rows(user_id):
            person = User.from_db(DEFAULT_DB_ALIAS, own, row[: len(own)])
            person.municipality = Municipality.from_db(DEFAULT_DB_ALIAS, municipalitys, row[len(own) :])
            return person if person.is_active else None
        return None


@cache
def _person() -> Prepared:
    """The question for a person, asked with every page."""
    related = [f"municipality__{name}" for name in _columns(Municipality)]
    return Prepared(User, by=["id"], columns=[*_columns(User), *related])


@cache
def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]
