"""Status, result, response and progress: own words mapped to a fixed set, the word as written kept."""

from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskbild.rules.progress import FOLLOWS, OPEN, Progress, check_may_become
from riskbild.rules.refusal import Refused
from riskbild.rules.response import RESPONSE_WORDS, Response
from riskbild.rules.result import CRITERIA, RESULT_WORDS, Result
from riskbild.rules.status import STATUS_WORDS, Status
from riskbild.rules.vocabulary import LONGEST_WORD, Reading, Vocabulary

VOCABULARIES: list[Vocabulary[Any]] = [STATUS_WORDS, RESULT_WORDS, RESPONSE_WORDS]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Genomfört", Status.DONE),
        ("Genomfört.", Status.DONE),
        ("Genomförd", Status.DONE),
        ("Pågående", Status.ONGOING),
        ("Pågående.\nPågående.", Status.ONGOING),
        ("PÅGÅENDE", Status.ONGOING),
        ("Fortlöpande arbete.", Status.ONGOING),
        ("Ej aktuellt.", Status.NOT_APPLICABLE),
        ("Vid behov.", Status.WHEN_NEEDED),
        ("Försenad", Status.DELAYED),
        ("Ej påbörjad", Status.NOT_STARTED),
        ("Ej genomförd", Status.NOT_DONE),
        ("  ej   genomfört ", Status.NOT_DONE),
    ],
)
def test_a_status_word_is_read_for_certain(text: str, status: Status) -> None:
    assert STATUS_WORDS.read(text) == Reading(text, value=status)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Genomfört för medarbetare under T1.", Status.DONE),
        ("Genomförd, men granskningen senarelagd pga av projekt och nya rutiner", Status.DONE),
        ("Pågående, införande av nya verksamhetssystem påbörjat under T1 2022.", Status.ONGOING),
        ("Pågående, i samverkan med fastighetsenheten och Välfärd samhällsservice.", Status.ONGOING),
        ("Årlig uppföljning av anordnare görs enligt årsplan.\nPågående.", Status.ONGOING),
    ],
)
def test_a_status_word_with_more_to_it_is_only_a_suggestion(text: str, status: Status) -> None:
    assert STATUS_WORDS.read(text) == Reading(text, suggestion=status)


@pytest.mark.parametrize(
    "text",
    [
        "Årligen.",
        "Säkerställt vid implementering av nytt verksamhetssystem.",
        "Förstudie genomförd, pilotprojekt öppen förskola för språk och integration påbörjas T2.",
        "Genomförs T3",
        "Pågående, men inte i alla enheter",
        "Pågående.\nGenomfört.",
        "",
        " . ",
        "\n",
    ],
)
def test_a_text_that_is_no_status_gives_none_and_is_kept(text: str) -> None:
    assert STATUS_WORDS.read(text) == Reading(text)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Utan anmärkning", Result.NO_DEVIATION),
        ("utan anmärkning.", Result.NO_DEVIATION),
        ("Ingen avvikelse", Result.NO_DEVIATION),
        ("mindre avvikelse", Result.MINOR_DEVIATION),
        ("Större avvikelser", Result.MAJOR_DEVIATION),
        ("Avvikelse", Result.DEVIATION),
        ("Avvikelser saknas", Result.NO_DEVIATION),
        ("Inga större brister", None),
        ("Grön", None),
        ("Till övervägande del genomförts", None),
    ],
)
def test_a_result_word_is_read_and_an_unstated_severity_is_not_made_up(text: str, result: Result | None) -> None:
    assert RESULT_WORDS.read(text).value == result


def test_traffic_lights_count_where_the_municipality_says_so() -> None:
    words = RESULT_WORDS.with_words({"Gul": Result.MINOR_DEVIATION})
    assert words.read("Gul").value is Result.MINOR_DEVIATION
    assert words.read("Utan anmärkning").value is Result.NO_DEVIATION


def test_a_deviation_denied_further_on_is_not_suggested() -> None:
    assert RESULT_WORDS.read("Avvikelser har inte noterats").suggestion is None
    assert RESULT_WORDS.read("Avvikelser har noterats").suggestion is Result.DEVIATION


