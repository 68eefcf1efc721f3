"""A document that was read, as a table of fixed width for a terminal, with what was found on the way below it."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final

from riskbild.cli.reading import LOW, summary
from riskbild.documents.exchange import (
    CONTROL_TEXTS,
    ROW_ANSWERS,
    ROW_FIELDS,
    ROW_NUMBERS,
    ExchangeDocument,
    ExchangeFinding,
    ExchangeRow,
)
from riskbild.documents.labels import CONTROL_LABELS, KIND_LABELS, ROW_LABELS

type Line = Mapping[str, str]
"""One line of the table before it is wrapped: the text of each column."""

_BETWEEN: Final = "  "
_NARROW: Final = frozenset((*ROW_NUMBERS, *ROW_ANSWERS, "reference", "step"))
_NARROWEST, _WIDEST_VALUE, _READABLE = 6, 11, 16


def document_table(document: ExchangeDocument, width: int) -> str:
    """The rows and the plan, each as a table at most `width` signs wide, and the findings below.

    Where the columns do not fit beside each other, each row is drawn as a list of its cells.

    A mark (?) stands behind what was read less surely than `LOW`.
    """
    sections = [*_section("Rows", document.rows, width), *_section("Plan", document.plan, width)]
    parts = [textwrap.fill(_head(document), width), *sections]
    if document.findings:
        parts.append("\n".join(["Findings", *(_finding(each) for each in document.findings)]))
    parts.append(summary(document))
    return "\n\n".join(parts)


def _head(document: ExchangeDocument) -> str:
    kind = KIND_LABELS[document.kind].text("en")
    named = [document.title or document.source.name, document.authority or "", str(document.year or "")]
    return f"{kind}: {', '.join(part for part in named if part)}"


def _finding(finding: ExchangeFinding) -> str:
    where = f" ({finding.where})" if finding.where else ""
    return f"  {finding.severity}{where}: {finding.message}"


def _section(name: str, rows: Sequence[ExchangeRow], width: int) -> Iterator[str]:
    if rows:
        lines = [line for number, row in enumerate(rows, 1) for line in _lines(number, row)]
        yield f"{name}\n{_table(lines, width) if _fits(lines, width) else _records(lines, width)}"


def _lines(number: int, row: ExchangeRow) -> Iterator[Line]:
    """The row, and a line for each of its controls, the first beside the row itself."""
    cells = {name: _shown(row, name, getattr(row, name)) for name in ROW_FIELDS if name != "controls"}
    own = {"#": str(number), **{name: text for name, text in cells.items() if text}}
    controls: list[dict[str, str]] = []
    for place, control in enumerate(row.controls):
        parts: dict[str, str] = {}
        for name in CONTROL_TEXTS:
            parts[f"controls.{name}"] = _shown(row, f"controls[{place}].{name}", getattr(control, name))
        for period, text in control.status.items():
            parts[f"controls.status.{period}"] = _shown(row, f"controls[{place}].status.{period}", text)
        controls.append({name: text for name, text in parts.items() if text})
    for first, control_parts in zip_longest([own], controls, fillvalue=None):
        yield {**(first or {}), **(control_parts or {})}


def _shown(row: ExchangeRow, name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    text = ("Ja" if value else "Nej") if isinstance(value, bool) else str(value)
    return f"{text} (?)" if row.confidence.get(name, 1.0) < LOW else text


def _table(lines: Sequence[Line], width: int) -> str:
    columns = _columns(lines)
    widths = _widths(columns, lines, width)
    head = _wrapped({name: _label(name) for name in columns}, widths)
    rule = _BETWEEN.join("-" * widths[name] for name in columns)
    return "\n".join([*head, rule, *(text for line in lines for text in _wrapped(line, widths))])


def _fits(lines: Sequence[Line], width: int) -> bool:
    """Whether every column can be as wide as it has to be to be read."""
    columns = _columns(lines)
    least = sum(_WIDEST_VALUE if name in _NARROW else 2 if name == "#" else _READABLE for name in columns)
    return least + len(_BETWEEN) * (len(columns) - 1) <= width


def _records(lines: Sequence[Line], width: int) -> str:
    """The lines one below the other where they are too wide to stand beside: a label and its text on each."""
    columns = [name for name in _columns(lines) if name != "#"]
    label = max(len(_label(name)) for name in columns)
    widths = {"#": 3, "label": label, "text": max(width - label - 3 - 2 * len(_BETWEEN), 2 * _NARROWEST)}
    drawn: list[str] = []
    for line in lines:
        number = line.get("#", "")
        for name in columns:
            if name in line:
                drawn += _wrapped({"#": number, "label": _label(name), "text": line[name]}, widths)
                number = ""
    return "\n".join(drawn)


def _columns(lines: Sequence[Line]) -> list[str]:
    used = dict.fromkeys(name for line in lines for name in line)
    order = ["#", *ROW_FIELDS, *(f"controls.{name}" for name in CONTROL_TEXTS)]
    return sorted(used, key=lambda name: order.index(name) if name in order else len(order))


def _label(name: str) -> str:
    if name.startswith("controls.status."):
        return f"Status {name.removeprefix('controls.status.')}"
    if name.startswith("controls."):
        return CONTROL_LABELS[name.removeprefix("controls.")].text("en")
    return ROW_LABELS[name].text("en") if name in ROW_LABELS else name


def _widths(columns: Sequence[str], lines: Sequence[Line], width: int) -> dict[str, int]:
    """The columns' widths: what values need, and the rest by how much text each column has."""
    longest = {name: max(len(part) for line in lines for part in line.get(name, "").split("\n")) for name in columns}
    needed = {name: max(longest[name], _NARROWEST if name != "#" else 1) for name in columns}
    widths = {name: min(needed[name], _WIDEST_VALUE) for name in columns if name in _NARROW or name == "#"}
    texts = [name for name in columns if name not in widths]
    room = max(width - sum(widths.values()) - len(_BETWEEN) * (len(columns) - 1), len(texts) * _NARROWEST * 2)
    amounts = {name: sum(len(line.get(name, "")) for line in lines) ** 0.5 for name in texts}
    for place, name in enumerate(sorted(texts, key=lambda name: needed[name])):
        left = sum(amounts[other] for other in sorted(texts, key=lambda name: needed[name])[place:]) or 1
        widths[name] = max(2 * _NARROWEST, min(needed[name], int(room * amounts[name] / left)))
        room -= widths[name]
    return {name: widths[name] for name in columns}


def _wrapped(line: Line, widths: Mapping[str, int]) -> Iterator[str]:
    cells = [
        [part for paragraph in line.get(name, "").split("\n") for part in textwrap.wrap(paragraph, width) or [""]]
        for name, width in widths.items()
    ]
    for parts in zip_longest(*cells, fillvalue=""):
        padded = (part.ljust(width) for part, width in zip(parts, widths.values(), strict=True))
        yield _BETWEEN.join(padded).rstrip()
