"""A drawn table is a real Word table: for who sees it, who listens to it and who edits it."""

import io
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator
from tests.publishing.word.sample import COLUMNS, LOGO, MATRIX, PLAN, TABLE
from tests.publishing.word.templates import letter, parts

from riskbild.publishing.cleaning import Cleaner
from riskbild.publishing.publication import (
    Band,
    Block,
    Cell,
    Column,
    Facts,
    Heading,
    Paragraph,
    Publication,
    Row,
    Table,
)
from riskbild.publishing.word import draw
from riskbild.publishing.word.widths import shared
from riskbild.rules.palette import LIGHT, contrast


def drawn(*blocks: Block) -> Document:
    return docx.Document(io.BytesIO(draw(replace(PLAN, blocks=blocks)).content))


def plain(*parts: Row | Band, columns: int = 3) -> Table:
    return Table("Prov", tuple(Column(f"f{n}", f"K{n}") for n in range(columns)), parts)


def rows(document: Document, table: int = -1) -> list[Any]:
    return list(document.tables[table]._tbl.tr_lst)


def cells(row: Any) -> list[tuple[str, int, str | None]]:
    """A row's cells: text, span, and how it is merged downwards."""
    found = []
    for cell in row.tc_lst:
        merge = cell.tcPr.find(qn("w:vMerge"))
        text = "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.iter(qn("w:p")))
        found.append((text, cell.grid_span, None if merge is None else merge.get(qn("w:val"), "continue")))
    return found


def test_titles_are_repeated_on_every_page_and_never_parted() -> None:
    header, *body = rows(drawn(plain(Row((Cell("a"), Cell("b"), Cell("c"))))))
    assert header.trPr.find(qn("w:tblHeader")) is not None
    assert header.trPr.find(qn("w:cantSplit")) is not None
    assert [row.trPr.find(qn("w:tblHeader")) for row in body] == [None]


def test_columns_under_a_common_title_have_titles_in_two_rows() -> None:
    upper, lower, *_ = rows(drawn(TABLE))
    assert cells(upper) == [
        ("Nr", 1, "restart"),
        ("Risk", 1, "restart"),
        ("Bedömning", 3, None),
        ("Åtgärd", 1, "restart"),
        ("Ansvarig", 1, "restart"),
    ]
    assert [text for text, *_ in cells(lower)] == ["", "", "S", "K", "Riskvärde", "", ""]
    assert all(row.trPr.find(qn("w:tblHeader")) is not None for row in (upper, lower))


def test_a_group_heading_goes_across_and_stays_with_its_rows() -> None:
    document = drawn(TABLE)
    band = rows(document)[2]
    assert cells(band) == [("Skattning 12 och mer: ska åtgärdas", len(COLUMNS), None)]
    style = document.styles[band.tc_lst[0].p_lst[0].pPr.pStyle.val.replace("Riskbild", "Riskbild ")]
    assert style.paragraph_format.keep_with_next


def test_a_cell_over_several_rows_is_merged_downwards() -> None:
    first, second, third = rows(
        drawn(
            plain(
                Row((Cell("a", down=2), Cell("b"), Cell("c"))),
                Row((None, Cell("d"), Cell("e"))),
                Row((Cell("f"), Cell("g"), Cell("h"))),
            )
        )
    )[1:]
    assert cells(first)[0] == ("a", 1, "restart")
    assert cells(second)[0] == ("", 1, "continue")
    assert cells(third)[0] == ("f", 1, None)


def test_paragraphs_of_a_cell_are_paragraphs() -> None:
    table = drawn(plain(Row((Cell("ett\n\ntvå"), Cell(""), Cell("x"))))).tables[0]
    assert [paragraph.text for paragraph in table.rows[1].cells[0].paragraphs] == ["ett", "", "två"]


def test_a_level_is_a_number_a_symbol_a_word_and_a_colour() -> None:
    cell = rows(drawn(TABLE))[3].tc_lst[4]
    assert cells(rows(drawn(TABLE))[3])[4][0] == "12\n■ Kritisk"
    fill = cell.tcPr.find(qn("w:shd")).get(qn("w:fill"))
    letters = {colour.get(qn("w:val")) for colour in cell.iter(qn("w:color"))}
    assert {f"#{fill}".lower()} <= {paint.background for paint in LIGHT.values()}
    assert min(contrast(f"#{fill}", f"#{letter}") for letter in letters) >= 4.5


def test_a_table_tells_who_listens_what_it_is() -> None:
    properties = drawn(TABLE).tables[0]._tbl.tblPr
    assert properties.find(qn("w:tblCaption")).get(qn("w:val")) == "Risker och åtgärder"
    assert properties.find(qn("w:tblDescription")).get(qn("w:val")) == (
        "4 rader. Kolumner: Nr, Risk, Bedömning S, Bedömning K, Bedömning Riskvärde, Åtgärd, Ansvarig."
    )
    look = properties.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")


