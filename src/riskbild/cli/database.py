"""What the commands must know of the database as a whole: is it there, is it of this release."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_NOT_READY = Sentence(
    sv="Databasen hör inte till den här versionen; kör: riskbild migrate",
    en="The database is not set up for this release; run: riskbild migrate",
)


def pending_migrations() -> list[tuple[str, str]]:
    """The changes (app, name) that this release has and the database lacks."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(migration.app_label, migration.name) for migration, _ in plan]


def applied_migrations() -> set[tuple[str, str]]:
    """The changes (app, name) that the database has; none if it is empty."""
    return set(MigrationRecorder(connection).applied_migrations())


def known_migrations() -> set[tuple[str, str]]:
    """The changes (app, name) that this release knows."""
    return set(MigrationLoader(connection=None).disk_migrations)


def check_ready() -> None:
    """Raises `Refused` unless the database is of this release."""
    if pending_migrations():
        raise Refused(_NOT_READY)
