"""Undoes the wraps of a narrow cell: which lines are one paragraph, and which words were cut in two by the margin."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from statistics import median
from typing import Final

from riskbild.intake.reading.cut_words import with_whole_words
from riskbild.intake.reading.grid import Line
from riskbild.intake.reading.words import Words

_SOFT: Final = "\u00ad\u2010"
_HYPHENS: Final = "-\u2011"
_AND: Final = re.compile(r"(?:och|eller|samt|resp|respektive|alt|som)\b", re.IGNORECASE)
_EDGES: Final = "()[]\"”“'’*.,;:!?»«"
_ENDS: Final = re.compile(r"[.:;!?,)”\"]$")
_LISTED: Final = frozenset("-–•+*·")
_ABBREVIATION: Final = re.compile(r"[A-ZÅÄÖ]{1,6}|\w*[0-9:]")
_LEAST_LINES: Final = 20
_INFLECTIONS: Final = frozenset(("en", "et", "na", "or", "ar", "ens", "ets", "erna", "arna"))
# A word that begins beside others is cut only by producers that fill a line, and only if it is wider than its column.
_LEAST_CUT, _LEAST_TAIL = 12, 3
_SHARE_OF_BLANKS: Final = 0.3
_NEW_PARAGRAPH: Final = 1.45


class Join(Enum):
    """How two lines of a paragraph go together."""

    BLANK = " "
    TOGETHER = ""
    WITHOUT_HYPHEN = "without"
    PARAGRAPH = "\n"


@dataclass(frozen=True, slots=True)
class Mended:
    """A cell's text with its wraps undone, and the surest that its least sure join allows."""

    text: str
    sure: float


