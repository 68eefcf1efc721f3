"""The frame of every page: who is let in, what the frame shows, what a refusal looks like, what a GET may do."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from tests.people import PASSWORD, Town

from riskbild.organisation.models import Municipality
from riskbild.organisation.roles import Role
from riskbild.web import errors
from riskbild.web.read_only import WroteOnGet, may_run
from riskbild.web.request import safe_next

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_pages")]


def signed_in(user_name: str) -> Client:
    client = Client()
    response = client.post("/logga-in/", {"username": user_name, "password": PASSWORD})
    assert response.status_code == 302
    return client


@pytest.fixture
def anna(storsjo: Town) -> Client:
    return signed_in(storsjo.coordinator().username)


def test_who_is_not_signed_in_is_sent_to_sign_in_and_comes_back(storsjo: Town) -> None:
    client = Client()
    response = client.get("/form/?year=2026")
    assert response.headers["Location"] == "/logga-in/?next=%2Fform%2F%3Fyear%3D2026"
    page = client.get(response.headers["Location"]).text
    assert 'value="/form/?year=2026"' in page
    back = client.post(
        "/logga-in/", {"username": storsjo.coordinator().username, "password": PASSWORD, "next": "/form/?year=2026"}
    )
    assert back.headers["Location"] == "/form/?year=2026"


def test_a_part_of_a_page_sends_the_whole_window_to_sign_in() -> None:
    response = Client().get(
        "/parts/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/parts/?page=2"}
    )
    assert response.headers["HX-Redirect"] == "/logga-in/?next=%2Fparts%2F%3Fpage%3D2"
    assert not response.content


def test_who_sends_a_form_too_late_comes_back_to_the_page_it_was_on() -> None:
    form = Client().post("/form/", {"text": "x"}, headers={"Referer": "http://testserver/parts/?page=2"})
    assert form.headers["Location"] == "/logga-in/?next=%2Fparts%2F%3Fpage%3D2"
    strange = Client().post("/form/", {"text": "x"}, headers={"Referer": "https://evil.example/x"})
    assert strange.headers["Location"] == "/logga-in/?next=%2F"


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "\\\\evil.example",
        "/\\evil.example",
        "evil",
        "",
    ],
)
def test_nobody_is_sent_to_another_site_after_signing_in(address: str) -> None:
    request = RequestFactory().get("/logga-in/", {"next": address})
    assert safe_next(request) == "/"


def test_the_navigation_shows_only_what_the_person_may_use(storsjo: Town) -> None:
    storsjo.user("rune", Role.READER)
    storsjo.user("adam", Role.ADMINISTRATOR, storsjo.root)
    reader = signed_in(storsjo.users["rune"].username).get("/").text
    assert '<a href="/register/">Register</a>' in reader
    for text in ("Användare", "Organisation", "Metod", "Granskningsspår"):
        assert f">{text}</a>" not in reader
    administrator = signed_in(storsjo.users["adam"].username).get("/").text
    for text in ("Register", "Användare", "Organisation", "Metod", "Granskningsspår"):
        assert f">{text}</a>" in administrator


def test_the_frame_says_who_is_signed_in_where_and_which_page_this_is(anna: Client) -> None:
    page = anna.get("/").text
    assert '<span class="rb-municipality">Storsjö kommun</span>' in page
    assert "Inloggad som Anna" in page
    assert '<a href="/" aria-current="page">Start</a>' in page
    assert '<a class="rb-skip" href="#main">' in page


def test_the_frame_costs_no_query_beyond_person_and_permissions(anna: Client) -> None:
    anna.get("/")
    with CaptureQueriesContext(connection) as queries:
        anna.get("/")
    assert [query["sql"].split()[0] for query in queries] == ["SELECT"] * len(queries)
    assert len(queries) <= 3, queries.captured_queries


def test_sample_data_is_announced_and_the_way_to_the_page_is_shown(anna: Client) -> None:
    page = anna.get("/parts/").text
    assert "<strong>Exempeldata.</strong>" in page
    assert '<li><a href="/">Start</a></li>' in page
    assert "Exempeldata" not in anna.get("/").text


def test_htmx_gets_the_part_and_a_browser_the_page(anna: Client) -> None:
    part = anna.get("/parts/", headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    whole = anna.get("/parts/", headers={"HX-Request": "true", "HX-Request-Type": "full"})
    assert part.text.lstrip().startswith("<p>Risk nummer 0</p>")
    assert "<html" in whole.text
    assert "HX-Request" in part.headers["Vary"]


def test_the_screen_is_swedish_until_another_language_is_chosen() -> None:
    client = Client(headers={"Accept-Language": "en"})
    assert '<html lang="sv"' in client.get("/logga-in/").text
    chosen = client.post("/sprak/", {"language": "en", "next": "/logga-in/"})
    assert chosen.headers["Location"] == "/logga-in/"
    english = client.get("/logga-in/")
    assert '<html lang="en"' in english.text
    assert english.headers["Content-Language"] == "en"
    assert "Sign in" in english.text
    assert client.post("/sprak/", {"language": "xx"}).status_code == 400


def test_the_appearance_follows_the_computer_until_one_is_chosen() -> None:
    client = Client()
    assert 'data-color-scheme="auto"' in client.get("/logga-in/").text
    client.post("/utseende/", {"theme": "dark", "next": "/logga-in/"})
    assert 'data-color-scheme="dark"' in client.get("/logga-in/").text
    assert client.post("/utseende/", {"theme": "pink"}).status_code == 400


def test_a_choice_needs_a_post_and_says_so_in_words() -> None:
    response = Client().get("/sprak/?language=en")
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert "inte för att öppnas" in response.text


@pytest.mark.parametrize(("kind", "status"), [("refused", 409), ("forbidden", 403), ("missing", 404)])
def test_a_refusal_becomes_a_page_with_its_sentence(kind: str, status: int) -> None:
    client = Client()
    swedish = client.get(f"/refuse/{kind}/")
    assert swedish.status_code == status
    assert "Året är stängt." in swedish.text
    client.post("/sprak/", {"language": "en"})
    assert "The year is closed." in client.get(f"/refuse/{kind}/").text


def test_a_refusal_to_a_part_is_put_among_the_messages() -> None:
    response = Client().post("/refuse/refused/", headers={"HX-Request": "true"})
    assert response.status_code == 409
    assert (response.headers["HX-Retarget"], response.headers["HX-Reswap"]) == ("#messages", "innerHTML")
    assert "Året är stängt." in response.text
    assert "<html" not in response.text


def test_an_address_that_does_not_exist_is_answered_in_the_frame(anna: Client) -> None:
    response = anna.get("/finns-inte/")
    assert response.status_code == 404
    assert "Sidan finns inte" in response.text
    assert "Storsjö kommun" in response.text


def test_a_fault_is_answered_without_the_database(anna: Client) -> None:
    anna.raise_request_exception = False
    with CaptureQueriesContext(connection) as queries:
        response = anna.get("/broken/")
    assert response.status_code == 500
    assert "Något gick fel" in response.text
    assert "RuntimeError" not in response.text
    assert not [query for query in queries if "membership" in query["sql"]]


def test_a_form_from_another_session_is_refused_in_words() -> None:
    response = Client(enforce_csrf_checks=True).post("/sprak/", {"language": "en"})
    assert response.status_code == 403
    assert "Formuläret är för gammalt" in response.text


def test_a_forged_host_name_is_answered_in_words_and_nothing_of_it_comes_back() -> None:
    response = Client().get("/logga-in/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "Begäran går inte att läsa" in response.text
    assert "evil.example" not in response.text


def test_what_cannot_be_read_and_what_is_forbidden_have_pages_of_their_own() -> None:
    request = RequestFactory().get("/")
    assert errors.bad_request(request, SuspiciousOperation()).status_code == 400
    forbidden = errors.forbidden(request, Exception())
    assert forbidden.status_code == 403
    assert "Du har inte behörighet" in forbidden.text


def test_a_get_that_writes_is_stopped_and_nothing_is_written(storsjo: Town) -> None:
    with pytest.raises(WroteOnGet), transaction.atomic():
        Client().get("/writes/")
    assert not Municipality.objects.filter(name="Smygköping").exists()
    assert Client().post("/writes/").status_code == 200
    assert Municipality.objects.filter(name="Smygköping").exists()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1",
        "  (SELECT 1 UNION SELECT 2)",
        "WITH RECURSIVE below AS (SELECT 1) SELECT * FROM below",
        "SAVEPOINT s1",
        "PRAGMA foreign_keys",
        'DELETE FROM "django_session" WHERE "session_key" = %s',
        'UPDATE "django_session" SET "expire_date" = %s',
    ],
)
def test_what_only_reads_may_run_in_a_get(sql: str) -> None:
    assert may_run(sql)


@pytest.mark.parametrize(
    "sql",
    [
        'INSERT INTO "register_risk" VALUES (1)',
        'UPDATE "organisation_user" SET "name" = %s',
        'delete from "django_session_copy"',
        "WITH gone AS (DELETE FROM register_risk RETURNING id) SELECT * FROM gone",
        "BEGIN IMMEDIATE",
        "DROP TABLE register_risk",
        "",
    ],
)
def test_what_writes_may_not_run_in_a_get(sql: str) -> None:
    assert not may_run(sql)


def test_a_form_with_errors_keeps_what_was_typed_and_ties_each_error_to_its_field(anna: Client) -> None:
    response = anna.post("/form/", {"text": "", "name": "<b>Öst & Väst</b>", "number": "sju", "unit": "1"})
    assert response.status_code == 422
    assert "<title>Fel: Ändra risk" in response.text
    assert "data-posted" in response.text
    assert "&lt;b&gt;Öst &amp; Väst&lt;/b&gt;" in response.text
    assert '<a href="#id_text">Risk: ' in response.text
    assert 'aria-describedby="id_text-hint id_text-error" aria-invalid="true" required=""' in response.text
    assert 'id="id_number-error"' in response.text
    assert 'value="sju"' in response.text
    assert '<option value="1" selected>' in response.text


def test_a_saved_form_is_told_once_and_the_browser_may_forget_its_text(anna: Client) -> None:
    response = anna.post("/form/", {"text": "x", "unit": "1", "response": "a", "version": "1"}, follow=True)
    assert "Risken är sparad." in response.text
    assert 'data-saved="sample"' in response.text
    assert "Risken är sparad." not in anna.get("/").text
