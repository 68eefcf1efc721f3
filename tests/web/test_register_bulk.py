"""Changing many risks at once: the change is shown first, saved in all or in none, and never over somebody else's."""

import pytest
from django.test import Client
from tests.people import NOW, OPERATOR, Town, town
from tests.web.listed import signed_in, titles, words

from riskbild.audit.queries import trail_of
from riskbild.organisation.roles import Role
from riskbild.register.actions.editing import archive_risk, edit_risk
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.actions.years import close_year
from riskbild.register.models import Risk

pytestmark = pytest.mark.django_db
ADDRESS = "/register/andra/"


@pytest.fixture
def anna(storsjo: Town) -> Client:
    return signed_in(storsjo.coordinator())


def chosen(*risks: Risk) -> list[str]:
    return [f"{risk.pk}.{risk.version}" for risk in risks]


def two(storsjo: Town) -> tuple[Risk, Risk]:
    return storsjo.risk("Den första", category="Personal", responsible="Rektor"), storsjo.risk(
        "Den andra", deadline="T1"
    )


def test_the_chosen_risks_are_listed_with_what_they_say_now(storsjo: Town, anna: Client) -> None:
    first, second = two(storsjo)
    storsjo.risk("Den tredje")
    answer = anna.post(ADDRESS, {"risk": chosen(first, second), "back": "?year=2026&q=den"})
    text = words(answer.text)
    assert answer.status_code == 200
    assert titles(answer.text) == ["Den andra", "Den första"]
    assert "Ändra 2 risker" in text
    assert "Personal" in text
    assert 'href="/register/?year=2026&amp;q=den"' in answer.text
    assert "Spara i" not in text


def test_a_preview_shows_before_and_after_and_writes_nothing(storsjo: Town, anna: Client) -> None:
    first, second = two(storsjo)
    sent = {"risk": chosen(first, second), "change": ["category", "in_plan"], "category": "Ekonomi", "in_plan": "yes"}
    answer = anna.post(ADDRESS, {**sent, "responsible": "Kökschef", "step": "preview"})
    text = words(answer.text)
    assert "2 risker får nya uppgifter. Inget är sparat än." in text
    assert "Spara i 2 risker" in text
    assert "<del>Personal</del>" in answer.text
    assert "<ins>Ekonomi</ins>" in answer.text
    assert "<ins>Kökschef</ins>" not in answer.text
    assert 'value="Kökschef"' in answer.text
    first.refresh_from_db()
    assert (first.category, first.version) == ("Personal", 1)


def test_saving_changes_the_ticked_fields_of_all_and_leads_back_to_the_list(storsjo: Town, anna: Client) -> None:
    first, second = two(storsjo)
    sent = {
        "risk": chosen(first, second), "change": ["node", "responsible", "in_plan"], "node": str(storsjo.school.pk),
        "responsible": "Kökschef", "in_plan": "no", "category": "Ska inte sparas", "step": "save", "back": "?q=den",
    }  # fmt: skip
    answer = anna.post(ADDRESS, sent)
    assert (answer.status_code, answer.url) == (302, "/register/?year=2026&q=den")
    assert "2 risker är ändrade." in words(anna.get(answer.url).text)
    for risk in (first, second):
        risk.refresh_from_db()
        assert (risk.node_id, risk.responsible, risk.in_plan) == (storsjo.school.pk, "Kökschef", False)
        assert risk.version == 2
    assert (first.category, second.deadline) == ("Personal", "T1")
    assert len(trail_of(storsjo.municipality_id, [first.pk, second.pk], limit=9)) == 4


def test_a_risk_that_somebody_else_has_saved_is_pointed_out_and_nothing_is_lost(storsjo: Town, anna: Client) -> None:
    first, second = two(storsjo)
    sent = {"risk": chosen(first, second), "change": "category", "category": "Ekonomi"}
    edit_risk(by=OPERATOR, risk_id=second.pk, version=1, changes={"category": "Nyss ändrad"}, now=NOW)
    answer = anna.post(ADDRESS, {**sent, "step": "save"})
    assert answer.status_code == 409
    text = words(answer.text)
    assert "Någon annan har ändrat bland de valda riskerna. Inget är sparat." in text
    assert text.count("Ändrad av någon annan sedan du öppnade listan.") == 1
    assert "<del>Nyss ändrad</del>" in answer.text
    assert 'value="Ekonomi"' in answer.text
    assert f"{second.pk}.2" in answer.text
    assert set(Risk.objects.values_list("category", flat=True)) == {"Personal", "Nyss ändrad"}
    first.refresh_from_db()
    second.refresh_from_db()
    assert anna.post(ADDRESS, {**sent, "risk": chosen(first, second), "step": "save"}).status_code == 302
    assert set(Risk.objects.values_list("category", flat=True)) == {"Ekonomi"}


def test_all_or_none(storsjo: Town) -> None:
    """A coordinator of one unit may choose risks of another, but not change them, and then none is changed."""
    here, there = storsjo.risk("Skolans", node=storsjo.school), storsjo.risk("Kökets", node=storsjo.kitchen)
    person = storsjo.user("sam", Role.COORDINATOR, storsjo.school)
    from riskbild.organisation.actions import give_role

    give_role(by=OPERATOR, user_id=person.pk, node_id=storsjo.kitchen.pk, role=Role.READER, now=NOW)
    client = signed_in(person)
    sent = {"risk": chosen(here, there), "change": "category", "category": "Ekonomi"}
    answer = client.post(ADDRESS, {**sent, "step": "save"})
    assert answer.status_code == 422
    text = words(answer.text)
    assert "Du har inte behörighet att ändra risker här." in text
    assert "Bocka av raderna som inte kan ändras" in text
    assert "Spara i" not in text
    assert not Risk.objects.exclude(category="").exists()
    assert client.post(ADDRESS, {**sent, "risk": chosen(here), "step": "save"}).status_code == 302


