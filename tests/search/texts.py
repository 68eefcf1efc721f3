"""Texts for the search's tests, and the meaning of a hit told once, without a database."""

from collections.abc import Iterable

from hypothesis import strategies as st
from tests.search.lists import lines_of

from riskbild.search.normaliser import Clause

COMPOUNDS = [line.partition(":")[0] for name in ("compounds.txt", "unseen_compounds.txt") for line in lines_of(name)]
FORMS = " ".join(lines_of("inflections.txt")).split()
_OTHERS = ["IT-system", "e-post", "KS:s", "2023-04", "R12", "idé", "Müller", "och", "till", "§", "försörjnings-", "3.2"]

words = st.sampled_from([*COMPOUNDS, *FORMS, *_OTHERS])
swedish_text = st.lists(words, min_size=1, max_size=30).map(" ".join)
any_text = st.one_of(st.text(max_size=200), swedish_text, st.tuples(swedish_text, st.text(max_size=40)).map("".join))
queries = st.one_of(
    st.lists(words, max_size=3).map(" ".join),
    st.tuples(words, st.integers(2, 8)).map(lambda drawn: f"{drawn[0][: drawn[1]]}*"),
    st.lists(words, min_size=1, max_size=2).map(lambda some: f'"{" ".join(some)}*"'),
    st.text(max_size=30),
)


def fulfils(tokens: Iterable[str], clauses: Iterable[Clause]) -> bool:
    """Whether a text with these tokens is a hit."""
    has = set(tokens)
    return all(
        has & set(clause.tokens) or any(token.startswith(clause.prefixes) for token in has) for clause in clauses
    )
