"""What columns without titles hold, decided for all of them together: by their cells and by how forms are laid out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Final

from riskbild.intake.reading import patterns
from riskbild.intake.reading.content import FIELDS, Looks
from riskbild.intake.reading.lexicon import CONTROL, FREQUENCY, GROUP, METHOD, STATUS

_COLUMN: Final = 0.45
"""A column has to fit a field this well to be taken for it at all."""
_BACKWARDS: Final = 0.12
_BESIDE_SCORES: Final = 0.25
_NOT_ABOUT_RISKS: Final = 0.6
_BEFORE_ITS_RISK: Final = 0.2
_WAYS: Final = 300
_MARGIN: Final = 0.5
_LEAST, _MOST = 0.2, 0.75
_HALF: Final = 0.5

_ORDER: Final = (
    ("reference", "analysis_date"), (GROUP, "process"), ("step",), ("category",), ("risk",), ("description",),
    ("causes",), ("consequence",), ("likelihood",), ("impact",), ("score",), ("existing_controls", "response"),
    ("measures", CONTROL), (METHOD,), ("responsible", FREQUENCY), ("deadline",), ("in_plan", "follows_plan"),
    (STATUS, "result"), ("comment",),
)  # fmt: skip
"""How forms most often order their columns."""
_PLACE: Final = {name: place for place, names in enumerate(_ORDER) for name in names}
_COMMON: Final = {
    "risk": 0.35, "measures": 0.2, "responsible": 0.15, "reference": 0.15, "in_plan": 0.15, "score": 0.1,
    "process": 0.05, "deadline": 0.0, "causes": 0.0, "consequence": 0.0, "description": -0.3, "comment": -0.1,
    "existing_controls": -0.1,
}  # fmt: skip
"""How much commoner or rarer than others a field is in forms; what is not here is rare."""
_RARE: Final = -0.2
_BEFORE_SCORES: Final = frozenset(("risk", "description", "causes", "consequence", "process", "category"))
_NAMES: Final = frozenset((GROUP, "process", "category"))
_NUMBERED: Final = frozenset(("step", "deadline", "analysis_date", "likelihood", "impact", "score"))
_FIRST_YEAR: Final = 1900
_AFTER_SCORES: Final = frozenset(("measures", "responsible", "deadline", "in_plan", "comment", "existing_controls"))


@dataclass(frozen=True, slots=True)
class _Way:
    """A field or None for each column so far, how well they fit together, and the place of the last in a form."""

    weight: float
    fields: tuple[str | None, ...] = ()
    last: int = -1


def meant_together(
    looks: Sequence[Looks], triple: Sequence[int], known: Mapping[int, str] | None = None
) -> list[tuple[str, float] | None]:
    """For each column the field it holds and how sure that is, None where nothing fits; a field only once.

    `triple` are the columns of likelihood, impact and score, where their numbers have shown them, or none; `known` are
    the fields of columns that are settled already, as by their titles. What is nearly as likely to be something else
    is little sure, whatever it looks like.
    """
    scores = {**dict(zip(triple, ("likelihood", "impact", "score"), strict=False)), **(known or {})}
    ways = [_Way(0.0)]
    for column, look in enumerate(looks):
        fits = {scores[column]: 3.0} if column in scores else _fits(look, column, triple)
        ways = sorted((new for way in ways for new in _going_on(way, fits)), key=attrgetter("weight"), reverse=True)
        ways = ways[:_WAYS]
    ways = sorted((_judged(way) for way in ways), key=attrgetter("weight"), reverse=True)
    found = [_settled(ways, column, certain=column in scores) for column in range(len(looks))]
    return _filled_up(found, looks, triple) if known else found


def _filled_up(
    found: list[tuple[str, float] | None], looks: Sequence[Looks], triple: Sequence[int]
) -> list[tuple[str, float] | None]:
    """Among titled columns those that are left hold something too: what fits best of what no other holds."""
    used = {told[0] for told in found if told is not None}
    for column, look in enumerate(looks):
        left = {name: fit for name, fit in _fits(look, column, triple).items() if name not in used}
        if found[column] is None and left and look.fill > _HALF:
            name = max(left, key=lambda name: left[name])
            found[column] = name, _LEAST
            used.add(name)
    return found


def _fits(look: Looks, column: int, triple: Sequence[int]) -> Mapping[str, float]:
    """How well a column fits each field that it may be, beyond what it takes to be anything."""
    found = {}
    for name in FIELDS:
        if triple and name in {"likelihood", "impact", "score"}:
            continue
        fit = look.fits(name) + _COMMON.get(name, _RARE) - _COLUMN
        fit += _beyond_looks(name, look)
        if triple:
            before = column < triple[0]
            fit += _BESIDE_SCORES * (name in (_BEFORE_SCORES if before else _AFTER_SCORES))
        if fit > 0:
            found[name] = fit
    return found


def _beyond_looks(name: str, look: Looks) -> float:
    """What speaks for or against a field only where no title says anything."""
    if name == "measures":
        return 0.4 * look.share(patterns.INFINITIVE.match)
    if name == "responsible":
        return 0.3 * look.share(patterns.PERSON.search)
    counted = _counts_up(look.texts)
    if name == "reference":
        return 0.5 * counted
    if name in _NAMES:
        return -0.6 * look.share(patterns.PERSON.search) - 0.6 * look.share(patterns.REFERENCE.fullmatch)
    return -0.5 * counted if name in _NUMBERED else 0.0


def _counts_up(texts: Sequence[str]) -> bool:
    """Whether the cells number their rows: "1", "2"; "A1", "A2"; "1.1", "1.2"."""
    numbers = [tuple(int(number) for number in re.findall(r"\d+", text)) for text in texts]
    short = all(number and max(number) < _FIRST_YEAR for number in numbers) and max(map(len, texts), default=99) < 10
    return short and len(numbers) > 1 and all(above < below for above, below in pairwise(numbers))


def _going_on(way: _Way, fits: Mapping[str, float]) -> list[_Way]:
    ways = [_Way(way.weight, (*way.fields, None), way.last)]
    for name, fit in fits.items():
        if name not in way.fields:
            place = _PLACE[name]
            weight = way.weight + fit - _BACKWARDS * (place < way.last)
            ways.append(_Way(weight, (*way.fields, name), place))
    return ways


def _judged(way: _Way) -> _Way:
    """A list without anything that its rows are about is hardly one."""
    about = {"risk", "process", CONTROL} & set(way.fields)
    weight = way.weight if about else way.weight - _NOT_ABOUT_RISKS
    if "risk" in way.fields and "consequence" in way.fields[: way.fields.index("risk")]:
        # What follows from a risk hardly stands before it.
        weight -= _BEFORE_ITS_RISK
    return _Way(weight, way.fields)


def _settled(ways: Sequence[_Way], column: int, *, certain: bool) -> tuple[str, float] | None:
    """What the best way says of a column, and how far behind the best way is that says something else."""
    best = ways[0]
    name = best.fields[column]
    if name is None:
        return None
    if certain:
        return name, 0.8
    other = next((way.weight for way in ways if way.fields[column] != name), best.weight - 1.0)
    share = min(1.0, (best.weight - other) / _MARGIN)
    return name, round(_LEAST + (_MOST - _LEAST) * share, 3)
