"""Publications made for the tests of PDF: one with every kind of block, and long ones of seeded texts."""

import struct
import zlib
from collections.abc import Sequence
from datetime import date
from random import Random

from riskbild.publishing.publication import (
    Band,
    Block,
    Cell,
    Column,
    Facts,
    Heading,
    Logo,
    Mark,
    Matrix,
    Page,
    Paragraph,
    Publication,
    Row,
    Square,
    Table,
)
from riskbild.rules.level import Colour

HIGH = Mark(Colour.RED, "▲", "Hög")
MIDDLE = Mark(Colour.YELLOW, "◆", "Medel")
LOW = Mark(Colour.GREEN, "●", "Låg")
_WORDS = (
    *("risk", "rutin", "handläggning", "ärende", "beslut", "kontroll", "uppföljning", "verksamhetssystem", "och"),
    *("personuppgifter", "sekretess", "kompetensförsörjning", "delegationsordning", "att", "inte", "för", "med"),
    *("kan", "leda", "till", "brister", "i", "upphandling", "av", "leverantör", "på", "enheten", "under", "året"),
)


def picture(wide: int = 40, high: int = 16) -> bytes:
    """A small PNG in one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    lines = (b"\0" + b"\x12\x38\x5c" * wide) * high
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def publication(*blocks: Block, title: str = "Internkontrollplan 2031", page: Page | None = None) -> Publication:
    """A publication of a few blocks, dated."""
    return Publication(
        title=title, authority="Provnämnden", year=2031, kind="control_plan", dated=date(2031, 2, 14), blocks=blocks,
        page=page or Page(), running="Provkommunen",
    )  # fmt: skip


def sentence(random: Random, words: int) -> str:
    """So many words, as a sentence."""
    return " ".join(random.choice(_WORDS) for _ in range(words)).capitalize() + "."


def matrix() -> Matrix:
    """A heat map of three by three steps."""
    steps = ((1, "Låg"), (2, "Medel"), (3, "Hög"))

    def square(score: int) -> Square:
        mark = HIGH if score > 5 else MIDDLE if score > 2 else LOW
        return Square(score, mark, tuple(f"R{n}" for n in range(1, score)) if score > 4 else ())

    squares = {(one, other): square(one * other) for one in range(1, 4) for other in range(1, 4)}
    return Matrix("Riskmatris", "Tre risker är höga, en är medel och resten låga.", steps, steps, squares)


def plan_table() -> Table:
    """Two rows of titles, bands, cells over several rows, numbers with their level, and paragraphs."""
    columns = (
        Column("reference", "Nr", 0.5, number=True),
        Column("risk", "Risk", 2.0, row_header=True),
        Column("likelihood", "S", 0.4, over="Bedömning", number=True),
        Column("impact", "K", 0.4, over="Bedömning", number=True),
        Column("score", "Riskvärde", 0.8, over="Bedömning", number=True),
        Column("measures", "Åtgärder", 2.4),
        Column("responsible", "Ansvarig", 1.2),
    )
    scored = (Cell("3"), Cell("3"), Cell("9", HIGH))
    rows = (
        Band("Skattning 9: sannolikt, allvarligt"),
        Row((
            Cell("1"), Cell("Att fel uppgifter lämnas ut", down=2), *scored, Cell("Utbilda\nFölj upp"),
            Cell("Enhetschef"),
        )),
        Row((Cell("2"), None, *scored, Cell("Ny rutin för utlämnande"), Cell("Enhetschef"))),
        Band("Skattning 2: mindre sannolikt, kännbart"),
        Row((
            Cell("3"), Cell("Att avtal löper ut"), Cell("1"), Cell("2"), Cell("2", LOW), Cell(""),
            Cell("Avdelningschef för kommunikationsplattformsutveckling"),
        )),
    )  # fmt: skip
    return Table("Kontrollplan", columns, rows)


def everything() -> Publication:
    """Every kind of block, a logo and data to attach."""
    made = publication(
        Heading("Internkontrollplan 2031", 1),
        Facts((("Beslut", "Provnämnden 2031-02-14 § 12"), ("Diarienummer", "PN 2031/17"))),
        Paragraph("Nämnden ska se till att den interna kontrollen är tillräcklig.\nPlanen gäller hela året."),
        Heading("Riskmatris"),
        matrix(),
        Heading("Kontroller"),
        plan_table(),
        Heading("Bilagor", 3),
        Paragraph("Inga."),
    )
    logo = Logo(picture(), "image/png", "Provkommunens vapen")
    return Publication(
        **{name: getattr(made, name) for name in made.__dataclass_fields__ if name not in {"logo", "data"}},
        logo=logo, data=b'{"format": "riskbild-document/1"}',
    )  # fmt: skip


def long_table(rows: int, seed: int = 1) -> Table:
    """So many rows of thirteen columns, with about 1 200 letters each."""
    random = Random(seed)
    titles: Sequence[tuple[str, float]] = (
        ("Nr", 0.5), ("Riskområde", 1.3), ("Process", 1.3), ("Risk", 1.5), ("Beskrivning", 2.4), ("Konsekvens", 2.4),
        ("S", 0.3), ("K", 0.3), ("RV", 0.35), ("Kontroller", 2.4), ("Åtgärd", 2.8), ("Följer plan", 0.6),
        ("Kommentar", 2.4),
    )  # fmt: skip
    columns = tuple(
        Column(title.lower(), title, share, row_header=title == "Risk", number=len(title) <= 2)
        for title, share in titles
    )
    return Table("Risker", columns, tuple(_long_row(random, number) for number in range(1, rows + 1)))


def _long_row(random: Random, number: int) -> Row:
    likelihood, impact = random.randint(1, 4), random.randint(1, 4)
    texts = [
        str(number), sentence(random, 3), sentence(random, 3), sentence(random, 10),
        f"{sentence(random, 14)}\n{sentence(random, 14)}", sentence(random, 26), str(likelihood), str(impact),
        str(likelihood * impact), sentence(random, 22), f"{sentence(random, 14)}\n{sentence(random, 18)}",
        random.choice(("Ja", "Nej")), sentence(random, 24),
    ]  # fmt: skip
    return Row(tuple(Cell(text) for text in texts))


def tall_table() -> Table:
    """A table of one row that is higher than a page, between two short ones."""
    columns = (Column("risk", "Risk", row_header=True), Column("comment", "Kommentar"))
    long = "\n".join(sentence(Random(seed), 40) for seed in range(40))
    return Table(
        "Risker", columns, tuple(Row((Cell(f"Risk {n}"), Cell(text))) for n, text in enumerate(("Kort", long, "Slut")))
    )
