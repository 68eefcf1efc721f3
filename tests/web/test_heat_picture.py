"""The drawing of any matrix: nothing outside the picture, nothing on top of something else, no text too wide."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from riskbild.rules.method import Scale, Step
from riskbild.web.heat.picture import NARROW, WIDE, Picture, picture_of, wrapped

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs", "P"]), max_size=100)
LETTER, LETTERS = 6.6, "abcdefghijklmnopqrst"


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    values = draw(st.lists(st.integers(0, 1000), min_size=2, max_size=20, unique=True))
    # Each word begins with a letter of its own: no scale has two steps of the same name.
    begun = zip(LETTERS, sorted(values), strict=False)
    return Scale(tuple(Step(value, f"{first}{draw(WORDS)}"[:100]) for first, value in begun))


PICTURES = st.builds(picture_of, scales(), scales(), st.sampled_from([WIDE, NARROW]), st.just("x"))


@given(PICTURES)
def test_everything_stands_inside_the_picture(picture: Picture) -> None:
    for label in picture.labels:
        assert 0 <= label.x <= picture.all_width
        assert 0 < label.y <= picture.all_height
    assert picture.left + picture.width <= picture.all_width


@given(scales(), scales())
def test_the_wide_picture_fits_a_page_and_the_narrow_a_phone_up_to_seven_steps(down: Scale, across: Scale) -> None:
    assert picture_of(down, across, WIDE, "wide").all_width <= 156 + 20 * 40 + 1
    if len(across.steps) <= 7:
        assert picture_of(down, across, NARROW, "narrow").all_width <= 288


@given(PICTURES)
def test_labels_at_the_same_place_stand_on_lines_of_their_own(picture: Picture) -> None:
    places: dict[tuple[float, str], list[float]] = {}
    for label in picture.labels:
        places.setdefault((label.x, label.anchor), []).append(label.y)
    for heights in places.values():
        assert all(below - above >= 15 for above, below in pairwise(sorted(heights)))


@given(WORDS, st.integers(40, 160))
def test_a_wrapped_text_keeps_its_words_in_order_within_its_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert len(lines) <= 3
    assert all(len(line) * LETTER <= width for line in lines)
    if lines and not any("…" in line for line in lines):
        assert " ".join(lines).split() == text.split()
