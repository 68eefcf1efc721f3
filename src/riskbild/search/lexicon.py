"""The Swedish words the search knows: whole words, and the forms they take as the first part of a compound."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain

# Shorter words are parts of compounds only when a list says so on a line of their own ("lön lön- löne- -lön"): left to
# themselves they would cut "kommunal" into "kommun" and "al".
SHORTEST_FREE_PART = 4

_LINKED_BY_S = ("ings", "hets", "ions", "skaps", "tets", "nads", "doms", "els", "ans")
_FILES = ("swedish.txt", "municipal.txt")


@dataclass(frozen=True)
class Lexicon:
    """A word list made ready.

    `first` gives the word behind each first part of a compound ("löne" is "lön"); `never_last` are the words that end
    none; `irregular` leads from forms no rule explains to their word ("böcker" is "bok").
    """

    words: frozenset[str]
    first: Mapping[str, str]
    never_last: frozenset[str]
    irregular: Mapping[str, str]

    def first_word(self, form: str, *, inner: bool = False) -> str | None:
        """The word that `form` stands for as a part other than the last; None if it cannot be one.

        Beside the forms of the list come those that Swedish makes of any word: -s after a noun in -ing, -het, -tion and
        the like, -ar of -are ("handläggar-"), and -s after a part that is not the first (`inner`: "stickprovs-").
        """
        if len(form) <= SHORTEST_FREE_PART:
            return self.first.get(form)
        if form.endswith("ar") and f"{form}e" in self.words:
            return f"{form}e"
        if form in self.first:
            return self.first[form]
        linked_by_s = form.endswith(_LINKED_BY_S) or (inner and form.endswith("s"))
        return form[:-1] if linked_by_s and form[:-1] in self.words else None


def read_lexicon(lines: Iterable[str]) -> Lexicon:
    """Reads word lists in the form that `words/README.md` describes; later lines add to earlier ones."""
    told = [*lines]
    # Most lines are a word and nothing else, and need not be taken apart: a third less time.
    words = {line for line in told if line.isalpha() and len(line) >= SHORTEST_FREE_PART}
    never_last: set[str] = set()
    first: dict[str, str] = {}
    irregular: dict[str, str] = {}
    rest = (line.partition("#")[0].split() for line in told if line not in words)
    for marked, *forms in filter(None, rest):
        if marked.endswith("-"):
            first[marked[:-1]] = marked[:-1]
            continue
        word = marked.lstrip("~!")
        words.add(word)
        if marked != word or len(word) < SHORTEST_FREE_PART:
            never_last.add(word)
        if f"-{word}" in forms:
            never_last.discard(word)
        if marked.startswith("!"):
            first.pop(word, None)
        first |= {form[:-1]: word for form in forms if form.endswith("-")}
        irregular |= {form[1:]: word for form in forms if form.startswith("=")}
    return Lexicon(frozenset(words), first, frozenset(never_last), irregular)


def _shipped_lines() -> Iterator[str]:
    folder = resources.files("riskbild.search") / "words"
    return chain.from_iterable((folder / name).read_text(encoding="utf-8").splitlines() for name in _FILES)


@cache
def lexicon() -> Lexicon:
    """The lists that come with the package, read once, at the first word."""
    return read_lexicon(_shipped_lines())
