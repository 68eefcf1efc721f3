"""Likeness of texts and difference between years: plain values in, plain values out."""

from hypothesis import given
from hypothesis import strategies as st

from riskbild.rules.similar_text import Likenesses
from riskbild.rules.year_difference import RowChange, changes, difference

years = st.dictionaries(st.sampled_from("abcdef"), st.fixed_dictionaries({"score": st.integers(1, 3)}))


def test_a_row_is_new_changed_unchanged_for_years_or_gone() -> None:
    now = {"a": {"score": 9}, "b": {"score": 4}, "c": {"score": 1}}
    earlier = [{"b": {"score": 4}, "c": {"score": 2}, "d": {"score": 3}}, {"b": {"score": 4}}, {"b": {"score": 1}}]
    found = {one.key: (one.change, one.years) for one in difference(now, earlier)}
    assert found == {
        "a": (RowChange.NEW, 1),
        "b": (RowChange.UNCHANGED, 3),
        "c": (RowChange.CHANGED, 1),
        "d": (RowChange.GONE, 1),
    }


@given(years, st.lists(years, max_size=3))
def test_every_row_of_both_years_is_told_of_once(
    now: dict[str, dict[str, int]], earlier: list[dict[str, dict[str, int]]]
) -> None:
    found = difference(now, earlier)
    last = earlier[0] if earlier else {}
    assert sorted(one.key for one in found) == sorted(now.keys() | last.keys())
    assert {one.key for one in found if one.change is RowChange.GONE} == last.keys() - now.keys()
    assert all((one.change is RowChange.CHANGED) == bool(one.changed) for one in found)


def test_white_space_is_no_change_but_a_word_is() -> None:
    assert not changes({"risk": "Fel  i\nlön"}, {"risk": "Fel i lön "})
    assert changes({"risk": None, "score": 4}, {"risk": "Fel", "score": 4}) == {"risk": (None, "Fel")}


TEXTS = {
    "one": ["felaktig", "utbetalning", "ersättning", "resa"],
    "other": ["felaktig", "utbetalning", "traktamente", "resa"],
    "third": ["brand", "skydd", "lokal"],
    "empty": [],
}


def test_texts_that_share_rare_words_are_alike_and_others_are_not() -> None:
    found = Likenesses(TEXTS).like("one")
    assert [one.key for one in found] == ["other"]
    assert 0 < found[0].share < 1
    assert set(found[0].shared) == {"felaktig", "utbetalning", "resa"}


@given(st.dictionaries(st.integers(0, 8), st.lists(st.sampled_from("abcde"))))
def test_likeness_is_between_nothing_and_all_and_the_same_both_ways(texts: dict[int, list[str]]) -> None:
    alike = Likenesses(texts)
    shares = {(key, one.key): one.share for key in texts for one in alike.like(key, least=0, most=99)}
    assert all(0 <= share <= 1.000001 for share in shares.values())
    assert all(abs(share - shares[other, key]) < 1e-9 for (key, other), share in shares.items())
    assert not any(key == other for key, other in shares)
