"""What the search knows of Swedish, measured on lists of municipal words; the figures are printed and are floors."""

import pytest
from tests.search.lists import lines_of, tell
from tests.search.texts import fulfils

from riskbild.search.normaliser import document_tokens, query_clauses


def finds(query: str, text: str) -> bool:
    return fulfils(document_tokens(text), query_clauses(query))


def judge(line: str) -> tuple[list[str], list[str]]:
    """(parts of the compound that do not find it, parts that find it and are none of its words)."""
    compound, _, rest = line.partition(":")
    required, _, also = rest.partition("(")
    missed = [part for part in required.split() if not finds(part, compound)]
    allowed = {token for word in (compound, *required.split(), *also.strip(" )").split()) for token in tokens_of(word)}
    # A run of several parts ("personuppgift") is a right find too, so only tokens that lie in no word count as wrong.
    wrong = [token for token in tokens_of(compound) if token not in allowed and not is_run(token, required.split())]
    return missed, wrong


def tokens_of(word: str) -> set[str]:
    return set(document_tokens(word))


def is_run(token: str, parts: list[str]) -> bool:
    """Whether the token begins as one part and ends as another: several parts in a row."""
    begins = any(token.startswith(part[:3]) for part in parts)
    ends = any(max(tokens_of(part), key=len)[:3] in token[3:] for part in parts)
    return begins and ends


@pytest.mark.parametrize(
    ("name", "at_least"),
    [
        pytest.param("compounds.txt", 0.99, id="compounds that the lists were tried on"),
        pytest.param("unseen_compounds.txt", 0.95, id="compounds that they were not tried on"),
    ],
)
def test_compounds_are_found_by_their_parts_and_by_nothing_else(name: str, at_least: float) -> None:
    judged = {line: judge(line) for line in lines_of(name)}
    missed = [line for line, (missing, _) in judged.items() if missing]
    wrong = [line for line, (_, strange) in judged.items() if strange]
    right = len(judged) - len({*missed, *wrong})
    tell(f"{name}: {right} of {len(judged)} right; a part missed in {missed}, something wrong found in {wrong}")
    assert right / len(judged) >= at_least


def test_words_that_only_look_like_compounds_stay_whole() -> None:
    words = " ".join(lines_of("simple_words.txt")).split()
    taken_apart = [word for word in words if len(tokens_of(word)) > 1]
    tell(f"simple_words.txt: {len(words) - len(taken_apart)} of {len(words)} left whole; taken apart: {taken_apart}")
    assert len(taken_apart) <= len(words) * 0.01


def test_every_form_of_a_word_finds_every_other_form() -> None:
    families = [line.split() for line in lines_of("inflections.txt")]
    torn = [family for family in families if any(not finds(one, other) for one in family for other in family)]
    tell(f"inflections.txt: {len(families) - len(torn)} of {len(families)} families whole; torn: {torn}")
    assert len(torn) <= len(families) * 0.03


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("stöd", "Försörjningsstöd betalas ut fel"),
        ("personuppgift", "Personuppgiftsincidenter anmäls inte i tid"),
        ("incident", "Personuppgiftsincidenter anmäls inte i tid"),
        ("uppgiftsincident", "Personuppgiftsincidenter anmäls inte i tid"),
        ("arbetsmiljö", "Arbetsmiljöuppgifterna är inte fördelade"),
        ("it-system", "Nytt IT system för ekonomi"),
        ("itsystem", "Nytt IT-system för ekonomi"),
        ("it-system", "Nytt itsystem för ekonomi"),
        ("epost", "Fel mottagare av e-post"),
        ("förskolan", "Förskolornas lokaler"),
        ("KS", "KS:s uppsikt"),
        ("förordningen", "EU:s förordningar"),
        ("försörjning", "försörjnings- och bostadsstöd"),
        ("ide", "Idéer om ny organisation"),
        ("busskjuts", "Skjutsar med buss: busskjutsar"),
        ("skjuts", "busskjutsar"),
        ("försörjningsstöd", "Försörj\u00adningsstöd"),
        ("övergripande risk", "Risk på övergripande nivå"),
    ],
)
def test_a_text_is_found_as_a_reader_would_expect(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("person", "Personal saknas"),
        ("del", "Delegation saknas"),
        ("hand", "Handlingar diarieförs inte"),
        ("lag", "Lager av läkemedel"),
        ("stöd utbetalning", "Försörjningsstöd"),
        ("bildning", "Utbildning"),
        ("slut", "Beslut"),
    ],
)
def test_a_text_is_not_found_by_what_it_does_not_say(query: str, text: str) -> None:
    assert not finds(query, text)
