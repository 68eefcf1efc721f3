"""Names the follow-up to Django."""

from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    """The follow-up's app."""

    name = "riskbild.followup"
    label = "followup"
    default_auto_field = "django.db.models.BigAutoField"
