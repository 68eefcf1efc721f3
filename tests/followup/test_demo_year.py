"""The demo's follow-up: closed years of documents, a sample year with periods closed and open, and a decided report."""

from datetime import UTC, datetime

import pytest
from tests.people import OPERATOR

from riskbild.cli.demo import loading
from riskbild.cli.demo.data import towns
from riskbild.followup.models import BoardReport, FollowUpPeriod
from riskbild.followup.queries.board_reports import board_report_seen_by
from riskbild.organisation.queries import user_with_sign_in
from riskbild.register.models import BoardYear
from riskbild.rules.board_report_life import BoardReportState
from riskbild.rules.period_life import PeriodState

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def test_the_demos_board_has_followed_up_a_tertial_and_decided_its_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "towns", lambda: [one for one in towns() if one.code == "AFN"])
    loading.load(by=OPERATOR, now=NOW, today=NOW.date(), say=lambda _: None)
    # The document's own year was closed through the close that asks for explanations, blanks of the document and all.
    assert BoardYear.objects.get(board__code="AFN", year=2022).closed
    periods = FollowUpPeriod.objects.filter(board__code="AFN", year=2026).order_by("ends")
    assert [(one.key, one.state) for one in periods] == [
        ("T1", PeriodState.CLOSED), ("T2", PeriodState.OPEN),
    ]  # fmt: skip
    report = BoardReport.objects.get()
    assert (report.key, report.state) == ("T1", BoardReportState.ADOPTED)
    reader = user_with_sign_in("lasare.afn")
    seen = board_report_seen_by(reader, report.pk, NOW.date())
    (section,) = seen.data["sections"]
    assert "{" not in section["text"], "every number has been counted"
    assert not seen.findings
