"""A sample follows from its seed alone, hits every row as it should, and keeps its shares."""

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskbild.rules.amount import read_amount
from riskbild.rules.population import MOST_ROWS, Population, line_of, population_in, suggested_title_row
from riskbild.rules.refusal import Refused
from riskbild.rules.sampling import (
    MOST_DRAWN,
    Draw,
    SamplingMethod,
    allocated,
    drawn_from,
    simple,
    stratified,
    systematic,
    weighted,
)

SEED = "0f3a9c"


def population(rows: int) -> Population:
    lines = [line_of((f"F{n}", "Skola" if n % 3 else "Kök", f"{n * 100},50")) for n in range(1, rows + 1)]
    return Population(("Faktura", "Enhet", "Belopp"), lines, range(2, rows + 2))


def numbers(method: SamplingMethod, column: int | None = None, size: int = 5) -> list[int]:
    return [one.number for one in drawn_from(population(30), Draw(method, size, SEED, column))]


def test_the_same_seed_gives_the_same_rows_in_every_release() -> None:
    # Written down when the first version was made: a change here would break every sample ever drawn.
    assert numbers(SamplingMethod.SIMPLE) == FIRST[SamplingMethod.SIMPLE]
    assert numbers(SamplingMethod.SYSTEMATIC) == FIRST[SamplingMethod.SYSTEMATIC]
    assert numbers(SamplingMethod.STRATIFIED, 1) == FIRST[SamplingMethod.STRATIFIED]
    assert numbers(SamplingMethod.WEIGHTED, 2) == FIRST[SamplingMethod.WEIGHTED]
    assert population(30).sha256 == FIRST_SHA256


FIRST: dict[SamplingMethod, list[int]] = {
    SamplingMethod.SIMPLE: [3, 7, 23, 24, 27],
    SamplingMethod.SYSTEMATIC: [6, 12, 18, 24, 30],
    SamplingMethod.STRATIFIED: [3, 5, 7, 23, 27],
    SamplingMethod.WEIGHTED: [14, 19, 24, 27, 30],
}
FIRST_SHA256 = "561a07caa652b405a246daafb3e286dfbb5fe8c99962e28257f1d0cc0e4fcf3d"


def checksum(seed: str, what: object) -> int:
    """H(what), as docs/sampling.md writes it: all that these draws by hand share."""
    return int(hashlib.sha256(f"{seed}/{what}".encode()).hexdigest(), 16)


def simple_by_hand(rows: int, size: int, seed: str) -> list[int]:
    return sorted(sorted(range(1, rows + 1), key=lambda number: checksum(seed, number))[:size])


def systematic_by_hand(rows: int, size: int, seed: str) -> list[int]:
    start = checksum(seed, "start") % rows
    return [(start + turn * rows) // size + 1 for turn in range(size)]


def stratified_by_hand(strata: list[str], size: int, seed: str) -> list[int]:
    """Each group's share by largest remainder, at least one row; then as a simple sample in each group."""
    rows = {name: [n for n, one in enumerate(strata, 1) if one == name] for name in strata}
    shares, left = {}, dict(rows)
    while True:
        places, whole = size - len(shares), sum(len(found) for found in left.values())
        small = [name for name, found in left.items() if len(found) * places < whole]
        if not small:
            break
        shares.update(dict.fromkeys(small, 1))
        left = {name: found for name, found in left.items() if name not in small}
    parts = {name: divmod(len(found) * places, whole) for name, found in left.items()}
    over = places - sum(part for part, _rest in parts.values())
    most = sorted(left, key=lambda name: (-parts[name][1], name))[:over]
    shares.update({name: parts[name][0] + (name in most) for name in left})
    drawn = (sorted(found, key=lambda n: checksum(seed, n))[: shares[name]] for name, found in rows.items())
    return sorted(number for group in drawn for number in group)


def weighted_by_hand(amounts: list[int], size: int, seed: str) -> list[int]:
    """The rows in which the drawn öre lie, a row as many times as öre of it were drawn."""
    owners = [number for number, amount in enumerate(amounts, 1) for _ in range(max(amount, 0))]
    start = checksum(seed, "start") % len(owners)
    return [owners[(start + turn * len(owners)) // size] for turn in range(size)]


@given(st.integers(1, 60), st.data())
def test_every_sample_can_be_drawn_by_the_recipe_with_nothing_but_a_checksum(rows: int, data: st.DataObject) -> None:
    seed, size = data.draw(st.text("0123456789abcdef", max_size=32)), data.draw(st.integers(1, rows))
    strata = data.draw(st.lists(st.sampled_from("ABC"), min_size=rows, max_size=rows))
    amounts = data.draw(st.lists(st.integers(-20, 90), min_size=rows, max_size=rows))
    assert [one.number for one in simple(rows, size, seed)] == simple_by_hand(rows, size, seed)
    assert [one.number for one in systematic(rows, size, seed)] == systematic_by_hand(rows, size, seed)
    if len(set(strata)) <= size:
        assert [one.number for one in stratified(strata, size, seed)] == stratified_by_hand(strata, size, seed)
    if max(amounts) > 0:
        hit = [one.number for one in weighted(amounts, size, seed) for _ in range(one.hits)]
        assert hit == weighted_by_hand(amounts, size, seed)


def test_every_row_is_drawn_about_as_often() -> None:
    for draw in (simple, systematic):
        hits = Counter(one.number for turn in range(2000) for one in draw(10, 3, f"seed {turn}"))
        assert set(hits) == set(range(1, 11))
        assert all(500 < hits[row] < 700 for row in hits)  # 600 each, four standard deviations are 82


def test_large_amounts_are_drawn_in_proportion() -> None:
    hits = Counter(one.number for turn in range(2000) for one in weighted([100, 300, 0, -50, 600], 1, f"seed {turn}"))
    assert hits.keys() == {1, 2, 5}
    assert 150 < hits[1] < 250
    assert 520 < hits[2] < 680
    assert 1110 < hits[5] < 1290


@given(st.integers(1, 500), st.data())
def test_a_sample_has_as_many_rows_as_asked_each_once_in_order(rows: int, data: st.DataObject) -> None:
    size = data.draw(st.integers(1, rows))
    for draw in (simple, systematic):
        found = [one.number for one in draw(rows, size, data.draw(st.text(max_size=5)))]
        assert len(found) == len(set(found)) == size
        assert found == sorted(found)
        assert 1 <= found[0] <= found[-1] <= rows


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 50), min_size=1, max_size=12), st.data())
def test_every_stratum_gives_its_share_and_at_least_one(sizes: dict[str, int], data: st.DataObject) -> None:
    rows = sum(sizes.values())
    size = data.draw(st.integers(len(sizes), rows))
    shares = allocated(sizes, size)
    assert sum(shares.values()) == size
    for name, share in shares.items():
        assert 1 <= share <= sizes[name]
        assert share <= max(1, sizes[name] * size / rows + 1)


