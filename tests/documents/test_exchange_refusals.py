"""A file that is not as it should be is refused in one sentence that names the place."""

import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import cases

from riskbild.documents.exchange import read_exchange
from riskbild.rules.refusal import Refused


def refusal(data: bytes | str | dict[str, Any]) -> Refused:
    """The refusal of a file."""
    with pytest.raises(Refused) as refused:
        read_exchange(json.dumps(data) if isinstance(data, dict) else data, "lista.json")
    return refused.value


def with_row(text: str) -> str:
    """A file with two good rows and then one with this text inside its braces."""
    return '{"document": {"kind": "risk_list"}, "rows": [{"risk": "a"}, {"risk": "b"}, {' + text + "}]}"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('"score": "8"', "fältet 'score' ska vara ett heltal från 0 till 9999, eller null."),
        ('"score": 8.0', "fältet 'score' ska vara ett heltal från 0 till 9999, eller null."),
        ('"score": true', "fältet 'score' ska vara ett heltal från 0 till 9999, eller null."),
        ('"score": -1', "fältet 'score' ska vara ett heltal från 0 till 9999, eller null."),
        ('"score": 10000', "fältet 'score' ska vara ett heltal från 0 till 9999, eller null."),
        ('"score": ' + "9" * 5000, "fältet 'score' ska vara ett heltal från 0 till 9999, eller null."),
        ('"score": NaN', "fältet 'score' ska vara ett heltal från 0 till 9999, eller null."),
        ('"impact": Infinity', "fältet 'impact' ska vara ett heltal från 0 till 9999, eller null."),
        ('"impact": -1e999', "fältet 'impact' ska vara ett heltal från 0 till 9999, eller null."),
        ('"in_plan": "Ja"', "fältet 'in_plan' ska vara true, false eller null."),
        ('"in_plan": 1', "fältet 'in_plan' ska vara true, false eller null."),
        ('"reference": 240311', "fältet 'reference' ska vara text eller null."),
        ('"risk": ["a"]', "fältet 'risk' ska vara text eller null."),
        ('"colour": null', "fältet 'colour' finns inte i formatet."),
        ('"": null', "fältet '' finns inte i formatet."),
        ('"risk": "a", "risk": "a"', "har 'risk' två gånger."),
        ('"risk": "a\\u0000b"', "fältet 'risk' innehåller ett otillåtet styrtecken (U+0000)."),
        ('"risk": "a\\tb"', "fältet 'risk' innehåller ett otillåtet styrtecken (U+0009)."),
        ('"risk": "a\\r\\nb"', "fältet 'risk' innehåller ett otillåtet styrtecken (U+000D)."),
        ('"risk": "\\ud800"', "fältet 'risk' innehåller ett otillåtet styrtecken (U+D800)."),
        ('"risk": "a\\u202eb"', "fältet 'risk' innehåller ett otillåtet styrtecken (U+202E)."),
        ('"risk": "' + "x" * 20_001 + '"', "fältet 'risk' är längre än 20000 tecken."),
        ('"controls": {}', "fältet 'controls' ska vara en lista."),
        ('"controls": ["a"]', "kontroll 1 ska vara ett objekt med namngivna fält."),
        ('"controls": [{}, {"result": "a"}]', "kontroll 2, fältet 'result' finns inte i formatet."),
        ('"controls": [{"status": {"T1": 3}}]', "fältet 'status', fältet 'T1' ska vara text eller null."),
        ('"controls": [{"status": {"": "a"}}]', "fältet 'status', fältet '' saknar text."),
        ('"secrecy": {"colour": "OSL"}', "fältet 'colour' är ingen cell i en rad."),
        ('"secrecy": {"risk": null}', "fältet 'risk' saknar text."),
        ('"confidence": {"risk": 1.5}', "fältet 'risk' ska vara ett tal från 0 till 1."),
        ('"confidence": {"risk": NaN}', "fältet 'risk' ska vara ett tal från 0 till 1."),
        ('"provenance": {"file": 1}', "fältet 'provenance', fältet 'file' finns inte i formatet."),
        ('"provenance": {"cells": {"risk": {"box": [1, 2, 3]}}}', "fältet 'box' ska vara fyra tal."),
    ],
)
def test_a_row_at_fault_is_named_with_its_field(row: str, said: str) -> None:
    sentence = refusal(with_row(row)).sentence
    assert sentence.sv.startswith("Filen lista.json kan inte läsas in: rad 3")
    assert sentence.sv.endswith(said)
    assert sentence.en.startswith("lista.json cannot be read: row 3")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rows": None}, None),
        ({"rows": {}}, "fältet 'rows' ska vara en lista."),
        ({"rows": [None]}, "rad 1 ska vara ett objekt med namngivna fält."),
        ({"plan": [{"x": 1}]}, "planens rad 1, fältet 'x' finns inte i formatet."),
        ({"format": "riskbild-document/2"}, "fältet 'format' är riskbild-document/2, ska vara riskbild-document/1."),
        ({"format": 1}, "fältet 'format' är ?, ska vara riskbild-document/1."),
        ({"extra": 1}, "fältet 'extra' finns inte i formatet."),
        ({"source": {"name": "a", "sha256": "abc"}}, "fältet 'sha256' ska vara 64 hexadecimala siffror."),
        ({"source": 3}, "fältet 'source' ska vara ett objekt med namngivna fält."),
        ({"document": None}, "fältet 'document' ska vara ett objekt med namngivna fält."),
        ({"document": {"kind": "risk_list", "owner": 1}}, "fältet 'owner' finns inte i formatet."),
        ({"document": {"kind": "risk_list", "year": 20223}}, "ett heltal från 1900 till 2199, eller null."),
        ({"document": {"kind": "risk_list", "sections": [""]}}, "post 1 saknar text."),
        ({"header": ["a", 2]}, "fältet 'header', post 2 ska vara text eller null."),
        ({"findings": [{"code": "a", "severity": "bad", "message": "b"}]}, "ska vara ett av info, warning, error."),
        ({"rows": [{}] * 20_001}, "fältet 'rows' har fler än 20000 poster."),
    ],
)
def test_any_other_part_at_fault_is_named(change: dict[str, Any], said: str | None) -> None:
    data = {"document": {"kind": "risk_list"}, "rows": []} | change
    if said is None:
        assert read_exchange(json.dumps(data)).rows == ()
    else:
        assert refusal(data).sentence.sv.endswith(said)


