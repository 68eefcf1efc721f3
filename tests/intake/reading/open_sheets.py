"""Writes open workbooks (ODS) as LibreOffice does, from rows of drawn cells."""

from tests.intake.reading.drawing import package

KIND = "application/vnd.oasis.opendocument.spreadsheet"
_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = " ".join(
    f'xmlns:{name}="{_URN}{place}:1.0"'
    for name, place in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
_STYLES = (
    '<style:style style:name="bold" style:family="table-cell"><style:text-properties fo:font-weight="bold"/>'
    '</style:style><style:style style:name="red" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#ff0000"/></style:style>'
    '<style:style style:name="unseen" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style>"
)
COVERED = "<table:covered-table-cell/>"


def cell(text: str, *, looks: str = "", inside: str = "") -> str:
    """A cell; `looks` are more attributes of it, and `inside` is what it holds beside its text."""
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n")) if text else ""
    return f"<table:table-cell {looks}>{inside}{paragraphs}</table:table-cell>"


def row(*cells: str, looks: str = "") -> str:
    """A row of drawn cells; plain texts are drawn as such."""
    drawn = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<table:table-row {looks}>{drawn}</table:table-row>"


def sheet(*rows: str, name: str = "Blad1", columns: str = "", looks: str = "") -> str:
    """A sheet; `columns` is what is said of its columns."""
    return f'<table:table table:name="{name}" {looks}>{columns}{"".join(rows)}</table:table>'


def workbook(*sheets: str, before: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
    """A workbook; `before` stands above its XML, and `parts` are more parts of the package."""
    content = (
        f"{before}<office:document-content {_NAMES}><office:automatic-styles>{_STYLES}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{_URN}manifest:1.0"/>'
    return package({"mimetype": KIND, "content.xml": content, "META-INF/manifest.xml": manifest, **(parts or {})})
