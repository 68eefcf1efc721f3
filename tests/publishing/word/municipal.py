"""A template as a municipality with a graphic profile makes it in Word: a front page, its letters and its colours."""

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from tests.publishing.word.templates import saved, upright

GREEN = RGBColor(0x1F, 0x5B, 0x3A)


def municipal_template(fill: str = "DCEBDD") -> bytes:
    """The template; its tables have titles on `fill`."""
    document = upright()
    _letters(document, fill)
    section = document.sections[0]
    section.left_margin = section.right_margin = section.top_margin = Mm(25)
    section.header.paragraphs[0].text = "{{ logotyp }}"
    section.header.paragraphs[0].paragraph_format.space_after = Pt(14)
    footer = section.footer.paragraphs[0]
    footer.text = "{{ nämnd }} · {{ diarienummer }}"
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("{{ titel }}", style="Title")
    document.add_paragraph("{{ nämnd }}", style="Subtitle")
    for line in ("{% if beslut %}", "Antagen: {{ beslut }}", "{% endif %}", "Diarienummer: {{ diarienummer }}"):
        document.add_paragraph(line)
    document.add_paragraph("Det här dokumentet är gjort i kommunens egen mall.")
    document.add_paragraph("{{ innehåll }}")
    return saved(document)


def _letters(document: docx.document.Document, fill: str) -> None:
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3"):
        style = document.styles[name]
        style.font.name = "Arial"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{attribute}"), None)
        if name != "Normal":
            style.font.color.rgb = GREEN
    document.styles["Normal"].font.size = Pt(10)
    table = document.styles.add_style("Riskbild tabell", WD_STYLE_TYPE.TABLE).element
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="1F5B3A"/>' for side in ("top", "bottom", "insideH")
    )
    table.append(parse_xml(f"<w:tblPr {nsdecls('w')}><w:tblBorders>{edges}</w:tblBorders></w:tblPr>"))
    table.append(
        parse_xml(
            f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:tcPr>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:tcPr></w:tblStylePr>'
        )
    )
