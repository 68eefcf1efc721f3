"""Excel and Word files that are swollen, twisted or odd in ways that no program makes them."""

import io
import zipfile
from collections.abc import Iterator

from tests.intake.reading.drawing import cell, document, paragraph, table
from tests.intake.reading.test_hostile import MAIN, workbook

RISK = ("Risk att beslut försenas", "Se över rutinen", "Enhetschef")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def inline(reference: str, text: str) -> str:
    """A cell of a sheet with its text in it."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def two_lines() -> str:
    """A header and one risk, as rows of a sheet."""
    lines = (("Risk", "Åtgärd", "Ansvarig"), RISK)
    drawn = []
    for number, line in enumerate(lines, 1):
        cells = "".join(inline(f"{column}{number}", text) for column, text in zip("ABC", line, strict=True))
        drawn.append(f'<row r="{number}">{cells}</row>')
    return "".join(drawn)


def sheet(rows: str, after: str = "") -> bytes:
    """A workbook of one sheet with these rows."""
    return workbook(f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>')


def blank_rows_to_the_end() -> bytes:
    """A header, a risk, and then every row there can be, styled and blank."""
    stream = io.BytesIO()
    source = sheet("")
    with zipfile.ZipFile(io.BytesIO(source)) as whole, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in whole.namelist():
            if name != "xl/sheet.xml":
                made.writestr(name, whole.read(name))
        with made.open("xl/sheet.xml", "w") as part:
            for piece in _blank_rows():
                part.write(piece.encode())
    return stream.getvalue()


def _blank_rows() -> Iterator[str]:
    yield f'<worksheet xmlns="{MAIN}"><sheetData>{two_lines()}'
    for start in range(3, 1_048_577, 4096):
        stop = min(start + 4096, 1_048_577)
        yield "".join(f'<row r="{n}" ht="15" customHeight="1"><c r="A{n}" s="1"/></row>' for n in range(start, stop))
    yield "</sheetData></worksheet>"


def merged_over_everything() -> bytes:
    """A risk list with one merged range as large as a sheet can be, below it, and many small ones again and again."""
    ranges = '<mergeCell ref="A3:XFD1048576"/>' + '<mergeCell ref="A5:C9"/>' * 30_000
    return sheet(two_lines(), f"<mergeCells>{ranges}</mergeCells>")


def senseless_numbers() -> bytes:
    """References, styles, strings and rows with numbers that nobody could mean."""
    cells = inline("AAAAAAA1", "Vilse") + '<c r="B2" t="s"><v>99999999999999999999</v></c><c r="C2" t="s"><v>-1</v></c>'
    cells += '<c r="D2" s="4000000000"><v>1e400</v></c><c r="E2" s="-7"><v>NaN</v></c><c r="F2" t="d"><v>0000</v></c>'
    cells += '<c r="G2" t="z"><v>7</v></c><c r="H0"><v>7</v></c><c><v>7</v></c><c r="I2" t="e"><v>#REF!</v></c>'
    return sheet(f'{two_lines()}<row r="-5">{cells}</row><row r="99999999999">{cells}</row>')


def too_many_cells() -> bytes:
    """More filled cells than may be read."""
    rows = (f'<row r="{n}">{_cells(n)}</row>' for n in range(1, 1_800))
    return sheet("".join(rows))


def _cells(row: int) -> str:
    return "".join(f"<c><v>{row * column * 7919 % 10_007}</v></c>" for column in range(1, 251))


def circular_formulas() -> bytes:
    """Products of each other, and of themselves."""
    formulas = {"A": "=B1*C1", "B": "=A1*C1", "C": "=C1*C1"}
    cells = "".join(f'<c r="{column}1"><f>{formula}</f></c>' for column, formula in formulas.items())
    return sheet(f'<row r="1">{cells}</row>')


def saved_product_that_is_wrong() -> bytes:
    """A risk whose saved value is not what its formula gives."""
    titles = "".join(inline(f"{column}1", text) for column, text in zip("ABCD", ("Risk", "S", "K", "RV"), strict=True))
    risk = f'{inline("A2", RISK[0])}<c r="B2"><v>3</v></c><c r="C2"><v>4</v></c><c r="D2"><f>B2*C2</f><v>25</v></c>'
    return sheet(f'<row r="1">{titles}</row><row r="2">{risk}</row>')


def from_right_to_left() -> bytes:
    """A sheet whose columns run from the right."""
    views = '<sheetViews><sheetView rightToLeft="1" workbookViewId="0"/></sheetViews>'
    return workbook(f'<worksheet xmlns="{MAIN}">{views}<sheetData>{two_lines()}</sheetData></worksheet>')


def paths_out_of_the_package() -> bytes:
    """A workbook whose relations point at files of the machine."""
    whole = io.BytesIO(sheet(two_lines()))
    with zipfile.ZipFile(whole) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b'Target="strings.xml"', b'Target="../../../../../../etc/passwd"'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)
        made.writestr("../../../../etc/cron.d/riskbild", b"* * * * * root true")
        made.writestr("/etc/riskbild", b"x")
    return stream.getvalue()


def lying_about_its_size() -> bytes:
    """A workbook that says of a part that it is smaller than it is."""
    data = bytearray(sheet(two_lines() + "<!--" + "x" * 5_000 + "-->"))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as whole:
        said = whole.getinfo("xl/sheet.xml").file_size
    small = (200).to_bytes(4, "little")
    return bytes(data.replace(said.to_bytes(4, "little"), small))


def tables_in_tables(depth: int = 60) -> bytes:
    """A Word table in a cell of a Word table, and so on."""
    inner = cell(RISK[0])
    for _ in range(depth):
        inner = f"<w:tc><w:tcPr/>{table([[inner]])}<w:p/></w:tc>"
    rows = [[cell("Risk"), cell("Åtgärd"), cell("Ansvarig")], [inner, cell(RISK[1]), cell(RISK[2])]]
    return document(table(rows))


def too_deep(depth: int = 3_000) -> bytes:
    """A Word file with more elements in each other than XML parsers take."""
    return document("<w:sdt><w:sdtContent>" * depth + paragraph("Botten") + "</w:sdtContent></w:sdt>" * depth)


def impossible_spans() -> bytes:
    """A Word table whose cells say to be billions of columns wide, and go on from nothing above them."""
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2147483647"/><w:vMerge/></w:tcPr>{paragraph("Bred")}</w:tc>'
    rows = [[cell(text) for text in ("Risk", "Åtgärd", "Ansvarig")], [cell(text) for text in RISK], [wide, wide, wide]]
    return document(table(rows))


def arabic() -> bytes:
    """A Word file with a paragraph from right to left beside a risk list."""
    words = "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t>خطر</w:t></w:r></w:p>"
    rows = [[cell(text) for text in ("Risk", "Åtgärd", "Ansvarig")], [cell(text) for text in RISK]]
    return document(words + table(rows))


def outside_template() -> bytes:
    """A Word file that asks for its template, a picture and more text from elsewhere."""
    made = io.BytesIO(document(table([[cell(t) for t in ("Risk", "Åtgärd", "Ansvarig")], [cell(t) for t in RISK]])))
    stream = io.BytesIO()
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="r{n}" Type="{kinds}/{kind}" TargetMode="External" Target="http://127.0.0.1:9/{kind}"/>'
        for n, kind in enumerate(("attachedTemplate", "image", "header", "footnotes", "aFChunk", "oleObject"))
    )
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(stream, "w") as made_anew:
        for name in source.namelist():
            made_anew.writestr(name, source.read(name))
        names = "http://schemas.openxmlformats.org/package/2006/relationships"
        made_anew.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{names}">{links}</Relationships>')
        made_anew.writestr("word/vbaProject.bin", b"x")
    return stream.getvalue()


def with_a_zip_password() -> bytes:
    """A workbook whose parts are encrypted as old zip programs do it."""
    data = bytearray(sheet(two_lines()))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + offset] |= 1
            start = data.find(mark, start + 1)
    return bytes(data)