def test_a_closed_year_an_archived_risk_and_another_boards_unit_stand_in_the_way(storsjo: Town, anna: Client) -> None:
    first, second = two(storsjo)
    archive_risk(by=OPERATOR, risk_id=second.pk, version=1, reason="Upphört", now=NOW)
    change = {"change": "category", "category": "Ekonomi", "step": "save"}
    gone = anna.post(ADDRESS, {"risk": chosen(first, second), "step": "preview"} | change | {"step": "preview"})
    assert "1 av de valda riskerna finns inte längre i listan." in words(gone.text)
    assert titles(gone.text) == ["Den första"]
    wrong = anna.post(ADDRESS, {"risk": chosen(first), "change": "node", "node": str(storsjo.root.pk), "step": "save"})
    assert wrong.status_code == 422
    assert "Välj en enhet i listan." in words(wrong.text)
    close_year(by=OPERATOR, board_year_id=storsjo.year.pk, version=storsjo.year.version, now=NOW)
    closed = anna.post(ADDRESS, {"risk": chosen(first), **change})
    assert closed.status_code == 422
    assert "2026 är stängt och kan inte ändras." in words(closed.text)
    first.refresh_from_db()
    assert first.version == 1


def test_a_field_at_fault_is_told_at_the_field_with_everything_typed(storsjo: Town, anna: Client) -> None:
    first, _ = two(storsjo)
    sent = {"risk": chosen(first), "change": ["category", "deadline"], "category": "a\x07b", "deadline": "Hösten 2027"}
    for step in ("preview", "save"):
        answer = anna.post(ADDRESS, {**sent, "step": step})
        assert answer.status_code == 422
        assert 'id="id_category-error"' in answer.text
        assert 'href="#id_category"' in answer.text
        assert 'value="Hösten 2027"' in answer.text
    nothing = anna.post(ADDRESS, {"risk": chosen(first), "step": "preview"})
    assert nothing.status_code == 422
    assert "Bocka för minst ett fält att ändra." in words(nothing.text)


def test_a_secret_text_is_neither_shown_nor_written_over(storsjo: Town) -> None:
    risk = storsjo.risk("Hot", category="Hot mot A", node=storsjo.school)
    mark_secret(
        by=storsjo.coordinator(),
        risk_id=risk.pk,
        version=1,
        field="category",
        paragraph="18 kap. 13 §",
        reason="",
        now=NOW,
    )
    risk.refresh_from_db()
    reader = signed_in(storsjo.user("lars", Role.READER))
    answer = reader.post(ADDRESS, {"risk": chosen(risk), "change": "category", "category": "x", "step": "save"})
    assert answer.status_code == 422
    assert "Hot mot A" not in answer.text
    risk.refresh_from_db()
    assert risk.category == "Hot mot A"


def test_another_boards_risks_cannot_be_chosen(storsjo: Town, anna: Client) -> None:
    theirs = town(code="LSN", name="Lillsjö kommun").risk("Den andras risk")
    own, _ = two(storsjo)
    change = {"change": "category", "category": "Ekonomi"}
    assert anna.post(ADDRESS, {"risk": chosen(theirs), **change, "step": "save"}).status_code == 404
    mixed = anna.post(ADDRESS, {"risk": chosen(own, theirs), **change, "step": "preview"})
    assert titles(mixed.text) == ["Den första"]
    assert "Den andras" not in mixed.text
    theirs.refresh_from_db()
    assert (theirs.category, theirs.version) == ("", 1)


def test_what_no_page_sends_is_refused(storsjo: Town, anna: Client) -> None:
    first, _ = two(storsjo)
    own = {"risk": chosen(first), "change": "category", "category": "x", "step": "save"}
    senseless: list[dict[str, object]] = [
        {**own, "risk": []}, {**own, "risk": "abc"}, {**own, "risk": f"{first.pk}.x"}, {**own, "change": "score"},
        {**own, "step": "go"}, {**own, "title": "Hack"}, {**own, "in_plan": "maybe"},
        {**own, "risk": [f"0191f0a0-0000-7000-8000-{number:012}.1" for number in range(501)]},
    ]  # fmt: skip
    for sent in senseless:
        answer = anna.post(ADDRESS, sent)
        assert answer.status_code == 400, sent
        assert titles(answer.text) == []
    assert anna.get(ADDRESS).url == "/register/"
    assert anna.post(ADDRESS, {**own, "back": "https://example.org/"}).url == "/register/"
    first.refresh_from_db()
    assert first.category == "x"


def test_the_list_offers_the_change_only_to_who_may(storsjo: Town, anna: Client) -> None:
    two(storsjo)
    assert "Ändra valda" in anna.get("/register/").text
    reader = signed_in(storsjo.user("lars", Role.READER)).get("/register/").text
    assert "Ändra valda" not in reader
    assert 'name="risk"' not in reader
