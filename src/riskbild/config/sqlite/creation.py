"""Test databases on files: what stands beside the database file goes away with it."""

from pathlib import Path

from django.db.backends.sqlite3.creation import DatabaseCreation as DjangoCreation


class DatabaseCreation(DjangoCreation):
    """Makes and removes test databases."""

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        super()._destroy_test_db(test_database_name, verbosity)  # type: ignore[misc]  # not in the stubs
        if not self.is_in_memory_db(test_database_name):
            for ending in ("-wal", "-shm", ".next", ".pen"):
                Path(f"{test_database_name}{ending}").unlink(missing_ok=True)
