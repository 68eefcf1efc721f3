"""Which board's year, which rule and which page an address asks for."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict

from riskbild.checks.catalogue import BY_CODE
from riskbild.checks.rule import Rule
from riskbild.register.queries.choices import YearSeen
from riskbild.rules.refusal import Unreadable
from riskbild.rules.sentence import Sentence
from riskbild.web.register.reach import Reach

_WRONG = Sentence(
    sv="Adressen går inte att läsa. Gå till registret och välj på nytt.",
    en="The address cannot be read. Go to the register and choose again.",
)


@dataclass(frozen=True)
class ChecksAddress:
    """The board's year that is looked over, one rule or all of them, and the page of a rule's remarks from 1."""

    year: YearSeen
    rule: Rule | None = None
    page: int = 1

    def query(self, *, rule: str = "", page: int = 1) -> str:
        """The query for the same year with another rule or page."""
        given = {"year": str(self.year.year), "node": str(self.year.board_id), "regel": rule}
        return "?" + urlencode(
            {**{key: text for key, text in given.items() if text}, **({"sida": page} if page > 1 else {})}
        )


def read_address(query: QueryDict, reach: Reach) -> ChecksAddress:
    """The address, made sure of. Raises `Unreadable` for what the pages could not have written themselves.

    Without a board it is the first of the tree that has the year; a unit means its board.
    """
    year, rule, page = query.get("year", ""), query.get("regel", ""), query.get("sida", "")
    if rule and rule not in BY_CODE:
        raise Unreadable(_WRONG)
    if page and not re.fullmatch("[1-9][0-9]{0,4}", page):
        raise Unreadable(_WRONG)
    if year and not re.fullmatch("[0-9]{4}", year):
        raise Unreadable(_WRONG)
    number = int(year) if year else reach.default_year
    board = _board(query.get("node", ""), reach)
    years = [one for one in reach.years if one.year == number and board in {None, one.board_id}]
    if not years:
        raise Unreadable(_WRONG)
    order = [node.id for node in reach.access.tree.boards]
    first = min(years, key=lambda one: order.index(one.board_id) if one.board_id in order else len(order))
    return ChecksAddress(first, BY_CODE.get(rule), int(page or 1))


def _board(text: str, reach: Reach) -> UUID | None:
    """The board that a unit answers to; nothing for none, and for what stands above the boards."""
    if not text:
        return None
    tree = reach.access.tree
    try:
        node = tree.get(UUID(text))
    except ValueError as bad:
        raise Unreadable(_WRONG) from bad
    if node is None:
        raise Unreadable(_WRONG)
    board = tree.board_of(node.id)
    return board.id if board else None
