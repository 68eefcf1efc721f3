"""Finds the column titles in a text whose columns are lost: which words are titles, and in which order they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from riskbild.intake.reading.lexicon import EITHER
from riskbild.intake.reading.text.lines import Printed
from riskbild.intake.reading.titles import meanings_of
from riskbild.rules.heading import read_score_heading

_MOST_WORDS: Final = 14
_LOOKED_THROUGH: Final = 260
_EXACT, _KNOWN, _LIKELY, _LOST_WORD = 0.95, 0.93, 0.74, -0.3
_EARLY: Final = 0.6
_PERIOD: Final = re.compile(
    r"(?:status|läge|lägesrapport|uppföljning|resultat)\b.*"
    r"\b(?:t ?[1-3]|tertial \w+|delår\w*|helår\w*|halvår\w*|20\d\d)"
    r"(?: 20\d\d)?",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"\b20\d\d\b")
_SENTENCE: Final = re.compile(r"(?:risk(?:en|er)? (?:att|för) |det |att |vi |om |risker som )", re.IGNORECASE)
_STATUS: Final = "controls.status"
_LONGEST_STATUS: Final = 4
_ANSWERS: Final = frozenset(("ja", "nej"))
_SUBJECTS: Final = frozenset(("risk", "process", "description", "controls.control", "measures", "causes"))
_LEAST: Final = 2
_NEAR: Final = 3
_LATEST_SHORT: Final = 12
_LONGEST_LINE: Final = 250
_LEAST_ALIKE: Final = 3
_LONGEST_PART: Final = 13
_SHARE_OF_WORDS: Final = 0.6


@dataclass(frozen=True, slots=True)
class Title:
    """A column title: the text as it is to be shown, the fields it may mean with how sure, its first and last line."""

    text: str
    meanings: tuple[tuple[str, float], ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TextHeader:
    """Titles that stand together: from line `first` to line `last` (places in the list of lines, both included).

    `lost` are the words of those lines that are in none of the titles.
    """

    titles: tuple[Title, ...]
    first: int
    last: int
    lost: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with the line it stands in; `cut` says that no blank stood between it and the word before."""

    text: str
    line: int
    begins: bool
    cut: bool
    gap: bool


def find_text_headers(lines: Sequence[Printed]) -> list[TextHeader]:
    """The headers of a text from the top, each only where it first stands."""
    found: list[TextHeader] = []
    first = _best(lines[:_LOOKED_THROUGH], 0, whole=False)
    if first is None:
        return []
    found.append(first)
    place = first.last + 1
    while place < len(lines):
        # A further table has a header of its own, which takes whole lines.
        later = _whole_lines(lines, place)
        if later is not None and not repeats(found, [lines[later.first]]):
            found.append(later)
            place = later.last
        place += 1
    return found


def _whole_lines(lines: Sequence[Printed], place: int) -> TextHeader | None:
    line = lines[place]
    if len(line.text.split()) < 3 or not (line.gap or line.breaks) or line.text.endswith("."):
        return None
    titles = _best([line], place, whole=True)
    fields = set() if titles is None else {title.meanings[0][0] for title in titles.titles}
    return titles if len(fields) > 2 and fields & _SUBJECTS else None


@dataclass(frozen=True, slots=True)
class _Way:
    """A stretch of words read as titles: how well it reads, the titles, the words of each, where it begins."""

    weight: float = 0.0
    titles: tuple[Title, ...] = ()
    words: tuple[tuple[int, int], ...] = ()
    start: int = 0

    def longer(self, title: Title, words: tuple[int, int], gain: float) -> "_Way":
        """The way with one more title behind it."""
        start = self.start if self.titles else words[0]
        return _Way(self.weight + gain, (*self.titles, title), (*self.words, words), start)


