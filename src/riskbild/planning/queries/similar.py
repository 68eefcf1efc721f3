"""Risks that say nearly the same: suggested, never merged by themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.organisation.permissions import Actor
from riskbild.planning.lines import RiskLine, lines_of
from riskbild.planning.queries.seen import Masks, RiskRef, masks_of, ref_of
from riskbild.register.models import BoardYear
from riskbild.register.queries.seen import risks_seen_by
from riskbild.register.rules_of import method_of
from riskbild.rules.similar_text import LEAST, Likeness, Likenesses
from riskbild.search.normaliser import document_tokens

_SAME_PROCESS = 0.15
"""What is asked of texts whose process is the same: less, since that already says much."""
MOST = 5


@dataclass(frozen=True)
class Similar:
    """A risk that is like another: how much (0 to 1), whether the process is the same, and the words both have."""

    risk: RiskRef
    share: float
    same_process: bool
    shared: tuple[str, ...]


def similar_to(by: Actor, year: BoardYear, risk_ids: Iterable[UUID], today: date) -> dict[UUID, list[Similar]]:
    """For each risk, the others of the year most like it; two queries beside those that tell who asks, however many.

    Words are compared without inflection and with compounds taken apart. What is secret for the person is not compared.
    """
    rows = risks_seen_by(by, today).filter(municipality_id=year.municipality_id, board_year=year, archived=False)
    risks = {risk.id: risk for risk in lines_of(year.municipality_id, rows)}
    masks = masks_of(by, list(risks.values()), today)
    texts = Likenesses({key: _tokens(risk, masks.get(key, {})) for key, risk in risks.items()})
    found = {}
    for key in risk_ids:
        if key in risks:
            likenesses = texts.like(key, least=_SAME_PROCESS, most=len(risks))
            found[key] = _similar(risks, key, likenesses, masks, year)
    return found


def _similar(
    risks: Mapping[UUID, RiskLine], key: UUID, likenesses: Iterable[Likeness[UUID]], masks: Masks, year: BoardYear
) -> list[Similar]:
    own, method = _process(risks[key], masks), method_of(year.method)
    similar = [
        Similar(
            risk=ref_of(risks[one.key], masks.get(one.key, {}), method), share=one.share, shared=one.shared,
            same_process=own != "" and own == _process(risks[one.key], masks),
        )
        for one in likenesses
        if one.share >= LEAST or (own != "" and own == _process(risks[one.key], masks))
    ]  # fmt: skip
    return sorted(similar, key=lambda one: (-one.same_process, -one.share))[:MOST]


def _process(risk: RiskLine, masks: Masks) -> str:
    return "" if "process" in masks.get(risk.pk, {}) else " ".join(risk.process.casefold().split())


def _tokens(risk: RiskLine, masks: Mapping[str, object]) -> list[str]:
    texts = [getattr(risk, name) for name in ("risk", "description") if name not in masks]
    if not any(texts) and "process" not in masks:
        texts = [risk.process]
    return [word for word in document_tokens("\n".join(texts)) if word != _IN_EVERY_TEXT]


_IN_EVERY_TEXT = "risk"
"""Nearly every risk begins "Risk att": the word tells nothing."""
