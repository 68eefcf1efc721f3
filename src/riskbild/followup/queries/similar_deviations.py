"""Deviations of earlier years that read like one: the same fault under another control's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.followup.models import Deviation
from riskbild.followup.queries.deviation_rows import deviation_for, deviation_masks, deviations_seen_by
from riskbild.organisation.permissions import Actor
from riskbild.rules.similar_text import Likenesses
from riskbild.search.normaliser import document_tokens

_MOST_COMPARED = 2000
_LEAST = 0.25


@dataclass(frozen=True)
class SimilarDeviation:
    """An earlier deviation that shares much of its words (`share`, 0 to 1) with one, and the weightiest of them."""

    id: UUID
    year: int
    title: str
    share: float
    shared: tuple[str, ...]


def similar_earlier(by: Actor, deviation_id: UUID, today: date) -> Sequence[SimilarDeviation]:
    """The earlier deviations of the same board most like one, of other controls; three queries. Raises `Missing`.

    Words are compared without inflection and with compounds taken apart. What is secret for the person is left out.
    """
    row = deviation_for(by, deviation_id, today, "report")
    seen = deviations_seen_by(by, today).select_related("report")
    earlier = seen.filter(municipality_id=row.municipality_id, board_id=row.board_id, year__lt=row.year)
    rows = [row, *earlier.order_by("-year", "pk")[:_MOST_COMPARED]]
    masks = deviation_masks(by, rows, today)
    texts = Likenesses({one.pk: _tokens(one) for one in rows if one.pk not in masks})
    known = {one.pk: one for one in rows}
    return [
        SimilarDeviation(one.key, known[one.key].year, known[one.key].title, one.share, one.shared)
        for one in texts.like(row.pk, least=_LEAST)
        if known[one.key].lineage is None or known[one.key].lineage != row.lineage
    ]


def _tokens(row: Deviation) -> list[str]:
    return document_tokens(f"{row.title}\n{row.cause}")
