"""Names the trail to Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The trail's app."""

    name = "riskbild.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
