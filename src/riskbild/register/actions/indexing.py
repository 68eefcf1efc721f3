"""Keeps the search index in step with the register, inside the same transaction."""

from collections.abc import Sequence
from uuid import UUID

from riskbild.register.derive import searched_texts
from riskbild.register.models import Risk, SecrecyMark
from riskbild.search import index


def index_new(municipality_id: UUID, risks: Sequence[Risk], marks: Sequence[Sequence[SecrecyMark]]) -> None:
    """Indexes risks that have just been added, each with its secrecy marks."""
    index.put(
        municipality_id,
        [index.Entry(risk.pk, *searched_texts(risk, own)) for risk, own in zip(risks, marks, strict=True)],
    )


def index_risk(risk: Risk) -> None:
    """Indexes one risk anew, with what is secret of it apart."""
    marks = SecrecyMark.objects.filter(municipality_id=risk.municipality_id, risk=risk)
    index.put(risk.municipality_id, [index.Entry(risk.pk, *searched_texts(risk, marks))])
