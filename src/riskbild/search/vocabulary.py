"""The words of a municipality's open texts, and the one that was meant by a word that is in none of them."""

from collections.abc import Collection, Iterable
from itertools import starmap
from typing import NamedTuple
from uuid import UUID

from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from riskbild.audit.prepared import Prepared
from riskbild.search.condition import open_rows
from riskbild.search.models import SearchWord
from riskbild.search.normaliser import Clause, shown_words
from riskbild.search.rows import rows_of

SHORTEST_WORD = 4
_SHORT_WORD = 5  # up to here one slip of the finger is all that leaves a word recognisable; beyond, two
_LOOKED_AT = 8
_ENOUGH_HITS = 200
_AT_A_TIME = 500


def learn(municipality_id: UUID, tokens: Collection[str], words: Iterable[str]) -> None:
    """Adds those of `tokens` that are new here and that a person could have typed; `words` are the texts' words."""
    new = set(tokens) - _known(municipality_id, tokens) if tokens else set()
    if not new:
        return
    shown = {token: word for token, word in shown_words(words).items() if token in new and _could_be_typed(word)}
    rows = [
        SearchWord(municipality_id=municipality_id, token=token, shown=shown[token][:64]) for token in sorted(shown)
    ]
    SearchWord.objects.bulk_create(rows, batch_size=_AT_A_TIME, ignore_conflicts=True)


def forget(municipality_id: UUID, tokens: Collection[str]) -> None:
    """Deletes those of `tokens` that stand in no open text any more, so that an erased or masked word is truly gone."""
    known = _known(municipality_id, tokens) if tokens else set()
    for some in _in_pieces(known - rows_of(municipality_id).in_open_texts(known)):
        SearchWord.objects.filter(municipality_id=municipality_id, token__in=some).delete()


def is_found(municipality_id: UUID, clause: Clause) -> bool:
    """Whether some open text fulfils the clause."""
    return open_rows(municipality_id, (clause,)).exists()


def nearest(municipality_id: UUID, clause: Clause) -> str | None:
    """The known word that the typed one most likely stands for; of several as near, the one in most texts."""
    if len(clause.typed) < SHORTEST_WORD:
        return None
    near = _near(municipality_id, clause.tokens[0], clause.typed)
    best = [word for word, slips in near.items() if slips == min(near.values())][:_LOOKED_AT]
    hits = {word: _hits(municipality_id, word.token, most=_ENOUGH_HITS) for word in best}
    meant = max(best, key=lambda word: (hits[word], word), default=None)
    return meant.shown if meant and hits[meant] else None


class _Word(NamedTuple):
    token: str
    shown: str


def _near(municipality_id: UUID, token: str, typed: str) -> dict[_Word, int]:
    """Words not too many slips away, and how many: between the tokens or between the forms, whichever is less."""
    most = 1 if len(typed) <= _SHORT_WORD else 2
    lengths = (min(len(token), len(typed)) - most, max(len(token), len(typed)) + most)
    words = _of_length(municipality_id, *lengths)
    near: dict[_Word, int] = {}
    for wanted, choices in ((token, [word.token for word in words]), (typed, [word.shown for word in words])):
        for _, slips, position in process.extract(
            wanted, choices, scorer=OSA.distance, score_cutoff=most, limit=_LOOKED_AT
        ):
            near[words[position]] = min(slips, near.get(words[position], slips))
    return near


def _could_be_typed(word: str) -> bool:
    return len(word) >= SHORTEST_WORD and word.isalpha()


_WORDS = Prepared(lambda: SearchWord.objects.values_list("token"), by=["municipality_id", "token__in"])


def _known(municipality_id: UUID, tokens: Collection[str]) -> set[str]:
    return {token for some in _in_pieces(tokens) for (token,) in _WORDS.rows(municipality_id, frozenset(some))}


def _of_length(municipality_id: UUID, least: int, most: int) -> list[_Word]:
    words = SearchWord.objects.filter(municipality_id=municipality_id).alias(length=Length("token"))
    found = words.filter(length__gte=least, length__lte=most).order_by("token").values_list("token", "shown")
    return list(starmap(_Word, found))


def _hits(municipality_id: UUID, token: str, *, most: int) -> int:
    return len(open_rows(municipality_id, (Clause((token,)),)).values_list("id")[:most])


def _in_pieces(tokens: Collection[str]) -> Iterable[list[str]]:
    ordered = sorted(tokens)
    return (ordered[i : i + _AT_A_TIME] for i in range(0, len(ordered), _AT_A_TIME))
