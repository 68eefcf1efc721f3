"""Group headings that carry a score: "Skattning 15: möjlig risk, allvarliga konsekvenser"."""

import re
from dataclasses import dataclass

_SCORE_HEADING = re.compile(
    r"\s*(?:skattning|riskvärde|risktal|riskpoäng|riskskattning|poäng|värde)[\s:=]*(?P<score>[0-9]{1,4})\b"
    r"[\s:–—,-]*(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)


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
