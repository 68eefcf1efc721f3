"""Changing a risk's texts: what is saved, what is refused and where it says so, and two people at the same time."""

import re
from html import unescape
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.people import NOW, OPERATOR, Town
from tests.web.filled_form import filled
from tests.web.listed import signed_in, words

from riskbild.organisation.roles import Role
from riskbild.register.actions.editing import edit_risk
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.actions.years import close_year, open_year
from riskbild.register.models import Risk

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(storsjo: Town) -> Client:
    return signed_in(storsjo.coordinator())


@pytest.fixture
def risk(storsjo: Town) -> Risk:
    return storsjo.risk("Fel beslut", causes="Sena uppgifter", process="Skolskjuts", node=storsjo.school)


def form_of(client: Client, risk: Risk) -> dict[str, str]:
    return filled(client.get(f"/risk/{risk.pk}/andra/").text)


def send(client: Client, risk: Risk, values: dict[str, str]) -> HttpResponse:
    return client.post(f"/risk/{risk.pk}/andra/", values)  # type: ignore[return-value]  # the client's own response


def now(risk: Risk) -> Risk:
    return Risk.objects.get(pk=risk.pk)


def test_what_is_changed_is_saved_and_what_is_not_stays_to_the_letter(storsjo: Town, anna: Client) -> None:
    text = "\n  Första stycket \n\n\tAndra <b>stycket</b> & mer  \n"
    risk = storsjo.risk("Fel beslut", causes=text, comment="”Citat” – tankstreck", process="Rad ett\nRad två")
    erik = storsjo.user("erik", Role.EDITOR)
    sent = form_of(anna, risk) | {"consequence": "Elever drabbas", "in_plan": "yes", "owner": str(erik.pk)}
    answer = send(anna, risk, sent | {"node": str(storsjo.kitchen.pk)})
    assert answer.headers["Location"] == f"/risk/{risk.pk}/"
    saved = now(risk)
    assert (saved.consequence, saved.in_plan, saved.owner_id) == ("Elever drabbas", True, erik.pk)
    assert saved.node_id == storsjo.kitchen.pk
    assert (saved.causes, saved.comment, saved.process) == (risk.causes, risk.comment, risk.process)
    assert "Risken är sparad." in anna.get(f"/risk/{risk.pk}/").text


def test_a_form_sent_as_it_was_shown_changes_nothing(anna: Client, risk: Risk) -> None:
    send(anna, risk, form_of(anna, risk))
    assert now(risk).version == 1


def test_an_error_stands_at_its_field_and_everything_typed_comes_back(anna: Client, risk: Risk) -> None:
    sent = form_of(anna, risk) | {"causes": "Nytt\x07ljud", "comment": "19121212-1212", "consequence": "Kvar"}
    answer = send(anna, risk, sent)
    assert answer.status_code == 422
    html = answer.text
    assert re.search(r'id="id_causes"[^>]*aria-invalid="true"', html)
    assert 'href="#id_comment"' in html
    assert "U+0007" in html
    assert filled(html)["consequence"] == "Kvar"
    assert filled(html)["comment"] == "19121212-1212"
    assert now(risk).version == 1


def test_a_risk_must_keep_a_text_to_be_known_by(anna: Client, risk: Risk) -> None:
    answer = send(anna, risk, form_of(anna, risk) | {"risk": "", "process": " "})
    assert answer.status_code == 422
    assert 'href="#id_risk"' in answer.text


def test_a_year_that_closes_meanwhile_refuses_the_change_with_the_text_kept(
    storsjo: Town, anna: Client, risk: Risk
) -> None:
    sent = form_of(anna, risk) | {"causes": "Långt och mödosamt skrivet"}
    close_year(by=OPERATOR, board_year_id=storsjo.year.pk, version=1, now=NOW)
    answer = send(anna, risk, sent)
    assert answer.status_code == 422
    assert "2026 är stängt" in answer.text
    assert filled(answer.text)["causes"] == "Långt och mödosamt skrivet"


