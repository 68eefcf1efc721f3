"""The ways between the follow-up's pages: messages, ways back, and what stands where nothing has been reported."""

import pytest
from django.utils import timezone
from tests.followup.scene import IN_TIME, T1_OPEN, board, opened, rektor, reporter, the_report
from tests.people import OPERATOR, Town
from tests.web.followup_scene import Scene, tertials
from tests.web.listed import signed_in, words

from riskbild.followup.actions.deviations import FoundDeviation, record_deviation
from riskbild.followup.actions.people import delegate_report
from riskbild.followup.models import Report
from riskbild.organisation.roles import Role
from riskbild.planning.models import PlanItem
from riskbild.rules.result import Result

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Scene:
    return tertials(timezone.now())


@pytest.fixture
def place() -> Town:
    here = board()
    rektor(here, reporter(here))
    opened(here)
    return here


def test_a_control_that_no_period_has_asked_about_has_an_empty_history_linked_from_the_plan(made: Scene) -> None:
    item = PlanItem.objects.filter(plan__board_year=made.year).first()
    assert item is not None
    here = f"/ar/kontroll/{item.lineage}/historik/"
    coordinator = signed_in(made.town.coordinator())
    assert here in coordinator.get(f"/ar/plan/{item.plan_id}/kontroll/{item.pk}/").text
    page = coordinator.get(here)
    assert (page.status_code, "Inget har rapporterats än" in page.text) == (200, True)


def test_the_history_of_a_report_that_is_not_mine_is_not_told_as_empty(place: Town) -> None:
    elsewhere = signed_in(place.user("erik", Role.EDITOR, place.kitchen))
    assert elsewhere.get(f"/ar/kontroll/{the_report().lineage}/historik/").status_code == 404


def test_who_is_handed_a_report_reads_the_message_that_came_with_it(made: Scene) -> None:
    made.open("T1")
    report = Report.objects.get(period=made.periods["T1"], frequency="Månatligen")
    other = made.town.coordinator()
    delegate_report(by=OPERATOR, report_id=report.pk, to_id=other.pk, note="Jag är ledig i maj.", now=made.now)
    assert "Jag är ledig i maj." in signed_in(other).get(f"/uppfoljning/rapport/{report.pk}/").text


def test_who_reads_the_report_of_another_is_led_back_to_its_period(made: Scene) -> None:
    period = made.open("T1")
    report = Report.objects.get(period=period, frequency="Månatligen")
    auditor = signed_in(made.town.user("revisor", Role.AUDITOR))
    page = auditor.get(f"/uppfoljning/rapport/{report.pk}/").text
    assert f'href="/ar/period/{period.pk}/"' in page
    assert "Rapport för" in page


def test_nobody_is_told_to_have_reported_what_was_never_asked_of_them(made: Scene) -> None:
    made.open("T1")
    text = words(signed_in(made.town.coordinator()).get(f"/ar/period/{made.periods['T1'].pk}/?visa=enheter").text)
    assert "0 av 0" not in text


def test_a_deviation_without_a_cause_leads_to_its_cause_before_its_measures(place: Town) -> None:
    told = FoundDeviation({"title": "Fel attest"}, Result.MINOR_DEVIATION, IN_TIME, report_id=the_report().pk)
    one = record_deviation(by=place.coordinator(), found=told, now=T1_OPEN)
    page = signed_in(place.coordinator()).get(f"/avvikelse/{one.pk}/").text
    assert f"/avvikelse/{one.pk}/andra/" in page
    assert f"/avvikelse/{one.pk}/atgard/ny/" not in page
