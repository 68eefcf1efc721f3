"""Paging by key: a page begins after the last row of the one before, so page 200 costs what page 1 does."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class Order:
    """One column of an ordering: never null, and its Python type."""

    column: str
    kind: type
    descending: bool = False

    def reversed(self) -> "Order":
        """The same column the other way."""
        return Order(self.column, self.kind, not self.descending)


@dataclass(frozen=True)
class Cursor:
    """A place in an ordered list: just after some row's values, or just before them."""

    values: tuple[Any, ...]
    backwards: bool = False

    def text(self) -> str:
        """The cursor as it stands in an address."""
        plain = [str(value) if isinstance(value, (UUID, date)) else value for value in self.values]
        return base64.urlsafe_b64encode(json.dumps([self.backwards, *plain]).encode()).decode().rstrip("=")


def read_cursor(text: str, orders: Sequence[Order]) -> Cursor:
    """The cursor of an address, for these columns. Raises `Refused` for one that this list never gave."""
    try:
        padded = text + "=" * (-len(text) % 4)
        backwards, *plain = json.loads(base64.urlsafe_b64decode(padded))
        values = tuple(_read(value, order.kind) for value, order in zip(plain, orders, strict=True))
    except (ValueError, TypeError, binascii.Error, RecursionError) as bad:
        raise Refused(_NO_PAGE) from bad
    return Cursor(values, backwards is True)


def page_of[Row](
    rows: QuerySet[Any, Row], orders: Sequence[Order], cursor: Cursor | None, size: int
) -> tuple[list[Row], bool, bool]:
    """One page in order, and whether there is more before it and after it."""
    backwards = cursor is not None and cursor.backwards
    if backwards:
        orders = [order.reversed() for order in orders]
    if cursor:
        rows = rows.filter(_after(orders, cursor.values))
    page = list(rows.order_by(*ordering(orders))[: size + 1])
    more, page = len(page) > size, page[:size]
    if backwards:
        return page[::-1], more, True
    return page, cursor is not None, more


def ordering(orders: Sequence[Order]) -> list[str]:
    """The columns as the database is asked for them."""
    return [f"-{order.column}" if order.descending else order.column for order in orders]


def values_at(row: object, orders: Sequence[Order]) -> tuple[Any, ...]:
    """A row's values in the ordering's columns."""
    return tuple(getattr(row, order.column) for order in orders)


def _after(orders: Sequence[Order], values: Sequence[Any]) -> Q:
    """Rows that come after the values: greater in the first column, or equal in it and after in the rest.

    The bare bound on the first column adds nothing to the meaning; it lets both databases start inside the index.
    """
    first, *rest = orders
    value, *others = values
    strictly = Q(**{f"{first.column}__{'lt' if first.descending else 'gt'}": value})
    if not rest:
        return strictly
    bound = Q(**{f"{first.column}__{'lte' if first.descending else 'gte'}": value})
    return bound & (strictly | (Q(**{first.column: value}) & _after(rest, others)))


def _read(value: Any, kind: type) -> Any:
    if kind in _AS_TEXT:
        if not isinstance(value, str):
            raise TypeError
        return _AS_TEXT[kind](value)
    if type(value) is not kind or (isinstance(value, int) and abs(value) > 2**62):
        raise TypeError
    return value


_AS_TEXT: Mapping[type, Callable[[str], Any]] = {
    UUID: UUID, datetime: datetime.fromisoformat, date: date.fromisoformat,
}  # fmt: skip
_NO_PAGE = Sentence(
    sv="Sidan finns inte längre. Börja om från första sidan.", en="There is no such page any more. Start over."
)
