"""Parts of the organisation as choices in a form, indented as they stand in the tree."""

from collections.abc import Callable, Collection
from uuid import UUID

from django.utils.translation import get_language

from riskbild.organisation.kinds import KIND_LABELS, MAY_STAND_UNDER, NodeKind
from riskbild.organisation.tree import Tree, TreeNode

type Choices = list[tuple[str, str]]

_INDENT = "\u2003"


def nodes(tree: Tree, allowed: Collection[UUID], fits: Callable[[TreeNode], bool]) -> Choices:
    """The nodes among those allowed that fit, by the tree's order; an empty choice first."""
    found = [
        (str(node.id), _INDENT * depth + node.name)
        for depth, node in tree.ordered()
        if node.id in allowed and fits(node)
    ]
    return [("", ""), *found]


def kinds_under(parent: NodeKind) -> Choices:
    """The kinds that may stand under another, in the order of the list of kinds."""
    language = get_language() or "sv"
    return [(kind.value, KIND_LABELS[kind].text(language)) for kind in NodeKind if parent in MAY_STAND_UNDER[kind]]
