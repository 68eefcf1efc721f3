"""A made-up document that a layout is shown with where no year has a document of the kind."""

from dataclasses import replace
from datetime import date
from typing import Final

from riskbild.documents.exchange import DocumentKind, ExchangeControl, ExchangeDocument, ExchangeRow, Source
from riskbild.documents.layout import FIELDS, Layout
from riskbild.documents.layout import Source as Table
from riskbild.documents.layout.placeholders import COUNTS
from riskbild.documents.profile import Profile
from riskbild.publishing.assemble import Decision, DocumentFacts, publication_of
from riskbild.publishing.publication import Logo, Publication
from riskbild.rules.standard_methods import FOUR_BY_FOUR

_ROWS: Final = (
    ExchangeRow(
        reference="1", process="Upphandling", heading="Ekonomi", category="Ekonomi",
        risk="Risk att avtal inte följs upp", description="Ingen är utpekad att följa upp leverantörens åtaganden.",
        causes="Ansvaret är inte fördelat", consequence="Kommunen betalar för det som inte levererats.", likelihood=3,
        impact=4, score=12, existing_controls="Avtalsregister", measures="Utse avtalsansvariga",
        responsible="Inköpschef", deadline="2026-06-30", in_plan=True, follows_plan=True, comment="Pågår",
        controls=(
            ExchangeControl("Stickprov av tio avtal", "Granskning", "Controller", "Tertial", {"T1 2026": "Genomförd"}),
        ),
    ),
    ExchangeRow(
        reference="2", process="Lön", heading="Ekonomi", category="Ekonomi", risk="Risk att fel lön betalas ut",
        description="Underlag kommer in för sent.", causes="Sena underlag", consequence="Medarbetare får fel lön.",
        likelihood=2, impact=3, score=6, existing_controls="Attest", measures="Påminn chefer före brytdatum",
        responsible="Lönechef", deadline="Löpande", in_plan=False, follows_plan=False, comment="Försenad",
        controls=(ExchangeControl("Avstämning av lönelista", "Kontroll", "Lönechef", "Månad", {"T1 2026": "Pågår"}),),
    ),
    ExchangeRow(
        reference="3", process="Myndighetsutövning", heading="Verksamhet", category="Verksamhet",
        risk="Risk för otillåten påverkan vid beslut", description="Ensam handläggare vid känsliga beslut.",
        causes="Få handläggare", consequence="Beslut fattas på fel grund.", likelihood=2, impact=4, score=8,
        existing_controls="Tvåpersonsprincip", measures="Utbilda i bemötande", responsible="Enhetschef",
        deadline="Hösten 2026", in_plan=True, follows_plan=True, comment="Enligt plan",
        controls=(
            ExchangeControl("Granskning av beslut", "Stickprov", "Enhetschef", "Halvår", {"T1 2026": "Genomförd"}),
        ),
    ),
)  # fmt: skip
_LINES: Final = 2


def example_of(layout: Layout, municipality: str, today: date, logo: Logo | None = None) -> Publication:
    """The example as the layout prints it."""
    names = {kind.value for kind in DocumentKind}
    kind = DocumentKind(layout.kind.value) if layout.kind.value in names else DocumentKind.CONTROL_PLAN
    document = ExchangeDocument(
        source=Source(name="riskbild"), kind=kind, authority="Exempelnämnden", year=today.year, rows=_ROWS, plan=_ROWS
    )
    facts = DocumentFacts(
        dated=today, year=today.year, board="Exempelnämnden", municipality=municipality, method=FOUR_BY_FOUR,
        administration="Exempelförvaltningen", decision=Decision("Exempelnämnden", today, "§ 12", "EX 2026/34"),
        figures={name: 3 for name in COUNTS if name not in {"risks", "chosen", "plan_items"}},
        texts={"period": f"Tertial 1 {today.year}", "control": "Stickprov av tio avtal"},
        tables={table: _lines(table) for table in Table if table not in {Table.ROWS, Table.PLAN}},
    )  # fmt: skip
    facts = replace(facts, logo=logo)
    return publication_of(document, layout, facts=facts, profile=Profile(name="Exempel", method=FOUR_BY_FOUR))


def _lines(table: Table) -> list[dict[str, str | int | bool | None]]:
    return [
        {name: str(number) if name == "number" else str(label).lower() for name, label in FIELDS[table].items()}
        for number in range(1, _LINES + 1)
    ]
