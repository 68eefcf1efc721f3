"""Reporting: whose it is, what must be said, drafts that are never lost, and nobody else's secrets."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.followup.scene import DONE, IN_TIME, LATE, T1_LATE, T1_OPEN, board, opened, rektor, reporter, the_report
from tests.people import OPERATOR
from tests.planning.scene import editor

from riskbild.audit.queries import trail_of
from riskbild.followup.actions.drafting import discard_draft, save_draft
from riskbild.followup.actions.people import (
    appoint_stand_in,
    assign_reports,
    delegate_report,
    end_stand_in,
    take_back_delegation,
)
from riskbild.followup.actions.periods import close_period
from riskbild.followup.actions.reporting import Done, report
from riskbild.followup.models import Occurrence, Report, ReportDraft, ReportHolder
from riskbild.followup.queries.mine import my_reports
from riskbild.followup.queries.page import report_seen_by
from riskbild.followup.queries.sheets import sheets_of
from riskbild.followup.queries.telling import LastReport
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.register.actions.editing import respond
from riskbild.register.actions.measures import MeasureTexts, add_measure
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.models import Measure
from riskbild.rules.progress import Progress
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.report_state import ReportState
from riskbild.rules.reporting import Filled, OnPlan, Subject
from riskbild.rules.response import Response
from riskbild.rules.result import Result
from riskbild.rules.sentence import Sentence
from riskbild.rules.status import Status

pytestmark = pytest.mark.django_db


def due_of(person: User, today: date = IN_TIME) -> list[str]:
    return [str(one.title) for one in my_reports(person, today).due]


def test_a_report_falls_to_who_holds_the_role_at_the_nearest_level() -> None:
    place = board()
    rut, bo = reporter(place), reporter(place, name="bo")
    rektor(place, bo, at=place.administration)
    opened(place)
    assert due_of(bo) == ["Kontroll månatligen", "Kontroll tertial"]
    assert due_of(rut) == []
    rektor(place, rut)  # named at the school itself: nearer than the administration
    assert (due_of(rut), due_of(bo)) == (["Kontroll månatligen", "Kontroll tertial"], [])


def test_a_reporter_gives_what_is_theirs_and_nobody_elses() -> None:
    place = board()
    rut, bo = reporter(place), reporter(place, name="bo")
    rektor(place, rut)
    opened(place)
    row = the_report()
    with pytest.raises(Missing):
        report(by=bo, report_id=row.pk, version=1, filled=DONE, now=T1_OPEN)
    given = report(by=rut, report_id=row.pk, version=1, filled=replace(DONE, text="Alla tio var rätt."), now=T1_OPEN)
    assert (given.reported_by, given.status, given.result, given.version) == (rut, "done", "no_deviation", 2)
    assert due_of(rut) == ["Kontroll månatligen"]
    (entry,) = trail_of(place.municipality_id, [row.pk], limit=5)
    assert (entry.name, entry.after["text"]) == ("followup.reported", "Alla tio var rätt.")
    with pytest.raises(Missing):
        report_seen_by(bo, row.pk, IN_TIME)


def test_who_edits_at_the_unit_and_the_coordinator_may_report_for_somebody() -> None:
    place = board()
    rektor(place, reporter(place))
    opened(place)
    for person, often in ((editor(place), "tertial"), (place.coordinator(), "månatligen")):
        row = report(by=person, report_id=the_report(often).pk, version=1, filled=DONE, now=T1_OPEN)
        assert row.reported_by == person
    with pytest.raises(Missing):
        report(by=editor(place, place.kitchen), report_id=the_report().pk, version=2, filled=DONE, now=T1_OPEN)
    reader = place.user("lars", Role.READER)
    with pytest.raises(Forbidden):
        report(by=reader, report_id=the_report().pk, version=2, filled=DONE, now=T1_OPEN)


def test_what_is_missing_is_told_at_its_field() -> None:
    place = board()
    opened(place)
    missing = {
        "nothing": (Filled(), ["status"]),
        "done, and showed what": (Filled(status=Status.DONE), ["result"]),
        "not done, and why": (Filled(status=Status.NOT_DONE), ["reason"]),
        "the same by the result": (Filled(result=Result.NOT_DONE), ["reason"]),
        "which fault": (Filled(status=Status.DONE, result=Result.MAJOR_DEVIATION), ["comment"]),
        "a number of somebody's": (Filled(status=Status.ONGOING, comment="Anna, 19900101-0017"), ["comment"]),
    }
    for name, (filled, where) in missing.items():
        with pytest.raises(Refused) as refused:
            report(by=place.coordinator(), report_id=the_report().pk, version=1, filled=filled, now=T1_OPEN)
        assert [found.where for found in refused.value.findings] == where, name


def test_two_who_report_the_same_see_each_other() -> None:
    place = board()
    opened(place)
    row = the_report()
    report(by=place.coordinator(), report_id=row.pk, version=1, filled=DONE, now=T1_OPEN)
    with pytest.raises(Conflict):
        report(by=editor(place), report_id=row.pk, version=1, filled=DONE, now=T1_OPEN)
    changed = replace(DONE, result=Result.MINOR_DEVIATION, comment="Ett fel.")
    report(by=editor(place), report_id=row.pk, version=2, filled=changed, now=T1_OPEN)
    latest, first = trail_of(place.municipality_id, [row.pk], limit=5)
    assert (latest.before["result"], latest.after["result"]) == ("no_deviation", "minor_deviation")
    assert first.before == {}


def test_a_draft_is_kept_as_it_is_typed_and_ends_with_the_report() -> None:
    place = board()
    rut = reporter(place)
    rektor(place, rut)
    opened(place)
    ask: dict[str, Any] = {"by": rut, "report_id": the_report().pk, "now": T1_OPEN}
    first = save_draft(version=0, texts={"text": "Alla", "status": "done"}, **ask)
    again = save_draft(version=0, texts={"text": "Alla", "status": "done"}, **ask)  # the answer was lost on the way
    assert (first.version, again.version, again.other) == (1, 1, None)
    assert save_draft(version=1, texts={"text": "Alla tio"}, **ask).version == 2
    page = report_seen_by(rut, ask["report_id"], IN_TIME)
    assert page.draft is not None
    assert (page.draft.texts, page.aside) == ({"text": "Alla tio"}, [])
    assert report_seen_by(place.coordinator(), ask["report_id"], IN_TIME).draft is None  # a draft is one's own
    report(version=1, filled=replace(DONE, text="Alla tio var rätt"), **ask)
    assert not ReportDraft.objects.exists()


def test_a_text_written_in_another_window_is_put_aside_and_never_lost() -> None:
    place = board()
    opened(place)
    ask: dict[str, Any] = {"by": place.coordinator(), "report_id": the_report().pk, "now": T1_OPEN}
    save_draft(version=0, texts={"comment": "Skrivet i telefonen"}, **ask)
    second = save_draft(version=0, texts={"comment": "Skrivet vid datorn"}, **ask)
    assert second.other == {"comment": "Skrivet i telefonen"}
    third = save_draft(version=1, texts={"comment": "Skrivet i telefonen, och mer"}, **ask)
    assert third.other == {"comment": "Skrivet vid datorn"}
    kept = [one.texts["comment"] for one in ReportDraft.objects.filter(aside=True)]
    assert sorted(kept) == ["Skrivet i telefonen", "Skrivet vid datorn"]
    report(version=1, filled=replace(DONE, comment="Skrivet i telefonen, och mer"), **ask)
    (left,) = report_seen_by(ask["by"], ask["report_id"], IN_TIME).aside
    assert left.texts["comment"] == "Skrivet vid datorn"
    discard_draft(by=ask["by"], draft_id=left.id, now=T1_OPEN)
    assert not ReportDraft.objects.exists()


def test_a_draft_is_kept_also_when_the_period_has_closed_meanwhile() -> None:
    place = board()
    period = opened(place).period
    close_period(by=OPERATOR, period_id=period.pk, version=period.version, now=T1_OPEN)
    kept = save_draft(
        by=place.coordinator(), report_id=the_report().pk, version=0, texts={"text": "För sent"}, now=T1_LATE
    )
    assert kept.refusal is not None
    assert "stängd" in str(kept.refusal)
    with pytest.raises(Refused):
        save_draft(
            by=place.coordinator(), report_id=the_report().pk, version=1, texts={"t": "19900101-0017"}, now=T1_LATE
        )


def test_a_delegated_report_is_the_others_until_it_is_taken_back() -> None:
    place = board()
    rut, bo = reporter(place), reporter(place, name="bo")
    rektor(place, rut)
    opened(place)
    row = the_report()
    with pytest.raises(Missing):
        delegate_report(by=bo, report_id=row.pk, to_id=bo.pk, now=T1_OPEN)
    delegate_report(by=rut, report_id=row.pk, to_id=bo.pk, now=T1_OPEN, note="Du gjorde stickprovet")
    assert (due_of(rut), due_of(bo)) == (["Kontroll månatligen"], ["Kontroll tertial"])
    assert [str(one.title) for one in my_reports(rut, IN_TIME).handed] == ["Kontroll tertial"]
    rektor(place, rut)  # a change of roles does not undo what a person has decided about one report
    assert due_of(bo) == ["Kontroll tertial"]
    take_back_delegation(by=rut, report_id=row.pk, now=T1_OPEN)
    assert (len(due_of(rut)), due_of(bo)) == (2, [])


def test_the_coordinator_appoints_and_gives_back() -> None:
    place = board()
    rut, bo = reporter(place), reporter(place, name="bo")
    rektor(place, rut)
    opened(place)
    keys = list(Report.objects.values_list("pk", flat=True))
    with pytest.raises(Forbidden):
        assign_reports(by=editor(place), report_ids=keys, person_id=bo.pk, now=T1_OPEN)
    assert assign_reports(by=place.coordinator(), report_ids=keys, person_id=bo.pk, now=T1_OPEN) == 3
    assert (len(due_of(bo)), due_of(rut)) == (2, [])
    assign_reports(by=place.coordinator(), report_ids=keys, person_id=None, now=T1_OPEN)
    assert (due_of(bo), len(due_of(rut))) == ([], 2)


def test_a_stand_in_reports_for_the_time_it_lasts() -> None:
    place = board()
    rut, bo = reporter(place), reporter(place, name="bo")
    rektor(place, rut)
    opened(place)
    until = IN_TIME + timedelta(days=7)
    with pytest.raises(Forbidden):
        appoint_stand_in(by=bo, person_id=rut.pk, stand_in_id=bo.pk, valid_from=IN_TIME, valid_to=until, now=T1_OPEN)
    row = appoint_stand_in(by=rut, person_id=rut.pk, stand_in_id=bo.pk, valid_from=IN_TIME, valid_to=until, now=T1_OPEN)
    assert len(due_of(bo, until)) == 2
    assert {one.instead_of for one in my_reports(bo, until).due} == {"Rut"}
    assert due_of(bo, until + timedelta(days=1)) == due_of(bo, IN_TIME - timedelta(days=1)) == []
    given = report(by=bo, report_id=the_report().pk, version=1, filled=DONE, now=T1_OPEN)
    assert given.reported_by == bo
    end_stand_in(by=rut, stand_in_id=row.pk, now=T1_OPEN)
    assert due_of(bo) == []


def test_late_and_missing_follow_from_the_days() -> None:
    place = board()
    period = opened(place).period
    report(by=place.coordinator(), report_id=the_report("månatligen").pk, version=1, filled=DONE, now=T1_LATE)

    def state(often: str, today: date) -> ReportState:
        return report_seen_by(OPERATOR, the_report(often).pk, today).state

    assert state("tertial", period.due) is ReportState.DUE
    assert state("tertial", period.due + timedelta(days=1)) is ReportState.LATE
    assert state("månatligen", LATE) is ReportState.REPORTED_LATE
    assert state("årligen", LATE) is ReportState.NOT_EXPECTED
    close_period(by=OPERATOR, period_id=period.pk, version=period.version, now=T1_LATE)
    assert state("tertial", LATE) is ReportState.MISSING


def test_an_occasion_is_noted_with_the_report() -> None:
    place = board()
    opened(place)
    _, february, *_ = Occurrence.objects.filter(report=the_report("månatligen")).order_by("due")
    who = place.coordinator()
    ask: dict[str, Any] = {"by": who, "report_id": february.report_id, "version": 1, "filled": DONE, "now": T1_OPEN}
    with pytest.raises(Refused):
        report(**ask, occurrences={february.pk: Done(date(1927, 2, 1))})
    report(**ask, occurrences={february.pk: Done(date(2027, 2, 26), "Två fel")})
    february.refresh_from_db()
    assert (february.version, february.done_on, february.note) == (2, date(2027, 2, 26), "Två fel")


def test_a_measures_progress_goes_to_the_register_in_the_name_of_who_reports() -> None:
    place = board()
    rut, bo = reporter(place), reporter(place, name="bo")
    risk = place.risk("Risk för avhopp", node=place.school)
    texts = MeasureTexts(text="Se över lönerna", deadline="2027-04-01", person_id=rut.pk)
    measure = add_measure(by=OPERATOR, risk_id=risk.pk, version=1, texts=texts, now=T1_OPEN)
    opened(place)
    row = Report.objects.get(subject=Subject.MEASURE)
    delegate_report(by=rut, report_id=row.pk, to_id=bo.pk, now=T1_OPEN)
    filled = Filled(progress=Progress.ONGOING, comment="Klart i juni")
    report(by=bo, report_id=row.pk, version=1, filled=filled, now=T1_OPEN)
    measure = Measure.objects.get(pk=measure.pk)
    assert (measure.progress, measure.progress_note) == (Progress.ONGOING, "Klart i juni")
    entry = trail_of(place.municipality_id, [risk.pk], limit=1)[0]
    assert (entry.name, entry.actor_id) == ("register.measure_reported", bo.pk)


def test_a_risk_is_on_plan_or_told_why_not() -> None:
    place = board()
    risk = place.risk("Risk att lokalerna inte räcker")
    respond(by=OPERATOR, risk_id=risk.pk, version=1, response=Response.WATCH, reason="Prognos", now=T1_OPEN)
    opened(place)
    ask: dict[str, Any] = {"by": OPERATOR, "report_id": Report.objects.get(subject=Subject.RISK).pk, "now": T1_OPEN}
    with pytest.raises(Refused):
        report(version=1, filled=Filled(on_plan=OnPlan.PARTLY), **ask)
    row = report(version=1, filled=Filled(on_plan=OnPlan.PARTLY, comment="Hyresavtal saknas"), **ask)
    assert (row.on_plan, row.comment) == ("partly", "Hyresavtal saknas")


def test_secret_texts_are_masked_for_the_reporter_and_cannot_be_written_over() -> None:
    place = board()
    rut = reporter(place)
    rektor(place, rut)
    risk = place.year.risks.get()
    opened(place)
    report(by=OPERATOR, report_id=the_report().pk, version=1, filled=replace(DONE, comment="Hemligt"), now=T1_OPEN)
    for field in ("risk", "comment"):
        mark = {"field": field, "paragraph": "18 kap. 8 §", "reason": "", "version": _version(risk)}
        mark_secret(by=OPERATOR, risk_id=risk.pk, now=T1_OPEN, **mark)
    page = report_seen_by(rut, the_report().pk, IN_TIME)
    assert isinstance(page.words["risk_words"], Sentence)
    assert (page.filled.comment, set(page.masked)) == ("", {"comment", "reason"})
    assert "Hemligt" not in repr(page)
    assert "Hemligt" not in repr(my_reports(rut, IN_TIME))
    with pytest.raises(Forbidden):
        report(by=rut, report_id=the_report().pk, version=2, filled=replace(DONE, comment="Nytt"), now=T1_OPEN)
    kept = report(by=rut, report_id=the_report().pk, version=2, filled=DONE, now=T1_OPEN)
    assert kept.comment == "Hemligt"
    assert "Hemligt" in repr(report_seen_by(editor(place), the_report().pk, IN_TIME))


def _version(risk: Any) -> int:
    risk.refresh_from_db()
    version: int = risk.version
    return version


def test_last_periods_text_stands_beside_this_one() -> None:
    place = board()
    rut = reporter(place)
    rektor(place, rut)
    opened(place)
    report(by=rut, report_id=the_report().pk, version=1, filled=replace(DONE, text="Tio av tio"), now=T1_OPEN)
    opened(place, "T2")
    last = report_seen_by(rut, the_report(key="T2").pk, IN_TIME).last
    assert last is not None
    assert (last.period.key, last.said.printed, last.said.result) == (
        "T1",
        "Genomförd. Tio av tio",
        Result.NO_DEVIATION,
    )
    assert report_seen_by(rut, the_report().pk, IN_TIME).last is None
    assert ReportHolder.objects.filter(person=rut).count() == 6
    again = replace(DONE, text="Nio av tio")
    report(by=rut, report_id=the_report(key="T2").pk, version=1, filled=again, now=T1_OPEN)
    opened(place, "T3")
    for latest in (report_seen_by(rut, the_report(key="T3").pk, IN_TIME).last, _sheet(rut, the_report(key="T3").pk)):
        assert latest is not None
        assert (latest.period.key, latest.said.printed) == ("T2", "Genomförd. Nio av tio")


def _sheet(by: User, report_id: UUID) -> LastReport | None:
    """What stands beside the report's form on the page with every form of the period."""
    (one,) = sheets_of(by, IN_TIME, [report_id])
    return one.last
