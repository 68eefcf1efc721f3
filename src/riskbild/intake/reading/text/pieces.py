"""Cuts lines into pieces where a cell may end inside a line, and knows the pieces that are values by their looks."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from riskbild.intake.reading import patterns
from riskbild.intake.reading.text.lines import Printed
from riskbild.intake.reading.titles import meanings_of
from riskbild.rules.heading import read_score_heading


class Kind(StrEnum):
    """What a piece is by its looks; TEXT may be anything."""

    TEXT = "text"
    NUMBER = "number"
    TRIPLE = "triple"
    ANSWER = "answer"
    REFERENCE = "reference"
    STEP = "step"
    DATE = "date"
    LABEL = "label"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or a part of one, with its values if it is numbers.

    `inline` says that it goes on in the line of the piece before it, `glued` that it does so without a blank, `blank`
    that a blank stands behind it.
    """

    text: str
    kind: Kind
    line: Printed
    inline: bool
    glued: bool
    blank: bool
    values: tuple[int, ...] = ()

    @property
    def first(self) -> int:
        """The length of its first word."""
        return len(self.text.split(maxsplit=1)[0])


_OFTEN: Final = 3
_TRIPLE: Final = re.compile(r"(\d{1,2}) (\d{1,2}) (\d{1,3})(?=\s|$)")
_NUMBER: Final = re.compile(r"\d{1,3}(?=\s+[A-ZÅÄÖ]|$)")
_STEP: Final = re.compile(r"\d{1,2}\.\d{1,2}[a-z]?(?=\s|$)")
_DATE: Final = re.compile(r"20\d\d-\d\d(?:-\d\d)?(?:/\d\d)?(?=\s|$)")
_REFERENCE: Final = re.compile(r"(?:\d{4,6}|[A-ZÅÄÖ]{1,5}[-.]?\d{1,4}(?:[-.]\d{1,4})?)(?=\s|$)")
_CARRIED: Final = re.compile(r"kvar från \d{4}", re.IGNORECASE)
_ANSWER: Final = re.compile(r"(?:^|(?<=\s))(?:Ja|Nej|JA|NEJ)(?=$|\s[A-ZÅÄÖ])")
_GLUED: Final = re.compile(r"(?<=[a-zåäö]{3})(?=[A-ZÅÄÖ][a-zåäö]{3})")
_CAPITAL: Final = re.compile(r"(?<=[\wåäöÅÄÖ)]) (?=[A-ZÅÄÖ][a-zåäö])")
_WHEN: Final = re.compile(
    r"(?<=[\wåäö)]) (?=(?:Hösten|Våren|Sommaren|Vintern|Kontinuerligt|Löpande|Årligen|Tertial|Snarast)\b)"
)
_TWICE: Final = re.compile(r"([A-ZÅÄÖ][^.]{2,30}\.) (?=(\1)(?:\s|$))")  # two cells that say the same
_SMALL_WORDS: Final = """
av i på till från för med om hos inom under vid och eller mellan samt via genom mot utan enligt kring åt bland som
att är den det de en ett
"""
_SMALL: Final = frozenset(_SMALL_WORDS.split())
_LARGEST_STEP: Final = 10
_LABELLED: Final = frozenset(("description", "consequence", "causes", "measures", "existing_controls"))


@dataclass(frozen=True, slots=True)
class Values:
    """Which kinds of value the text has as cells of their own; others are only text."""

    numbers: bool
    triples: bool
    answers: bool
    steps: bool
    dates: bool
    references: bool
    labels: frozenset[str] = frozenset()


def values_in(lines: Sequence[Printed]) -> Values:
    """What kinds of value occur often enough to be columns."""
    texts = [line.text for line in lines]
    triples = sum(_is_product(found) for text in texts if (found := _TRIPLE.match(text)))
    split = sum(_product_at(texts, place) for place in range(len(texts) - 2))
    alone = sum(text.isdigit() and len(text) < 4 for text in texts)
    led = sum(re.match(r"\d{1,3} [A-ZÅÄÖ]", text) is not None for text in texts)
    answers = sum(bool(_ANSWER.search(text)) for text in texts)
    steps = sum(bool(_STEP.match(text)) for text in texts)
    dates = sum(bool(_DATE.match(text)) for text in texts)
    references = sum(bool(_REFERENCE.match(text)) or bool(_CARRIED.match(text)) for text in texts)
    return Values(
        numbers=triples + split + alone + led >= _OFTEN,
        triples=triples + split >= _OFTEN,
        answers=answers >= _OFTEN,
        steps=steps >= _OFTEN,
        dates=dates >= _OFTEN,
        references=references >= max(_OFTEN, 0.3 * max(triples + split, answers)),
        labels=_labels(texts),
    )


def _labels(texts: Sequence[str]) -> frozenset[str]:
    """Lines that are a title and come again and again: labels inside the cells."""
    counts: dict[str, int] = {}
    for text in texts:
        if len(text) < 45 and text[:1].isupper() and text.rstrip(":").isalpha():
            counts[text] = counts.get(text, 0) + 1
    return frozenset(text for text, count in counts.items() if count > 1 and labelled_fields(text))


def labelled_fields(text: str) -> frozenset[str]:
    """The fields of running text that a label may stand for; none if it is no label."""
    found = meanings_of(text)
    known = bool(found) and found[0][1] >= 0.9
    return frozenset(field for field, _ in found if known and field in _LABELLED)


def _is_product(found: re.Match[str]) -> bool:
    a, b, c = (int(part) for part in found.groups())
    return a * b == c and 0 < a <= _LARGEST_STEP and 0 < b <= _LARGEST_STEP


