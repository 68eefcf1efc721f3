"""A publication with one of each block, as a page is drawn of it."""

from datetime import date

from riskbild.publishing.publication import (
    Band,
    Cell,
    Column,
    Facts,
    Heading,
    Mark,
    Matrix,
    Paragraph,
    Publication,
    Row,
    Square,
    Table,
)
from riskbild.rules.level import Colour

RED = Mark(Colour.RED, "▲", "Hög")
COLUMNS = (
    Column("risk", "Risk", share=2.0, row_header=True),
    Column("score", "Värde", number=True),
    Column("t1", "T1", over="Status"),
    Column("t2", "T2", over="Status"),
    Column("comment", ""),
)
ROWS = (
    Band("Ekonomi"),
    Row((Cell("Fel <b> & annat", down=2), Cell("12", RED), Cell("Klar\nUtan anmärkning"), Cell(""), Cell("x"))),
    Row((None, Cell("6"), Cell("Nej"), Cell("Ja"), Cell(""))),
    Band("Personal"),
    Row((Cell("Frånvaro"), Cell("4"), Cell(""), Cell(""), Cell(""))),
)
MATRIX = Matrix(
    "Riskmatris",
    "Riskmatris med en risk: en med sannolikhet 2 och konsekvens 1.",
    ((1, "Låg"), (2, "Hög")),
    ((1, "Liten"), (2, "Stor")),
    {
        (down, across): Square(down * across, RED, ("R1",) * ((down, across) == (2, 1)))
        for down in (1, 2)
        for across in (1, 2)
    },
)
PUBLICATION = Publication(
    title="Internkontrollplan 2026", authority="Socialnämnden", year=2026, kind="control_plan", dated=date(2026, 2, 14),
    blocks=(
        Heading("Internkontrollplan 2026", 1), Facts((("Beslut", "§ 12"),)), Heading("Djup", 4), Paragraph("Ett\nTvå"),
        Table("Kontroller", COLUMNS, ROWS), Heading("Sist", 2), MATRIX,
    ),
)  # fmt: skip
