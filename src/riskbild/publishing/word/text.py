"""Text as Word's XML: paragraphs and runs."""

from riskbild.publishing.word.ooxml import escaped


def run(text: str, properties: str = "") -> str:
    """A piece of text; `properties` is the inside of its w:rPr."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    written = f'<w:t xml:space="preserve">{escaped(text)}</w:t>'
    if "\t" in text:
        written = written.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f"<w:r>{look}{written}</w:r>"


def paragraph(text: str, style: str, *, properties: str = "", run_properties: str = "") -> str:
    """One paragraph; an empty style is the template's own for running text."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    look = f"<w:pPr>{styled}{properties}</w:pPr>" if styled or properties else ""
    return f"<w:p>{look}{run(text, run_properties) if text else ''}</w:p>"


def paragraphs(text: str, style: str, *, properties: str = "", run_properties: str = "") -> str:
    """A text whose line feeds begin new paragraphs."""
    return "".join(
        paragraph(line, style, properties=properties, run_properties=run_properties) for line in text.split("\n")
    )
