"""A risk workshop: opened, scored alone, the spread shown, decided by the group, ended."""

import pytest
from tests.people import NOW, Town, town
from tests.planning.scene import editor, manager
from tests.web.listed import HTMX, signed_in, words
from tests.web.page_form import form_of
from tests.web.year_scene import unit_risk, workshop_on, year_address

from riskbild.organisation.roles import Role
from riskbild.planning.actions.workshops import score_alone, show_spread
from riskbild.planning.models import Workshop, WorkshopRisk, WorkshopScore
from riskbild.planning.queries.workshops import OpinionSeen
from riskbild.register.actions.editing import edit_risk
from riskbild.register.derive import Scored
from riskbild.register.models import Assessment, Risk
from riskbild.rules.method import Method
from riskbild.rules.standard_methods import FOUR_BY_FOUR
from riskbild.web.workshop.spread import spread_of

pytestmark = pytest.mark.django_db


def place(town_: Town, workshop: Workshop, risk: Risk | None = None, rest: str = "") -> str:
    of_risk = f"{risk.pk}/" if risk else ""
    return year_address(town_, f"riskverkstad/{workshop.pk}/{of_risk}{rest}")


def scored(town_: Town, workshop: Workshop, risk: Risk, *opinions: tuple[int, int]) -> None:
    """Some people's opinions."""
    for number, (likelihood, impact) in enumerate(opinions):
        person = town_.user(f"deltagare{number}", Role.EDITOR, town_.administration)
        given = {"workshop_id": workshop.pk, "risk_id": risk.pk, "scored": Scored(likelihood, impact)}
        score_alone(by=person, **given, now=NOW)


# --- Opening


def test_a_workshop_is_opened_on_risks_chosen_in_the_register(storsjo: Town) -> None:
    risks = [unit_risk(storsjo, f"Risk {number}") for number in range(2)]
    eva = signed_in(editor(storsjo))
    shown = eva.post("/ar/riskverkstad/ny/", {"risk": [str(risk.pk) for risk in risks]})
    assert (shown.status_code, Workshop.objects.count()) == (200, 0)
    sent = form_of(shown.text) | {"title": "Skolans verkstad", "way": "alone", "step": "save"}
    answer = eva.post("/ar/riskverkstad/ny/", sent | {"risk": [str(risk.pk) for risk in risks]})
    made = Workshop.objects.get()
    assert answer.headers["Location"] == place(storsjo, made)
    assert (made.title, made.node_id, made.alone_first) == ("Skolans verkstad", storsjo.school.pk, True)
    assert WorkshopRisk.objects.filter(workshop=made).count() == 2
    assert "Skolans verkstad" in eva.get(year_address(storsjo, "riskverkstad/")).text


def test_a_workshop_without_a_name_comes_back_with_what_was_typed(storsjo: Town) -> None:
    sent = {"risk": str(unit_risk(storsjo).pk), "step": "save", "title": " ", "participants": "Rektor", "way": "alone"}
    answer = signed_in(editor(storsjo)).post("/ar/riskverkstad/ny/", sent | {"held_on": "", "node": "nej"})
    assert answer.status_code == 422
    assert "Ange ett datum." in answer.text
    assert "Rektor" in answer.text


def test_risks_that_one_may_not_assess_make_no_workshop(storsjo: Town) -> None:
    risk = storsjo.risk(node=storsjo.kitchen)
    answer = signed_in(editor(storsjo)).post("/ar/riskverkstad/ny/", {"risk": str(risk.pk)})
    assert answer.status_code in {403, 404}


# --- Scoring alone


