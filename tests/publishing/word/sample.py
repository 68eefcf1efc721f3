"""A small control plan with everything a publication can hold."""

import struct
import zlib
from collections.abc import Callable
from datetime import date

from riskbild.publishing.publication import (
    Band,
    Cell,
    Column,
    Facts,
    Heading,
    Logo,
    Mark,
    Matrix,
    Paragraph,
    Publication,
    Row,
    Square,
    Table,
)
from riskbild.rules.level import Colour

LOW = Mark(Colour.GREEN, "●", "Låg")
MEDIUM = Mark(Colour.YELLOW, "▲", "Medel")
HIGH = Mark(Colour.ORANGE, "◆", "Hög")
CRITICAL = Mark(Colour.RED, "■", "Kritisk")


def level(score: int) -> Mark:
    """The level of a score in the sample."""
    return LOW if score < 4 else MEDIUM if score < 8 else HIGH if score < 12 else CRITICAL


COLUMNS = (
    Column("reference", "Nr", 0.5, row_header=True),
    Column("risk", "Risk", 3),
    Column("likelihood", "S", 0.5, over="Bedömning", number=True),
    Column("impact", "K", 0.5, over="Bedömning", number=True),
    Column("score", "Riskvärde", 1, over="Bedömning", number=True),
    Column("measures", "Åtgärd", 3),
    Column("responsible", "Ansvarig", 1.5),
)
RISKS = (
    ("R1", "Sekretess röjs när brev skickas fel", 3, 4, "Utbilda handläggarna\nStickprov varje månad", "Enhetschef"),
    ("R2", "Kompetens saknas när många slutar samtidigt", 4, 4, "Introduktion för nyanställda", "Direktör"),
    ("R3", "Fakturor betalas två gånger", 2, 3, "Spärr i ekonomisystemet", "Ekonomichef"),
    ("R4", "Arkivet saknar förteckning", 1, 2, "Förteckna äldre handlingar", "Registrator"),
)  # fmt: skip


def row(reference: str, risk: str, likelihood: int, impact: int, measures: str, responsible: str) -> Row:
    """One risk as a row of the sample's table."""
    score = Cell(str(likelihood * impact), level(likelihood * impact))
    numbers = (Cell(str(likelihood)), Cell(str(impact)), score)
    return Row((Cell(reference), Cell(risk), *numbers, Cell(measures), Cell(responsible)))


TABLE = Table(
    "Risker och åtgärder",
    COLUMNS,
    (
        Band("Skattning 12 och mer: ska åtgärdas"),
        *(row(*risk) for risk in RISKS[:2]),
        Band("Skattning under 12: ska följas"),
        *(row(*risk) for risk in RISKS[2:]),
    ),
)
MATRIX = Matrix(
    "Riskmatris",
    "Fyra risker i en matris om fyra gånger fyra rutor. En är kritisk: R2.",
    ((1, "Osannolik"), (2, "Mindre sannolik"), (3, "Möjlig"), (4, "Sannolik")),
    ((1, "Försumbar"), (2, "Lindrig"), (3, "Kännbar"), (4, "Allvarlig")),
    {
        (likelihood, impact): Square(
            likelihood * impact,
            level(likelihood * impact),
            tuple(risk[0] for risk in RISKS if risk[2:4] == (likelihood, impact)),
        )
        for likelihood in range(1, 5)
        for impact in range(1, 5)
    },
)
PLAN = Publication(
    title="Internkontrollplan 2025 för Socialnämnden",
    authority="Socialnämnden",
    year=2025,
    kind="control_plan",
    dated=date(2025, 1, 15),
    blocks=(
        Heading("Internkontrollplan 2025 för Socialnämnden", 1),
        Facts((("Beslut", "Socialnämnden 2025-01-15 § 4"), ("Diarienummer", "SN 2024/0812"))),
        Heading("Bakgrund"),
        Paragraph("Nämnden ansvarar för att den interna kontrollen är tillräcklig.\nPlanen bygger på riskanalysen."),
        MATRIX,
        Heading("Risker och åtgärder"),
        TABLE,
    ),
    running="Internkontrollplan 2025, dnr SN 2024/0812",
    facts={"beslut": "Socialnämnden 2025-01-15 § 4", "diarienummer": "SN 2024/0812", "kommun": "Exempelkommun"},
)


def png(width: int, height: int, colour_at: Callable[[int, int], bytes]) -> bytes:
    """A picture, dot by dot."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        whole = kind + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    lines = b"".join(b"\0" + b"".join(colour_at(x, y) for x in range(width)) for y in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def shield(x: int, y: int) -> bytes:
    """A coat of arms: a chevron on blue."""
    beside = abs(x - 60)
    if y > 70 and (beside / 60) ** 2 + ((y - 70) / 70) ** 2 > 1:
        return b"\xff\xff\xff"
    return b"\xf2\xc1\x2e" if 0 <= y - 35 - beside * 0.9 < 26 else b"\x12\x30\x4f"


LOGO = Logo(png(120, 140, shield), "image/png", "Exempelkommuns vapen")
