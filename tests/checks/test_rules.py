"""The rules one by one: each speaks about its bad examples and not about its good ones, in both languages."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

import pytest
from tests.checks.written_by_hand import by_hand
from tests.documents.cases import NAMES, document

from riskbild.checks.catalogue import BY_CODE, RULES
from riskbild.checks.linting import chosen, lint
from riskbild.checks.rule import Example, Rule
from riskbild.checks.setting import NOTHING_KNOWN
from riskbild.checks.subject import Subject
from riskbild.register.fields import EDITABLE
from riskbild.rules.refusal import Refused


def plain(text: str) -> str:
    return " ".join(text.casefold().split())


@cache
def shown_in_the_documents() -> Mapping[str, frozenset[str]]:
    """The documents in which each rule finds something, by its code, as they were read by hand."""
    shown: dict[str, set[str]] = defaultdict(set)
    for name in NAMES:
        for line in by_hand(name):
            shown[line.split()[0]].add(name)
    return {code: frozenset(names) for code, names in shown.items()}


@cache
def texts_in(name: str) -> frozenset[str]:
    """Every cell of a document."""
    lines = Subject(document(name), NOTHING_KNOWN).lines
    return frozenset(plain(text) for line in lines for text in line.cells.values())


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
def test_what_the_manual_quotes_stands_in_the_example(rule: Rule) -> None:
    for example in (*rule.bad, *rule.good):
        lines = Subject(example.document, example.setting).lines
        cells = [text for line in lines for text in line.cells.values()]
        periods = [f"status {period}" for line in lines for one in line.row.controls for period in one.status]
        held = plain(" ".join([example.title or "", *example.texts, *cells, *periods]))
        for quoted in re.findall("”([^”]+)”", example.shown):
            assert all(plain(part).strip(" .,") in held for part in quoted.split("…")), quoted


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


def test_what_can_be_put_right_without_knowing_more_is_offered() -> None:
    """A question in a comment, a status in a deadline, a name in brackets: the text itself tells what to do."""
    offered = {
        rule.code
        for rule in RULES
        for example in rule.bad
        for remark in lint(example.document, example.setting, (rule,))
        if remark.repair
    }
    assert offered == {"RB307", "RB308", "RB309", "RB401", "RB501"}


@pytest.mark.parametrize("code", sorted(shown_in_the_documents()))
def test_a_rule_that_the_documents_show_has_its_bad_example_from_them(code: str) -> None:
    written = {words for name in shown_in_the_documents()[code] for words in texts_in(name)}
    taken = [words for example in BY_CODE[code].bad for words in words_remarked_on(example, BY_CODE[code])]
    assert any(words and words in text for words in taken for text in written), taken


def words_remarked_on(example: Example, rule: Rule) -> Iterator[str]:
    """The cells that the example is remarked on for; where such a cell is empty or a number, what the row is about."""
    lines = {line.number: line for line in Subject(example.document, example.setting).rows}
    for remark in lint(example.document, example.setting, (rule,)):
        for line in lines.values() if remark.place.row is None else [lines[remark.place.row]]:
            yield plain(line.cells.get(remark.place.field or "") or line.row.shown_as or "")


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
