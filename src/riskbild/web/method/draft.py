"""A method as it is being written: every field as text, whatever was typed, and rows that come and go."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.http import QueryDict

from riskbild.rules.method import Cell, Method
from riskbild.rules.scale import MOST_STEPS, Scale
from riskbild.rules.threshold import ThresholdKind

MOST_LEVELS = 12
AXES = ("likelihood", "impact")
_LONGEST = 5000
_SQUARE = re.compile(r"square-(\d{1,4})-(\d{1,4})-(score|level)")
_REMOVE = re.compile(r"remove-(likelihood|impact|level)-(\d{1,2})")


@dataclass(frozen=True)
class StepDraft:
    """One step of a scale."""

    value: str = ""
    word: str = ""
    criteria: str = ""


@dataclass(frozen=True)
class LevelDraft:
    """One level; `key` follows it through its versions and is never typed."""

    key: str
    word: str = ""
    symbol: str = ""
    colour: str = ""
    start: str = ""


@dataclass(frozen=True)
class SquareDraft:
    """What a square is to give instead of the product, and instead of the level of its score; empty for neither."""

    score: str = ""
    level: str = ""


@dataclass(frozen=True)
class Draft:
    """The whole method as text. `number` is the version it was begun from, 0 for a new method."""

    name: str = ""
    scales: bool = True
    likelihood: tuple[StepDraft, ...] = ()
    impact: tuple[StepDraft, ...] = ()
    squares: Mapping[tuple[int, int], SquareDraft] = field(default_factory=dict)
    levels: tuple[LevelDraft, ...] = ()
    threshold: str = ThresholdKind.FREE_CHOICE.value
    threshold_score: str = ""
    threshold_level: str = ""
    number: int = 0

    def steps(self, axis: str) -> tuple[StepDraft, ...]:
        """The steps of one axis, by its name."""
        return self.likelihood if axis == "likelihood" else self.impact

    @property
    def shape(self) -> str:
        """How many rows there are of each sort: text kept by the browser fits only a form of the same shape."""
        return f"{len(self.likelihood)}-{len(self.impact)}-{len(self.levels)}"


def draft_of(method: Method, number: int = 0) -> Draft:
    """The draft that a method is changed by."""
    return Draft(
        name=method.name,
        scales=method.likelihood is not None,
        likelihood=_steps_of(method.likelihood),
        impact=_steps_of(method.impact),
        squares={place: _square_of(place, cell) for place, cell in method.overrides.items()},
        levels=tuple(
            LevelDraft(level.key, level.word, level.symbol, level.colour.value, str(level.from_score))
            for level in method.levels
        ),
        threshold=method.threshold.kind.value,
        threshold_score="" if method.threshold.score is None else str(method.threshold.score),
        threshold_level=method.threshold.level_key or "",
        number=number,
    )


def read_draft(sent: QueryDict) -> Draft:
    """The draft that a form holds. Nothing is judged here; a row that the form never had is passed over."""
    keys = [_text(sent, f"level-{place}-key") for place in _places(sent, "level", MOST_LEVELS)]
    number = _text(sent, "number")
    return Draft(
        name=_text(sent, "name"),
        scales=bool(sent.get("scales")),
        likelihood=_steps(sent, "likelihood"),
        impact=_steps(sent, "impact"),
        squares=_squares(sent),
        levels=tuple(
            _level(sent, place, key) for place, key in zip(_places(sent, "level", MOST_LEVELS), keys, strict=True)
        ),
        threshold=_text(sent, "threshold"),
        threshold_score=_text(sent, "threshold-score"),
        threshold_level=_text(sent, "threshold-level"),
        number=int(number) if re.fullmatch(r"[0-9]{1,6}", number) else 0,
    )


def changed(draft: Draft, press: str) -> Draft:
    """The draft after a press on one of the buttons that add or take away a row; other presses change nothing."""
    if press == "add-level" and len(draft.levels) < MOST_LEVELS:
        return replace(draft, levels=(*draft.levels, LevelDraft(_new_key(draft.levels))))
    for axis in AXES:
        if press == f"add-{axis}" and len(draft.steps(axis)) < MOST_STEPS:
            return _with_steps(draft, axis, (*draft.steps(axis), _next_step(draft.steps(axis))))
    remove = _REMOVE.fullmatch(press)
    return _without(draft, remove[1], int(remove[2])) if remove else draft


def flat(draft: Draft) -> dict[str, str]:
    """Every field by its name in the form, for telling two drafts apart."""
    fields = {"name": draft.name, "scales": "1" if draft.scales else ""}
    for axis in AXES:
        for place, step in enumerate(draft.steps(axis)):
            fields |= {f"{axis}-{place}-{name}": getattr(step, name) for name in ("value", "word", "criteria")}
    for place, level in enumerate(draft.levels):
        fields |= {f"level-{place}-{name}": getattr(level, name) for name in ("start", "word", "symbol", "colour")}
    for (likelihood, impact), square in sorted(draft.squares.items()):
        fields |= {f"square-{likelihood}-{impact}-{name}": getattr(square, name) for name in ("score", "level")}
    threshold = {"threshold": draft.threshold, "threshold-score": draft.threshold_score}
    return fields | threshold | {"threshold-level": draft.threshold_level}


def _square_of(place: tuple[int, int], cell: Cell) -> SquareDraft:
    product = place[0] * place[1]
    return SquareDraft("" if cell.score == product else str(cell.score), cell.level_key or "")


def _steps_of(scale: Scale | None) -> tuple[StepDraft, ...]:
    steps = scale.steps if scale else ()
    return tuple(StepDraft(str(step.value), step.word, step.criteria) for step in steps)


def _steps(sent: QueryDict, axis: str) -> tuple[StepDraft, ...]:
    return tuple(
        StepDraft(*(_text(sent, f"{axis}-{place}-{name}") for name in ("value", "word", "criteria")))
        for place in _places(sent, axis, MOST_STEPS)
    )


def _level(sent: QueryDict, place: int, key: str) -> LevelDraft:
    return LevelDraft(key, *(_text(sent, f"level-{place}-{name}") for name in ("word", "symbol", "colour", "start")))


def _squares(sent: QueryDict) -> dict[tuple[int, int], SquareDraft]:
    squares: dict[tuple[int, int], SquareDraft] = {}
    for name in sent:
        found = _SQUARE.fullmatch(name)
        text = _text(sent, name).strip()
        if found and text and len(squares) <= MOST_STEPS**2:
            place = int(found[1]), int(found[2])
            squares[place] = replace(squares.get(place, SquareDraft()), **{found[3]: text})
    return squares


def _places(sent: QueryDict, prefix: str, most: int) -> Sequence[int]:
    return [place for place in range(most) if f"{prefix}-{place}-word" in sent]


def _text(sent: QueryDict, name: str) -> str:
    # One sign more than may be stored is enough to be told that it is too long.
    return str(sent.get(name, ""))[:_LONGEST]


def _with_steps(draft: Draft, axis: str, steps: tuple[StepDraft, ...]) -> Draft:
    return replace(draft, likelihood=steps) if axis == "likelihood" else replace(draft, impact=steps)


def _without(draft: Draft, kind: str, place: int) -> Draft:
    if kind == "level":
        return replace(draft, levels=_less(draft.levels, place))
    return _with_steps(draft, kind, _less(draft.steps(kind), place))


def _less[Row](rows: tuple[Row, ...], place: int) -> tuple[Row, ...]:
    return (*rows[:place], *rows[place + 1 :])


def _next_step(steps: Iterable[StepDraft]) -> StepDraft:
    values = [int(step.value) for step in steps if re.fullmatch(r"[0-9]{1,4}", step.value.strip())]
    return StepDraft(str(max(values, default=0) + 1))


def _new_key(levels: Iterable[LevelDraft]) -> str:
    taken = {level.key for level in levels}
    return next(key for number in range(1, MOST_LEVELS + 2) if (key := f"level-{number}") not in taken)
