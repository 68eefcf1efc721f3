"""The life of a control plan: its states, who holds the pen in each, and which step may follow which, as one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence


class PlanState(StrEnum):
    """Where one version of a plan stands.

    ADOPTED is the version in force. REVISED was in force until a later version was adopted. CLOSED was in force when
    its year ended.
    """

    DRAFT = "draft"
    PROPOSED = "proposed"
    RETURNED = "returned"
    ADOPTED = "adopted"
    REVISED = "revised"
    CLOSED = "closed"


class PlanStep(StrEnum):
    """What can be done with a version of a plan.

    REVISE makes the next version as a draft while this one stays in force; REPLACE happens to this one when that next
    version is adopted. DROP gives up a draft.
    """

    EDIT = "edit"
    PROPOSE = "propose"
    TAKE_BACK = "take_back"
    RETURN = "return"
    ADOPT = "adopt"
    REVISE = "revise"
    REPLACE = "replace"
    CLOSE = "close"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Move:
    """A step that may be taken: the state it leads to (None: the draft is gone), and the permission it takes.

    `permission` is the value of an `organisation.roles.Permission`; the rules know no more of it than its name.
    """

    to: PlanState | None
    permission: str


_S, _T = PlanState, PlanStep
_EDIT, _PROPOSE, _ADOPT, _YEAR = "edit_plan", "propose_plan", "adopt_plan", "manage_year"

MOVES: Mapping[PlanState, Mapping[PlanStep, Move]] = {
    _S.DRAFT: {_T.EDIT: Move(_S.DRAFT, _EDIT), _T.PROPOSE: Move(_S.PROPOSED, _PROPOSE), _T.DROP: Move(None, _EDIT)},
    _S.PROPOSED: {
        _T.TAKE_BACK: Move(_S.DRAFT, _PROPOSE),
        _T.RETURN: Move(_S.RETURNED, _ADOPT),
        _T.ADOPT: Move(_S.ADOPTED, _ADOPT),
    },
    _S.RETURNED: {
        _T.EDIT: Move(_S.RETURNED, _EDIT),
        _T.PROPOSE: Move(_S.PROPOSED, _PROPOSE),
        _T.DROP: Move(None, _EDIT),
    },
    _S.ADOPTED: {
        _T.REVISE: Move(_S.ADOPTED, _EDIT),
        _T.REPLACE: Move(_S.REVISED, _ADOPT),
        _T.CLOSE: Move(_S.CLOSED, _YEAR),
    },
    _S.REVISED: {},
    _S.CLOSED: {},
}
"""Every step there is: a pair of state and step that does not stand here cannot be taken.

No law sets these states. Kommunallagen (2017:725) 6 kap. 6 § makes the board answerable, so that a plan is the board's
own decision; auditors find fault with plans that have none.
"""

OPEN_STATES = frozenset({PlanState.DRAFT, PlanState.RETURNED})
"""The states in which somebody holds the pen."""

DECIDED = frozenset({PlanState.ADOPTED, PlanState.REVISED, PlanState.CLOSED})
"""The states after the board's decision: what was decided is frozen."""

_WHY_NOT: Mapping[PlanState, Sentence] = {
    _S.DRAFT: Sentence("Planen är ett utkast och måste föreslås först.", "The plan is a draft: propose it first."),
    _S.PROPOSED: Sentence(
        "Planen är föreslagen och väntar på beslut. Ta tillbaka förslaget för att ändra den.",
        "The plan is proposed and awaits a decision. Take the proposal back to change it.",
    ),
    _S.RETURNED: Sentence(
        "Planen är återremitterad och måste föreslås på nytt.", "The plan was returned: propose it again."
    ),
    _S.ADOPTED: Sentence(
        "Planen är fastställd och kan inte ändras. Gör en revidering.",
        "The plan is adopted and cannot be changed. Make a revision.",
    ),
    _S.REVISED: Sentence(
        "Den här versionen är ersatt av en senare och kan inte ändras.",
        "This version has been replaced by a later one and cannot be changed.",
    ),
    _S.CLOSED: Sentence("Planen är avslutad och kan inte ändras.", "The plan is closed and cannot be changed."),
}


REVISION_UNDER_WAY = Sentence(
    "En revidering pågår. Fastställ eller slopa den först.", "A revision is under way. Adopt or drop it first."
)
"""Why the version in force is neither revised nor closed while a later one is being written."""


def move(state: PlanState, step: PlanStep) -> Move:
    """Where a step leads from a state, and whom it takes. Raises `Refused` with the reason where it cannot be taken."""
    found = MOVES[state].get(step)
    if found is None:
        raise Refused(_WHY_NOT[state])
    return found


def refusal(state: PlanState, step: PlanStep) -> Sentence | None:
    """Why a step cannot be taken from a state, for a disabled button; None where it can."""
    return None if step in MOVES[state] else _WHY_NOT[state]


def pen(state: PlanState) -> str | None:
    """The permission that lets a person write in the plan, None where nobody may."""
    found = MOVES[state].get(PlanStep.EDIT)
    return None if found is None else found.permission
