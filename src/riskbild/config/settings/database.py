"""The database: SQLite embedded in RISKBILD_HOME, or PostgreSQL by DATABASE_URL."""

from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from riskbild.config.settings import environment, paths

# synchronous=FULL: an acknowledged write survives a power cut. The other four make reading faster; what is read goes
# through the mapped file, so that a cache for each thread need only hold what a transaction has changed.
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "cache_size=-6144", "mmap_size=134217728", "temp_store=MEMORY")

# A lock or an idle transaction that outlives these has a fault behind it; the others shall not wait for ever.
# Compiling a query takes longer than the queries here; and a common word's hits must fit in memory.
_POSTGRESQL = "-c jit=off -c work_mem=16MB -c lock_timeout=20s -c idle_in_transaction_session_timeout=60s"


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "riskbild.config.sqlite",
        "NAME": name,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A transaction takes the write lock when it begins: it can wait for it then, never halfway.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": ";".join(f"PRAGMA {pragma}" for pragma in _PRAGMAS),
        },
    }


def _postgresql(config: dict[str, Any]) -> dict[str, Any]:
    options = {"connect_timeout": 5, "options": _POSTGRESQL, **config.get("OPTIONS", {})}
    return {**config, "OPTIONS": options, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def from_url(url: str) -> dict[str, Any]:
    """Django's description of the database that `url` names; an empty one names the embedded database."""
    if not url:
        return _sqlite(str(paths.RISKBILD_HOME / "riskbild.sqlite3"))
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError:
        config = {"ENGINE": ""}
    if config["ENGINE"] == "django.db.backends.postgresql":
        return _postgresql(config)
    if config["ENGINE"] == "django.db.backends.sqlite3":
        return _sqlite(str(config["NAME"]))
    raise ImproperlyConfigured("DATABASE_URL must be postgresql://user:password@host/name or sqlite:////path/to/file.")


DATABASES = {"default": from_url(environment.text("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
