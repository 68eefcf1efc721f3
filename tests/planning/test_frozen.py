"""An adopted plan cannot be edited by anyone through any action of the planning or the register, nor by the import.

Every page, with what people do there in the follow-up and elsewhere, is held to the same in
tests/web/test_every_url_every_role.py.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from tests.people import NOW, OPERATOR, TODAY
from tests.planning.decided_scene import ACTIONS, Decided, given

from riskbild.cli.demo.data import DemoTown, towns
from riskbild.intake.actions import import_document
from riskbild.planning.models import Plan, PlanDecision
from riskbild.planning.queries.workbook import item_rows
from riskbild.register.models import ImportedDocument, Risk
from riskbild.rules.plan_life import PlanState
from riskbild.rules.refusal import Forbidden, Missing, Refused

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=5)
# What would change the plan, and is refused to everybody because it is decided.
STOPPED = {
    "add_item", "edit_item", "remove_item", "order_items", "choose_for_plan", "open_plan", "propose_plan",
    "take_back_plan", "return_plan", "adopt_plan", "drop_draft", "import_plan", "withdraw_plan_rows", "carry_over",
}  # fmt: skip
# The step that the board itself may still take with what it has decided: the version is closed, what it says stays.
LIFE_GOES_ON = {"close_plan"}
# A person's own: the operator has no views, and no opinion in a workshop.
OWN = {"score_alone", "save_view", "remove_view"}


@pytest.fixture(scope="module")
def decided(module_database: None) -> Decided:
    return Decided()


@pytest.fixture
def made(decided: Decided, db: None) -> Decided:
    return decided


def tried(made: Decided, name: str, arguments: dict[str, Any]) -> tuple[bool, list[Refused]]:
    """Whether somebody got an action done, and how those before were refused."""
    refused = []
    for by in made.people:
        if by == OPERATOR and name in OWN:
            continue
        try:
            with transaction.atomic():
                ACTIONS[name](by=by, now=LATER, **arguments)
        except Refused as refusal:
            refused.append(refusal)
        else:
            return True, refused
    return False, refused


def test_the_arguments_are_those_of_every_action_there_is(made: Decided) -> None:
    assert sorted(given(made)) == sorted(ACTIONS)


def test_no_action_changes_what_was_decided(made: Decided) -> None:
    before, wrong = made.frozen(), {}
    for name, arguments in given(made).items():
        with transaction.atomic():
            done, refused = tried(made, name, arguments)
            version, content = made.frozen()
            if content != before[1] or (version != before[0]) is not (name in LIFE_GOES_ON):
                wrong[name] = "it changed the plan"
            elif done is (name in STOPPED):
                wrong[name] = f"done: {done}, {[str(one.sentence) for one in refused]}"
            transaction.set_rollback(True)
    assert wrong == {}


@pytest.mark.parametrize("name", sorted(STOPPED))
def test_what_would_change_the_plan_is_refused_because_it_is_decided(made: Decided, name: str) -> None:
    """The operator may everything and every key is real: nothing else can be the reason."""
    with pytest.raises(Refused, match=r"[Pp]lan.*(fastställd|påbörjad)") as refused:
        ACTIONS[name](by=OPERATOR, now=LATER, **given(made)[name])
    assert not isinstance(refused.value, Missing | Forbidden)


def test_the_last_step_closes_the_plan_and_no_more(made: Decided) -> None:
    before = made.frozen()
    done, _ = tried(made, "close_plan", given(made)["close_plan"])
    assert done
    assert made.frozen()[1] == before[1]
    assert Plan.objects.get(pk=made.plan.pk).state == PlanState.CLOSED


@pytest.mark.parametrize("demo", towns(), ids=lambda demo: demo.code)
def test_no_document_changes_what_was_decided(made: Decided, demo: DemoTown) -> None:
    before, documents = made.frozen(), ImportedDocument.objects.count()
    try:
        import_document(by=OPERATOR, board=made.town.board, year=2026, document=demo.document, now=LATER)
    except Refused:
        assert ImportedDocument.objects.count() == documents  # all of it or nothing
    assert made.frozen() == before


def test_no_returned_workbook_has_rows_of_a_decided_plan(made: Decided) -> None:
    assert item_rows(OPERATOR, made.town.year, TODAY) == {}


def test_what_was_decided_outlives_its_risks_changes(made: Decided) -> None:
    before = PlanDecision.objects.get(plan=made.plan).content
    Risk.objects.filter(pk=made.risk.pk).update(title="Annan titel", risk="Andra ord")
    assert PlanDecision.objects.get(plan=made.plan).content == before
    assert "Fel lön" in before
