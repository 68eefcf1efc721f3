"""Looking never writes: while a GET is answered, the database refuses every change."""

import re
from collections.abc import Callable
from typing import Any

# BEGIN is not among them: on SQLite it would take the write lock.
_READS = frozenset(
    "SELECT WITH EXPLAIN PRAGMA SAVEPOINT RELEASE ROLLBACK SHOW SET VALUES DECLARE FETCH CLOSE".split()  # noqa: SIM905 - a list of keywords
)
_WRITES_INSIDE = re.compile(r"\b(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM)\b", re.IGNORECASE)

# The session's own table: it is signed out of, or its key renewed, whatever the method of the request.
_SESSIONS = re.compile(r"(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+\"?django_session\b", re.IGNORECASE)


class WroteOnGet(RuntimeError):
    """A view tried to change the database while answering a GET; this is a fault in the program."""


def may_run(sql: str) -> bool:
    """Whether a statement only reads, or concerns nothing but the session table."""
    sql = sql.lstrip(" \n\t(")
    if _SESSIONS.match(sql):
        return True
    verb = sql.split(None, 1)[0].upper() if sql else ""
    return verb in _READS and not (verb == "WITH" and _WRITES_INSIDE.search(sql))


def refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
    """A wrapper for `connection.execute_wrapper`."""
    if not may_run(sql):
        raise WroteOnGet(sql[:200])
    return execute(sql, params, many, context)
