"""The score of a row: from its own cells, from its group heading, or from the matrix."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from riskbild.documents.exchange.document import ExchangeRow
from riskbild.documents.profile.derived import ScoreOrigin
from riskbild.documents.profile.form import Profile
from riskbild.documents.profile.parts import ScoreInHeading
from riskbild.rules.codes import Code
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.heading import ScoreHeading, read_score_heading
from riskbild.rules.scoring import Score, score
from riskbild.rules.sentence import Sentence

_NO_FINDINGS: Final[tuple[Finding, ...]] = ()
_OTHER_IN_HEADING = Sentence(
    "Riskvärdet {printed} stämmer inte med gruppens rubrik, där det står {heading}.",
    "The score {printed} does not agree with the group heading, which says {heading}.",
)


@dataclass(frozen=True, slots=True)
class Scored:
    """A row's score and where it comes from; None where the row has none."""

    score: Score
    origin: ScoreOrigin | None
    findings: tuple[Finding, ...]


def scored(profile: Profile, row: ExchangeRow) -> Scored:
    """The score of a row by a profile. The row's own cell goes before the heading, the heading before the matrix."""
    heading = None
    if profile.score_in_heading is not None and row.heading is not None:
        heading = read_score_heading(row.heading)
    if heading is not None and row.score is None:
        return _by_heading(profile, row, heading)
    own = score(profile.method, likelihood=row.likelihood, impact=row.impact, printed=row.score, where="score")
    findings = own.findings + (_NO_FINDINGS if heading is None else _disagreement(row.score, heading))
    if own.is_missing:
        return Scored(own, None, findings)
    return Scored(own, ScoreOrigin.MATRIX if row.score is None else ScoreOrigin.PRINTED, findings)


def _by_heading(profile: Profile, row: ExchangeRow, heading: ScoreHeading) -> Scored:
    """The heading's score, with the steps that its words name if they and the score agree."""
    likelihood, impact = row.likelihood, row.impact
    if likelihood is None and impact is None and profile.score_in_heading is not None:
        likelihood, impact = _steps_named(profile.score_in_heading, heading.words)
    by_words = score(profile.method, likelihood=likelihood, impact=impact, printed=heading.score, where="heading")
    if by_words.computed in (None, heading.score) or row.likelihood is not None or row.impact is not None:
        return Scored(by_words, ScoreOrigin.HEADING, by_words.findings)
    # Words that contradict the score they stand with name no square; the score is what was decided on.
    bare = score(profile.method, likelihood=None, impact=None, printed=heading.score, where="heading")
    return Scored(bare, ScoreOrigin.HEADING, by_words.findings + bare.findings)


def _steps_named(words: ScoreInHeading, text: str) -> tuple[int | None, int | None]:
    phrases = [_plain(phrase) for phrase in text.split(",")]
    likelihood, impact = _one_of(phrases, words.likelihood), _one_of(phrases, words.impact)
    return (None, None) if likelihood is None or impact is None else (likelihood, impact)


def _one_of(phrases: list[str], steps: Mapping[str, int]) -> int | None:
    named = {step for phrase, step in steps.items() if _plain(phrase) in phrases}
    return named.pop() if len(named) == 1 else None


def _plain(phrase: str) -> str:
    return " ".join(phrase.casefold().split()).strip(" .")


def _disagreement(printed: int | None, heading: ScoreHeading) -> tuple[Finding, ...]:
    if printed in (None, heading.score):
        return ()
    sentence = _OTHER_IN_HEADING.format(printed=printed, heading=heading.score)
    return (Finding(Code.SCORE_DIFFERS, Severity.WARNING, "score", sentence),)
