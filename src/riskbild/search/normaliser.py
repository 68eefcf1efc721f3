"""Turns Swedish text into the tokens it is found by: one function for texts, one for what people type. No database."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, islice

import snowballstemmer

from riskbild.search.compound import Part, Splitter
from riskbild.search.lexicon import lexicon

LONGEST_TOKEN = 64
# PostgreSQL holds at most 1 MB of tokens a row; no honest text comes near. Different words, not words in all.
MOST_WORDS = 4_000
MOST_TOKENS = 6_000
MOST_QUERY_WORDS = 16
LONGEST_QUERY = 500
SHORTEST_PREFIX = 2

# Words that every text has and nobody looks for; in a query they would only shut out texts.
_UNSEARCHED = frozenset(
    ("och", "i", "att", "en", "ett", "som", "på", "av", "för", "med", "till", "den", "det", "de", "är")
)

# A word with its hyphens ("it-system"), without the ending that Swedish hangs on abbreviations ("KS:s").
_WORD = re.compile(r"([^\W_]+(?:[-\u2010][^\W_]+)*)(?::(?:s|n|t|ns|ts|en|et|er|ar|na|erna|arna)\b)?")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_HYPHEN = re.compile("[-\u2010]")
_MOST_JOINED = 4
_LIKE_PARTICIPLES = ("ld", "md", "nd", "rd", "jd", "gd", "vd")
# Known words with these ends only look inflected; the stemmer would make "lag" of "lager" and "mat" of "mater".
_LIKE_ENDINGS = ("er", "el", "et", "ar", "or")
_AFTER_ASTERISK = "\"'”’) \t\r\n"

_stemmer = snowballstemmer.stemmer("swedish")


@dataclass(frozen=True)
class Clause:
    """One condition on a text: it has one of the `tokens`, or a token that begins with one of the `prefixes`."""

    tokens: tuple[str, ...]
    prefixes: tuple[str, ...] = ()
    typed: str = ""


def document_tokens(text: str) -> list[str]:
    """What `text` is found by: each word without its inflection, and the parts of each compound. Sorted, each once."""
    return tokens_of(words_of(text))


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, each once, with their hyphens."""
    return list(islice(dict.fromkeys(_words(text)), MOST_WORDS))


def tokens_of(words: Iterable[str]) -> list[str]:
    """What a text with these words is found by."""
    found: set[str] = set()
    for word in words:
        found.update(_tokens_of(word))
    return sorted(found)[:MOST_TOKENS]


def query_clauses(query: str) -> tuple[Clause, ...]:
    """What a query asks for; a text is a hit when it fulfils every clause. A query with no word in it gives none.

    The last word is a beginning if an asterisk follows it. Other signs mean nothing.
    """
    query = query[:LONGEST_QUERY]
    words = _words(query)[:MOST_QUERY_WORDS]
    beginning = words.pop() if words and query.rstrip(_AFTER_ASTERISK).endswith("*") else ""
    clauses = [clause for word in words if word not in _UNSEARCHED for clause in _clauses_of(word)]
    if beginning:
        clauses += _clauses_of(beginning, beginning=True)
    return tuple(dict.fromkeys(clauses))


def shown_words(words: Iterable[str]) -> dict[str, str]:
    """Token -> how to show it to a person, for each word and each part of a compound: the shortest form met."""
    shown: dict[str, str] = {}
    for token, word in chain.from_iterable(map(_shown, words)):
        shown[token] = min(shown.get(token, word), word, key=lambda form: (len(form), form))
    return shown


@lru_cache(maxsize=32_768)
def _shown(chunk: str) -> tuple[tuple[str, str], ...]:
    pairs = [(_whole_token(word), word) for word in _HYPHEN.split(chunk)]
    parts = [part.word for word in _HYPHEN.split(chunk) for part in _splitter().split(word)]
    return (*pairs, *((_whole_token(part), part) for part in parts))


