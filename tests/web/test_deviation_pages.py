"""The pages of deviations and evidence: the year's list, two who change one, and files that are never shown."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.followup.scene import IN_TIME, T1_OPEN, reporter, the_report
from tests.people import Town
from tests.web.listed import signed_in

from riskbild.followup.actions.deviation_handling import PlannedMeasure, plan_measure
from riskbild.followup.actions.deviations import FoundDeviation, edit_deviation, record_deviation
from riskbild.followup.models import Deviation, Evidence
from riskbild.organisation.roles import Role
from riskbild.register.actions.years import close_year
from riskbild.register.models import BoardYear
from riskbild.rules.result import Result

pytestmark = pytest.mark.django_db


def found(place: Town, title: str, severity: Result = Result.MINOR_DEVIATION) -> Deviation:
    told = FoundDeviation({"title": title, "cause": "Vikarie"}, severity, IN_TIME, report_id=the_report().pk)
    return record_deviation(by=place.coordinator(), found=told, now=T1_OPEN)


def test_the_list_is_narrowed_by_severity_with_the_serious_first(place: Town) -> None:
    found(place, "Liten sak")
    big = found(place, "Stor sak", Result.MAJOR_DEVIATION)
    anna = signed_in(place.coordinator())
    here = f"/ar/{place.year.pk}/avvikelser/"
    everything = anna.get(here).text
    assert everything.index("Stor sak") < everything.index("Liten sak")
    only = anna.get(f"{here}?grad=major_deviation").text
    assert "Stor sak" in only
    assert "Liten sak" not in only
    assert "Stor sak" not in anna.get(f"{here}?ater=1").text
    assert "ingen person har rollen" in anna.get(f"/avvikelse/{big.pk}/").text


def test_a_conflict_shows_both_and_the_second_save_stands(place: Town) -> None:
    row = found(place, "Fakturor utan attest")
    edit_deviation(by=place.coordinator(), deviation_id=row.pk, version=1, changes={"cause": "Anna"}, now=T1_OPEN)
    rut = signed_in(reporter(place))
    sent = {
        "title": "Fakturor utan attest", "severity": "minor_deviation", "found_on": "2026-11-01", "cause": "Rut",
        "description": "", "version": "1",
    }  # fmt: skip
    answer = rut.post(f"/avvikelse/{row.pk}/andra/", sent)
    assert answer.status_code == 409
    assert "Anna" in answer.text
    assert ">\nRut</textarea>" in answer.text
    assert re.search(r'name="version"\s+value="2"', answer.text)
    assert rut.post(f"/avvikelse/{row.pk}/andra/", {**sent, "version": "2"}).status_code == 302
    assert Deviation.objects.get(pk=row.pk).cause == "Rut"


def test_in_a_closed_year_what_was_found_stands_and_its_measures_are_carried_on_to_their_end(place: Town) -> None:
    rut, anna = reporter(place), place.coordinator()
    row = found(place, "Fakturor utan attest")
    measure = PlannedMeasure("Ge vikarier attesträtt", "Rektor", IN_TIME, rut.pk)
    one = plan_measure(by=anna, deviation_id=row.pk, version=1, measure=measure, now=T1_OPEN)
    close_year(by=anna, board_year_id=place.year.pk, version=BoardYear.objects.get().version, now=T1_OPEN)
    here, owner, handler = f"/avvikelse/{row.pk}/", signed_in(rut), signed_in(anna)
    for step in ("andra/", "underlag/"):
        assert handler.get(f"{here}{step}").status_code == 403
        assert f"{here}{step}" not in handler.get(here).text
    changed = {"title": "Annat", "severity": "minor_deviation", "found_on": "2026-11-01", "version": "2"}
    assert "2027 är stängt" in handler.post(f"{here}andra/", changed).text
    (address,) = re.findall(rf'"([^"]*{one.pk}[^"]*)"', owner.get("/uppfoljning/").text)
    done = {"version": "1", "progress": "done", "note": "Klart"}
    assert owner.post(address, done).status_code == 302
    assert address not in owner.get("/uppfoljning/").text
    assert handler.post(f"{here}avsluta/", {"version": "2", "note": "Stickprov utan fel"}).status_code == 302
    assert handler.get(f"{here}oppna/").status_code == 403
    assert "Öppna igen" not in handler.get(here).text
    row.refresh_from_db()
    assert (row.title, row.state) == ("Fakturor utan attest", "closed")


@pytest.mark.parametrize(
    "data", [b"<html><script>alert(1)</script></html>", b"<svg onload='alert(1)'/>"], ids=["html", "svg"]
)
def test_a_page_or_a_drawing_is_never_shown_as_one(place: Town, data: bytes) -> None:
    rut = signed_in(reporter(place))
    sent = {
        "file": SimpleUploadedFile("../../bevis.html", data, content_type="text/html"), "proves_from": "2027-01-01",
        "proves_to": "2027-04-30", "next": "/",
    }  # fmt: skip
    assert rut.post(f"/rapport/{the_report().pk}/underlag/", sent).status_code == 302
    answer = rut.get(f"/underlag/{Evidence.objects.get().pk}/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="bevis.html"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert b"".join(answer) == data


def test_what_is_wrong_with_evidence_stands_at_its_field(place: Town) -> None:
    rut = signed_in(reporter(place))
    answer = rut.post(f"/rapport/{the_report().pk}/underlag/", {"note": "Min text", "proves_from": "2027-01-01"})
    assert answer.status_code == 422
    assert "Välj en fil." in answer.text
    assert 'value="Min text"' in answer.text
    reader = signed_in(place.user("lars", Role.READER))
    assert reader.get(f"/rapport/{the_report().pk}/underlag/").status_code == 403


def test_a_file_without_a_table_is_no_population(place: Town) -> None:
    rut = signed_in(reporter(place))
    sent = {"file": SimpleUploadedFile("x.pdf", b"%PDF-1.7"), "weed_on": "2099-01-01"}
    answer = rut.post(f"/stickprov/ny/{the_report().pk}/", sent)
    assert answer.status_code == 422
    assert "innehåller ingen tabell" in answer.text
