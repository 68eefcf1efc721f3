"""Names the register to Django."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The register's app."""

    name = "riskbild.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