class Mender:
    """Mends the cells of one document; `learn` first tells it how the document's producer breaks lines.

    Rules, in the order they count (measured on labelled line breaks of municipal documents): a blank that is
    written before the break means that no word was cut; a word is cut without a hyphen only where it is wider
    than its column, and then it begins its line; soft hyphens always go; a hyphen stays after abbreviations,
    digits and before capitals, and with a blank before "och" and "eller". A producer that never breaks at a
    slash (`breaks_at_slash`) has left out a blank where a line ends with one.
    """

    def __init__(self, words: Words, *, breaks_at_slash: bool = True) -> None:
        self._words = words
        self._breaks_at_slash = breaks_at_slash
        self._writes_blanks: bool | None = None

    def learn(self, cells: Iterable[Sequence[Line]]) -> None:
        """Takes in all cells of the document: its words, and whether blanks are written where lines break."""
        breaks = blanks = 0
        for lines in cells:
            self._words.learn(_whole_texts(lines))
            for line in lines[:-1]:
                breaks += line.trailing_blank is not None
                blanks += line.trailing_blank is True
        self._writes_blanks = blanks > _SHARE_OF_BLANKS * breaks if breaks >= _LEAST_LINES else None

    def mend(self, lines: Sequence[Line], *, right: float | None = None) -> Mended:
        """The text of a cell. `right` is the x that its lines may reach; without boxes geometry does not count."""
        if not lines:
            return Mended("", 1.0)
        room = _Room.of(lines, right)
        if len(lines) > 2:
            lines = with_whole_words(lines, self._words.knows, room.is_full)
            room = _Room.of(lines, right)
        text, sure = lines[0].text, 1.0
        for line, following in pairwise(lines):
            join, certain = self._join(line, following, room)
            sure = min(sure, certain)
            if join is Join.WITHOUT_HYPHEN:
                text = text[:-1] + following.text
            else:
                text = _hyphens_plain(text) + join.value + following.text
        return Mended(_hyphens_plain(text).replace("\u00ad", ""), sure)

    def _join(self, line: Line, following: Line, room: "_Room") -> tuple[Join, float]:
        if line.paragraph:
            return Join.PARAGRAPH, 1.0
        blank = line.trailing_blank if self._writes_blanks else None
        if blank is None and not self._breaks_at_slash and (line.text[-1:] == "/" or following.text[:1] == "/"):
            blank = True
        if line.paragraph is None and room.ends_paragraph(line, following) and line.text[-1:] not in _SOFT + _HYPHENS:
            goes_on = following.text[:1].islower() and not re.search(r"[.:!?]$", line.text)
            if not goes_on or room.gap_between(line, following):
                return Join.PARAGRAPH, 0.9
            return Join.BLANK, 0.6
        return self.decide(line.text, following.text, blank=blank, full=room.is_full(line))

    def decide(self, line: str, following: str, *, blank: bool | None, full: bool | None) -> tuple[Join, float]:
        """How two lines of one paragraph go together, and how sure that is.

        `blank` says whether a blank stands before the break (None: not known), `full` whether the line reaches
        its margin, so that a word may have been cut there.
        """
        words, begins = line.split(), following.split()
        if not words or not begins:
            return Join.BLANK, 1.0
        place = _Break(words[-1], begins[0], alone=len(words) == 1, blank=blank, full=full)
        for rule in (self._after_hyphen, _by_sign, self._cut_word):
            if (decision := rule(place)) is not None:
                return decision
        return Join.BLANK, 0.75

    def _after_hyphen(self, place: "_Break") -> tuple[Join, float] | None:
        sign, stem, first = place.last[-1], place.last[:-1], place.first
        if sign not in _HYPHENS or not stem:
            return (Join.WITHOUT_HYPHEN, 0.98) if sign in _SOFT else None
        part, beginning = re.split(r"[/(-]", stem)[-1], re.split(r"[/-]", first)[0].strip(_EDGES)
        known = self._words.knows(part + beginning)
        if _AND.match(first):
            return Join.BLANK, 0.95
        if (
            first[0].isdigit()
            or first[0].isupper()
            or len(part) == 1
            or (_ABBREVIATION.fullmatch(part) and not (part[1:] and known))
        ):
            return Join.TOGETHER, 0.9
        if place.blank and not known:
            return Join.BLANK, 0.5
        return Join.WITHOUT_HYPHEN, 0.95 if known else 0.7

    def _cut_word(self, place: "_Break") -> tuple[Join, float] | None:
        """Two parts without a hyphen: one word cut by the margin, or two words."""
        head = re.split(r"[/(-]", place.last.strip(_EDGES))[-1]
        tail = re.split(r"[/-]", place.first)[0].strip(_EDGES)
        unlikely = place.blank is None and (place.full is False or (not place.alone and "/" not in place.last))
        if unlikely and place.full and self._is_only_whole(head, tail):
            return Join.TOGETHER, 0.75
        if not head or not tail or unlikely:
            doubtful = bool(head and tail) and place.full is not False and self._may_be_cut(head, tail)
            return Join.BLANK, 0.7 if doubtful else 0.93
        sure = self._one_word(head, tail, place)
        return None if sure is None else (Join.TOGETHER, sure)

    def _is_only_whole(self, head: str, tail: str) -> bool:
        """Whether two parts are a long word together, and the second by itself is none."""
        long = len(tail) >= _LEAST_TAIL and len(head + tail) >= _LEAST_CUT
        return long and not self._words.knows(tail) and self._words.knows(head + tail)

    def _may_be_cut(self, head: str, tail: str) -> bool:
        """Whether neither part is a word that anybody knows, so that they may be one that was cut all the same."""
        return tail.islower() and len(tail) > 2 and not self._words.knows(tail) and not self._words.knows(head)

    def _one_word(self, head: str, tail: str, place: "_Break") -> float | None:
        """How sure it is that two parts are one word; None where they are two."""
        whole, beginning = self._words.knows(head + tail), self._words.knows(head)
        # A rare short word is rather the end of one that was cut, but only where that begins its line.
        begins_line = place.alone or "/" in place.last
        end = self._words.is_usual(tail) if begins_line else self._words.knows(tail)
        used, cut = self._words.times(head + tail) > 0, place.blank is False
        by_rule = (
            (whole and not (beginning and end), 0.95 if used else 0.9),
            (whole and used and (place.full or cut), 0.75),
            (whole and cut and place.alone and len(head + tail) >= 10, 0.75),
            (not (whole or beginning or end) and cut, 0.6),
            (cut and place.alone and bool(place.full) and len(head) >= 8 and (not end or tail in _INFLECTIONS), 0.6),
            (not end and place.full and len(tail) <= 4 and len(head) >= 8, 0.65),
        )
        return next((sure for holds, sure in by_rule if holds), None)