def test_a_secret_cell_is_no_field_for_who_may_not_read_it_and_cannot_be_slipped_in(storsjo: Town, risk: Risk) -> None:
    mark_secret(
        by=OPERATOR, risk_id=risk.pk, version=1, field="causes", paragraph="18 kap. 8 §", reason="", now=NOW
    )  # fmt: skip
    reader = signed_in(storsjo.user("rita", Role.READER))
    assert reader.get(f"/risk/{risk.pk}/andra/").status_code == 403
    answer = send(reader, risk, {"version": "2", "causes": "Överskrivet"})
    assert answer.status_code == 403
    assert "Sena uppgifter" not in answer.text
    assert now(risk).causes == "Sena uppgifter"


# --- Two people


def both(storsjo: Town, anna: Client, risk: Risk, mine: dict[str, str], theirs: dict[str, object]) -> HttpResponse:
    """Anna opens the form, Erik saves, and then Anna sends hers."""
    sent = form_of(anna, risk) | mine
    erik = storsjo.user("erik", Role.EDITOR)
    edit_risk(by=erik, risk_id=risk.pk, version=now(risk).version, changes=theirs, now=NOW)
    return send(anna, risk, sent)


def test_the_second_save_is_refused_with_both_texts_side_by_side(storsjo: Town, anna: Client, risk: Risk) -> None:
    answer = both(storsjo, anna, risk, {"causes": "Annas orsak"}, {"causes": "Eriks orsak"})
    assert answer.status_code == 409
    told = words(answer.text)
    for text in ("Annas orsak", "Eriks orsak", "Erik har ändrat risken", "Ändrat av er båda"):
        assert text in told
    assert now(risk).causes == "Eriks orsak"


def test_the_page_says_for_each_field_who_changed_it_and_chooses_accordingly(
    storsjo: Town, anna: Client, risk: Risk
) -> None:
    mine = {"causes": "Annas orsak", "consequence": "Annas konsekvens"}
    theirs = {"causes": "Eriks orsak", "comment": "Eriks kommentar"}
    html = both(storsjo, anna, risk, mine, theirs).text
    sent = filled(html)
    assert {name: sent[f"keep-{name}"] for name in ("causes", "consequence", "comment")} == {
        "causes": "mine", "consequence": "mine", "comment": "theirs",
    }  # fmt: skip
    assert "keep-process" not in sent
    for text in ("Ändrat av er båda", "Ändrat bara av dig", "Ändrat bara av Erik"):
        assert text in html


def test_what_is_chosen_is_saved_on_the_new_version_and_nothing_else_is_overwritten(
    storsjo: Town, anna: Client, risk: Risk
) -> None:
    mine = {"causes": "Annas orsak", "consequence": "Annas konsekvens"}
    theirs = {"causes": "Eriks orsak", "comment": "Eriks kommentar"}
    sent = filled(both(storsjo, anna, risk, mine, theirs).text)
    assert send(anna, risk, sent | {"causes": "Annas och Eriks orsak"}).status_code == 302
    saved = now(risk)
    assert (saved.causes, saved.consequence, saved.comment) == (
        "Annas och Eriks orsak", "Annas konsekvens", "Eriks kommentar",
    )  # fmt: skip


def test_the_other_text_can_be_kept_instead(storsjo: Town, anna: Client, risk: Risk) -> None:
    answer = both(storsjo, anna, risk, {"causes": "Annas orsak"}, {"causes": "Eriks <i>orsak</i>\nrad två"})
    assert send(anna, risk, filled(answer.text) | {"keep-causes": "theirs"}).status_code == 302
    assert now(risk).causes == "Eriks <i>orsak</i>\nrad två"


def test_a_third_save_meanwhile_is_refused_again_with_every_text_kept(storsjo: Town, anna: Client, risk: Risk) -> None:
    answer = both(storsjo, anna, risk, {"causes": "Annas orsak", "process": "Annas process"}, {"causes": "Eriks orsak"})
    sent = filled(answer.text)
    edit_risk(by=OPERATOR, risk_id=risk.pk, version=2, changes={"causes": "Tredje orsaken"}, now=NOW)
    again = send(anna, risk, sent)
    assert again.status_code == 409
    told = unescape(again.text)
    assert "Tredje orsaken" in told
    assert "Annas orsak" in told
    assert filled(again.text)["process"] == "Annas process"


