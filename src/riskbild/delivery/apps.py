"""Names the delivery to Django."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """The delivery's app."""

    name = "riskbild.delivery"
    label = "delivery"
    default_auto_field = "django.db.models.BigAutoField"
