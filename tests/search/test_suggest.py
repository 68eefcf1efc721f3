""" "Menade du ...?": the nearest word of the municipality's open texts, and never a secret one."""

from uuid import UUID, uuid4

import pytest

from riskbild.search import index
from riskbild.search.index import Entry
from riskbild.search.models import SearchWord

pytestmark = pytest.mark.django_db


@pytest.fixture
def municipality() -> UUID:
    municipality = uuid4()
    texts = [
        "Felaktiga utbetalningar av försörjningsstöd",
        "Personuppgiftsincidenter anmäls inte",
        "Rutin saknas för delegationsbeslut",
        "Rutin för upphandling följs inte",
        "Ratten på bilen är lös",
    ]
    index.put(municipality, [Entry(uuid4(), text) for text in texts])
    return municipality


def words(municipality: UUID) -> set[str]:
    return set(SearchWord.objects.filter(municipality_id=municipality).values_list("shown", flat=True))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("försörjningstöd", "försörjningsstöd"),
        ("försöjrningsstöd", "försörjningsstöd"),
        ("uphandling", "upphandling"),
        ("incidnet", "incident"),
        ("rutim", "rutin"),
        ("Rutin Uphandling", "Rutin upphandling"),
        ("delegationsbesult saknas", "delegationsbeslut saknas"),
    ],
)
def test_a_slip_of_the_finger_is_understood(municipality: UUID, typed: str, meant: str) -> None:
    assert index.suggest(municipality, typed) == meant


@pytest.mark.parametrize("typed", ["rutinerna", "stöd", "rutin upphandling", "", "???", "xyzåäö", "abc", "upph*"])
def test_nothing_is_suggested_where_nothing_was_mistyped_or_nothing_is_near(municipality: UUID, typed: str) -> None:
    assert index.suggest(municipality, typed) is None


def test_of_words_as_near_the_one_in_most_texts_is_meant(municipality: UUID) -> None:
    index.put(municipality, [Entry(uuid4(), "Pannan är kall")])
    assert index.suggest(municipality, "rannan") == "pannan"
    index.put(municipality, [Entry(uuid4(), "Kannan är tom") for _ in range(3)])
    assert index.suggest(municipality, "rannan") == "kannan"


def test_another_municipality_suggests_nothing_of_it(municipality: UUID) -> None:
    assert index.suggest(uuid4(), "försörjningstöd") is None


def test_a_word_that_stands_only_in_secret_texts_is_never_suggested(municipality: UUID) -> None:
    index.put(municipality, [Entry(uuid4(), "Skydd", "Larmcentralens reservkod")])
    assert "reservkod" not in words(municipality)
    assert index.suggest(municipality, "reservkd") is None
    assert index.suggest(municipality, "larmcentralns") is None


def test_a_word_whose_text_becomes_secret_is_gone_at_once(municipality: UUID) -> None:
    risk = uuid4()
    index.put(municipality, [Entry(risk, "Larmcentralen är obemannad")])
    assert index.suggest(municipality, "larmcentrlen") == "larmcentralen"
    index.put(municipality, [Entry(risk, "", "Larmcentralen är obemannad")])
    assert index.suggest(municipality, "larmcentrlen") is None
    assert not {"larmcentralen", "obemannad"} & words(municipality)


def test_a_word_stays_as_long_as_some_open_text_has_it(municipality: UUID) -> None:
    one, other = uuid4(), uuid4()
    index.put(municipality, [Entry(one, "Arkivet brinner"), Entry(other, "Arkivets ordning")])
    index.remove(municipality, [one])
    assert index.suggest(municipality, "arkvet") == "arkivet"
    index.remove(municipality, [other])
    assert index.suggest(municipality, "arkvet") is None


def test_every_suggestion_finds_something(municipality: UUID) -> None:
    for typed in ("försörjningstöd", "uphandling", "incidnet", "rutim", "felaktga"):
        suggestion = index.suggest(municipality, typed)
        assert suggestion
        assert index.matching(municipality, suggestion, secret=False).exists()
