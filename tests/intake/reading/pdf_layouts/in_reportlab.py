"""Draws a document with reportlab."""

import io
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Drawn
from tests.intake.reading.pdf_layouts.columns import font_of
from tests.intake.reading.pdf_layouts.paper import Cell, Look, Paper, Rules, Table, Text

_LINE: Final = (0.6, HexColor("#444444"))
_SIZES: Final = {"title": 16.0, "heading": 12.0, "paragraph": 10.0, "note": 8.0}


def reportlab(paper: Paper) -> bytes:
    """The document as PDF."""
    stream = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), paper.margin - 6)
    drawing = SimpleDocTemplate(stream, pagesize=paper.size, **margins)

    def furnish(canvas: Canvas, _: Any) -> None:
        if paper.stamp:
            canvas.saveState()
            canvas.setFillColor(HexColor("#e6e6e6"))
            canvas.setFont("Helvetica-Bold", 80)
            canvas.translate(paper.size[0] / 2, paper.size[1] / 2)
            canvas.rotate(30)
            canvas.drawCentredString(0, 0, paper.stamp)
            canvas.restoreState()
        canvas.setFont("Helvetica", 8)
        canvas.drawString(paper.margin, paper.size[1] - paper.margin / 2, paper.header)
        canvas.drawString(paper.margin, paper.margin / 2, paper.footer)
        if paper.numbered:
            canvas.drawRightString(paper.size[0] - paper.margin, paper.margin / 2, f"Sida {canvas.getPageNumber()}")

    drawing.build([part for block in paper.blocks for part in _block(block)], onFirstPage=furnish, onLaterPages=furnish)
    return stream.getvalue()


def _block(block: Text | Table) -> list[Any]:
    if isinstance(block, Table):
        return [Spacer(0, 6), _table(block), Spacer(0, 10)]
    if block.kind == "break":
        return [PageBreak()]
    size = _SIZES[block.kind]
    font = "Helvetica-Bold" if block.kind in {"title", "heading"} else "Helvetica"
    space = {"leading": 1.25 * size, "spaceBefore": 6, "spaceAfter": 4, "keepWithNext": size > 10}
    style = ParagraphStyle(block.kind, fontName=font, fontSize=size, **space)
    return [Paragraph(escape(block.text), style)]


def _table(table: Table) -> Drawn:
    look = table.look
    lines = [*table.titles, *table.body]
    drawn = [[_inside(cell, look) for cell in line] for line in lines]
    commands = _lines(look.rules, len(table.titles)) + _spans(table) + _colours(table)
    commands += [("VALIGN", (0, 0), (-1, -1), "MIDDLE" if look.middle else "TOP")]
    commands += [(f"{side}PADDING", (0, 0), (-1, -1), look.padding) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    return Drawn(
        drawn,
        colWidths=table.widths,
        repeatRows=len(table.titles) if look.repeated else 0,
        splitInRow=0 if look.whole_rows else 1,
        style=commands,
    )


def _inside(cell: Cell | None, look: Look) -> Any:
    if cell is None or not cell.text:
        return ""
    bold = cell.loud and look.bold
    style = ParagraphStyle(
        "cell",
        fontName=font_of(look, bold=bold),
        fontSize=look.size,
        leading=1.2 * look.size,
        alignment=TA_CENTER if look.centred else TA_JUSTIFY if look.justified and not cell.loud else TA_LEFT,
        textColor=HexColor("#ffffff" if cell.loud and look.shade and look.dark else "#000000"),
        hyphenationLang="sv_SE" if look.hyphens else "",
        embeddedHyphenation=1,
        splitLongWords=1,
    )
    return [Paragraph(escape(text), style) if text else Spacer(0, 1.2 * look.size) for text in cell.text.split("\n")]


def _lines(rules: Rules, titles: int) -> list[Any]:
    whole = ((0, 0), (-1, -1), *_LINE)
    below = [("LINEBELOW", (0, titles - 1), (-1, titles - 1), *_LINE)] if titles else []
    chosen: dict[Rules, list[Any]] = {
        Rules.ALL: [("GRID", *whole)],
        Rules.ROWS: [("LINEBELOW", *whole), ("LINEABOVE", *whole)],
        Rules.COLUMNS: [("LINEBEFORE", *whole), ("LINEAFTER", *whole)],
        Rules.HEADER: below,
        Rules.FRAME: [("BOX", *whole), ("LINEBEFORE", *whole), *below],
        Rules.INNER: [("INNERGRID", *whole)],
        Rules.BOX: [("BOX", *whole)],
    }
    return chosen.get(rules, [])


def _spans(table: Table) -> list[Any]:
    return [
        ("SPAN", (column, row), (column + cell.columns - 1, row + cell.rows - 1))
        for row, line in enumerate([*table.titles, *table.body])
        for column, cell in enumerate(line)
        if cell is not None and (cell.rows > 1 or cell.columns > 1)
    ]


def _colours(table: Table) -> list[Any]:
    look, titles = table.look, len(table.titles)
    colours: list[Any] = []
    if look.zebra:
        odd = range(titles + 1, titles + len(table.body), 2)
        colours += [("BACKGROUND", (0, row), (-1, row), HexColor("#e8edf2")) for row in odd]
    if look.shade:
        shade = HexColor("#1d3f5e" if look.dark else "#dde3ea")
        for row, line in enumerate([*table.titles, *table.body]):
            if all(cell is None or cell.loud for cell in line):
                colours.append(("BACKGROUND", (0, row), (-1, row), shade))
    return colours
