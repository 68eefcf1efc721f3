"""Saved views: kept, used in another year, replaced, taken away, and nobody else's."""

import pytest
from django.test import Client
from tests.people import Town
from tests.web.listed import HTMX, signed_in, titles, without_tokens, words

from riskbild.organisation.roles import Role
from riskbild.register.models import SavedView

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(storsjo: Town) -> Client:
    return signed_in(storsjo.coordinator())


def test_a_view_keeps_filter_order_and_columns_but_not_the_year_and_the_page(storsjo: Town, anna: Client) -> None:
    query = "?year=2026&category=Ekonomi&sort=title&group=process&columns=title.score&size=25"
    answer = anna.post("/register/vyer/spara/", {"name": "  Ekonomi   A–Ö ", "query": query})
    assert (answer.status_code, answer.url) == (302, f"/register/{query}")
    view = SavedView.objects.get()
    assert view.name == "Ekonomi A–Ö"
    assert view.query == query.removeprefix("?year=2026&")
    page = anna.get("/register/vyer/?year=2026").text
    assert f'href="/register/?{view.query.replace("&", "&amp;")}&amp;year=2026"' in page
    assert "Vyn ”Ekonomi A–Ö” är sparad." in words(anna.get("/register/").text + page)


def test_the_views_that_everybody_has_lead_to_lists(storsjo: Town, anna: Client) -> None:
    storsjo.risk("Den bedömda", likelihood=1, impact=1)
    storsjo.risk("Den obedömda")
    page = anna.get("/register/vyer/").text
    assert "Mina risker" in page
    assert titles(anna.get("/register/?unscored=1&year=2026").text) == ["Den obedömda"]
    for address in ("unscored=1", "response=-", "in_plan=yes", "archived=1", f"owner={storsjo.coordinator().pk}"):
        assert f'href="/register/?{address}&amp;year=2026"' in page
        assert anna.get(f"/register/?{address}&year=2026").status_code == 200


def test_the_menu_is_the_same_as_the_page(anna: Client) -> None:
    part = anna.get("/register/vyer/?q=fel", headers=HTMX).text
    assert without_tokens(part).strip() in without_tokens(anna.get("/register/vyer/?q=fel").text)


def test_the_same_name_again_replaces_the_view(storsjo: Town, anna: Client) -> None:
    for query in ("?q=fel", "?q=brist"):
        anna.post("/register/vyer/spara/", {"name": "Min", "query": query})
    assert list(SavedView.objects.values_list("query", flat=True)) == ["q=brist"]


def test_a_view_without_a_name_is_given_back_with_the_reason_at_the_field(anna: Client) -> None:
    answer = anna.post("/register/vyer/spara/", {"name": "  ", "query": "?q=fel"})
    assert answer.status_code == 422
    assert "Ge vyn ett namn." in words(answer.text)
    assert 'value="?year=2026&amp;q=fel"' in answer.text
    assert not SavedView.objects.exists()


def test_a_view_of_a_senseless_address_is_refused(anna: Client) -> None:
    answer = anna.post("/register/vyer/spara/", {"name": "Ond", "query": "?sort=foo"})
    assert answer.status_code == 400
    assert not SavedView.objects.exists()


def test_a_view_can_be_taken_away_by_its_owner_alone(storsjo: Town, anna: Client) -> None:
    anna.post("/register/vyer/spara/", {"name": "Min", "query": ""})
    address = f"/register/vyer/{SavedView.objects.get().pk}/ta-bort/"
    other = signed_in(storsjo.user("lars", Role.READER))
    assert "Min</a>" not in other.get("/register/vyer/").text
    assert other.post(address).status_code == 404
    assert anna.get(address).status_code == 405
    assert SavedView.objects.exists()
    assert anna.post(address).status_code == 302
    assert not SavedView.objects.exists()
    assert "Vyn är borttagen." in words(anna.get("/register/").text)
