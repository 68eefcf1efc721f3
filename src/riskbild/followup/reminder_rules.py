"""Which reminders a board goes by: its own, else the municipality's, else the standard ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from riskbild.followup.models import ReminderSettings
from riskbild.organisation.tree import Tree
from riskbild.rules.reminders import ReminderRules


@dataclass(frozen=True)
class OwnRules:
    """What a node has set for itself, and the version of that."""

    rules: ReminderRules
    version: int


def set_rules(municipality_id: UUID) -> dict[UUID, OwnRules]:
    """Every setting of the municipality by its node; one query."""
    rows = ReminderSettings.objects.filter(municipality_id=municipality_id)
    return {row.node_id: OwnRules(ReminderRules.from_data(row.definition), row.version) for row in rows}


def rules_at(node_id: UUID, own: Mapping[UUID, OwnRules], tree: Tree) -> ReminderRules:
    """The rules that hold at a node: the nearest that anything is set for, upwards."""
    for node in reversed(tree.path(node_id)):
        if node.id in own:
            return own[node.id].rules
    return ReminderRules()
