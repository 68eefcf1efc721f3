"""Every letter that goes in comes out, whatever it is and however long the text."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, product

import pypdfium2
import pytest
from tests.publishing.pdf.looking import letters_of, pages_of, text_of
from tests.publishing.pdf.making import publication

from riskbild.publishing.cleaning import CleaningCode
from riskbild.publishing.pdf import draw
from riskbild.publishing.pdf.fonts import drawable
from riskbild.publishing.publication import Band, Cell, Column, Heading, Paragraph, Publication, Row, Table

HOSTILE = (
    "#panic(\"nej\")", "#read(\"/etc/passwd\")", "*fet* _kursiv_ `kod` $x^2$ <etikett> @ref", "= Ingen rubrik",
    "- inget element", "a\\b {c} [d]", "// ingen kommentar", "/* inte heller */", "\\u{41}", "~ -- ---",
)  # fmt: skip


def said(made: Publication, pages: int, headed: Sequence[int]) -> Counter[str]:
    """The letters that a publication has, with its foot on every page and each table's header on so many of them."""
    texts = [f"{made.running} {number} {pages}" for number in range(1, pages + 1)]
    for block in made.blocks:
        assert isinstance(block, (Heading, Paragraph, Table)), "a block whose letters are not counted"
        if isinstance(block, (Heading, Paragraph)):
            texts.append(block.text)
    for table, times in zip(made.tables, headed, strict=True):
        texts += [column.title for column in table.columns] * times
        texts += [over for over, _ in groupby(column.over for column in table.columns)] * times
        texts += [part.text for part in table.parts if isinstance(part, Band)]
        rows = (part.cells for part in table.parts if isinstance(part, Row))
        texts += [cell.text for cells in rows for cell in cells if cell is not None]
    return letters_of("".join(texts))


def headers(tables: int, pages: int) -> Iterator[Sequence[int]]:
    """On how many pages each of so many tables can have its header: each begins where the one before it ends."""
    for headed in product(range(1, pages + 1), repeat=tables):
        if sum(headed) < pages + tables:
            yield headed


@pytest.mark.parametrize("name", ["utb", "amn", "sno", "sn", "afn", "twenty", "tall"])
def test_as_many_letters_come_out_as_went_in(
    publications: Mapping[str, Publication], drawn: Mapping[str, bytes], name: str
) -> None:
    pages, made, found = pages_of(drawn[name]), publications[name], letters_of(text_of(drawn[name]))
    assert pages > 1
    counted = [said(made, pages, headed) for headed in headers(len(made.tables), pages)]
    assert found in counted, min((dict((one - found) + (found - one)) for one in counted), key=len)


def one_table(*texts: str) -> Publication:
    columns = (Column("risk", "Risk", 1.0), Column("comment", "Kommentar", 9.0))
    return publication(Table("Risker", columns, tuple(Row((Cell(text), Cell(text))) for text in texts)))


def test_no_text_is_read_as_instructions() -> None:
    made = one_table(*HOSTILE)
    drawn = draw(made)
    assert drawn.findings == ()
    assert letters_of(text_of(drawn.content)) == said(made, 1, [1])


def test_what_no_font_has_is_replaced_and_told() -> None:
    drawn = draw(one_table("\uf0b7 punkt", "\a klocka", "中文", "\U0001f600", "o\u0308l", "\ud800", "\u200bnoll\ufe0f"))
    text = text_of(drawn.content)
    assert "• punkt" in text
    assert "öl" in text
    assert text.count("\ufffd") == 2 * 3
    assert {finding.code for finding in drawn.findings} == set(CleaningCode)


def test_no_letter_at_all_stops_the_compiler() -> None:
    every = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in {"Cn", "Co", "Cs"}]
    strange = [letter for letter in every if letter not in drawable()]
    sample = [
        *[letter for letter in strange if unicodedata.category(letter) in {"Cf", "Cc", "Zl", "Zp", "Zs"}],
        *strange[::97],
    ]
    assert draw(publication(Paragraph("".join(f"{letter}x" for letter in sample)))).content
    letters = sorted(drawable())
    # What is in doubt of a file costs veraPDF's time for every letter; of the halves nothing is.
    for half in (letters[: len(letters) // 2], letters[len(letters) // 2 :]):
        assert draw(publication(Paragraph(" ".join(half)))).content


@pytest.mark.parametrize(
    "word",
    [
        "https://www.provkommunen.se/internkontroll/2031/plan?version=4&sida=12#kontroller",
        "A" * 64,
        "0" * 80,
        "åäö" * 30,
    ],
)
def test_a_word_wider_than_its_column_stays_in_it(word: str) -> None:
    content = draw(one_table(word)).content
    with pypdfium2.PdfDocument(content) as document:
        sheet = document[0]
        text = sheet.get_textpage()
        edge = 15 * 72 / 25.4 + (297 - 30) * 72 / 25.4 / 10
        boxes = [text.get_charbox(number) for number in range(text.count_chars())]
        letters = [text.get_text_range(number, 1) for number in range(text.count_chars())]
        first = word[0]
        begun = [box for box, letter in zip(boxes, letters, strict=True) if letter == first]
        assert min(box[0] for box in begun) < edge
        assert not [box for box in boxes if box[0] < edge - 1 < box[2] - 0.5]
    assert letters_of(text_of(content)) == said(one_table(word), 1, [1])
