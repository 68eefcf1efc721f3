"""The rules one by one: each speaks about its bad examples and not about its good ones, and says it in "
"both languages."""

from dataclasses import replace

import pytest

from riskbild.checks.catalogue import BY_CODE, RULES
from riskbild.checks.linting import chosen, lint
from riskbild.checks.rule import Rule
from riskbild.register.fields import EDITABLE
from riskbild.rules.refusal import Refused

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


@each_rule
def test_it_remarks_on_every_bad_example(rule: Rule) -> None:
    assert rule.bad
    for example in rule.bad:
        assert lint(example.document, example.setting, (rule,)), example.shown


@each_rule
def test_it_is_silent_about_every_good_example(rule: Rule) -> None:
    assert rule.good
    for example in rule.good:
        assert lint(example.document, example.setting, (rule,)) == (), example.shown


@each_rule
def test_it_speaks_both_languages_with_no_place_left_unfilled(rule: Rule) -> None:
    for example in rule.bad:
        for remark in lint(example.document, example.setting, (rule,)):
            for text in (remark.sentence.sv, remark.sentence.en, remark.place.sentence.sv, remark.place.sentence.en):
                assert text
                assert "{" not in text


@each_rule
def test_what_is_put_right_is_no_longer_remarked_on(rule: Rule) -> None:
    for example in rule.bad:
        for remark in lint(example.document, example.setting, (rule,)):
            if remark.repair is None:
                continue
            assert remark.repair.keys() <= EDITABLE
            assert remark.place.row is not None
            row = example.document.rows[remark.place.row - 1]
            mended = replace(row, **{name: text or None for name, text in remark.repair.items()})  # type: ignore[arg-type]
            document = replace(example.document, rows=(mended,))
            assert lint(document, example.setting, (rule,)) == (), remark.repair


def test_codes_are_unique_in_order_and_named_by_their_files() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert list(BY_CODE) == codes
    for rule in RULES:
        assert rule.find.__module__.rpartition(".")[2].startswith(rule.code.lower() + "_")


def test_rules_are_chosen_by_the_beginning_of_their_codes() -> None:
    assert {rule.code[:3] for rule in chosen(["RB1"])} == {"RB1"}
    assert [rule.code for rule in chosen(["rb101", "RB2"], ["RB202"])] == ["RB101", "RB201", "RB203"]
    assert chosen() == RULES


@pytest.mark.parametrize("code", ["RB999", "", "X", "RB1010"])
def test_a_code_that_no_rule_has_is_refused(code: str) -> None:
    with pytest.raises(Refused, match="ingen regel"):
        chosen([code])
