"""Texts are cleaned of what no document can hold, and nothing goes without a word."""

import unicodedata
from collections.abc import Container

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.publishing.pdf.making import everything, publication

from riskbild.publishing.cleaning import REPLACEMENT, Cleaner, CleaningCode, cleaned_publication
from riskbild.publishing.pdf.fonts import drawable, width
from riskbild.publishing.publication import Cell, Column, Paragraph, Row, Table
from riskbild.rules.finding import Finding, Severity

ENDS_OF_LINES = set("\t\v\f\r\x1c\x1d\x1e\x85\u2028\u2029")
anything = st.text(st.characters(codec=None))


def cleaned(text: str, letters: Container[str] | None = None) -> tuple[str, tuple[Finding, ...]]:
    """The text as a document can hold it, and what was changed."""
    cleaner = Cleaner(letters)
    return cleaner.clean(text), cleaner.findings


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("\uf0b7 Utbilda", "• Utbilda"),
        ("\uf0fc Klart", "✓ Klart"),
        ("Rad\vrad\r\nrad\u2028rad", "Rad\nrad\nrad\nrad"),
        ("Kolumn\tkolumn", "Kolumn kolumn"),
        ("o\u0308l", "öl"),
        ("\x07Pling\x00", "Pling"),
        ("\ufeffBörjan", "Början"),
        ("a\ud800b", f"a{REPLACEMENT}b"),
        ("\ue123", REPLACEMENT),
        ("Vanlig text – ”med” åäö", "Vanlig text – ”med” åäö"),
    ],
)  # fmt: skip
def test_a_text_becomes_one_that_a_document_can_hold(text: str, clean: str) -> None:
    assert cleaned(text)[0] == clean


@pytest.mark.parametrize(
    ("text", "code", "severity"),
    [
        ("\uf0b7", CleaningCode.SYMBOL_REPLACED, Severity.INFO),
        ("\x07", CleaningCode.CONTROL_REMOVED, Severity.INFO),
        ("\ud800", CleaningCode.LETTER_LACKING, Severity.WARNING),
        ("中", CleaningCode.LETTER_LACKING, Severity.WARNING),
    ],
)
def test_what_is_lost_is_told(text: str, code: CleaningCode, severity: Severity) -> None:
    (finding,) = cleaned(text * 3, drawable())[1]
    assert (finding.code, finding.severity) == (code, severity)
    assert f"U+{ord(text):04X}" in finding.sentence.sv
    assert "3 gånger" in finding.sentence.sv


def test_line_ends_and_composed_letters_are_nobodys_loss() -> None:
    assert cleaned("o\u0308\r\n")[1] == ()


@given(anything)
def test_a_cleaned_text_stays_as_it_is_and_fits_in_xml(text: str) -> None:
    clean, _ = cleaned(text)
    assert cleaned(clean) == (clean, ())
    etree.Element("t").text = clean
    assert unicodedata.is_normalized("NFC", clean)


@given(anything)
def test_no_letter_goes_without_a_word(text: str) -> None:
    clean, findings = cleaned(text, drawable())
    lost = {letter for letter in unicodedata.normalize("NFC", text) if letter not in clean} - ENDS_OF_LINES
    told = " ".join(str(finding.sentence) for finding in findings)
    assert all(f"U+{ord(letter):04X}" in told for letter in lost)


def test_every_text_of_a_publication_is_cleaned() -> None:
    table = Table("\x07", (Column("risk", "\uf0b7"),), (Row((Cell("\x07 rad"), None)),))
    made, findings = cleaned_publication(publication(table, Paragraph("中")), drawable())
    assert made.tables[0] == Table("", (Column("risk", "•"),), (Row((Cell(" rad"), None)),))
    assert made.blocks[1] == Paragraph(REPLACEMENT)
    assert {finding.code for finding in findings} == set(CleaningCode)


def test_a_clean_publication_is_the_same_publication() -> None:
    made = everything()
    assert cleaned_publication(made, drawable()) == (made, ())


def test_the_fonts_have_the_letters_of_swedish_documents() -> None:
    assert set("åäöÅÄÖéüàç–—”’§•→≥≤✓☐☒€½°…\u00ad\u2011\u00a0\ufffd▲◆●") <= drawable()
    assert 40 < width("Sannolikhet", 8, strong=True) < 43
    assert width("i", 10) < width("m", 10)
