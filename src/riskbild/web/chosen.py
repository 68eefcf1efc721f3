"""Risks that a person has chosen, in the register or on a risk's own page, to do something with together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from riskbild.organisation.tree import Tree, TreeNode
from riskbild.register.queries.choices import YearSeen
from riskbild.register.queries.listing import RiskLine, chosen_lines
from riskbild.rules.level import Level
from riskbild.rules.refusal import Missing, Unreadable
from riskbild.rules.sentence import Sentence
from riskbild.web.register.reach import Reach, reach_of
from riskbild.web.request import SignedInRequest

MOST = 500
CHOSEN_NAMES = frozenset({"risk", "step", "back"})
"""What a form about chosen risks may be sent with beside its own fields."""


@dataclass(frozen=True)
class ChosenRisks:
    """Risks of one board's year, in the order of their titles. `gone` counts those that are no longer there."""

    lines: Sequence[RiskLine]
    year: YearSeen
    reach: Reach
    gone: int

    @property
    def ids(self) -> list[UUID]:
        """The keys of the risks."""
        return [line.id for line in self.lines]

    @property
    def tree(self) -> Tree:
        """The tree as it stands today."""
        return self.reach.access.tree

    @property
    def units(self) -> Mapping[UUID, str]:
        """The names of the risks' units."""
        return {line.node_id: self.reach.unit_name(line.node_id) for line in self.lines}

    @property
    def levels(self) -> Mapping[str, Level]:
        """The levels of the year's method by key."""
        return {level.key: level for level in self.year.method.levels}

    def above(self) -> list[TreeNode]:
        """The levels that stand above every one of the risks, the board first."""
        paths = [self._from_board(line.node_id) for line in self.lines]
        return [node for node in paths[0] if all(node in path[:-1] for path in paths)]

    def around(self) -> list[TreeNode]:
        """The levels that hold every one of the risks, the board first."""
        paths = [self._from_board(line.node_id) for line in self.lines]
        return [node for node in paths[0] if all(node in path for path in paths)]

    def _from_board(self, node_id: UUID) -> list[TreeNode]:
        path = self.tree.path(node_id)
        places = [place for place, node in enumerate(path) if node.id == self.year.board_id]
        return path[places[0] :] if places else []


def chosen_of(request: SignedInRequest) -> ChosenRisks:
    """The risks named in the request. Raises `Missing` where there are none, `Unreadable` for what makes no choice."""
    texts = (request.POST if request.method == "POST" else request.GET).getlist("risk")
    lines = chosen_lines(request.user, _keys(texts), request.today)
    if not lines:
        raise Missing
    reach = reach_of(request)
    if len({(line.board_id, line.year) for line in lines}) > 1:
        raise Unreadable(_ONE_YEAR)
    year = reach.board_year(lines[0].board_id, lines[0].year)
    if year is None:
        raise Missing
    return ChosenRisks(lines, year, reach, len(set(texts)) - len(lines))


def _keys(texts: Sequence[str]) -> list[UUID]:
    """Keys, each perhaps with a version after it as the register's list sends them."""
    if not texts or len(texts) > MOST:
        raise Unreadable(_HOW_MANY)
    try:
        return [UUID(text.partition(".")[0]) for text in texts]
    except ValueError as bad:
        raise Unreadable(_UNREADABLE) from bad


_ONE_YEAR = Sentence(sv="Välj risker ur en och samma nämnds år.", en="Choose risks of one board and one year.")
_HOW_MANY = Sentence(
    sv=f"Välj minst en och högst {MOST} risker i listan.",
    en=f"Choose at least one and at most {MOST} risks in the list.",
)
_UNREADABLE = Sentence(
    sv="Formuläret går inte att läsa. Gå tillbaka till registret och välj riskerna på nytt.",
    en="The form cannot be read. Go back to the register and choose the risks again.",
)
