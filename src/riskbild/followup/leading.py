"""Whom something goes up to: who leads the unit, and who coordinates the board."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q

from riskbild.organisation.models import Membership
from riskbild.organisation.roles import Role
from riskbild.organisation.tree import Tree

type Leaders = Mapping[tuple[Role, UUID], list[UUID]]


def leaders_of(municipality_id: UUID, today: date) -> Leaders:
    """The managers and coordinators by role and node; one query."""
    valid = Q(valid_from__lte=today) & (Q(valid_to=None) | Q(valid_to__gt=today))
    rows = Membership.objects.filter(
        valid, municipality_id=municipality_id, role__in=(Role.MANAGER, Role.COORDINATOR), user__is_active=True
    )
    found: dict[tuple[Role, UUID], list[UUID]] = defaultdict(list)
    for role, node_id, user_id in rows.order_by("pk").values_list("role", "node_id", "user_id"):
        found[Role(role), node_id].append(user_id)
    return found


def above(
    node_id: UUID, role: Role, leaders: Leaders, tree: Tree, *, besides: Collection[UUID] = ()
) -> tuple[UUID, ...]:
    """Who has the role at the node, else at the nearest level above where somebody has it; never those `besides`.

    So a manager who has not reported is told on by the manager above.
    """
    for node in reversed(tree.path(node_id)):
        found = [person for person in leaders.get((role, node.id), ()) if person not in besides]
        if found:
            return tuple(dict.fromkeys(found))
    return ()
