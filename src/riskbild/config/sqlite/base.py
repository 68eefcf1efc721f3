"""Django's SQLite with a fair queue for writers.

SQLite lets those who wait for its write lock try again at random, and with 20 of them somebody waits six
seconds. Here every connection takes its turn in a queue before its first write and gives it back when its
transaction is over, however it ended.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db.backends.sqlite3.base import DatabaseWrapper as DjangoSQLite
from django.db.utils import OperationalError

from riskbild.config.sqlite.creation import DatabaseCreation
from riskbild.config.sqlite.turns import Turn, queue_for

_ONLY_READS = re.compile(
    r"\s*(?:SELECT|VALUES|EXPLAIN|PRAGMA|WITH(?!.*\b(?:INSERT|UPDATE|DELETE|REPLACE)\b))\b", re.IGNORECASE | re.DOTALL
)
_DEFAULT_TIMEOUT = 5.0


class DatabaseWrapper(DjangoSQLite):
    """A connection that takes its turn before it writes."""

    creation_class = DatabaseCreation

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        self._turn: Turn | None = None
        self.execute_wrappers.append(self._execute_in_turn)

    def _execute_in_turn(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if self._turn is None and not _ONLY_READS.match(sql):
            self._turn = self._take_turn()
        try:
            return execute(sql, *rest)
        finally:
            self._end_turn_if_over()

    def _take_turn(self) -> Turn:
        queue = queue_for(str(self.settings_dict["NAME"]), in_memory=self.is_in_memory_db())
        try:
            return queue.take(self.settings_dict["OPTIONS"].get("timeout", _DEFAULT_TIMEOUT), self.connection.close)
        except TimeoutError:
            raise OperationalError("database is locked: another writer did not finish in time") from None

    def _end_turn_if_over(self) -> None:
        """SQLite itself says whether a transaction is open: it may have ended by an error too."""
        if self._turn is not None and not self._in_transaction():
            self._turn.end()
            self._turn = None

    def _in_transaction(self) -> bool:
        try:
            return self.connection is not None and self.connection.in_transaction
        except self.Database.ProgrammingError:  # the connection is closed
            return False

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]  # not in the stubs
        finally:
            self._end_turn_if_over()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # not in the stubs
        finally:
            self._end_turn_if_over()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # not in the stubs
        finally:
            self._end_turn_if_over()
