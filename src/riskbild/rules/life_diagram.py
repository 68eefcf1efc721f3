"""A life of states and steps drawn for the documentation, whatever it is the life of."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Protocol

from riskbild.rules.labels import label


class Step(Protocol):
    """Where a step leads, none for the end, and the permission that it takes."""

    @property
    def to(self) -> StrEnum | None: ...

    @property
    def permission(self) -> str: ...


type Moves[S: StrEnum, T: StrEnum] = Mapping[S, Mapping[T, Step]]


def diagram[S: StrEnum, T: StrEnum](moves: Moves[S, T], first: S) -> Iterator[str]:
    """Mermaid's lines; `moves` has every state, in the order of the life."""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state in moves:
        yield f"    {state}: {label(state)}"
    yield f"    [*] --> {first}"
    for state, steps in moves.items():
        for step, move in steps.items():
            yield f"    {state} --> {move.to or '[*]'}: {label(step)} ({move.permission})"
    for state, steps in moves.items():
        if not steps:
            yield f"    {state} --> [*]"
    yield "```"


def states[S: StrEnum, T: StrEnum](moves: Moves[S, T], pen: Callable[[S], str | None]) -> Iterator[str]:
    """A table of who holds the pen in each state."""
    yield "| state | på skärmen | who holds the pen |"
    yield "|---|---|---|"
    for state in moves:
        yield f"| `{state}` | {label(state)} | {pen(state) or 'nobody'} |"
