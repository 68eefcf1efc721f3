"""Names the stored files to Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The stored files' app."""

    name = "riskbild.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
