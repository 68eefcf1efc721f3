"""A board's adopted report and the executive board's, and around them one of everything that an action is done to."""

import json
from datetime import timedelta
from typing import Any

from django.core import serializers
from tests.followup.sampled import drawn, rows_of, started
from tests.followup.scene import DONE, T1_LATE, T1_OPEN, board, opened, plan_of, rektor, reporter, the_report
from tests.oversight.consolidated_scene import Scene
from tests.people import OPERATOR, Town
from tests.planning.scene import adopted, secretary

from riskbild.documents.exchange import read_exchange
from riskbild.followup.actions.deviation_handling import PlannedMeasure, accept_deviation, plan_measure, report_measure
from riskbild.followup.actions.deviations import FoundDeviation, record_deviation
from riskbild.followup.actions.drafting import save_draft
from riskbild.followup.actions.evidence import NewEvidence, add_evidence
from riskbild.followup.actions.importing import import_reports
from riskbild.followup.actions.linking import make_links
from riskbild.followup.actions.people import appoint_stand_in, delegate_report
from riskbild.followup.actions.periods import PeriodDates, add_period, close_period
from riskbild.followup.actions.reporting import report
from riskbild.followup.actions.samples import conclude_sample, judge_row
from riskbild.followup.actions.weeding import set_weeding_day
from riskbild.followup.models import BoardReport, Deviation, DeviationMeasure, ReportDraft, Sample
from riskbild.followup.queries.board_reports import board_report_seen_by, decided_report_bytes
from riskbild.organisation.actions import change_user
from riskbild.oversight.models import ConsolidatedReport
from riskbild.oversight.reports import consolidated_report_seen_by
from riskbild.planning.actions.life import begin_revision
from riskbild.register.actions.documents import keep_document
from riskbild.register.models import ImportedDocument, Risk
from riskbild.rules.board_report import Section, Written
from riskbild.rules.conclusion import Conclusion
from riskbild.rules.progress import Progress
from riskbild.rules.result import Result
from riskbild.rules.sample_life import Verdict

LATER = T1_LATE + timedelta(days=1)
"""When everything is tried: the first tertial is still open, what was to be weeded can be."""
WRITTEN = Written(
    [Section("Uppföljning {year}", "{reported:capital} kontroll är rapporterad.")], Conclusion.PARTLY, "En återstår."
)


def planned(text: str = "Utbilda") -> PlannedMeasure:
    return PlannedMeasure(text, "Rektor", LATER.date() + timedelta(days=60))


