"""How far a municipality has come with what must be in place before the first risk."""

from dataclasses import dataclass
from datetime import date

from riskbild.organisation.access import access_of
from riskbild.organisation.kinds import ANSWERABLE, NodeKind
from riskbild.organisation.models import Membership, User
from riskbild.organisation.roles import GRANTS, Permission
from riskbild.register.models import BoardYear, MethodVersion, Risk

_YEAR_ROLES = [role.value for role, granted in GRANTS.items() if Permission.MANAGE_YEAR in granted]


@dataclass(frozen=True)
class SetUp:
    """Which of the things that build on each other are there."""

    board: bool
    unit: bool
    coordinator: bool
    method: bool
    year: bool
    risk: bool


def set_up_of(by: User, today: date) -> SetUp:
    """What the person's municipality has already; four queries."""
    kinds = {node.kind for _, node in access_of(by, today).tree.ordered()}
    own = {"municipality_id": by.municipality_id}
    return SetUp(
        board=bool(kinds & ANSWERABLE),
        unit=bool(kinds - ANSWERABLE - {NodeKind.MUNICIPALITY}),
        coordinator=Membership.objects.filter(**own, role__in=_YEAR_ROLES).exists(),
        method=MethodVersion.objects.filter(**own).exists(),
        year=BoardYear.objects.filter(**own).exists(),
        risk=Risk.objects.filter(**own).exists(),
    )
