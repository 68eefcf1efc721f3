"""Checks a template when it is uploaded, by drawing a small document with it."""

from datetime import date
from typing import Final

from riskbild.publishing.publication import Cell, Column, Facts, Heading, Paragraph, Publication, Row, Table
from riskbild.publishing.word.apart import draw_apart
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.refusal import Refused

_UNUSABLE: Final = "template-unusable"

_TABLE: Final = Table(
    "Risker",
    (
        Column("reference", "Nr", row_header=True),
        Column("risk", "Risk", 3.0),
        Column("score", "Riskvärde", number=True),
    ),
    (Row((Cell("1"), Cell("Otydlig rutin"), Cell("8"))),),
)
_SAMPLE: Final = Publication(
    title="Internkontrollplan 2025",
    authority="Socialnämnden",
    year=2025,
    kind="control_plan",
    dated=date(2025, 1, 15),
    blocks=(
        Heading("Internkontrollplan 2025", 1),
        Facts((("Beslut", "§ 1"),)),
        Heading("Risker"),
        Paragraph("Riskerna i korthet."),
        _TABLE,
    ),
)


def check_template(content: bytes) -> tuple[Finding, ...]:
    """What is wrong with a template (ERROR: it cannot be used), and what is left out of documents made by it."""
    try:
        return draw_apart(_SAMPLE, content).findings
    except Refused as refused:
        unusable = Finding(_UNUSABLE, Severity.ERROR, "", refused.sentence)
        return tuple(dict.fromkeys(refused.findings)) or (unusable,)
