"""Names the organisation to Django."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """The organisation's app."""

    name = "riskbild.organisation"
    label = "organisation"
    default_auto_field = "django.db.models.BigAutoField"
