"""Scales and methods of every shape the rules allow, for hypothesis."""

from hypothesis import strategies as st

from riskbild.rules.method import Cell, Colour, Level, Method, Scale, Step, Threshold, ThresholdKind

words = st.text(st.characters(exclude_categories=("C",)), max_size=20)
values = st.lists(st.integers(0, 1000), min_size=2, max_size=20, unique=True).map(sorted)


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    """Any scale: ascending values, each with a word of its own (its number where it has none)."""
    return Scale(tuple(Step(value, f"{draw(words)} {value}", draw(words)) for value in draw(values)))


@st.composite
def level_rows(draw: st.DrawFn) -> tuple[Level, ...]:
    """Levels with keys of their own, ascending; possibly none."""
    starts = sorted(draw(st.sets(st.integers(0, 1000), max_size=6)))
    return tuple(
        Level(f"level-{start}", f"Nivå {start}", draw(st.sampled_from("●▲◆■")), draw(st.sampled_from(Colour)), start)
        for start in starts
    )


def thresholds(levels: tuple[Level, ...]) -> st.SearchStrategy[Threshold]:
    """Any threshold that the levels allow."""
    kinds = [
        st.just(Threshold()),
        st.just(Threshold(ThresholdKind.HIGHEST_PER_CATEGORY)),
        st.integers(0, 1000).map(lambda score: Threshold(ThresholdKind.SCORE_AT_LEAST, score=score)),
    ]
    if levels:
        keys = st.sampled_from([level.key for level in levels])
        kinds.append(keys.map(lambda key: Threshold(ThresholdKind.LEVEL_AT_LEAST, level_key=key)))
    return st.one_of(kinds)


@st.composite
def methods(draw: st.DrawFn, *, scaled: bool | None = None) -> Method:
    """Any method; `scaled` says whether it has scales, None that it may or may not."""
    levels = draw(level_rows())
    has_scales = draw(st.booleans()) if scaled is None else scaled
    if not has_scales:
        return Method("Utan skalor", levels=levels, threshold=draw(thresholds(levels)))
    likelihood, impact = draw(scales()), draw(scales())
    squares = st.tuples(st.sampled_from(likelihood.values), st.sampled_from(impact.values))
    keys = st.sampled_from([None, *(level.key for level in levels)])
    cells = st.builds(Cell, score=st.integers(0, 1_000_000), level_key=keys)
    return Method(
        name="Med skalor",
        likelihood=likelihood,
        impact=impact,
        overrides=draw(st.dictionaries(squares, cells, max_size=5)),
        levels=levels,
        threshold=draw(thresholds(levels)),
    )
