"""The threshold in words, as a term's value: its kind, with its score or the word of its level."""

from riskbild.rules.labels import label
from riskbild.rules.method import Method
from riskbild.rules.sentence import Sentence
from riskbild.rules.threshold import Threshold, ThresholdKind


def threshold_in_words(threshold: Threshold, method: Method) -> Sentence:
    """The rule for the plan with its score or its level's word."""
    words = label(threshold.kind)
    if threshold.kind is ThresholdKind.SCORE_AT_LEAST:
        return _with(words, str(threshold.score))
    if threshold.kind is ThresholdKind.LEVEL_AT_LEAST:
        level = method.level(threshold.level_key)
        return _with(words, level.word if level else threshold.level_key or "")
    return words


def _with(words: Sentence, value: str) -> Sentence:
    return Sentence(f"{words.sv} {value}", f"{words.en} {value}")
