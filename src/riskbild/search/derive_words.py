"""Makes `words/swedish.txt` of a Swedish hunspell dictionary; `words/README.md` tells how to run it.

A spelling dictionary lists compounds beside their parts. Here only the parts are wanted, and for each the forms in
which it stands first in a compound: those the dictionary's flags give, and those seen before three different words.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from riskbild.search.lexicon import SHORTEST_FREE_PART, Lexicon, read_lexicon

_WORD = re.compile("[a-zåäöéü]{3,15}")
_PLAIN = str.maketrans("éü", "eu")
_LINKING = frozenset("zgyhxwvfuitsr")  # the suffix flags that make the first part of a compound
_HEADER = (
    "# Derived from Den stora svenska ordlistan, © 2003-2014 Göran Andersson and others; LGPL-3.0. See README.md.\n"
)
_FIRST, _LAST, _VERB, _LEFT_OUT = frozenset("XUW"), "Y", frozenset("mMKLj"), frozenset("%!")
_SEEN_BEFORE = 3
_SURE_LAST = 7  # a word this long is taken as a last part even where the dictionary does not say so

# Particles: "utbildning" is no kind of "bildning", so they never stand as a first part of their own.
_PARTICLE_TEXT = """
    alla alls allt andra bakom bara bort borta deli deras dess detta efter efters eller emellan emot enda
    endast förbi före framför från förut genom gent hela heller hitom ifrån igen ihop inför inners innan inne
    inom inre inte isär kring kvar långt med mellan mest mindre mitt mittemot mitten mot många nedan neder
    nedre nere några nära ofta omkring ovan runt samma samman samt sedan sist sitt sådan till trots undan
    under unders upp uppe utan utefter utmed utom varje vilken vårt åter åters över övers överst
"""
_PARTICLES = frozenset(_PARTICLE_TEXT.split())


@dataclass
class Entry:
    """What the dictionary says of one word: its forms as a first part, and what may be done with it."""

    first: set[str] = field(default_factory=set)
    last: bool = False
    verb: bool = False
    inflected: bool = False


@dataclass(frozen=True)
class Rule:
    """One line of a suffix rule: what is taken off, what is put on, which flags the result has, and when."""

    strip: str
    add: str
    flags: str
    condition: re.Pattern[str]

    def form_of(self, word: str) -> str | None:
        """The word with this suffix, or None where the rule does not apply."""
        if not (word.endswith(self.strip) and self.condition.search(word)):
            return None
        return word.removesuffix(self.strip) + self.add


def read_rules(lines: Iterable[str]) -> Mapping[str, list[Rule]]:
    """The suffix rules of an .aff file, by flag."""
    rules: dict[str, list[Rule]] = defaultdict(list)
    for line in lines:
        match line.split():
            case ["SFX", flag, strip, added, condition, *_]:
                add, _, flags = added.partition("/")
                pattern = re.compile(f"{condition}$")
                rules[flag].append(Rule(strip.strip("0"), add.strip("0-"), flags, pattern))
    return rules


def read_entries(lines: Iterable[str], rules: Mapping[str, list[Rule]]) -> dict[str, Entry]:
    """The ordinary lower-case words of a .dic file."""
    entries: dict[str, Entry] = defaultdict(Entry)
    for line in lines:
        written, _, rest = line.partition("/")
        word = written.translate(_PLAIN)
        flags = rest.partition(" ")[0].partition("\t")[0]
        if not _WORD.fullmatch(word) or _LEFT_OUT & set(flags):
            continue
        entry = entries[word]
        entry.first.update(_first_forms(word, flags, rules))
        entry.last |= _LAST in flags
        entry.verb |= bool(_VERB & set(flags))
        entry.inflected |= bool(set(flags) & (rules.keys() - _LINKING))
    return entries


def _first_forms(word: str, flags: str, rules: Mapping[str, list[Rule]]) -> Iterator[str]:
    if _FIRST & set(flags):
        yield word
    for flag in _LINKING & set(flags):
        for rule in rules.get(flag, ()):
            form = rule.form_of(word)
            if form and _FIRST & set(rule.flags):
                yield form


def first_parts(entries: Mapping[str, Entry]) -> dict[str, str]:
    """Form as a first part -> its word, from the flags and from what the dictionary's own compounds begin with."""
    first: dict[str, str] = {}
    for word in sorted(entries, key=lambda word: (not entries[word].last, len(word), word)):
        for form in entries[word].first:
            first.setdefault(form, word)
    seen = Counter(
        word[:i] for word in entries for i in range(3, len(word) - 3) if (tail := entries.get(word[i:])) and tail.last
    )
    for form, times in seen.items():
        if times >= _SEEN_BEFORE and (word_behind := _word_behind(form, entries)):
            first.setdefault(form, word_behind)
    return {form: word for form, word in first.items() if _may_be_first(form)}