def test_two_who_write_the_same_thing_are_not_asked_to_choose(storsjo: Town, anna: Client, risk: Risk) -> None:
    answer = both(storsjo, anna, risk, {"causes": "Samma orsak"}, {"causes": "Samma orsak"})
    assert answer.status_code == 302
    assert now(risk).version == 2


def test_units_and_owners_are_shown_by_name_in_a_conflict(storsjo: Town, anna: Client, risk: Risk) -> None:
    mine = {"node": str(storsjo.kitchen.pk)}
    html = both(storsjo, anna, risk, mine, {"owner": storsjo.coordinator().pk}).text
    told = words(html)
    for name in ("Storskolan", "Köksenheten", "Anna", "Ingen person"):
        assert name in told


# --- New


def new_form(anna: Client, query: str = "") -> dict[str, str]:
    return filled(anna.get(f"/risk/ny/{query}").text)


def test_a_new_risk_is_added_to_the_unit_that_the_address_asks_for(storsjo: Town, anna: Client) -> None:
    sent = new_form(anna, f"?year=2026&node={storsjo.kitchen.pk}") | {"risk": "Ny risk", "in_plan": "no"}
    answer = anna.post("/risk/ny/", sent)
    added = Risk.objects.get()
    assert answer.headers["Location"] == f"/risk/{added.pk}/"
    assert (added.risk, added.node_id, added.in_plan, added.year) == ("Ny risk", storsjo.kitchen.pk, False, 2026)


def test_a_form_sent_twice_adds_one_risk_and_the_second_answer_leads_to_it(anna: Client) -> None:
    sent = new_form(anna) | {"risk": "En enda"}
    assert anna.post("/risk/ny/", sent).status_code == 302
    again = anna.post("/risk/ny/", sent)
    assert again.status_code == 409
    assert f"/risk/{Risk.objects.get().pk}/" in again.text


def test_one_can_go_straight_on_to_assess_what_was_added(anna: Client) -> None:
    answer = anna.post("/risk/ny/", new_form(anna) | {"risk": "Bedöm mig", "then": "assess"})
    assert answer.headers["Location"] == f"/risk/{Risk.objects.get().pk}/bedom/"


def test_a_new_risk_without_a_text_is_refused_with_everything_typed_kept(anna: Client) -> None:
    answer = anna.post("/risk/ny/", new_form(anna) | {"causes": "Bara en orsak"})
    assert answer.status_code == 422
    assert filled(answer.text)["causes"] == "Bara en orsak"
    assert not Risk.objects.exists()


def test_the_form_stands_in_the_latest_open_year_and_offers_the_others(storsjo: Town, anna: Client) -> None:
    later = open_year(by=OPERATOR, board_id=storsjo.board.pk, year=2027, method_id=storsjo.year.method_id, now=NOW)
    html = anna.get("/risk/ny/").text
    assert UUID(filled(html)["board_year"]) == later.pk
    assert "year=2026" in html
    assert UUID(new_form(anna, "?year=2026")["board_year"]) == storsjo.year.pk
    close_year(by=OPERATOR, board_year_id=later.pk, version=1, now=NOW)
    assert UUID(new_form(anna)["board_year"]) == storsjo.year.pk


def test_where_no_year_is_open_the_page_says_so(storsjo: Town, anna: Client) -> None:
    close_year(by=OPERATOR, board_year_id=storsjo.year.pk, version=1, now=NOW)
    assert "Inget år är öppet" in anna.get("/risk/ny/").text


def test_a_reader_may_not_add(storsjo: Town) -> None:
    answer = signed_in(storsjo.user("rita", Role.READER)).get("/risk/ny/")
    assert answer.status_code == 403
    assert "Du har inte behörighet att ändra risker." in answer.text
