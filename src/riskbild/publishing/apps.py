"""Names the publishing to Django."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The publishing's app."""

    name = "riskbild.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"