@pytest.mark.parametrize("kind", ["", None, "plan", 3, ["risk_list"]])
def test_a_document_of_no_known_kind_is_refused(kind: object) -> None:
    sentence = refusal({"document": {"kind": kind}, "rows": []}).sentence
    assert "fältet 'kind' ska vara ett av risk_list, risk_profile, control_plan" in sentence.sv


def test_a_file_without_rows_is_refused() -> None:
    assert str(refusal({"document": {"kind": "risk_list"}})).endswith("fältet 'rows' saknas.")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "är inte giltig JSON (textrad 1, tecken 1)."),
        (b'{"rows": [\n1,,2]}', "är inte giltig JSON (textrad 2, tecken 3)."),
        (b"PK\x03\x04\xff", "är inte UTF-8 (fel vid byte 5)."),
        ("{}".encode("utf-16"), "är inte UTF-8 (fel vid byte 1)."),
        (b" " * 10_000_001, "är större än 10 MB."),
        ("å" * 5_000_001, "är större än 10 MB."),
        (b"[" * 100_000, "är nästlat för djupt."),
        (b'{"a":' * 100_000, "är nästlat för djupt."),
        (b"[" + b"[]," * 900_000 + b"[]]", "har för många delar."),
        (b"[" + b'{"a":1},' * 900_000 + b"{}]", "har för många delar."),
        (b'{"a": {"b": 1, "b": 2}, "c": 1, "c": 2}', "har 'c' två gånger."),
        (b'"' + b'\\"' * 4_000_000, "är inte giltig JSON (textrad 1, tecken 1)."),
        (b"[]", "ska vara ett objekt med namngivna fält."),
        (b"null", "ska vara ett objekt med namngivna fält."),
        (b"NaN", "ska vara ett objekt med namngivna fält."),
    ],
    ids=range(15),
)
def test_a_file_that_is_no_exchange_file_at_all_is_refused(data: bytes | str, said: str) -> None:
    assert str(refusal(data)).endswith(said)


def test_brackets_inside_texts_are_no_parts() -> None:
    brackets = "[{" * 9_000
    row = json.dumps(dict.fromkeys(("risk", "causes", "comment", "measures"), brackets))
    text = '{"document": {"kind": "risk_list"}, "rows": [' + ", ".join([row] * 40) + "]}"
    assert read_exchange(text).rows[39].risk == brackets


def test_refusing_a_bomb_takes_little_memory() -> None:
    bomb = b"[" + b'{"a":[]},' * 1_000_000 + b"{}]"
    tracemalloc.start()
    refusal(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 80_000_000


def test_a_strangers_text_in_a_refusal_is_short_and_hides_nothing() -> None:
    sentence = refusal(with_row(json.dumps("\u202e\x1b[31m" + "x" * 5000) + ": 1")).sentence
    assert len(sentence.sv) < 200
    assert "\x1b" not in sentence.sv
    assert "\u202e" not in sentence.sv


@settings(max_examples=150, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    )
)
def test_any_other_json_is_refused_and_never_fails_otherwise(data: object) -> None:
    with pytest.raises(Refused):
        read_exchange(json.dumps(data))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_case_with_one_value_replaced_is_read_or_refused_but_never_fails(data: st.DataObject) -> None:
    document = cases.raw(data.draw(st.sampled_from(cases.NAMES)))
    spot: Any = document
    while True:
        key = data.draw(st.sampled_from(sorted(spot) if isinstance(spot, dict) else range(len(spot))))
        if not isinstance(spot[key], (dict, list)) or not spot[key] or data.draw(st.integers(0, 3)) == 0:
            break
        spot = spot[key]
    spot[key] = data.draw(st.sampled_from((None, True, 1, -5, 1.5, "", "x", "\x00", [], {}, [[]], {"x": {}}, 10**40)))
    refused = None
    try:
        read_exchange(json.dumps(document), "lista.json")
    except Refused as raised:
        refused = str(raised)
    assert refused is None or refused.startswith("Filen lista.json kan inte läsas in: ")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_at_all_are_refused(data: bytes) -> None:
    assert str(refusal(data)).count(". ") == 0
