"""The index on the database in use: what is put in is found, by those who may, and what is taken out is gone."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from riskbild.search import index
from riskbild.search.index import Entry
from riskbild.search.models import SearchRow, SearchWord
from riskbild.search.tag import tag_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def municipality() -> UUID:
    return uuid4()


type Found = Callable[..., set[UUID]]


@pytest.fixture
def found(municipality: UUID) -> Found:
    def search(query: str, *, secret: bool = False, in_municipality: UUID = municipality) -> set[UUID]:
        return set(index.matching(in_municipality, query, secret=secret))

    return search


def put(municipality: UUID, text: str, secret_text: str = "", subject: UUID | None = None) -> UUID:
    subject = subject or uuid4()
    index.put(municipality, [Entry(subject, text, secret_text)])
    return subject


def test_a_text_is_found_by_inflected_words_and_by_parts_of_compounds(municipality: UUID, found: Found) -> None:
    risk = put(municipality, "Felaktiga utbetalningar av försörjningsstöd")
    for query in ("utbetalning", "stödet", "försörjning", "FÖRSÖRJNINGSSTÖDEN", "felaktigt", "betalning stöd"):
        expected = set() if query == "betalning stöd" else {risk}
        assert found(query) == expected, query


def test_all_words_must_be_found_in_the_same_text(municipality: UUID, found: Found) -> None:
    both = put(municipality, "Brist på rutiner för upphandling")
    put(municipality, "Brist på personal")
    assert found("brister rutin") == {both}


def test_a_new_text_replaces_the_old_one(municipality: UUID, found: Found) -> None:
    risk = put(municipality, "Läkemedel hanteras fel")
    put(municipality, "Nycklar försvinner", subject=risk)
    assert found("läkemedel") == set()
    assert found("nyckel") == {risk}
    assert SearchRow.objects.filter(municipality_id=municipality).count() == 1


def test_of_two_entries_for_one_subject_the_last_holds(municipality: UUID, found: Found) -> None:
    risk = uuid4()
    index.put(municipality, [Entry(risk, "läkemedel"), Entry(risk, "nycklar")])
    assert found("läkemedel") == set()
    assert found("nycklar") == {risk}


def test_what_is_removed_is_found_no_more_and_the_rest_still_is(municipality: UUID, found: Found) -> None:
    gone, stays = (put(municipality, "Brandskyddet kontrolleras inte", "Larmet kan stängas av") for _ in range(2))
    index.remove(municipality, [gone, uuid4()])
    assert found("brandskydd") == {stays}
    assert found("larm", secret=True) == {stays}


def test_a_secret_text_is_found_only_by_those_who_may_read_it(municipality: UUID, found: Found) -> None:
    risk = put(municipality, "Skalskyddet brister", "Dörren mot gården saknar lås")
    assert found("dörr") == set()
    assert found("dörr", secret=True) == {risk}
    assert found("skalskydd") == found("skalskydd", secret=True) == {risk}


def test_those_who_may_read_both_find_a_text_by_one_word_from_each(municipality: UUID, found: Found) -> None:
    risk = put(municipality, "Skalskyddet brister", "Dörren mot gården saknar lås")
    assert found("skalskydd dörr", secret=True) == {risk}
    assert found("skalskydd dörr") == set()


def test_a_text_that_becomes_secret_is_no_longer_found_by_everybody(municipality: UUID, found: Found) -> None:
    risk = put(municipality, "Dörren mot gården saknar lås")
    put(municipality, "", "Dörren mot gården saknar lås", subject=risk)
    assert found("dörren") == set()
    assert found("dörren", secret=True) == {risk}


def test_a_text_that_is_secret_no_more_leaves_nothing_secret_behind(municipality: UUID, found: Found) -> None:
    risk = put(municipality, "Skalskydd", "Dörren")
    put(municipality, "Skalskydd", subject=risk)
    assert found("dörr", secret=True) == set()


def test_one_municipality_never_finds_the_texts_of_another(municipality: UUID, found: Found) -> None:
    mine = put(municipality, "Jäv vid upphandling")
    other = uuid4()
    theirs = put(other, "Jäv vid upphandling")
    assert found("jäv") == {mine}
    assert found("jäv", in_municipality=other) == {theirs}
    assert found("", in_municipality=other) == {theirs}


def test_not_even_if_their_tags_are_the_same(municipality: UUID, found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("condition", "rows"):
        monkeypatch.setattr(f"riskbild.search.{module}.tag_of", lambda _: "aaaaa")
    mine, other = put(municipality, "Jäv vid upphandling"), uuid4()
    theirs = put(other, "Jäv vid upphandling")
    assert found("jäv") == found("upph*") == {mine}
    assert found("jäv", in_municipality=other) == {theirs}
    index.remove(municipality, [mine])
    assert not SearchWord.objects.filter(municipality_id=municipality).exists()


def test_a_query_without_words_restricts_nothing(municipality: UUID, found: Found) -> None:
    risks = {put(municipality, "Jäv"), put(municipality, "", "Hot"), put(municipality, "")}
    for query in ("", "  ", "?!", "och"):
        assert found(query) == found(query, secret=True) == risks


HARMFUL = """
' " \\ " OR doc:x|NEAR(a b, 2)|a AND|NOT|(|a:*|&|<->|^a|%|{x}|search_tokens:a|a\x00b|\ud800|-|+|😀|a' OR '1'='1
|';DROP TABLE search_searchrow;--
"""


@pytest.mark.parametrize("query", HARMFUL.split("|"))
def test_no_sign_in_a_query_does_harm(municipality: UUID, found: Found, query: str) -> None:
    put(municipality, "Rutiner saknas")
    found(query)
    found(f"rutiner {query} saknas*")
    index.suggest(municipality, query)
    assert SearchRow.objects.filter(municipality_id=municipality).count() == 1


def test_a_text_of_any_signs_and_any_length_can_be_put_in(municipality: UUID, found: Found) -> None:
    risk = put(municipality, "\x00 ' \\ \ud800 \U0010ffff <script>alert('x')</script> " + "rutin%d " * 200_000)
    assert found("script rutin") == {risk}


def test_a_beginning_finds_words_and_parts_of_compounds(municipality: UUID, found: Found) -> None:
    risk = put(municipality, "Personuppgiftsincidenter anmäls för sent")
    for query in ("personuppg*", "incid*", "sent anm*", '"uppg*"'):
        assert found(query) == {risk}, query
    assert found("ppgift*") == set()


def test_a_search_is_one_subquery_of_the_query_it_restricts(municipality: UUID) -> None:
    risk = put(municipality, "Jäv", "Hot")
    rows = SearchRow.objects.filter(subject_id__in=index.matching(municipality, "jäv hot*", secret=True), secret=False)
    with CaptureQueriesContext(connection) as queries:
        assert [row.subject_id for row in rows] == [risk]
    assert len(queries) == 1


def test_nothing_is_written_when_the_transaction_is_undone(municipality: UUID, found: Found) -> None:
    kept = put(municipality, "Jäv")
    with transaction.atomic():
        put(municipality, "Mutor")
        index.remove(municipality, [kept])
        transaction.set_rollback(True)
    assert found("jäv") == found("") == {kept}
    assert set(SearchWord.objects.filter(municipality_id=municipality).values_list("shown", flat=True)) <= {"jäv"}


def test_putting_in_the_same_text_again_only_reads(municipality: UUID) -> None:
    risk = put(municipality, "Rutiner saknas för arkivering", "Larmkod")
    with CaptureQueriesContext(connection) as queries:
        put(municipality, "rutiner SAKNAS för Arkivering", "Larmkod", subject=risk)
    written = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == []


def test_the_number_of_questions_does_not_grow_with_the_texts(municipality: UUID) -> None:
    def questions(count: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            index.put(municipality, [Entry(uuid4(), f"Rutin {n} saknas") for n in range(count)])
        return len(queries)

    questions(1)
    assert questions(2) == questions(200)


def test_thousands_of_texts_are_put_in_and_replaced_at_once(municipality: UUID, found: Found) -> None:
    entries = [Entry(uuid4(), f"Risk nummer{n} i skolan", "hemlig" if n % 2 else "") for n in range(2500)]
    index.put(municipality, entries)
    assert found("nummer1234 skola") == {entries[1234].subject_id}
    assert len(found("hemlig", secret=True)) == 1250
    index.put(municipality, [Entry(entry.subject_id, "Risk i hemtjänsten") for entry in entries[:2000]])
    assert len(found("skolan")) == 500
    assert len(found("hemtjänst")) == 2000
    index.remove(municipality, [entry.subject_id for entry in entries])
    assert found("") == set()
    assert not SearchWord.objects.filter(municipality_id=municipality).exists()


def test_tags_are_short_and_seldom_the_same() -> None:
    tags = {tag_of(uuid4()) for _ in range(290)}
    assert {len(tag) for tag in tags} == {5}
    assert all(tag.isalnum() and tag == tag.lower() for tag in tags)
    assert len(tags) > 285
