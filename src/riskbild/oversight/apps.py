"""The oversight as a Django application."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Holds the executive board's consolidated reports."""

    name = "riskbild.oversight"
    label = "oversight"
