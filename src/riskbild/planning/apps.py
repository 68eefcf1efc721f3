"""Names the planning to Django."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """The planning's app."""

    name = "riskbild.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"
