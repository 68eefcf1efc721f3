"""A municipality's own Word template is filled where it says so, and keeps all that is its own."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from tests.publishing.word.municipal import municipal_template
from tests.publishing.word.sample import LOGO, PLAN, TABLE
from tests.publishing.word.templates import changed, letter, parts, saved, upright

from riskbild.publishing.publication import Cell as Printed
from riskbild.publishing.publication import Page, Publication, Row, Table
from riskbild.publishing.word import PLACEHOLDERS, check_template
from riskbild.publishing.word.drawing import draw_here
from riskbild.publishing.word.package import TYPES
from riskbild.rules.refusal import Refused


def drawn(template: bytes, publication: Publication = PLAN) -> Document:
    return docx.Document(io.BytesIO(draw_here(publication, template).content))


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def refusal(template: bytes) -> str:
    with pytest.raises(Refused) as refused:
        draw_here(PLAN, template)
    return refused.value.sentence.sv


def test_placeholders_are_filled_with_what_the_document_knows() -> None:
    template = letter(
        "{{ titel }}", "{{ nämnd }} {{ år }}, {{ beslut }}, dnr {{ diarienummer }}, {{ datum }}", "{{ innehåll }}"
    )
    assert texts(drawn(template))[:2] == [
        PLAN.title,
        "Socialnämnden 2025, Socialnämnden 2025-01-15 § 4, dnr SN 2024/0812, 2025-01-15",
    ]


def test_a_placeholder_may_be_written_without_accents_and_with_capitals() -> None:
    assert texts(drawn(letter("{{ Namnd }} {{AR}} {{ FÖRVALTNING }}.", "{{p innehall }}")))[0] == "Socialnämnden 2025 ."


def test_word_may_part_a_placeholder_over_any_number_of_runs() -> None:
    document = upright()
    paragraph = document.add_paragraph("Plan för ")
    for piece in ("{", "{ nä", "mnd", " }", "} och {{ år }}"):
        paragraph.add_run(piece).bold = piece == "mnd"
    document.add_paragraph("{{ innehåll }}")
    assert texts(drawn(saved(document)))[0] == "Plan för Socialnämnden och 2025"


def test_headers_footers_and_table_cells_are_filled_too() -> None:
    document = upright()
    document.sections[0].header.paragraphs[0].text = "{{ kommun }}"
    document.sections[0].footer.paragraphs[0].text = "Dnr {{ diarienummer }}"
    document.add_table(1, 1).rows[0].cells[0].text = "{{ nämnd }}"
    document.add_paragraph("{{ innehåll }}")
    filled = drawn(saved(document))
    assert filled.sections[0].header.paragraphs[0].text == "Exempelkommun"
    assert filled.sections[-1].footer.paragraphs[0].text == "Dnr SN 2024/0812"
    assert filled.tables[0].rows[0].cells[0].text == "Socialnämnden"


def test_a_condition_in_a_paragraph_of_its_own_leaves_no_paragraph_behind() -> None:
    template = letter(
        "{% if paragraf %}", "Paragraf {{ paragraf }}", "{% else %}", "Ännu inte beslutad", "{% endif %}",
        "{{ innehåll }}", "{% if diarienummer == “SN 2024/0812” %}Rätt{% else %}Fel{% endif %}",
    )  # fmt: skip
    filled = drawn(template)
    assert filled.paragraphs[0].text == "Ännu inte beslutad"
    assert texts(filled)[-1] == "Rätt"


def test_a_value_is_text_and_never_xml_or_a_placeholder() -> None:
    strange = replace(PLAN, title="A & B <w:p> {{ nämnd }} {% if %}", blocks=PLAN.blocks[1:])
    assert texts(drawn(letter("{{ titel }}", "{{ innehåll }}"), strange))[0] == strange.title


def test_a_title_that_the_template_prints_is_not_printed_twice() -> None:
    assert texts(drawn(letter("{{ titel }}", "{{ innehåll }}"))).count(PLAN.title) == 1
    assert texts(drawn(letter("{{ innehåll }}"))).count(PLAN.title) == 1


def test_what_the_template_places_by_itself_is_left_out_of_the_content() -> None:
    filled = drawn(letter("{{ uppgifter }}", "{{ tabell_1 }}", "Mellan", "{{ innehåll }}", "{{ riskmatris }}"))
    assert texts(filled)[0].startswith("Beslut\t")
    assert len(filled.tables) == 2
    assert filled.tables[0].rows[0].cells[0].text == "Nr"
    assert filled.tables[1].rows[0].cells[0].text == "Sannolikhet"


def test_a_section_can_be_placed_with_its_heading() -> None:
    found = texts(drawn(letter("{{ avsnitt_1 }}", "MELLAN", "{{ innehåll }}")))
    assert found[0] == "Bakgrund"
    assert found.index("MELLAN") < found.index(PLAN.title)
    assert found.count("Bakgrund") == 1


def test_the_content_lies_on_wide_pages_of_its_own_in_an_upright_template() -> None:
    filled = drawn(letter("Framsida", "{{ innehåll }}", "Underskrift"))
    assert [section.orientation for section in filled.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]


def test_a_template_that_holds_nothing_else_becomes_wide_as_a_whole() -> None:
    assert [section.orientation for section in drawn(letter("{{ innehåll }}")).sections] == [WD_ORIENT.LANDSCAPE]


def test_an_upright_publication_leaves_the_pages_as_they_are() -> None:
    upright_plan = replace(PLAN, page=Page(landscape=False))
    assert [s.orientation for s in drawn(letter("A", "{{ innehåll }}", "B"), upright_plan).sections] == [
        WD_ORIENT.PORTRAIT
    ]


def test_a_table_is_as_wide_as_the_text_of_its_page() -> None:
    filled = drawn(letter("Framsida", "{{ innehåll }}", "Underskrift"))
    section = filled.sections[1]
    room = section.page_width - section.left_margin - section.right_margin
    widths = [int(column.get(qn("w:w"))) for column in filled.tables[-1]._tbl.tblGrid.findall(qn("w:gridCol"))]
    assert abs(sum(widths) - room / 635) <= 1


def test_headings_are_the_templates_own() -> None:
    filled = drawn(letter("{{ innehåll }}"))
    styles = [paragraph.style.name for paragraph in filled.paragraphs if paragraph.text == "Bakgrund"]
    assert styles == ["Heading 2"]


def test_a_style_of_the_templates_own_is_kept_as_it_is() -> None:
    document = upright()
    style = document.styles.add_style("Riskbild tabelltext", 1)
    style.font.size = docx.shared.Pt(11)
    document.add_paragraph("{{ innehåll }}")
    filled = drawn(saved(document))
    assert filled.styles["Riskbild tabelltext"].font.size.pt == 11
    assert filled.tables[-1].rows[-1].cells[1].paragraphs[0].style.name == "Riskbild tabelltext"


@pytest.mark.parametrize(("fill", "letters"), [("DCEBDD", []), ("1F5B3A", ["FFFFFF"]), ("C00000", ["FFFFFF"])])
def test_titles_can_be_read_on_the_templates_own_colour(fill: str, letters: list[str]) -> None:
    header = drawn(municipal_template(fill)).tables[-1].rows[0]._tr
    assert {shading.get(qn("w:fill")) for shading in header.iter(qn("w:shd"))} == {fill}
    assert sorted({colour.get(qn("w:val")) for colour in header.iter(qn("w:color"))}) == letters


def test_the_mark_is_a_picture_with_words_wherever_the_template_wants_it() -> None:
    document = upright()
    document.sections[0].header.paragraphs[0].text = "{% if logotyp %}{{ logotyp }}{% endif %}"
    document.add_paragraph("{{ innehåll }}")
    header = drawn(saved(document), replace(PLAN, logo=LOGO)).sections[0].header
    assert [each.get("descr") for each in header._element.iter(qn("wp:docPr"))] == ["Exempelkommuns vapen"]
    assert header.part.related_parts[next(header._element.iter(qn("a:blip"))).get(qn("r:embed"))].blob == LOGO.content


def test_the_maker_of_the_template_is_not_named_in_the_documents() -> None:
    document = upright()
    document.core_properties.author = "Anna Exempel"
    document.core_properties.last_modified_by = "Anna Exempel"
    document.add_paragraph("{{ innehåll }}")
    properties = drawn(saved(document)).core_properties
    assert (properties.title, properties.author, properties.language) == (PLAN.title, "Socialnämnden", "sv-SE")
    assert properties.last_modified_by == ""


UNBALANCED = "Mallens villkor går inte ihop: varje {% if … %} ska ha sitt {% endif %}."
BROKEN = "Mallen har en trasig platshållare vid ”%s”. Den ska skrivas så här: {{ titel }}."
UNKNOWN = "Mallen använder %s, som inte är en platshållare. %s"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("{{ beslutt }}", UNKNOWN % ("{{ beslutt }}", "Menade du {{ beslut }}?")),
        ("{{ pnr }}", UNKNOWN % ("{{ pnr }}", "Vilka som finns står i hjälpen om Word-mallar.")),
        ("{{ titel", BROKEN % "{{ titel"),
        ("{ titel }}", BROKEN % "{ titel }}"),
        ("Här: {{ riskmatris }}", "Platshållaren {{ riskmatris }} ska stå ensam i ett eget stycke."),
        ("{{ innehåll }}", "Platshållaren {{ innehåll }} står mer än en gång i mallen."),
        ("{% if år %}", UNBALANCED),
        ("{% endif %}", UNBALANCED),
    ],
)
def test_a_mistake_is_told_in_one_sentence_that_names_it(wrong: str, sentence: str) -> None:
    assert refusal(letter(wrong, "{{ innehåll }}")) == sentence


def test_a_template_without_the_content_is_refused() -> None:
    assert refusal(letter("{{ titel }}")) == "Mallen saknar {{ innehåll }}, som visar var dokumentets innehåll ska stå."


def test_the_content_cannot_stand_in_a_table_or_a_header() -> None:
    document = upright()
    document.add_table(1, 1).rows[0].cells[0].text = "{{ innehåll }}"
    assert refusal(saved(document)).startswith("Platshållaren {{ innehåll }} ska stå i mallens löpande text")


def test_all_mistakes_are_told_at_once_when_a_template_is_checked() -> None:
    found = check_template(letter("{{ beslutt }}", "{{ titel", "{% for x in år %}", "{{ innehåll }}"))
    assert [finding.code for finding in found] == ["unknown-placeholder", "broken-placeholder", "template-not-allowed"]
    assert all(finding.stops for finding in found)


def test_a_template_of_the_strict_kind_is_told_how_to_be_saved() -> None:
    usual, strict = (
        b"http://schemas.openxmlformats.org/wordprocessingml/",
        b"http://purl.oclc.org/ooxml/wordprocessingml/",
    )
    template = changed({"word/document.xml": lambda part: part.replace(usual + b"2006/", strict)})
    assert refusal(template).startswith("Mallen är sparad som ”Strict Open XML”.")


def test_a_dotx_is_a_template_too_and_its_documents_are_documents() -> None:
    kind = b"wordprocessingml.document.main+xml"
    dotx = changed({TYPES: lambda part: part.replace(kind, b"wordprocessingml.template.main+xml")})
    assert kind in parts(draw_here(PLAN, dotx).content)[TYPES]


def test_a_template_that_libreoffice_has_saved_is_as_good() -> None:
    saved_by_office = (Path(__file__).parent / "libreoffice.docx").read_bytes()
    assert check_template(saved_by_office) == ()
    assert texts(drawn(saved_by_office))[:2] == [PLAN.title, "Socialnämnden, dnr SN 2024/0812"]


def test_a_good_template_has_no_findings() -> None:
    assert check_template(letter("{{ titel }}", "{{ innehåll }}")) == ()


def test_the_same_publication_and_template_give_the_same_bytes() -> None:
    template = letter("{{ titel }}", "{{ innehåll }}")
    assert draw_here(PLAN, template) == draw_here(PLAN, template)


def test_letters_that_no_document_can_hold_are_told_of() -> None:
    cells = (Printed("\uf0b7 första\x07"), *(Printed() for _ in TABLE.columns[1:]))
    dirty = replace(PLAN, blocks=(Table("x", TABLE.columns, (Row(cells),)),))
    made = draw_here(dirty, None)
    assert {finding.code for finding in made.findings} == {"symbol-replaced", "control-removed"}
    table = docx.Document(io.BytesIO(made.content)).tables[0]
    assert table.rows[-1].cells[0].text == "• första"


def test_the_manual_names_every_placeholder_and_every_style() -> None:
    manual = (Path(__file__).parents[3] / "docs" / "word-templates.md").read_text(encoding="utf-8")
    styles = [style.name for style in drawn(letter("{{ innehåll }}")).styles if style.name.startswith("Riskbild ")]
    wanted = [f"`{{{{ {each.name} }}}}`" for each in PLACEHOLDERS] + [
        name for name in styles if "mellanrum" not in name
    ]
    assert [each for each in wanted if each not in manual] == []
    assert len(wanted) > 20
