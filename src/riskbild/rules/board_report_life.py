"""The life of a board's report, and of the executive board's over them all: states and steps, as one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence


class BoardReportState(StrEnum):
    """Where one version of a report stands. REPLACED was adopted, until a later version was."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    RETURNED = "returned"
    ADOPTED = "adopted"
    REPLACED = "replaced"


class BoardReportStep(StrEnum):
    """What can be done with a report. REPLACE happens to an adopted one when a later version is adopted."""

    EDIT = "edit"
    PROPOSE = "propose"
    TAKE_BACK = "take_back"
    RETURN = "return"
    ADOPT = "adopt"
    REPLACE = "replace"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class BoardReportMove:
    """Where a step leads (None: the draft is gone), and the value of the `organisation.roles.Permission` it takes."""

    to: BoardReportState | None
    permission: str


_S, _T = BoardReportState, BoardReportStep
_EDIT, _PROPOSE, _ADOPT = "edit_plan", "propose_plan", "adopt_plan"

MOVES: Mapping[BoardReportState, Mapping[BoardReportStep, BoardReportMove]] = {
    _S.DRAFT: {
        _T.EDIT: BoardReportMove(_S.DRAFT, _EDIT),
        _T.PROPOSE: BoardReportMove(_S.PROPOSED, _PROPOSE),
        _T.DROP: BoardReportMove(None, _EDIT),
    },
    _S.PROPOSED: {
        _T.TAKE_BACK: BoardReportMove(_S.DRAFT, _PROPOSE),
        _T.RETURN: BoardReportMove(_S.RETURNED, _ADOPT),
        _T.ADOPT: BoardReportMove(_S.ADOPTED, _ADOPT),
    },
    _S.RETURNED: {
        _T.EDIT: BoardReportMove(_S.RETURNED, _EDIT),
        _T.PROPOSE: BoardReportMove(_S.PROPOSED, _PROPOSE),
        _T.DROP: BoardReportMove(None, _EDIT),
    },
    _S.ADOPTED: {_T.REPLACE: BoardReportMove(_S.REPLACED, _ADOPT)},
    _S.REPLACED: {},
}
"""Every step there is: a pair of state and step that does not stand here cannot be taken.

No law sets these states. Kommunallagen (2017:725) 6 kap. 6 § makes the board answerable for its internal control, so
that the report is the board's own decision; auditors find fault with boards that only have it put before them.
"""

OPEN_STATES = frozenset({_S.DRAFT, _S.RETURNED})
"""The states in which somebody holds the pen: what the report tells is what the data say today."""

UNDECIDED = frozenset({*OPEN_STATES, _S.PROPOSED})
"""The states before the board's decision."""

DECIDED = frozenset({_S.ADOPTED, _S.REPLACED})
"""The states after it: what was decided is frozen."""

_WHY_NOT: Mapping[BoardReportState, Sentence] = {
    _S.DRAFT: Sentence("Rapporten är ett utkast och måste föreslås först.", "The report is a draft: propose it first."),
    _S.PROPOSED: Sentence(
        "Rapporten är föreslagen och väntar på beslut. Ta tillbaka förslaget för att ändra den.",
        "The report is proposed and awaits a decision. Take the proposal back to change it.",
    ),
    _S.RETURNED: Sentence(
        "Rapporten är återremitterad och måste föreslås på nytt.", "The report was returned: propose it again."
    ),
    _S.ADOPTED: Sentence(
        "Rapporten är beslutad och kan inte ändras. Påbörja en ny version om beslutet behöver göras om.",
        "The report is decided and cannot be changed. Begin a new version if the decision has to be taken anew.",
    ),
    _S.REPLACED: Sentence(
        "Den här versionen är ersatt av en senare och kan inte ändras.",
        "This version has been replaced by a later one and cannot be changed.",
    ),
}


def move(state: BoardReportState, step: BoardReportStep) -> BoardReportMove:
    """Where a step leads from a state. Raises `Refused` with the reason where it cannot be taken."""
    found = MOVES[state].get(step)
    if found is None:
        raise Refused(_WHY_NOT[state])
    return found


def refusal(state: BoardReportState, step: BoardReportStep) -> Sentence | None:
    """Why a step cannot be taken from a state, for a disabled button; None where it can."""
    return None if step in MOVES[state] else _WHY_NOT[state]


def pen(state: BoardReportState) -> str | None:
    """The permission that lets a person write in the report, None where nobody may."""
    found = MOVES[state].get(BoardReportStep.EDIT)
    return None if found is None else found.permission
