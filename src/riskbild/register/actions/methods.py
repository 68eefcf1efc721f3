"""Saving an assessment method that a person has drawn up: a new one, or a new version of one there is."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.documents.profile import Profile
from riskbild.organisation.conflict import reached
from riskbild.organisation.permissions import Actor
from riskbild.register.actions.years import make_method
from riskbild.register.models import MethodVersion
from riskbild.rules.method import Method


@transaction.atomic
def add_method(*, by: Actor, node_id: UUID, method: Method, now: datetime) -> MethodVersion:
    """Saves the first version of a new method."""
    return make_method(by=by, node_id=node_id, profile=Profile(name=method.name, method=method), now=now)


@transaction.atomic
def revise_method(
    *, by: Actor, node_id: UUID, method_id: UUID, after_number: int, method: Method, now: datetime
) -> MethodVersion:
    """Saves the next version of a method; how the municipality's own form is read follows along unchanged.

    Raises as `make_method`.
    """
    earlier = reached(MethodVersion, by, method_id)
    kept = Profile.from_data(earlier.profile) if earlier.profile else Profile(name=method.name, method=method)
    profile = replace(kept, method=method)
    return make_method(
        by=by, node_id=node_id, profile=profile, series=earlier.series, after_number=after_number, now=now
    )
