"""Open workbooks are read as they are shown: merged cells, groups, and nothing that is hidden or only worked out."""

import pytest
from tests.intake.reading.letters import in_document, in_file
from tests.intake.reading.open_sheets import COVERED, cell, row, sheet, workbook

from riskbild.intake.reading import limits, read_bytes
from riskbild.rules.refusal import Refused

TITLES = row("Process", "Risk", "S", "K", "RV", "Åtgärd")
BOTH = 'table:number-rows-spanned="2"'
A = row("Avtal", "Risk att avtal saknas", "3", "4", "12", "Inventera avtalen")
B = row("Beslut", "Risk att beslut försenas", "2", "3", "6", "Se över rutinen")


def codes(data: bytes) -> set[str]:
    return {finding.code for finding in read_bytes(data, "fil.ods").findings}


def test_a_merged_process_counts_for_every_row_that_it_covers() -> None:
    merged = row(cell("Avtal", looks=BOTH), "Risk att avtal saknas", "3", "4", "12", "Inventera")
    below = row(COVERED, "Risk att avtal löper ut", "2", "2", "4", "Bevaka")
    rows = read_bytes(workbook(sheet(TITLES, merged, below)), "fil.ods").rows
    assert [(each.process, each.score) for each in rows] == [("Avtal", 12), ("Avtal", 4)]


def test_a_wide_bold_cell_heads_the_rows_below_it() -> None:
    wide = cell("Ekonomi", looks='table:number-columns-spanned="6" table:style-name="bold"')
    group = row(wide, *[COVERED] * 5)
    assert [each.heading for each in read_bytes(workbook(sheet(TITLES, group, A)), "fil.ods").rows] == ["Ekonomi"]


@pytest.mark.parametrize("way", ["collapse", "filter"])
def test_hidden_rows_and_columns_are_left_out_and_told_of(way: str) -> None:
    unseen = B.replace("<table:table-row ", f'<table:table-row table:visibility="{way}" ', 1)
    first = f'<table:table-column table:visibility="{way}"/><table:table-column table:number-columns-repeated="5"/>'
    data = workbook(sheet(TITLES, A, unseen, columns=first))
    document = read_bytes(data, "fil.ods")
    assert [(each.process, each.risk) for each in document.rows] == [(None, "Risk att avtal saknas")]
    assert {"hidden-rows", "hidden-columns"} <= {finding.code for finding in document.findings}
    assert {"Avtal", "Risk att beslut försenas"} <= {part.text for part in document.left_out}
    assert not in_file(data, "fil.ods") - in_document(document)


def test_a_hidden_sheet_is_left_out_and_told_of() -> None:
    data = workbook(sheet(TITLES, A), sheet(TITLES, B, name="Gömt", looks='table:style-name="unseen"'))
    assert len(read_bytes(data, "fil.ods").rows) == 1
    assert "hidden-sheet" in codes(data)


def test_a_product_is_worked_out_where_none_is_saved_and_checked_where_one_is() -> None:
    asked = 'table:formula="of:=[.C{0}]*[.D{0}]"'
    empty = row("Avtal", "Risk att avtal saknas", "3", "4", cell("", looks=asked.format(2)), "Inventera")
    wrong = row("Beslut", "Risk att beslut försenas", "2", "3", cell("9", looks=asked.format(3)), "Se över")
    document = read_bytes(workbook(sheet(TITLES, empty, wrong)), "fil.ods")
    assert [each.score for each in document.rows] == [12, 9]
    assert "formula-differs" in {finding.code for finding in document.findings}


def test_a_note_on_a_cell_is_a_text_and_no_part_of_the_cell() -> None:
    note = "<office:annotation><text:p>Stäm av med Anna</text:p></office:annotation>"
    noted = row(cell("Avtal", inside=note), "Risk att avtal saknas", "3", "4", "12", "Inventera")
    document = read_bytes(workbook(sheet(TITLES, noted)), "fil.ods")
    assert document.rows[0].process == "Avtal"
    assert "Stäm av med Anna" in {part.text for part in document.texts}


def test_a_score_that_is_only_a_colour_is_told_of() -> None:
    red = row("Avtal", "Risk att avtal saknas", "", "", cell("", looks='table:style-name="red"'), "Inventera")
    assert "colour-only" in codes(workbook(sheet(TITLES, red)))


def test_a_million_blank_rows_cost_nothing_and_what_stands_below_is_read() -> None:
    blank = row(cell("", looks='table:number-columns-repeated="1024"'), looks='table:number-rows-repeated="1048000"')
    document = read_bytes(workbook(sheet(TITLES, A, blank, row("Sista raden"))), "fil.ods")
    assert [each.risk for each in document.rows] == ["Risk att avtal saknas"]
    assert "Sista raden" in {part.text for part in document.texts}


def test_cells_repeated_beyond_reason_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CELLS", 1_000)
    same = row(cell("x", looks='table:number-columns-repeated="256"'), looks='table:number-rows-repeated="3"')
    with pytest.raises(Refused, match="400 000"):
        read_bytes(workbook(sheet(same, same)), "fil.ods")


def test_macros_and_what_lies_outside_are_told_of() -> None:
    outside = '<table:table-source table:mode="copy-all"/>'
    data = workbook(sheet(TITLES, A, columns=outside), parts={"Basic/Standard/Module1.xml": "<x/>"})
    assert {"macros", "external-links"} <= codes(data)


def test_a_workbook_with_a_password_entities_or_damage_is_refused() -> None:
    locked = workbook(sheet(A), parts={"META-INF/manifest.xml": "<x><manifest:encryption-data/></x>"})
    bomb = workbook(sheet(A), before='<!DOCTYPE x [<!ENTITY a "aaaa">]>')
    for data, why in ((locked, limits.PASSWORD), (bomb, limits.UNSAFE), (workbook(sheet("<table:")), limits.BROKEN)):
        with pytest.raises(Refused) as refused:
            read_bytes(data, "fil.ods")
        assert refused.value.sentence == why.format(name="fil.ods")
