"""What the units of a board are called where a name must tell one of them: by name, else by the path to it."""

from collections import Counter
from datetime import date
from uuid import UUID

from riskbild.organisation.tree import Tree, tree_of
from riskbild.register.models import BoardYear


def unit_names(year: BoardYear, today: date) -> dict[UUID, str]:
    """Every unit that answers to the year's board, the board first, in the order of the tree. Closed ones stand last.

    The year's board has been fetched with its municipality.
    """
    tree = tree_of(year.board.municipality, today)
    below = tree.subtree(year.board_id)
    nodes = [node for _, node in tree.ordered() if node.id in below]
    counted = Counter(node.name for node in nodes)
    ordered = sorted(nodes, key=lambda node: node.closed)
    return {node.id: node.name if counted[node.name] == 1 else _path(tree, node.id, year.board_id) for node in ordered}


def open_units(year: BoardYear, today: date) -> dict[UUID, str]:
    """Those of `unit_names` that a risk can be moved to."""
    tree = tree_of(year.board.municipality, today)
    names = unit_names(year, today)
    return {key: name for key, name in names.items() if (node := tree.get(key)) is not None and not node.closed}


def _path(tree: Tree, node_id: UUID, board_id: UUID) -> str:
    path = [node.name for node in tree.path(node_id)]
    board = tree.get(board_id)
    below = path[path.index(board.name) + 1 :] if board is not None and board.name in path else path
    return " / ".join(below or path[-1:])
