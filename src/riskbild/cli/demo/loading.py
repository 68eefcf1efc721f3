"""Fills an empty installation with the demo, a municipality at a time, each whole or not at all."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.actor import Operator
from riskbild.cli.demo.data import DemoTown, towns
from riskbild.cli.demo.executive_years import add_executive_years
from riskbild.cli.demo.follow_up import add_follow_up
from riskbild.cli.demo.planning_data import executive_planning_of
from riskbild.cli.demo.planning_year import SampleYear, add_planning
from riskbild.cli.demo.public import add_public_documents
from riskbild.cli.demo.sample_year import add_sample_year
from riskbild.followup.actions.closing import close_followed_year
from riskbild.intake.actions import import_document
from riskbild.organisation.actions import create_municipality, create_node, create_user, give_role
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.passwords import PasswordHash, hash_password
from riskbild.organisation.queries import board_with_code, municipality_names, user_with_sign_in
from riskbild.organisation.roles import Role
from riskbild.organisation.tree import tree_of
from riskbild.register.queries.board_years import year_of
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

PASSWORD = "visa-riskbild-2026"  # noqa: S105 - the demo tells it to everybody

type Say = Callable[[str], None]


def load(*, by: Operator, now: datetime, today: date, say: Say) -> None:
    """Adds what is missing: the municipalities that are not there, and today's sample year where it is not.

    Raises `Refused` in an installation that holds anything else than the demo.
    """
    present, demo = set(municipality_names()), towns()
    if present - {town.name for town in demo}:
        raise Refused(_NOT_EMPTY)
    password = None
    for town in demo:
        if town.name not in present:
            say(f"Loading {town.code}: {town.name}, {town.year}")
            password = password or hash_password(PASSWORD)
            _load_town(town, password, by, now)
        _add_year(town, by, now, today)


@transaction.atomic
def _load_town(town: DemoTown, password: PasswordHash, by: Operator, now: datetime) -> None:
    nodes = _build_tree(town, by, now)
    root = nodes["municipality"]
    municipality_id = board_with_code(town.code).municipality_id
    for user in town.users:
        made = create_user(
            by=by, municipality_id=municipality_id, username=user.sign_in, name=user.name, password=password,
            email=f"{user.sign_in}@riskbild.example", now=now,
        )  # fmt: skip
        give_role(by=by, user_id=made.pk, node_id=nodes.get(user.at, root), role=user.role, now=now)
    board = board_with_code(town.code)
    import_document(by=by, board=board, year=town.year, document=town.document, profile=town.profile, now=now)
    imported = year_of(board, town.year)
    if imported:
        close_followed_year(by=by, board_year_id=imported.pk, version=imported.version, now=now)


def _build_tree(town: DemoTown, by: Operator, now: datetime) -> dict[str, UUID]:
    """The tree's nodes by the names that the demo's data uses."""
    board, executive = town.data["board"], town.data["executive_board"]

    def add(parent: UUID, kind: NodeKind, name: str, code: str = "") -> UUID:
        return create_node(by=by, parent_id=parent, kind=kind, name=name, code=code, now=now).pk

    nodes = {"municipality": create_municipality(by=by, name=town.name, now=now).pk}
    above = add(nodes["municipality"], NodeKind.BOARD, executive["name"], executive["code"])
    add(above, NodeKind.ADMINISTRATION, executive["administration"])
    nodes["board"] = add(nodes["municipality"], NodeKind.BOARD, board["name"], board["code"])
    nodes["administration"] = add(nodes["board"], NodeKind.ADMINISTRATION, board["administration"])
    for division in board["divisions"]:
        nodes[division["name"]] = add(nodes["administration"], NodeKind.DIVISION, division["name"])
        for unit in division["units"]:
            nodes[unit] = add(nodes[division["name"]], NodeKind.UNIT, unit)
    return nodes


@transaction.atomic
def _add_year(town: DemoTown, by: Operator, now: datetime, today: date) -> None:
    board = board_with_code(town.code)
    earlier = year_of(board, town.year)
    if earlier is None or year_of(board, today.year):
        return
    tree = tree_of(board.municipality, today)
    units = [node.id for _, node in tree.ordered() if node.kind is NodeKind.UNIT and node.id in tree.subtree(board.pk)]
    reporter = next(user for user in town.users if user.role is Role.REPORTER)
    year_id, risk_ids = add_sample_year(
        by=by, board_year_id=earlier.pk, document=town.document, profile=town.profile, units=units,
        person=user_with_sign_in(reporter.sign_in).pk, now=now, today=today,
    )  # fmt: skip
    add_planning(SampleYear(town, board.pk, year_id, today.year, risk_ids, now, today), by)
    executive = executive_planning_of(town.code)
    if executive:
        add_executive_years(town.data["executive_board"]["code"], executive, by, now, today)
    for code in (town.code, town.data["executive_board"]["code"]):
        add_follow_up(code, by, now, today)
        add_public_documents(code, by, now, today)


_NOT_EMPTY = Sentence(
    sv="Här finns redan en annan installation; välj en egen mapp för demon med RISKBILD_HOME.",
    en="There is another installation here; choose a folder for the demo with RISKBILD_HOME.",
)
