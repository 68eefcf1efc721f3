"""The levels of a board that have a risk profile of their own, and the one that a page is about."""

from uuid import UUID

from riskbild.organisation.access import access_of
from riskbild.organisation.conflict import NOT_FOUND
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import TreeNode
from riskbild.rules.refusal import Missing
from riskbild.web.board_year import YearFrame
from riskbild.web.request import SignedInRequest

LEVEL = "niva"
"""The level's key in an address; the topmost that the person reads where it is left out."""


def levels_of(request: SignedInRequest, frame: YearFrame) -> list[TreeNode]:
    """The board and the levels below it that have units of their own, as far as the person reads there."""
    access = access_of(request.user, request.today)
    readable, below = access.at(Permission.READ), access.tree.subtree(frame.year.board_id)
    return [
        node
        for _depth, node in access.tree.ordered()
        if node.id in below & readable and (node.id == frame.year.board_id or access.tree.children(node.id))
    ]


def level_of(request: SignedInRequest, frame: YearFrame, levels: list[TreeNode]) -> TreeNode | None:
    """The level named in the address, else the topmost; none where the person reads at no level. Raises `Missing`."""
    named = request.POST.get(LEVEL) or request.GET.get(LEVEL) or ""
    if not named:
        return next(iter(levels), None)
    try:
        key = UUID(named)
    except ValueError as bad:
        raise Missing(NOT_FOUND) from bad
    tree = access_of(request.user, request.today).tree
    if key not in tree.subtree(frame.year.board_id):
        raise Missing(NOT_FOUND)
    return tree.get(key)


def address_of(frame: YearFrame, level: TreeNode) -> str:
    """The query that leads to a level; nothing for the board itself."""
    return "" if level.id == frame.year.board_id else f"?{LEVEL}={level.id}"
