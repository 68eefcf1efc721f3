"""A board's risks as a document that comes in is compared with: printed cells, all of them at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from riskbild.documents.exchange import ExchangeRow
from riskbild.organisation.permissions import Actor
from riskbild.register.cells import row_of
from riskbild.register.models import Risk
from riskbild.register.queries.seen import masks_for, risks_seen_by


@dataclass(frozen=True)
class KnownRisk:
    """A risk that is in the register: its year, its printed cells, and what an action asks for."""

    id: UUID
    version: int
    lineage: UUID
    year: int
    title: str
    row: ExchangeRow


def known_risks(by: Actor, board_id: UUID, years: Sequence[int], today: date) -> list[KnownRisk]:
    """The risks of a board's years that this person reads in full, in the register's order; two queries at most."""
    seen = risks_seen_by(by, today).filter(board_id=board_id, year__in=years, archived=False)
    risks = list(seen.order_by("year", "position", "pk"))
    masked = masks_for(by, risks, today)
    return [_known(risk) for risk in risks if risk.pk not in masked]


def versions_of(risk_ids: Sequence[UUID], municipality_id: UUID) -> Mapping[UUID, tuple[int, bool, str]]:
    """Version, whether it is archived, and title of some risks; for actions, which have asked who may."""
    rows: Any = Risk.objects.filter(municipality_id=municipality_id, pk__in=risk_ids)
    return {pk: (version, archived, title) for pk, version, archived, title in rows.values_list(*_NOW)}


_NOW = ("pk", "version", "archived", "title")


def _known(risk: Risk) -> KnownRisk:
    return KnownRisk(risk.pk, risk.version, risk.lineage, risk.year, risk.title, row_of(risk, ()))