def _may_be_first(form: str) -> bool:
    return len(form) >= SHORTEST_FREE_PART and form not in _PARTICLES


def _word_behind(form: str, entries: Mapping[str, Entry]) -> str | None:
    guesses = [form, form + "a", form + "e"]
    if form[-1] in "seoua":
        guesses += [form[:-1], form[:-1] + "a", form[:-1] + "e"]
    return next((guess for guess in guesses if guess in entries), None)


class Reduction:
    """Sorts the words into those that stand for themselves and those that are made of shorter ones."""

    def __init__(self, entries: Mapping[str, Entry], own: Lexicon) -> None:
        self.entries = entries
        self.all_first = first_parts(entries)
        self.own = own
        self.first = dict(own.first)
        self.last = set(own.words - own.never_last) | own.irregular.keys()
        self.simple: set[str] = set()

    def run(self) -> None:
        """Shortest first, so that every word meets all its possible parts."""
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in self.entries.keys() | self.all_first.keys():
            by_length[len(word)].append(word)
        for length in sorted(by_length):
            self._sort_out(by_length[length])

    def _sort_out(self, words: Iterable[str]) -> None:
        simple = {word for word in words if word in self.own.words or self._is_simple(word)}
        first = {word: self.all_first[word] for word in words if self._is_new_first(word, simple)}
        self.simple |= simple
        self.first |= first
        self.last |= {word for word in simple if self.entries[word].last and len(word) >= SHORTEST_FREE_PART}

    def _is_simple(self, word: str) -> bool:
        entry = self.entries.get(word)
        return bool(entry and entry.inflected and not self._comes_apart(word, self.last))

    def _is_new_first(self, form: str, simple: set[str]) -> bool:
        word = self.all_first.get(form, "")
        if not word or word in self.simple or word in simple:
            return bool(word)
        return not self._comes_apart(form, self.first) and not self._comes_apart(form.removesuffix("s"), self.first)

    def _comes_apart(self, word: str, ends: Container[str]) -> bool:
        reached = {0}  # the places a row of first parts can lead to
        for i in range(2, len(word) - 1):
            if any(word[j:i] in self.first for j in reached):
                if word[i:] in ends:
                    return True
                reached.add(i)
        return False

    def loosely_compound(self, word: str) -> bool:
        """Whether a noun or adjective would come apart were any word a part; then it is left out."""
        if len(word) < 9 or self.entries[word].verb:
            return False
        return any(word[i:] in self.simple and self._loose_first(word[:i]) for i in range(4, len(word) - 3))

    def _loose_first(self, form: str) -> bool:
        return form not in _PARTICLES and (
            form in self.first or form in self.simple or form.removesuffix("s") in self.simple
        )


def lines_of(reduction: Reduction) -> Iterator[str]:
    """The word list, a line each word: `arbete arbets-`, with ~ before a word that is never a last part."""
    forms: dict[str, list[str]] = defaultdict(list)
    for form, word in sorted(reduction.first.items()):
        if form in reduction.all_first:
            forms[word].append(f"{form}-")
    for word in sorted(reduction.simple | forms.keys()):
        entry = reduction.entries.get(word, Entry())
        if word not in reduction.simple:
            yield from forms[word]
        elif forms[word] or not reduction.loosely_compound(word):
            mark = "" if entry.last or len(word) >= _SURE_LAST else "~"
            yield " ".join([mark + word, *forms[word]])


def main(arguments: list[str], out: Any = sys.stdout) -> None:
    """Reads the two files of the dictionary and writes the list."""
    rules_file, words_file = (Path(name).read_text(encoding="utf-8").splitlines() for name in arguments)
    own = resources.files("riskbild.search") / "words" / "municipal.txt"
    entries = read_entries(words_file[1:], read_rules(rules_file))
    reduction = Reduction(entries, read_lexicon(own.read_text(encoding="utf-8").splitlines()))
    reduction.run()
    out.write(_HEADER)
    out.writelines(f"{line}\n" for line in lines_of(reduction))


if __name__ == "__main__":
    main(sys.argv[1:])
