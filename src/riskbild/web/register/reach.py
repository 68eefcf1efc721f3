"""What a person's list can range over: the years, units, methods and levels that they see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from riskbild.organisation.access import Access, access_of
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import TreeNode
from riskbild.register.queries.choices import YearSeen, years_seen_by
from riskbild.rules.method import Level, Method
from riskbild.web.request import SignedInRequest


@dataclass(frozen=True)
class Reach:
    """The person's access and the board years they see, latest first."""

    access: Access
    years: Sequence[YearSeen]

    @cached_property
    def numbers(self) -> list[int]:
        """The calendar years there are, latest first."""
        return sorted({one.year for one in self.years}, reverse=True)

    @cached_property
    def default_year(self) -> int | None:
        """The latest year that some board has open, else the latest; nothing where there is no year at all."""
        return next((one.year for one in self.years if not one.closed), next(iter(self.numbers), None))

    @cached_property
    def readable(self) -> frozenset[UUID]:
        """The units whose risks, all or only one's own, the person may read."""
        return self.access.at(Permission.READ) | self.access.at(Permission.READ_OWN)

    @cached_property
    def units(self) -> list[tuple[int, TreeNode]]:
        """The readable units with their depth, 0 for the topmost of them, parents before children."""
        return _indented((depth, node) for depth, node in self.access.tree.ordered() if node.id in self.readable)

    @cached_property
    def editable_units(self) -> list[tuple[int, TreeNode]]:
        """The open units that the person may give a risk to, in the same way."""
        editable = self.access.at(Permission.EDIT_RISK)
        nodes = self.access.tree.ordered()
        return _indented((depth, node) for depth, node in nodes if node.id in editable and not node.closed)

    def in_year(self, year: int) -> list[YearSeen]:
        """The boards' years of one calendar year."""
        return [one for one in self.years if one.year == year]

    def board_year(self, board_id: UUID, year: int) -> YearSeen | None:
        """One board's year."""
        return next((one for one in self.years if one.year == year and one.board_id == board_id), None)

    def methods(self, year: int) -> Mapping[UUID, Method]:
        """The methods that boards work with in a year, by key, in the tree's order of boards."""
        by_board = {one.board_id: one for one in self.in_year(year)}
        ordered = [by_board[board.id] for board in self.access.tree.boards if board.id in by_board]
        return {one.method_id: one.method for one in ordered}

    def levels(self, year: int) -> dict[tuple[UUID, str], Level]:
        """The levels in use in a year, by board and key, so that a row finds its own without a search."""
        return {(one.board_id, level.key): level for one in self.in_year(year) for level in one.method.levels}

    def level_words(self, year: int) -> dict[str, str]:
        """The words of the levels by key, highest level first; methods may call one key by different words."""
        words: dict[str, dict[str, None]] = {}
        levels = [level for one in self.in_year(year) for level in one.method.levels]
        for level in sorted(levels, key=lambda level: -level.from_score):
            words.setdefault(level.key, {})[level.word] = None
        return {key: " / ".join(different) for key, different in words.items()}

    def unit_name(self, node_id: UUID) -> str:
        """The name of a unit; empty for one that does not stand in the tree today."""
        node = self.access.tree.get(node_id)
        return node.name if node else ""


def _indented(nodes: Iterable[tuple[int, TreeNode]]) -> list[tuple[int, TreeNode]]:
    found = list(nodes)
    top = min((depth for depth, _ in found), default=0)
    return [(depth - top, node) for depth, node in found]


def reach_of(request: SignedInRequest) -> Reach:
    """The reach of who asks; one query beyond those that their access takes."""
    return Reach(access_of(request.user, request.today), years_seen_by(request.user, request.today))
