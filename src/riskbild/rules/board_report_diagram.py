"""The life of a board's report as a page of the documentation, drawn from its table."""

from collections.abc import Iterator

from riskbild.rules.board_report_life import MOVES, BoardReportState, pen
from riskbild.rules.labels import label

_HEAD = """\
# The life of a board's report

Drawn from `riskbild.rules.board_report_life`, the one table of states and steps; a test holds the two together. It is
the life of a board's interim and annual reports, and of the executive board's consolidated report. A step that has no
arrow cannot be taken by anybody. The permission that a step takes stands in brackets.
"""


def page() -> str:
    """The whole page `docs/report-life.md`: the diagram, then who holds the pen in each state."""
    return "\n".join([_HEAD, *_diagram(), "", *_states(), ""])


def _diagram() -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state in BoardReportState:
        yield f"    {state}: {label(state)}"
    yield f"    [*] --> {BoardReportState.DRAFT}"
    for state, moves in MOVES.items():
        for step, move in moves.items():
            yield f"    {state} --> {move.to or '[*]'}: {label(step)} ({move.permission})"
    for state in BoardReportState:
        if not MOVES[state]:
            yield f"    {state} --> [*]"
    yield "```"


def _states() -> Iterator[str]:
    yield "| state | på skärmen | who holds the pen |"
    yield "|---|---|---|"
    for state in BoardReportState:
        yield f"| `{state}` | {label(state)} | {pen(state) or 'nobody'} |"
