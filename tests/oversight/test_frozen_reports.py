"""A report that a board has adopted cannot be changed by anyone, through any action of follow-up or oversight."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from tests.every_action import actions_of
from tests.followup.sampled import BASIS, csv_file, population, rows_of
from tests.oversight.consolidated_scene import WRITTEN
from tests.oversight.frozen_scene import LATER, Adopted, planned
from tests.planning.scene import DECISION

import riskbild.followup.actions
import riskbild.oversight.actions
from riskbild.followup.actions.deviations import FoundDeviation
from riskbild.followup.actions.evidence import NewEvidence
from riskbild.followup.actions.periods import PeriodDates
from riskbild.followup.actions.samples import Order, ReadPopulation
from riskbild.rules.progress import Progress
from riskbild.rules.refusal import Refused
from riskbild.rules.reminders import ReminderRules
from riskbild.rules.reporting import Filled
from riskbild.rules.result import Result
from riskbild.rules.sample_life import Verdict
from riskbild.rules.sampling import SamplingMethod
from riskbild.rules.status import Status

pytestmark = pytest.mark.django_db
ACTIONS = actions_of(riskbild.followup.actions, riskbild.oversight.actions)
NEW = {"title": "Nytt", "description": "", "cause": ""}
STEPS = ("write", "propose", "take_back", "return", "adopt", "drop")
FROZEN = {f"{step}_{kind}_report" for step in STEPS for kind in ("board", "consolidated")}
"""What a decided report takes no more. Everything else goes on, and does not touch it."""
NOT_YET = {"close_followed_year"}
"""What is refused here since a period is open; that a closed year's report stands is tried where years are closed."""


