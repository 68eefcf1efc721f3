"""A decided plan with all that an action can be pointed at around it, and arguments for every action there is."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.core import serializers
from tests.every_action import actions_of
from tests.people import NOW, OPERATOR, TODAY, Town, town
from tests.planning.scene import DECISION, adopted, clean, common_coordinator, item, plan_with, secretary, year_of

import riskbild.planning.actions
import riskbild.register.actions
from riskbild.documents.exchange import DocumentKind, ExchangeDocument, ExchangeRow, Source
from riskbild.documents.profile import Profile
from riskbild.intake.actions import import_document
from riskbild.planning.actions.choices import ChoiceSeen
from riskbild.planning.actions.commons import issue_common
from riskbild.planning.actions.deciding import ChosenNomination
from riskbild.planning.actions.items import NewItem, edit_item
from riskbild.planning.actions.nominating import nominate
from riskbild.planning.actions.profiles import Placed
from riskbild.planning.actions.workshops import open_workshop
from riskbild.planning.actions.years import mark_duty
from riskbild.planning.models import Plan, PlanChoice, PlanDecision, PlanItem, PlanItemRisk, ProfileRisk
from riskbild.planning.terms import NominationState
from riskbild.register.actions.adding import NewRisk
from riskbild.register.actions.editing import Chosen, archive_risk
from riskbild.register.actions.measures import MeasureTexts
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.actions.views import save_view
from riskbild.register.actions.years import close_year
from riskbild.register.derive import Scored
from riskbild.register.models import Measure, Risk
from riskbild.register.terms import AssessmentKind
from riskbild.rules.duties import RuleSet
from riskbild.rules.progress import Progress
from riskbild.rules.response import Response
from riskbild.rules.standard_methods import FOUR_BY_FOUR
from riskbild.rules.year_rules import YearRules

ACTIONS = actions_of(riskbild.planning.actions, riskbild.register.actions)

_SECRECY = {"paragraph": "18 kap. 8 §", "reason": "", "now": NOW}


def document(row: str = "Fel lön betalas ut") -> ExchangeDocument:
    """A risk profile of one risk, with a plan of one control."""
    return ExchangeDocument(
        source=Source("plan.json"), kind=DocumentKind.RISK_PROFILE_AND_PLAN, title=str(uuid4()), year=2026,
        rows=(ExchangeRow(risk=row, causes="Två vikarier", likelihood=4, impact=3, score=12, measures="Utbilda"),),
        plan=(ExchangeRow(risk=row, measures="Stickprov av löner", responsible="HR-chef"),),
    )  # fmt: skip


class Decided:
    """An adopted plan out of a document, with a common control and one of the board's own; and what is around it."""

    def __init__(self) -> None:
        self.town = town()
        self.common = issue_common(
            by=OPERATOR, root_id=self.town.root.pk, year=2026, texts={"activity": "Bisysslor"}, now=NOW
        )
        imported = import_document(by=OPERATOR, board=self.town.board, year=2026, document=document(), now=NOW)
        self.document_id = imported.document_id
        self.risk = Risk.objects.get()
        draft = Plan.objects.get()
        answered = {"control_owner": "HR-chef"}
        edit_item(by=OPERATOR, item_id=self._item("common").pk, version=1, changes=answered, now=NOW)
        self.item = item(self.town, draft, self.risk)
        self.plan = adopted(self.town, draft)
        self._put_around()
        self.people = (
            OPERATOR, self.town.coordinator(), secretary(self.town), common_coordinator(self.town),
        )  # fmt: skip

    def _item(self, origin: str) -> PlanItem:
        return PlanItem.objects.get(origin=origin)

    def _put_around(self) -> None:
        here, anna = self.town, self.town.coordinator()
        at_year = {"board_year_id": here.year.pk, "now": NOW}
        self.other = here.risk("Annan", node=here.school, likelihood=4, impact=4)
        self.archived = here.risk("Avförd")
        archive_risk(by=OPERATOR, risk_id=self.archived.pk, version=1, reason="Löst.", now=NOW)
        offered = here.risk("Nominerad", node=here.school)
        (self.nomination,) = nominate(by=anna, risk_ids=[offered.pk], motive="Stor.", **at_year)
        mark_secret(by=OPERATOR, risk_id=self.risk.pk, version=None, field="causes", **_SECRECY)
        held = {**at_year, "node_id": here.board.pk, "title": "Verkstad", "risk_ids": [self.risk.pk], "held_on": TODAY}
        self.alone = open_workshop(by=anna, **held)
        self.together = open_workshop(by=anna, **held, alone_first=False)
        mark_duty(by=anna, board_id=here.board.pk, year=2026, key="plan_sent", done_on=TODAY, now=NOW)
        self.view = save_view(by=anna, name="Min", query="", now=NOW)
        self.before = year_of(here, 2025)
        earlier = Town(here.root, here.board, here.administration, here.school, here.kitchen, self.before, here.users)
        self.earlier_item = item(earlier, plan_with(earlier), activity="Kvar att göra")
        self.before = close_year(by=OPERATOR, board_year_id=self.before.pk, version=self.before.version, now=NOW)
        self.after = year_of(here, 2027)
        self.risk.refresh_from_db()
        self.measure = Measure.objects.get(risk=self.risk)
        self.placed = ProfileRisk.objects.select_related("profile").get(risk=self.risk)

    def frozen(self) -> tuple[str, str]:
        """Everything that is the adopted plan, as it is stored: the version itself, and all that belongs to it."""
        mine = {"plan": self.plan}
        rows = [row for model in (PlanItem, PlanItemRisk, PlanChoice, PlanDecision) for row in _rows(model, mine)]
        return serializers.serialize("json", _rows(Plan, {"pk": self.plan.pk})), serializers.serialize("json", rows)


