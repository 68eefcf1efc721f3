"""Texts made for the purpose: other columns in other orders, text with nothing to take, and texts that are odd."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents.cases import raw
from tests.intake.reading.scoring import score

from riskbild.documents.exchange import to_data
from riskbild.intake.reading import read_bytes
from riskbild.intake.reading.text.lines import printed_lines
from riskbild.intake.reading.text.reader import read_text
from riskbild.rules.refusal import Refused

TITLES = {
    "reference": "Nr",
    "process": "Process",
    "risk": "Beskrivning av risk",
    "likelihood": "Sannolikhet",
    "impact": "Konsekvens",
    "score": "Riskvärde",
    "causes": "Orsaker",
    "measures": "Åtgärdsförslag",
    "responsible": "Ansvarig",
    "deadline": "När",
    "in_plan": "Till internkontrollplan",
}
WIDTHS = {"reference": 10, "process": 22, "risk": 34, "causes": 26, "measures": 28, "responsible": 20, "deadline": 14}
ORDERS = (
    ("reference", "process", "risk", "likelihood", "impact", "score", "causes", "measures", "responsible", "in_plan"),
    ("process", "risk", "causes", "likelihood", "impact", "score", "measures", "responsible", "deadline", "in_plan"),
    ("risk", "causes", "likelihood", "impact", "score", "measures", "deadline", "responsible", "in_plan"),
    ("risk", "likelihood", "impact", "score", "measures", "responsible", "in_plan"),
)
ROWS: list[dict[str, Any]] = raw("000-riskanalys-utbildning-2024")["rows"]


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines, with the blank at which each was broken at its end."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f"{word} "
    return [*lines[:-1], lines[-1].rstrip()]


def shown(row: dict[str, Any], name: str) -> str:
    value = row[name]
    return ("Ja" if value else "Nej") if isinstance(value, bool) else "" if value is None else str(value)


def pasted(order: tuple[str, ...], rows: list[dict[str, Any]]) -> bytes:
    """The rows as they look when a table is pasted: the titles, then cell after cell with empty lines between."""
    blocks = ["Risklista 2025", *(TITLES[name] for name in order)]
    for row in rows:
        blocks += ["\n".join(wrapped(text, WIDTHS.get(name, 40))) for name in order if (text := shown(row, name))]
    return "\n\n".join(blocks).encode()


def laid_out(order: tuple[str, ...], rows: list[dict[str, Any]]) -> bytes:
    """The rows in columns that blanks keep apart."""
    widths = {name: max(WIDTHS.get(name, 8), len(TITLES[name])) + 3 for name in order}
    lines = ["".join(TITLES[name].ljust(widths[name]) for name in order)]
    for row in rows:
        cells = [wrapped(shown(row, name), WIDTHS.get(name, 40)) for name in order]
        for place in range(max(map(len, cells))):
            parts = [cell[place].strip() if place < len(cell) else "" for cell in cells]
            lines.append("".join(part.ljust(widths[name]) for part, name in zip(parts, order, strict=True)).rstrip())
    return "\n".join(lines).encode()


def chosen(order: tuple[str, ...], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: row[name] for name in order} for row in rows]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order[0] + str(len(order)))
def test_titles_tell_the_order_of_columns_in_pasted_text(order: tuple[str, ...]) -> None:
    read = to_data(read_bytes(pasted(order, ROWS), "fil.txt"))
    filled, right, spurious, told = score(read["rows"], chosen(order, ROWS))
    assert right >= 0.9 * filled, told
    assert spurious <= 0.05 * filled, told


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order[0] + str(len(order)))
def test_blanks_tell_the_columns_of_text_that_is_laid_out(order: tuple[str, ...]) -> None:
    read = to_data(read_bytes(laid_out(order, ROWS), "fil.txt"))
    filled, right, spurious, told = score(read["rows"], chosen(order, ROWS))
    assert right >= 0.95 * filled, told
    assert spurious <= 0.02 * filled, told


PROSE = (
    "Protokoll från nämndens sammanträde\n\nNämnden beslutade att lägga rapporten till handlingarna. Ordföranden "
    "tackade för ett gott arbete.\n\nMötet avslutades klockan 15.30.\n"
)


@pytest.mark.parametrize("text", [PROSE, "Hej!\n", "1\n2\n3\n", "Ja\nNej\nJa\nNej\n"])
def test_a_text_with_nothing_to_take_has_no_rows_and_says_so(text: str) -> None:
    document = read_bytes(text.encode(), "brev.txt")
    assert (document.rows, document.plan) == ((), ())
    assert "no-rows" in {finding.code for finding in document.findings}


def test_a_text_with_too_many_lines_is_refused_in_one_sentence() -> None:
    with pytest.raises(Refused, match="högst 60 000 rader"):
        read_text(b"Risk\n" * 60_001, "lang.txt")


def test_a_double_spaced_text_reads_as_one_with_single_lines() -> None:
    single = [f"rad {number} \n" for number in range(40)]
    found = printed_lines("\n".join(single))
    assert {line.gap for line in found} == {0}


@given(st.lists(st.text(alphabet=" abcÅÄÖ.,-0123\t|;", max_size=40), max_size=60).map("\n".join))
def test_any_text_at_all_is_read(text: str) -> None:
    if text.strip():
        read_text(text.encode(), "fil.txt")


@pytest.mark.parametrize("seed", range(6))
def test_lines_in_a_muddle_are_read_without_fault(seed: int) -> None:
    lines = pasted(ORDERS[0], ROWS).decode().split("\n")
    random.Random(seed).shuffle(lines)
    document = read_bytes("\n".join(lines).encode(), "fil.txt")
    assert len(document.rows) < len(lines)
