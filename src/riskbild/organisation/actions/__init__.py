"""Every write to the organisation, by subject."""

from riskbild.organisation.actions.erasing import erase_from_trail
from riskbild.organisation.actions.memberships import end_role, give_role
from riskbild.organisation.actions.tree import (
    close_node,
    create_municipality,
    create_node,
    move_node,
    rename_node,
    reopen_node,
)
from riskbild.organisation.actions.users import (
    change_user,
    create_user,
    end_sessions,
    set_active,
    set_own_password,
    set_password,
)

__all__ = [
    "change_user",
    "close_node",
    "create_municipality",
    "create_node",
    "create_user",
    "end_role",
    "end_sessions",
    "erase_from_trail",
    "give_role",
    "move_node",
    "rename_node",
    "reopen_node",
    "set_active",
    "set_own_password",
    "set_password",
]