def _rows(model: Any, mine: dict[str, Any]) -> Any:
    return model.objects.filter(**mine).order_by("pk")


def given(made: Decided) -> dict[str, dict[str, Any]]:
    """For each action, arguments with which it does what it is for, at the plan where that can be.

    Every key is of something that is there, so that nothing is refused for want of it. `by` and `now` are added.
    """
    return {**_of_the_plan(made), **_of_the_year(made), **_of_the_register(made), **_of_methods_and_years(made)}


def _of_the_plan(made: Decided) -> dict[str, dict[str, Any]]:
    item, plan = made.item, made.plan
    at_plan = {"plan_id": plan.pk, "version": plan.version}
    at_item = {"item_id": item.pk, "version": item.version}
    root = {"root_id": made.town.root.pk}
    items: list[UUID] = list(PlanItem.objects.filter(plan=plan).order_by("-position").values_list("pk", flat=True))
    texts = {"activity": "Smyger sig in"}
    at_year = {"board_year_id": made.town.year.pk}
    return {
        "add_item": {"plan_id": plan.pk, "new": NewItem(texts)},
        "edit_item": {**at_item, "changes": texts},
        "remove_item": at_item,
        "order_items": {**at_plan, "item_ids": items},
        "choose_for_plan": {"plan_id": plan.pk, "chosen": [ChoiceSeen(made.other.pk)], "in_plan": True, "reason": "x"},
        "open_plan": at_year,
        "propose_plan": {**at_plan, "check_plan": clean},
        "take_back_plan": at_plan,
        "return_plan": {**at_plan, "reason": "x"},
        "adopt_plan": {**at_plan, "decision": replace(DECISION, paragraph="§ 999")},
        "begin_revision": {**at_plan, "reason": "Ny lag."},
        "drop_draft": at_plan,
        "close_plan": at_plan,
        "import_plan": {**at_year, "document_id": made.document_id},
        "withdraw_plan_rows": {"document_id": made.document_id},
        "issue_common": {**root, "year": 2026, "texts": texts},
        "withdraw_common": {"common_id": made.common.pk, "version": made.common.version},
        "carry_over": {
            "from_year_id": made.before.pk, "to_year_id": made.town.year.pk, "item_ids": [made.earlier_item.pk],
        },
    }  # fmt: skip


