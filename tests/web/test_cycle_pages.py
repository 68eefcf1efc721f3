"""The annual cycle, a year's rules and the municipality's rule sets, as people meet them."""

from datetime import date

import pytest
from tests.people import NOW, Town
from tests.planning.scene import another_board, common_coordinator, editor, year_of
from tests.web.listed import signed_in, words
from tests.web.page_form import form_of
from tests.web.year_scene import year_address

from riskbild.organisation.roles import Role
from riskbild.planning.actions.years import mark_duty, set_year_rules
from riskbild.planning.models import DutyMark, RuleSetVersion, YearSettings
from riskbild.rules.duties import DutyStatus
from riskbild.rules.threshold import ThresholdKind
from riskbild.rules.year_rules import YearRules
from riskbild.web.cycle.wheel import SIZE, wheel_of

pytestmark = pytest.mark.django_db


# --- The way in


def test_whoever_has_one_board_comes_straight_to_its_year(storsjo: Town) -> None:
    answer = signed_in(storsjo.coordinator()).get("/ar/")
    assert (answer.status_code, answer.headers["Location"]) == (302, year_address(storsjo))


def test_whoever_has_several_boards_chooses_among_them(storsjo: Town) -> None:
    board = another_board(storsjo)
    year_of(storsjo, 2026, board)
    html = signed_in(common_coordinator(storsjo)).get("/ar/").text
    assert "Barn- och utbildningsnämnden" in html
    assert "Socialnämnden" in html


def test_the_other_years_of_the_board_are_reached_from_the_same_part(storsjo: Town) -> None:
    later = year_of(storsjo, 2027)
    html = signed_in(storsjo.coordinator()).get(year_address(storsjo, "riskbild/")).text
    assert f'href="/ar/{later.pk}/riskbild/"' in html


# --- The cycle


def test_a_duty_is_done_due_or_late_in_words(storsjo: Town) -> None:
    anna = storsjo.coordinator()
    mark_duty(by=anna, board_id=storsjo.board.pk, year=2026, key="follow_up_t1", done_on=date(2026, 6, 8), now=NOW)
    told = words(signed_in(anna).get(year_address(storsjo)).text)
    assert "Följa upp tertial 1 Klart 2026-06-08 senast 2026-05-31, gjort för sent" in told
    assert "Följa upp tertial 2 Försenat senast 2026-09-30" in told
    assert "Lämna årets uppföljning Återstår senast 2027-02-28" in told


def test_marking_a_duty_and_taking_the_mark_back(storsjo: Town) -> None:
    anna = signed_in(storsjo.coordinator())
    where = year_address(storsjo, "uppgift/klar/")
    assert anna.get(f"{where}?uppgift=plan_sent").status_code == 200
    sent = {"uppgift": "plan_sent", "done_on": "2026-01-20", "note": "KS 2026/3"}
    assert anna.post(where, sent).status_code == 302
    assert [(mark.key, mark.note) for mark in DutyMark.objects.all()] == [("plan_sent", "KS 2026/3")]
    assert "Sända planen till kommunstyrelsen är markerad som klar" in words(anna.get(year_address(storsjo)).text)
    assert anna.post(year_address(storsjo, "uppgift/angra/"), {"uppgift": "plan_sent"}).status_code == 302
    assert not DutyMark.objects.exists()


def test_a_day_ahead_comes_back_with_its_reason_and_what_was_typed(storsjo: Town) -> None:
    sent = {"uppgift": "plan_sent", "done_on": "2999-01-01", "note": "Snart"}
    answer = signed_in(storsjo.coordinator()).post(year_address(storsjo, "uppgift/klar/"), sent)
    assert answer.status_code == 422
    assert "Dagen ligger i framtiden." in answer.text
    assert "Snart" in answer.text


def test_a_duty_that_the_rules_do_not_have_is_not_there(storsjo: Town) -> None:
    answer = signed_in(storsjo.coordinator()).get(year_address(storsjo, "uppgift/klar/") + "?uppgift=hittepå")
    assert answer.status_code == 404


