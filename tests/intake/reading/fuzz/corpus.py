"""The files that fuzzing begins with: good ones of every kind, small and few."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from tests.intake.reading import drawing, layouts, other_layouts
from tests.intake.reading.hostile import office_files, pdf_files, text_files
from tests.intake.reading.open_sheets import COVERED, cell, row, sheet, workbook
from tests.intake.reading.pdf_layouts.in_reportlab import reportlab
from tests.intake.reading.pdf_layouts.layouts import layout

from riskbild.documents.exchange import write_exchange
from riskbild.intake.reading import read_bytes


def _xlsx() -> Iterator[bytes]:
    yield from (drawing.xlsx(layouts.layout(name, 1)) for name in layouts.CLASSES)
    yield office_files.saved_product_that_is_wrong()
    yield office_files.from_right_to_left()


def _docx() -> Iterator[bytes]:
    yield from (drawing.docx(layouts.layout(name, 1)) for name in ("plain", "two-rows", "merged", "groups"))
    yield from (office_files.arabic(), office_files.tables_in_tables(3), office_files.outside_template())


def _text() -> Iterator[bytes]:
    yield from (other_layouts.delimited(seed)[1] for seed in range(3))
    yield text_files.mixed_encodings()
    yield "Risk  Sannolikhet  Konsekvens\n\nRisk att beslut försenas   3   4\nRisk att avtal saknas   2   2\n".encode()


def _pdf() -> Iterator[bytes]:
    yield pdf_files.plain()
    for name in ("ruled", "unruled", "two-row-header", "cards", "merged-down"):
        yield readable(reportlab(layout(3, name, "reportlab").paper))


def readable(data: bytes) -> bytes:
    """A PDF file whose streams are not packed, so that a changed byte changes what is drawn."""
    import pikepdf

    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(stream, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    return stream.getvalue()


def _ods() -> Iterator[bytes]:
    wide = cell("Ekonomi", looks='table:number-columns-spanned="3" table:style-name="bold"')
    both = cell("Avtal", looks='table:number-rows-spanned="2"')
    product = cell("12", looks='table:formula="of:=[.B2]*[.C2]"')
    titles, list_of = row("Process", "Risk", "Riskvärde"), row(both, "Risk att avtal saknas", product)
    yield workbook(sheet(titles, row(wide, COVERED, COVERED), list_of, row(COVERED, "Risk att avtal löper ut", "4")))
    yield workbook(sheet(titles, list_of, looks='table:style-name="unseen"'), sheet(titles, list_of, name="Två"))


def _xls() -> Iterator[bytes]:
    folder = Path(__file__).parents[3] / "files" / "sheets"
    yield from (path.read_bytes() for path in sorted(folder.iterdir()))


def _json() -> Iterator[bytes]:
    for data in list(_xlsx())[:2]:
        yield write_exchange(read_bytes(data, "fil.xlsx")).encode()


CORPORA: Final[dict[str, Callable[[], Iterator[bytes]]]] = {
    "xlsx": _xlsx,
    "docx": _docx,
    "text": _text,
    "pdf": _pdf,
    "ods": _ods,
    "xls": _xls,
    "json": _json,
}
