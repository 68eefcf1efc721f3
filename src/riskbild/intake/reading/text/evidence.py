"""What speaks for a piece being in a column, and for a cell ending between two pieces.

All weights are sums that are compared, about the logarithm of how much likelier one reading is than the other.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from typing import Final

from riskbild.intake.reading import patterns
from riskbild.intake.reading.lexicon import CONTROL, CONTROL_OWNER, FREQUENCY, GROUP, METHOD, STATUS
from riskbild.intake.reading.text.order import ANSWERS, SCORES, Slot
from riskbild.intake.reading.text.pieces import Kind, Piece, labelled_fields

type Test = Callable[[str], object]

NEVER: Final = -60.0
SINGLE: Final = frozenset(("scores", *SCORES, *ANSWERS, "step"))
"""Columns whose cells are one value, and never go on."""
ALWAYS: Final = 0.995
"""How often a column is filled whose values tell the rows: what is answered once a row is answered in every row."""
_VALUES: Final[Mapping[str, tuple[Kind, ...]]] = {
    "scores": (Kind.TRIPLE,),
    **dict.fromkeys(SCORES, (Kind.NUMBER,)),
    **dict.fromkeys(ANSWERS, (Kind.ANSWER,)),
    "reference": (Kind.REFERENCE,),
    "step": (Kind.STEP,),
    "analysis_date": (Kind.DATE,),
}
_OPENINGS: Final[Mapping[str, tuple[tuple[Test, float], ...]]] = {
    "risk": ((patterns.RISK.match, 1.2), (patterns.DOING.match, -0.6)),
    "causes": ((patterns.CAUSE.match, 0.9), (patterns.DOING.match, -0.3)),
    "measures": ((patterns.DOING.match, 1.3), (patterns.RISK.match, -0.5)),
    "existing_controls": ((patterns.THERE_IS.search, 0.4),),
    "consequence": ((patterns.EFFECT.search, 0.8),),
    "response": ((patterns.DECIDED.match, 1.5),),
    "process": ((patterns.RISK.match, -0.4),),
    GROUP: ((patterns.RISK.match, 0.2),),
    CONTROL: ((patterns.CHECKING.match, 0.9), (patterns.DOING.match, 0.5), (patterns.STATE.match, -1.0)),
    METHOD: ((patterns.CHECKING.match, 0.8), (patterns.DOING.match, 0.4), (patterns.STATE.match, -1.0)),
    STATUS: ((patterns.STATE.match, 1.6),),
}
_SENTENCE: Final = re.compile(r"[a-zåäö]{3}\.(?:\s|$)")
_UNFINISHED: Final = re.compile(
    r"(?:,|-|\b(?:och|eller|av|i|på|till|från|för|med|att|som|samt|är|en|ett|de|det|den|inte|om|vid|inom|har|kan|ska|"
    r"mellan|vilket|utan|under|sig|mot))$",
    re.IGNORECASE,
)
_PARTED: Final = 0.12
_SHORT: Final = 60
CAPITAL: Final = 1.2
LISTS: Final = frozenset(("responsible", CONTROL_OWNER, FREQUENCY))
"""Columns whose cells list short things, each beginning a line."""
HEADS: Final = frozenset(("process", GROUP))
"""Columns whose cells are short and have one paragraph."""
_NO_STATES: Final = frozenset(("process", GROUP, "responsible", CONTROL_OWNER, FREQUENCY, CONTROL, METHOD))
_ROLE_ALONE: Final = re.compile(
    r"\w*(?:chef|direktör|rektor|ledare|ansvarig|samordnare|controller|ekonom|sekreterare|handläggare|strateg|jurist)"
    r"\w{0,3}[,/]?",
    re.IGNORECASE,
)
_DASHES: Final = frozenset("-–•*")


def fits(piece: Piece, name: str) -> float:
    """How well a piece stands in a column, whether it begins its cell or not."""
    wanted = _VALUES.get(name)
    if wanted is not None:
        return 2.5 if piece.kind in wanted else _beside(piece, name)
    if piece.kind in {Kind.TRIPLE, Kind.HEADING}:
        return NEVER
    if piece.kind is Kind.LABEL:
        return 0.0
    value = {Kind.ANSWER: -4.0, Kind.REFERENCE: -1.0, Kind.STEP: -1.5, Kind.DATE: -1.0, Kind.NUMBER: -2.5}
    return value.get(piece.kind, 0.0) + _reads(piece.text, name)


def _beside(piece: Piece, name: str) -> float:
    """A text in a column of values: only a date may be told in words."""
    told = name == "analysis_date" and piece.kind is Kind.TEXT and len(piece.text) < 30
    return -1.0 if told and re.search(r"\d", piece.text) else -5.0 if told else NEVER


def _reads(text: str, name: str) -> float:
    """How a text reads in a column of running or short text."""
    long = 0.8 if len(text) > _SHORT or _SENTENCE.search(text) else 0.0
    if name in _READS:
        return _READS[name](text, long)
    state = patterns.STATE.match(text) is not None
    if name == STATUS and state:
        return 0.8
    # Short cells of roles, times and intervals seldom stand in running text.
    own = sum(bool(test(text)) for test in (patterns.OFTEN.fullmatch, patterns.CATEGORY.fullmatch))
    own += 3 * (_ROLE_ALONE.fullmatch(text) is not None)
    stated = 0.0 if name not in _NO_STATES or not state else 4.0 if name in HEADS else 2.0
    headed = -1.0 * (text[-1] == ".") - 0.4 * long if name in HEADS else 0.0
    return headed - 0.8 * own - stated


def _reads_as_role(text: str, long: float) -> float:
    acts = patterns.CHECKING.match(text) or patterns.DOING.match(text)
    named = patterns.ROLE.search(text) is not None and (not acts or _ROLE_ALONE.fullmatch(text) is not None)
    return (1.6 if named else -0.9) - 1.5 * long - 2.0 * bool(patterns.STATE.match(text))


_READS: Final[Mapping[str, Callable[[str, float], float]]] = {
    "responsible": _reads_as_role,
    CONTROL_OWNER: _reads_as_role,
    "deadline": lambda text, long: (1.7 if patterns.WHEN.search(text) else -0.7) - long,
    FREQUENCY: lambda text, long: (2.2 if patterns.OFTEN.match(text) else -1.1) - 2 * long - 1.5 * (text[-1] == "."),
    "category": lambda text, long: (2.2 if patterns.CATEGORY.match(text) else -1.2) - 2 * long,
}


def opens(piece: Piece, name: str) -> float:
    """How well a piece begins a cell of a column."""
    if piece.kind is Kind.LABEL:
        return 4.0 if name in labelled_fields(piece.text) else -4.0
    if piece.kind is not Kind.TEXT:
        return 0.0
    return sum(weight for test, weight in _OPENINGS.get(name, ()) if test(piece.text))


def subject_of(slots: Sequence[Slot]) -> int | None:
    """The column that says what a row is about where no column is called the risk."""
    fields = [slot.field for slot in slots]
    return fields.index("process") if "process" in fields and "risk" not in fields else None


@dataclass(slots=True)
class Habits:
    """How this text is written: learnt from its gaps first, then from the cells that were found.

    `apart` is what speaks for a cell ending where a line follows the next one directly, below a blank paragraph or
    below an empty line; `dense` that no empty lines part the cells; `blank` what a line's end without or with a blank
    says for its cell going on. `widths` are the letters that a line of each column holds, for each stretch of the text
    below one header, and `filled` how often each column is.
    """

    apart: tuple[float, float, float]
    dense: bool = False
    blank: tuple[float, float] = (0.0, 0.0)
    widths: dict[tuple[int, int], float] = field(default_factory=dict)
    filled: list[float] = field(default_factory=list)


def first_habits(pieces: Sequence[Piece], slots: Sequence[Slot]) -> Habits:
    """What can be told before any cell is known."""
    lines = [piece for piece in pieces if not piece.inline]
    parted = sum(piece.line.gap > 0 for piece in lines[1:]) / max(len(lines) - 1, 1)
    apart = (-1.8, -2.4, 1.6) if parted > _PARTED else (-0.5, -0.8, 1.6)
    before = [ended for ended, piece in pairwise(lines) if piece.line.gap]
    within = [ended for ended, piece in pairwise(lines) if not piece.line.gap and not piece.line.spaced]
    about_controls = any(slot.field == CONTROL for slot in slots)
    filled = [_usually(slot, about_controls=about_controls) for slot in slots]
    return Habits(apart, parted <= _PARTED, log_odds(within, before), filled=filled)


def log_odds(within: Sequence[Piece], ends: Sequence[Piece]) -> tuple[float, float]:
    """What a blank at the end of a line says for going on: (without a blank, with one)."""
    if min(len(within), len(ends)) < 5:
        return (0.0, 0.0)
    inside = (sum(piece.blank for piece in within) + 1) / (len(within) + 2)
    last = (sum(piece.blank for piece in ends) + 1) / (len(ends) + 2)
    without, having = log((1 - inside) / (1 - last)), log(inside / last)
    return max(-2.5, min(2.5, without)), max(-2.5, min(2.5, having))


def _usually(slot: Slot, *, about_controls: bool) -> float:
    """How often a column is filled, before anything is counted."""
    if about_controls and slot.field in {"process", "risk", CONTROL}:
        return 0.98
    if slot.field in ANSWERS:
        return ALWAYS
    return {
        "comment": 0.4, "analysis_date": 0.5, "step": 0.6, GROUP: 0.3, "process": 0.8, "reference": 0.8, "category": 0.8
    }.get(slot.field, 0.9)  # fmt: skip


def apart_by(piece: Piece) -> int:
    """What stands between a line and the one before: 0 nothing, 1 a blank paragraph, 2 an empty line."""
    return 2 if piece.line.gap else 1 if piece.line.spaced else 0


def apart_odds(
    within: Sequence[Piece], starts: Sequence[Piece], before: tuple[float, float, float]
) -> tuple[float, float, float]:
    """What speaks for a cell ending by what stands before a line, counted; few counts leave what was taken before."""
    found = []
    for kind in range(3):
        inside = sum(apart_by(piece) == kind for piece in within)
        first = sum(apart_by(piece) == kind for piece in starts)
        counted = log((first + 0.5) / (len(starts) + 1)) - log((inside + 0.5) / (len(within) + 1))
        # What a blank paragraph says is not learnt: the first division mistakes it too often.
        share = 0.0 if kind == 1 else (inside + first) / (inside + first + 8)
        found.append(max(-3.0, min(3.0, share * counted + (1 - share) * before[kind])))
    return found[0], found[1], found[2]


def boundary(before: Piece, piece: Piece, habits: Habits) -> float:
    """What speaks for a cell ending between two pieces, whatever their columns; below 0 against."""
    if before.kind is Kind.LABEL:
        return -2.0 if piece.line.gap else -6.0  # a label does not end a cell
    weight = _by_opening(piece) + _by_ending(before)
    if piece.inline:
        valued = before.kind is not Kind.TEXT or piece.kind is not Kind.TEXT
        return weight + (0.5 if valued else 1.5 if _changes_kind(before, piece) else -1.6)
    weight += -habits.blank[before.blank] + (1.5 if _changes_kind(before, piece) else 0.0)
    if piece.kind not in {Kind.TEXT, Kind.LABEL} or before.kind is not Kind.TEXT:
        return weight + 1.0
    return weight + habits.apart[apart_by(piece)] + (CAPITAL if habits.dense and begins_anew(before, piece) else 0.0)


def _changes_kind(before: Piece, piece: Piece) -> bool:
    """Whether a line is nothing but a role or an interval, as in a cell of its own, and the one before is not."""
    tests = (_ROLE_ALONE.fullmatch, patterns.OFTEN.fullmatch)
    return any(test(piece.text) and not test(before.text) for test in tests)


def begins_anew(before: Piece, piece: Piece) -> bool:
    """Whether a line begins like a sentence where the line above ended none."""
    return piece.text[0].isupper() and before.text[-1] not in ".!?:" and not piece.line.gap and not piece.line.spaced


def _by_opening(piece: Piece) -> float:
    first = piece.text[0]
    if first.isupper() or first.isdigit() or first in '"”“(':
        return 0.6
    return 0.0 if first in _DASHES else -2.8


def _by_ending(before: Piece) -> float:
    if before.kind is not Kind.TEXT:
        return 0.5
    if _UNFINISHED.search(before.text):
        return -2.2
    return 0.5 if before.text[-1] in ".!?" else 0.0


def overflow(piece: Piece, width: float | None) -> float:
    """What a line that is longer than a column's lines are says against its being in it."""
    if width is None or piece.inline:
        return 0.0
    return -min(3.0, 0.35 * max(0.0, len(piece.line.text) - width - 2))


def fill(before: Piece, piece: Piece, width: float | None) -> float:
    """What the length of a line says for its cell going on: there was room for the next word, or there was none."""
    if width is None or piece.inline:
        return 0.0
    room = width - len(before.line.text)
    if room >= piece.first + 2:
        return -1.3
    return 0.4 if room < piece.first + 1 else 0.0
