"""Risk lists to measure publishing with: as long and as Swedish as the real ones, in the standard layout."""

from dataclasses import replace
from datetime import date
from typing import Final

from riskbild.cli.bench.texts import cells
from riskbild.documents.exchange import DocumentKind, ExchangeDocument, ExchangeRow, Source
from riskbild.documents.layout import PublishedKind, standard_layout
from riskbild.publishing.assemble import DocumentFacts, publication_of
from riskbild.publishing.publication import Publication
from riskbild.rules.standard_methods import FOUR_BY_FOUR

YEAR: Final = 2026
DAY: Final = date(YEAR, 2, 14)
BOARD: Final = "Provnämnden"


def risk_list(risks: int, seed: str) -> Publication:
    """A gross risk list of so many risks."""
    rows = tuple(
        replace(
            ExchangeRow(likelihood=each.likelihood, impact=each.impact, score=each.likelihood * each.impact),
            **each.fields,  # type: ignore[arg-type]  # texts and answers under the names of their fields
        )
        for each in cells(risks, seed)
    )
    document = ExchangeDocument(
        source=Source("bench.json"), kind=DocumentKind.RISK_LIST, title=f"Bruttolista {YEAR} {seed}",
        authority=BOARD, year=YEAR, rows=rows,
    )  # fmt: skip
    facts = DocumentFacts(dated=DAY, year=YEAR, board=BOARD, method=FOUR_BY_FOUR)
    return publication_of(document, standard_layout(PublishedKind.RISK_LIST), facts=facts)