def test_the_heat_map_is_a_table_with_words_in_every_square() -> None:
    table = drawn(MATRIX)
    properties = table.tables[0]._tbl.tblPr
    assert properties.find(qn("w:tblDescription")).get(qn("w:val")) == MATRIX.description
    texts = [[text for text, *_ in cells(row)] for row in rows(table)]
    assert texts[1] == ["", "1 Försumbar", "2 Lindrig", "3 Kännbar", "4 Allvarlig"]
    assert texts[2] == ["4 Sannolik", "4 ▲ Medel", "8 ◆ Hög", "12 ■ Kritisk", "16 ■ Kritisk\nR2"]
    assert [row[0] for row in texts[2:]] == ["4 Sannolik", "3 Möjlig", "2 Mindre sannolik", "1 Osannolik"]


def test_two_tables_after_each_other_stay_two() -> None:
    assert len(drawn(TABLE, TABLE, MATRIX).tables) == 3


def test_a_document_says_what_it_is_called_and_in_what_language() -> None:
    document = drawn(TABLE)
    assert document.core_properties.title == PLAN.title
    assert document.core_properties.language == "sv-SE"
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert [lang.get(qn("w:val")) for lang in defaults.iter(qn("w:lang"))] == ["sv-SE"]


def test_long_words_are_hyphenated() -> None:
    settings = parts(draw(PLAN).content)["word/settings.xml"]
    on = etree.fromstring(settings).find(qn("w:autoHyphenation"))
    assert on is not None
    assert on.get(qn("w:val"), "true") == "true"


def test_headings_are_headings_and_page_numbers_are_fields() -> None:
    document = docx.Document(io.BytesIO(draw(PLAN).content))
    headed = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headed == [("Heading 1", PLAN.title), ("Heading 2", "Bakgrund"), ("Heading 2", "Risker och åtgärder")]
    footer = document.sections[0].footer._element
    assert [each.text.strip() for each in footer.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert PLAN.running in "".join(t.text or "" for t in footer.iter(qn("w:t")))


def test_every_picture_has_words() -> None:
    document = docx.Document(io.BytesIO(draw(replace(PLAN, logo=LOGO)).content))
    header = document.sections[0].first_page_header._element
    assert [each.get("descr") for each in header.iter(qn("wp:docPr"))] == [LOGO.words]


def test_a_mark_that_word_cannot_show_is_printed_in_words_and_told_of() -> None:
    made = draw(replace(PLAN, logo=replace(LOGO, content=b"<svg/>", media_type="image/svg+xml")))
    assert [finding.code for finding in made.findings] == ["logo-format"]
    header = docx.Document(io.BytesIO(made.content)).sections[0].first_page_header
    assert header.paragraphs[0].text == LOGO.words


@pytest.mark.parametrize(
    "template", [None, letter("Framsida {{ titel }}", "{{ innehåll }}", "Slut")], ids=["ours", "own"]
)
def test_word_opens_it_without_a_word_about_repairing(template: bytes | None, tmp_path: Any) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(draw(replace(PLAN, logo=LOGO), template).content)
    result = OpenXmlValidator().validate(file)
    assert [error.description for error in result.errors] == []


def test_the_check_above_would_see_a_fault(tmp_path: Any) -> None:
    file = tmp_path / "plan.docx"
    template = letter("{{ innehåll }}")
    broken = draw(PLAN, template).content
    document = docx.Document(io.BytesIO(broken))
    properties = document.tables[-1]._tbl.tblPr
    properties.append(properties[0])  # the style of a table must stand first
    document.save(file)
    assert OpenXmlValidator().validate(file).errors


shares = st.lists(st.floats(0.1, 20), min_size=1, max_size=14)


@given(shares, st.data(), st.integers(2000, 30000))
def test_columns_are_together_as_wide_as_the_text(wanted: list[float], data: st.DataObject, width: int) -> None:
    least = data.draw(st.lists(st.floats(0, 4000), min_size=len(wanted), max_size=len(wanted)))
    widths = shared(wanted, least, width)
    assert sum(widths) == width
    if sum(least) <= width:
        assert all(got >= want - 2 for got, want in zip(widths, least, strict=True))


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=4), texts)
def test_every_text_can_be_drawn_and_is_there(written: list[tuple[str, str, str]], running: str) -> None:
    table = plain(*(Row(tuple(Cell(text) for text in row)) for row in written))
    blocks = (Heading("H" + written[0][0]), Paragraph(written[0][1]), Facts((("N", written[0][2]),)), table)
    publication: Publication = replace(PLAN, blocks=blocks, running=running, title=running)
    document = docx.Document(io.BytesIO(draw(publication).content))
    found = [[text for text, *_ in cells(row)] for row in rows(document)[1:]]
    assert found == [[Cleaner().clean(text) for text in row] for row in written]
