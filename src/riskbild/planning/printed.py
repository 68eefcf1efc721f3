"""A printed row of a plan as an item's texts and back, and which of a document's risks a row speaks of."""

from collections.abc import Mapping, Sequence
from typing import Any

from riskbild.register.models import Risk
from riskbild.rules.similar_text import LEAST, Likenesses
from riskbild.rules.text_limits import with_plain_line_breaks
from riskbild.search.normaliser import document_tokens

ROW_CELLS: Mapping[str, str] = {
    "heading": "heading",
    "process": "process",
    "risk": "risk",
    "description": "description",
    "consequence": "consequence",
    "activity": "measures",
    "control_owner": "responsible",
    "frequency": "deadline",
    "comment": "comment",
}
"""An item's text -> the cell of a plan's row that it is printed in."""

CONTROL_CELLS: Mapping[str, str] = {
    "activity": "control",
    "method": "method",
    "control_owner": "responsible",
    "frequency": "frequency",
}
"""An item's text -> the cell of a control, where a row has several."""

_CLEARLY = 0.75
"""How much less alike the next best must be for a match to be unmistakable."""


def as_stored(cells: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    """The item's texts out of printed cells; an absent cell is an empty text."""
    return {name: with_plain_line_breaks(cells.get(cell) or "").strip() for name, cell in names.items()}


def as_printed(texts: Mapping[str, Any], cells: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The cells as they are to be printed: as they were, but for those whose text somebody has changed."""
    was = as_stored(cells, names)
    changed = {cell: texts[name] or None for name, cell in names.items() if texts[name] != was[name]}
    return {**cells, **changed}


def matched(rows: Sequence[Mapping[str, Any]], risks: Sequence[Risk]) -> list[Risk | None]:
    """For each row of a plan, the risk of the same document that it speaks of; None where that is not unmistakable.

    A plan words its risks in its own way, so the words are compared; nothing is made up where they do not tell.
    """
    if not rows or not risks:
        return [None] * len(rows)
    texts: dict[tuple[str, int], list[str]] = {}
    for place, risk in enumerate(risks):
        texts["risk", place] = document_tokens(f"{risk.risk}\n{risk.process}\n{risk.description}")
    for place, cells in enumerate(rows):
        printed = [cells.get(name) or "" for name in ("risk", "process", "description")]
        texts["plan", place] = document_tokens("\n".join(printed))
    alike = Likenesses(texts)
    return [_unmistakable(alike, place, risks) for place in range(len(rows))]


def _unmistakable(alike: Likenesses[tuple[str, int]], place: int, risks: Sequence[Risk]) -> Risk | None:
    found = [one for one in alike.like(("plan", place), least=0, most=len(risks) * 2) if one.key[0] == "risk"]
    if not found or found[0].share < LEAST:
        return None
    if len(found) > 1 and found[1].share > found[0].share * _CLEARLY:
        return None
    return risks[found[0].key[1]]