def test_who_does_not_manage_the_year_sees_no_buttons(storsjo: Town) -> None:
    html = signed_in(editor(storsjo)).get(year_address(storsjo)).text
    assert "Följa upp tertial 2" in html
    assert "Markera som klar" not in html


def test_the_calendar_is_a_file_with_every_duty(storsjo: Town) -> None:
    answer = signed_in(storsjo.coordinator()).get(year_address(storsjo, "arshjul.ics"))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert "arshjul-barn-och-utbildningsnamnden-2026.ics" in answer.headers["Content-Disposition"]
    assert answer.text.count("BEGIN:VEVENT") == 6


def test_every_duty_has_a_place_of_its_own_in_the_drawing() -> None:
    duties = [(number, date(2026, 1 + number % 3, 10), DutyStatus.DUE) for number in range(12)]
    drawn = wheel_of(duties, 2026, date(2026, 3, 1))
    places = {(mark.x, mark.y) for mark in drawn.marks}
    assert len(places) == len(duties)
    assert all(0 < x < SIZE and 0 < y < SIZE for x, y in places)
    assert drawn.today
    assert wheel_of(duties, 2025, date(2026, 3, 1)).today is None


# --- The rules of the year


def rules_form(town_: Town, **changed: str) -> dict[str, str]:
    """The page's own form with some fields filled in."""
    html = signed_in(town_.coordinator()).get(year_address(town_, "regler/andra/")).text
    return form_of(html) | changed


def test_the_year_is_set_up_from_its_form(storsjo: Town) -> None:
    sent = rules_form(storsjo, parts="H1,Y", selection="score_at_least", score="9", nominates="yes")
    answer = signed_in(storsjo.coordinator()).post(year_address(storsjo, "regler/andra/"), sent)
    assert answer.status_code == 302
    rules = YearRules.from_data(YearSettings.objects.get().definition)
    assert rules.periods.parts == ("H1", "Y")
    assert rules.nominates
    assert rules.selection is not None
    assert (rules.selection.kind, rules.selection.score) == (ThresholdKind.SCORE_AT_LEAST, 9)
    told = words(signed_in(storsjo.coordinator()).get(year_address(storsjo, "regler/")).text)
    assert "Riskvärde minst 9 (årets egen regel)" in told
    assert "Enheterna nominerar" in told


def test_own_periods_stand_in_rows(storsjo: Town) -> None:
    own = {"own-0-name": "Delrapport 1", "own-0-starts": "01-01", "own-0-ends": "04-30"}
    sent = rules_form(storsjo, parts="", **own)
    assert signed_in(storsjo.coordinator()).post(year_address(storsjo, "regler/andra/"), sent).status_code == 302
    told = words(signed_in(storsjo.coordinator()).get(year_address(storsjo, "regler/")).text)
    assert "Delrapport 1 2026 2026-01-01 2026-04-30" in told


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"parts": ""}, "Välj minst en period."),
        ({"selection": "score_at_least", "score": ""}, "Ange det lägsta riskvärdet."),
        ({"own-0-name": "Delrapport", "own-0-starts": "april"}, "Skriv dagen som månad-dag"),
        ({"own-1-name": "Delrapport", "own-1-starts": "02-30", "own-1-ends": "04-30"}, "Dag 30 i månad 2 finns inte."),
        ({"due": "många"}, "Ange antalet med siffror."),
        ({"hittepå": "1"}, "Formuläret har inget fält som heter hittepå."),
    ],
)
def test_what_makes_no_rules_is_said_and_nothing_is_saved(storsjo: Town, changed: dict[str, str], said: str) -> None:
    answer = signed_in(storsjo.coordinator()).post(
        year_address(storsjo, "regler/andra/"), rules_form(storsjo, **changed)
    )
    assert answer.status_code == 422
    assert said in answer.text
    assert not YearSettings.objects.exists()


