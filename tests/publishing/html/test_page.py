"""The HTML of a publication: one file by itself, with headings, tables and a heat map that can be listened to."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

import pytest
from lxml import html as parser
from tests.publishing.conftest import PublishedCase
from tests.publishing.html.whole_page import MATRIX, PUBLICATION
from tests.rules.dark_palette import DARK

from riskbild.publishing import html
from riskbild.publishing.html.hyphens import breakable
from riskbild.publishing.publication import Band, Cell, Heading, Paragraph, Publication, Table
from riskbild.rules.level import Colour
from riskbild.rules.palette import LIGHT


def drawn(publication: Publication = PUBLICATION) -> parser.HtmlElement:
    return parser.fromstring(html.draw(publication).content)


def words(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


def test_the_page_is_whole_by_itself_and_runs_nothing() -> None:
    content = html.draw(PUBLICATION).content.decode()
    page = parser.fromstring(content)
    assert page.get("lang") == "sv"
    assert page.findtext(".//title") == "Internkontrollplan 2026"
    assert not page.xpath("//script | //link | //iframe | //*[@style] | //@onclick")
    assert not re.findall(r"(?:src|href)=\"(?!#|data:)", content)
    assert "url(" not in content
    assert html.draw(PUBLICATION).content.decode() == content


def test_no_level_of_headings_is_left_out_and_a_form_without_a_title_has_one_to_listen_to() -> None:
    told = [(one.tag, words(one.text_content())) for one in drawn().xpath("//h1 | //h2 | //h3 | //h4")]
    assert told == [("h1", "Internkontrollplan2026"), ("h2", "Djup"), ("h2", "Sist")]
    untitled = drawn(replace(PUBLICATION, blocks=PUBLICATION.blocks[1:]))
    (title,) = untitled.xpath("//h1")
    assert (title.get("class"), words(title.text)) == ("rd-hidden", "Internkontrollplan2026")


def test_a_table_names_its_columns_groups_and_rows() -> None:
    table = drawn().xpath("//table")[0]
    assert words(table.findtext("caption/span")) == "Kontroller"
    frame = table.getparent()
    assert (frame.get("role"), frame.get("tabindex"), frame.get("aria-labelledby")) == (
        "region", "0", table.find("caption").get("id"),
    )  # fmt: skip
    head = [
        [(one.tag, one.get("scope"), one.get("colspan"), one.get("rowspan")) for one in row]
        for row in table.xpath("thead/tr")
    ]
    assert head == [
        [("th", "col", None, "2"), ("th", "col", None, "2"), ("th", "colgroup", "2", None), ("td", None, None, "2")],
        [("th", "col", None, None), ("th", "col", None, None)],
    ]
    bodies = table.xpath("tbody")
    assert [body.xpath("string(tr[1]/th[@scope='colgroup'][@colspan='5'])") for body in bodies] == [
        "Ekonomi",
        "Personal",
    ]
    (named,) = bodies[0].xpath("tr/th[@scope='row']")
    assert (named.get("rowspan"), named.text_content()) == ("2", "Fel <b> & annat")
    assert [one.text_content() for one in bodies[0].xpath("tr[2]/td[2]/p")] == ["Klar", "Utan anmärkning"]
    assert words(bodies[0].xpath("string(tr[2]/td[1])")) == "▲12(Hög)"


def test_the_heat_map_is_a_described_drawing_and_a_table() -> None:
    (figure,) = drawn().xpath("//figure")
    (picture,) = figure.xpath(".//*[local-name()='svg']")
    title, text = picture.get("aria-labelledby").split()
    assert figure.xpath(f"string(.//*[@id='{title}'])") == "Riskmatris"
    assert figure.xpath(f"string(.//*[@id='{text}'])") == MATRIX.description
    assert len(picture.xpath(".//*[local-name()='rect']")) == 4
    rows = [[words(cell.text_content()) for cell in row] for row in figure.xpath(".//tbody/tr")]
    assert rows == [["2Hög", "▲2(Hög)R1", "▲4(Hög)ingen"], ["1Låg", "▲1(Hög)ingen", "▲2(Hög)ingen"]]


@pytest.mark.parametrize("name", ["utb", "amn", "sno", "sn", "afn"])
def test_every_cell_heading_and_paragraph_of_a_document_stands_once_and_in_its_place(
    five: Mapping[str, PublishedCase], name: str
) -> None:
    publication = five[name].publication
    (main,) = drawn(publication).xpath("//main")
    tables = main.xpath("./article/div[contains(@class, 'rd-scroll')]/table")
    assert [grid_of(table) for table in tables] == [told_by(table) for table in publication.tables]
    told = [block.text for block in publication.blocks if isinstance(block, Heading | Paragraph)]
    said = main.xpath("./h1[not(@class='rd-hidden')] | ./article/*[self::h2 or self::h3 or self::p]")
    assert [words(one.text_content()) for one in said] == [words(line) for text in told for line in text.split("\n")]


def grid_of(table: parser.HtmlElement) -> list[list[str]]:
    """The texts of a drawn table, row by row as they stand in the code, without what only names a level."""
    return [[words("".join(cell.itertext())) for cell in row] for row in table.xpath("thead/tr | tbody/tr")]


def told_by(table: Table) -> list[list[str]]:
    """The same of the table that was to be drawn: a cell that covers several rows stands in the first."""
    heads = [[over or column.title for over, group in groupby(table.columns, key=lambda one: one.over)
              for column in (list(group)[:1] if over else group)]]  # fmt: skip
    if any(column.over for column in table.columns):
        heads.append([column.title for column in table.columns if column.over])
    rows = [
        [part.text] if isinstance(part, Band) else [shown(cell) for cell in part.cells if cell is not None]
        for part in table.parts
    ]
    return [[words(text) for text in row] for row in (*heads, *rows)]


def shown(cell: Cell) -> str:
    return f"{cell.mark.symbol}{cell.text}({cell.mark.word})" if cell.mark else cell.text


def test_a_long_word_may_be_broken_and_is_the_same_word() -> None:
    broken = breakable("Ärendehanteringssystemet och vi", "sv")
    assert "\u00ad" in broken
    assert broken.replace("\u00ad", "") == "Ärendehanteringssystemet och vi"
    assert breakable("kort text", "sv") == "kort text"
    assert breakable("Ärendehanteringssystemet", "fi") == "Ärendehanteringssystemet"


def test_the_style_has_the_colours_of_the_palette() -> None:
    style = html.draw(PUBLICATION).content.decode()
    for colour in Colour:
        light, dark = LIGHT[colour], DARK[colour]
        block = re.search(rf"\.rd-{colour.value.replace('_', '-')}[^{{]*{{([^}}]*)}}", style)
        assert block is not None, colour
        assert f"--rd-fill: light-dark({light.background}, {dark.background})" in block[1]
        assert f"--rd-ink: light-dark({light.text}, {dark.text})" in block[1]


def test_what_looks_like_markup_stays_text() -> None:
    evil = replace(
        PUBLICATION, title='"><script>1</script>', blocks=(Paragraph("<img src=x onerror=1>"), Heading("&lt;", 2))
    )
    page = drawn(evil)
    assert not page.xpath("//script | //img")
    assert page.xpath("string(//article/p)") == "<img src=x onerror=1>"
    assert page.xpath("string(//h2)") == "&lt;"
