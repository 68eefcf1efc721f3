"""The product's own table of addresses with keys of a town's things: what is added later is walked by itself."""

from collections.abc import Iterator
from uuid import UUID

from django.urls import URLPattern, get_resolver, reverse
from tests.people import NOW, Town

from riskbild.organisation.models import Membership
from riskbild.organisation.roles import Role
from riskbild.register.actions.views import save_view
from riskbild.register.models import BoardYear, Measure


def patterns() -> Iterator[tuple[str, URLPattern]]:
    """Every address with its name."""
    for resolver in get_resolver().url_patterns:
        for part in resolver.url_patterns:
            for pattern in getattr(part, "url_patterns", [part]):
                assert pattern.name, f"{pattern} has no name"
                yield pattern.name, pattern


def keys_of(town: Town) -> dict[str, UUID]:
    """One thing of each kind that an address asks for; an address that asks for another kind fails until it is here."""
    measure = Measure.objects.filter(municipality_id=town.municipality_id).order_by("position").first()
    assert measure is not None, "the town needs a risk with a measure"
    coordinator = town.coordinator()
    membership = Membership.objects.get(user=coordinator, role=Role.COORDINATOR, municipality_id=town.municipality_id)
    view = save_view(by=coordinator, name="Egen vy", query="", now=NOW)
    return {
        "risk_id": measure.risk_id,
        "measure_id": measure.pk,
        "node_id": town.school.pk,
        "user_id": coordinator.pk,
        "method_id": BoardYear.objects.get(pk=town.year.pk).method_id,
        "board_year_id": town.year.pk,
        "membership_id": membership.pk,
        "view_id": view.pk,
    }


def addresses(town: Town) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Every address by name, filled with the town's keys, and which kinds of key it asks for."""
    keys = keys_of(town)
    for name, pattern in patterns():
        asked = frozenset(pattern.pattern.converters)
        yield name, reverse(name, kwargs={key: keys[key] for key in asked}), asked