def given(made: Adopted) -> dict[str, dict[str, Any]]:
    """For each action, arguments with which it does what it is for; `by` and `now` are added."""
    town, year, day = made.town, {"board_year_id": made.town.year.pk}, LATER.date()
    person, school = town.coordinator().pk, town.school.pk
    dates = PeriodDates(date(2027, 5, 1), date(2027, 6, 1), date(2027, 6, 20))

    def at(name: str, row: Any) -> dict[str, Any]:
        return {f"{name}_id": row.pk, "version": row.version}

    decision = replace(DECISION, paragraph="§ 999")
    anew = {"read": ReadPopulation(population(40), "", 1)}
    return {
        # The reports themselves.
        "begin_board_report": year,
        "write_board_report": {**at("report", made.report), "written": WRITTEN},
        "propose_board_report": at("report", made.report),
        "take_back_board_report": at("report", made.report),
        "return_board_report": {**at("report", made.report), "reason": "x"},
        "adopt_board_report": {**at("report", made.report), "decision": decision},
        "drop_board_report": at("report", made.report),
        "begin_consolidated_report": {"municipality_id": town.municipality_id, "year": 2027},
        "write_consolidated_report": {**at("report", made.consolidated), "written": WRITTEN},
        "propose_consolidated_report": at("report", made.consolidated),
        "take_back_consolidated_report": at("report", made.consolidated),
        "return_consolidated_report": {**at("report", made.consolidated), "reason": "x"},
        "adopt_consolidated_report": {**at("report", made.consolidated), "decision": decision},
        "drop_consolidated_report": at("report", made.consolidated),
        # What they were made of.
        "report": {**at("report", made.row), "filled": Filled(status=Status.NOT_DONE, reason="Helt andra ord")},
        "save_draft": {"report_id": made.waiting.pk, "version": 1, "texts": {"comment": "Helt andra ord"}},
        "discard_draft": {"draft_id": made.draft.pk},
        "import_reports": {**year, "document_id": made.kept.pk},
        "withdraw_reports": {"document_id": made.taken_in.pk},
        "open_period": {**year, "key": "T3"},
        "sync_period": {"period_id": made.period.pk},
        "follow_plan": {"plan_id": made.revised.pk},
        "set_period_dates": {**year, "key": "T1", "version": made.period.version, "dates": dates},
        "add_period": {
            **year, "name": "Extra", "starts": date(2027, 1, 1), "ends": date(2027, 5, 31), "dates": dates,
        },
        "drop_period": at("period", made.own),
        "close_period": at("period", made.period),
        "reopen_period": {**at("period", made.closed), "reason": "x"},
        "close_followed_year": {**year, "version": town.year.version},
        "record_deviation": {"found": FoundDeviation(NEW, Result.MAJOR_DEVIATION, day, **year, node_id=school)},
        "edit_deviation": {**at("deviation", made.deviation), "changes": {"severity": Result.MAJOR_DEVIATION}},
        "say_again": {**at("deviation", made.deviation), "earlier_id": None},
        "plan_measure": {**at("deviation", made.deviation), "measure": planned()},
        "change_measure": {**at("measure", made.measure), "measure": planned("Helt andra ord")},
        "report_measure": {**at("measure", made.measure), "progress": Progress.DONE, "note": "Helt andra ord"},
        "accept_deviation": {**at("deviation", made.deviation), "reason": "x"},
        "close_deviation": {**at("deviation", made.mended), "note": "x"},
        "reopen_deviation": {**at("deviation", made.accepted), "reason": "x"},
        "add_evidence": {"new": NewEvidence(b"%PDF-1.4 b", "b.pdf", day, day, report_id=made.row.pk)},
        "mark_evidence": {**at("evidence", made.evidence), "secrecy": "18 kap. 8 §"},
        "remove_evidence": {**at("evidence", made.evidence), "reason": "x"},
        "start_sample": {
            "report_id": made.row.pk, "data": csv_file(), "name": "f.csv", "read": ReadPopulation(population(), "", 1),
        },
        "read_anew": {**at("sample", made.begun), **anew},
        "draw_sample": {
            **at("sample", made.begun), "population": population(),
            "order": Order(SamplingMethod.SIMPLE, 5, BASIS, "Fel", None),
        },
        "judge_row": {**at("row", rows_of(made.drawn)[0]), "verdict": Verdict.WRONG, "note": "Helt andra ord"},
        "conclude_sample": at("sample", made.judged),
        "take_up_sample": at("sample", made.concluded),
        "withdraw_sample": {**at("sample", made.drawn), "reason": "x"},
        "weed_sample": at("sample", made.concluded),
        "set_weeding_day": {**at("sample", made.concluded), "weed_on": date(2030, 1, 1)},
        # People and mail.
        "assign_reports": {"report_ids": [made.waiting.pk], "person_id": person},
        "delegate_report": {"report_id": made.waiting.pk, "to_id": person},
        "take_back_delegation": {"report_id": made.handed.pk},
        "set_role_holders": {"node_id": school, "role": "Rektor", "person_ids": [person]},
        "appoint_stand_in": {
            "person_id": made.rut.pk, "stand_in_id": person, "valid_from": day, "valid_to": date(2027, 8, 1),
        },
        "end_stand_in": {"stand_in_id": made.stand_in.pk},
        "make_links": {"period_id": made.period.pk, "person_ids": [person]},
        "revoke_link": {"period_id": made.period.pk, "person_id": made.rut.pk},
        "remind": {"period_id": made.period.pk, "person_ids": [made.rut.pk]},
        "remind_all": {"municipality_id": town.municipality_id},
        "set_reminders": {"node_id": town.board.pk, "version": 0, "rules": ReminderRules(on=False)},
    }  # fmt: skip


def test_no_action_changes_what_a_board_has_decided_and_every_action_is_tried() -> None:
    made = Adopted()
    asked, before = given(made), made.frozen()
    assert sorted(asked) == sorted(ACTIONS)
    refused: dict[str, list[Refused]] = {}
    for name, action in ACTIONS.items():
        with transaction.atomic():
            found = list(tried(made, action, asked[name]))
            assert made.frozen() == before, name
            transaction.set_rollback(True)
        if len(found) == len(made.people):
            refused[name] = found
    assert refused.keys() == FROZEN | NOT_YET, "everything else is done by somebody"
    # Who may do everything else is refused too, and not for who they are nor for what they have not seen.
    for name in FROZEN:
        assert type(refused[name][0]) is Refused, name
        assert "beslutad" in refused[name][0].sentence.sv, refused[name][0].sentence


def tried(made: Adopted, action: Callable[..., Any], asked: dict[str, Any]) -> Iterator[Refused]:
    """The refusals of everybody who tries, until somebody may."""
    for by in made.people:
        try:
            with transaction.atomic():
                action(by=by, now=LATER, **asked)
        except Refused as refusal:
            yield refusal
        else:
            return
