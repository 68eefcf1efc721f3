"""The ways between the follow-up's pages: messages, ways back, and what stands where nothing has been reported."""

import re
from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html
from tests.followup.reminded_town import OPENED, UP, Reminded, reminded_town
from tests.followup.sampled import drawn, started
from tests.followup.scene import IN_TIME, T1_OPEN, reporter, reporting_board, the_report
from tests.people import OPERATOR, Town
from tests.planning.scene import another_board
from tests.web.followup_scene import Scene, tertials
from tests.web.listed import signed_in, words

from riskbild.audit.ids import uuid7
from riskbild.followup.actions.deviation_handling import PlannedMeasure, plan_measure
from riskbild.followup.actions.deviations import FoundDeviation, record_deviation
from riskbild.followup.actions.people import assign_reports, delegate_report
from riskbild.followup.models import FollowUpPeriod, Report, ReportHolder
from riskbild.followup.post import post_all
from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.planning.actions.items import NewItem, add_item
from riskbild.planning.actions.life import open_plan
from riskbild.planning.models import PlanItem
from riskbild.register.actions.measures import MeasureTexts, add_measure
from riskbild.register.actions.years import open_year
from riskbild.register.models import BoardYear
from riskbild.rules.labels import label
from riskbild.rules.report_state import ReportState
from riskbild.rules.result import Result

pytestmark = pytest.mark.django_db
ADDRESS = re.compile(r"http://127\.0\.0\.1:8000(/\S+)")


@pytest.fixture
def made() -> Scene:
    return tertials(timezone.now())


@pytest.fixture
def place() -> Town:
    return reporting_board()


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


def test_a_common_control_that_only_another_board_has_been_asked_about_has_an_empty_history(place: Town) -> None:
    social, lineage = another_board(place), the_report().lineage
    year = open_year(by=OPERATOR, board_id=social.pk, year=2027, method_id=place.year.method_id, now=T1_OPEN)
    plan = open_plan(by=OPERATOR, board_year_id=year.pk, now=T1_OPEN)
    texts = {"activity": "Bisysslor", "control_owner": "Rektor", "frequency": "Tertial"}
    add_item(by=OPERATOR, plan_id=plan.pk, new=NewItem(texts=texts, risk_ids=[]), now=T1_OPEN)
    PlanItem.objects.filter(plan=plan).update(lineage=lineage)
    page = signed_in(place.user("stina", Role.COORDINATOR, social)).get(f"/ar/kontroll/{lineage}/historik/")
    assert (page.status_code, "Inget har rapporterats än" in page.text) == (200, True)


def test_a_report_and_its_history_lead_nobody_to_a_page_that_is_not_theirs(place: Town) -> None:
    report, led = the_report(), []
    for person in (User.objects.get(name="Rut"), place.coordinator()):
        client = signed_in(person)
        for here in (f"/uppfoljning/rapport/{report.pk}/", f"/ar/kontroll/{report.lineage}/historik/"):
            ways = html.fromstring(client.get(here).text).xpath("//main//a/@href[starts-with(., '/')]")
            led += [(way.split("/")[1], client.get(way, follow=True).status_code) for way in set(ways)]
    assert {status for _where, status in led} == {200}
    assert [where for where, _status in led].count("risk") == 1


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


def test_nobody_is_told_to_have_reported_what_was_never_asked_of_them(place: Town) -> None:
    yearly, bo = the_report("årligen"), reporter(place, name="bo")
    assign_reports(by=OPERATOR, report_ids=[yearly.pk], person_id=bo.pk, now=T1_OPEN)
    page = html.fromstring(signed_in(place.coordinator()).get(f"/ar/period/{yearly.period_id}/").text)
    rows = {one.findtext("th"): words(html.tostring(one, encoding="unicode")) for one in page.iterfind(".//tbody/tr")}
    assert "0 av 2" in rows["Rut"]
    assert " av " not in rows["Bo"]
    assert label(ReportState.NOT_EXPECTED).sv in rows["Bo"]


def test_a_deviation_without_a_cause_leads_to_its_cause_before_its_measures(place: Town) -> None:
    told = FoundDeviation({"title": "Fel attest"}, Result.MINOR_DEVIATION, IN_TIME, report_id=the_report().pk)
    one = record_deviation(by=place.coordinator(), found=told, now=T1_OPEN)
    page = signed_in(place.coordinator()).get(f"/avvikelse/{one.pk}/").text
    assert f"/avvikelse/{one.pk}/andra/" in page
    assert f"/avvikelse/{one.pk}/atgard/ny/" not in page


def deviating(here: Reminded, rut: User) -> None:
    """A deviation with a measure of this person's, and one that is nobody's."""
    texts = {"title": "Betald utan attest", "description": "", "cause": "Vikarien saknade attesträtt"}
    found = FoundDeviation(texts, Result.MINOR_DEVIATION, OPENED.date(), report_id=here.reports()[0].pk)
    deviation = record_deviation(by=OPERATOR, found=found, now=OPENED)
    for version, (text, person) in enumerate((("Ge attesträtt", rut.pk), ("Skriv en rutin", None)), 1):
        measure = PlannedMeasure(text, "Rektor", OPENED.date(), person)
        plan_measure(by=OPERATOR, deviation_id=deviation.pk, version=version, measure=measure, now=OPENED)