def _of_the_year(made: Decided) -> dict[str, dict[str, Any]]:
    town, risk = made.town, made.risk
    at_year = {"board_year_id": town.year.pk}
    at_nomination = {"nomination_id": made.nomination.pk, "version": 1}
    at_workshop = {"workshop_id": made.alone.pk, "risk_id": risk.pk}
    board = {"board_id": town.board.pk, "year": 2026, "key": "plan_sent"}
    profile = made.placed.profile
    return {
        "nominate": {**at_year, "risk_ids": [made.other.pk], "motive": "x"},
        "withdraw_nomination": at_nomination,
        "take_nomination": at_nomination,
        "merge_nomination": {**at_nomination, "into_id": made.other.pk},
        "decline_nomination": {**at_nomination, "reason": "x"},
        "decide_many": {"chosen": [ChosenNomination(made.nomination.pk, 1)], "state": NominationState.TAKEN},
        "choose_risks": {**at_year, "node_id": town.board.pk, "risk_ids": [made.other.pk]},
        "remove_from_profile": {"profile_risk_id": made.placed.pk, "version": made.placed.version},
        "order_profile": {
            "profile_id": profile.pk, "version": profile.version, "placed": [Placed(made.placed.pk, "Först")],
        },
        "open_workshop": {
            **at_year, "node_id": town.board.pk, "title": "x", "risk_ids": [risk.pk], "held_on": TODAY,
        },
        "score_alone": {**at_workshop, "scored": Scored(1, 1)},
        "show_spread": at_workshop,
        "decide_in_workshop": {
            "workshop_id": made.together.pk, "risk_id": risk.pk, "risk_version": risk.version, "scored": Scored(1, 1),
            "motive": "",
        },
        "close_workshop": {"workshop_id": made.alone.pk, "version": 1},
        "make_rules": {"root_id": town.root.pk, "rules": RuleSet("Nya", TODAY), "after_number": 0},
        "set_year_rules": {**at_year, "version": 0, "rules": YearRules(nominates=True)},
        "mark_duty": {**board, "done_on": TODAY},
        "unmark_duty": board,
    }  # fmt: skip


def _of_the_register(made: Decided) -> dict[str, dict[str, Any]]:
    risk, measure, at_year = made.risk, made.measure, {"board_year_id": made.town.year.pk}
    at_risk = {"risk_id": risk.pk, "version": risk.version}
    at_measure = {"measure_id": measure.pk, "version": measure.version, "risk_version": risk.version}
    new = document("Nytt dokument")
    return {
        "add_risk": {**at_year, "new": NewRisk({"risk": "Ny"})},
        "add_risks": {**at_year, "new": [NewRisk({"risk": "Ny"})]},
        "edit_risk": {**at_risk, "changes": {"risk": "Helt andra ord", "in_plan": False}},
        "edit_many": {"chosen": [Chosen(risk.pk, risk.version)], "changes": {"in_plan": False}},
        "respond": {**at_risk, "response": Response.ACCEPT, "reason": "x"},
        "archive_risk": {**at_risk, "reason": "x"},
        "restore_risk": {"risk_id": made.archived.pk, "version": 2},
        "assess_risk": {**at_risk, "kind": AssessmentKind.INHERENT, "scored": Scored(1, 1), "motive": ""},
        "mark_secret": {**at_risk, "field": "risk", "paragraph": "18 kap. 8 §", "reason": ""},
        "lift_secrecy": {**at_risk, "field": "causes"},
        "add_measure": {**at_risk, "texts": MeasureTexts("Ny")},
        "edit_measure": {**at_measure, "texts": MeasureTexts("Annan")},
        "remove_measure": at_measure,
        "report_measure": {
            "measure_id": measure.pk, "version": measure.version, "progress": Progress.DONE, "note": "",
        },
        "carry_risks": {"board_year_id": made.after.pk, "risk_ids": [risk.pk], "nodes": {risk.pk: risk.node_id}},
        "keep_document": {**at_year, "document": new, "risk_ids": [risk.pk]},
        "withdraw_document": {"document_id": made.document_id},
        "add_analyses": {**at_year, "held": {"a": ("Process", "2026-01-01")}},
    }  # fmt: skip


def _of_methods_and_years(made: Decided) -> dict[str, dict[str, Any]]:
    year = made.town.year
    at_node, at_year = {"node_id": made.town.board.pk}, {"board_year_id": year.pk, "version": year.version}
    return {
        "make_method": {**at_node, "profile": Profile(name="Standard", method=FOUR_BY_FOUR)},
        "add_method": {**at_node, "method": FOUR_BY_FOUR},
        "revise_method": {**at_node, "method_id": year.method_id, "after_number": 1, "method": FOUR_BY_FOUR},
        "open_year": {"board_id": made.town.board.pk, "year": 2028, "method_id": year.method_id},
        "close_year": at_year,
        "reopen_year": {"board_year_id": made.before.pk, "version": made.before.version},
        "set_year_method": {**at_year, "method_id": year.method_id},
        "save_view": {"name": "x", "query": ""},
        "remove_view": {"view_id": made.view.pk},
    }
