"""Known people in a small municipality: plain functions that go through the same actions as everybody else."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.documents.profile import Profile
from riskbild.organisation import actions
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.models import Node, User
from riskbild.organisation.passwords import PasswordHash
from riskbild.organisation.roles import Role
from riskbild.register.actions.adding import NewRisk, add_risk
from riskbild.register.actions.years import make_method, open_year
from riskbild.register.derive import Scored
from riskbild.register.models import BoardYear, Risk
from riskbild.register.terms import AssessmentKind, AssessmentOrigin
from riskbild.rules.standard_methods import FOUR_BY_FOUR

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
OPERATOR = Operator("test")
PASSWORD = "Regnbåge-över-Storsjö-27"


@dataclass
class Town:
    """A municipality with a board, its administration, two units, and an open year."""

    root: Node
    board: Node
    administration: Node
    school: Node
    kitchen: Node
    year: BoardYear
    users: dict[str, User] = field(default_factory=dict)
    password: str | PasswordHash = PASSWORD

    @property
    def municipality_id(self) -> UUID:
        return self.root.municipality_id

    def user(self, name: str, role: Role | None = None, at: Node | None = None) -> User:
        """The person with this name, made the first time with one role at a node (default: the board)."""
        if name not in self.users:
            user = actions.create_user(
                by=OPERATOR, municipality_id=self.municipality_id, username=f"{name}.{self.board.code}",
                name=name.title(), password=self.password, now=NOW,
            )  # fmt: skip
            if role:
                node = at or self.board
                actions.give_role(by=OPERATOR, user_id=user.pk, node_id=node.pk, role=role, now=NOW)
            self.users[name] = User.objects.select_related("municipality").get(pk=user.pk)
        return self.users[name]

    def coordinator(self) -> User:
        return self.user("anna", Role.COORDINATOR)

    def risk(self, text: str = "Risk att beslut fattas på fel underlag", **cells: Any) -> Risk:
        """A risk of this year, added by the operator; `likelihood` and `impact` give it an assessment."""
        likelihood, impact = cells.pop("likelihood", None), cells.pop("impact", None)
        node = cells.pop("node", None)
        scored = Scored(likelihood, impact, likelihood * impact if likelihood and impact else None)
        new = NewRisk(
            fields={"risk": text, **cells}, node_id=node.pk if node else None,
            scores=[(AssessmentKind.INHERENT, AssessmentOrigin.ASSESSED, scored)],
        )  # fmt: skip
        return add_risk(by=OPERATOR, board_year_id=self.year.pk, new=new, now=NOW)


def town(code: str = "BUN", name: str = "Storsjö kommun", year: int = 2026) -> Town:
    """A municipality with one board and everything needed to add risks; the code is the installation's."""
    root = actions.create_municipality(by=OPERATOR, name=name, now=NOW)

    def node(parent: Node, kind: NodeKind, name: str, code: str = "") -> Node:
        return actions.create_node(by=OPERATOR, parent_id=parent.pk, kind=kind, name=name, code=code, now=NOW)

    board = node(root, NodeKind.BOARD, "Barn- och utbildningsnämnden", code)
    administration = node(board, NodeKind.ADMINISTRATION, "Utbildningsförvaltningen")
    school = node(administration, NodeKind.UNIT, "Storskolan")
    kitchen = node(administration, NodeKind.UNIT, "Köksenheten")
    method = make_method(by=OPERATOR, node_id=board.pk, profile=Profile(name="Standard", method=FOUR_BY_FOUR), now=NOW)
    opened = open_year(by=OPERATOR, board_id=board.pk, year=year, method_id=method.pk, now=NOW)
    return Town(root, board, administration, school, kitchen, opened)
