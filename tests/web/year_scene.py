"""A board in the middle of its year: nominations that wait, a workshop, a profile; and pages of it in a browser."""

from typing import Any
from uuid import UUID

from django.test import Client
from tests.people import NOW, Town
from tests.planning.scene import editor

from riskbild.planning.actions.nominating import nominate
from riskbild.planning.actions.profiles import choose_risks
from riskbild.planning.actions.workshops import open_workshop
from riskbild.planning.models import Nomination, ProfileRisk, Workshop
from riskbild.register.models import Risk


def year_address(town: Town, rest: str = "") -> str:
    return f"/ar/{town.year.pk}/{rest}"


def offered(town: Town, *risks: Risk, motive: str = "Finns på alla skolor.") -> list[Nomination]:
    """Nominations by the school's editor."""
    return nominate(
        by=editor(town), board_year_id=town.year.pk, risk_ids=[risk.pk for risk in risks], motive=motive, now=NOW
    )


def unit_risk(town: Town, text: str = "Risk att frånvaro inte anmäls", **cells: Any) -> Risk:
    return town.risk(text, node=town.school, **cells)


def in_profile(town: Town, *risks: Risk, group: str = "") -> list[ProfileRisk]:
    """The risks in the board's profile."""
    year = {"by": town.coordinator(), "board_year_id": town.year.pk, "now": NOW}
    choose_risks(**year, node_id=town.board.pk, risk_ids=[risk.pk for risk in risks], group=group)
    return list(ProfileRisk.objects.filter(risk__in=risks).order_by("position"))


def workshop_on(town: Town, *risks: Risk, **more: Any) -> Workshop:
    year = {"by": town.coordinator(), "board_year_id": town.year.pk, "now": NOW}
    held = {"node_id": town.board.pk, "title": "Höstens riskverkstad", "held_on": NOW.date(), **more}
    return open_workshop(**year, **held, risk_ids=[risk.pk for risk in risks])


def post(client: Client, address: str, **values: Any) -> Any:
    return client.post(address, values)


def keys(*risks: Risk) -> list[UUID]:
    return [risk.pk for risk in risks]
