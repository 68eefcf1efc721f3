"""A person's calendar: what is theirs to report and to do something about, with nothing secret in it."""

from datetime import date
from uuid import UUID

import pytest
from icalendar import Calendar
from tests.followup.reminded_town import LATE, OPENED, Reminded, reminded_town
from tests.people import NOW, OPERATOR

from riskbild.delivery.calendar import calendar_of
from riskbild.followup.actions.deviation_handling import PlannedMeasure, plan_measure, report_measure
from riskbild.followup.actions.deviations import FoundDeviation, record_deviation
from riskbild.followup.actions.people import appoint_stand_in
from riskbild.followup.calendar import entries_for
from riskbild.followup.models import DeviationMeasure, Report
from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.register.actions.measures import MeasureTexts, add_measure
from riskbild.register.actions.secrecy import mark_secret
from riskbild.rules.progress import Progress
from riskbild.rules.result import Result

pytestmark = pytest.mark.django_db
TODAY = OPENED.date()


@pytest.fixture
def here() -> Reminded:
    return reminded_town()


def drawn(person: User, today: date = TODAY, language: str = "sv") -> str:
    """The file that a calendar program fetches, its long lines in one."""
    # Read anew: who fetches a calendar has no more rights than the address gives, and keeps them to the end.
    known = User.objects.select_related("municipality").get(pk=person.pk)
    file = calendar_of("Riskbild", entries_for(known, today, language), now=OPENED)
    return file.decode().replace("\r\n ", "")


def days_of(person: User, today: date = TODAY, language: str = "sv") -> dict[str, date]:
    """The calendar's events: each title with its day."""
    events = Calendar.from_ical(drawn(person, today, language)).walk("VEVENT")
    return {str(one["SUMMARY"]): one.decoded("DTSTART") for one in events}


def measured(here: Reminded, report: Report, text: str, due: date, person: User) -> DeviationMeasure:
    """A deviation found in a report, with a measure that this person is to take."""
    texts = {"title": f"Brist: {text}", "description": "", "cause": "Vikarien saknade attesträtt"}
    found = FoundDeviation(texts, Result.MINOR_DEVIATION, OPENED.date(), report_id=report.pk)
    deviation = record_deviation(by=OPERATOR, found=found, now=OPENED)
    measure = PlannedMeasure(text, "Rektor", due, person.pk)
    return plan_measure(by=OPERATOR, deviation_id=deviation.pk, version=1, measure=measure, now=OPENED)


def secret_risk(here: Reminded, person: User) -> UUID:
    """A risk that is secret in one field, with a measure of this person's."""
    risk = here.town.risk("Lodjursgömslet")
    texts = MeasureTexts("Stängsla lodjuren", "Rektor", "2027-03-31", person.pk)
    add_measure(by=OPERATOR, risk_id=risk.pk, version=1, texts=texts, now=NOW)
    mark = {"field": "measures", "paragraph": "18 kap. 8 §", "reason": "Skyddet"}
    mark_secret(by=OPERATOR, risk_id=risk.pk, version=2, now=NOW, **mark)
    return risk.pk


def test_it_holds_what_is_to_be_reported_until_it_has_been(here: Reminded) -> None:
    rut, sten = here.person("rut"), here.person("sten", Role.REPORTER)
    here.adopt(("Löneutbetalningar", rut), ("Delegationsbeslut", sten))
    assert days_of(rut) == {"Rapportera: Löneutbetalningar": here.period.due}
    assert days_of(rut, language="en") == {"Report: Löneutbetalningar": here.period.due}
    days = {"valid_from": OPENED.date(), "valid_to": OPENED.date()}
    appoint_stand_in(by=OPERATOR, person_id=rut.pk, stand_in_id=sten.pk, **days, now=OPENED)
    assert set(days_of(sten)) == {"Rapportera: Löneutbetalningar", "Rapportera: Delegationsbeslut"}
    assert set(days_of(sten, LATE.date())) == {"Rapportera: Delegationsbeslut"}
    here.give(0)
    assert days_of(rut) == {}


def test_it_holds_the_measures_against_deviations_until_they_are_done(here: Reminded) -> None:
    rut, sten = here.person("rut", Role.REPORTER), here.person("sten")
    here.adopt(("Löneutbetalningar", sten))
    (report,) = here.reports()
    mine = measured(here, report, "Ge vikarier attesträtt", date(2027, 2, 15), rut)
    measured(here, report, "Skriv en rutin", date(2027, 3, 1), sten)
    assert days_of(rut) == {"Åtgärd klar: Ge vikarier attesträtt": date(2027, 2, 15)}
    report_measure(by=rut, measure_id=mine.pk, version=1, progress=Progress.DONE, note="Klart", now=OPENED)
    assert days_of(rut) == {}


def test_it_says_no_word_of_what_touches_a_secret_whatever_the_person_may_read(here: Reminded) -> None:
    anna = here.person("anna", Role.COORDINATOR)
    risk = secret_risk(here, anna)
    here.adopt(("Kontrollera lodjursgömslet", anna), risks=(risk,))
    measured(here, here.reports()[0], "Flytta lodjuren", date(2027, 2, 15), anna)
    assert "odjur" not in drawn(anna)
    told = days_of(anna)
    assert told["Rapportera: En kontroll med sekretess"] == here.period.due
    # What is to be done about the deviation, and about the risk itself.
    assert {"Åtgärd klar: En åtgärd med sekretess", "Åtgärd klar: Åtgärd med sekretess"} < told.keys()
