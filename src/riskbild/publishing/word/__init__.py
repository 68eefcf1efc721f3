"""Draws a publication as a Word document, in the municipality's own template or in the one that comes along."""

from riskbild.publishing.drawn import Drawn
from riskbild.publishing.publication import Publication
from riskbild.publishing.word.apart import draw_apart
from riskbild.publishing.word.checking import check_template
from riskbild.publishing.word.drawing import draw_here
from riskbild.publishing.word.package import LARGEST_TEMPLATE, MEDIA_TYPE
from riskbild.publishing.word.placeholders import PLACEHOLDERS
from riskbild.publishing.word.shipped import shipped_template

__all__ = ["LARGEST_TEMPLATE", "MEDIA_TYPE", "PLACEHOLDERS", "check_template", "draw", "shipped_template"]


def draw(publication: Publication, template: bytes | None = None) -> Drawn:
    """The publication as DOCX; the same publication and template give the same bytes.

    `template` is a municipality's own Word file with placeholders, drawn in a child process: a template is code from
    somebody else. Without one the plain template of the program is used, here. Raises Refused, with a finding for
    each fault, if the template cannot be used.
    """
    return draw_here(publication, None) if template is None else draw_apart(publication, template)
