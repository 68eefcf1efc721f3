"""The life of a follow-up period: planned, open, closed, and opened again with a reason; as one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence


class PeriodState(StrEnum):
    """Where a period stands. A period that came out of a document is closed: what it says has been reported."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class PeriodStep(StrEnum):
    """What can be done with a period.

    SYNC brings what is to be reported up to date with the plan. FILL is every report that is written in it.
    """

    SET_DATES = "set_dates"
    OPEN = "open"
    SYNC = "sync"
    FILL = "fill"
    CLOSE = "close"
    REOPEN = "reopen"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class PeriodMove:
    """A step that may be taken: the state it leads to (None: the period is gone), and the permission it takes.

    `permission` is the value of an `organisation.roles.Permission`, None where it depends on what is reported.
    """

    to: PeriodState | None
    permission: str | None


_S, _T = PeriodState, PeriodStep
_YEAR = "manage_year"

MOVES: Mapping[PeriodState, Mapping[PeriodStep, PeriodMove]] = {
    _S.PLANNED: {
        _T.SET_DATES: PeriodMove(_S.PLANNED, _YEAR),
        _T.OPEN: PeriodMove(_S.OPEN, _YEAR),
        _T.DROP: PeriodMove(None, _YEAR),
    },
    _S.OPEN: {
        _T.SET_DATES: PeriodMove(_S.OPEN, _YEAR),
        _T.SYNC: PeriodMove(_S.OPEN, _YEAR),
        _T.FILL: PeriodMove(_S.OPEN, None),
        _T.CLOSE: PeriodMove(_S.CLOSED, _YEAR),
    },
    _S.CLOSED: {_T.REOPEN: PeriodMove(_S.OPEN, _YEAR)},
}
"""Every step there is: a pair of state and step that does not stand here cannot be taken.

No law sets these states. What was reported in a period is what the board is told, so that a closed period is changed
by nobody until somebody who manages the year opens it again and says why.
"""

_WHY_NOT: Mapping[PeriodState, Sentence] = {
    _S.PLANNED: Sentence("Perioden är inte öppnad än.", "The period has not been opened yet."),
    _S.OPEN: Sentence("Perioden är redan öppen.", "The period is already open."),
    _S.CLOSED: Sentence(
        "Perioden är stängd. Samordnaren kan öppna den igen.", "The period is closed. The coordinator can reopen it."
    ),
}


def move(state: PeriodState, step: PeriodStep) -> PeriodMove:
    """Where a step leads from a state, and whom it takes. Raises `Refused` with the reason where it cannot be taken."""
    found = MOVES[state].get(step)
    if found is None:
        raise Refused(_WHY_NOT[state])
    return found


def refusal(state: PeriodState, step: PeriodStep) -> Sentence | None:
    """Why a step cannot be taken from a state, for a disabled button; None where it can."""
    return None if step in MOVES[state] else _WHY_NOT[state]