def _product_at(texts: Sequence[str], place: int) -> bool:
    three = texts[place : place + 3]
    found = _TRIPLE.fullmatch(" ".join(three))
    return found is not None and all(text.isdigit() for text in three) and _is_product(found)


def pieces_of(lines: Sequence[Printed], values: Values, knows: Callable[[str], bool]) -> list[Piece]:
    """The lines as pieces in order. `knows` tells words from names: within a line, only a word begins a cell."""
    found: list[Piece] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        if (taken := _over_lines(lines, place, values)) is not None:
            piece, count = taken
            found.append(piece)
            place += count
            continue
        if read_score_heading(line.text) is not None:
            found.append(Piece(line.text, Kind.HEADING, line, inline=False, glued=False, blank=line.blank))
        elif line.text in values.labels:
            found.append(Piece(line.text, Kind.LABEL, line, inline=False, glued=False, blank=line.blank))
        else:
            found += _of_line(line, values, knows)
        place += 1
    return found


def _over_lines(lines: Sequence[Printed], place: int, values: Values) -> tuple[Piece, int] | None:
    """A value that is printed over several lines: a carried-over reference, or three numbers."""
    texts = [line.text for line in lines[place : place + 3]]
    if values.triples and len(texts) == 3 and _product_at(texts, 0):
        numbers = tuple(int(text) for text in texts)
        piece = Piece(" ".join(texts), Kind.TRIPLE, lines[place], inline=False, glued=False, blank=True, values=numbers)
        return piece, 3
    if values.references and len(texts) > 1 and _CARRIED.fullmatch(carried := f"{texts[0]} {texts[1]}"):
        return Piece(carried, Kind.REFERENCE, lines[place], inline=False, glued=False, blank=True), 2
    return None


def _of_line(line: Printed, values: Values, knows: Callable[[str], bool]) -> Iterator[Piece]:
    start, first = 0, True
    text = line.text
    while (lead := _leading(text[start:], values, first=first)) is not None:
        kind, length, numbers = lead
        whole = start + length >= len(text)
        yield Piece(
            text[start : start + length],
            kind,
            line,
            not first,
            glued=False,
            blank=line.blank or not whole,
            values=numbers,
        )
        start += length + 1
        first = False
        if whole:
            return
    for begin, end, kind, glued in _parts(text, start, values, knows):
        numbers = (int(text[begin:end]),) if kind is Kind.NUMBER else ()
        blank = line.blank if end >= len(text) else not glued
        yield Piece(text[begin:end].strip(), kind, line, not (first and begin == start), glued, blank, numbers)


def _leading(text: str, values: Values, *, first: bool) -> tuple[Kind, int, tuple[int, ...]] | None:
    """The value at the beginning of a line, with its length."""
    if values.triples and (found := _TRIPLE.match(text)) is not None and _is_product(found):
        return Kind.TRIPLE, found.end(), tuple(int(part) for part in found.groups())
    if values.answers and first and (found := _ANSWER.match(text)) is not None:
        return Kind.ANSWER, found.end(), ()
    for wanted, pattern, kind in (
        (values.steps, _STEP, Kind.STEP),
        (values.dates, _DATE, Kind.DATE),
        (values.references and first, _CARRIED, Kind.REFERENCE),
        (values.references and first, _REFERENCE, Kind.REFERENCE),
    ):
        if wanted and (found := pattern.match(text)) is not None:
            return kind, found.end(), ()
    if values.numbers and not values.triples and first and (found := _NUMBER.match(text)) is not None:
        return Kind.NUMBER, found.end(), (int(found[0]),)
    return None


def _parts(
    text: str, start: int, values: Values, knows: Callable[[str], bool]
) -> Iterator[tuple[int, int, Kind, bool]]:
    """Where the rest of a line may be cut: begin, end, kind, and whether the cut parts a word."""
    cuts = {start: False}
    answers: dict[int, int] = {}
    for found in _CAPITAL.finditer(text, start):
        before = text[start : found.start()].split()
        word = re.match(r"\w+", text[found.end() :])
        if before and before[-1].casefold() not in _SMALL and word is not None and knows(word[0].casefold()):
            cuts[found.end()] = False
    cuts |= {found.end(): False for found in _WHEN.finditer(text, start)}
    cuts |= {found.start(): True for found in _GLUED.finditer(text, start + 3)}
    cuts |= dict.fromkeys((found.end() for found in re.finditer(r" (?=\d{1,2}\.\d{1,2} [A-ZÅÄÖ])", text)), False)
    cuts |= dict.fromkeys((found.start(2) for found in _TWICE.finditer(text, start)), False)
    if values.answers:
        for found in _ANSWER.finditer(text, start):
            answers[found.start()] = found.end()
            cuts[found.start()] = False
            if found.end() < len(text):
                cuts[found.end() + 1] = False
    places = sorted(place for place in cuts if place < len(text))
    for place, end in zip(places, [*places[1:], len(text)], strict=True):
        part = text[place:end].strip()
        if part:
            yield place, end, _kind_of(part, answers.get(place), values), cuts[place]


def _kind_of(part: str, answer: int | None, values: Values) -> Kind:
    if answer is not None:
        return Kind.ANSWER
    if values.steps and patterns.STEP.fullmatch(part) and not part.isdigit():
        return Kind.STEP
    if values.numbers and part.isdigit() and len(part) < 4:
        return Kind.NUMBER
    return Kind.TEXT
