"""Group headings that carry a score: "Skattning 15: möjlig risk, allvarliga konsekvenser"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from riskbild.rules.codes import Code
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.level import Level
from riskbild.rules.sentence import Sentence

_SCORE_HEADING = re.compile(
    r"\s*(?:skattning|riskvärde|risktal|riskpoäng|riskskattning|poäng|värde)[\s:=]*(?P<score>[0-9]{1,4})\b"
    r"[\s:–—,-]*(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SAME_WORDS = Sentence(
    "Rubrikerna för riskvärdena {scores} har samma ord, ”{words}”.",
    "The headings for the scores {scores} have the same words, “{words}”.",
)
_COMPOSED = Sentence("Riskvärde {score}", "Score {score}")
_COMPOSED_WITH_LEVEL = Sentence("Riskvärde {score}: {level}", "Score {score}: {level}")
_UNSCORED = Sentence("Utan riskvärde", "No score")


@dataclass(frozen=True, slots=True)
class ScoreHeading:
    """A heading as printed, the score it states and the words after it ("" if there are none)."""

    text: str
    score: int
    words: str


def read_score_heading(text: str) -> ScoreHeading | None:
    """The score in a group heading, None if the heading states none.

    Such a score is derived: it feeds sorting and rules for the rows below and never enters their cells.
    """
    found = _SCORE_HEADING.fullmatch(text)
    return None if found is None else ScoreHeading(text, int(found["score"]), found["words"].strip())


def heading_findings(headings: Iterable[str]) -> tuple[Finding, ...]:
    """A warning for all words that stand with more than one score; the place is the first heading."""
    by_words: dict[str, list[ScoreHeading]] = {}
    for heading in map(read_score_heading, headings):
        if heading is not None and heading.words:
            by_words.setdefault(" ".join(heading.words.casefold().split()), []).append(heading)
    return tuple(finding for group in by_words.values() if (finding := _contradiction(group)) is not None)


def compose_heading(score: int | None, level: Level | None) -> Sentence:
    """A heading for the risks of one score, for a document that has none of its own."""
    if score is None:
        return _UNSCORED
    if level is None:
        return _COMPOSED.format(score=score)
    return _COMPOSED_WITH_LEVEL.format(score=score, level=level.word.lower())


def _contradiction(group: list[ScoreHeading]) -> Finding | None:
    scores = sorted({heading.score for heading in group})
    if len(scores) < 2:
        return None
    sentence = _SAME_WORDS.format(scores=", ".join(map(str, scores)), words=group[0].words)
    return Finding(Code.SAME_WORDS_DIFFERENT_SCORES, Severity.WARNING, group[0].text, sentence)
