"""A report that a board has adopted cannot be changed by anyone, through any action of follow-up or oversight."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from django.core import serializers
from django.db import transaction
from tests.followup.sampled import BASIS, csv_file, population
from tests.oversight.test_consolidated_report import WRITTEN, Scene
from tests.people import NOW, OPERATOR
from tests.planning.scene import DECISION, secretary

import riskbild.followup.actions
import riskbild.oversight.actions
from riskbild.delivery.models import OutboxMessage
from riskbild.followup.actions.deviation_handling import PlannedMeasure
from riskbild.followup.actions.deviations import FoundDeviation, record_deviation
from riskbild.followup.actions.evidence import NewEvidence
from riskbild.followup.actions.periods import PeriodDates
from riskbild.followup.actions.reporting import Done
from riskbild.followup.actions.samples import Order, ReadPopulation
from riskbild.followup.models import BoardReport, Deviation, FollowUpPeriod, Report
from riskbild.followup.queries.board_reports import board_report_seen_by, decided_report_bytes
from riskbild.oversight.models import ConsolidatedReport
from riskbild.oversight.reports import consolidated_report_seen_by
from riskbild.rules.progress import Progress
from riskbild.rules.refusal import Refused
from riskbild.rules.reminders import ReminderRules
from riskbild.rules.reporting import Filled, OnPlan
from riskbild.rules.result import Result
from riskbild.rules.sample_life import Verdict
from riskbild.rules.sampling import SamplingMethod

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
NOBODY = UUID(int=7)
NEW = {"title": "Nytt", "description": "", "cause": ""}


def modules() -> Iterator[ModuleType]:
    for one in pkgutil.iter_modules(riskbild.followup.actions.__path__):
        yield importlib.import_module(f"{riskbild.followup.actions.__name__}.{one.name}")
    yield riskbild.oversight.actions


def actions() -> dict[str, Callable[..., Any]]:
    """Every action there is: a public function of an actions module that says who acts and when."""
    found = {}
    for module in modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            asked = inspect.signature(function).parameters
            own = function.__module__ == module.__name__ and not name.startswith("_")
            named = all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in asked.values())
            if own and named and {"by", "now"} <= set(asked):
                found[name] = function
    return found


class Adopted:
    """A board's adopted report and the executive board's, with a deviation and reports around them."""

    def __init__(self) -> None:
        scene = Scene()
        self.town = scene.town
        self.consolidated: ConsolidatedReport = scene.adopted()
        self.report = BoardReport.objects.get()
        self.period = FollowUpPeriod.objects.get()
        self.row = Report.objects.order_by("position")[0]
        texts = {"title": "Fel", "description": "", "cause": "Brist"}
        found = FoundDeviation(texts, Result.MINOR_DEVIATION, NOW.date(), report_id=self.row.pk)
        self.deviation: Deviation = record_deviation(by=OPERATOR, found=found, now=NOW)
        self.people = (OPERATOR, self.town.coordinator(), secretary(self.town), scene.whole, scene.secretary)

    def frozen(self) -> tuple[object, ...]:
        """Everything that was decided, as it is stored, given out and shown."""
        board, executive = self.people[1], self.people[3]
        rows = serializers.serialize("json", [self.report.__class__.objects.get(pk=self.report.pk)])
        whole = serializers.serialize("json", [ConsolidatedReport.objects.get(pk=self.consolidated.pk)])
        shown = board_report_seen_by(board, self.report.pk, LATER.date()).data
        told = consolidated_report_seen_by(executive, self.consolidated.pk, LATER.date()).data
        return rows, whole, decided_report_bytes(board, self.report.pk, LATER.date()), shown, told


def given(made: Adopted) -> dict[str, dict[str, Any]]:
    """For each action, arguments with which it would touch a report if it could; `by` and `now` are added."""
    town, year = made.town, {"board_year_id": made.town.year.pk}
    person, school = town.coordinator().pk, town.school.pk
    at_report = {"report_id": made.report.pk, "version": made.report.version}
    at_whole = {"report_id": made.consolidated.pk, "version": made.consolidated.version}
    at_row = {"report_id": made.row.pk, "version": made.row.version}
    at_period = {"period_id": made.period.pk, "version": made.period.version}
    at_deviation = {"deviation_id": made.deviation.pk, "version": made.deviation.version}
    at_sample = {"sample_id": NOBODY, "version": 1}
    decision = replace(DECISION, paragraph="§ 999")
    dates = PeriodDates(date(2027, 5, 1), date(2027, 6, 1), date(2027, 6, 20))
    measure = PlannedMeasure("Utbilda", "Rektor", date(2027, 9, 1))
    read = ReadPopulation(population(), "", 1)
    return {
        # The reports themselves.
        "begin_board_report": year,
        "write_board_report": {**at_report, "written": WRITTEN},
        "propose_board_report": at_report,
        "take_back_board_report": at_report,
        "return_board_report": {**at_report, "reason": "x"},
        "adopt_board_report": {**at_report, "decision": decision},
        "drop_board_report": at_report,
        "begin_consolidated_report": {"municipality_id": town.municipality_id, "year": 2027},
        "write_consolidated_report": {**at_whole, "written": WRITTEN},
        "propose_consolidated_report": at_whole,
        "take_back_consolidated_report": at_whole,
        "return_consolidated_report": {**at_whole, "reason": "x"},
        "adopt_consolidated_report": {**at_whole, "decision": decision},
        "drop_consolidated_report": at_whole,
        # What they were made of.
        "report": {**at_row, "filled": Filled(on_plan=OnPlan.NO, comment="Helt andra ord")},
        "mark_occurrence": {"occurrence_id": NOBODY, "version": 1, "done": Done(date(2027, 4, 1), "")},
        "save_draft": {"report_id": made.row.pk, "version": 0, "texts": {"comment": "Helt andra ord"}},
        "discard_draft": {"draft_id": NOBODY},
        "import_reports": {**year, "document_id": NOBODY},
        "withdraw_reports": {"document_id": NOBODY},
        "open_period": {**year, "key": "T1"},
        "sync_period": {"period_id": made.period.pk},
        "follow_plan": {"plan_id": NOBODY},
        "set_period_dates": {**year, "key": "T1", "version": made.period.version, "dates": dates},
        "add_period": {
            **year, "name": "Extra", "starts": date(2027, 1, 1), "ends": date(2027, 5, 31), "dates": dates,
        },
        "drop_period": at_period,
        "close_period": at_period,
        "reopen_period": {**at_period, "reason": "x"},
        "close_followed_year": {**year, "version": town.year.version},
        "record_deviation": {"found": FoundDeviation(NEW, Result.MAJOR_DEVIATION, NOW.date(), **year, node_id=school)},
        "edit_deviation": {**at_deviation, "changes": {"severity": Result.MAJOR_DEVIATION}},
        "say_again": {**at_deviation, "earlier_id": None},
        "plan_measure": {**at_deviation, "measure": measure},
        "change_measure": {"measure_id": NOBODY, "version": 1, "measure": measure},
        "report_measure": {"measure_id": NOBODY, "version": 1, "progress": Progress.DONE, "note": ""},
        "accept_deviation": {**at_deviation, "reason": "x"},
        "close_deviation": {**at_deviation, "note": "x"},
        "reopen_deviation": {**at_deviation, "reason": "x"},
        "add_evidence": {"new": NewEvidence(b"%PDF-1.4", "a.pdf", NOW.date(), NOW.date(), report_id=made.row.pk)},
        "mark_evidence": {"evidence_id": NOBODY, "version": 1, "secrecy": ""},
        "remove_evidence": {"evidence_id": NOBODY, "version": 1, "reason": "x"},
        "start_sample": {"report_id": made.row.pk, "data": csv_file(), "name": "f.csv", "read": read},
        "read_anew": {**at_sample, "read": read},
        "draw_sample": {
            **at_sample, "population": population(), "order": Order(SamplingMethod.SIMPLE, 5, BASIS, "Fel", None),
        },
        "judge_row": {"row_id": NOBODY, "version": 1, "verdict": Verdict.WRONG, "note": ""},
        "conclude_sample": at_sample,
        "take_up_sample": at_sample,
        "withdraw_sample": {**at_sample, "reason": "x"},
        "weed_sample": at_sample,
        "set_weeding_day": {**at_sample, "weed_on": date(2030, 1, 1)},
        # People and mail.
        "assign_reports": {"report_ids": [made.row.pk], "person_id": person},
        "delegate_report": {"report_id": made.row.pk, "to_id": person},
        "take_back_delegation": {"report_id": made.row.pk},
        "set_role_holders": {"node_id": school, "role": "Rektor", "person_ids": [person]},
        "appoint_stand_in": {
            "person_id": person, "stand_in_id": made.people[2].id, "valid_from": date(2027, 5, 1),
            "valid_to": date(2027, 6, 1),
        },
        "end_stand_in": {"stand_in_id": NOBODY},
        "make_links": {"period_id": made.period.pk, "person_ids": [person]},
        "revoke_link": {"period_id": made.period.pk, "person_id": person},
        "remind": {"period_id": made.period.pk, "person_ids": [person]},
        "remind_all": {"municipality_id": town.municipality_id},
        "set_reminders": {"node_id": town.board.pk, "version": 0, "rules": ReminderRules(on=False)},
    }  # fmt: skip


def test_no_action_changes_what_a_board_has_decided_and_every_action_is_tried() -> None:
    made = Adopted()
    asked, before = given(made), made.frozen()
    assert sorted(asked) == sorted(actions())
    done = set()
    for name, action in actions().items():
        with transaction.atomic():
            for by in made.people:
                try:
                    with transaction.atomic():
                        action(by=by, now=LATER, **asked[name])
                    done.add(name)
                except Refused:
                    continue
            assert made.frozen() == before, name
            transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()
    # What the report was made of goes on living; what the board decided of it does not follow.
    assert {"report", "edit_deviation", "close_period", "begin_board_report", "begin_consolidated_report"} <= done
    assert not done & {name for name in asked if name.split("_")[0] in {"write", "propose", "adopt", "drop", "return"}}
