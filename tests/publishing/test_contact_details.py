"""What leads to a person or to somebody's files is left out of a public copy, and marked in the board's own."""

import pytest
from tests.people import TODAY

from riskbild.documents.exchange import DocumentKind, ExchangeDocument, ExchangeRow, Source
from riskbild.publishing.assemble import DocumentFacts
from riskbild.publishing.masking import without_people
from riskbild.rules.finding import Finding


def copy_of(comment: str, *, public: bool) -> tuple[str | None, tuple[Finding, ...]]:
    document = ExchangeDocument(
        source=Source("x.json"), kind=DocumentKind.RISK_LIST, rows=(ExchangeRow(risk="Brister", comment=comment),)
    )
    shown, _, findings = without_people(document, DocumentFacts(dated=TODAY, year=2026), public=public)
    return shown.rows[0].comment, findings


@pytest.mark.parametrize(("comment", "public"), [
    ("Ring 070-123 45 67 vid avbrott.", "Ring [telefonnummer utelämnat] vid avbrott."),
    ("Jour: 0455-30 30 00", "Jour: [telefonnummer utelämnat]"),
    ("Skriv till anna@storsjo.se", "Skriv till [e-postadress utelämnad]"),
    ("Se https://drive.google.com/drive/folders/x.", "Se [länk utelämnad]."),
    ("https://storsjo.sharepoint.com/:x:/s/abc", "[länk utelämnad]"),
    ("Se https://intranat/rutiner och riktlinjen", "Se [länk utelämnad] och riktlinjen"),
    (r"Ligger på \\server01\gemensam\risk.xlsx", "Ligger på [länk utelämnad]"),
])  # fmt: skip
def test_it_is_left_out_of_the_public_copy_and_marked_in_the_boards_own(comment: str, public: str) -> None:
    shown, left_out = copy_of(comment, public=True)
    assert (shown, len(left_out)) == (public, 1)
    own, marked = copy_of(comment, public=False)
    assert own == comment
    assert [one.where for one in marked] == ["rows 1.comment"]


@pytest.mark.parametrize(
    "comment", ["Dnr KS 2024/0455, 2024-03-31", "10 kap. 34 § och 2009:400", "Vid varje tillfälle"]
)
def test_dates_and_case_numbers_stay(comment: str) -> None:
    assert copy_of(comment, public=True) == (comment, ())
    assert copy_of(comment, public=False) == (comment, ())


def test_a_link_to_the_open_web_stays_and_is_marked_for_somebody_to_look_at() -> None:
    comment = "Se www.riksdagen.se/sv/dokument"
    assert copy_of(comment, public=True) == (comment, ())
    own, (marked,) = copy_of(comment, public=False)
    assert own == comment
    assert "kontrollera att vem som helst får öppna den" in marked.sentence.sv
