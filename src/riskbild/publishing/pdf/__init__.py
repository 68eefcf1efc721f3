"""PDF out of a publication: archivable (PDF/A), accessible (PDF/UA), and the same bytes for the same publication."""

from riskbild.publishing.pdf.drawing import MEDIA_TYPE, draw, draw_each
from riskbild.publishing.pdf.level import Level

__all__ = ["MEDIA_TYPE", "Level", "draw", "draw_each"]
