"""One letter a person and day, about what is theirs, and upwards when it is not reported; never the same twice."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from pytest_django import Settings
from tests.delivery.postbox import mailer
from tests.followup.reminded_town import FURTHER, LAST, LATE, OPENED, SOON, UP, Reminded, reminded_town
from tests.people import NOW, OPERATOR
from tests.planning.scene import another_board, year_of

from riskbild.delivery.models import OutboxMessage
from riskbild.delivery.terms import Rhythm
from riskbild.followup.actions.deviation_handling import PlannedMeasure, change_measure, plan_measure, report_measure
from riskbild.followup.actions.deviations import FoundDeviation, record_deviation
from riskbild.followup.actions.people import appoint_stand_in
from riskbild.followup.actions.periods import close_period, reopen_period
from riskbild.followup.actions.reminding import RemindersQueued, remind, remind_all, set_reminders
from riskbild.followup.models import Reminded as Row
from riskbild.followup.post import post_all
from riskbild.organisation.actions.mailing import choose_own_mail
from riskbild.organisation.actions.users import set_active
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.roles import Role
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.actions.years import close_year, reopen_year
from riskbild.register.models import BoardYear
from riskbild.rules.progress import Progress
from riskbild.rules.refusal import Forbidden
from riskbild.rules.reminders import ReminderRules
from riskbild.rules.result import Result

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def here() -> Reminded:
    return reminded_town()


def queue_all(here: Reminded, now: datetime) -> RemindersQueued:
    return remind_all(by=OPERATOR, municipality_id=here.municipality_id, now=now)


def letters(here: Reminded, now: datetime) -> dict[str, OutboxMessage]:
    """What is queued at a moment, by whom it is to."""
    before = set(OutboxMessage.objects.values_list("pk", flat=True))
    queue_all(here, now)
    return {one.name: one for one in OutboxMessage.objects.exclude(pk__in=before)}


def told(message: OutboxMessage) -> str:
    """All that a letter says, a block a line."""
    return "\n".join(
        line for block in message.content for line in (block.get("texts") or [block["text"], block.get("address", "")])
    )


def test_whoever_reports_gets_one_letter_with_all_that_is_theirs(here: Reminded) -> None:
    rut = here.person("rut")
    here.adopt(("Löneutbetalningar", rut), ("Delegationsbeslut", rut), ("Avtalstrohet", rut))
    (letter,) = letters(here, OPENED).values()
    assert letter.subject == "Tre kontroller att rapportera senast den 21 januari 2027"
    text = told(letter)
    assert "T3 2026 – Barn- och utbildningsnämnden" in text
    assert "Du har tre kontroller att rapportera senast den 21 januari 2027." in text
    assert "Löneutbetalningar\nDelegationsbeslut\nAvtalstrohet" in text
    assert "fungerar till och med den 4 februari 2027" in text
    assert "SECRET-ADDRESS-" in text


def test_done_twice_a_day_or_twice_over_nothing_is_told_twice(here: Reminded) -> None:
    rut = here.person("rut")
    here.adopt(("Löneutbetalningar", rut))
    assert [queue_all(here, OPENED + hour * timedelta(hours=1)).letters for hour in range(3)] == [1, 0, 0]
    told_days = [
        (OPENED + number * DAY).date().isoformat()
        for number in range(1, 70)
        if queue_all(here, OPENED + number * DAY).letters
    ]
    assert told_days == [
        "2027-01-14",
        "2027-01-19",
        "2027-01-21",
        "2027-01-22",
        "2027-01-29",
        "2027-02-05",
        "2027-02-12",
        "2027-02-19",
    ]


def test_what_has_been_reported_is_not_reminded_of(here: Reminded) -> None:
    rut = here.person("rut")
    here.adopt(("Löneutbetalningar", rut), ("Delegationsbeslut", rut))
    here.give(0)
    letter = letters(here, SOON)["Rut"]
    assert letter.subject == "En kontroll att rapportera senast den 21 januari"
    assert "Löneutbetalningar" not in told(letter)
    here.give(1)
    assert letters(here, LATE) == {}


def test_a_day_without_the_server_is_made_up_for(here: Reminded) -> None:
    rut = here.person("rut")
    here.adopt(("Löneutbetalningar", rut))
    assert letters(here, SOON + DAY)["Rut"].subject.startswith("En kontroll att rapportera senast")
    assert letters(here, LAST)["Rut"].subject == "Sista dagen i dag: en kontroll att rapportera"
    assert letters(here, LATE)["Rut"].subject == "Försenat: en kontroll att rapportera"


def test_the_manager_is_told_after_a_week_and_the_coordinator_after_another(here: Reminded) -> None:
    rut = here.person("rut")
    here.person("chefen", Role.MANAGER, here.town.administration)
    here.person("grannen", Role.MANAGER, here.town.kitchen)
    here.person("direktor", Role.MANAGER, here.town.board)  # leads the unit too, but from further up
    here.person("anna", Role.COORDINATOR)
    here.adopt(("Löneutbetalningar", rut), risks=(here.town.risk(node=here.town.school).pk,))
    for now in (OPENED, SOON, LAST, LATE):
        assert set(letters(here, now)) == {"Rut"}
    (up,) = letters(here, UP).values()
    assert (up.name, up.subject) == ("Chefen", "En kontroll har inte rapporterats i tid")
    assert "Löneutbetalningar (Rektor)" in told(up)
    assert reverse("period_board", args=[here.period.pk]) in told(up)
    assert "SECRET-ADDRESS-" not in told(up)
    further = letters(here, FURTHER)
    assert set(further) == {"Rut", "Anna"}
    assert further["Anna"].subject == up.subject


def test_where_nobody_leads_the_coordinator_is_told_in_the_managers_place(here: Reminded) -> None:
    rut = here.person("rut")
    here.person("chefen", Role.MANAGER, here.town.administration)
    here.person("anna", Role.COORDINATOR)
    here.adopt(("Löneutbetalningar", rut))  # a control of the board's own: no unit, and so nobody who leads it
    for now in (OPENED, SOON, LAST, LATE):
        letters(here, now)
    assert set(letters(here, UP)) == {"Anna"}


def test_a_manager_who_has_not_reported_is_told_on_above(here: Reminded) -> None:
    chief = here.person("chefen", Role.MANAGER, here.town.board)
    above = here.person("vera", Role.MANAGER, here.town.root)
    here.adopt(("Löneutbetalningar", chief))
    for now in (OPENED, SOON, LAST, LATE):
        letters(here, now)
    assert set(letters(here, UP)) == {above.name}


def test_what_falls_to_nobody_is_the_coordinators_to_give_to_somebody(here: Reminded) -> None:
    here.person("anna", Role.COORDINATOR)
    here.adopt(("Löneutbetalningar", None))
    letter = letters(here, OPENED)["Anna"]
    assert letter.subject == "En kontroll har ingen som ska rapportera"
    assert "Löneutbetalningar (Rektor)" in told(letter)


def test_a_stand_in_is_told_too(here: Reminded) -> None:
    rut, sten = here.person("rut"), here.person("sten", Role.REPORTER)
    here.adopt(("Löneutbetalningar", rut))
    until = LAST.date()
    appoint_stand_in(
        by=OPERATOR, person_id=rut.pk, stand_in_id=sten.pk, valid_from=OPENED.date(), valid_to=until, now=OPENED
    )
    assert set(letters(here, OPENED)) == {"Rut", "Sten"}


def test_who_has_no_address_or_is_shut_out_is_not_written_to_and_is_told_of_later(here: Reminded) -> None:
    rut, shut = here.person("rut", mail=False), here.person("sture")
    here.adopt(("Löneutbetalningar", rut), ("Delegationsbeslut", shut))
    set_active(by=OPERATOR, user_id=shut.pk, version=shut.version, active=False, now=NOW)
    assert queue_all(here, OPENED) == RemindersQueued(0, 1)
    here.person("rut")
    assert queue_all(here, OPENED) == RemindersQueued(1, 0)


def test_reminders_in_advance_can_be_declined_or_had_on_mondays_and_the_others_come_all_the_same(
    here: Reminded,
) -> None:
    rut, sten = here.person("rut"), here.person("sten")
    here.adopt(("Löneutbetalningar", rut), ("Delegationsbeslut", sten))
    choose_own_mail(by=rut, language="en", rhythm=Rhythm.OFF, now=NOW)
    choose_own_mail(by=sten, language="sv", rhythm=Rhythm.WEEKLY, now=NOW)
    first = letters(here, OPENED)
    assert first["Rut"].subject == "One control to report by 21 January 2027"
    days = {number: set(letters(here, OPENED + number * DAY)) for number in range(1, 37)}
    by_day = {(OPENED + number * DAY).date().isoformat(): who for number, who in days.items() if who}
    assert by_day == {"2027-01-18": {"Sten"}, "2027-01-21": {"Rut", "Sten"}, "2027-01-22": {"Rut", "Sten"}}
    assert {one.name for one in OutboxMessage.objects.filter(optional=True)} == {"Sten"}


def test_a_letter_says_no_word_of_what_touches_a_secret(here: Reminded) -> None:
    rut = here.person("rut", Role.COORDINATOR)
    risk = here.town.risk("Lodjursgömslet")
    mark_secret(
        by=OPERATOR, risk_id=risk.pk, version=1, field="causes", paragraph="18 kap. 8 §", reason="Skyddet", now=NOW
    )
    here.adopt(("Kontrollera lodjursgömslet", rut), ("Delegationsbeslut", rut), risks=(risk.pk,))
    text = told(letters(here, OPENED)["Rut"])
    assert "En kontroll med sekretess\nDelegationsbeslut" in text
    assert "lodjur" not in text.lower()


def test_a_board_sets_its_own_days_and_can_ask_for_sign_in(here: Reminded) -> None:
    rut, anna = here.person("rut"), here.person("anna", Role.COORDINATOR)
    here.adopt(("Löneutbetalningar", rut))
    ours = {"by": anna, "node_id": here.town.board.pk, "now": NOW}
    set_reminders(**ours, version=0, rules=ReminderRules(opening=False, before=(20,), links=False))
    with pytest.raises(Conflict):
        set_reminders(**ours, version=0, rules=ReminderRules())
    with pytest.raises(Forbidden):
        set_reminders(**ours | {"by": rut}, version=1, rules=ReminderRules())
    assert letters(here, OPENED) == {}
    letter = letters(here, datetime.fromisoformat("2027-01-01T08:00+01:00"))["Rut"]
    assert "SECRET-ADDRESS-" not in told(letter)
    assert reverse("my_reports") in told(letter)
    set_reminders(**ours, version=1, rules=ReminderRules(on=False))
    assert letters(here, LATE) == {}


def test_the_coordinator_reminds_with_one_press_once_a_day(here: Reminded) -> None:
    rut, sten, anna = here.person("rut"), here.person("sten"), here.person("anna", Role.COORDINATOR)
    here.adopt(("Löneutbetalningar", rut), ("Delegationsbeslut", sten))
    here.give(1)
    asked = {"by": anna, "period_id": here.period.pk, "person_ids": [rut.pk, sten.pk], "now": OPENED}
    assert remind(**asked) == RemindersQueued(1)
    assert remind(**asked) == RemindersQueued(0)
    assert remind(**asked | {"now": OPENED + DAY}) == RemindersQueued(1)
    with pytest.raises(Forbidden):
        remind(**asked | {"by": rut})
    # The day's own letter comes all the same: it may tell more.
    assert set(letters(here, OPENED + DAY)) == {"Rut"}


def test_a_server_that_is_away_for_days_costs_nobody_a_reminder(here: Reminded, settings: Settings) -> None:
    rut = here.person("rut")
    here.adopt(("Löneutbetalningar", rut))
    settings.MAILERS = mailer(1)
    for now in (OPENED, SOON, LAST):
        done = post_all(now=now)
        assert (done.queued.letters, done.sent.sent) == (1, 0)
        assert done.sent.trouble
    states = OutboxMessage.objects.order_by("queued_at").values_list("state", flat=True)
    # Of the digests that pile up the newest tells everything, and it alone waits.
    assert list(states) == ["replaced", "replaced", "waiting"]


def test_a_closed_period_and_a_closed_year_are_silent(here: Reminded) -> None:
    here.adopt(("Löneutbetalningar", here.person("rut")))
    year, ours = here.town.year, {"by": OPERATOR, "period_id": here.period.pk, "now": LATE}
    closed = close_period(**ours, version=here.period.version)
    assert letters(here, LATE) == {}
    reopen_period(**ours, version=closed.version, reason="Rättelse")
    assert set(letters(here, LATE)) == {"Rut"}
    shut = close_year(by=OPERATOR, board_year_id=year.pk, version=year.version, now=UP)
    assert letters(here, FURTHER) == {}
    reopen_year(by=OPERATOR, board_year_id=year.pk, version=shut.version, now=UP)
    assert set(letters(here, FURTHER)) == {"Rut"}


def test_the_queries_are_as_many_for_many_people_as_for_few(here: Reminded, django_assert_max_num_queries) -> None:
    people = [here.person(f"p{number}") for number in range(12)]
    here.adopt(*((f"Kontroll {number}", people[number % 12]) for number in range(36)))
    with django_assert_max_num_queries(34):
        assert queue_all(here, OPENED).letters == 12
    assert Row.objects.count() == 36


def test_two_boards_periods_stand_in_one_letter_and_wholly_in_the_persons_language(here: Reminded) -> None:
    rut, anna = here.person("rut"), here.person("anna", Role.COORDINATOR, here.town.root)
    other = another_board(here.town)
    social = Reminded(replace(here.town, board=other, year=year_of(here.town, 2026, other)))
    here.adopt(("Löneutbetalningar", rut), ("Delegationsbeslut", rut))
    social.adopt(("Avtalstrohet", rut))
    for person in (rut, anna):
        choose_own_mail(by=person, language="en", rhythm=Rhythm.DAILY, now=NOW)
    (letter,) = letters(here, OPENED).values()
    assert (letter.name, letter.subject) == ("Rut", "Three controls to report by 21 January 2027")
    lines = [re.sub(r"\S+/r/SECRET-ADDRESS-.*", "(link)", line) for line in told(letter).splitlines()]
    of_link = [
        "Report", "(link)", "The link is yours alone and works until 4 February 2027. Please do not pass it on.",
    ]  # fmt: skip
    parts = {
        f"{here.period.name_en} – {here.town.board.name}": [
            "You have two controls to report by 21 January 2027.", "Löneutbetalningar", "Delegationsbeslut",
        ],
        f"{social.period.name_en} – {other.name}": [
            "You have one control to report by 21 January 2027.", "Avtalstrohet",
        ],
    }  # fmt: skip
    first, second = sorted(parts, key=lines.index)
    whole = [first, *parts[first], *of_link, second, *parts[second], *of_link]
    assert [line for line in lines if line][:-1] == whole
    assert lines[-1].startswith("This mail was sent by Riskbild, the municipality's system for internal control.")
    assert len(set(re.findall(r"SECRET-ADDRESS-\S+", told(letter)))) == 2
    for now in (SOON, LAST, LATE):
        letters(here, now)
    late = letters(here, UP)["Anna"]
    assert late.subject == "Not reported in time: three controls"
    assert "Two controls should have been reported by 21 January; no report has been given." in told(late)
    assert "Show the period" in told(late)


def test_a_measure_against_a_deviation_is_reminded_of_like_any_other_and_goes_up_when_it_is_late(
    here: Reminded,
) -> None:
    rut = here.person("rut", Role.REPORTER, here.town.school)
    here.person("chefen", Role.MANAGER, here.town.administration)
    here.person("anna", Role.COORDINATOR)
    at_school = {"board_year_id": here.town.year.pk, "node_id": here.town.school.pk}
    texts = {"title": "Betald utan attest", "description": "", "cause": "Vikarien saknade attesträtt"}
    found = FoundDeviation(texts, Result.MINOR_DEVIATION, OPENED.date(), **at_school)
    deviation = record_deviation(by=OPERATOR, found=found, now=OPENED)
    ask = {"by": OPERATOR, "deviation_id": deviation.pk, "now": OPENED}
    ours = PlannedMeasure("Ge vikarier attesträtt", "Rektor", LAST.date(), rut.pk)
    measure = plan_measure(**ask, version=1, measure=ours)
    nobodys = plan_measure(**ask, version=2, measure=PlannedMeasure("Skriv en rutin", "Rektor", FURTHER.date()))
    first = letters(here, OPENED)
    assert first["Rut"].subject == "En åtgärd mot en avvikelse att göra klar senast den 21 januari 2027"
    assert "Ge vikarier attesträtt, senast den 21 januari 2027" in told(first["Rut"])
    assert reverse("my_reports") in told(first["Rut"])
    assert "Skriv en rutin (Rektor)" in told(first["Anna"])
    assert reverse("deviations", args=[here.town.year.pk]) in told(first["Anna"])
    given = PlannedMeasure(nobodys.text, nobodys.owner, nobodys.due, rut.pk)
    change_measure(by=OPERATOR, measure_id=nobodys.pk, version=1, measure=given, now=OPENED)
    # Rut has had the day's letter: what is new waits for the next day's, and is not lost by it.
    assert letters(here, OPENED) == {}
    assert set(letters(here, OPENED + DAY)) == {"Rut"}
    assert queue_all(here, OPENED + DAY).letters == 0
    assert set(letters(here, SOON)) == set(letters(here, LAST)) == {"Rut"}
    late = letters(here, LATE)["Rut"]
    assert late.subject == "Försenat: en åtgärd mot en avvikelse"
    assert "skulle ha varit klar den 21 januari" in told(late)
    up = letters(here, UP)["Chefen"]
    assert up.subject == "Inte klart i tid: en åtgärd mot en avvikelse"
    assert "Ge vikarier attesträtt (Rut)" in told(up)
    report_measure(by=rut, measure_id=measure.pk, version=1, progress=Progress.DONE, note="Klart", now=UP)
    assert "Anna" not in letters(here, FURTHER)


def test_a_measure_that_is_open_when_its_year_closes_is_reminded_of_until_it_is_done(here: Reminded) -> None:
    rut = here.person("rut", Role.REPORTER, here.town.school)
    here.adopt(("Löneutbetalningar", rut))
    found = FoundDeviation(
        {"title": "Betald utan attest", "cause": "Vikarien"}, Result.MINOR_DEVIATION, OPENED.date(),
        report_id=here.reports()[0].pk,
    )  # fmt: skip
    deviation = record_deviation(by=OPERATOR, found=found, now=OPENED)
    planned = PlannedMeasure("Ge vikarier attesträtt", "Rektor", UP.date(), rut.pk)
    measure = plan_measure(by=OPERATOR, deviation_id=deviation.pk, version=1, measure=planned, now=OPENED)
    year = BoardYear.objects.get(pk=here.town.year.pk)
    close_year(by=OPERATOR, board_year_id=year.pk, version=year.version, now=OPENED)
    for now in (SOON, UP - 2 * DAY, UP):
        (letter,) = letters(here, now).values()
        assert (letter.name, "Löneutbetalningar" in told(letter)) == ("Rut", False)
        assert letter.subject == "En åtgärd mot en avvikelse att göra klar senast den 28 januari"
    months_later = UP + 200 * DAY
    (late,) = letters(here, months_later).values()
    assert (late.name, late.subject) == ("Rut", "Försenat: en åtgärd mot en avvikelse")
    assert queue_all(here, months_later).letters == 0
    report_measure(by=rut, measure_id=measure.pk, version=1, progress=Progress.DONE, note="Klart", now=months_later)
    assert letters(here, months_later + 60 * DAY) == {}


def test_a_letter_says_no_word_of_a_measure_that_touches_a_secret(here: Reminded) -> None:
    rut = here.person("rut")
    risk = here.town.risk("Lodjursgömslet")
    mark_secret(
        by=OPERATOR, risk_id=risk.pk, version=1, field="causes", paragraph="18 kap. 8 §", reason="Skyddet", now=NOW
    )
    here.adopt(("Kontrollera lodjursgömslet", rut), risks=(risk.pk,))
    texts = {"title": "Lodjur syns", "description": "", "cause": "Stängslet"}
    (row,) = here.reports()
    found = FoundDeviation(texts, Result.MINOR_DEVIATION, OPENED.date(), report_id=row.pk)
    deviation = record_deviation(by=OPERATOR, found=found, now=OPENED)
    measure = PlannedMeasure("Flytta lodjuren", "Rektor", LAST.date(), rut.pk)
    plan_measure(by=OPERATOR, deviation_id=deviation.pk, version=1, measure=measure, now=OPENED)
    text = told(letters(here, OPENED)["Rut"])
    assert "En åtgärd med sekretess, senast" in text
    assert "lodjur" not in text.lower()
