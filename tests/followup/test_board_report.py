"""The board's report: numbers out of the data, stated figures, the conclusion, the decision that freezes it."""

from datetime import timedelta

import pytest
from tests.followup.board_report_scene import NOW, TODAY, WRITTEN, adopted, begun, followed, proposed
from tests.followup.scene import DONE, T1_LATE, T1_OPEN, board, opened, the_report
from tests.people import OPERATOR, Town
from tests.planning.scene import DECISION, secretary

from riskbild.followup.actions.board_reports import (
    adopt_board_report,
    begin_board_report,
    propose_board_report,
    return_board_report,
    take_back_board_report,
    write_board_report,
)
from riskbild.followup.actions.deviations import FoundDeviation, record_deviation
from riskbild.followup.actions.periods import open_period
from riskbild.followup.actions.reporting import report
from riskbild.followup.models import BoardReport, Report
from riskbild.followup.queries.board_reports import board_report_seen_by, decided_report_bytes, reports_of_year
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.roles import Role
from riskbild.planning.freezing import is_whole
from riskbild.register.actions.secrecy import mark_secret
from riskbild.rules.board_report import Section, Stated, Written
from riskbild.rules.board_report_life import BoardReportState, BoardReportStep
from riskbild.rules.refusal import Forbidden, Refused
from riskbild.rules.reporting import Filled, OnPlan
from riskbild.rules.result import Result

pytestmark = pytest.mark.django_db


def told(place: Town, row: BoardReport) -> str:
    return str(board_report_seen_by(place.coordinator(), row.pk, TODAY).data["sections"][0]["text"])


def test_twenty_risks_seven_critical_and_all_but_one_on_plan_are_counted_in_the_data() -> None:
    place = followed(20)
    row = begun(place)
    expected = "I nämndens bruttolista har 20 risker tagits fram och bedömts. Sju av dessa är kritiska. "
    assert told(place, row) == expected + "Alla utom en bedöms följa beslutad planering."
    seen = board_report_seen_by(place.coordinator(), row.pk, TODAY)
    assert (seen.data["sections"][0]["title"], seen.open_figures, seen.findings) == ("Uppföljning 2027", [], [])
    assert seen.steps[BoardReportStep.PROPOSE] is None
    assert seen.steps[BoardReportStep.ADOPT] is not None


def test_a_stated_figure_that_the_register_contradicts_is_a_finding_and_the_register_counts() -> None:
    place = followed(20)
    stated = Written(
        WRITTEN.sections, WRITTEN.conclusion, WRITTEN.motive, [Stated("gross_risks", 21, "Enligt listan.")]
    )
    row = begun(place, stated)
    (found,) = board_report_seen_by(place.coordinator(), row.pk, TODAY).findings
    assert "21 är angivet (”Enligt listan.”), men i registret är det 20" in found.sentence.sv
    assert "har 20 risker" in told(place, row)
    assert proposed(place, row).state == BoardReportState.PROPOSED


def test_a_report_is_proposed_only_with_conclusion_motive_and_every_number_known() -> None:
    place = followed(7)
    row = begun(place, Written([Section("Rubrik", "{control_activities}")]))
    with pytest.raises(Refused) as refused:
        proposed(place, row)
    assert [one.where for one in refused.value.findings] == ["conclusion", "motive", "control_activities"]
    with pytest.raises(Refused, match="klammer"):
        write_board_report(
            by=place.coordinator(), report_id=row.pk, version=row.version, now=NOW,
            written=Written([Section("", "{hittepå}")]),
        )  # fmt: skip


def test_the_decision_freezes_what_was_proposed_with_its_checksum() -> None:
    place = followed(20)
    put = proposed(place, begun(place))
    changed = Report.objects.order_by("position")[0]
    report(
        by=OPERATOR,
        report_id=changed.pk,
        version=changed.version,
        now=NOW,
        filled=Filled(on_plan=OnPlan.NO, comment="Nu inte."),
    )
    done = adopt_board_report(by=secretary(place), report_id=put.pk, version=put.version, decision=DECISION, now=NOW)
    assert is_whole(done.content, done.sha256)
    seen = board_report_seen_by(place.coordinator(), done.pk, TODAY)
    assert "Alla utom en bedöms" in seen.data["sections"][0]["text"], "what was put before the board counts"
    assert seen.data["decision"]["paragraph"] == DECISION.paragraph
    assert decided_report_bytes(place.coordinator(), done.pk, TODAY).decode() == done.content
    assert len(seen.data["rows"]) == 7
    assert (seen.state, seen.whole, seen.masked) == (BoardReportState.ADOPTED, True, False)


