"""What the risk's pages work out by themselves: versions with fingerprints, signed keys, the drawing of a matrix."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskbild.register.queries.page import AssessmentSeen
from riskbild.register.terms import AssessmentKind, AssessmentOrigin
from riskbild.rules.deadline import read_deadline
from riskbild.rules.method import Method
from riskbild.rules.refusal import Refused
from riskbild.rules.scale import Scale, Step
from riskbild.rules.standard_methods import FIVE_BY_FIVE, FOUR_BY_FOUR, SCORE_ONLY
from riskbild.web.forms.keys import known_key, new_key, read_key
from riskbild.web.forms.versions import read, written
from riskbild.web.risk.facts import periods, told
from riskbild.web.risk.matrix import drawing

NAMES = ("causes", "risk", "consequence")
LETTERS = st.characters(exclude_characters="\r\u2028\u2029")
TEXTS = st.fixed_dictionaries(dict.fromkeys(NAMES, st.text(LETTERS, max_size=60)))


@given(st.integers(1, 2**31 - 1), TEXTS)
def test_what_is_written_of_a_version_is_read_back_and_nothing_counts_as_touched(
    version: int, texts: dict[str, str]
) -> None:
    seen = read(written(version, texts, NAMES), NAMES)
    assert seen.version == version
    assert not [name for name, text in texts.items() if seen.touched(name, text)]


@given(TEXTS, st.sampled_from(NAMES))
def test_an_added_word_counts_as_touched_and_another_kind_of_line_break_does_not(
    texts: dict[str, str], name: str
) -> None:
    seen = read(written(1, texts, NAMES), NAMES)
    assert seen.touched(name, texts[name] + " mer")
    assert not seen.touched(name, texts[name].replace("\n", "\r\n"))


@given(st.text(max_size=40))
def test_no_text_at_all_makes_reading_a_version_fail_in_another_way_than_saying_so(text: str) -> None:
    try:
        seen = read(text, NAMES)
    except ValueError:
        return
    assert 0 < seen.version < 2**31


def test_a_key_is_good_for_the_one_it_was_made_for() -> None:
    anna, erik = uuid4(), uuid4()
    key = new_key(anna)
    assert read_key(key, anna) == known_key(key, anna)
    assert known_key(key, erik) is None
    with pytest.raises(Refused):
        read_key(key.replace(":", "-", 1), anna)


def assessed(kind: AssessmentKind, likelihood: int, impact: int) -> AssessmentSeen:
    return AssessmentSeen(
        kind, AssessmentOrigin.ASSESSED, likelihood, impact, likelihood * impact, None, "", None,
        datetime(2026, 11, 21, tzinfo=UTC), "Anna",
    )  # fmt: skip


def scale(count: int) -> Scale:
    return Scale(tuple(Step(value, f"Steg {value}") for value in range(1, count + 1)))


@given(st.integers(2, 20), st.integers(2, 20), st.data())
def test_every_square_lies_inside_the_drawing_and_only_the_assessed_ones_are_marked(
    rows: int, columns: int, data: st.DataObject
) -> None:
    method = Method("Prov", likelihood=scale(rows), impact=scale(columns))
    places = st.tuples(st.integers(1, rows), st.integers(1, columns))
    inherent, residual = data.draw(places), data.draw(places)
    made = drawing(method, [assessed(AssessmentKind.INHERENT, *inherent), assessed(AssessmentKind.RESIDUAL, *residual)])
    assert made is not None
    assert len({(square.x, square.y) for square in made.squares}) == rows * columns
    for square in made.squares:
        assert made.left <= square.x <= square.x + made.side <= made.width
        assert 0 <= square.y <= square.y + made.side <= made.bottom < made.height
    assert {(square.likelihood, square.impact) for square in made.squares if square.kinds} == {inherent, residual}


def test_likelihood_grows_upwards_and_impact_to_the_right() -> None:
    made = drawing(FOUR_BY_FOUR)
    assert made is not None
    place = {(square.likelihood, square.impact): (square.x, square.y) for square in made.squares}
    assert place[4, 1][1] < place[1, 1][1]
    assert place[1, 1][0] < place[1, 4][0]
    assert not made.marked


def test_an_arrow_is_drawn_only_between_squares_that_lie_apart() -> None:
    inherent = assessed(AssessmentKind.INHERENT, 5, 5)
    apart = drawing(FIVE_BY_FIVE, [inherent, assessed(AssessmentKind.RESIDUAL, 2, 2)])
    beside = drawing(FIVE_BY_FIVE, [inherent, assessed(AssessmentKind.RESIDUAL, 5, 4)])
    assert apart is not None
    assert beside is not None
    assert apart.arrow is not None
    assert apart.arrow.x1 > apart.arrow.x2
    assert beside.arrow is None


def test_a_method_without_scales_has_no_matrix() -> None:
    assert drawing(SCORE_ONLY) is None


@pytest.mark.parametrize(
    ("text", "derived"),
    [
        ("2026-09-30", ""),
        ("Hösten 2026", "2026-"),
        ("Löpande", ""),
        ("Senast 30 september 2026", "senast 2026-09-30"),
        ("Kontinuerligt", "Löpande"),
        ("När vi hinner", ""),
        ("", ""),
    ],
)
def test_a_deadline_is_explained_only_where_its_text_does_not_say_it_already(text: str, derived: str) -> None:
    found = told(read_deadline(text, year=2026))
    assert found.startswith(derived)
    assert bool(found) == bool(derived)


def test_the_same_day_twice_is_said_once() -> None:
    deadline = read_deadline("30 september 2026", year=2026)
    assert deadline.due == date(2026, 9, 30)
    assert told(deadline) == "2026-09-30"


def test_periods_stand_in_the_order_of_the_document_each_once() -> None:
    controls = [{"status": {"T1": "a", "T2": "b"}}, {"status": {"T3": "c", "T1": "d"}}, {"control": "utan"}]
    assert periods(controls) == ["T1", "T2", "T3"]
