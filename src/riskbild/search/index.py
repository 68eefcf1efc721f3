"""The search as the rest of the system uses it: put texts in, take them out, ask which subjects match."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import batched
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from riskbild.search import vocabulary
from riskbild.search.condition import open_rows, rows_with
from riskbild.search.models import SearchRow
from riskbild.search.normaliser import query_clauses, tokens_of, words_of
from riskbild.search.rows import Key, Tokens, rows_of

_AT_A_TIME = 1000


@dataclass(frozen=True)
class Entry:
    """A subject's texts: what everybody may find it by, and what only those may who read secrets."""

    subject_id: UUID
    open_text: str
    secret_text: str = ""


def put(municipality_id: UUID, entries: Iterable[Entry]) -> None:
    """Adds subjects to the index or replaces what is there of them, within the caller's transaction.

    A text that finds nothing new costs one read and no write. The last of several entries for one subject holds.
    """
    with transaction.atomic():
        for some in batched(entries, _AT_A_TIME):
            _put(municipality_id, {entry.subject_id: entry for entry in some}.values())


def _put(municipality_id: UUID, entries: Collection[Entry]) -> None:
    words: set[str] = set()
    new: dict[Key, Tokens] = {}
    for entry in entries:
        open_words = words_of(entry.open_text)
        words.update(open_words)
        new[Key(entry.subject_id, secret=False)] = frozenset(tokens_of(open_words))
        if entry.secret_text:
            all_words = [*open_words, *words_of(entry.secret_text)]
            new[Key(entry.subject_id, secret=True)] = frozenset(tokens_of(all_words))
    rows = rows_of(municipality_id)
    old = rows.read([entry.subject_id for entry in entries])
    gone = old.keys() - new.keys()
    changed = {key: tokens for key, tokens in new.items() if old.get(key) != tokens}
    if gone:
        rows.delete(gone)
    if changed:
        rows.write(changed)
    before, after = _open_tokens(old), _open_tokens(new)
    vocabulary.learn(municipality_id, after - before, words)
    vocabulary.forget(municipality_id, before - after)


def remove(municipality_id: UUID, subject_ids: Iterable[UUID]) -> None:
    """Takes subjects out of the index, within the caller's transaction; unknown ones are no matter."""
    rows = rows_of(municipality_id)
    with transaction.atomic():
        for some in batched(subject_ids, _AT_A_TIME):
            old = rows.read(some)
            if old:
                rows.delete(old.keys())
            vocabulary.forget(municipality_id, _open_tokens(old))


def matching(municipality_id: UUID, query: str, *, secret: bool) -> QuerySet[SearchRow, UUID]:
    """The ids of the subjects that match, as a query for `filter(pk__in=...)`: it becomes one subquery.

    Every word must be found, in any form, and as a part of a compound too. `secret` searches the secret texts as well.
    A query without words restricts nothing: it gives every subject in the index.
    """
    clauses = query_clauses(query)
    rows = rows_with(municipality_id, clauses) if secret else open_rows(municipality_id, clauses)
    return rows.values_list("subject_id", flat=True)


def suggest(municipality_id: UUID, query: str) -> str | None:
    """The query with words that no open text has replaced by the nearest that one has; None if that changes nothing.

    For "Menade du ...?" when nothing was found. Only open texts feed it, so it never tells a secret word.
    """
    suggestion = query
    for clause in query_clauses(query):
        if not vocabulary.is_found(municipality_id, clause):
            meant = vocabulary.nearest(municipality_id, clause)
            if meant:
                typed = re.compile(rf"(?<!\w){re.escape(clause.typed)}(?!\w)", re.IGNORECASE)
                suggestion = typed.sub(meant, suggestion)
    return suggestion if suggestion != query else None


def _open_tokens(rows: dict[Key, Tokens]) -> set[str]:
    return {token for key, tokens in rows.items() if not key.secret for token in tokens}
