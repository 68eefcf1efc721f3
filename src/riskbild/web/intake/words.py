"""What cells are called on the review page, and the values that its fields and addresses carry."""

import re
from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from riskbild.documents.labels import CONTROL_LABELS, ROW_LABELS
from riskbild.intake.review.applying import PLAN, ROWS
from riskbild.intake.review.cells import PLAIN

_CONTROL = re.compile(r"controls\[(\d+)\]\.(.+)", re.DOTALL)
PARTS = (ROWS, PLAN)


def field_label(name: str, titles: Mapping[str, str] | None = None) -> str:
    """What a cell is called: as the document's own column, where that is known, else as everywhere."""
    language = get_language() or "sv"
    if titles and (own := titles.get(name)):
        return " ".join(own.split())[:80]
    found = _CONTROL.fullmatch(name)
    if found is None:
        return ROW_LABELS[name].text(language)
    part = found[2]
    if part.startswith("status."):
        return f"{_('Status')} {part.removeprefix('status.')}"
    return CONTROL_LABELS[part].text(language)


def cell_label(name: str) -> str:
    """As `field_label`, with which control it belongs to."""
    found = _CONTROL.fullmatch(name)
    return field_label(name) if found is None else f"{field_label(name)} {int(found[1]) + 1}"


def field_choices() -> list[tuple[str, str]]:
    """Every plain cell of a row, for choosing what a column means."""
    return [(name, field_label(name)) for name in PLAIN]
