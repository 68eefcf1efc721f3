"""Where a plan stands: its states as a line, who holds the pen, and the steps that may be taken from there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from riskbild.planning.queries.plans import PlanSeen
from riskbild.rules.labels import label
from riskbild.rules.plan_life import MOVES, PlanState, PlanStep
from riskbild.rules.sentence import Sentence

_S, _T = PlanState, PlanStep


@dataclass(frozen=True)
class Stop:
    """One state in the line: passed, here, or still to come."""

    state: PlanState
    name: Sentence
    passed: bool
    here: bool


@dataclass(frozen=True)
class Way:
    """A step as a button: where it leads, and why the person cannot take it. `first` is the one to take now."""

    step: PlanStep
    name: Sentence
    href: str
    reason: Sentence | None
    first: bool
    pressed: bool


def line_of(state: PlanState) -> list[Stop]:
    """The states that a plan passes on its way, and the one it is in."""
    line = [_S.DRAFT, _S.PROPOSED, _S.ADOPTED, _S.CLOSED]
    if state is _S.RETURNED:
        line.insert(2, _S.RETURNED)
    if state is _S.REVISED:
        line[3] = _S.REVISED
    here = line.index(state)
    return [Stop(one, label(one), place < here, place == here) for place, one in enumerate(line)]


def pen_of(state: PlanState) -> Sentence:
    """Who holds the pen, in a sentence."""
    return _PEN[state]


def ways_of(plan: PlanSeen) -> list[Way]:
    """The steps from where the plan stands: those that may be taken, and the main one with its reason if it may not."""
    steps = [step for step in _ORDER if step in MOVES[plan.state]]
    reasons = {step: plan.steps[step] for step in steps}
    may = [step for step in steps if reasons[step] is None]
    first = may[0] if may else None
    shown = may or steps[:1]
    return [
        Way(
            step, _NAMES.get(step) or label(step), reverse(_PAGES[step], args=[plan.id]), reasons[step],
            first=step is first and step not in _QUIET, pressed=step is _T.TAKE_BACK,
        )
        for step in shown
    ]  # fmt: skip


_ORDER: Sequence[PlanStep] = (_T.PROPOSE, _T.ADOPT, _T.RETURN, _T.TAKE_BACK, _T.REVISE, _T.CLOSE, _T.DROP)
_QUIET = frozenset({_T.TAKE_BACK, _T.REVISE, _T.CLOSE, _T.DROP})
_PAGES: Mapping[PlanStep, str] = {
    _T.PROPOSE: "plan_propose",
    _T.TAKE_BACK: "plan_take_back",
    _T.RETURN: "plan_return",
    _T.ADOPT: "plan_adopt",
    _T.REVISE: "plan_revise",
    _T.CLOSE: "plan_close",
    _T.DROP: "plan_drop",
}
_NAMES: Mapping[PlanStep, Sentence] = {
    _T.PROPOSE: Sentence("Granska och föreslå", "Check and propose"),
    _T.ADOPT: Sentence("Registrera fastställande", "Record the adoption"),
    _T.CLOSE: Sentence("Avsluta planen", "Close the plan"),
}
_PEN: Mapping[PlanState, Sentence] = {
    _S.DRAFT: Sentence(
        "Samordnare och chef har pennan. Planen ändras tills den föreslås nämnden.",
        "The coordinator and the manager hold the pen. The plan is written until it is proposed to the board.",
    ),
    _S.PROPOSED: Sentence(
        "Planen ligger hos nämnden för beslut. Nämndsekreteraren registrerar beslutet; ingen har pennan.",
        "The plan lies with the board for a decision. The secretary records it; nobody holds the pen.",
    ),
    _S.RETURNED: Sentence(
        "Nämnden har återremitterat planen. Samordnare och chef har pennan igen.",
        "The board has returned the plan. The coordinator and the manager hold the pen again.",
    ),
    _S.ADOPTED: Sentence(
        "Planen gäller som nämnden fastställde den. Den ändras bara genom en revidering.",
        "The plan holds as the board adopted it. It is changed only by a revision.",
    ),
    _S.REVISED: Sentence(
        "En senare version gäller. Den här finns kvar som den fastställdes.",
        "A later version holds. This one remains as it was adopted.",
    ),
    _S.CLOSED: Sentence(
        "Året är uppföljt och planen avslutad. Den kan bara läsas.",
        "The year has been followed up and the plan closed. It can only be read.",
    ),
}
