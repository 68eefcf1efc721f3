"""A document as a web page, for producers that print web pages."""

from collections.abc import Iterator
from html import escape

from tests.intake.reading.pdf_layouts.paper import Cell, Line, Look, Paper, Rules, Table, Text

_FAMILIES = {"sans": '"Liberation Sans", sans-serif', "serif": '"Liberation Serif", serif'}
_LINE = "0.6pt solid #444"
_TAGS = {"title": "h1", "heading": "h2", "paragraph": "p", "note": "p"}


def html(paper: Paper) -> str:
    """The whole page, with its style sheet; the running header and footer stand in the page margins."""
    parts = [_block(block, f"t{number}") for number, block in enumerate(paper.blocks)]
    looks = [_style(block, f"t{number}") for number, block in enumerate(paper.blocks) if isinstance(block, Table)]
    style = f"{_page_style(paper)}\n{''.join(looks)}"
    head = f'<!doctype html><html lang="sv"><meta charset="utf-8"><style>{style}</style>'
    stamp = f'<div class="stamp">{escape(paper.stamp)}</div>' if paper.stamp else ""
    return f"{head}<body>{stamp}{''.join(parts)}</body></html>"


def _page_style(paper: Paper) -> str:
    wide, high = paper.size
    number = 'counter(page) " (" counter(pages) ")"' if paper.numbered else '""'
    boxes = (
        f'@top-left {{ content: "{paper.header}"; font-size: 8pt }}'
        f'@bottom-left {{ content: "{paper.footer}"; font-size: 8pt }}'
        f"@bottom-right {{ content: {number}; font-size: 8pt }}"
    )
    return (
        f"@page {{ size: {wide}pt {high}pt; margin: {paper.margin}pt; {boxes} }}"
        "body { margin: 0; font: 10pt 'Liberation Sans' } h1 { font-size: 16pt } h2 { font-size: 12pt }"
        "h1, h2 { break-after: avoid } .note { font-size: 8pt } .turn { break-after: page }"
        "table { border-collapse: collapse; table-layout: fixed; width: 100%; margin: 6pt 0 10pt }"
        "td, th { overflow-wrap: anywhere; font-weight: normal }"
        "td p, th p { margin: 0 }"
        ".stamp { position: fixed; top: 40%; left: 25%; font-size: 80pt; color: #e6e6e6; z-index: -1;"
        " transform: rotate(-30deg) }"
    )


def _style(table: Table, name: str) -> str:
    look = table.look
    align = "center" if look.centred else "justify" if look.justified else "left"
    rules = [
        f"#{name} td, #{name} th {{ font: {look.size}pt {_FAMILIES[look.family]}; text-align: {align} }}",
        f"#{name} td, #{name} th {{ vertical-align: {'middle' if look.middle else 'top'} }}",
        f"#{name} td, #{name} th {{ padding: {look.padding}pt; {_cell_lines(look.rules)} }}",
        f"#{name} td, #{name} th {{ hyphens: {'auto' if look.hyphens else 'manual'} }}",
        f"#{name} tr {{ break-inside: {'avoid' if look.whole_rows else 'auto'} }}",
        f"#{name} .loud {{ font-weight: {'bold' if look.bold else 'normal'}; {_shade(look)} }}",
        f"#{name} {{ {_table_lines(look.rules)} }}",
    ]
    if look.rules in {Rules.HEADER, Rules.FRAME}:
        rules.append(f"#{name} .last > * {{ border-bottom: {_LINE} }}")
    if look.zebra:
        rules.append(f"#{name} tr.odd > * {{ background: #e8edf2 }}")
    if not look.repeated:
        rules.append(f"#{name} thead {{ display: table-row-group }}")
    return "\n".join(rules)


def _shade(look: Look) -> str:
    if not look.shade:
        return ""
    return "background: #1d3f5e; color: white" if look.dark else "background: #dde3ea"


def _cell_lines(rules: Rules) -> str:
    return {
        Rules.ALL: f"border: {_LINE}",
        Rules.ROWS: f"border-top: {_LINE}; border-bottom: {_LINE}",
        Rules.COLUMNS: f"border-left: {_LINE}; border-right: {_LINE}",
        Rules.FRAME: f"border-left: {_LINE}; border-right: {_LINE}",
        Rules.INNER: f"border: {_LINE}",
    }.get(rules, "")


def _table_lines(rules: Rules) -> str:
    return {Rules.FRAME: f"border: {_LINE}", Rules.BOX: f"border: {_LINE}", Rules.INNER: "border-style: hidden"}.get(
        rules, ""
    )


def _block(block: Text | Table, name: str) -> str:
    if isinstance(block, Table):
        return _table(block, name)
    if block.kind == "break":
        return '<div class="turn"></div>'
    tag = _TAGS[block.kind]
    return f'<{tag} class="{block.kind}">{escape(block.text)}</{tag}>'


def _table(table: Table, name: str) -> str:
    total = sum(table.widths)
    columns = "".join(f'<col style="width: {100 * wide / total:.3f}%">' for wide in table.widths)
    head = "".join(_row(line, "th", "last" if line is table.titles[-1] else "") for line in table.titles)
    body = "".join(_row(line, "td", "odd" if number % 2 else "") for number, line in enumerate(table.body))
    return f'<table id="{name}"><colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table>'


def _row(line: Line, tag: str, name: str) -> str:
    return f'<tr class="{name}">{"".join(_cells(line, tag))}</tr>'


def _cells(line: Line, tag: str) -> Iterator[str]:
    for cell in line:
        if cell is not None:
            loud = ' class="loud"' if cell.loud else ""
            yield f'<{tag}{loud} rowspan="{cell.rows}" colspan="{cell.columns}">{_paragraphs(cell)}</{tag}>'


def _paragraphs(cell: Cell) -> str:
    return "".join(f"<p>{escape(text) or '<br>'}</p>" for text in cell.text.split("\n"))
