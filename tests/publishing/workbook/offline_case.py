"""The five documents with keys on their rows, and what a workbook of them needs to be filled in offline."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tests.publishing.conftest import PublishedCase

from riskbild.documents.exchange import ExchangeRow
from riskbild.documents.workbook.base import About, BaseRow
from riskbild.documents.workbook.cells import FIELDS, text_of
from riskbild.documents.workbook.form import ITEM, RISK, key_of
from riskbild.publishing.assemble import DocumentFacts, publication_of, row_facts
from riskbild.publishing.publication import Matrix, Publication, Square
from riskbild.publishing.workbook import Offline
from riskbild.rules.method import Method

SECRET = b"the installation's own"


@dataclass(frozen=True)
class OfflineCase:
    """One of the five, ready to be drawn for offline work."""

    publication: Publication
    offline: Offline


def offline_case(case: PublishedCase) -> OfflineCase:
    document, profile = case.document, case.profile
    parts = ((RISK, document.rows, False), (ITEM, document.plan, True))
    facts = {
        kind: tuple(
            replace(one, key=key_of(kind, number), version=number + 1)
            for number, one in enumerate(row_facts(document, profile, plan=plan))
        )
        for kind, _, plan in parts
    }
    known = DocumentFacts(
        dated=case.publication.dated, year=case.publication.year, board=case.publication.authority, rows=facts[RISK],
        plan=facts[ITEM],
    )  # fmt: skip
    rows = {key: row for kind, found, _ in parts for key, row in _rows(kind, found).items()}
    about = About("a-board", "KOD", case.publication.year, "2026-11-22T09:00:00+00:00")
    offline = Offline(
        about, case.publication.authority, rows, profile.method, SECRET,
        matrix=_matrix(profile.method),
        words={"category": ("Administration", "Ekonomi"), "responsible": ("Enhetschef", "Handläggare")},
        adds=frozenset({RISK, ITEM}),
    )  # fmt: skip
    return OfflineCase(publication_of(document, case.layout, facts=known, profile=profile), offline)


def _rows(kind: str, rows: tuple[ExchangeRow, ...]) -> Mapping[str, BaseRow]:
    return {
        key_of(kind, number): BaseRow(
            number + 1, {name: text_of(name, getattr(row, name, None)) for name in FIELDS[kind]}
        )
        for number, row in enumerate(rows)
    }


def _matrix(method: Method) -> Matrix | None:
    if method.likelihood is None or method.impact is None:
        return None
    squares = {
        (one.likelihood, one.impact): Square(one.score, None, ("2 risker",) if one.score > 4 else ())
        for one in method.squares()
    }
    axes = [tuple((step.value, step.word) for step in scale.steps) for scale in (method.likelihood, method.impact)]
    return Matrix("Riskkarta", "Sannolikhet uppåt, konsekvens åt höger.", axes[0], axes[1], squares)