def test_rules_changed_by_somebody_else_meanwhile_are_shown_beside_ones_own(storsjo: Town) -> None:
    sent = rules_form(storsjo, parts="Y")
    anna = storsjo.coordinator()
    set_year_rules(by=anna, board_year_id=storsjo.year.pk, version=0, rules=YearRules(nominates=True), now=NOW)
    answer = signed_in(anna).post(year_address(storsjo, "regler/andra/"), sent)
    assert answer.status_code == 409
    assert "Det som är sparat nu" in answer.text
    again = form_of(answer.text)
    assert again["parts"] == "Y"
    assert signed_in(anna).post(year_address(storsjo, "regler/andra/"), again).status_code == 302


def test_a_reader_reads_the_rules_and_is_told_why_they_cannot_be_changed(storsjo: Town) -> None:
    lars = signed_in(storsjo.user("lars", Role.READER))
    assert "Du har inte behörighet att öppna och stänga år här." in lars.get(year_address(storsjo, "regler/")).text
    assert lars.get(year_address(storsjo, "regler/andra/")).status_code == 403


# --- The municipality's rule sets


def new_rules(town_: Town, **changed: str) -> dict[str, str]:
    return form_of(signed_in(common_coordinator(town_)).get("/ar/regler/ny/").text) | changed


def test_a_new_version_keeps_the_duties_that_are_left_alone(storsjo: Town) -> None:
    sent = new_rules(storsjo, **{"name": "Åsby regler", "valid_from": "2026-01-01", "title-1": "", "due-2": "11-30"})
    answer = signed_in(common_coordinator(storsjo)).post("/ar/regler/ny/", sent)
    assert answer.status_code == 302
    made = RuleSetVersion.objects.get()
    assert (made.number, made.name) == (1, "Åsby regler")
    duties = {duty["key"]: duty for duty in made.definition["duties"]}
    assert "risk_analysis" not in duties
    assert duties["plan_adopted"]["due"] == {"month": 11, "day": 30}
    assert duties["plan_adopted"]["title"]["en"] == "Adopt the control plan"
    assert "Version 1" in words(signed_in(storsjo.coordinator()).get("/ar/regler/").text)


def test_a_new_duty_gets_a_key_of_its_own(storsjo: Town) -> None:
    row = {"title-8": "Utbilda nämnden", "kind-8": "other", "holder-8": "boards", "due-8": "03-01", "offset-8": "0"}
    sent = new_rules(storsjo, name="Regler", **row)
    assert signed_in(common_coordinator(storsjo)).post("/ar/regler/ny/", sent).status_code == 302
    assert RuleSetVersion.objects.get().definition["duties"][-1]["key"] == "utbilda_namnden"


def test_more_rows_are_given_without_saving(storsjo: Town) -> None:
    answer = signed_in(common_coordinator(storsjo)).post(
        "/ar/regler/ny/", new_rules(storsjo, name="Halv") | {"more": "1"}
    )
    assert answer.status_code == 200
    assert 'value="Halv"' in answer.text
    assert not RuleSetVersion.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": " "}, "Regelverket ska ha ett namn."),
        ({"valid_to": "2001-01-01"}, "Regelverket kan inte upphöra innan det börjar gälla."),
        ({"due-0": "snart"}, "Skriv dagen som månad-dag"),
        ({"due-0": "13-01"}, "Dag 1 i månad 13 finns inte."),
        ({"kind-0": "annat"}, "Välj i listan."),
    ],
)
def test_what_makes_no_rule_set_is_said(storsjo: Town, changed: dict[str, str], said: str) -> None:
    sent = new_rules(storsjo, **({"name": "Regler"} | changed))
    answer = signed_in(common_coordinator(storsjo)).post("/ar/regler/ny/", sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert not RuleSetVersion.objects.exists()


def test_two_who_write_the_same_version_do_not_overwrite_each_other(storsjo: Town) -> None:
    sent, client = new_rules(storsjo, name="Regler"), signed_in(common_coordinator(storsjo))
    assert client.post("/ar/regler/ny/", sent).status_code == 302
    assert client.post("/ar/regler/ny/", sent).status_code == 409
    assert RuleSetVersion.objects.count() == 1