def _whole_texts(lines: Sequence[Line]) -> Iterator[str]:
    """The lines without the words at their ends that may be parts of a word cut by the margin."""
    for number, line in enumerate(lines):
        words = line.text.split()
        if number and not lines[number - 1].trailing_blank:
            words = words[1:]
        if number < len(lines) - 1 and not line.trailing_blank:
            words = words[:-1]
        yield " ".join(words)


@dataclass(frozen=True, slots=True)
class _Break:
    """A line break: the words before and after it, and what is known of the line."""

    last: str
    first: str
    alone: bool
    blank: bool | None
    full: bool | None


def _by_sign(place: _Break) -> tuple[Join, float] | None:
    """What the signs at the break decide by themselves."""
    last, first = place.last, place.first
    mark = first[0] in ".,;:!?)" and not place.blank and last[-1].isalnum() and not first[1:2].isalnum()
    slash = not place.blank and (last[-1] == "/" or first[0] == "/") and len(last) > 1
    by_rule = (
        (mark, Join.TOGETHER, 0.9),
        (last in _LISTED and place.blank is False and first[0].isdigit(), Join.TOGETHER, 0.7),
        (bool(place.blank) or last in _LISTED, Join.BLANK, 0.97),
        # A name with a capital after a slash is mostly set apart: "Direktör/ Enhetschef".
        (slash and place.blank is None and first[0].isupper(), Join.BLANK, 0.5),
        (slash, Join.TOGETHER, 0.8),
        (bool(_ENDS.search(last)) or not first[0].islower() or not last[-1].isalpha(), Join.BLANK, 0.95),
    )
    return next(((join, sure) for holds, join, sure in by_rule if holds), None)


def _hyphens_plain(text: str) -> str:
    return text.replace("\u2010", "-")


@dataclass(frozen=True, slots=True)
class _Room:
    """The space that the lines of a cell have: the margin, the usual distance of lines, the width of a letter."""

    right: float | None
    pitch: float | None
    letter: float

    @classmethod
    def of(cls, lines: Sequence[Line], right: float | None) -> "_Room":
        boxes = [line.box for line in lines if line.box is not None]
        if len(boxes) < len(lines):
            return cls(None, None, 0.0)
        margin = max(box[2] for box in boxes)
        steps = [
            after.box[1] - before.box[1]
            for before, after in pairwise(lines)
            if before.box is not None and after.box is not None and before.page == after.page
        ]
        downwards = [step for step in steps if step > 0]
        widths = [(line.box[2] - line.box[0]) / max(len(line.text), 1) for line in lines if line.box is not None]
        return cls(max(margin, right or margin), min(downwards, default=None), median(widths))

    def is_full(self, line: Line) -> bool | None:
        """Whether a line reaches the margin; None without geometry."""
        if self.right is None or line.box is None:
            return None
        return self.right - line.box[2] < 1.5 * self.letter

    def gap_between(self, line: Line, following: Line) -> bool:
        """Whether the lines stand further apart than lines of one paragraph do."""
        if self.pitch is None or line.box is None or following.box is None or line.page != following.page:
            return False
        return following.box[1] - line.box[1] > _NEW_PARAGRAPH * self.pitch

    def ends_paragraph(self, line: Line, following: Line) -> bool:
        """Whether a paragraph ends with a line: there is a gap below, or the next word had fitted beside it."""
        if self.right is None or line.box is None:
            return False
        if self.gap_between(line, following):
            return True
        needed = (len((following.text.split() or [""])[0]) + 1) * self.letter * 0.85
        return self.right - line.box[2] > needed + 1.6 * self.letter