def test_an_adopted_report_is_changed_by_no_step() -> None:
    place = followed(7)
    stated = Written(WRITTEN.sections, WRITTEN.conclusion, WRITTEN.motive, [Stated("gross_risks", 20, "Bruttolistan.")])
    done = adopted(place, begun(place, stated))
    before = BoardReport.objects.filter(pk=done.pk).values().get()
    at = {"report_id": done.pk, "version": done.version, "now": NOW}
    steps = (
        lambda: write_board_report(by=OPERATOR, written=Written(), **at),
        lambda: propose_board_report(by=OPERATOR, **at),
        lambda: take_back_board_report(by=OPERATOR, **at),
        lambda: return_board_report(by=OPERATOR, reason="x", **at),
        lambda: adopt_board_report(by=OPERATOR, decision=DECISION, **at),
    )
    for step in steps:
        with pytest.raises(Refused):
            step()
    assert BoardReport.objects.filter(pk=done.pk).values().get() == before


def test_a_later_version_replaces_the_adopted_one_when_it_is_adopted() -> None:
    place = followed(20)
    first = adopted(place, begun(place))
    second = begin_board_report(by=place.coordinator(), board_year_id=place.year.pk, now=NOW)
    assert (second.number, second.motive) == (2, first.motive)
    with pytest.raises(Refused, match="redan påbörjad"):
        begin_board_report(by=place.coordinator(), board_year_id=place.year.pk, now=NOW)
    adopted(place, second)
    first.refresh_from_db()
    assert (first.state, is_whole(first.content, first.sha256)) == (BoardReportState.REPLACED, True)


def test_the_board_returns_a_report_with_its_reason_and_only_the_secretary_decides() -> None:
    place = followed(20)
    put = proposed(place, begun(place))
    with pytest.raises(Forbidden):
        adopt_board_report(by=place.coordinator(), report_id=put.pk, version=put.version, decision=DECISION, now=NOW)
    with pytest.raises(Conflict):
        take_back_board_report(by=place.coordinator(), report_id=put.pk, version=1, now=NOW)
    back = return_board_report(by=secretary(place), report_id=put.pk, version=put.version, reason="Mer.", now=NOW)
    assert (back.state, back.reason, back.content) == (BoardReportState.RETURNED, "Mer.", "")


def test_an_interim_report_tells_every_row_and_what_has_changed_since_the_period_before() -> None:
    place = board()
    opened(place, "T1")
    row = the_report()
    report(by=OPERATOR, report_id=row.pk, version=row.version, filled=DONE, now=T1_OPEN)
    later = T1_OPEN + timedelta(days=130)
    t2 = open_period(by=OPERATOR, board_year_id=place.year.pk, key="T2", now=later).period
    again = the_report(key="T2")
    changed = Filled(status=DONE.status, word=DONE.word, result=DONE.result, comment="En anmärkning.")
    report(by=OPERATOR, report_id=again.pk, version=again.version, filled=changed, now=later)
    made = begin_board_report(by=place.coordinator(), board_year_id=place.year.pk, period_id=t2.pk, now=later)
    data = board_report_seen_by(place.coordinator(), made.pk, later.date()).data
    rows = {one["activity"]: one for one in data["rows"]}
    assert rows["Kontroll tertial"]["changed"]
    assert rows["Kontroll tertial"]["before"]["period"].startswith("T1")
    assert not rows["Kontroll månatligen"]["changed"]
    assert data["figures"]["reported"] == 1
    occasions = reports_of_year(place.coordinator(), place.year.pk, later.date())
    assert [len(one.reports) for one in occasions] == [0, 1, 0]


def test_an_interim_report_tells_the_deviations_of_its_period_whether_a_control_found_them_or_not() -> None:
    place = board()
    t1 = opened(place, "T1").period
    days = {"i kontrollen": None, "utanför kontrollen": t1.ends, "efter perioden": t1.ends + timedelta(days=1)}
    for title, day in days.items():
        home = {"board_year_id": place.year.pk, "node_id": place.school.pk} if day else {"report_id": the_report().pk}
        found = FoundDeviation({"title": title}, Result.MINOR_DEVIATION, day or T1_LATE.date(), **home)
        record_deviation(by=OPERATOR, found=found, now=T1_LATE)
    told = {}
    for period_id in (t1.pk, None):
        row = begin_board_report(by=place.coordinator(), board_year_id=place.year.pk, period_id=period_id, now=NOW)
        data = board_report_seen_by(place.coordinator(), row.pk, TODAY).data
        told[period_id] = {one["title"] for one in data["deviations"]}
    assert told == {t1.pk: {"i kontrollen", "utanför kontrollen"}, None: set(days)}


def test_nothing_secret_shows_in_a_frozen_report_to_who_may_not_read_it() -> None:
    place = followed(20)
    row = Report.objects.order_by("position")[0]
    assert row.risk is not None
    mark_secret(
        by=OPERATOR, risk_id=row.risk.pk, version=row.risk.version, field="risk", paragraph="OSL 26 kap. 1 §",
        reason="Enskilds förhållanden.", now=NOW,
    )  # fmt: skip
    done = adopted(place, begun(place))
    seen = board_report_seen_by(place.user("lasse", Role.READER), done.pk, TODAY)
    assert seen.masked
    assert "Risk nummer 1" not in {str(one["risk_words"]) for one in seen.data["rows"]}
    assert row.risk_words in done.content
