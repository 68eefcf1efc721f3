"""How far a measure has come, and which step may follow which."""

from collections.abc import Mapping
from enum import StrEnum

from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence


class Progress(StrEnum):
    """How far a measure has come."""

    NOT_STARTED = "not_started"
    ONGOING = "ongoing"
    DONE = "done"
    CANCELLED = "cancelled"


FOLLOWS: Mapping[Progress, frozenset[Progress]] = {
    Progress.NOT_STARTED: frozenset({Progress.ONGOING, Progress.DONE, Progress.CANCELLED}),
    Progress.ONGOING: frozenset({Progress.NOT_STARTED, Progress.DONE, Progress.CANCELLED}),
    # What is finished or dropped is taken up again before anything else can be said about it.
    Progress.DONE: frozenset({Progress.ONGOING}),
    Progress.CANCELLED: frozenset({Progress.NOT_STARTED, Progress.ONGOING}),
}
"""Which steps a measure may go to from each step."""

OPEN = frozenset({Progress.NOT_STARTED, Progress.ONGOING})
"""The steps at which something is still to be done: such a measure can be late, and is carried over."""

_TAKE_UP_FIRST: Mapping[Progress, Sentence] = {
    Progress.DONE: Sentence(
        "Åtgärden är genomförd. Sätt den till pågående innan du ändrar den på annat sätt.",
        "The measure is done. Set it to ongoing before you change it in any other way.",
    ),
    Progress.CANCELLED: Sentence(
        "Åtgärden är avbruten. Sätt den till ej påbörjad eller pågående innan du avslutar den.",
        "The measure is cancelled. Set it to not started or ongoing before you finish it.",
    ),
}


def check_may_become(before: Progress, after: Progress) -> None:
    """Refused if a measure cannot go from the one step to the other; no change is always allowed."""
    if after is not before and after not in FOLLOWS[before]:
        raise Refused(_TAKE_UP_FIRST[before])