def _words(text: str) -> list[str]:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        if _INVISIBLE.search(text):
            text = _INVISIBLE.sub("", text)
    return _WORD.findall(text.casefold())


@lru_cache(maxsize=32_768)
def _tokens_of(chunk: str) -> tuple[str, ...]:
    if chunk in _UNSEARCHED:
        return ()
    words = _HYPHEN.split(chunk)
    tokens = {token for word in (*words, _joined(words)) if word for token in _tokens_of_word(_plain(word))}
    return tuple(tokens)


def _joined(words: list[str]) -> str:
    """The parts of a hyphenated word as one word; nothing for what is none ("2023-04", "a-b-c-d-e")."""
    return "" if len(words) == 1 or len(words) > _MOST_JOINED or "".join(words).isdigit() else "".join(words)


def _tokens_of_word(word: str) -> Iterator[str]:
    yield _whole_token(word)
    parts = _splitter().split(word)
    for first, part in enumerate(parts):
        yield _whole_token(part.word)
        for last in parts[first + 1 :]:
            yield _span_token(word, part, last)


def _span_token(word: str, first: Part, last: Part) -> str:
    """The token of several parts in a row: "personuppgift" within "personuppgiftsincident"."""
    return word[first.start : last.start] + _root(last.word)


@lru_cache(maxsize=32_768)
def _whole_token(word: str) -> str:
    word = _plain(word)
    base = _splitter().base(word)
    if base:
        return _root(base)[:LONGEST_TOKEN]
    parts = _splitter().split(word)
    return _span_token(word, parts[0], parts[-1]) if parts else _stem(word)[:LONGEST_TOKEN]


def _clauses_of(chunk: str, *, beginning: bool = False) -> Iterator[Clause]:
    """What one word asks for. Of "it-system" that is "it" and "system", or "itsystem": all three ways to write it."""
    words = _HYPHEN.split(chunk)
    joined = _joined(words)
    also = (_whole_token(joined),) if joined else ()
    for position, word in enumerate(words, start=1):
        prefixes = _prefixes(word if position == len(words) else "", joined) if beginning else ()
        yield Clause(tuple(dict.fromkeys((_whole_token(word), *also))), prefixes, typed=word)


def _prefixes(*texts: str) -> tuple[str, ...]:
    return tuple(_plain(text)[:LONGEST_TOKEN] for text in texts if len(text) >= SHORTEST_PREFIX)


@lru_cache(maxsize=32_768)
def _stem(word: str) -> str:
    """Snowball's Swedish stemmer, repeated until nothing more comes off: "kostnader", "kostnad", "kostn"."""
    before = ""
    while word != before:
        before, word = word, _stemmer.stemWord(word)
    return word


def _root(base: str) -> str:
    """What a known word is found by: the shortest known word it comes from, without a last -a or -e.

    So "besluta" finds "beslut" and "försenad" finds "försenas"; but "lager" is not made "lag", nor "kostnad" "kostn".
    """
    shorter = next((word for word in _shorter(base) if word != base and word in lexicon().words), None)
    if shorter:
        return _root(shorter)
    return base[:-1] if len(base) > 3 and base.endswith(("a", "e")) else base


def _shorter(base: str) -> Iterator[str]:
    if len(base) > 5 and base.endswith("ad"):
        yield base[:-1]
    if len(base) > 5 and base.endswith(_LIKE_PARTICIPLES):
        yield f"{base[:-1]}a"
    if not base.endswith(_LIKE_ENDINGS):
        yield _stemmer.stemWord(base)


def _plain(word: str) -> str:
    """Without accents other than those that make Swedish letters: "idé" is "ide", "Müller" is "muller"."""
    return word if word.isascii() else "".join(map(_plain_letter, word))


@cache
def _plain_letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() and letter not in "åäö" else letter


@cache
def _splitter() -> Splitter:
    return Splitter(lexicon())
