"""Where layouts and Word templates hold: the whole municipality, or one board."""

from collections.abc import Sequence
from uuid import UUID

from riskbild.organisation.access import access_of
from riskbild.organisation.kinds import ANSWERABLE, NodeKind
from riskbild.organisation.roles import Permission
from riskbild.web.request import SignedInRequest


def places_to_choose(request: SignedInRequest) -> Sequence[tuple[UUID, str]]:
    """The municipality and the boards at which the person may decide how documents look."""
    access = access_of(request.user, request.today)
    allowed = access.at(Permission.MANAGE_METHOD)
    return [
        (node.id, node.name)
        for _depth, node in access.tree.ordered()
        if node.id in allowed and (node.kind is NodeKind.MUNICIPALITY or node.kind in ANSWERABLE)
    ]


def names_of_places(request: SignedInRequest) -> dict[UUID | None, str]:
    """The name of each place; None is the whole municipality."""
    tree = access_of(request.user, request.today).tree
    names: dict[UUID | None, str] = {node.id: node.name for _depth, node in tree.ordered()}
    return {**names, None: request.user.municipality.name}


def root_of(request: SignedInRequest) -> UUID:
    """The municipality's own node."""
    return access_of(request.user, request.today).tree.roots[0].id
