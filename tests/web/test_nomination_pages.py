"""Nominating from the register and the risk, the inbox above, the answers as the unit sees them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import NOW, Town
from tests.planning.scene import editor, manager, year_of
from tests.web.listed import signed_in, words
from tests.web.page_form import form_of
from tests.web.year_scene import in_profile, offered, unit_risk, year_address

from riskbild.planning.actions.deciding import decline_nomination
from riskbild.planning.models import Nomination, ProfileRisk
from riskbild.planning.terms import NominationState

pytestmark = pytest.mark.django_db


# --- Nominating


def test_a_risk_is_nominated_from_its_page_and_the_page_says_so(storsjo: Town) -> None:
    risk, eva = unit_risk(storsjo), signed_in(editor(storsjo))
    assert f"/ar/nominera/?risk={risk.pk}" in eva.get(f"/risk/{risk.pk}/").text
    sent = form_of(eva.get(f"/ar/nominera/?risk={risk.pk}").text)
    answer = eva.post("/ar/nominera/", sent | {"motive": "Finns överallt.", "step": "save"})
    assert answer.headers["Location"] == f"/risk/{risk.pk}/#nomineringar"
    told = words(eva.get(f"/risk/{risk.pk}/").text)
    assert "Väntar på svar till Utbildningsförvaltningen" in told
    assert "Nominera uppåt" not in told


def test_risks_chosen_in_the_register_are_nominated_together(storsjo: Town) -> None:
    risks = [unit_risk(storsjo, f"Risk {number}") for number in range(3)]
    eva = signed_in(editor(storsjo))
    assert 'formaction="/ar/nominera/"' in eva.get("/register/").text
    shown = eva.post("/ar/nominera/", {"risk": [f"{risk.pk}.1" for risk in risks], "back": "?year=2026"})
    assert shown.status_code == 200
    assert not Nomination.objects.exists()
    sent = {"risk": [str(risk.pk) for risk in risks], "step": "save", "motive": "Viktiga.", "to_node": ""}
    assert eva.post("/ar/nominera/", sent).headers["Location"] == year_address(storsjo, "nomineringar/")
    assert Nomination.objects.count() == 3


def test_a_nomination_without_a_motive_comes_back(storsjo: Town) -> None:
    risk = unit_risk(storsjo)
    sent = {"risk": str(risk.pk), "step": "save", "motive": " ", "to_node": ""}
    answer = signed_in(editor(storsjo)).post("/ar/nominera/", sent)
    assert answer.status_code == 422
    assert "Motivera nomineringen." in answer.text


def test_a_risk_that_already_waits_is_not_nominated_again(storsjo: Town) -> None:
    risk = unit_risk(storsjo)
    offered(storsjo, risk)
    sent = {"risk": str(risk.pk), "step": "save", "motive": "Igen.", "to_node": ""}
    answer = signed_in(editor(storsjo)).post("/ar/nominera/", sent)
    assert answer.status_code == 422
    assert "är redan nominerad och väntar på svar" in answer.text


def test_risks_of_two_years_are_not_nominated_together(storsjo: Town) -> None:
    here = unit_risk(storsjo)
    storsjo.year = year_of(storsjo, 2027)
    later = unit_risk(storsjo)
    answer = signed_in(editor(storsjo)).post("/ar/nominera/", {"risk": [str(here.pk), str(later.pk)]})
    assert answer.status_code == 400
    assert "Välj risker ur en och samma nämnds år." in answer.text


@pytest.mark.parametrize("sent", [{}, {"risk": "nonsens"}])
def test_a_choice_that_names_no_risk_is_refused_in_words(storsjo: Town, sent: dict[str, str]) -> None:
    assert signed_in(editor(storsjo)).post("/ar/nominera/", sent).status_code == 400


# --- The inbox


def test_the_inbox_shows_motive_unit_and_similar_risks(storsjo: Town) -> None:
    risk = unit_risk(storsjo, "Risk att inköp görs utanför avtal", process="Inköp", likelihood=4, impact=3)
    storsjo.risk("Risk att inköp inte följer avtalen", node=storsjo.kitchen, process="Inköp")
    offered(storsjo, risk)
    told = words(signed_in(manager(storsjo)).get(year_address(storsjo, "nomineringar/")).text)
    assert "Att svara på (1)" in told
    assert "Risk att inköp görs utanför avtal Finns på alla skolor. Storskolan" in told
    assert "Risk att inköp inte följer avtalen" in told


def test_the_unit_sees_what_waits_and_can_take_it_back(storsjo: Town) -> None:
    (one,) = offered(storsjo, unit_risk(storsjo))
    eva = signed_in(editor(storsjo))
    html = eva.get(year_address(storsjo, "nomineringar/")).text
    assert "Att svara på" not in html
    assert "Väntar på svar" in html
    where = year_address(storsjo, f"nomineringar/{one.pk}/aterta/")
    assert eva.post(where, {"version": "7"}).status_code == 409
    assert eva.post(where, {"version": "många"}).status_code == 422
    assert eva.post(where, {"version": "1"}).status_code == 302
    assert Nomination.objects.get().state == NominationState.WITHDRAWN


def test_many_are_taken_at_once(storsjo: Town) -> None:
    rows = offered(storsjo, unit_risk(storsjo, "Ett"), unit_risk(storsjo, "Två"))
    sent = {"nomination": [f"{row.pk}.1" for row in rows], "answer": "take", "reason": ""}
    answer = signed_in(manager(storsjo)).post(year_address(storsjo, "nomineringar/svara/"), sent)
    assert answer.status_code == 302
    assert ProfileRisk.objects.filter(profile__node_id=storsjo.administration.pk).count() == 2


def test_declining_many_asks_for_a_reason_and_keeps_what_was_ticked(storsjo: Town) -> None:
    rows = offered(storsjo, unit_risk(storsjo, "Ett"), unit_risk(storsjo, "Två"))
    mats, where = signed_in(manager(storsjo)), year_address(storsjo, "nomineringar/svara/")
    sent = {"nomination": [f"{rows[0].pk}.1"], "answer": "decline", "reason": ""}
    answer = mats.post(where, sent)
    assert answer.status_code == 422
    assert "Ange varför nomineringen avböjs." in answer.text
    assert answer.text.count(" checked") == 1
    assert mats.post(where, sent | {"reason": "Hanteras av enheten."}).status_code == 302
    told = words(signed_in(editor(storsjo)).get(year_address(storsjo, "nomineringar/")).text)
    assert "Avböjd Hanteras av enheten." in told


@pytest.mark.parametrize("sent", [{}, {"nomination": "x.1", "answer": "take"}, {"answer": "merge"}])
def test_an_answer_that_no_page_sends_is_refused_in_words(storsjo: Town, sent: dict[str, str]) -> None:
    answer = signed_in(manager(storsjo)).post(year_address(storsjo, "nomineringar/svara/"), sent)
    assert answer.status_code == 422


# --- One nomination


def answered(storsjo: Town, one: Nomination, **values: str) -> object:
    mats, where = signed_in(manager(storsjo)), year_address(storsjo, f"nomineringar/{one.pk}/")
    return mats.post(where, form_of(mats.get(where).text) | values)


def test_a_nomination_is_merged_and_both_risks_say_so(storsjo: Town) -> None:
    risk = unit_risk(storsjo, "Risk att inköp görs utanför avtal", process="Inköp")
    other = storsjo.risk("Risk att inköp inte följer avtalen", node=storsjo.kitchen, process="Inköp")
    (one,) = offered(storsjo, risk)
    assert answered(storsjo, one, answer="merge", into=str(other.pk)).status_code == 302  # type: ignore[attr-defined]  # an answer
    anna = signed_in(storsjo.coordinator())
    assert "Sammanförd till Utbildningsförvaltningen med Risk att inköp inte följer avtalen" in words(
        anna.get(f"/risk/{risk.pk}/").text
    )
    assert "Sammanförd hit Risk att inköp görs utanför avtal från Storskolan" in words(
        anna.get(f"/risk/{other.pk}/").text
    )


def test_a_merge_says_with_what(storsjo: Town) -> None:
    (one,) = offered(storsjo, unit_risk(storsjo))
    answer = answered(storsjo, one, answer="merge")
    assert answer.status_code == 422  # type: ignore[attr-defined]  # an answer
    assert "Välj risken att sammanföra med." in answer.text  # type: ignore[attr-defined]  # an answer


def test_a_taken_risk_stands_under_its_group(storsjo: Town) -> None:
    (one,) = offered(storsjo, unit_risk(storsjo))
    answered(storsjo, one, answer="take", group="Skolplikt")
    assert ProfileRisk.objects.get().group == "Skolplikt"


def test_an_answer_to_what_somebody_else_has_answered_is_a_conflict(storsjo: Town) -> None:
    (one,) = offered(storsjo, unit_risk(storsjo))
    mats, where = signed_in(manager(storsjo)), year_address(storsjo, f"nomineringar/{one.pk}/")
    sent = form_of(mats.get(where).text) | {"answer": "take"}
    decline_nomination(by=storsjo.coordinator(), nomination_id=one.pk, version=1, reason="Nej.", now=NOW)
    answer = mats.post(where, sent)
    assert answer.status_code == 409
    assert "Nomineringen är redan besvarad eller återtagen." in answer.text


def test_the_page_offers_risks_of_the_profile_to_merge_with(storsjo: Town) -> None:
    (one,) = offered(storsjo, unit_risk(storsjo))
    anna, where = signed_in(storsjo.coordinator()), year_address(storsjo, f"nomineringar/{one.pk}/")
    in_profile(storsjo, storsjo.risk("Helt annan risk"))
    assert "Helt annan risk" not in anna.get(where).text  # the nomination goes to the administration
    assert anna.get(where).status_code == 200


def test_an_editor_may_not_answer(storsjo: Town) -> None:
    (one,) = offered(storsjo, unit_risk(storsjo))
    assert signed_in(editor(storsjo)).get(year_address(storsjo, f"nomineringar/{one.pk}/")).status_code == 403


def test_the_list_costs_the_same_however_many(storsjo: Town) -> None:
    client, counts = signed_in(manager(storsjo)), []
    for round_ in range(2):
        offered(storsjo, *[unit_risk(storsjo, f"Risk {round_} {number}") for number in range(5)])
        client.get(year_address(storsjo, "nomineringar/"))
        with CaptureQueriesContext(connection) as queries:
            client.get(year_address(storsjo, "nomineringar/"))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 13
