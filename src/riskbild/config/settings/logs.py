"""What is logged and where: on stderr for the operator's own collector, and in RISKBILD_HOME/logs."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from riskbild.config.settings import environment, paths

_LEVELS = "DEBUG", "INFO", "WARNING", "ERROR"


def _level() -> str:
    level = environment.text("RISKBILD_LOG_LEVEL", "INFO").upper()
    if level not in _LEVELS:
        raise ImproperlyConfigured(f"RISKBILD_LOG_LEVEL is {level!r}; give one of {', '.join(_LEVELS)}.")
    return level


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "riskbild.config.logline.LogLine", "fmt": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        "file": {"class": "riskbild.config.logfile.HomeLog", "filename": str(paths.RISKBILD_LOG), "formatter": "line"},
    },
    "root": {"handlers": ["stderr", "file"], "level": "WARNING"},
    "loggers": {
        "riskbild": {"level": _level()},
        # A command says its own sentence on stderr; only the file gets the details.
        "riskbild.cli": {"handlers": ["file"], "propagate": False},
        "django": {"level": "WARNING"},
        # Pages that are not there are no fault of ours.
        "django.request": {"level": "ERROR"},
        "axes": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
    },
}
