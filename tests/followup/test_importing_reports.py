"""The two follow-ups of the cases become periods and reports by data alone, and come out as they went in."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.documents.cases import raw
from tests.people import NOW, OPERATOR, Town, town

from riskbild.cli.demo.data import DemoTown, towns
from riskbild.followup.actions.importing import import_reports, withdraw_reports
from riskbild.followup.actions.periods import open_period, reopen_period
from riskbild.followup.actions.reporting import report
from riskbild.followup.models import FollowUpPeriod, Report
from riskbild.intake.actions import import_document
from riskbild.intake.actions.importing import Imported
from riskbild.publishing.export import export_year
from riskbild.register.models import ImportedDocument
from riskbild.rules.period_life import PeriodState
from riskbild.rules.reporting import Filled, OnPlan, Subject
from riskbild.rules.result import Result
from riskbild.rules.status import Status

pytestmark = pytest.mark.django_db

TERTIALS = next(one for one in towns() if "004" in one.data["case"])
WHOLE_YEAR = next(one for one in towns() if "003" in one.data["case"])


def taken_in(demo: DemoTown) -> tuple[Town, Imported]:
    place = town(demo.code)
    made = import_document(
        by=OPERATOR, board=place.board, year=demo.year, document=demo.document, profile=demo.profile, now=NOW
    )
    return place, made


def case(demo: DemoTown) -> dict[str, Any]:
    return raw(demo.data["case"].removesuffix(".json"))


def test_every_status_text_of_every_control_and_period_stands_in_its_report() -> None:
    taken_in(TERTIALS)
    printed = {
        (row["process"], control["control"], period): text
        for row in case(TERTIALS)["rows"]
        for control in row["controls"]
        for period, text in control["status"].items()
    }
    reports = Report.objects.select_related("period")
    stored = {(one.process, one.activity, one.period.printed): one.status_text or None for one in reports}
    assert stored == printed
    assert len(stored) == reports.count() == 2 * 24
    assert all((one.reported_at is None) == (not one.status_text) for one in reports)
    assert {one.key for one in FollowUpPeriod.objects.all()} == {"T1", "T2"}
    assert {one.state for one in FollowUpPeriod.objects.all()} == {PeriodState.CLOSED}


def test_every_answer_and_comment_of_a_risk_stands_in_its_report_of_the_year() -> None:
    taken_in(WHOLE_YEAR)
    rows = case(WHOLE_YEAR)["rows"]
    reports = list(Report.objects.order_by("position"))
    assert [(one.risk_words, one.on_plan == "yes", one.comment) for one in reports] == [
        (row["risk"], row["follows_plan"], row["comment"]) for row in rows
    ]
    assert {one.on_plan for one in reports} == {"yes", "no"}
    assert {(one.subject, one.period.key, one.period.printed) for one in reports} == {(Subject.RISK, "Y", "Helår 2023")}


def test_a_status_is_read_by_the_forms_words_and_marked_as_a_reading() -> None:
    taken_in(TERTIALS)
    read = {one.status_text: (one.status, one.status_read) for one in Report.objects.all()}
    assert read["Genomfört"] == read["Genomfört."] == (Status.DONE, True)
    assert read["Pågående.\nPågående."] == (Status.ONGOING, True)
    assert read["Vid behov."] == (Status.WHEN_NEEDED, True)
    assert read["Årligen."] == ("", False)
    assert read[""] == ("", False)


@pytest.mark.parametrize("demo", [TERTIALS, WHOLE_YEAR], ids=["tertials", "whole year"])
def test_the_document_comes_out_as_it_went_in(demo: DemoTown) -> None:
    _, made = taken_in(demo)
    drawn: Mapping[str, Any] = json.loads(export_year(by=OPERATOR, year=made.year, form="json", now=NOW))
    went_in = case(demo)
    assert [_cells(row) for row in drawn["rows"]] == [_cells(row) for row in went_in["rows"]]


def _cells(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in {"also_accept", "provenance", "confidence"}}


def test_taking_the_same_in_again_changes_nothing_and_undoing_takes_all_of_it_out() -> None:
    _, made = taken_in(TERTIALS)
    document = ImportedDocument.objects.get()
    ask: dict[str, Any] = {"by": OPERATOR, "document_id": document.pk, "now": NOW}
    assert import_reports(board_year_id=made.year.pk, **ask) == 0
    assert Report.objects.count() == 48
    assert withdraw_reports(**ask) == 48
    assert not Report.objects.exists()
    assert not FollowUpPeriod.objects.exists()
    assert withdraw_reports(**ask) == 0


def test_a_period_reported_since_stands_in_the_export() -> None:
    _, made = taken_in(TERTIALS)
    now = datetime(2022, 12, 20, 9, tzinfo=UTC)
    period = open_period(by=OPERATOR, board_year_id=made.year.pk, key="T3", now=now).period
    rows = Report.objects.filter(period=period, subject=Subject.CONTROL).order_by("position")
    assert rows.count() == 24  # one a control, as the plan that came with the document has them
    first = rows[0]
    said = Filled(status=Status.DONE, word="Genomfört", result=Result.NO_DEVIATION, text="Alla insatser följda.")
    report(by=OPERATOR, report_id=first.pk, version=1, filled=said, now=now)
    drawn: dict[str, Any] = json.loads(export_year(by=OPERATOR, year=made.year, form="json", now=NOW))
    status = drawn["rows"][0]["controls"][0]["status"]
    assert list(status) == ["T1 2022", "T2 2022", "T3 2022"]
    assert status["T3 2022"] == "Genomfört. Alla insatser följda."
    assert drawn["header"][-3:] == ["Status T1 2022", "Status T2 2022", "Status T3 2022"]
    assert [_before(row, "T3 2022") for row in drawn["rows"]] == [_cells(row) for row in case(TERTIALS)["rows"]]


def _before(row: Mapping[str, Any], printed: str) -> dict[str, Any]:
    controls = [
        {**control, "status": {name: text for name, text in control["status"].items() if name != printed}}
        for control in row["controls"]
    ]
    return _cells({**row, "controls": controls})


def test_a_risks_new_answer_stands_in_the_export() -> None:
    _, made = taken_in(WHOLE_YEAR)
    period = FollowUpPeriod.objects.get()
    reopen_period(by=OPERATOR, period_id=period.pk, version=period.version, reason="Ny uppgift", now=NOW)
    late = Report.objects.get(on_plan="no")
    said = Filled(on_plan=OnPlan.PARTLY, comment="Genomlysningen är påbörjad.")
    report(by=OPERATOR, report_id=late.pk, version=late.version, filled=said, now=NOW)
    drawn: dict[str, Any] = json.loads(export_year(by=OPERATOR, year=made.year, form="json", now=NOW))
    went_in = [_cells(row) for row in case(WHOLE_YEAR)["rows"]]
    assert drawn["rows"][3]["follows_plan"] is None
    assert drawn["rows"][3]["comment"] == "Delvis. Genomlysningen är påbörjad."
    assert [_cells(row) for row in drawn["rows"] if row["follows_plan"]] == [
        one for one in went_in if one["follows_plan"]
    ]


def test_undoing_the_import_leaves_what_somebody_has_reported_since() -> None:
    _, made = taken_in(TERTIALS)
    period = FollowUpPeriod.objects.get(key="T2")
    reopen_period(by=OPERATOR, period_id=period.pk, version=period.version, reason="Rättelse", now=NOW)
    row = Report.objects.filter(period=period, status_text="").first()
    assert row is not None
    report(by=OPERATOR, report_id=row.pk, version=1, filled=Filled(status=Status.ONGOING), now=NOW)
    withdraw_reports(by=OPERATOR, document_id=ImportedDocument.objects.get().pk, now=NOW)
    assert [one.pk for one in Report.objects.all()] == [row.pk]
    assert [one.key for one in FollowUpPeriod.objects.all()] == ["T2"]
    assert made.year.year == 2022