class Adopted:
    """Everything stands so that an action can do what it is for."""

    def __init__(self) -> None:
        self.town: Town = board()
        self.rut = reporter(self.town)
        mail = {"name": self.rut.name, "email": "rut@storsjo.se", "now": T1_OPEN}
        change_user(by=OPERATOR, user_id=self.rut.pk, version=self.rut.version, **mail)
        rektor(self.town, self.rut)
        self.periods()
        self.reports()
        self.deviations()
        self.samples()
        self.documents()
        scene = Scene(self.town, WRITTEN)
        self.consolidated: ConsolidatedReport = scene.adopted()
        self.report = BoardReport.objects.get()
        self.revised = self.revision()
        self.people = (
            OPERATOR, self.town.coordinator(), secretary(self.town), scene.whole, scene.secretary, self.rut,
        )  # fmt: skip

    def periods(self) -> None:
        mine: dict[str, Any] = {"by": OPERATOR, "board_year_id": self.town.year.pk, "now": T1_OPEN}
        self.period = opened(self.town).period
        second = opened(self.town, "T2").period
        self.closed = close_period(by=OPERATOR, period_id=second.pk, version=second.version, now=T1_OPEN)
        days = PeriodDates(*(self.period.due + timedelta(days=days) for days in (0, 10, 20)))
        self.own = add_period(
            name="Delrapport", starts=self.period.starts, ends=self.period.due - timedelta(days=5), dates=days, **mine
        )

    def reports(self) -> None:
        self.row, self.waiting, handed = the_report("tertial"), the_report("månatligen"), the_report("årligen")
        report(by=self.rut, report_id=self.row.pk, version=1, filled=DONE, now=T1_OPEN)
        self.row.refresh_from_db()
        texts = {"comment": "Skrivs just nu"}
        save_draft(by=self.rut, report_id=self.waiting.pk, version=0, texts=texts, now=T1_OPEN)
        self.draft = ReportDraft.objects.get()
        siv = secretary(self.town)
        self.handed = delegate_report(by=OPERATOR, report_id=handed.pk, to_id=siv.pk, now=T1_OPEN)
        days = {"valid_from": LATER.date(), "valid_to": LATER.date()}
        self.stand_in = appoint_stand_in(by=OPERATOR, person_id=self.rut.pk, stand_in_id=siv.pk, now=T1_OPEN, **days)
        make_links(by=OPERATOR, period_id=self.period.pk, person_ids=[self.rut.pk], now=T1_OPEN)
        file = NewEvidence(b"%PDF-1.4", "a.pdf", T1_OPEN.date(), T1_OPEN.date(), report_id=self.row.pk)
        self.evidence = add_evidence(by=OPERATOR, new=file, now=T1_OPEN)

    def deviations(self) -> None:
        """One whose measure is under way, one whose measure is done, and one that was accepted."""
        self.deviation, self.measure = self.measured(Progress.ONGOING)
        self.mended, _ = self.measured(Progress.DONE)
        accepted = self.found()
        self.accepted = accept_deviation(by=OPERATOR, deviation_id=accepted.pk, version=1, reason="Litet", now=T1_OPEN)

    def found(self) -> Deviation:
        texts = {"title": "Fel", "description": "", "cause": "Brist"}
        told = FoundDeviation(texts, Result.MINOR_DEVIATION, T1_OPEN.date(), report_id=self.row.pk)
        return record_deviation(by=OPERATOR, found=told, now=T1_OPEN)

    def measured(self, progress: Progress) -> tuple[Deviation, DeviationMeasure]:
        row = self.found()
        one = plan_measure(by=OPERATOR, deviation_id=row.pk, version=1, measure=planned(), now=T1_OPEN)
        one = report_measure(by=OPERATOR, measure_id=one.pk, version=1, progress=progress, note="", now=T1_OPEN)
        return Deviation.objects.get(pk=row.pk), one

    def samples(self) -> None:
        """One that is only begun, one with rows to judge, one that is judged, and one with its result."""
        self.begun, self.drawn = started(self.rut, self.waiting), drawn(self.rut, size=2)
        self.judged, concluded = self.all_judged(), self.all_judged()
        done = conclude_sample(by=self.rut, sample_id=concluded.pk, version=concluded.version, now=T1_OPEN)
        day = T1_OPEN.date() + timedelta(days=1)
        self.concluded = set_weeding_day(by=OPERATOR, sample_id=done.pk, version=done.version, weed_on=day, now=T1_OPEN)
        self.row.refresh_from_db()

    def all_judged(self) -> Sample:
        made = drawn(self.rut, size=2)
        for row in rows_of(made):
            judge_row(by=self.rut, row_id=row.pk, version=1, verdict=Verdict.RIGHT, note="", now=T1_OPEN)
        return made

    def documents(self) -> None:
        """A document whose follow-up has become reports, and one whose follow-up has not."""
        self.taken_in, self.kept = (self.document(self.told(text)) for text in ("Fel lön", "Fel skola"))
        ask = {"by": OPERATOR, "board_year_id": self.town.year.pk, "now": T1_OPEN}
        assert import_reports(document_id=self.taken_in.pk, **ask) == 1

    def told(self, text: str) -> Risk:
        return self.town.risk(text, follows_plan=True, comment="Enligt plan.")

    def document(self, risk: Risk) -> ImportedDocument:
        rows = [{"risk": risk.risk, "follows_plan": True, "comment": "Enligt plan."}]
        about = {"title": f"Uppföljning 2027, {risk.risk}", "authority": None, "year": 2027, "sections": []}
        told = {"source": "u.pdf", "document": {**about, "kind": "annual_follow_up"}, "header": [], "rows": rows}
        document = read_exchange(json.dumps(told).encode(), name="u.pdf")
        ask: dict[str, Any] = {"by": OPERATOR, "board_year_id": self.town.year.pk, "now": T1_OPEN}
        return keep_document(document=document, risk_ids=[risk.pk], **ask)

    def revision(self) -> Any:
        """A later version of the plan that has been decided, and that the open period has not been brought up to."""
        plan = plan_of(self.town)
        ask: dict[str, Any] = {"by": OPERATOR, "plan_id": plan.pk, "version": plan.version, "now": T1_OPEN}
        return adopted(self.town, begin_revision(reason="Ny lag", **ask))

    def frozen(self) -> tuple[object, ...]:
        """Everything that was decided, as it is stored, given out and shown."""
        board_, executive = self.people[1], self.people[3]
        rows = serializers.serialize("json", [BoardReport.objects.get(pk=self.report.pk)])
        whole = serializers.serialize("json", [ConsolidatedReport.objects.get(pk=self.consolidated.pk)])
        shown = board_report_seen_by(board_, self.report.pk, LATER.date()).data
        told = consolidated_report_seen_by(executive, self.consolidated.pk, LATER.date()).data
        return rows, whole, decided_report_bytes(board_, self.report.pk, LATER.date()), shown, told
