"""The five example documents as HTML for a browser to print: tables like a municipality's own, drawn from the cells."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from riskbild.cli.demo.data import DemoTown
from riskbild.documents.profile import FormColumn

_TITLES = {
    "process": "Process/rutin", "step": "Steg", "analysis_date": "Riskanalys genomförd", "risk": "Beskrivning av risk",
    "causes": "Bakomliggande orsaker", "likelihood": "Sannolikhet", "impact": "Konsekvens", "score": "Riskvärde",
    "measures": "Åtgärdsförslag", "responsible": "Ansvarig", "deadline": "När", "category": "Kategori",
    "in_plan": "Till internkontrollplanen",
}  # fmt: skip
_STYLE = """
@page { size: A3 landscape; margin: 14mm }
body { font: 9.5pt 'Liberation Sans', Arial, sans-serif }
table { border-collapse: collapse; width: 100%; margin-bottom: 8mm }
th, td { border: 0.6pt solid #444; padding: 1.2mm 1.6mm; vertical-align: top; text-align: left }
th { background: #dde6ee } td.group { font-weight: bold; background: #f1f1f1 }
p { margin: 0 0 2.4mm }
td[data-parts] > div { margin: 0 0 5mm } td.date { white-space: nowrap }
 tr { break-inside: avoid } h1 { font-size: 17pt } h2 { font-size: 13pt }
"""
# A row's controls stand in one cell each, side by side: every part begins where the others of its control do.
ALIGN = """() => {
  for (const row of document.querySelectorAll("tr[data-controls]")) {
    const cells = [...row.querySelectorAll("td[data-parts]")].map((cell) => [...cell.children]);
    for (let n = 0; n < Math.max(...cells.map((parts) => parts.length)); n++) {
      const parts = cells.map((cell) => cell[n]).filter(Boolean);
      const tallest = Math.max(...parts.map((part) => part.getBoundingClientRect().height));
      for (const part of parts) part.style.minHeight = `${tallest}px`;
    }
  }
}"""


def title_of(column: FormColumn) -> str:
    """A column's title as it is printed here: the form's own, where the profile knows it."""
    return column.title or _TITLES[column.field]


def printed_titles(columns: Sequence[FormColumn], rows: Sequence[dict[str, Any]]) -> list[str]:
    """The titles of a table in order, a status column for each period."""
    titles: list[str] = []
    for column in columns:
        titles += [title_of(column).replace("{period}", period) for period in _periods(column, rows)]
    return list(dict.fromkeys(titles))


def paper(demo: DemoTown, case: dict[str, Any]) -> str:
    """The whole document."""
    head = case["document"]
    sections = [section for section in head["sections"] if not any(section == row["heading"] for row in case["rows"])]
    body = [f"<p>{escape(head['authority'])}</p>"] if head["authority"] else []
    body += [f"<h1>{escape(head['title'])}</h1>"] if head["title"] else []
    rest = [section for section in sections if section != head["title"]]
    before = rest if not case.get("plan") else []
    body += [f"<h2>{escape(section)}</h2><p>Nämnden följer upp den interna kontrollen.</p>" for section in before]
    body.append(_table(demo.profile.columns, case["rows"]))
    if case.get("plan"):
        body += [f"<h2>{escape(section)}</h2>" for section in rest]
        body.append(_table(demo.profile.plan_columns, case["plan"]))
    return f"<!doctype html><meta charset=utf-8><style>{_STYLE}</style>{''.join(body)}"


def _periods(column: FormColumn, rows: Sequence[dict[str, Any]]) -> list[str]:
    if column.field != "controls.status":
        return [""]
    return list(dict.fromkeys(period for row in rows for each in row["controls"] for period in each["status"]))


def _table(columns: Sequence[FormColumn], rows: Sequence[dict[str, Any]]) -> str:
    by_title: dict[str, list[tuple[FormColumn, str]]] = {}
    for column in columns:
        for period in _periods(column, rows):
            by_title.setdefault(title_of(column).replace("{period}", period), []).append((column, period))
    header = "".join(f"<th>{escape(title)}</th>" for title in by_title)
    grouped = not any(column.field == "heading" for column in columns)
    lines = "".join(_lines(list(by_title.values()), rows, grouped=grouped))
    return f"<table><thead><tr>{header}</tr></thead><tbody>{lines}</tbody></table>"


def _lines(
    held: Sequence[list[tuple[FormColumn, str]]], rows: Sequence[dict[str, Any]], *, grouped: bool
) -> Iterator[str]:
    heading = None
    for row in rows:
        if grouped and row["heading"] and row["heading"] != heading:
            heading = row["heading"]
            yield f'<tr><td class="group" colspan="{len(held)}">{escape(heading)}</td></tr>'
        cells = "".join(_cell(each, row) for each in held)
        yield f"<tr{' data-controls' if row['controls'] else ''}>{cells}</tr>"


def _cell(held: Sequence[tuple[FormColumn, str]], row: dict[str, Any]) -> str:
    column, period = held[0]
    if column.field.startswith("controls."):
        return _paired(_parts(column, period, row))
    if column.field == "responsible" and row["controls"]:
        return _paired(_owners(row))
    texts = []
    for each, _ in held:
        value = row.get(each.field)
        if value is not None:
            label = f"{each.label}: " if each.label else ""
            texts += [f"<p>{label if n == 0 else ''}{_text(part)}</p>" for n, part in enumerate(_paragraphs(value))]
    kind = " class=date" if column.field == "analysis_date" else ""
    return f"<td{kind}>{''.join(texts)}</td>"


def _paired(parts: Sequence[Any]) -> str:
    """A cell with a part for each control; ALIGN puts it beside the others of its control."""
    drawn = ("".join(f"<p>{_text(line)}</p>" for line in _paragraphs(part or "")) for part in parts)
    return f"<td data-parts>{''.join(f'<div>{part}</div>' for part in drawn)}</td>"


def _owners(row: dict[str, Any]) -> list[Any]:
    """Who answers for each control, printed once where several controls in a row have the same."""
    owners = [each["responsible"] for each in row["controls"]]
    return [owner if n == 0 or owner != owners[n - 1] else None for n, owner in enumerate(owners)]


def _parts(column: FormColumn, period: str, row: dict[str, Any]) -> list[Any]:
    name = column.field.removeprefix("controls.")
    return [each["status"].get(period) if name == "status" else each[name] for each in row["controls"]]


def _paragraphs(value: Any) -> list[str]:
    if isinstance(value, bool):
        return ["Ja" if value else "Nej"]
    return str(value).split("\n")


def _text(value: str) -> str:
    return escape(value) if value else "&nbsp;"