def test_a_participant_scores_risk_after_risk_and_sees_nobody_elses_opinion(storsjo: Town) -> None:
    first, second = unit_risk(storsjo, "Den första"), unit_risk(storsjo, "Den andra")
    workshop = workshop_on(storsjo, first, second)
    scored(storsjo, workshop, first, (4, 4))
    eva = signed_in(editor(storsjo))
    html = eva.get(place(storsjo, workshop, first)).text
    assert "Deltagare0" not in html
    answer = eva.post(place(storsjo, workshop, first), {"likelihood": "2", "impact": "3"})
    assert answer.headers["Location"] == place(storsjo, workshop, second)
    answer = eva.post(place(storsjo, workshop, second), {"likelihood": "1", "impact": "1"})
    assert answer.headers["Location"] == place(storsjo, workshop)
    assert WorkshopScore.objects.filter(user=editor(storsjo)).count() == 2


def test_half_an_opinion_comes_back_with_its_reason(storsjo: Town) -> None:
    risk = unit_risk(storsjo)
    workshop = workshop_on(storsjo, risk)
    answer = signed_in(editor(storsjo)).post(place(storsjo, workshop, risk), {"likelihood": "2"})
    assert answer.status_code == 422
    assert "Ange både sannolikhet och konsekvens." in answer.text


def test_once_the_spread_is_shown_opinions_stand(storsjo: Town) -> None:
    risk = unit_risk(storsjo)
    workshop = workshop_on(storsjo, risk)
    scored(storsjo, workshop, risk, (2, 3), (4, 4))
    show_spread(by=storsjo.coordinator(), workshop_id=workshop.pk, risk_id=risk.pk, now=NOW)
    eva = signed_in(editor(storsjo))
    assert eva.post(place(storsjo, workshop, risk), {"likelihood": "1", "impact": "1"}).status_code == 422
    told = words(eva.get(place(storsjo, workshop, risk)).text)
    assert "Lägst 6 Mitten 11 Högst 16 Svar 2" in told


# --- The screen


def test_the_screen_counts_the_answers_and_hides_them_until_they_are_shown(storsjo: Town) -> None:
    risk = unit_risk(storsjo)
    workshop = workshop_on(storsjo, risk)
    scored(storsjo, workshop, risk, (2, 3), (4, 4))
    anna, screen = signed_in(storsjo.coordinator()), place(storsjo, workshop, risk, "skarm/")
    part = anna.get(screen, headers=HTMX).text
    assert "2 har lämnat sina bedömningar" in words(part)
    assert "<html" not in part
    assert "Deltagare1" not in anna.get(screen).text
    assert anna.post(place(storsjo, workshop, risk, "visa/")).status_code == 302
    told = words(anna.get(screen).text)
    assert "Deltagare1 16 sannolikhet 4, konsekvens 4" in told
    assert "Sannolikhet 2 och konsekvens 3: 1." in told


def test_the_group_decides_and_the_risk_gets_the_assessment_with_its_participants(storsjo: Town) -> None:
    risk = unit_risk(storsjo)
    workshop = workshop_on(storsjo, risk, participants="Rektor")
    scored(storsjo, workshop, risk, (2, 3))
    anna, screen = signed_in(storsjo.coordinator()), place(storsjo, workshop, risk, "skarm/")
    decide = place(storsjo, workshop, risk, "beslut/")
    anna.post(place(storsjo, workshop, risk, "visa/"))
    sent = {"version": f"{risk.version}.", "kind": "inherent", "motive": "Vi är överens."}
    assert anna.post(decide, sent | {"likelihood": "3"}).status_code == 422
    assert anna.post(decide, sent | {"likelihood": "3", "impact": "4"}).status_code == 302
    assert Assessment.objects.get(risk=risk).score == 12
    assert "Deltagare: Rektor, Deltagare0" in words(anna.get(screen).text)
    # The risk's own page tells who stands behind its score, as well as what it came to.
    told = words(anna.get(f"/risk/{risk.pk}/").text).partition("Gruppen bedömde risken")[2]
    for text in ("Namn Höstens riskverkstad", "Datum 2026-11-21", "Deltagare Rektor, Deltagare0"):
        assert text in told


