"""The life of a board's report is one whole table: every state reached, every pair answered, the picture follows."""

from itertools import product
from pathlib import Path

import pytest

from riskbild.organisation.roles import GRANTS, Permission, Role
from riskbild.rules.board_report_diagram import page
from riskbild.rules.board_report_life import (
    DECIDED,
    MOVES,
    OPEN_STATES,
    BoardReportState,
    BoardReportStep,
    move,
    pen,
    refusal,
)
from riskbild.rules.refusal import Refused

DOCS = Path(__file__).parents[2] / "docs"

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
adopted  replace   replaced
"""


def test_the_table_holds_just_these_steps() -> None:
    written = {tuple(line.split()) for line in LIFE.strip().splitlines()}
    assert {
        (str(state), str(step), str(one.to or "-")) for state, moves in MOVES.items() for step, one in moves.items()
    } == written


@pytest.mark.parametrize(("state", "step"), list(product(BoardReportState, BoardReportStep)))
def test_every_step_from_every_state_leads_somewhere_or_is_refused_with_a_reason(
    state: BoardReportState, step: BoardReportStep
) -> None:
    reason = refusal(state, step)
    if reason is None:
        assert move(state, step).permission in set(Permission)
        return
    with pytest.raises(Refused, match=r"[Rr]apporten|versionen"):
        move(state, step)


def test_every_state_stands_in_the_table_and_can_be_reached_from_a_draft() -> None:
    assert MOVES.keys() == set(BoardReportState)
    reached, found = {BoardReportState.DRAFT}, {BoardReportState.DRAFT}
    while found:
        found = {one.to for state in found for one in MOVES[state].values() if one.to} - reached
        reached |= found
    assert reached == set(BoardReportState)


def test_what_is_decided_is_never_written_in_again() -> None:
    assert {state for state in BoardReportState if pen(state)} == OPEN_STATES
    assert not {one.to for state in DECIDED for one in MOVES[state].values()} - DECIDED


def test_who_proposes_a_report_cannot_record_that_it_was_adopted() -> None:
    proposes = move(BoardReportState.DRAFT, BoardReportStep.PROPOSE)
    adopts = move(BoardReportState.PROPOSED, BoardReportStep.ADOPT)
    both = {Permission(proposes.permission), Permission(adopts.permission)}
    assert not [role for role in Role if both <= GRANTS[role]]


def test_the_page_of_the_documentation_is_drawn_from_the_table() -> None:
    assert (DOCS / "report-life.md").read_text(encoding="utf-8") == page()
