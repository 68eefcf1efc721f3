"""A question that is asked again and again with other keys: put into words once, and the words kept.

Django takes up to ten times as long to put a question about one row into words as the database takes to answer it
(docs/adr/0012-questions-of-every-page-are-put-into-words-once.md).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.db.models.query import get_related_populators
from django.db.transaction import TransactionManagementError

type _Change = Callable[[Any, Any, Any], Any]
type _Maker = Callable[[tuple[Any, ...]], Any]


@dataclass(frozen=True)
class _Words:
    """The question as the database is asked it, and what becomes of each row that it answers."""

    sql: str
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

    A field is named as a filter names it (`board_id`); with `__in` it has one of the values of a frozenset. The rows
    are whole ones, with those that `select_related` names, or what `values_list` chooses of them.
    """

    def __init__(self, rows: Callable[[], QuerySet[Any, Row]], *, by: Sequence[str]) -> None:
        """Asks nothing yet: `rows` is called when the question is put into words."""
        self._rows, self._by = rows, by
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
        shape = (connection.vendor, *(len(key) for key in keys if isinstance(key, frozenset)))
        if 0 in shape or None in keys:
            return []
        words = self._known.get(shape)
        if words is None:
            words = self._known[shape] = self._put_into_words(keys)
        if words.locks and not connection.in_atomic_block:
            raise TransactionManagementError("A row is locked for a transaction, and there is none.")
        with connection.cursor() as cursor:
            cursor.execute(words.sql, self._as_stored(keys))
            return [words.told(row) for row in cursor.fetchall()]

    def _put_into_words(self, keys: Sequence[object]) -> _Words:
        rows = self._rows()
        for name, key in zip(self._by, keys, strict=True):
            rows = rows.filter(**{name: key})
        compiler = rows.query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        if list(values) != self._as_stored(keys):
            raise ValueError(f"{self._by} are not all that is asked for, one by one")
        converters = compiler.get_converters([column for column, _, _ in compiler.select])
        changes = [(place, [_unbound(one) for one in some], column) for place, (some, column) in converters.items()]
        return _Words(sql, rows.query.select_for_update, changes, _maker(compiler))

    def _as_stored(self, keys: Sequence[object]) -> list[Any]:
        stored = []
        for name, key in zip(self._by, keys, strict=True):
            sought = key if isinstance(key, frozenset) else (key,)
            stored += [self._field(name).get_db_prep_value(one, connection) for one in sought]
        return stored

    def _field(self, name: str) -> Any:
        if name not in self._fields:
            self._fields[name] = self._rows().model._meta.get_field(name.removesuffix("__in"))
        return self._fields[name]


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
