"""What is read from an exchange file is what was written in it, to the letter."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from tests.documents import cases
from tests.documents.strategies import documents

from riskbild.documents.exchange import (
    ROW_FIELDS,
    DocumentKind,
    ExchangeDocument,
    ExchangeRow,
    Source,
    content_digest,
    read_exchange,
    to_data,
    write_exchange,
)

EMPTY: tuple[Any, ...] = (None, [], {})


def kept(before: Any, after: Any) -> list[str]:
    """What differs between a transcription and what was written of it, other than what may."""
    if isinstance(before, dict):
        lost = [f"{key}: {one}" for key in before if key != "also_accept" for one in kept(before[key], after[key])]
        return lost + [f"{key} added" for key in after if key not in before and after[key] not in EMPTY]
    if isinstance(before, list):
        unequal = [] if len(before) == len(after) else ["length"]
        return unequal + [one for pair in zip(before, after, strict=False) for one in kept(*pair)]
    return [] if before == after and type(before) is type(after) else [f"{before!r} became {after!r}"]


@pytest.mark.parametrize("name", cases.NAMES)
def test_every_cell_of_a_case_is_written_as_it_was_read(name: str) -> None:
    before = cases.raw(name)
    after = json.loads(write_exchange(cases.document(name)))
    assert after.pop("format") == "riskbild-document/1"
    assert after.pop("source") == {"name": before.pop("source"), "sha256": None, "media_type": None, "pages": None}
    assert kept(before, after) == []


def test_the_comparison_above_would_see_a_changed_cell() -> None:
    before = cases.raw(cases.NAMES[4])
    after = cases.raw(cases.NAMES[4])
    after["rows"][3]["controls"][1]["status"]["T2 2022"] = "Pågående"
    assert kept(before, after) == ["rows: controls: status: T2 2022: 'Pågående.' became 'Pågående'"]


@pytest.mark.parametrize("name", cases.NAMES)
def test_rows_are_written_with_the_same_keys_in_the_same_order_in_every_document(name: str) -> None:
    for row in json.loads(write_exchange(cases.document(name)))["rows"]:
        assert tuple(row) == (*ROW_FIELDS, "controls")


@settings(max_examples=150, deadline=None)
@given(documents)
def test_reading_what_was_written_gives_the_same_document(document: ExchangeDocument) -> None:
    assert read_exchange(write_exchange(document)) == document


@settings(max_examples=50, deadline=None)
@given(documents)
def test_writing_twice_gives_the_same_text(document: ExchangeDocument) -> None:
    text = write_exchange(document)
    assert write_exchange(read_exchange(text.encode())) == text


def small(**changes: Any) -> dict[str, Any]:
    """The least a file must hold, with changes."""
    return {"document": {"kind": "risk_list"}, "rows": []} | changes


def read(data: object) -> ExchangeDocument:
    return read_exchange(json.dumps(data), "lista.json")


def test_a_file_with_only_a_kind_and_rows_is_enough() -> None:
    assert read(small()) == ExchangeDocument(source=Source("lista.json"), kind=DocumentKind.RISK_LIST)


def test_a_source_may_be_a_plain_name() -> None:
    assert read(small(source="plan.pdf")).source == Source("plan.pdf")


def test_a_byte_order_mark_before_the_text_does_no_harm() -> None:
    assert read_exchange(b"\xef\xbb\xbf" + json.dumps(small()).encode()).rows == ()


@pytest.mark.parametrize("blank", ["", " ", "\n", None])
def test_a_blank_cell_is_none(blank: str | None) -> None:
    document = read(small(rows=[{"risk": blank, "controls": [{"status": {"T1": blank}}]}]))
    assert document.rows[0].risk is None
    assert document.rows[0].controls[0].status == {"T1": None}


def test_a_cell_keeps_its_own_spaces_and_paragraphs() -> None:
    assert read(small(rows=[{"risk": " a\n\n b "}])).rows[0].risk == " a\n\n b "


def test_a_second_fair_reading_is_left_aside() -> None:
    row = {"risk": "a", "also_accept": {"risk": [["anything", {"at": "all"}]]}}
    assert read(small(rows=[row])).rows == (ExchangeRow(risk="a"),)


def test_a_row_is_shown_as_its_risk_else_its_process_else_its_description() -> None:
    row = ExchangeRow(risk="risk", process="process", description="description")
    assert row.shown_as == "risk"
    assert replace(row, risk=None).shown_as == "process"
    assert replace(row, risk=None, process=None).shown_as == "description"
    assert ExchangeRow().shown_as is None


@pytest.mark.parametrize("name", cases.NAMES)
def test_the_same_document_under_another_name_is_recognised(name: str) -> None:
    document = cases.document(name)
    again = replace(document, source=Source("kopia (2).pdf", pages=3), notes=("Läst en gång till.",))
    assert content_digest(again) == content_digest(document)


def test_a_document_read_with_provenance_is_the_document_that_was_transcribed() -> None:
    data = cases.raw(cases.NAMES[0])
    plain = content_digest(read(data))
    for number, row in enumerate(data["rows"], 1):
        row["provenance"] = {"page": 1, "row": number, "cells": {"risk": {"text": row["risk"], "box": [0, 0, 9.5, 9]}}}
        row["confidence"] = {"risk": 0.75}
    data["findings"] = [{"code": "wrapped", "severity": "info", "where": "rad 1", "message": "Raden var bruten."}]
    assert content_digest(read(data)) == plain


def test_no_two_cases_have_the_same_digest() -> None:
    assert len({content_digest(cases.document(name)) for name in cases.NAMES}) == len(cases.NAMES)


@pytest.mark.parametrize("name", cases.NAMES)
def test_one_changed_letter_or_two_swapped_rows_make_another_document(name: str) -> None:
    document = cases.document(name)
    first, *others = document.rows
    changed = replace(document, rows=(replace(first, comment="x"), *others))
    swapped = replace(document, rows=(*others, first))
    assert len({content_digest(each) for each in (document, changed, swapped)}) == 3


def test_what_a_row_may_lack_is_written_only_where_it_is() -> None:
    row = ExchangeRow(risk="a", response="Bevakas", secrecy={"risk": "18 kap. 8 § OSL"})
    document = ExchangeDocument(source=Source("a"), kind=DocumentKind.RISK_LIST, rows=(row, ExchangeRow(risk="b")))
    written, bare = to_data(document)["rows"]
    assert {key: written[key] for key in set(written) - set(bare)} == {
        "response": "Bevakas",
        "secrecy": {"risk": "18 kap. 8 § OSL"},
    }
