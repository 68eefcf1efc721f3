"""A question that is asked again and again with other keys: put into words once, and the words kept.

Django takes up to ten times as long to put a question about one row into words as the database takes to answer it
(docs/adr/0012-questions-of-every-page-are-put-into-words-once.md).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Q, QuerySet
from django.db.models.query import get_related_populators
from django.db.transaction import TransactionManagementError

_LOOKUP = "__(in|gte|lte)$"
_MOST_KEPT = 200
"""Of how many values that one is sought of the words are kept at most."""

type _Change = Callable[[Any, Any, Any], Any]
type _Maker = Callable[[tuple[Any, ...]], Any]


@dataclass(frozen=True)
class _Words:
    """The question as the database is asked it, and what becomes of each row that it answers.

    `own` are the values that are the same each time, and stand first. `places` tells which of the given values goes
    where after them; None where each goes once, in their order.
    """

    sql: str
    own: Sequence[Any]
    places: Sequence[int] | None
    locks: bool
    changes: Sequence[tuple[int, Sequence[_Change], Any]]
    make: _Maker

    def told(self, row: Sequence[Any]) -> Any:
        """The row as Django tells it."""
        values = list(row)
        for place, changes, column in self.changes:
            for change in changes:
                values[place] = change(values[place], column, connection)
        return self.make(tuple(values))


class Prepared[Row]:
    """Asks what `rows().filter(…)` asks, where each of the fields `by` has a given value.

    A field is named as a filter names it (`board_id`, `board_year__year`); with `__in` it has one of the values of a
    frozenset, with `__gte` at least the value, with `__lte` at most. The rows are whole ones, with those that
    `select_related` names, or what `values_list` chooses of them.
    """

    def __init__(
        self,
        rows: Callable[[], QuerySet[Any, Row]],
        *,
        by: Sequence[str],
        where: Callable[..., Q] | None = None,
        most: int | None = None,
    ) -> None:
        """Asks nothing yet: `rows` is called when the question is put into words, and what it asks for itself stays so.

        `where` makes the condition of the given values, where it is another than that each field has its own. No more
        than the `most` first rows are asked for.
        """
        self._rows, self._by, self._where, self._most = rows, by, where, most
        self._known: dict[tuple[Any, ...], _Words] = {}
        self._fields: dict[str, Any] = {}

    def single(self, *keys: object) -> Row | None:
        """The one row that there can be, or None."""
        return next(iter(self.rows(*keys)), None)

    def rows(self, *keys: object) -> list[Row]:
        """The rows with these values: none where a value is None. True and false are asked for otherwise, and not here.

        Raises `TransactionManagementError` where rows are to be locked and there is no transaction to hold them.
        """
        # Of how many values one is sought is part of the words.
        sought = [len(key) for key in keys if isinstance(key, frozenset)]
        if 0 in sought or None in keys:
            return []
        if sum(sought) > _MOST_KEPT:
            # So many are seldom as many again.
            rows = self._asked(keys)
            _check_lock(locks=rows.query.select_for_update)
            return list(rows)
        shape = (connection.vendor, *sought)
        stored = self._as_stored(keys)
        words = self._known.get(shape)
        if words is None:
            words = self._put_into_words(keys, stored)
            # Of values that are the same it cannot be told which goes where: then the words are for this time only.
            if self._where is None or len({*stored}) == len(stored):
                self._known[shape] = words
        _check_lock(locks=words.locks)
        given = stored if words.places is None else [stored[place] for place in words.places]
        with connection.cursor() as cursor:
            cursor.execute(words.sql, [*words.own, *given])
            return [words.told(row) for row in cursor.fetchall()]

    def _asked(self, keys: Sequence[object]) -> QuerySet[Any, Row]:
        """The same as Django asks it."""
        rows = self._rows()
        if self._where is not None:
            rows = rows.filter(self._where(*keys))
        else:
            for name, key in zip(self._by, keys, strict=True):
                rows = rows.filter(**{name: key})
        return rows[: self._most]

    def _put_into_words(self, keys: Sequence[object], stored: Sequence[Any]) -> _Words:
        rows = self._asked(keys)
        compiler = rows.query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        own, places = self._places(list(values), stored)
        converters = compiler.get_converters([column for column, _, _ in compiler.select])
        changes = [(place, [_unbound(one) for one in some], column) for place, (some, column) in converters.items()]
        return _Words(sql, own, places, rows.query.select_for_update, changes, _maker(compiler))

    def _places(self, values: list[Any], stored: Sequence[Any]) -> tuple[list[Any], list[int] | None]:
        """The values that the question has of its own, and which of the given ones stands where after them."""
        if self._where is not None and all(value in stored for value in values):
            return [], [stored.index(value) for value in values]
        own = list(self._rows().query.get_compiler(connection=connection).as_sql()[1]) if values != stored else []
        if self._where is not None or values != [*own, *stored]:
            raise ValueError(f"{self._by} are not all that is asked for, one by one")
        return own, None

    def _as_stored(self, keys: Sequence[object]) -> list[Any]:
        stored = []
        for name, key in zip(self._by, keys, strict=True):
            sought = key if isinstance(key, frozenset) else (key,)
            stored += [self._field(name).get_db_prep_value(one, connection) for one in sought]
        return stored

    def _field(self, name: str) -> Any:
        if name not in self._fields:
            model: Any = self._rows().model
            *through, last = re.sub(_LOOKUP, "", name).split("__")
            for part in through:
                model = model._meta.get_field(part).related_model
            self._fields[name] = model._meta.get_field(last)
        return self._fields[name]


def _check_lock(*, locks: bool) -> None:
    if locks and not connection.in_atomic_block:
        raise TransactionManagementError("A row is locked for a transaction, and there is none.")


def _unbound(change: Any) -> _Change:
    """The same change of a value, which holds on to the connection of no thread: the words outlive it."""
    if getattr(change, "__self__", None) is not connection.ops:
        return cast("_Change", change)
    unbound = change.__func__
    return lambda value, column, asked: unbound(asked.ops, value, column, asked)


def _maker(compiler: Any) -> _Maker:
    """What makes a whole row, with its related ones, of the values that this compiler asks for; chosen values stay."""
    if not compiler.query.default_cols:
        return lambda values: values
    whole = compiler.klass_info
    first, last = whole["select_fields"][0], whole["select_fields"][-1] + 1
    names = [column.target.attname for column, _, _ in compiler.select[first:last]]
    fetch_mode = compiler.query.model._base_manager.all()._fetch_mode  # noqa: SLF001 - the usual one
    related = get_related_populators(whole, compiler.select, DEFAULT_DB_ALIAS, fetch_mode)

    def make(values: tuple[Any, ...]) -> Any:
        made = whole["model"].from_db(DEFAULT_DB_ALIAS, names, values[first:last])
        for one in related:
            one.populate(values, made)
        return made

    return make
