"""The tree as it stood on one day: a plain value, and how it is loaded and remembered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from uuid import UUID

from riskbild.audit.prepared import Prepared
from riskbild.organisation.kinds import ANSWERABLE, NodeKind
from riskbild.organisation.models import Municipality, Placement


@dataclass(frozen=True)
class TreeNode:
    """One node on that day. `closed` tells that it had closed by then; its history stays readable."""

    id: UUID
    parent_id: UUID | None
    kind: NodeKind
    name: str
    code: str
    closed: bool


class Tree:
    """A municipality's nodes on one day, in the order parents before children, siblings by name."""

    def __init__(self, nodes: Iterable[TreeNode]) -> None:
        """Takes the nodes in any order; a node whose parent is not among them counts as a root."""
        self._nodes = {node.id: node for node in nodes}
        self._children: dict[UUID | None, list[TreeNode]] = {}
        for node in sorted(self._nodes.values(), key=lambda node: (node.kind not in ANSWERABLE, node.name)):
            parent_id = node.parent_id if node.parent_id in self._nodes else None
            self._children.setdefault(parent_id, []).append(node)

    def __contains__(self, node_id: UUID) -> bool:
        """Whether the node stood in the tree that day."""
        return node_id in self._nodes

    def __getitem__(self, node_id: UUID) -> TreeNode:
        """The node; `KeyError` where it did not stand in the tree that day."""
        return self._nodes[node_id]

    def get(self, node_id: UUID) -> TreeNode | None:
        """The node, or nothing where it did not stand in the tree that day."""
        return self._nodes.get(node_id)

    def ordered(self) -> Iterator[tuple[int, TreeNode]]:
        """Every node with its depth (0 = root), parents before children."""
        yield from self._below(None, 0)

    def _below(self, parent_id: UUID | None, depth: int) -> Iterator[tuple[int, TreeNode]]:
        for node in self._children.get(parent_id, ()):
            yield depth, node
            yield from self._below(node.id, depth + 1)

    def children(self, node_id: UUID) -> list[TreeNode]:
        """The nodes right below it, in the tree's order."""
        return list(self._children.get(node_id, ()))

    def subtree(self, node_id: UUID) -> frozenset[UUID]:
        """The node and everything below it; empty where the node is unknown."""
        if node_id not in self._nodes:
            return frozenset()
        return frozenset({node_id, *(node.id for _, node in self._below(node_id, 0))})

    def path(self, node_id: UUID) -> list[TreeNode]:
        """From the root to the node, both included; empty where the node is unknown."""
        path: list[TreeNode] = []
        node = self._nodes.get(node_id)
        while node:
            path.append(node)
            node = self._nodes.get(node.parent_id) if node.parent_id else None
        return path[::-1]

    def board_of(self, node_id: UUID) -> TreeNode | None:
        """The nearest board, company, federation or provider at or above the node: the one that answers for it."""
        return next((node for node in reversed(self.path(node_id)) if node.kind in ANSWERABLE), None)

    @cached_property
    def boards(self) -> list[TreeNode]:
        """Everybody that answers for an internal control of its own, in the tree's order."""
        return [node for _, node in self.ordered() if node.kind in ANSWERABLE]

    @cached_property
    def roots(self) -> list[TreeNode]:
        """The municipality itself; several only in a damaged tree."""
        return list(self._children.get(None, ()))

    @cached_property
    def all_ids(self) -> frozenset[UUID]:
        """Every node's key."""
        return frozenset(self._nodes)


def tree_of(municipality: Municipality, on: date) -> Tree:
    """The tree as it stands on a day; one query the first time, none until the tree changes."""
    return _load(municipality.pk, municipality.tree_version, on)


@lru_cache(maxsize=512)
def _load(municipality_id: UUID, tree_version: UUID, on: date) -> Tree:  # noqa: ARG001 - the version is the cache's key
    return Tree(
        TreeNode(node_id, parent_id, NodeKind(kind), name, code, closed_on is not None and closed_on <= on)
        for node_id, parent_id, kind, name, code, closed_on, until in _PLACED.rows(municipality_id, on)
        if until is None or until > on
    )


_PLACED = Prepared(
    lambda: Placement.objects.values_list(
        "node_id", "parent_id", "node__kind", "node__name", "node__code", "node__closed_on", "valid_to"
    ),
    by=["municipality_id", "valid_from__lte"],
)
