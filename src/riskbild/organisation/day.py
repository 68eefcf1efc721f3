"""The day that a moment falls on where the municipality is."""

from datetime import date, datetime

from django.utils.timezone import localtime


def day_of(now: datetime) -> date:
    """The local date of an aware moment."""
    return localtime(now).date()
