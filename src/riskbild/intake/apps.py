"""Names the intake to Django."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The intake's app."""

    name = "riskbild.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
