"""A question that every page asks, put into words once and then asked with other keys."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Field, Model

type _Change = Callable[[Any, Any, Any], Any]


@dataclass(frozen=True)
class _Words:
    """The question as the database is asked it, and the columns whose values it answers in a form of its own."""

    sql: str
    changes: Sequence[tuple[int, Sequence[_Change], Any]]

    def as_told(self, row: Iterable[Any]) -> tuple[Any, ...]:
        """A row as Django tells it."""
        values = list(row)
        for place, changes, column in self.changes:
            for change in changes:
                values[place] = change(values[place], column, connection)
        return tuple(values)


class Prepared:
    """What certain `columns` hold in the rows where each of the fields `by` has a given value.

    It asks what `model.objects.filter(…).values_list(…)` asks, in the same words. Django takes ten times as long to
    find them as the database to answer, so they are kept for as long as the process lives. Both may name fields by
    their keys (`board_id`), `columns` also those of related rows (`board__name`).
    """

    def __init__(self, model: type[Model], *, by: Sequence[str], columns: Sequence[str]) -> None:
        """Asks nothing yet."""
        self._model, self._by, self._columns = model, by, columns
        self._words: dict[str, _Words] = {}

    def rows(self, *keys: object) -> list[tuple[Any, ...]]:
        """The rows with these values, in no certain order; a value is never None, which is another question."""
        words = self._words.get(connection.vendor) or self._put_into_words(keys)
        with connection.cursor() as cursor:
            cursor.execute(words.sql, self._as_stored(keys))
            return [words.as_told(row) for row in cursor.fetchall()]

    def _put_into_words(self, keys: Sequence[object]) -> _Words:
        rows = self._model._default_manager.order_by()  # noqa: SLF001 - Django's own name for it
        for name, key in zip(self._by, keys, strict=True):
            rows = rows.filter(**{name: key})
        compiler = rows.values_list(*self._columns).query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        if list(values) != self._as_stored(keys):
            raise ValueError(f"{self._by} are not asked for one by one, each by its value")
        converters = compiler.get_converters([column for column, _, _ in compiler.select])
        changes = [(place, changes, column) for place, (changes, column) in converters.items()]
        self._words[connection.vendor] = words = _Words(sql, changes)
        return words

    def _as_stored(self, keys: Sequence[object]) -> list[Any]:
        fields: list[Field[Any, Any]] = [self._model._meta.get_field(name) for name in self._by]  # type: ignore[misc]
        return [field.get_db_prep_value(key, connection) for field, key in zip(fields, keys, strict=True)]
