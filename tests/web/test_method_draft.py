"""A method as text in a form: what comes out is what went in, and every fault is named at its field."""

from dataclasses import replace

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.strategies import methods

from riskbild.rules.method import Cell, Method
from riskbild.rules.standard_methods import FIVE_BY_FIVE, FOUR_BY_FOUR, SCORE_ONLY, STANDARD_METHODS
from riskbild.rules.threshold import Threshold, ThresholdKind
from riskbild.web.method.building import built
from riskbild.web.method.differing import differing
from riskbild.web.method.draft import MOST_LEVELS, Draft, changed, draft_of, flat, read_draft
from riskbild.web.method.matrix import matrix_of, threshold_words


def as_sent(draft: Draft, **fields: str) -> QueryDict:
    """The form as a browser would send it, with some fields changed."""
    sent = {name: text for name, text in flat(draft).items() if text or not name.startswith("square")}
    sent |= {f"level-{place}-key": level.key for place, level in enumerate(draft.levels)}
    if not draft.scales:
        del sent["scales"]
    query = QueryDict(mutable=True)
    query.update({**sent, "number": str(draft.number), **fields})
    return query


def read(method: Method, **fields: str) -> Draft:
    return read_draft(as_sent(draft_of(method), **fields))


def errors(method: Method, **fields: str) -> dict[str, str]:
    made = built(read(method, **fields))
    assert (made.method is None) is bool(made.errors)
    return {name: str(sentence) for name, sentence in made.errors.items()}


def plain(method: Method) -> Method:
    """The method without what makes no difference: blanks around words, squares set to what they give anyway."""
    overrides = {place: cell for place, cell in method.overrides.items() if cell != Cell(place[0] * place[1])}
    scales = [
        scale
        and replace(
            scale,
            steps=tuple(
                replace(step, word=" ".join(step.word.split()), criteria=step.criteria.strip()) for step in scale.steps
            ),
        )
        for scale in (method.likelihood, method.impact)
    ]
    return replace(method, likelihood=scales[0], impact=scales[1], overrides=overrides)


@given(methods())
def test_any_method_can_be_opened_and_saved_unchanged(method: Method) -> None:
    made = built(read_draft(as_sent(draft_of(method))))
    assert made.errors == {}
    assert made.method == plain(method)


@given(st.dictionaries(st.text(max_size=30), st.text(max_size=30), max_size=30), st.text(max_size=30))
def test_no_form_however_strange_is_a_fault(fields: dict[str, str], press: str) -> None:
    query = QueryDict(mutable=True)
    query.update(fields)
    made = built(changed(read_draft(query), press))
    assert made.method is not None or made.errors


@given(methods(), st.data())
def test_no_single_field_however_strange_is_a_fault(method: Method, data: st.DataObject) -> None:
    sent = as_sent(draft_of(method))
    sent[data.draw(st.sampled_from(sorted(sent)))] = data.draw(st.text(max_size=40))
    made = built(read_draft(sent))
    assert made.method is not None or made.errors
    assert matrix_of(made.shown) is None or made.shown.likelihood is not None


@pytest.mark.parametrize("method", STANDARD_METHODS.values(), ids=STANDARD_METHODS)
def test_every_standard_method_can_be_begun_from(method: Method) -> None:
    assert built(draft_of(method)).method == method
    assert threshold_words(method).text("sv") != threshold_words(method).text("en")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, {"name": "Bedömningsmodellen ska ha ett namn på högst 120 tecken."}),
        ({"name": "x" * 121}, {"name": "Bedömningsmodellen ska ha ett namn på högst 120 tecken."}),
        ({"likelihood-1-value": ""}, {"likelihood-1-value": "Ange ett heltal."}),
        ({"likelihood-1-value": "-1"}, {"likelihood-1-value": "Ange ett heltal."}),
        ({"likelihood-1-value": "²"}, {"likelihood-1-value": "Ange ett heltal."}),
        (
            {"likelihood-1-value": "1001"},
            {"likelihood-1-value": "Ett stegs värde ska vara mellan 0 och 1000; här står 1001."},
        ),
        ({"likelihood-1-value": "1"}, {"likelihood": "Skalans steg ska stå i stigande ordning; 1 kommer efter 1."}),
        ({"impact-0-word": "x" * 101}, {"impact-0-word": "Ett stegs ord får vara högst 100 tecken."}),
        ({"impact-0-word": "Lindrig"}, {"impact": "Två steg i samma skala kan inte båda heta ”Lindrig”."}),
        ({"impact-2-criteria": "x" * 2001}, {"impact-2-criteria": "Ett stegs kriterier får vara högst 2000 tecken."}),
        ({"level-0-word": ""}, {"level-0-word": "En risknivå ska ha ett namn på högst 60 tecken."}),
        (
            {"level-0-symbol": " "},
            {"level-0-symbol": "En risknivå ska ha en symbol på högst 4 tecken, så att den inte visas bara med färg."},
        ),
        ({"level-0-colour": "pink"}, {"level-0-colour": "Välj en färg."}),
        ({"level-1-start": "x"}, {"level-1-start": "Ange ett heltal."}),
        ({"threshold": "x"}, {"threshold": "Välj en tröskel."}),
        ({"threshold": "score_at_least", "threshold-score": ""}, {"threshold-score": "Ange ett heltal."}),
        ({"threshold-level": ""}, {"threshold-level": "Den risknivån finns inte längre."}),
        ({"square-4-4-score": "många"}, {"square-4-4-score": "Ange ett heltal."}),
        (
            {"square-4-4-score": "1000001"},
            {"square-4-4-score": "Ett riskvärde ska vara mellan 0 och 1000000; här står 1000001."},
        ),
        ({"square-4-4-level": "gone"}, {"square-4-4-level": "Den risknivån finns inte längre."}),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else value,
)
def test_a_fault_is_named_at_its_field(fields: dict[str, str], wrong: dict[str, str]) -> None:
    assert errors(FOUR_BY_FOUR, **fields) == wrong