def test_every_result_has_written_criteria() -> None:
    assert CRITERIA.keys() == set(Result)


@pytest.mark.parametrize(
    ("text", "value", "suggestion"),
    [
        ("Accepteras", Response.ACCEPT, None),
        ("Eliminera", Response.AVOID, None),
        ("Hanteras genom utvecklingsarbete. Tillskapar en skriftlig rutin vt 2023", None, Response.REDUCE),
        ("Kontrollera", None, None),
    ],
)
def test_a_risk_response_is_read(text: str, value: Response | None, suggestion: Response | None) -> None:
    assert RESPONSE_WORDS.read(text) == Reading(text, value, suggestion)


def test_an_own_word_goes_before_a_common_one() -> None:
    words = STATUS_WORDS.with_words({"KLART": Status.ONGOING, "Avrapporterat": Status.DONE})
    assert words.read("Klart").value is Status.ONGOING
    assert words.read("avrapporterat").value is Status.DONE
    assert STATUS_WORDS.read("Klart").value is Status.DONE


def test_the_word_a_text_begins_with_comes_with_the_rest_of_it() -> None:
    assert STATUS_WORDS.leading("Ej genomförd, flyttas till 2025") == (Status.NOT_DONE, "flyttas till 2025")
    assert STATUS_WORDS.leading("Flyttas till 2025") is None


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda one: one.kind.__name__)
def test_a_vocabulary_has_a_word_for_every_value_and_comes_back_from_its_data(vocabulary: Vocabulary[Any]) -> None:
    assert set(vocabulary.words.values()) == set(vocabulary.kind)
    again = Vocabulary.from_data(vocabulary.kind, vocabulary.to_data())
    assert again == vocabulary
    assert all(again.read(word).value is value for word, value in vocabulary.words.items())


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda one: one.kind.__name__)
@given(text=st.text())
def test_every_text_is_kept_and_never_both_certain_and_suggested(vocabulary: Vocabulary[Any], text: str) -> None:
    reading = vocabulary.read(text)
    assert reading.text == text
    assert reading.value is None or reading.suggestion is None


@given(st.dictionaries(st.text("abcåäö ", min_size=1, max_size=8).filter(str.strip), st.sampled_from(Status)))
def test_every_own_word_is_read_as_what_it_was_said_to_be(own: dict[str, Status]) -> None:
    spelled = {" ".join(word.split()): status for word, status in own.items()}
    words = Vocabulary(Status, {}).with_words(spelled)
    assert all(words.read(f" {word.upper()}. ").value is status for word, status in spelled.items())


@pytest.mark.parametrize(
    "words", [{"": "done"}, {" . ": "done"}, {"x" * (LONGEST_WORD + 1): "done"}, {"Klar": "redo"}, []]
)
def test_words_that_cannot_be_used_are_refused(words: Any) -> None:
    with pytest.raises(Refused):
        Vocabulary.from_data(Status, words)


def test_a_measure_follows_the_table_from_step_to_step() -> None:
    assert FOLLOWS.keys() == set(Progress)
    for before in Progress:
        check_may_become(before, before)
        for after in FOLLOWS[before]:
            check_may_become(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [(before, after) for before in Progress for after in set(Progress) - FOLLOWS[before] - {before}],
)
def test_a_step_outside_the_table_is_refused_with_what_to_do(before: Progress, after: Progress) -> None:
    with pytest.raises(Refused, match="pågående"):
        check_may_become(before, after)


def test_every_step_can_be_reached_and_left_and_the_open_ones_can_be_finished() -> None:
    assert set().union(*FOLLOWS.values()) == set(Progress)
    assert all(FOLLOWS.values())
    assert all(Progress.DONE in FOLLOWS[step] for step in OPEN)


def test_values_are_stored_in_lower_case() -> None:
    kinds: list[type[StrEnum]] = [Status, Result, Response, Progress]
    assert all(value == value.lower() and value.isidentifier() for kind in kinds for value in kind)
