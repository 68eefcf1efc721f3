"""A publication as one HTML page that needs nothing but itself, for everybody to read (WCAG 2.2 AA)."""

from riskbild.publishing.html.drawing import MEDIA_TYPE, body_of, draw

__all__ = ["MEDIA_TYPE", "body_of", "draw"]
