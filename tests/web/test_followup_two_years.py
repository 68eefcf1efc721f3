"""A control over two years: the strip of its history, what comes back, statuses in lines, charts in numbers."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from lxml import html
from tests.followup.scene import DONE, T1_OPEN, plan_of
from tests.people import OPERATOR, Town, town
from tests.planning.scene import adopted, item, year_of
from tests.web.listed import signed_in, words

from riskbild.followup.actions.deviation_handling import PlannedMeasure, plan_measure
from riskbild.followup.actions.deviations import FoundDeviation, record_deviation, say_again
from riskbild.followup.actions.periods import close_period, open_period
from riskbild.followup.actions.reporting import report
from riskbild.followup.models import Report
from riskbild.followup.queries.deviation import deviation_seen_by
from riskbild.followup.queries.similar_deviations import similar_earlier
from riskbild.planning.actions.carrying_over import carry_over
from riskbild.planning.actions.life import open_plan
from riskbild.planning.models import Plan, PlanItem
from riskbild.register.actions.measures import MeasureTexts, add_measure
from riskbild.rules.refusal import Missing
from riskbild.rules.reporting import Filled
from riskbild.rules.result import Result
from riskbild.rules.status import Status

pytestmark = pytest.mark.django_db
A_YEAR_LATER = datetime(2028, 4, 20, 9, 0, tzinfo=UTC)
MINOR, MAJOR = Result.MINOR_DEVIATION, Result.MAJOR_DEVIATION
LINES = "Årsgenomgången är gjord.\nPågående."


@dataclass(frozen=True)
class TwoYears:
    """A board in 2027 and 2028; `found` are the keys of what was recorded, by title and year."""

    place: Town
    next_year: UUID
    found: dict[tuple[str, int], UUID]

    def lineage(self, activity: str) -> UUID:
        return Report.objects.filter(activity=activity)[0].lineage


@pytest.fixture(scope="module")
def two_years(module_database: None) -> TwoYears:
    place = planned()
    found: dict[tuple[str, int], UUID] = {}
    followed(place, place.year.pk, 2027, T1_OPEN, found)
    after = year_of(place, 2028)
    items = [one.pk for one in PlanItem.objects.filter(plan=plan_of(place))]
    carried = carry_over(
        by=OPERATOR, from_year_id=place.year.pk, to_year_id=after.pk, item_ids=items, risk_ids=[], now=A_YEAR_LATER
    )
    adopted(place, Plan.objects.get(pk=carried.plan_id))
    followed(place, after.pk, 2028, A_YEAR_LATER, found)
    return TwoYears(place, after.pk, found)


def planned() -> Town:
    """A board whose plan has four controls of one risk; one of them has two frequencies, each on its line."""
    place = town(year=2027)
    risk = place.risk(node=place.school)
    plan = open_plan(by=place.coordinator(), board_year_id=place.year.pk, now=T1_OPEN)
    for activity, often in (
        ("Attest", "Tertial"), ("Kylkedja", "Tertial"), ("Anordnare", "Årligen\nTertial"), ("Lön", "Tertial"),
    ):  # fmt: skip
        item(place, plan, risk, activity=activity, frequency=often, control_owner="Rektor")
    adopted(place, plan)
    return place


def followed(place: Town, year_id: UUID, year: int, now: datetime, found: dict[tuple[str, int], UUID]) -> None:
    """The first tertial of a year reported, its deviations recorded, and the period closed."""
    period = open_period(by=OPERATOR, board_year_id=year_id, key="T1", now=now).period
    faulty = {"Attest": MAJOR if year == 2028 else MINOR} | ({"Lön": MINOR} if year == 2028 else {})
    for one in Report.objects.filter(period=period):
        given = replace(DONE, result=faulty.get(one.activity, Result.NO_DEVIATION), comment="Se underlaget.")
        if one.activity == "Anordnare":
            given = Filled(status=Status.ONGOING, text=LINES, result=Result.NO_DEVIATION)
        if one.activity == "Kylkedja":
            given = Filled(
                status=Status.DELAYED, word="Försenad", result=Result.NO_DEVIATION, reason="Väntar på mätare."
            )
        report(by=OPERATOR, report_id=one.pk, version=one.version, filled=given, now=now)
        if one.activity in faulty:
            told = FoundDeviation({"title": f"Fel i {one.activity.lower()}", "cause": "Vikarie"}, faulty[one.activity],
                                  now.date(), report_id=one.pk)  # fmt: skip
            found[one.activity, year] = record_deviation(by=OPERATOR, found=told, now=now).pk
    apart = {2027: ("Fakturor betalda utan att vara attesterade", "Kylen höll fel temperatur"),
             2028: ("Tre fakturor är betalda utan attest",)}  # fmt: skip
    for title in apart[year]:
        told = FoundDeviation({"title": title}, MINOR, now.date(), board_year_id=year_id, node_id=place.school.pk)
        found[title, year] = record_deviation(by=OPERATOR, found=told, now=now).pk
    close_period(by=OPERATOR, period_id=period.pk, version=period.version, now=now)


def test_a_control_that_deviates_again_is_found_over_the_years_and_like_words_are_shown(two_years: TwoYears) -> None:
    anna, found = two_years.place.coordinator(), two_years.found
    again, apart = found["Attest", 2028], found["Tre fakturor är betalda utan attest", 2028]
    today = A_YEAR_LATER.date()
    seen = deviation_seen_by(anna, again, today)
    assert [(one.year, one.id) for one in seen.again] == [(2027, found["Attest", 2027])]
    assert not deviation_seen_by(anna, found["Lön", 2028], today).again
    like = found["Fakturor betalda utan att vara attesterade", 2027]
    assert [one.id for one in similar_earlier(anna, apart, today)] == [like]
    say_again(by=anna, deviation_id=apart, version=1, earlier_id=like, now=A_YEAR_LATER)
    assert [one.year for one in deviation_seen_by(anna, apart, today).again] == [2027]
    with pytest.raises(Missing):
        say_again(by=anna, deviation_id=apart, version=2, earlier_id=again, now=A_YEAR_LATER)


def test_the_list_and_the_year_tell_what_has_come_back_and_nothing_else(two_years: TwoYears) -> None:
    anna = signed_in(two_years.place.coordinator())
    listed = html.fromstring(anna.get(f"/ar/{two_years.next_year}/avvikelser/?ater=1").text)
    assert [one.text for one in listed.iterfind(".//tbody/tr/th/a")] == ["Fel i attest"]
    (before,) = listed.xpath("//tbody/tr/td[last()]")
    assert before.text_content().split() == ["Även", "2027", "Fel", "i", "attest"]
    page = html.fromstring(anna.get(f"/ar/{two_years.next_year}/uppfoljning/").text)
    (section,) = page.xpath("//section[@aria-labelledby='again-heading']")
    assert [one.text_content() for one in section.iterfind(".//li")] == ["Attest 2027: T1; 2028: T1"]
    (link,) = section.xpath(".//li/a/@href")
    assert link == f"/ar/kontroll/{two_years.lineage('Attest')}/historik/"
    first = anna.get(f"/ar/{two_years.place.year.pk}/uppfoljning/").text
    assert "Återkommande avvikelser" not in first, "what deviated for the first time has not come back"


def test_a_control_is_a_strip_over_the_years(two_years: TwoYears) -> None:
    anna = signed_in(two_years.place.coordinator())
    text = anna.get(f"/ar/kontroll/{two_years.lineage('Attest')}/historik/").text
    strip = html.fromstring(text).xpath("//ul[@class='rb-strip']/li")
    told = [(one.findtext("h3"), [words(html.tostring(cell, encoding="unicode")).strip() for cell in one.iter("a")])
            for one in strip]  # fmt: skip
    assert told == [("2027", ["T1 △ Mindre avvikelse"]), ("2028", ["T1 ▲ Större avvikelse"])]
    assert "Kontrollen visade avvikelse 2027, 2028." in text
    other = anna.get(f"/ar/kontroll/{two_years.lineage('Kylkedja')}/historik/").text
    assert "Återkommande avvikelse" not in other


def test_several_statuses_of_one_control_stay_in_order_each_beside_its_frequency(two_years: TwoYears) -> None:
    anna = signed_in(two_years.place.coordinator())
    one = Report.objects.get(activity="Anordnare", period__year=2027)
    assert one.status_text == LINES
    for address in (f"/uppfoljning/rapport/{one.pk}/", f"/ar/kontroll/{one.lineage}/historik/"):
        lists = html.fromstring(anna.get(address).text).xpath("//ol[@class='rb-status-lines']")
        assert lists, address
        for found in lists:
            lines = [" ".join(line.text_content().split()) for line in found]
            assert lines == ["Årligen: Årsgenomgången är gjord.", "Tertial: Pågående."]
    plain = Report.objects.get(activity="Kylkedja", period__year=2027)
    assert "rb-status-lines" not in anna.get(f"/uppfoljning/rapport/{plain.pk}/").text


def test_the_table_beside_a_chart_has_the_numbers_of_its_bars(two_years: TwoYears) -> None:
    page = html.fromstring(signed_in(two_years.place.coordinator()).get(f"/ar/{two_years.next_year}/uppfoljning/").text)
    tables = {}
    for figure in page.xpath("//figure[@class='rb-chart']"):
        heads = [one.text for one in figure.findall(".//thead//th")][1:-1]
        (row,) = figure.findall(".//tbody/tr")
        name, numbers = row.findtext("th"), [int(one.text) for one in row.findall("td")]
        tables[figure.findtext(".//svg/title")] = dict(zip(heads, numbers, strict=False))
        assert numbers.pop() == sum(numbers)
        for svg in figure.findall(".//svg"):
            ids = {one.get("id") for one in svg if one.tag in {"title", "desc"}}
            assert {svg.get("aria-labelledby"), svg.get("aria-describedby")} == ids
            told = ", ".join(f"{head.lower()} {number}" for head, number in zip(heads, numbers, strict=True))
            assert svg.findtext("desc", "").startswith(f"{name}: {told}. ")
            width = float(svg.get("width"))
            bars = [float(one.get("width")) + 1 for one in svg.iter("rect")]
            assert bars == [pytest.approx(width * number / sum(numbers), abs=0.2) for number in numbers]
            printed = [re.sub(r"\D", "", one.text or "") for one in svg.xpath(".//g/text")]
            assert printed == [str(number) for number in numbers]
    assert tables == {
        "Status per period": {"Genomförd": 2, "Pågående": 1, "Försenad": 1},
        "Resultat per period": {"Utan anmärkning": 2, "Mindre avvikelse": 1, "Större avvikelse": 1},
    }


def test_a_measure_stands_on_its_day_and_a_unit_has_those_below_it(two_years: TwoYears) -> None:
    place = two_years.place
    for node, text, day in ((place.school, "Ge attesträtt", "2027-06-01"), (place.kitchen, "Byt kyl", "2027-06-20")):
        risk = place.risk(f"Risk vid {node.name}", node=node)
        add_measure(by=OPERATOR, risk_id=risk.pk, version=1, texts=MeasureTexts(text=text, deadline=day), now=T1_OPEN)
    against = PlannedMeasure("Rotera vikarier", "Rektor", date(2027, 6, 1))
    plan_measure(by=OPERATOR, deviation_id=two_years.found["Attest", 2027], version=1, measure=against, now=T1_OPEN)
    anna = signed_in(place.coordinator())

    def june(unit: str = "") -> dict[str, list[str]]:
        here = f"/ar/{place.year.pk}/atgarder/?visa=kalender&manad=2027-06&enhet={unit}"
        table = html.fromstring(anna.get(here).text).find(".//table[@class='rb-month']")
        squares = {one.find("time").get("datetime"): one for one in table.iter("td")}
        assert len(squares) == 35
        told = {day: one.find("time").text_content() for day, one in squares.items()}
        assert (told["2027-05-31"], told["2027-06-01"]) == ("31", "1 juni 2027"), "the month is told of its own days"
        return {
            day: [link.text for link in one.iter("a")] for day, one in squares.items() if one.find("ul") is not None
        }

    school, kitchen = {"2027-06-01": ["Ge attesträtt", "Rotera vikarier"]}, {"2027-06-20": ["Byt kyl"]}
    assert june() == june(str(place.administration.pk)) == school | kitchen
    assert (june(str(place.school.pk)), june(str(place.kitchen.pk))) == (school, kitchen)
    listed = words(anna.get(f"/ar/{place.year.pk}/atgarder/?enhet={place.administration.pk}").text)
    assert all(text in listed for text in ("Ge attesträtt", "Byt kyl", "Rotera vikarier"))
