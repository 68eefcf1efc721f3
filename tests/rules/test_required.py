"""What must be there and what must not for a risk to be saved."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskbild.rules.codes import Code
from riskbild.rules.finding import Finding
from riskbild.rules.personal_details import personal_details_findings
from riskbild.rules.personal_number import find_personal_numbers, personal_number_findings
from riskbild.rules.required import ONE_OF, field_findings, risk_findings
from riskbild.rules.text_limits import LONGEST_TEXT, text_findings, with_plain_line_breaks
from riskbild.rules.title import risk_title, short_title


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize("field", ONE_OF)
def test_a_risk_needs_one_of_risk_process_and_description(field: str) -> None:
    assert risk_findings({field: "Obehöriga får tillgång"}) == ()


@pytest.mark.parametrize("fields", [{}, {"risk": " \n "}, {"risk": None, "causes": "Brist på tid"}])
def test_a_risk_with_none_of_them_is_refused_at_the_field_risk(fields: dict[str, str | None]) -> None:
    (finding,) = risk_findings(fields)
    assert (finding.code, finding.where, finding.stops) == (Code.RISK_WITHOUT_TEXT, "risk", True)


def test_every_fault_is_told_at_its_own_field() -> None:
    found = risk_findings({"risk": "Risk", "causes": "a\x00b", "comment": "x" * (LONGEST_TEXT + 1)})
    assert [(finding.code, finding.where) for finding in found] == [
        (Code.CONTROL_CHARACTER, "causes"),
        (Code.TEXT_TOO_LONG, "comment"),
    ]


def test_the_longest_text_that_can_be_saved() -> None:
    assert text_findings("å" * LONGEST_TEXT, "risk") == ()
    (finding,) = text_findings("å" * (LONGEST_TEXT + 1), "risk")
    assert str(finding.sentence) == "Texten är 20001 tecken lång. Den får vara högst 20000."


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\r", "\x7f", "\x85", "\u202e", "\u2066", "\ud800"])
def test_control_characters_are_refused_by_name_and_place(character: str) -> None:
    (finding,) = text_findings(f"ab{character}c", "risk")
    assert finding.code == Code.CONTROL_CHARACTER
    assert f"U+{ord(character):04X}, tecken 3" in str(finding.sentence)


def test_line_breaks_tabs_and_every_letter_are_allowed() -> None:
    assert text_findings("Å\tä\nö — ”é” 😀 \u00ad", "risk") == ()


def test_every_kind_of_line_break_becomes_one() -> None:
    assert with_plain_line_breaks("a\r\nb\rc\u2028d\u2029e\nf") == "a\nb\nc\nd\ne\nf"


@pytest.mark.parametrize(
    "text",
    [
        "19121212-1212",
        "191212121212",
        "121212-1212",
        "1212121212",
        "121212+1212",
        "121212–1212",
        "121212 1212",
        "121212 - 1212",
        "640823-3234",
        "20000229-0013",
        "701063-2391",
        "19701063-2391",
    ],
)
@pytest.mark.parametrize("around", ["{}", "Eleven ({}) flyttar.", "nr:{},", "{}\n"])
def test_a_personal_identity_number_is_found_however_it_is_written(text: str, around: str) -> None:
    whole = around.format(text)
    (number,) = find_personal_numbers(whole)
    assert whole[number.start : number.end] == text


@pytest.mark.parametrize(
    "text",
    [
        "121212-1213",  # the check digit is wrong
        "121312-1211",  # no month 13
        "120230-1212",  # no 30 February
        "010229-0012",  # no leap year in either century
        "19010229-0012",
        "1912121212123",  # one digit too many
        "2191212121212",
        "212000-0142",  # an organisation's number
        "08-508 290 00",
        "2024-03-31",
        "KS 2024/0123",
        "121212-0008",  # birth numbers begin at 001
        "2023-04/05",
    ],
)
def test_other_numbers_are_let_be(text: str) -> None:
    assert find_personal_numbers(text) == ()


def with_check_digit(nine: str) -> str:
    """Nine digits and the check digit that belongs to them, found by trying all ten."""
    return next(nine + digit for digit in "0123456789" if luhn_holds(nine + digit))


def luhn_holds(number: str) -> bool:
    """The Luhn check as the cards have it: from the right, every second digit doubled."""
    doubled = [int(d) * (1 + place % 2) for place, d in enumerate(reversed(number))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


@given(st.dates(), st.integers(1, 999), st.sampled_from([0, 60]), st.sampled_from(["", "-", "+"]), st.booleans())
def test_every_number_that_can_be_issued_is_found(
    born: date, number: int, added: int, mark: str, with_century: bool
) -> None:
    born = born.replace(year=1900 + born.year % 100 if (born.month, born.day) != (2, 29) else 1996)
    ten = with_check_digit(f"{born:%y%m}{born.day + added:02d}{number:03d}")
    text = ("19" if with_century else "") + ten[:6] + mark + ten[6:]
    assert len(find_personal_numbers(f"Nr {text}.")) == 1


@given(st.text())
def test_no_text_is_too_odd_to_be_searched(text: str) -> None:
    assert all(finding.stops for finding in field_findings(text, "risk"))


def test_the_refusal_does_not_repeat_the_number() -> None:
    (finding,) = personal_number_findings("Anna 19121212-1212", "risk")
    assert finding.code == Code.PERSONAL_NUMBER
    assert "121212-**** " not in str(finding.sentence)
    assert "121212-****, tecken 6" in str(finding.sentence)
    assert "1212-1212" not in finding.sentence.sv + finding.sentence.en


def test_mail_addresses_and_links_are_found_once_each() -> None:
    text = "Fråga anna.b@example.se eller anna.b@example.se, se https://example.se/a?b=1. och www.example.se"
    found = personal_details_findings(text, "measures")
    assert codes(found) == [Code.EMAIL_ADDRESS, Code.LINK, Code.LINK]
    assert str(found[1].sentence).startswith("Texten innehåller en länk: https://example.se/a?b=1. Kontrollera")
    assert not any(finding.stops for finding in found)
    assert personal_details_findings("Kostnaden @ 5 kr, http", "measures") == ()


@pytest.mark.parametrize(
    ("risk", "process", "description", "title"),
    [
        ("Sekretess bryts", "Diarieföring", "Text", "Sekretess bryts"),
        (None, "Omoderna verksamhetssystem ", None, "Omoderna verksamhetssystem"),
        (" ", "", "Hot mot tjänsteman", "Hot mot tjänsteman"),
        (None, None, None, ""),
    ],
)
def test_a_risk_is_shown_as_risk_else_process_else_description(
    risk: str | None, process: str | None, description: str | None, title: str
) -> None:
    assert risk_title(risk=risk, process=process, description=description) == title


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Kort", "Kort"),
        ("Två\nrader", "Två rader"),
        ("Tio tecken", "Tio tecken"),
        ("Elva tecken", "Elva…"),
        ("Sju, åtta nio", "Sju, åtta…"),
        ("Personuppgifter", "Personupp…"),
    ],
)
def test_a_long_title_is_cut_between_words(title: str, short: str) -> None:
    assert short_title(title, longest=10) == short


@given(st.text(), st.integers(2, 40))
def test_a_short_title_is_never_longer_than_asked_for(title: str, longest: int) -> None:
    short = short_title(title, longest=longest)
    assert len(short) <= longest
    assert "\n" not in short
