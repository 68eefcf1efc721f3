"""The life of a board's report as a page of the documentation, drawn from its table."""

from riskbild.rules.board_report_life import MOVES, BoardReportState, pen
from riskbild.rules.life_diagram import diagram, states

_HEAD = """\
# The life of a board's report

Drawn from `riskbild.rules.board_report_life`, the one table of states and steps; a test holds the two together. It is
the life of a board's interim and annual reports, and of the executive board's consolidated report. A step that has no
arrow cannot be taken by anybody. The permission that a step takes stands in brackets.
"""


def page() -> str:
    """The whole page `docs/report-life.md`: the diagram, then who holds the pen in each state."""
    return "\n".join([_HEAD, *diagram(MOVES, BoardReportState.DRAFT), "", *states(MOVES, pen), ""])
