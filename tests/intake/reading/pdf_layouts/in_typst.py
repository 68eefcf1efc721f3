"""A document in the markup of typst."""

from collections.abc import Iterator

from tests.intake.reading.pdf_layouts.paper import Cell, Line, Look, Paper, Rules, Table, Text

_FAMILIES = {"sans": "Liberation Sans", "serif": "Liberation Serif"}
_LINE = '0.6pt + rgb("#444444")'
_SIZES = {"title": 16, "heading": 12, "paragraph": 10, "note": 8}


def typst(paper: Paper) -> str:
    """The whole document."""
    wide, high = paper.size
    number = '#h(1fr) #context counter(page).display("1 (1)", both: true)' if paper.numbered else ""
    stamp = f'rotate(-30deg, text(80pt, fill: rgb("#e6e6e6"), {_string(paper.stamp)}))' if paper.stamp else "none"
    page = (
        f"#set page(background: {stamp}, width: {wide}pt, height: {high}pt, margin: {paper.margin}pt,"
        f" header: [#text(size: 8pt)[#{_string(paper.header)}]],"
        f" footer: [#text(size: 8pt)[#{_string(paper.footer)} {number}]])"
    )
    start = f'{page}\n#set text(lang: "sv", font: "Liberation Sans", size: 10pt)\n'
    return start + "\n".join(_block(block) for block in paper.blocks)


def _string(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'


def _block(block: Text | Table) -> str:
    if isinstance(block, Table):
        return _table(block)
    if block.kind == "break":
        return "#pagebreak()"
    weight = "bold" if block.kind in {"title", "heading"} else "regular"
    text = f'text(size: {_SIZES[block.kind]}pt, weight: "{weight}", {_string(block.text)})'
    return f"#block(sticky: {_said(weight == 'bold')}, {text})"


def _said(value: bool) -> str:
    return "true" if value else "false"


def _table(table: Table) -> str:
    look = table.look
    columns = ", ".join(f"{wide:.2f}pt" for wide in table.widths)
    side = "center" if look.centred else "left"
    head = ", ".join(cell for line in table.titles for cell in _cells(line, look))
    header = f"table.header(repeat: {_said(look.repeated)}, {head}), " if table.titles else ""
    ruled = f"table.hline(stroke: {_LINE}), " if look.rules in {Rules.HEADER, Rules.FRAME} and table.titles else ""
    body = ", ".join(cell for line in table.body for cell in _cells(line, look))
    box = f", stroke: {_LINE}" if look.rules is Rules.BOX else ""
    return (
        f'#block(breakable: true{box})[#set text(font: "{_FAMILIES[look.family]}", '
        f"size: {look.size}pt, hyphenate: {_said(look.hyphens)})\n"
        f"#set par(justify: {_said(look.justified)}, leading: 0.45em, spacing: 0.45em)\n"
        f"#set table.cell(breakable: {_said(not look.whole_rows)})\n"
        f"#table(columns: ({columns}), inset: {look.padding}pt, stroke: {_stroke(look.rules)}, "
        f"align: {side} + {'horizon' if look.middle else 'top'}, fill: {_fill(table)}, {header}{ruled}{body})]"
    )


def _stroke(rules: Rules) -> str:
    inner = f"(x, y) => (left: if x > 0 {{ {_LINE} }}, top: if y > 0 {{ {_LINE} }})"
    return {
        Rules.ALL: _LINE,
        Rules.ROWS: f"(top: {_LINE}, bottom: {_LINE})",
        Rules.COLUMNS: f"(left: {_LINE}, right: {_LINE})",
        Rules.FRAME: f"(left: {_LINE}, right: {_LINE})",
        Rules.INNER: inner,
    }.get(rules, "none")


def _fill(table: Table) -> str:
    if not table.look.zebra:
        return "none"
    return f'(x, y) => if y > {len(table.titles)} and calc.odd(y - {len(table.titles)}) {{ rgb("#e8edf2") }}'


def _cells(line: Line, look: Look) -> Iterator[str]:
    for cell in line:
        if cell is not None:
            yield _cell(cell, look)


def _cell(cell: Cell, look: Look) -> str:
    text = " + linebreak() + ".join(_string(part) for part in cell.text.split("\n"))
    if cell.loud:
        colour = "white" if look.shade and look.dark else "black"
        text = f'text(weight: "{"bold" if look.bold else "regular"}", fill: {colour}, {text})'
    fill = f', fill: rgb("{"#1d3f5e" if look.dark else "#dde3ea"}")' if cell.loud and look.shade else ""
    return f"table.cell(rowspan: {cell.rows}, colspan: {cell.columns}{fill}, {text})"
