"""Fills an empty database for measuring: boards with units and people, and risks with everything that a risk has."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from multiprocessing import get_context
from uuid import UUID

import django
from django.db import connection, transaction

from riskbild.audit.actor import Operator
from riskbild.cli.bench import multiplying, postgresql
from riskbild.cli.bench.texts import Cells, cells
from riskbild.cli.console import say
from riskbild.documents.profile import Profile
from riskbild.organisation.actions import create_municipality, create_node, create_user, give_role
from riskbild.organisation.day import day_of
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.roles import Role
from riskbild.register.actions.adding import NewRisk, add_risks
from riskbild.register.actions.years import make_method, open_year
from riskbild.register.derive import Scored
from riskbild.register.terms import AssessmentKind, AssessmentOrigin
from riskbild.rules.standard_methods import FOUR_BY_FOUR

PASSWORD = "mäta-riskbild-2026"  # noqa: S105 - of a database that is thrown away
VISITED = 8
"""How many boards have somebody who can sign in: hashing a password takes longer than adding twenty risks."""
_BATCH = 500
_UNITS = 12
_REASON = "Beslutat vid nämndens genomgång."


@dataclass(frozen=True)
class Filled:
    """What stands in the database: the year, and how much of everything."""

    year: int
    boards: int
    risks: int


@dataclass(frozen=True)
class Share:
    """What one board gets."""

    number: int
    risks: int
    seed: str
    now: datetime


@dataclass(frozen=True)
class _Board:
    year_id: UUID
    units: Sequence[UUID]
    owner: UUID


def sign_in_of(number: int) -> str:
    """The sign-in name of a board's coordinator."""
    return f"samordnare.b{number:04}"


def fill(*, risks: int, boards: int, seed: int, now: datetime) -> Filled:
    """Adds so many risks, spread evenly over boards in municipalities of their own; tells how far it has come."""
    shares = [
        Share(number, risks // boards + (number < risks % boards), f"{seed}.{number}", now) for number in range(boards)
    ]
    # Beyond the boards that are visited, copying inside the database gives the same rows thirty times as fast.
    copied = boards > VISITED and connection.vendor == "postgresql" and multiplying.may_copy()
    originals = shares[:VISITED] if copied else shares
    added, of = 0, sum(share.risks for share in originals)
    with _prepared():
        for share in _filled(originals):
            added += share
            say(f"Filling: {added} of {of} risks")
        if copied:
            multiplying.copy_municipalities(boards - VISITED)
            added += sum(originals[number % VISITED].risks for number in range(boards - VISITED))
    return Filled(day_of(now).year, boards, added)


def fill_board(share: Share) -> int:
    """Adds a board in a municipality of its own, with its risks; how many they are."""
    by = Operator("bench")
    board = _add_board(by, share)
    for batch in batched(_new_risks(share, board), _BATCH):
        add_risks(by=by, board_year_id=board.year_id, new=batch, now=share.now)
    return share.risks


def _filled(shares: Sequence[Share]) -> Iterator[int]:
    """Fills the boards, on every core where the database takes several writers."""
    cores = min(os.cpu_count() or 1, len(shares))
    if connection.vendor == "sqlite" or cores == 1:
        yield from map(fill_board, shares)
        return
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn"), initializer=django.setup) as pool:
        yield from pool.map(fill_board, shares)


def _prepared() -> AbstractContextManager[None]:
    return nullcontext() if connection.vendor == "sqlite" else postgresql.filling()


@transaction.atomic
def _add_board(by: Operator, share: Share) -> _Board:
    now, number = share.now, share.number
    root = create_municipality(by=by, name=f"Provkommun {number}", now=now)

    def add(parent: UUID, kind: NodeKind, name: str, code: str = "") -> UUID:
        return create_node(by=by, parent_id=parent, kind=kind, name=name, code=code, now=now).pk

    board = add(root.pk, NodeKind.BOARD, f"Provnämnden {number}", f"B{number:04}")
    administration = add(board, NodeKind.ADMINISTRATION, f"Provförvaltningen {number}")
    units = [add(administration, NodeKind.UNIT, f"Enhet {unit}") for unit in range(_UNITS)]
    user = create_user(
        by=by, municipality_id=root.municipality_id, username=sign_in_of(number), name="Sara Samordnare",
        password=PASSWORD if number < VISITED else None, now=now,
    )  # fmt: skip
    give_role(by=by, user_id=user.pk, node_id=board, role=Role.COORDINATOR, now=now)
    profile = Profile(name="Standard", method=FOUR_BY_FOUR)
    method = make_method(by=by, node_id=board, profile=profile, now=now)
    year = open_year(by=by, board_id=board, year=day_of(now).year, method_id=method.pk, now=now)
    return _Board(year.pk, units, user.pk)


def _new_risks(share: Share, board: _Board) -> Iterator[NewRisk]:
    for place, one in enumerate(cells(share.risks, share.seed)):
        yield NewRisk(
            fields=one.fields,
            node_id=board.units[place % _UNITS],
            owner_id=board.owner,
            scores=_scores(one),
            response=one.response,
            response_reason=_REASON if one.response else "",
        )


def _scores(one: Cells) -> list[tuple[AssessmentKind, AssessmentOrigin, Scored]]:
    """Before and after the measures: one step less likely."""
    inherent = Scored(one.likelihood, one.impact, one.likelihood * one.impact)
    lower = max(1, one.likelihood - 1)
    residual = Scored(lower, one.impact, lower * one.impact)
    return [
        (AssessmentKind.INHERENT, AssessmentOrigin.ASSESSED, inherent),
        (AssessmentKind.RESIDUAL, AssessmentOrigin.ASSESSED, residual),
    ]
