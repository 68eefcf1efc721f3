"""The geometry of the follow-up's pictures: bars whose parts fill them, months of whole weeks."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from riskbild.web.followup.bars import BAR, HEAD, NARROW, Kind, Piece, chart_of
from riskbild.web.followup.month import month_of, read_month

KINDS = [Kind(key, key.title(), "✓", "green") for key in ("done", "late", "none")]
COUNTS = st.fixed_dictionaries({kind.key: st.integers(0, 500) for kind in KINDS})
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(st.lists(COUNTS, min_size=1, max_size=6))
def test_the_parts_of_a_bar_stand_side_by_side_and_fill_it(rows: list[dict[str, int]]) -> None:
    chart = chart_of([(f"T{number}", counts) for number, counts in enumerate(rows)], KINDS, NARROW)
    for bar, counts in zip(chart.bars, rows, strict=True):
        assert bar.total == sum(counts.values())
        assert list(bar.counts) == [counts[kind.key] for kind in chart.kinds]
        ends = [0.0, *(round(piece.x + piece.width, 1) for piece in bar.pieces)]
        assert [piece.x for piece in bar.pieces] == ends[:-1]
        assert not bar.pieces or ends[-1] == NARROW
        drawn = [(piece.kind.key, piece.count) for piece in bar.pieces]
        assert drawn == [(kind.key, counts[kind.key]) for kind in KINDS if counts[kind.key]]
        for piece in bar.pieces:
            assert abs(piece.width - NARROW * piece.count / bar.total) <= 0.11
            assert piece.says == told(piece)
    # Bars stand below each other, each with room for its name above it, and all of them in the picture.
    tops = [bar.y - HEAD for bar in chart.bars]
    assert tops[0] == 0
    assert all(below - above > HEAD + BAR for above, below in pairwise(tops))
    assert chart.bars[-1].y + BAR <= chart.height


def told(piece: Piece) -> str:
    """The number where it has room, with its symbol where there is twice as much."""
    if piece.width < 22:
        return ""
    return f"✓ {piece.count}" if piece.width >= 44 else str(piece.count)


def test_what_never_occurs_has_no_column_and_nothing_at_all_is_no_bar() -> None:
    chart = chart_of([("T1", {"done": 2}), ("T2", {})], KINDS)
    assert [kind.key for kind in chart.kinds] == ["done"]
    assert [len(bar.pieces) for bar in chart.bars] == [1, 0]


@given(DAYS, st.lists(DAYS, max_size=20))
def test_a_month_holds_every_day_once_and_what_falls_on_it(day: date, things: list[date]) -> None:
    first = day.replace(day=1)
    month = month_of(first, [*things, None], lambda one: one)
    days = [square.on for _week, squares in month.weeks for square in squares]
    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
    assert days[0].weekday() == 0
    assert len(days) % 7 == 0
    same = [one for one in things if (one.year, one.month) == (first.year, first.month)]
    assert month.count == len(same)
    for _week, squares in month.weeks:
        for square in squares:
            assert list(square.things) == [one for one in things if one == square.on]
            assert square.inside == (square.on.month == first.month)
    assert month.before == (first - timedelta(days=1)).replace(day=1)
    assert month.after == (first + timedelta(days=31)).replace(day=1)


@given(DAYS)
def test_a_month_is_read_as_it_is_written_and_nonsense_is_this_month(day: date) -> None:
    assert read_month(f"{day:%Y-%m}", date(2026, 5, 17)) == day.replace(day=1)
    for nonsense in ("", "2026-13", "2026-5", "0000-01", "9999-12", "maj", "２０２６-05x"):
        assert read_month(nonsense, date(2026, 5, 17)) == date(2026, 5, 1)
