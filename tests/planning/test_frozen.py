"""An adopted plan cannot be edited by anyone through any action of the planning or the register, nor by the import."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from types import ModuleType
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import serializers
from tests.people import NOW, OPERATOR, TODAY, Town, town
from tests.planning.scene import DECISION, adopted, clean, common_coordinator, plan_with, secretary, year_of

import riskbild.planning.actions
import riskbild.register.actions
from riskbild.cli.demo.data import towns
from riskbild.documents.profile import Profile
from riskbild.intake.actions import import_document
from riskbild.planning.actions.choices import ChoiceSeen
from riskbild.planning.actions.deciding import ChosenNomination
from riskbild.planning.actions.items import NewItem
from riskbild.planning.actions.profiles import Placed
from riskbild.planning.models import Plan, PlanChoice, PlanDecision, PlanItem, PlanItemRisk
from riskbild.planning.terms import NominationState
from riskbild.register.actions.adding import NewRisk
from riskbild.register.actions.editing import Chosen
from riskbild.register.actions.measures import MeasureTexts
from riskbild.register.derive import Scored
from riskbild.register.models import ImportedDocument, Measure, Risk
from riskbild.register.terms import AssessmentKind
from riskbild.rules.duties import RuleSet
from riskbild.rules.plan_life import PlanState
from riskbild.rules.progress import Progress
from riskbild.rules.refusal import Refused
from riskbild.rules.response import Response
from riskbild.rules.standard_methods import FOUR_BY_FOUR
from riskbild.rules.year_rules import YearRules

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=5)
# The steps that the board itself may still take with what it has decided; neither touches what was decided.
LIFE_GOES_ON = {"close_plan"}


def modules(package: ModuleType) -> Iterator[ModuleType]:
    for one in pkgutil.iter_modules(package.__path__):
        yield importlib.import_module(f"{package.__name__}.{one.name}")


def actions() -> dict[str, Callable[..., Any]]:
    """Every action there is: a public function of an actions module that says who acts and when."""
    found = {}
    for package in (riskbild.planning.actions, riskbild.register.actions):
        for module in modules(package):
            for name, function in inspect.getmembers(module, inspect.isfunction):
                asked = inspect.signature(function).parameters
                own = function.__module__ == module.__name__ and not name.startswith("_")
                named = all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in asked.values())
                if own and named and {"by", "now"} <= set(asked):
                    found[name] = function
    return found


class Scene:
    """An adopted plan with everything around it that an action may be pointed at."""

    def __init__(self) -> None:
        self.town = town()
        self.risk = self.town.risk("Fel lön", likelihood=4, impact=3, measures="Utbilda")
        self.plan = adopted(self.town, plan_with(self.town, self.risk))
        self.item = PlanItem.objects.get(plan=self.plan)
        self.other = self.town.risk("Annan", likelihood=4, impact=4, measures="Utbilda")
        self.measure = Measure.objects.get(risk=self.risk)
        self.next_year = year_of(self.town, 2027)
        self.risk.refresh_from_db()

    def frozen(self) -> str:
        """Everything that is the adopted plan, as text."""
        mine = {"plan": self.plan}
        rows = [
            *PlanItem.objects.filter(**mine).order_by("pk"), *PlanItemRisk.objects.filter(**mine).order_by("pk"),
            *PlanChoice.objects.filter(**mine).order_by("pk"), *PlanDecision.objects.filter(**mine).order_by("pk"),
        ]  # fmt: skip
        return serializers.serialize("json", rows)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def given(scene: Scene) -> dict[str, dict[str, Any]]:
    """For each action, arguments with which it would touch the plan if it could; `by` and `now` are added."""
    risk, item, plan, measure, year = scene.risk, scene.item, scene.plan, scene.measure, scene.town.year
    nobody = UUID(int=7)
    at_risk = {"risk_id": risk.pk, "version": risk.version}
    at_plan = {"plan_id": plan.pk, "version": plan.version}
    at_item = {"item_id": item.pk, "version": item.version}
    at_measure = {"measure_id": measure.pk, "version": measure.version, "risk_version": risk.version}
    at_year = {"board_year_id": year.pk}
    profile = Profile(name="Standard", method=FOUR_BY_FOUR)
    document = replace(towns()[0].document, title=str(uuid4()))
    texts = {"activity": "Smyger sig in"}
    return {
        # The planning.
        "add_item": {"plan_id": plan.pk, "new": NewItem(texts)},
        "edit_item": {**at_item, "changes": texts},
        "remove_item": at_item,
        "order_items": {**at_plan, "item_ids": [item.pk]},
        "choose_for_plan": {"plan_id": plan.pk, "chosen": [ChoiceSeen(scene.other.pk)], "in_plan": True, "reason": "x"},
        "open_plan": at_year,
        "propose_plan": {**at_plan, "check_plan": clean},
        "take_back_plan": at_plan,
        "return_plan": {**at_plan, "reason": "x"},
        "adopt_plan": {**at_plan, "decision": replace(DECISION, paragraph="§ 999")},
        "begin_revision": {**at_plan, "reason": "Ny lag."},
        "drop_draft": at_plan,
        "close_plan": at_plan,
        "import_plan": {**at_year, "document_id": nobody},
        "withdraw_plan_rows": {"document_id": nobody},
        "issue_common": {"root_id": scene.town.root.pk, "year": 2026, "texts": texts},
        "withdraw_common": {"common_id": nobody, "version": 1},
        "carry_over": {"from_year_id": year.pk, "to_year_id": scene.next_year.pk, "item_ids": [item.pk]},
        "nominate": {**at_year, "risk_ids": [risk.pk], "motive": "x", "to_node_id": scene.town.board.pk},
        "withdraw_nomination": {"nomination_id": nobody, "version": 1},
        "take_nomination": {"nomination_id": nobody, "version": 1},
        "merge_nomination": {"nomination_id": nobody, "version": 1, "into_id": risk.pk},
        "decline_nomination": {"nomination_id": nobody, "version": 1, "reason": "x"},
        "decide_many": {"chosen": [ChosenNomination(nobody, 1)], "state": NominationState.TAKEN},
        "choose_risks": {**at_year, "node_id": scene.town.board.pk, "risk_ids": [risk.pk]},
        "remove_from_profile": {"profile_risk_id": nobody, "version": 1},
        "order_profile": {"profile_id": nobody, "version": 1, "placed": [Placed(nobody)]},
        "open_workshop": {
            **at_year, "node_id": scene.town.board.pk, "title": "x", "risk_ids": [risk.pk], "held_on": TODAY,
        },
        "score_alone": {"workshop_id": nobody, "risk_id": risk.pk, "scored": Scored(1, 1)},
        "show_spread": {"workshop_id": nobody, "risk_id": risk.pk},
        "decide_in_workshop": {
            "workshop_id": nobody, "risk_id": risk.pk, "risk_version": 1, "scored": Scored(1, 1), "motive": "",
        },
        "close_workshop": {"workshop_id": nobody, "version": 1},
        "make_rules": {"root_id": scene.town.root.pk, "rules": RuleSet("Nya", TODAY), "after_number": 0},
        "set_year_rules": {**at_year, "version": 0, "rules": YearRules(nominates=True)},
        "mark_duty": {"board_id": scene.town.board.pk, "year": 2026, "key": "plan_sent", "done_on": TODAY},
        "unmark_duty": {"board_id": scene.town.board.pk, "year": 2026, "key": "plan_sent"},
        # The register.
        "add_risk": {**at_year, "new": NewRisk({"risk": "Ny"})},
        "add_risks": {**at_year, "new": [NewRisk({"risk": "Ny"})]},
        "edit_risk": {**at_risk, "changes": {"risk": "Helt andra ord", "in_plan": False}},
        "edit_many": {"chosen": [Chosen(risk.pk, risk.version)], "changes": {"in_plan": False}},
        "respond": {**at_risk, "response": Response.ACCEPT, "reason": "x"},
        "archive_risk": {**at_risk, "reason": "x"},
        "restore_risk": at_risk,
        "assess_risk": {**at_risk, "kind": AssessmentKind.INHERENT, "scored": Scored(1, 1), "motive": ""},
        "mark_secret": {**at_risk, "field": "risk", "paragraph": "18 kap. 8 §", "reason": ""},
        "lift_secrecy": {**at_risk, "field": "risk"},
        "add_measure": {**at_risk, "texts": MeasureTexts("Ny")},
        "edit_measure": {**at_measure, "texts": MeasureTexts("Annan")},
        "remove_measure": at_measure,
        "report_measure": {
            "measure_id": measure.pk, "version": measure.version, "progress": Progress.DONE, "note": "",
        },
        "carry_risks": {"board_year_id": scene.next_year.pk, "risk_ids": [risk.pk], "nodes": {risk.pk: risk.node_id}},
        "keep_document": {**at_year, "document": document, "risk_ids": [risk.pk] * len(document.rows)},
        "withdraw_document": {"document_id": nobody},
        "add_analyses": {**at_year, "held": {"a": ("Process", "2026-01-01")}},
        "make_method": {"node_id": scene.town.board.pk, "profile": profile},
        "add_method": {"node_id": scene.town.board.pk, "method": FOUR_BY_FOUR},
        "revise_method": {
            "node_id": scene.town.board.pk, "method_id": year.method_id, "after_number": 1, "method": FOUR_BY_FOUR,
        },
        "open_year": {"board_id": scene.town.board.pk, "year": 2026, "method_id": year.method_id},
        "close_year": {**at_year, "version": year.version},
        "reopen_year": {**at_year, "version": year.version},
        "set_year_method": {**at_year, "version": year.version, "method_id": year.method_id},
        "save_view": {"name": "x", "query": ""},
        "remove_view": {"view_id": nobody},
    }  # fmt: skip


def test_the_list_above_holds_every_action_there_is(scene: Scene) -> None:
    assert sorted(given(scene)) == sorted(actions())


@pytest.mark.parametrize("name", sorted(actions()))
def test_no_action_changes_what_was_decided(scene: Scene, name: str) -> None:
    before = scene.frozen()
    for by in (OPERATOR, scene.town.coordinator(), secretary(scene.town), common_coordinator(scene.town)):
        try:
            actions()[name](by=by, now=LATER, **given(scene)[name])
        except (Refused, AttributeError):
            continue  # an operator has no views and no opinion in a workshop
    assert scene.frozen() == before
    state = PlanState.CLOSED if name in LIFE_GOES_ON else PlanState.ADOPTED
    assert Plan.objects.get(pk=scene.plan.pk).state == state


@pytest.mark.parametrize("demo", towns(), ids=lambda demo: demo.code)
def test_no_document_changes_what_was_decided(scene: Scene, demo: Any) -> None:
    before = scene.frozen()
    try:
        import_document(by=OPERATOR, board=scene.town.board, year=2026, document=demo.document, now=LATER)
    except Refused:
        assert not ImportedDocument.objects.exists()  # all of it or nothing
    assert scene.frozen() == before
    assert Plan.objects.get(pk=scene.plan.pk).state == PlanState.ADOPTED


def test_what_was_decided_outlives_its_risks_changes(scene: Scene) -> None:
    before = PlanDecision.objects.get(plan=scene.plan).content
    Risk.objects.filter(pk=scene.risk.pk).update(title="Annan titel", risk="Andra ord")
    assert PlanDecision.objects.get(plan=scene.plan).content == before
    assert "Fel lön" in before
    assert isinstance(scene.town, Town)
