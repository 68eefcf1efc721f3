"""The consolidated risk profile: chosen, ordered, answered, compared with last year, printed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import NOW, Town, town
from tests.planning.scene import editor, manager, year_of
from tests.web.listed import HTMX, signed_in, words
from tests.web.page_form import form_of
from tests.web.year_scene import in_profile, keys, offered, unit_risk, year_address

from riskbild.planning.actions.carrying_over import carry_over
from riskbild.planning.actions.deciding import take_nomination
from riskbild.planning.actions.profiles import choose_risks
from riskbild.planning.models import ProfileRisk, RiskProfile
from riskbild.planning.terms import ProfileOrigin
from riskbild.register.actions.assessing import assess_risk
from riskbild.register.actions.editing import respond
from riskbild.register.derive import Scored
from riskbild.register.models import Risk
from riskbild.register.terms import AssessmentKind
from riskbild.rules.response import Response

pytestmark = pytest.mark.django_db


def profile(town_: Town, query: str = "") -> str:
    return str(signed_in(town_.coordinator()).get(year_address(town_, "riskbild/") + query).text)


def order(town_: Town) -> list[str]:
    return [row.risk.title for row in ProfileRisk.objects.select_related("risk").order_by("position")]


# --- Choosing


def test_risks_chosen_in_the_register_stand_last_in_the_profile_under_their_group(storsjo: Town) -> None:
    risks = [unit_risk(storsjo, "Ett"), unit_risk(storsjo, "Två")]
    anna = signed_in(storsjo.coordinator())
    chosen = {"risk": [str(risk.pk) for risk in risks]}
    assert anna.post("/ar/riskbild/valj/", chosen).status_code == 200
    sent = chosen | {"step": "save", "node": str(storsjo.board.pk), "group": "Ekonomi"}
    assert anna.post("/ar/riskbild/valj/", sent).status_code == 302
    assert order(storsjo) == ["Ett", "Två"]
    assert "Ekonomi (2)" in words(profile(storsjo))


def test_an_editor_is_told_to_nominate_instead(storsjo: Town) -> None:
    answer = signed_in(editor(storsjo)).post("/ar/riskbild/valj/", {"risk": str(unit_risk(storsjo).pk)})
    assert answer.status_code == 403


def test_a_level_that_does_not_hold_the_risk_cannot_be_chosen(storsjo: Town) -> None:
    sent = {"risk": str(storsjo.risk("Nämndens").pk), "step": "save", "node": str(storsjo.administration.pk)}
    assert signed_in(storsjo.coordinator()).post("/ar/riskbild/valj/", sent).status_code == 422


# --- Reading


def test_each_risk_tells_where_it_comes_from(storsjo: Town) -> None:
    (one,) = offered(storsjo, unit_risk(storsjo))
    take_nomination(by=manager(storsjo), nomination_id=one.pk, version=1, now=NOW)
    told = words(profile(storsjo, f"?niva={storsjo.administration.pk}"))
    assert "Nominerad av Storskolan" in told
    ProfileRisk.objects.update(from_node=None, origin=ProfileOrigin.NOT_STATED)
    assert "Nominerad av ej angiven" in words(profile(storsjo, f"?niva={storsjo.administration.pk}"))


def test_a_level_of_another_board_is_not_there(storsjo: Town) -> None:
    anna = signed_in(storsjo.coordinator())
    other = town("SOC", "Nordviks kommun")
    for level in (other.board.pk, storsjo.root.pk, "nonsens"):
        assert anna.get(year_address(storsjo, "riskbild/"), {"niva": str(level)}).status_code == 404


def test_who_reads_only_a_unit_is_told_that_the_profile_is_higher_up(storsjo: Town) -> None:
    html = signed_in(editor(storsjo)).get(year_address(storsjo, "riskbild/")).text
    assert "Ingen riskbild att visa" in html


def test_the_difference_against_last_year_is_told_row_by_row(storsjo: Town) -> None:
    texts = ("Oförändrad risk", "Ändrad risk", "Risk som går bort")
    risks = [unit_risk(storsjo, text, likelihood=4, impact=4) for text in texts]
    in_profile(storsjo, *risks)
    later = year_of(storsjo, 2027)
    anna = storsjo.coordinator()
    carry_over(by=anna, from_year_id=storsjo.year.pk, to_year_id=later.pk, risk_ids=keys(*risks[:2]), now=NOW)
    storsjo.year = later
    there = {risk.title: risk for risk in Risk.objects.filter(board_year=later)}
    new = unit_risk(storsjo, "Helt ny risk")
    year = {"by": anna, "board_year_id": later.pk, "node_id": storsjo.board.pk}
    choose_risks(**year, risk_ids=[*keys(*there.values()), new.pk], now=NOW)
    changed = there["Ändrad risk"]
    given = {"version": changed.version, "kind": AssessmentKind.INHERENT, "scored": Scored(2, 4), "motive": ""}
    assess_risk(by=anna, risk_id=changed.pk, made_on=NOW.date(), now=NOW, **given)
    told = words(profile(storsjo))
    assert "Mot 2026: 1 nya, 1 ändrade, 1 oförändrade, 1 borta" in told
    assert "Oförändrad 2 år i rad" in told
    assert "riskvärde 16 → 8" in told
    assert "Borta sedan 2026 (1) Risk som går bort riskvärde 16" in told


def test_the_printed_profile_has_every_text(storsjo: Town) -> None:
    in_profile(storsjo, unit_risk(storsjo, "Risken", description="Så här är det.", consequence="Det blir dyrt."))
    told = words(signed_in(storsjo.coordinator()).get(year_address(storsjo, "riskbild/utskrift/")).text)
    assert "1. Risken" in told
    assert "Beskrivning Så här är det." in told
    assert "Konsekvens Det blir dyrt." in told


def test_the_profile_takes_at_most_twelve_queries_however_many_risks(storsjo: Town) -> None:
    client, counts = signed_in(storsjo.coordinator()), []
    for size in (5, 45):
        in_profile(storsjo, *[unit_risk(storsjo, f"Risk {size} {number}") for number in range(size)])
        client.get(year_address(storsjo, "riskbild/"))
        with CaptureQueriesContext(connection) as queries:
            client.get(year_address(storsjo, "riskbild/"))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


# --- The response in its row


def test_the_response_opens_in_its_row_and_is_saved_with_its_motive(storsjo: Town) -> None:
    risk = unit_risk(storsjo, likelihood=4, impact=4)
    in_profile(storsjo, risk)
    anna, where = signed_in(storsjo.coordinator()), year_address(storsjo, f"riskbild/{risk.pk}/stallning/")
    assert where in profile(storsjo)
    part = anna.get(where, headers=HTMX).text
    assert "<html" not in part
    sent = form_of(anna.get(where).text) | {"response": "reduce", "reason": "Rutin tas fram."}
    assert anna.post(where, sent).headers["Location"] == f"{year_address(storsjo, 'riskbild/')}#risk-{risk.pk}"
    assert "Reducera Ändra Rutin tas fram." in words(profile(storsjo))


def test_a_response_without_a_motive_comes_back(storsjo: Town) -> None:
    risk = unit_risk(storsjo)
    anna, where = signed_in(storsjo.coordinator()), year_address(storsjo, f"riskbild/{risk.pk}/stallning/")
    answer = anna.post(where, form_of(anna.get(where).text) | {"response": "reduce"})
    assert answer.status_code == 422
    assert "Motivera ställningstagandet." in answer.text


def test_two_who_respond_at_once_see_both_texts(storsjo: Town) -> None:
    risk = unit_risk(storsjo)
    anna, where = signed_in(storsjo.coordinator()), year_address(storsjo, f"riskbild/{risk.pk}/stallning/")
    sent = form_of(anna.get(where).text) | {"response": "reduce", "reason": "Min text"}
    other = {"response": Response.ACCEPT, "reason": "Deras text"}
    respond(by=manager(storsjo), risk_id=risk.pk, version=1, now=NOW, **other)
    answer = anna.post(where, sent)
    assert answer.status_code == 409
    assert "Min text" in answer.text
    assert "Deras text" in answer.text
    assert anna.post(where, form_of(answer.text)).status_code == 302


# --- The order


def sent_order(town_: Town, **changed: str) -> dict[str, object]:
    html = signed_in(town_.coordinator()).get(year_address(town_, "riskbild/ordna/")).text
    rows = [str(row.pk) for row in ProfileRisk.objects.order_by("position")]
    return form_of(html) | {"row": rows, "do": "save"} | changed


def ordered(town_: Town, **changed: object) -> object:
    sent = sent_order(town_) | changed
    return signed_in(town_.coordinator()).post(year_address(town_, "riskbild/ordna/"), sent)


def test_the_whole_order_is_saved_with_its_groups(storsjo: Town) -> None:
    first, second = in_profile(storsjo, unit_risk(storsjo, "Ett"), unit_risk(storsjo, "Två"))
    answer = ordered(storsjo, row=[str(second.pk), str(first.pk)], **{f"group-{second.pk}": "Viktigast"})
    assert answer.status_code == 302  # type: ignore[attr-defined]  # an answer
    assert order(storsjo) == ["Två", "Ett"]
    assert ProfileRisk.objects.get(pk=second.pk).group == "Viktigast"


def test_the_buttons_move_a_row_without_saving(storsjo: Town) -> None:
    _first, second = in_profile(storsjo, unit_risk(storsjo, "Ett"), unit_risk(storsjo, "Två"))
    answer = ordered(storsjo, do=f"up:{second.pk}")
    html = answer.text  # type: ignore[attr-defined]  # an answer
    assert html.index("Upp: Två") < html.index("Upp: Ett")
    assert "Ordningen är ändrad men inte sparad än." in html
    assert order(storsjo) == ["Ett", "Två"]


def test_a_risk_is_taken_out_and_stays_in_the_register(storsjo: Town) -> None:
    first, _second = in_profile(storsjo, unit_risk(storsjo, "Ett"), unit_risk(storsjo, "Två"))
    assert ordered(storsjo, do=f"remove:{first.pk}").status_code == 302  # type: ignore[attr-defined]  # an answer
    assert order(storsjo) == ["Två"]
    assert Risk.objects.filter(title="Ett").exists()


def test_an_order_made_meanwhile_is_not_overwritten(storsjo: Town) -> None:
    in_profile(storsjo, unit_risk(storsjo, "Ett"), unit_risk(storsjo, "Två"))
    sent = sent_order(storsjo)
    RiskProfile.objects.update(version=7)
    answer = signed_in(storsjo.coordinator()).post(year_address(storsjo, "riskbild/ordna/"), sent)
    assert answer.status_code == 409
    assert "Någon annan har ändrat" in answer.text


@pytest.mark.parametrize("changed", [{"do": "up:nonsens"}, {"do": "eat"}, {"version": "x"}, {"row": "x"}])
def test_an_order_that_no_page_sends_is_refused_in_words(storsjo: Town, changed: dict[str, str]) -> None:
    in_profile(storsjo, unit_risk(storsjo))
    assert ordered(storsjo, **changed).status_code == 422  # type: ignore[attr-defined]  # an answer
