"""May this person? `check` raises with the reason; `refusal` gives the same sentence to a disabled button."""

from datetime import date
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.organisation.access import access_of
from riskbild.organisation.models import User
from riskbild.organisation.roles import PERMISSION_LABELS, Permission
from riskbild.rules.refusal import Forbidden
from riskbild.rules.sentence import Sentence

type Actor = User | Operator


def refusal(by: Actor, permission: Permission, node_id: UUID, *, today: date) -> Sentence | None:
    """Why the person may not, or nothing when they may."""
    if isinstance(by, Operator) or node_id in access_of(by, today).at(permission):
        return None
    label = PERMISSION_LABELS[permission]
    return Sentence(
        sv=f"Du har inte behörighet att {label.text('sv')} här.",
        en=f"You do not have permission to {label.text('en')} here.",
    )


def refusal_anywhere(by: Actor, permission: Permission, *, today: date) -> Sentence | None:
    """Why the person may not at any node, or nothing when they may at some."""
    if isinstance(by, Operator) or access_of(by, today).anywhere(permission):
        return None
    label = PERMISSION_LABELS[permission]
    return Sentence(
        sv=f"Du har inte behörighet att {label.text('sv')}.", en=f"You do not have permission to {label.text('en')}."
    )


def refusal_everywhere(by: Actor, permission: Permission, *, today: date) -> Sentence | None:
    """Why the person may not in the whole municipality, or nothing when they may."""
    if isinstance(by, Operator):
        return None
    access = access_of(by, today)
    if all(root.id in access.at(permission) for root in access.tree.roots):
        return None
    label = PERMISSION_LABELS[permission]
    return Sentence(
        sv=f"Du har inte behörighet att {label.text('sv')} för hela kommunen.",
        en=f"You do not have permission to {label.text('en')} for the whole municipality.",
    )


def check_everywhere(by: Actor, permission: Permission, *, today: date) -> None:
    """Raises `Forbidden` with the reason unless the person may do this in the whole municipality."""
    reason = refusal_everywhere(by, permission, today=today)
    if reason:
        raise Forbidden(reason)


def check(by: Actor, permission: Permission, node_id: UUID, *, today: date) -> None:
    """Raises `Forbidden` with the reason unless the person may do this at this node."""
    reason = refusal(by, permission, node_id, today=today)
    if reason:
        raise Forbidden(reason)


def may(by: Actor, permission: Permission, node_id: UUID, *, today: date) -> bool:
    """Whether `check` would let this pass."""
    return refusal(by, permission, node_id, today=today) is None