def test_a_risk_changed_meanwhile_is_a_conflict_and_the_decision_is_kept(storsjo: Town) -> None:
    risk = unit_risk(storsjo)
    workshop = workshop_on(storsjo, risk, alone_first=False)
    edit_risk(by=storsjo.coordinator(), risk_id=risk.pk, version=1, changes={"comment": "Ny"}, now=NOW)
    anna, decide = signed_in(storsjo.coordinator()), place(storsjo, workshop, risk, "beslut/")
    sent = {"version": "1.", "kind": "inherent", "motive": "Överens.", "likelihood": "3", "impact": "4"}
    answer = anna.post(decide, sent)
    assert answer.status_code == 409
    assert "Överens." in answer.text
    again = form_of(answer.text)
    assert anna.post(decide, again).status_code == 302


def test_nothing_is_decided_before_the_spread_is_shown(storsjo: Town) -> None:
    risk = unit_risk(storsjo)
    workshop = workshop_on(storsjo, risk)
    sent = {"version": "1.", "kind": "inherent", "motive": "", "likelihood": "3", "impact": "4"}
    answer = signed_in(storsjo.coordinator()).post(place(storsjo, workshop, risk, "beslut/"), sent)
    assert answer.status_code == 422
    assert "Visa spridningen innan gruppen bestämmer sig." in answer.text


def test_an_ended_workshop_is_only_read(storsjo: Town) -> None:
    risk = unit_risk(storsjo)
    workshop = workshop_on(storsjo, risk)
    anna = signed_in(storsjo.coordinator())
    assert anna.post(place(storsjo, workshop, rest="avsluta/"), {"version": "9"}).status_code == 409
    assert anna.post(place(storsjo, workshop, rest="avsluta/"), {"version": "1"}).status_code == 302
    assert "Riskverkstaden är avslutad." in anna.get(place(storsjo, workshop)).text
    assert anna.post(place(storsjo, workshop, risk), {"likelihood": "1", "impact": "1"}).status_code == 422


def test_a_workshop_is_not_found_under_another_year(storsjo: Town) -> None:
    workshop = workshop_on(storsjo, unit_risk(storsjo))
    other = town("SOC", "Nordviks kommun")
    anna = signed_in(storsjo.coordinator())
    assert anna.get(place(other, workshop)).status_code == 404
    assert anna.get(place(storsjo, workshop, storsjo.risk("Inte med"))).status_code == 404


def test_the_manager_below_scores_what_is_theirs(storsjo: Town) -> None:
    risk = unit_risk(storsjo)
    workshop = workshop_on(storsjo, risk)
    assert signed_in(manager(storsjo)).get(place(storsjo, workshop, risk)).status_code == 200
    assert signed_in(storsjo.user("lars", Role.READER)).get(place(storsjo, workshop, risk)).status_code == 403


# --- The numbers


def test_the_spread_counts_every_opinion_once() -> None:
    opinions = [
        OpinionSeen("A", Scored(1, 1, 1)),
        OpinionSeen("B", Scored(4, 4, 16)),
        OpinionSeen("C", Scored(4, 4, 16)),
    ]
    seen = spread_of(FOUR_BY_FOUR, opinions, Scored(4, 4, 16))
    assert (seen.lowest, seen.middle, seen.highest, seen.count) == (1, "16", 16, 3)
    assert sum(one.count for one in seen.squares) == 3
    assert [one.count for one in seen.squares if one.decided] == [2]


def test_without_axes_the_spread_is_a_bar_for_each_score() -> None:
    opinions = [OpinionSeen(name, Scored(score=score)) for name, score in (("A", 3), ("B", 5), ("C", 3), ("D", 4))]
    seen = spread_of(Method(name="Bara värden"), opinions, Scored(score=7))
    assert [(bar.score, bar.count, bar.decided) for bar in seen.bars] == [
        (3, 2, False), (4, 1, False), (5, 1, False), (7, 0, True)
    ]  # fmt: skip
    assert seen.middle == "3,5"
