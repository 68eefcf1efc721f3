"""RB704: the running text counts otherwise than the table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from riskbild.checks.place import Part, Place
from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Line, Subject
from riskbild.checks.words.numbers import NUMBERS, number_of
from riskbild.documents.exchange import DocumentKind, ExchangeControl, ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence(
    "Texten säger ”{words}”, men tabellen har {counts}.", "The text says “{words}”, but the table has {counts}."
)
_NUMBER = rf"(?P<number>\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_KIND_OF_RISK = r"(?:kritiska |prioriterade |identifierade |allvarliga |väsentliga |höga |utvalda |stora |nya )*"
_THINGS = r"(?P<thing>risker|risk|kontrollmoment|kontrollaktiviteter|kontroller|granskningar|aktiviteter)"
_CLAIM = re.compile(rf"(?<![\w.,/:-]){_NUMBER}(?: (?:av|stycken|st))? {_KIND_OF_RISK}{_THINGS}\b", re.IGNORECASE)
_BUT = re.compile(rf"\balla (?:\w+ )?(?:risker|kontrollmoment|kontroller) (?:utom|förutom) {_NUMBER}\b", re.IGNORECASE)
# What such a sentence counts is not in the table: another list, another year, a part of the rows, or a limit.
_ELSEWHERE = re.compile(
    r"brutto|föregående|förra|tidigare|fjol|varav|minst|högst|upp till|per (?:år|nämnd|enhet)|ytterligare"
    r"|cirka|omkring|övriga"
    r"|andra nämnder|kommungemensam|\bmax\b|mellan|(?:19|20)\d\d (?:fanns|hade|var|identifierades)|en av "
    r"(?:de|riskerna)",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\n")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A number that a text states: the words, the number, and what is counted."""

    words: str
    number: int
    counted: str


def find(subject: Subject) -> Iterator[Hit]:
    """Statements of how many risks or controls there are, or do not follow the plan, that no count in "
    "the table bears out."""
    for part in subject.document.texts:
        for claim in _claims(part.text):
            counts = _counts(subject, claim.counted)
            if counts and claim.number not in counts:
                told = _told(counts)
                yield Hit(Place(Part.DOCUMENT, None, "texts"), _SENTENCE.format(words=claim.words, counts=told))


def _claims(text: str) -> Iterator[_Claim]:
    # A word broken at a line's end has kept its hyphen; the sentence goes on.
    for sentence in _SENTENCES.split(re.sub(r"-\s*\n\s*", "", text)):
        plain = " ".join(sentence.split())
        for found in _BUT.finditer(plain):
            if (number := number_of(found["number"])) is not None:
                yield _Claim(found[0], number, "not_on_plan")
        if _ELSEWHERE.search(plain):
            continue
        for found in _CLAIM.finditer(plain):
            number = number_of(found["number"])
            if number is not None and not (number == 1 and found["number"].isalpha()):
                yield _Claim(found[0], number, "risks" if found["thing"].casefold().startswith("risk") else "controls")


def _counts(subject: Subject, counted: str) -> dict[int, None]:
    """The numbers that such a statement may fairly mean, the plainest first."""
    rows, plan = subject.rows, subject.plan
    if counted == "not_on_plan":
        asked = [line for line in rows if line.row.follows_plan is not None]
        return {sum(line.row.follows_plan is False for line in asked): None} if asked else {}
    if counted == "controls":
        each = [sum(1 for line in lines for _ in line.controls()) for lines in (rows, plan)]
        return dict.fromkeys(count for count in (*each, sum(each), len(plan)) if count)
    return dict.fromkeys(count for count in (len(rows), len(plan), *_parts(subject, rows)) if count)


def _parts(subject: Subject, rows: tuple[Line, ...]) -> Iterator[int]:
    yield sum(line.row.in_plan is True for line in rows)
    yield sum(line.row.in_plan is False for line in rows)
    yield sum(line.row.follows_plan is True for line in rows)
    yield sum(line.row.follows_plan is False for line in rows)
    yield len(subject.scores)
    levels = [scored.score.level for line in rows if (scored := subject.scored(line))]
    yield from (levels.count(level) for level in dict.fromkeys(levels) if level is not None)


def _told(counts: dict[int, None]) -> Sentence:
    first = next(iter(counts))
    return Sentence(f"{first}", f"{first}")


_ROWS = tuple(ExchangeRow(risk=f"Risk {number}", score=9, follows_plan=number != 4) for number in range(1, 8))
_YEARLY = DocumentKind.ANNUAL_FOLLOW_UP

RULE = Rule(
    code="RB704",
    name=Sentence("Löpande text och tabell räknar olika", "Running text and table count differently"),
    why=Sentence(
        "Antalet i texten har inte följt med när tabellen ändrades, eller tvärtom. Läsaren vet inte vilket som gäller.",
        "The number in the text was not changed with the table, or the other way round. The reader cannot know which "
        "holds.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example(
            "”Nämnden har antagit nio kritiska risker.” Tabellen har sju.",
            rows=_ROWS,
            kind=_YEARLY,
            texts=("Nämnden har antagit nio kritiska risker.",),
        ),
        Example(
            "”Alla kritiska risker utom tre följer plan.” Tabellen har ett nej.",
            rows=_ROWS,
            kind=_YEARLY,
            texts=("Alla kritiska risker utom tre följer plan.",),
        ),
        Example(
            "”Planen har fem kontrollmoment.” Tabellen har ett.",
            rows=(ExchangeRow(risk="Risk", controls=(ExchangeControl("Granska attester"),)),),
            texts=("Planen har fem kontrollmoment.",),
        ),
    ),
    good=(
        Example(
            "”… bruttolista har 20 risker tagits fram och bedömts. Sju av dessa risker … utom en bedöms följa …”",
            rows=_ROWS,
            kind=_YEARLY,
            texts=(
                (
                    "I nämndens bruttolista har 20 risker tagits fram och bedömts. Sju av dessa risker har "
                    "fått ett riskvärde "
                    "som är kritiskt. Alla kritiska risker utom en bedöms följa beslutad planering. En av de "
                    "kritiska riskerna "
                    "ska även granskas."
                ),
            ),
        ),
    ),
)
