"""Every hostile file by what should become of it: refused with a sentence, or read with a finding."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.intake.reading.hostile import office_files, pdf_files, text_files

from riskbild.intake.reading import limits
from riskbild.intake.reading.scan.tesseract import program
from riskbild.rules.sentence import Sentence

type Build = Callable[[], bytes]


@dataclass(frozen=True)
class Refused:
    """A file that is not read, and why not."""

    name: str
    build: Build
    sentence: Sentence


@dataclass(frozen=True)
class Read:
    """A file that is read: what must be noticed, and the risks that are found."""

    name: str
    build: Build
    findings: frozenset[str]
    risks: tuple[str, ...] = (office_files.RISK[0],)


_TWO: Final = (pdf_files.ROWS[1][0], pdf_files.ROWS[2][0])

REFUSED: Final[dict[str, Refused]] = {
    "PDF with a password": Refused("fil.pdf", pdf_files.locked, limits.PASSWORD),
    "PDF cut in half": Refused("fil.pdf", lambda: pdf_files.cut(0.5), limits.BROKEN),
    "PDF without its last part": Refused("fil.pdf", lambda: pdf_files.cut(0.95), limits.BROKEN),
    "PDF with rotten streams": Refused("fil.pdf", pdf_files.without_contents, limits.NO_TEXT),
    "PDF of 601 pages": Refused("fil.pdf", lambda: pdf_files.pages(601), limits.TOO_MANY_PAGES),
    "PDF of pictures": Refused("fil.pdf", pdf_files.picture, limits.NO_TEXT if program() else limits.ONLY_PICTURES),
    "PDF with arrays in arrays": Refused("fil.pdf", pdf_files.nested_arrays, limits.NO_TEXT),
    "XLSX with more cells than may be": Refused("fil.xlsx", office_files.too_many_cells, limits.TOO_MANY_CELLS),
    "XLSX that lies about sizes": Refused("fil.xlsx", office_files.lying_about_its_size, limits.BROKEN),
    "XLSX in a zip with a password": Refused("fil.xlsx", office_files.with_a_zip_password, limits.PASSWORD),
    "DOCX with elements too deep": Refused("fil.docx", office_files.too_deep, limits.BROKEN),
    "text of one line": Refused("fil.txt", text_files.one_long_line, limits.TOO_MANY_LINES),
    "CSV of too many lines": Refused("fil.csv", text_files.very_long, limits.TOO_MANY_CELLS),
    "51 megabytes": Refused("fil.pdf", lambda: b"%PDF-1.7\n" + b"x" * (51 << 20), limits.TOO_LARGE),
}
READ: Final[dict[str, Read]] = {
    "PDF with an owner's password": Read(
        "fil.pdf", lambda: pdf_files.locked(user=""), frozenset({"owner-password"}), _TWO
    ),
    "PDF with pages in a ring": Read("fil.pdf", pdf_files.ring_of_pages, frozenset(), _TWO),
    "PDF with a picture of 60 000 dots": Read("fil.pdf", pdf_files.huge_picture, frozenset(), _TWO),
    "XLSX with every row styled": Read("fil.xlsx", office_files.blank_rows_to_the_end, frozenset()),
    "XLSX merged over everything": Read("fil.xlsx", office_files.merged_over_everything, frozenset()),
    "XLSX with formulas in a circle": Read("fil.xlsx", office_files.circular_formulas, frozenset({"no-rows"}), ()),
    "XLSX with a saved product that is wrong": Read(
        "fil.xlsx", office_files.saved_product_that_is_wrong, frozenset({"formula-differs", "product-differs"})
    ),
    "XLSX from right to left": Read("fil.xlsx", office_files.from_right_to_left, frozenset({"right-to-left"})),
    "XLSX with paths out of it": Read("fil.xlsx", office_files.paths_out_of_the_package, frozenset()),
    "DOCX from right to left": Read("fil.docx", office_files.arabic, frozenset({"right-to-left"})),
    "DOCX with impossible spans": Read(
        "fil.docx", office_files.impossible_spans, frozenset(), (f"{office_files.RISK[0]}\nBred",)
    ),
    "DOCX that fetches and has macros": Read(
        "fil.docx", office_files.outside_template, frozenset({"external-links", "macros"})
    ),
    "CSV in two encodings": Read(
        "fil.csv",
        text_files.mixed_encodings,
        frozenset({"encoding-guessed"}),
        ("Risk att beslut försenas", "Risk att avtal saknas", "Risk att beslut fÃ¶rsenas", "Risk att avtal saknas"),
    ),
    "text of signs": Read("fil.txt", text_files.only_signs, frozenset({"no-rows"}), ()),
}
EITHER: Final[dict[str, tuple[str, Build]]] = {
    "PDF that unpacks to a gigabyte and a half": ("fil.pdf", pdf_files.bomb),
    "PDF with a million lines": ("fil.pdf", pdf_files.many_operators),
    "PDF with a form in itself": ("fil.pdf", pdf_files.form_in_itself),
    "PDF with a boundless page": ("fil.pdf", pdf_files.boundless_page),
    "PDF with scripts and programs": ("fil.pdf", pdf_files.active),
    "PDF without a map to Unicode": ("fil.pdf", pdf_files.without_unicode_map),
    "XLSX with senseless numbers": ("fil.xlsx", office_files.senseless_numbers),
    "DOCX with sixty tables in tables": ("fil.docx", office_files.tables_in_tables),
    "CSV with 200 000 columns": ("fil.csv", text_files.very_wide),
    "CSV with an open quotation": ("fil.csv", text_files.open_quote),
} | {
    f"PDF rotted {number}": ("fil.pdf", lambda number=number: pdf_files.rotted(number, 0.003 * number))
    for number in range(1, 9)
}
"""What may be read or refused, as the reader finds; but never in another way, and never without end."""
