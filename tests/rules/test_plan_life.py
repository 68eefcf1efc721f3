"""The life of a plan is one whole table: every state is reached, every pair is answered, and the picture follows it."""

from itertools import product
from pathlib import Path

import pytest

from riskbild.organisation.roles import GRANTS, Permission, Role
from riskbild.rules.plan_diagram import page
from riskbild.rules.plan_life import DECIDED, MOVES, OPEN_STATES, PlanState, PlanStep, move, pen, refusal
from riskbild.rules.refusal import Refused

DOCS = Path(__file__).parents[2] / "docs"

# The words, written out once more: whoever changes the table must mean it.
LIFE = """
draft    edit      draft
draft    propose   proposed
draft    drop      -
proposed take_back draft
proposed return    returned
proposed adopt     adopted
returned edit      returned
returned propose   proposed
returned drop      -
adopted  revise    adopted
adopted  replace   revised
adopted  close     closed
"""


def test_the_table_holds_just_these_steps() -> None:
    written = {tuple(line.split()) for line in LIFE.strip().splitlines()}
    assert {
        (str(state), str(step), str(one.to or "-")) for state, moves in MOVES.items() for step, one in moves.items()
    } == written


@pytest.mark.parametrize(("state", "step"), list(product(PlanState, PlanStep)))
def test_every_step_from_every_state_leads_somewhere_or_is_refused_with_a_reason(
    state: PlanState, step: PlanStep
) -> None:
    reason = refusal(state, step)
    if reason is None:
        assert move(state, step).permission in set(Permission)
        return
    assert reason.sv
    with pytest.raises(Refused, match=r"[Pp]lan|versionen"):
        move(state, step)


def test_every_state_stands_in_the_table_and_can_be_reached_from_a_draft() -> None:
    assert MOVES.keys() == set(PlanState)
    reached, found = {PlanState.DRAFT}, {PlanState.DRAFT}
    while found:
        found = {one.to for state in found for one in MOVES[state].values() if one.to} - reached
        reached |= found
    assert reached == set(PlanState)


def test_somebody_holds_the_pen_in_the_open_states_and_nobody_in_the_others() -> None:
    assert {state for state in PlanState if pen(state)} == OPEN_STATES
    assert not DECIDED & OPEN_STATES


def test_what_is_decided_never_becomes_a_draft_again() -> None:
    assert not {one.to for state in DECIDED for one in MOVES[state].values()} - DECIDED


def test_who_proposes_a_plan_cannot_record_that_it_was_adopted() -> None:
    proposes, adopts = move(PlanState.DRAFT, PlanStep.PROPOSE), move(PlanState.PROPOSED, PlanStep.ADOPT)
    both = {Permission(proposes.permission), Permission(adopts.permission)}
    assert not [role for role in Role if both <= GRANTS[role]]


def test_the_page_of_the_documentation_is_drawn_from_the_table() -> None:
    drawn = (DOCS / "plan-life.md").read_text(encoding="utf-8")
    assert drawn == page(), (
        'write it anew: python -c "from riskbild.rules.plan_diagram import page; print(page(), end=str())"'
    )
