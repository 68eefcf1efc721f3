"""Where a risk of one year belongs in the tree of another: the same unit, else one of the same name, else the board."""

from uuid import UUID

from riskbild.organisation.tree import Tree


def place_in(tree: Tree, board_id: UUID, node_id: UUID, name: str) -> UUID:
    """The open unit under the board where what stood at `node_id`, then called `name`, belongs.

    Units that were moved keep their key; one that was closed and opened anew is known by its name, where just one
    under the board has it; what is not found stands with the board itself, for a person to place.
    """
    under = {node.id: node for _, node in tree.ordered() if node.id in tree.subtree(board_id) and not node.closed}
    if node_id in under:
        return node_id
    named = [node.id for node in under.values() if node.name.casefold() == name.casefold()]
    return named[0] if len(named) == 1 else board_id