def _best(lines: Sequence[Printed], offset: int, *, whole: bool) -> TextHeader | None:
    """The stretch of words that reads best as titles one after the other; None if none does."""
    words = _words(lines)
    best = [_Way()]
    for end in range(1, len(words) + 1):
        ways = [_Way(start=end), *_with_title(words, best, end)]
        before = best[end - 1]
        lost = _LOST_WORD if before.titles else 0.0
        if not whole and words[end - 1].line - (before.titles[-1].last if before.titles else 0) < _NEAR:
            ways.append(_Way(before.weight + lost, before.titles, before.words, before.start))
        best.append(max(ways, key=lambda way: way.weight))
    # The first stretch that is about as good as the best: pages further on have the same titles.
    least = _EARLY * max(way.weight for way in best)
    start = next((way.start for way in best if way.titles and way.weight >= least), 0)
    chosen = max((way for way in best if way.titles and way.start == start), key=lambda w: w.weight, default=_Way())
    fields = {title.meanings[0][0] for title in chosen.titles}
    if len(fields) < _LEAST or (whole and (start, chosen.words[-1][1]) != (0, len(words))):
        return None
    return _header(chosen, words, lines, offset, whole=whole)


def _with_title(words: Sequence[_Word], best: Sequence[_Way], end: int) -> Iterator[_Way]:
    """The ways that end with a title just before a word."""
    if end < len(words) and words[end].cut:
        return
    for begin in range(max(0, end - _MOST_WORDS), end):
        title = _title(words[begin:end])
        before = best[begin]
        if title is None or any(_same(title, other) for other in before.titles):
            continue
        ends = end == len(words) or words[end].gap or (words[end].begins and not words[begin].gap)
        yield before.longer(title, (begin, end), _weight(title, words[begin:end], ends=ends))


def _header(
    way: _Way, words: Sequence[_Word], lines: Sequence[Printed], offset: int, *, whole: bool
) -> TextHeader | None:
    first, last = words[way.words[0][0]].line, words[way.words[-1][1] - 1].line
    if not whole and len(way.titles) < 3 and first > _LATEST_SHORT:
        return None
    used = {place for begin, end in way.words for place in range(begin, end)}
    inside = [(place, word) for place, word in enumerate(words) if first <= word.line <= last]
    lost = [word.text for place, word in inside if place not in used]
    looked_at = {word.line for _, word in inside}
    lost += [lines[line].text for line in range(first, last + 1) if line not in looked_at]
    moved = tuple(Title(t.text, t.meanings, t.first + offset, t.last + offset) for t in way.titles)
    return TextHeader(moved, first + offset, last + offset, " ".join(lost))


def _same(one: Title, other: Title) -> bool:
    return one.meanings[0][0] == other.meanings[0][0] and one.meanings[0][0] != _STATUS


def _weight(title: Title, words: Sequence[_Word], *, ends: bool) -> float:
    """What a title adds. One that is known to the letter adds the more the longer it is, a likely one the less."""
    begins = 0.1 if words[0].begins else 0.0
    if _PERIOD.fullmatch(title.text):
        return 1.3 + begins + 0.01 * len(words)
    if _is_exact(title):
        return 0.35 + 0.12 * min(len(words), 5) + begins - 0.03 * sum(word.gap for word in words[1:])
    if words[0].gap and ends and len(words) > 1 and not _YEAR.search(title.text):
        return 0.05  # a block of its own, however long
    whole = 0.25 if words[0].begins and ends else 0.0
    return max(whole - 0.08 * len(words), -0.9)


def _is_exact(title: Title) -> bool:
    bare = re.sub(r"\s*\([^)]*\)", "", title.text).strip(" :").casefold()
    return title.meanings[0][1] >= _EXACT or bare in EITHER


def _words(lines: Sequence[Printed]) -> list[_Word]:
    found: list[_Word] = []
    cut = False
    for number, line in enumerate(lines):
        if len(line.text) > _LONGEST_LINE or read_score_heading(line.text) is not None:
            continue
        for place, word in enumerate(line.text.split()):
            begins = place == 0
            found.append(_Word(word, number, begins, begins and cut and word[0].islower(), begins and line.gap > 0))
        cut = not line.blank
    return found