def test_every_page_that_a_letter_leads_to_opens_for_who_got_the_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    here = reminded_town()
    rut = here.person("rut", Role.REPORTER, here.town.school)
    here.person("chefen", Role.MANAGER, here.town.board)
    here.person("anna", Role.COORDINATOR)
    here.adopt(("Löneutbetalningar", rut), ("Delegationsbeslut", None))
    deviating(here, rut)
    mail.outbox = []
    post_all(now=OPENED)
    monkeypatch.setattr("django.utils.timezone.now", lambda: UP)
    post_all(now=UP)
    led: dict[str, set[str]] = {}
    for letter in mail.outbox:
        name = letter.to[0].partition(" <")[0].lower()
        for address in ADDRESS.findall(str(letter.body)):
            browser = Client() if address.startswith("/r/") else signed_in(here.people[name])
            assert browser.get(address).status_code == 200, (name, address)
            led.setdefault(name, set()).add(address.partition("/r/")[1] or address)
    mine, board = reverse("my_reports"), reverse("period_board", args=[here.period.pk])
    deviations = reverse("deviations", args=[here.town.year.pk])
    assert led == {"rut": {"/r/", mine}, "chefen": {board, deviations}, "anna": {board, deviations}}


def test_a_period_of_the_boards_own_is_added_and_can_be_taken_away_until_it_is_opened(place: Town) -> None:
    anna = signed_in(place.coordinator())
    year = f"/ar/{place.year.pk}/uppfoljning/"
    assert f'href="{year}ny-period/"' in anna.get(year).text
    days = {"starts": "2027-01-01", "ends": "2027-05-31", "opens": "2027-05-15", "due": "2027-06-10"}
    sent = {"name": "Delrapport 1", **days, "closes": "2027-06-01"}
    refused = anna.post(f"{year}ny-period/", sent)
    assert (refused.status_code, "stängas före sista dag" in refused.text) == (422, True)
    assert anna.post(f"{year}ny-period/", sent | {"closes": "2027-06-20"}).status_code == 302
    own = FollowUpPeriod.objects.get(key="Delrapport 1")
    here = f"/ar/period/{own.pk}/"
    assert f'href="{here}"' in anna.get(year).text
    assert f'href="{here}ta-bort/"' in anna.get(here).text
    assert anna.post(f"{here}ta-bort/", {"version": own.version}).status_code == 302
    assert not FollowUpPeriod.objects.filter(pk=own.pk).exists()
    assert "redan öppen" in anna.get(f"/ar/period/{the_report().period_id}/ta-bort/").text


def test_the_day_that_a_population_may_be_weeded_is_put_off_on_its_page(place: Town) -> None:
    anna, sample = signed_in(place.coordinator()), drawn(place.coordinator())
    here = f"/stickprov/{sample.pk}/"
    assert f'href="{here}gallringsdag/"' in anna.get(here).text
    for day, status in (("2020-01-01", 422), ("2099-01-01", 302)):
        sent = {"version": sample.version, "weed_on": day}
        assert anna.post(f"{here}gallringsdag/", sent).status_code == status
    sample.refresh_from_db()
    assert sample.weed_on == date(2099, 1, 1)


def test_every_page_of_a_made_up_year_says_so(place: Town) -> None:
    BoardYear.objects.update(sample=True)
    one, anna = the_report(), signed_in(place.coordinator())
    told = FoundDeviation(
        {"title": "Fel attest", "cause": "Vikarie"}, Result.MINOR_DEVIATION, IN_TIME, report_id=one.pk
    )
    found = record_deviation(by=OPERATOR, found=told, now=T1_OPEN)
    rut = started(place.users["rut"])
    pages = {
        f"/stickprov/{rut.pk}/": "rut", f"/stickprov/ny/{one.pk}/": "rut", "/uppfoljning/": "rut",
        f"/rapport/{one.pk}/underlag/": "rut", f"/avvikelse/{found.pk}/underlag/": "",
        f"/avvikelse/{found.pk}/": "", f"/ar/period/{one.period_id}/": "", f"/uppfoljning/rapport/{one.pk}/": "",
    }  # fmt: skip
    reporting = signed_in(place.users["rut"])
    for address, who in pages.items():
        page = (reporting if who else anna).get(address)
        assert (page.status_code, "Exempeldata" in page.text) == (200, True), address


def test_the_periods_board_and_the_measures_take_as_many_queries_for_many_rows_as_for_few(place: Town) -> None:
    anna, period = signed_in(place.coordinator()), the_report().period
    here = f"/ar/period/{period.pk}/"
    measures = f"/ar/{place.year.pk}/atgarder/"
    pages = (
        here, f"{here}?visa=enheter", f"{here}?visa=kontroller", f"{here}?urval=kvar", f"{here}uppfoljning/", measures,
        f"{measures}?visa=kalender&manad=2027-05",
    )  # fmt: skip

    def costs() -> list[int]:
        counts = []
        for address in pages:
            with CaptureQueriesContext(connection) as queries:
                assert anna.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    risk = place.risk("Risk för avhopp", node=place.school)

    def plan(numbers: range) -> None:
        for number in numbers:
            texts = MeasureTexts(text=f"Åtgärd {number}", deadline="2027-05-01")
            add_measure(by=OPERATOR, risk_id=risk.pk, version=number, texts=texts, now=T1_OPEN)

    plan(range(1, 2))
    few = costs()
    plan(range(2, 12))
    _copy(the_report(), 12)
    many = costs()
    # A count of all rows is asked for where there is more than one page, and not else.
    assert all(more - less <= 1 for less, more in zip(few, many, strict=True)), (few, many)
    assert max(many) <= 22, dict(zip(pages, many, strict=True))


def _copy(report: Report, times: int) -> None:
    """More reports like one, each with its person."""
    (held,) = ReportHolder.objects.filter(report=report)
    for _ in range(times):
        report.pk, report.lineage = uuid7(), uuid7()
        report.save(force_insert=True)
        ReportHolder.objects.create(
            municipality_id=report.municipality_id, report=report, period_id=report.period_id,
            person_id=held.person_id, way=held.way,
        )  # fmt: skip
