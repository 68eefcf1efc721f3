"""A password hashed beforehand, for many users that are given the same one: hashing takes most of adding a user."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password


@dataclass(frozen=True)
class PasswordHash:
    """What the database keeps of a password."""

    encoded: str


def hash_password(password: str) -> PasswordHash:
    """The password by the installation's hasher; whether it is a good one is not asked."""
    return PasswordHash(make_password(password))
