"""A method's matrix as rows and columns for a table: likelihood upwards, impact to the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from riskbild.rules.method import Method, Square, Step
from riskbild.rules.sentence import Sentence
from riskbild.rules.threshold import ThresholdKind


@dataclass(frozen=True)
class Matrix:
    """The columns' steps from left to right, and from the top each row's step with its squares."""

    columns: Sequence[Step]
    rows: Sequence[tuple[Step, Sequence[Square]]]


def matrix_of(method: Method) -> Matrix | None:
    """The matrix, or nothing for a method with no scales."""
    if method.likelihood is None or method.impact is None:
        return None
    squares = list(method.squares())
    rows = [(step, [one for one in squares if one.likelihood == step.value]) for step in method.likelihood.steps]
    return Matrix(method.impact.steps, rows[::-1])


def threshold_words(method: Method) -> Sentence:
    """The threshold in one sentence."""
    threshold = method.threshold
    level = method.level(threshold.level_key)
    if threshold.kind is ThresholdKind.SCORE_AT_LEAST:
        return _SCORE.format(score=threshold.score)
    if level is not None:
        return _LEVEL.format(level=level.word)
    return _HIGHEST if threshold.kind is ThresholdKind.HIGHEST_PER_CATEGORY else _FREE


_SCORE = Sentence(
    sv="Risker med riskvärde {score} eller högre ska till internkontrollplanen.",
    en="Risks with the score {score} or higher go to the control plan.",
)
_LEVEL = Sentence(
    sv="Risker på nivån {level} eller högre ska till internkontrollplanen.",
    en="Risks on the level {level} or higher go to the control plan.",
)
_HIGHEST = Sentence(
    sv="Den risk som har högst riskvärde i varje kategori ska till internkontrollplanen.",
    en="The risk with the highest score in each category goes to the control plan.",
)
_FREE = Sentence(
    sv="Nämnden väljer fritt vilka risker som ska till internkontrollplanen.",
    en="The board chooses freely which risks go to the control plan.",
)
