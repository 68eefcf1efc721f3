"""Rows written to a table in words that are kept: what most changes write is a row or two, time and again the same.

Django takes several times as long to put a row into words as the database takes to write it
(docs/adr/0012-questions-of-every-page-are-put-into-words-once.md).
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection
from django.db.models import Model, QuerySet
from django.db.models.sql import InsertQuery, UpdateQuery

_BATCH, _FEW = 500, 20
_CHANGES: dict[tuple[type[Model], tuple[str, ...], str], str] = {}


def insert[M: Model](model: type[M], rows: Iterable[M]) -> None:
    """Writes new rows, which have their keys, as `bulk_create` does: all or none, and no signal is sent."""
    new = list(rows)
    # Many are written faster in words of their own, which hold all of them.
    if len(new) > _FEW or (len(new) > 1 and not connection.in_atomic_block):
        QuerySet[M](model).bulk_create(new, batch_size=_BATCH)
    elif new:
        values = [_stored(_columns(model), row, new=True) for row in new]
        with connection.cursor() as cursor:
            cursor.executemany(_insertion(model, connection.vendor), values)
        for row in new:
            row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def add[M: Model](row: M) -> M:
    """Writes a new row, which has its key, and gives it back."""
    insert(type(row), [row])
    return row


def write(row: Model) -> None:
    """Writes a row whole, be it new or there already."""
    if row._state.adding:
        add(row)
    else:
        update(row)


def update(row: Model, *names: str) -> None:
    """Writes a row that is there: the columns that are named, or all. Raises `DatabaseError` where it is there no more.

    Whoever locked it with `take` is sure of it.
    """
    shape = (type(row), names, connection.vendor)
    words = _CHANGES.get(shape) or _CHANGES.setdefault(shape, _change(row, names))
    values = _stored((*_columns(type(row), names), row._meta.pk), row, new=False)
    with connection.cursor() as cursor:
        cursor.execute(words, values)
        if cursor.rowcount != 1:
            raise DatabaseError(f"{type(row).__name__} {row.pk} is there no more.")


def _stored(columns: Iterable[Any], row: Model, *, new: bool) -> list[Any]:
    """The row's values as the database is given them."""
    return [column.get_db_prep_save(column.pre_save(row, add=new), connection) for column in columns]


@cache
def _columns(model: type[Model], names: tuple[str, ...] | None = None) -> tuple[Any, ...]:
    """The columns with these names; all but the key where none is named; all for None."""
    every = cast("tuple[Any, ...]", model._meta.concrete_fields)
    if names:
        return tuple(cast("Any", model._meta.get_field(name)) for name in names)
    return every if names is None else tuple(column for column in every if not column.primary_key)


@cache
def _insertion(model: type[Model], _vendor: str) -> str:
    query, columns = InsertQuery(model), _columns(model)
    query.insert_values(columns, [model()])
    ((sql, _),) = query.get_compiler(connection=connection).as_sql()
    if not sql.endswith(f"({', '.join(['%s'] * len(columns))})"):
        raise ValueError(f"{model.__name__} is not written value by value")
    return cast("str", sql)


def _change(row: Model, names: tuple[str, ...]) -> str:
    rows: QuerySet[Any] = QuerySet(type(row)).filter(pk=row.pk)
    query, columns = cast("UpdateQuery", rows.query.chain(UpdateQuery)), _columns(type(row), names)
    query.add_update_fields([(column, None, getattr(row, column.attname)) for column in columns])
    sql, values = query.get_compiler(connection=connection).as_sql()
    if sql.count("%s") != len(columns) + 1 or len(values) != len(columns) + 1:
        raise ValueError(f"{type(row).__name__} is not changed value by value")
    return cast("str", sql)
