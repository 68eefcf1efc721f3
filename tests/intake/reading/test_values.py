"""Printed numbers and answers are read as what they say and nothing more; titles as what they may mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskbild.documents.profile.parts import COLUMN_FIELDS
from riskbild.intake.reading.lexicon import EITHER, SYNONYMS
from riskbild.intake.reading.titles import meanings_of
from riskbild.intake.reading.values import answer_of, factors_of, number_of, step_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3), ("3,0", 3), ("12.0", 12), ("3 - Möjlig", 3), ("3. Möjlig", 3), ("Möjlig (3)", 3), ("Hög 12", 12),
        ("3 x 4 = 12", 12), ("4*4=16", 16), ("Möjlig", None), ("2-3", None), ("15 %", None), ("2,5", None), ("", None),
        ("–", None), ("3 / 4", None),
    ],
)  # fmt: skip
def test_a_number_is_what_the_cell_states(text: str, number: int | None) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Ja", True),
        ("ja.", True),
        ("JA", True),
        ("Nej", False),
        ("X", True),
        ("✓", True),
        ("☒", True),
        ("☐", False),
        ("Ja, i tertial 2", True),
        ("Nej - avslutad", False),
        ("☒ Ja ☐ Nej", True),
        ("☐ Ja ☒ Nej", False),
        ("SANT", True),
        ("", None),
        ("Delvis", None),
        ("Vet ej", None),
        ("Nejlikor", None),
        ("☐ Ja ☐ Nej", None),
    ],
)
def test_an_answer_is_what_the_cell_states(text: str, answer: bool | None) -> None:
    assert answer_of(text) is answer


@pytest.mark.parametrize(
    ("text", "factors"),
    [
        ("3 x 4 = 12", (3, 4)), ("3*4", (3, 4)), ("S3 K4", (3, 4)), ("K: 4, S: 3, RV: 12", (3, 4)), ("S=2;K=5", (2, 5)),
        ("Sannolikhet: 3\nKonsekvens: 4\nRiskvärde: 12", (3, 4)), ("Kons. 2, sann. 4", (4, 2)), ("Steg 3 av 4", None),
        ("3 x 4 = 11", None), ("3 4", None), ("2027-06-30", None), ("12", None), ("S3 S4", None), ("", None),
    ],
)  # fmt: skip
def test_a_cell_may_say_both_factors(text: str, factors: tuple[int, int] | None) -> None:
    assert factors_of(text, impact_first=False) == factors


def test_which_factor_stands_first_is_said_by_the_title_unless_letters_do() -> None:
    assert factors_of("4 x 3", impact_first=True) == (3, 4)
    assert factors_of("S4 x K3", impact_first=True) == (4, 3)


@pytest.mark.parametrize(("text", "step"), [("IV", 4), ("3", 3), ("II ", 2), ("X", None), ("i", None), ("Hög", None)])
def test_a_step_may_be_a_roman_numeral(text: str, step: int | None) -> None:
    assert step_of(text) == step


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_values_or_titles(text: str) -> None:
    assert number_of(text) is None or number_of(text) >= 0  # type: ignore[operator] - None is ruled out before
    assert answer_of(text) in {True, False, None}
    assert all(0 < sure <= 1 for _, sure in meanings_of(text))


def test_every_field_of_the_lexicon_is_a_field_of_the_format() -> None:
    fields = set(SYNONYMS) | {field for meanings in EITHER.values() for field, _ in meanings}
    assert fields <= set(COLUMN_FIELDS)


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Bakomliggande orsaker\nVarför?", "causes"),
        ("SANNOLIKHET (1–5)", "likelihood"),
        ("Sanno-\nlikhet", "likelihood"),
        ("Åtgärd/Kommentar\n- Vilken åtgärd behöver vi?", "measures"),
        ("4. Ansvarig för genomförande", "responsible"),
        ("Rikvärde", "score"),
        ("Följer plan:", "follows_plan"),
        ("Uppföljning T2 2025", "controls.status"),
        ("Vilka åtgärder planeras för att minska risken?", "measures"),
        ("Vem ansvarar för kontrollen?", "controls.responsible"),
        ("Risk i verksamheten för att inte kunna säkerställa utförandet av ansvarsområde/process", "risk"),
        ("Vad skulle kunna inträffa?", "risk"),
        ("Hur ofta kan det inträffa?", "likelihood"),
        ("Hur ofta görs kontrollen?", "controls.frequency"),
        ("Konsekvens om risken faller ut", "consequence"),
        ("Risk (S*K)", "score"),
        ("Inneboende risk", "score"),
        ("Det här behöver vi göra", "measures"),
        ("Hur bemöter vi risken?", "measures"),
        ("Det här ska granskas", "controls.control"),
        ("Kontrollen görs", "controls.frequency"),
        ("Beslut om granskning", "in_plan"),
        ("Granskas 2025 (Ja/Nej)", "in_plan"),
    ],
)
def test_titles_in_many_wordings_mean_their_field(title: str, field: str) -> None:
    assert meanings_of(title)[0][0] == field


@pytest.mark.parametrize("text", ["Norra", "42", "", "Geografiskt läge x", "Lorem ipsum dolor", "a" * 300])
def test_what_is_no_known_title_means_nothing(text: str) -> None:
    assert not [field for field, sure in meanings_of(text) if sure > 0.9]
