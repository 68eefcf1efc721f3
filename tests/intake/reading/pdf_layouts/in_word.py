"""A document as a Word file."""

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from tests.intake.reading.drawing import package
from tests.intake.reading.pdf_layouts.paper import Cell, Line, Look, Paper, Rules, Table, Text

_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KINDS: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION_TYPE: Final = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
)
_FAMILIES: Final = {"sans": "Liberation Sans", "serif": "Liberation Serif"}
_SIZES: Final = {"title": 16.0, "heading": 12.0, "paragraph": 10.0, "note": 8.0}
_SIDES: Final = {
    Rules.ALL: ("top", "left", "bottom", "right", "insideH", "insideV"),
    Rules.ROWS: ("top", "bottom", "insideH"),
    Rules.COLUMNS: ("left", "right", "insideV"),
    Rules.FRAME: ("top", "left", "bottom", "right", "insideV"),
    Rules.INNER: ("insideH", "insideV"),
}


def word(paper: Paper) -> bytes:
    """The document as DOCX."""
    body = "".join(_block(block) for block in paper.blocks) + _section(paper)
    hyphens = any(isinstance(block, Table) and block.look.hyphens for block in paper.blocks)
    auto = '<w:autoHyphenation w:val="true"/>' if hyphens else ""
    parts = {"document": f"<w:body>{body}</w:body>", "header": _furniture(paper.header, numbered=False)}
    parts |= {"footer": _furniture(paper.footer, numbered=paper.numbered), "settings": auto}
    roots = {"document": "document", "header": "hdr", "footer": "ftr", "settings": "settings"}
    names = [name for name in parts if name != "document"]
    relations = "".join(f'<Relationship Id="{name}" Type="{_R}/{name}" Target="{name}.xml"/>' for name in names)
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KINDS}.{_kind(name)}+xml"/>' for name in parts
    )
    package_relation = f'<Relationship Id="a" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    return package(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{_RELATION_TYPE}{types}</Types>',
            "_rels/.rels": _relations(package_relation),
            "word/_rels/document.xml.rels": _relations(relations),
            **{
                f"word/{name}.xml": f'<w:{roots[name]} {_W} xmlns:r="{_R}">{inside}</w:{roots[name]}>'
                for name, inside in parts.items()
            },
        }
    )


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _kind(name: str) -> str:
    return "document.main" if name == "document" else name


def _section(paper: Paper) -> str:
    wide, high = (round(20 * side) for side in paper.size)
    margins = " ".join(f'w:{side}="{round(20 * paper.margin)}"' for side in ("top", "right", "bottom", "left"))
    orient = ' w:orient="landscape"' if wide > high else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
        f'<w:pgSz w:w="{wide}" w:h="{high}"{orient}/><w:pgMar {margins} w:header="400" w:footer="400" w:gutter="0"/>'
        "</w:sectPr>"
    )


def _furniture(text: str, *, numbered: bool) -> str:
    number = '<w:r><w:tab/><w:t>Sida </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return f"<w:p>{_run(text, 8)}{number if numbered else ''}</w:p>"


def _run(text: str, size: float, *, family: str = "sans", bold: bool = False, colour: str = "000000") -> str:
    font = _FAMILIES[family]
    look = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>{"<w:b/>" if bold else ""}'
    look += f'<w:color w:val="{colour}"/><w:sz w:val="{round(2 * size)}"/><w:lang w:val="sv-SE"/>'
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _block(block: Text | Table) -> str:
    if isinstance(block, Table):
        return f'{_table(block)}<w:p><w:pPr><w:spacing w:after="0"/></w:pPr></w:p>'
    if block.kind == "break":
        return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    loud = block.kind in {"title", "heading"}
    look = f'<w:pPr>{"<w:keepNext/>" if loud else ""}<w:spacing w:before="80" w:after="80"/></w:pPr>'
    return f"<w:p>{look}{_run(block.text, _SIZES[block.kind], bold=loud)}</w:p>"


def _border(side: str) -> str:
    return f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="444444"/>'


def _table(table: Table) -> str:
    look = table.look
    borders = "".join(_border(side) for side in _SIDES.get(look.rules, ()))
    space = "".join(
        f'<w:{side} w:w="{round(20 * look.padding)}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")
    )
    grid = "".join(f'<w:gridCol w:w="{round(20 * wide)}"/>' for wide in table.widths)
    total = round(20 * sum(table.widths))
    look_of_table = (
        f'<w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{space}</w:tblCellMar></w:tblPr>'
    )
    under: dict[int, tuple[int, int]] = {}
    rows = []
    for number, line in enumerate([*table.titles, *table.body]):
        last = number == len(table.titles) - 1 and look.rules in {Rules.HEADER, Rules.FRAME}
        odd = look.zebra and number >= len(table.titles) and (number - len(table.titles)) % 2 == 1
        cells = "".join(_cells(line, table, under, last=last, odd=odd))
        rows.append(f"<w:tr>{_row_look(look, title=number < len(table.titles))}{cells}</w:tr>")
    return f"<w:tbl>{look_of_table}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _row_look(look: Look, *, title: bool) -> str:
    whole = "<w:cantSplit/>" if look.whole_rows else ""
    again = "<w:tblHeader/>" if title and look.repeated else ""
    return f"<w:trPr>{whole}{again}</w:trPr>" if whole or again else ""


def _cells(line: Line, table: Table, under: dict[int, tuple[int, int]], *, last: bool, odd: bool) -> Iterator[str]:
    column = 0
    while column < len(line):
        cell = line[column]
        more = cell is not None and cell.rows > 1
        if cell is None:
            left, columns = under.get(column, (0, 1))
            under[column] = (left - 1, columns)
            merge = "<w:vMerge/>"
            cell = Cell(columns=columns)
        else:
            merge = '<w:vMerge w:val="restart"/>' if more else ""
            under[column] = (cell.rows - 1, cell.columns)
        wide = round(20 * sum(table.widths[column : column + cell.columns]))
        yield _cell(cell, table.look, wide, merge=merge, last=last, odd=odd)
        column += cell.columns


def _cell(cell: Cell, look: Look, wide: int, *, merge: str, last: bool, odd: bool) -> str:
    fill = "1D3F5E" if look.dark else "DDE3EA"
    shade = fill if cell.loud and look.shade else "E8EDF2" if odd else ""
    style = f'<w:tcW w:w="{wide}" w:type="dxa"/><w:gridSpan w:val="{cell.columns}"/>{merge}'
    style += f"<w:tcBorders>{_border('bottom')}</w:tcBorders>" if last else ""
    style += f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    style += '<w:vAlign w:val="center"/>' if look.middle else ""
    side = "center" if look.centred else "both" if look.justified and not cell.loud else "left"
    colour = "FFFFFF" if cell.loud and look.shade and look.dark else "000000"
    inside = "".join(
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:jc w:val="{side}"/></w:pPr>'
        + _run(text, look.size, family=look.family, bold=cell.loud and look.bold, colour=colour)
        + "</w:p>"
        for text in cell.text.split("\n")
    )
    return f"<w:tc><w:tcPr>{style}</w:tcPr>{inside}</w:tc>"
