"""Sentences, findings and refusals: what is said to people, in both languages."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskbild.rules.finding import Finding, Severity, stopping
from riskbild.rules.refusal import Forbidden, Missing, Refused, refuse_if_stopped
from riskbild.rules.sentence import Sentence

GREETING = Sentence("Hej {name}", "Hello {name}")
WRONG = Finding("wrong", Severity.ERROR, "risk", Sentence("Fel", "Wrong"))
ODD = Finding("odd", Severity.WARNING, "risk", Sentence("Udda", "Odd"))


@pytest.mark.parametrize(
    ("language", "text"), [("sv", "Ja"), ("en", "Yes"), ("en-gb", "Yes"), ("EN", "Yes"), ("fi", "Ja"), ("", "Ja")]
)
def test_a_sentence_is_english_for_the_english_and_swedish_for_everybody_else(language: str, text: str) -> None:
    assert Sentence("Ja", "Yes").text(language) == text


def test_a_sentence_reads_as_its_swedish_text() -> None:
    assert str(Sentence("Ja", "Yes")) == "Ja"


def test_a_sentence_inside_a_sentence_follows_its_language() -> None:
    filled = GREETING.format(name=Sentence("världen", "world"))
    assert (filled.sv, filled.en) == ("Hej världen", "Hello world")


@given(st.text())
def test_a_value_is_put_in_unchanged_whatever_it_holds(name: str) -> None:
    assert GREETING.format(name=name) == Sentence(f"Hej {name}", f"Hello {name}")


def test_a_place_without_a_value_is_a_fault_in_the_program() -> None:
    with pytest.raises(KeyError):
        GREETING.format(nam="Anna")


def test_only_errors_stand_in_the_way() -> None:
    assert stopping((ODD, WRONG)) == (WRONG,)
    assert not ODD.stops


def test_a_refusal_says_its_sentence_and_keeps_the_findings_by_field() -> None:
    with pytest.raises(Refused) as refusal:
        refuse_if_stopped([ODD, WRONG])
    assert str(refusal.value) == "Fel"
    assert refusal.value.sentence.en == "Wrong"
    assert refusal.value.findings == (WRONG,)


def test_a_warning_refuses_nothing() -> None:
    refuse_if_stopped([ODD])


def test_what_is_missing_has_a_sentence_of_its_own_that_does_not_say_whether_it_exists() -> None:
    assert "inte tillgång" in str(Missing())
    assert isinstance(Missing(), Refused)
    assert str(Forbidden(Sentence("Nej", "No"))) == "Nej"


@pytest.mark.parametrize("kind", [Refused, Forbidden, Missing])
def test_a_refusal_survives_the_way_between_processes(kind: type[Refused]) -> None:
    again = pickle.loads(pickle.dumps(kind(Sentence("Fel", "Wrong"), [WRONG])))
    assert (type(again), again.sentence, again.findings) == (kind, Sentence("Fel", "Wrong"), (WRONG,))
