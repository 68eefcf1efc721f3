"""RB104: the same words stand for different scores."""

from collections import defaultdict
from collections.abc import Iterator

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Line, Subject
from riskbild.documents.exchange import ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.heading import read_score_heading
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence(
    "Riskvärdena {scores} har samma ord, ”{words}”. Antingen är orden eller något av riskvärdena fel.",
    "The scores {scores} have the same words, “{words}”. Either the words or one of the scores is wrong.",
)


def find(subject: Subject) -> Iterator[Hit]:
    """Words that stand with more than one score in group headings; the place is the first row below the first."""
    by_words: dict[str, dict[int, Line]] = defaultdict(dict)
    for line in subject.lines:
        heading = read_score_heading(line.row.heading) if line.row.heading else None
        if heading is not None and heading.words:
            by_words[" ".join(heading.words.casefold().split())].setdefault(heading.score, line)
    for words, scores in by_words.items():
        if len(scores) > 1:
            told = ", ".join(map(str, sorted(scores, reverse=True)))
            yield Hit(next(iter(scores.values())).place("heading"), _SENTENCE.format(scores=told, words=words))


def _headed(*headings: str) -> tuple[ExchangeRow, ...]:
    return tuple(ExchangeRow(process=f"Område {number}", heading=text) for number, text in enumerate(headings, 1))


RULE = Rule(
    code="RB104",
    name=Sentence("Samma ord för olika riskvärden", "Same words for different scores"),
    why=Sentence(
        "Läsaren kan inte veta vilken bedömning som gäller när samma ord står för två riskvärden.",
        "The reader cannot know which assessment holds when the same words stand for two scores.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example(
            "”Skattning 12: möjlig risk, kännbara konsekvenser” och ”Skattning 9: möjlig risk, kännbara konsekvenser”",
            rows=_headed(
                "Skattning 12: möjlig risk, kännbara konsekvenser", "Skattning 9: möjlig risk, kännbara konsekvenser"
            ),
        ),
    ),
    good=(
        Example(
            "”Skattning 15: möjlig risk, allvarliga konsekvenser” och ”Skattning 9: möjlig risk, kännbara "
            "konsekvenser”",
            rows=_headed(
                "Skattning 15: möjlig risk, allvarliga konsekvenser",
                "Skattning 9: möjlig risk, kännbara konsekvenser",
                "Skattning 9: möjlig risk, kännbara konsekvenser",
            ),
        ),
    ),
)
