"""The planning's figures: a profile of 500 risks, a plan of 300 items, and the oversight of 30 boards for ten years."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.cli.bench import checking
from riskbild.cli.bench.client import Answer, Client
from riskbild.cli.bench.filling import PASSWORD, Filled, sign_in_of
from riskbild.cli.bench.serving import served
from riskbild.cli.bench.timing import rounds_of
from riskbild.documents.profile import Profile
from riskbild.organisation.actions import create_municipality, create_node, create_user, give_role
from riskbild.organisation.day import day_of
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.queries import board_with_code
from riskbild.organisation.roles import Role
from riskbild.planning.actions.items import NewItem, add_item
from riskbild.planning.actions.life import open_plan
from riskbild.planning.actions.profiles import choose_risks
from riskbild.register.actions.adding import NewRisk, add_risks
from riskbild.register.actions.years import make_method, open_year
from riskbild.register.queries.board_years import year_of
from riskbild.register.queries.checkable import checkable_year
from riskbild.rules.standard_methods import FOUR_BY_FOUR

RISKS, ITEMS = 500, 300
"""How large the profile and the plan are."""
BODIES, YEARS = 30, 10
"""How much the oversight covers."""
FLOORS: dict[str, dict[str, int]] = {
    "risk_profile": {"most_ms": 60, "most_queries": 12},
    "control_plan": {"most_ms": 60, "most_queries": 12},
    "oversight": {"most_ms": 60},
}
"""What each page may take at most, at 95 of 100."""
_OVERSEER = "uppsikt.prov"
_ROUNDS = 100
_RISKS_A_YEAR = 3


def measure(filled: Filled, now: datetime, *, rounds: int = _ROUNDS) -> dict[str, Any]:
    """Every figure beside what it may be at most, warm, one client at a time; and the checks'."""
    year_id = _fill_year(filled, now)
    _fill_bodies(now)
    last, first = filled.year, filled.year - YEARS + 1
    pages = {
        "risk_profile": (sign_in_of(0), f"/ar/{year_id}/riskbild/"),
        "control_plan": (sign_in_of(0), f"/ar/{year_id}/plan/"),
        "oversight": (_OVERSEER, f"/uppsikt/?fran={first}&till={last}"),
    }
    figures: dict[str, Any] = {}
    with served() as server:
        for name, (person, path) in pages.items():
            with Client(server.host, server.port) as client:
                client.sign_in(person, PASSWORD)
                figures[name] = {**vars(rounds_of(_asking(client, path), rounds=rounds)), **FLOORS[name]}
    sizes = {
        "risks": filled.risks, "profile_risks": min(RISKS, filled.risks), "plan_items": ITEMS, "bodies": BODIES,
        "years": YEARS,
    }  # fmt: skip
    return {**figures, **sizes, **checking.measure()}


def _asking(client: Client, path: str) -> Callable[[int], Answer]:
    return lambda _: client.get(path)


def _fill_year(filled: Filled, now: datetime) -> UUID:
    """Puts a risk profile and a plan into the first board's year."""
    by, board = Operator("bench"), board_with_code("B0000")
    year = year_of(board, filled.year)
    if year is None:
        raise RuntimeError("The first board has no year.")
    risks = [risk.id for risk in checkable_year(by, year.pk, day_of(now)).risks[:RISKS]]
    choose_risks(by=by, board_year_id=year.pk, node_id=board.pk, risk_ids=risks, now=now)
    plan_id = open_plan(by=by, board_year_id=year.pk, now=now).pk
    for number in range(ITEMS):
        add_item(by=by, plan_id=plan_id, new=_item(number, risks), now=now)
    return year.pk


def _item(number: int, risks: Sequence[UUID]) -> NewItem:
    texts = {
        "activity": f"Granska att rutin {number} följs i handläggningen",
        "objective": "Att besluten är riktiga och går att följa i efterhand.",
        "method": f"Stickprov på {10 + number % 20} ärenden mot rutinen och delegationsordningen",
        "scope": f"Enhet {number % 12}",
        "control_owner": "Avdelningschef",
        "performer": "Controller",
        "frequency": ("Varje tertial", "Månadsvis", "Halvårsvis")[number % 3],
        "reported_to": "Nämnden",
    }
    return NewItem(texts=texts, risk_ids=[risks[number % len(risks)]])


def _fill_bodies(now: datetime) -> None:
    """A municipality with many boards and a year for each of them, ten years back, with somebody who oversees them."""
    by, last = Operator("bench"), day_of(now).year
    root = create_municipality(by=by, name="Uppsiktskommunen", now=now)
    user = create_user(
        by=by, municipality_id=root.municipality_id, username=_OVERSEER, name="Ulla Uppsikt", password=PASSWORD, now=now
    )
    give_role(by=by, user_id=user.pk, node_id=root.pk, role=Role.OVERSEER, now=now)
    method = make_method(by=by, node_id=root.pk, profile=Profile(name="Standard", method=FOUR_BY_FOUR), now=now)
    for number in range(BODIES):
        body = create_node(
            by=by, parent_id=root.pk, kind=NodeKind.BOARD, name=f"Nämnd {number}", code=f"U{number:02}", now=now
        )
        for year in range(last - YEARS + 1, last + 1):
            opened = open_year(by=by, board_id=body.pk, year=year, method_id=method.pk, now=now)
            new = [NewRisk(fields={"risk": f"Risk {place} i nämnd {number}"}) for place in range(_RISKS_A_YEAR)]
            add_risks(by=by, board_year_id=opened.pk, new=new, now=now)
            open_plan(by=by, board_year_id=opened.pk, now=now)