def test_strata_are_the_texts_of_a_column_and_each_is_drawn_from() -> None:
    found = stratified(["Skola"] * 90 + ["Kök "] * 9 + ["  Bad"], 10, SEED)
    assert Counter(one.stratum for one in found) == {"Skola": 8, "Kök": 1, "Bad": 1}
    assert found[-1].number == 100


@given(st.lists(st.integers(-1000, 100_000), min_size=1, max_size=60), st.integers(1, 40), st.text(max_size=5))
def test_weighted_hits_add_up_and_a_row_as_large_as_the_interval_is_always_hit(
    amounts: list[int], size: int, seed: str
) -> None:
    total = sum(amount for amount in amounts if amount > 0)
    if not total:
        with pytest.raises(Refused):
            weighted(amounts, size, seed)
        return
    found = {one.number: one.hits for one in weighted(amounts, size, seed)}
    assert sum(found.values()) == size
    for number, amount in enumerate(amounts, 1):
        assert number not in found or amount > 0
        if amount * size >= total:
            assert abs(found[number] - amount * size / total) < 1


def test_what_cannot_be_drawn_is_refused() -> None:
    ten = population(10)
    for draw in (
        Draw(SamplingMethod.SIMPLE, 11, SEED), Draw(SamplingMethod.SIMPLE, 0, SEED),
        Draw(SamplingMethod.SIMPLE, MOST_DRAWN + 1, SEED), Draw(SamplingMethod.STRATIFIED, 5, SEED),
        Draw(SamplingMethod.STRATIFIED, 5, SEED, 0), Draw(SamplingMethod.WEIGHTED, 5, SEED, 1),
        Draw(SamplingMethod.WEIGHTED, 5, SEED, 3), Draw(SamplingMethod.SIMPLE, 5, SEED, algorithm=2),
    ):  # fmt: skip
        with pytest.raises(Refused):
            drawn_from(ten, draw)


def test_a_cell_that_is_no_amount_is_named_with_its_row() -> None:
    broken = Population(("Belopp",), [line_of(("12",)), line_of(("tolv",))], (2, 4))
    with pytest.raises(Refused, match=r"rad 4.*tolv"):
        broken.amounts(0)


def test_a_population_has_rows_but_not_too_many() -> None:
    for rows in (0, MOST_ROWS + 1):
        with pytest.raises(Refused):
            Population(("A",), ["[]"] * rows, range(rows))


def test_the_checksum_tells_every_cell_and_their_order() -> None:
    def sha256(*rows: tuple[str, ...]) -> str:
        return Population(("A", "B"), [line_of(row) for row in rows], range(len(rows))).sha256

    different = {sha256(("1", "2")), sha256(("12", "")), sha256(("2", "1")), sha256(("1", "2"), ("3", "4"))}
    assert len(different | {sha256(("3", "4"), ("1", "2"))}) == 5


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1 234,50", 123450), ("1234.5", 123450), ("1.234,50 kr", 123450), ("1,234.50", 123450),
        ("1.234.567", 123456700),
        ("-12", -1200), ("12-", -1200), ("(12,00)", -1200), ("−7:-", -700), ("0,005", 1), ("12\u00a0345", 1234500),
        ("", None), ("tolv", None), ("1,2,3.4.5", None), ("--5", None), ("2026-03-01", None), ("9" * 41, None),
    ],
)  # fmt: skip
def test_amounts_are_read_as_ledgers_print_them(text: str, minor: int | None) -> None:
    assert read_amount(text) == minor


def test_the_titles_are_found_below_what_stands_above_them() -> None:
    rows = [("Utskrift 2026-01-31",), ("Nr", "Enhet", "Belopp"), ("1", "Kök", "5"), ("2", "", "7"), ("Summa", "", "12")]
    lines, places = [line_of(row) for row in rows], [1, 3, 4, 5, 7]
    assert suggested_title_row(lines, places) == 3
    found = population_in(lines, places, title_row=3, left_out=1)
    assert (found.titles, found.size, list(found.places)) == (("Nr", "Enhet", "Belopp"), 2, [4, 5])
    for title_row, left_out in ((2, 0), (3, 3), (7, 0)):
        with pytest.raises(Refused):
            population_in(lines, places, title_row=title_row, left_out=left_out)