def test_two_levels_cannot_begin_at_the_same_score() -> None:
    assert errors(FOUR_BY_FOUR, **{"level-1-start": "1"})["levels"].startswith(
        "Risknivåerna ska stå i stigande ordning"
    )


def test_control_characters_are_refused_at_their_field() -> None:
    wrong = errors(FOUR_BY_FOUR, **{"impact-0-word": "Lin\x00drig", "name": "Mod\x07ell", "level-0-symbol": "\x1b"})
    assert wrong.keys() == {"impact-0-word", "name", "level-0-symbol"}


def test_rows_stand_in_the_order_of_their_values_however_they_were_written() -> None:
    method = built(read(FOUR_BY_FOUR, **{"likelihood-0-value": "9", "level-0-start": "99"})).method
    assert method is not None
    assert method.likelihood is not None
    assert method.likelihood.values == (2, 3, 4, 9)
    assert [level.from_score for level in method.levels] == [4, 9, 16, 99]


def test_a_square_can_have_a_score_or_a_level_of_its_own_or_both() -> None:
    fields = {"square-1-4-score": "9", "square-2-4-level": "critical", "square-3-4-score": "12"}
    method = built(read(FOUR_BY_FOUR, **fields)).method
    assert method is not None
    assert method.overrides == {(1, 4): Cell(9), (2, 4): Cell(8, "critical")}


def test_squares_of_a_step_that_is_gone_fall_away() -> None:
    draft = changed(read(FOUR_BY_FOUR, **{"square-4-4-score": "20"}), "remove-likelihood-3")
    method = built(draft).method
    assert method is not None
    assert method.overrides == {}
    assert method.likelihood is not None
    assert method.likelihood.values == (1, 2, 3)


def test_squares_are_kept_while_a_scale_is_at_fault_and_there_is_no_matrix_to_show_them_in() -> None:
    draft = read(FOUR_BY_FOUR, **{"square-4-4-score": "20", "likelihood-0-value": ""})
    assert matrix_of(built(draft).shown) is None
    assert draft.squares[4, 4].score == "20"


def test_rows_come_and_go_at_a_press() -> None:
    draft = draft_of(FOUR_BY_FOUR)
    more = changed(changed(changed(draft, "add-likelihood"), "add-impact"), "add-level")
    assert (len(more.likelihood), len(more.impact), len(more.levels)) == (5, 5, 5)
    assert more.likelihood[-1].value == "5"
    assert len({level.key for level in more.levels}) == 5
    assert changed(changed(changed(more, "remove-likelihood-4"), "remove-impact-4"), "remove-level-4") == draft
    assert changed(draft, "remove-impact-77") == changed(draft, "tumble") == draft


def test_there_is_an_end_to_the_rows() -> None:
    draft = draft_of(FOUR_BY_FOUR)
    for _ in range(60):
        draft = changed(changed(draft, "add-level"), "add-impact")
    assert (len(draft.levels), len(draft.impact)) == (MOST_LEVELS, 20)
    assert len(read_draft(as_sent(draft)).levels) == MOST_LEVELS


def test_a_method_without_scales_keeps_what_was_typed_in_them_until_it_is_saved() -> None:
    draft = read_draft(as_sent(replace(draft_of(FOUR_BY_FOUR), scales=False)))
    assert len(draft.likelihood) == 4
    method = built(draft).method
    assert method is not None
    assert method.likelihood is None
    assert built(draft_of(SCORE_ONLY)).method == SCORE_ONLY


@pytest.mark.parametrize(
    ("threshold", "told"),
    [
        (Threshold(), "Nämnden väljer fritt vilka risker som ska till internkontrollplanen."),
        (
            Threshold(ThresholdKind.SCORE_AT_LEAST, score=9),
            "Risker med riskvärde 9 eller högre ska till internkontrollplanen.",
        ),
        (
            Threshold(ThresholdKind.LEVEL_AT_LEAST, level_key="high"),
            "Risker på nivån Hög eller högre ska till internkontrollplanen.",
        ),
        (
            Threshold(ThresholdKind.HIGHEST_PER_CATEGORY),
            "Den risk som har högst riskvärde i varje kategori ska till internkontrollplanen.",
        ),
    ],
)
def test_a_threshold_is_told_in_one_sentence(threshold: Threshold, told: str) -> None:
    assert str(threshold_words(replace(FOUR_BY_FOUR, threshold=threshold))) == told


def test_what_differs_between_two_drafts_is_told_field_by_field() -> None:
    mine = read(FOUR_BY_FOUR, **{"name": "Vår modell", "likelihood-1-word": "Sällan", "square-1-4-score": "9"})
    found = [(one.label, one.theirs, one.mine) for one in differing(draft_of(FOUR_BY_FOUR), mine)]
    assert found == [
        ("Namn", "Fyra gånger fyra", "Vår modell"),
        ("Sannolikhet, steg 2, ord", "Mindre sannolik", "Sällan"),
        ("Ruta 1 × 4, riskvärde", "", "9"),
    ]
    assert differing(draft_of(FIVE_BY_FIVE), draft_of(FIVE_BY_FIVE)) == []