def _title(words: Sequence[_Word]) -> Title | None:
    if not (words[0].text[0].isupper() or words[0].text[0] in "#-") or words[-1].line - words[0].line > 9:
        return None
    if any(word.text.endswith(".") and len(word.text) > 5 for word in words):
        return None
    best: tuple[str, tuple[tuple[str, float], ...]] | None = None
    for text in _spellings(tuple((word.text, word.begins) for word in words)):
        meanings = _meant(text)
        better = best is None or (meanings and meanings[0][1] >= _KNOWN > best[1][0][1])
        if meanings and meanings[0][1] >= _LIKELY and better:
            best = (text, meanings)
    return None if best is None else Title(best[0], best[1], words[0].line, words[-1].line)


@lru_cache(maxsize=20_000)
def _meant(text: str) -> tuple[tuple[str, float], ...]:
    if read_score_heading(text) is not None or _SENTENCE.match(text):
        return ()
    found = meanings_of(text)
    if found and found[0][0] == _STATUS and 1 < len(text.split()) <= _LONGEST_STATUS and _PERIOD.fullmatch(text):
        return ((_STATUS, _EXACT),)
    return found


def _spellings(words: tuple[tuple[str, bool], ...]) -> list[str]:
    """The words with blanks between; and with all words joined that a narrow column may have cut in parts."""
    plain = whole = ""
    for number, (word, begins) in enumerate(words):
        broken = number > 0 and begins and word[0].islower()
        if broken and plain.endswith(("-", "\u00ad")):
            plain, whole = plain[:-1] + word, whole[:-1] + word
            continue
        plain += f" {word}" if number else word
        whole += word if not number or (broken and whole[-1].isalpha() and len(word) < _LONGEST_PART) else f" {word}"
    return [re.sub(r"\s*/\s*", "/", text.replace("\u00ad", "")) for text in dict.fromkeys((plain, whole))]


def repeats(headers: Sequence[TextHeader], lines: Sequence[Printed]) -> bool:
    """Whether lines say nothing but words of a header above: the header of a page, perhaps cut otherwise."""
    words = _plain(" ".join(line.text for line in lines))
    for header in headers:
        known = _plain(" ".join(title.text for title in header.titles))
        joined = "".join(known)
        if words and all(word in known or (len(word) > 1 and word in joined) for word in words):
            return True
    return False


def _plain(text: str) -> list[str]:
    return re.findall(r"[\wåäöÅÄÖ]+", text.casefold())


def repeated_places(headers: Sequence[TextHeader], lines: Sequence[Printed]) -> frozenset[int]:
    """The places of lines that are a header again: runs of lines that say most of what the header says."""
    found: set[int] = set()
    for header in headers:
        words = [word for place in range(header.first, header.last + 1) for word in _plain(lines[place].text)]
        place = header.last + 1
        while place < len(lines):
            begin, end = _run(lines, place, words)
            said = [word for line in lines[begin:end] for word in _plain(line.text)]
            alike = len(said) > _LEAST_ALIKE and said[:_LEAST_ALIKE] == words[:_LEAST_ALIKE]
            if said and (len(said) >= max(3, _SHARE_OF_WORDS * len(words)) or alike):
                found |= set(range(begin, end))
            place = max(end, place + 1)
    return frozenset(found)


def _run(lines: Sequence[Printed], place: int, words: Sequence[str]) -> tuple[int, int]:
    """The lines from a place on that say nothing but the header's words, at most as many words as it has."""
    flat, joined = set(words), "".join(words)
    end, said = place, 0
    while end < len(lines) and said < len(words) and (own := _plain(lines[end].text)):
        if not all(word in flat or (len(word) > 2 and word in joined) for word in own):
            break
        said += len(own)
        end += 1
    while end > place and lines[place].text.casefold() in _ANSWERS:
        place += 1
    return place, end
