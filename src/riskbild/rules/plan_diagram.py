"""The life of a plan as a page of the documentation, drawn from its table."""

from collections.abc import Iterator

from riskbild.rules.labels import label
from riskbild.rules.life_diagram import diagram, states
from riskbild.rules.plan_life import MOVES, PlanState, PlanStep, pen

_HEAD = """\
# The life of a control plan

Drawn from `riskbild.rules.plan_life`, the one table of states and steps; a test holds the two together. A step that has
no arrow cannot be taken by anybody. The permission that a step takes stands in brackets.
"""


def page() -> str:
    """The whole page `docs/plan-life.md`: the diagram, then the same as tables."""
    return "\n".join([_HEAD, *diagram(MOVES, PlanState.DRAFT), "", *states(MOVES, pen), "", *_steps(), ""])


def _steps() -> Iterator[str]:
    yield "| from | step | på skärmen | to | takes |"
    yield "|---|---|---|---|---|"
    for state, moves in MOVES.items():
        for step, move in moves.items():
            yield f"| `{state}` | `{step}` | {_said(step)} | {f'`{move.to}`' if move.to else '–'} | {move.permission} |"


def _said(step: PlanStep) -> str:
    return str(label(step))
