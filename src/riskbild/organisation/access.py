"""What one person may on one day: the memberships spread over the tree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.audit.prepared import Prepared
from riskbild.organisation.models import Membership, User
from riskbild.organisation.roles import GRANTS, Permission, Role
from riskbild.organisation.tree import Tree, tree_of

_EVER = Prepared(
    lambda: Membership.objects.values_list("node_id", "role", "valid_from", "valid_to"),
    by=["municipality_id", "user_id"],
)


@dataclass(frozen=True)
class Access:
    """The nodes at which a person has each permission; `tree` is the municipality's tree that day."""

    tree: Tree
    nodes: dict[Permission, frozenset[UUID]]
    roles: frozenset[Role]

    def at(self, permission: Permission) -> frozenset[UUID]:
        """The nodes at which the person may."""
        return self.nodes.get(permission, frozenset())

    def anywhere(self, permission: Permission) -> bool:
        """Whether the person may at some node."""
        return bool(self.at(permission))

    def everywhere(self, permission: Permission) -> bool:
        """Whether the person may at every node, so that no query needs to name them."""
        return self.at(permission) == self.tree.all_ids


def spread(tree: Tree, memberships: Iterable[tuple[UUID, Role]]) -> Access:
    """Inherits each role downwards from its node."""
    nodes: dict[Permission, set[UUID]] = {}
    roles = set()
    for node_id, role in memberships:
        roles.add(role)
        below = tree.subtree(node_id)
        for permission in GRANTS[role]:
            nodes.setdefault(permission, set()).update(below)
    return Access(tree, {permission: frozenset(ids) for permission, ids in nodes.items()}, frozenset(roles))


def access_of(user: User, on: date) -> Access:
    """The person's access on a day; one query (two when the tree has changed), remembered with the user object."""
    remembered: dict[tuple[date, UUID], Access] = user.__dict__.setdefault("_access", {})
    key = (on, user.municipality.tree_version)
    if key not in remembered:
        tree = tree_of(user.municipality, on)
        remembered[key] = spread(tree, _memberships(user, tree, on))
    return remembered[key]


def _memberships(user: User, tree: Tree, on: date) -> list[tuple[UUID, Role]]:
    if not user.is_active:
        return []
    if user.limit is not None:
        # By a secret address a person reports what is theirs, and reads no secret, whoever they are.
        return [(root.id, Role.REPORTER) for root in tree.roots]
    # Asked with every page: a person has few of them, so the days are looked at here.
    ever = _EVER.rows(user.municipality_id, user.pk)
    return [(node_id, Role(role)) for node_id, role, since, until in ever if since <= on and (not until or until > on)]
