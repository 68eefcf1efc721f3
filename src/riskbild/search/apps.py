"""Names the search to Django."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The search's app."""

    name = "riskbild.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"
