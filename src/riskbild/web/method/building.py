"""From a draft to a method: every fault is named at its field, and what can be shown is shown all the same."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from riskbild.rules.level import Colour, Level
from riskbild.rules.method import LONGEST_NAME, Cell, Method
from riskbild.rules.refusal import Refused
from riskbild.rules.scale import Scale, Step
from riskbild.rules.sentence import Sentence
from riskbild.rules.text_limits import text_findings
from riskbild.rules.threshold import Threshold, ThresholdKind
from riskbild.web.method.draft import AXES, Draft, LevelDraft, SquareDraft, StepDraft

type Errors = dict[str, Sentence]

_NUMBER = re.compile(r"[0-9]{1,7}", re.ASCII)
_NO_NUMBER = Sentence(sv="Ange ett heltal.", en="Give a whole number.")
_NO_COLOUR = Sentence(sv="Välj en färg.", en="Choose a colour.")
_NO_KIND = Sentence(sv="Välj en tröskel.", en="Choose a threshold.")
_NO_SUCH_LEVEL = Sentence(sv="Den risknivån finns inte längre.", en="There is no such level any more.")
_PLACEHOLDER = "–"


@dataclass(frozen=True)
class Built:
    """The method, when the draft is whole; what of it can be shown; and every fault by the name of its field."""

    method: Method | None
    shown: Method
    errors: Mapping[str, Sentence] = field(default_factory=dict)


def built(draft: Draft) -> Built:
    """Puts a draft together."""
    errors: Errors = {}
    name = _tried(errors, "name", lambda: _name(draft.name)) or _PLACEHOLDER
    likelihood, impact = (_scale(draft, axis, errors) for axis in AXES)
    both = likelihood is not None and impact is not None
    levels = _levels(draft, errors)
    shown = Method(name, likelihood if both else None, impact if both else None, levels=levels)
    overrides = _overrides(draft, shown, errors)
    shown = Method(name, shown.likelihood, shown.impact, overrides, levels)
    threshold = _tried(errors, "threshold", lambda: _threshold(draft, shown, errors))
    if errors or threshold is None:
        return Built(None, shown, errors)
    return Built(Method(name, shown.likelihood, shown.impact, overrides, levels, threshold), shown)


def _tried[Made](errors: Errors, where: str, make: Callable[[], Made]) -> Made | None:
    try:
        return make()
    except Refused as refusal:
        errors.setdefault(where, refusal.sentence)
        return None


def _name(text: str) -> str:
    name = " ".join(text.split())
    for finding in text_findings(name, ""):
        raise Refused(finding.sentence)
    return Method(name[: LONGEST_NAME + 1]).name


def _check_text(errors: Errors, where: str, text: str) -> None:
    for finding in text_findings(text, ""):
        errors.setdefault(where, finding.sentence)


def _number(errors: Errors, where: str, text: str) -> int | None:
    if _NUMBER.fullmatch(text.strip()):
        return int(text)
    errors.setdefault(where, _NO_NUMBER)
    return None


def _scale(draft: Draft, axis: str, errors: Errors) -> Scale | None:
    if not draft.scales:
        return None
    steps = [_step(errors, f"{axis}-{place}", step) for place, step in enumerate(draft.steps(axis))]
    whole = [step for step in steps if step is not None]
    if len(whole) < len(steps):
        return None
    return _tried(errors, axis, lambda: Scale(tuple(sorted(whole, key=lambda step: step.value))))


def _step(errors: Errors, where: str, step: StepDraft) -> Step | None:
    value = _number(errors, f"{where}-value", step.value)
    if value is None or _tried(errors, f"{where}-value", lambda: Step(value, "")) is None:
        return None
    word, criteria = " ".join(step.word.split()), step.criteria.strip()
    _check_text(errors, f"{where}-word", word)
    _check_text(errors, f"{where}-criteria", criteria)
    if _tried(errors, f"{where}-word", lambda: Step(value, word)) is None:
        return None
    return _tried(errors, f"{where}-criteria", lambda: Step(value, word, criteria))


def _levels(draft: Draft, errors: Errors) -> tuple[Level, ...]:
    """The levels that are whole, in order; none when they do not fit together."""
    made = [_level(errors, f"level-{place}", level) for place, level in enumerate(draft.levels)]
    levels = tuple(sorted((level for level in made if level), key=lambda level: level.from_score))
    return levels if _tried(errors, "levels", lambda: Method(_PLACEHOLDER, levels=levels)) else ()


def _level(errors: Errors, where: str, level: LevelDraft) -> Level | None:
    start = _number(errors, f"{where}-start", level.start)
    word, symbol = " ".join(level.word.split()), level.symbol.strip()
    _check_text(errors, f"{where}-word", word)
    _check_text(errors, f"{where}-symbol", symbol)
    if level.colour not in set(Colour):
        errors.setdefault(f"{where}-colour", _NO_COLOUR)
        return None
    colour = Colour(level.colour)
    if _tried(errors, f"{where}-word", lambda: Level(level.key, word, "●", colour, 0)) is None:
        return None
    if _tried(errors, f"{where}-symbol", lambda: Level(level.key, word, symbol, colour, 0)) is None or start is None:
        return None
    return Level(level.key, word, symbol, colour, start)


def _overrides(draft: Draft, method: Method, errors: Errors) -> dict[tuple[int, int], Cell]:
    """The squares that differ from the plain matrix; those of steps that are no longer there fall away."""
    overrides = {}
    for square in method.squares():
        place = square.likelihood, square.impact
        typed = draft.squares.get(place)
        cell = _cell(errors, draft, place, typed, method) if typed else None
        if cell is not None and cell != Cell(square.score):
            overrides[place] = cell
    return overrides


def _cell(errors: Errors, draft: Draft, place: tuple[int, int], typed: SquareDraft, method: Method) -> Cell | None:
    where = f"square-{place[0]}-{place[1]}"
    score = _number(errors, f"{where}-score", typed.score) if typed.score else place[0] * place[1]
    if score is None:
        return None
    one = _tried(
        errors, f"{where}-score", lambda: Method(_PLACEHOLDER, method.likelihood, method.impact, {place: Cell(score)})
    )
    key = _key(errors, f"{where}-level", typed.level, draft, method)
    return Cell(score, key) if one else None


def _key(errors: Errors, where: str, key: str, draft: Draft, method: Method) -> str | None:
    """The key of a level there is; of one whose row is at fault, the row itself tells."""
    if key and key not in {level.key for level in draft.levels}:
        errors.setdefault(where, _NO_SUCH_LEVEL)
    return key if key in {level.key for level in method.levels} else None


def _threshold(draft: Draft, method: Method, errors: Errors) -> Threshold | None:
    if draft.threshold not in set(ThresholdKind):
        raise Refused(_NO_KIND)
    kind = ThresholdKind(draft.threshold)
    if kind is ThresholdKind.SCORE_AT_LEAST:
        score = _number(errors, "threshold-score", draft.threshold_score)
        return None if score is None else Threshold(kind, score=score)
    if kind is ThresholdKind.LEVEL_AT_LEAST:
        key = _key(errors, "threshold-level", draft.threshold_level or "-", draft, method)
        return None if key is None else Threshold(kind, level_key=key)
    return Threshold(kind)
