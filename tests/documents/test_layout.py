"""Layouts are data: whole through JSON, refused in one sentence where they are nonsense, and nothing in them is run."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskbild.documents.layout import (
    Counted,
    Layout,
    PublishedKind,
    Said,
    read_layout,
    shipped,
    shipped_names,
    standard_layout,
)
from riskbild.documents.layout.placeholders import filled, names_in
from riskbild.documents.layout.words import listed, number_in_words, plural_of
from riskbild.rules.refusal import Refused


@pytest.mark.parametrize("name", shipped_names())
def test_every_shipped_layout_is_the_same_after_a_turn_through_json(name: str) -> None:
    layout = shipped(name)
    assert read_layout(json.dumps(layout.to_data())) == layout


def test_there_is_a_plain_layout_for_every_kind_of_document() -> None:
    assert [standard_layout(kind).kind for kind in PublishedKind] == list(PublishedKind)


def changed(**parts: Any) -> dict[str, Any]:
    return {**standard_layout(PublishedKind.CONTROL_PLAN).to_data(), **parts}


def table(**parts: Any) -> dict[str, Any]:
    block = {"block": "table", "of": "rows", "name": "Risker", "columns": [{"field": "risk", "title": "Risk"}], **parts}
    return changed(blocks=[block])


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (changed(blocks=[]), "ska ha minst en del"),
        (changed(kind="evidence"), "ska vara ett av risk_list"),
        (changed(title="{__class__}"), "som inte betyder något här"),
        (changed(title="{year!r}"), "som inte betyder något här"),
        (changed(title="{year:>100000000}"), "som inte betyder något här"),
        (changed(title="{year"), "klammer"),
        (changed(page={"text": 200}), "ska vara ett tal från 5 till 14"),
        (changed(blocks=[{"block": "script"}]), "ska vara ett av title"),
        (table(of="files"), "ska vara ett av rows"),
        (table(columns=[]), "minst en kolumn"),
        (table(columns=[{"field": "password"}]), "som tabellen inte har"),
        (table(columns=[{"field": "risk", "share": 0}]), "ska vara ett tal från 0,1"),
        (table(columns=[{"field": "risk", "title": "{risks}"}]), "som inte betyder något här"),
        (table(sort=[{"by": "controls.control"}]), "inte kan ordnas efter"),
        (table(group={"by": "score", "text": "{board}"}), "som inte betyder något här"),
        (changed(logo={"sha256": "../etc", "media_type": "image/png", "words": "Vapen"}), "64 hexadecimala"),
        (changed(extra=1), "finns inte i formatet"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_nonsense_is_refused_in_one_sentence_that_names_the_place(data: dict[str, Any], told: str) -> None:
    with pytest.raises(Refused) as refused:
        Layout.from_data(data, "vår.json")
    sentence = str(refused.value.sentence)
    assert told in sentence
    assert sentence.startswith("Filen vår.json kan inte läsas in: ")


@given(st.text(max_size=60))
def test_a_text_is_filled_in_or_refused_and_never_anything_else(text: str) -> None:
    try:
        Layout.from_data(changed(running=text))
    except Refused:
        return
    if set(names_in(text)) <= {"year"}:
        assert isinstance(filled(text, {"year": 2026}), str)


def test_numbers_stand_in_letters_up_to_twelve_and_as_the_sentence_asks() -> None:
    values = {"risks": 7, "critical": 13, "year": 7}
    assert filled("{risks:capital} av {critical} risker {year} ({risks:digits})", values) == "Sju av 13 risker 7 (7)"
    assert filled("{{{risks}}}", values) == "{sju}"
    assert filled("{boards} nämnder", values) is None


def test_a_sentence_is_worded_by_its_number_and_left_out_where_nobody_knows_it() -> None:
    one = Counted("not_on_plan", none="Alla följer plan.", one="En gör det inte.", many="{not_on_plan} gör det inte.")
    told = [one.told({"not_on_plan": number}) for number in (0, 1, 3)]
    assert told == ["Alla följer plan.", "En gör det inte.", "tre gör det inte."]
    assert not one.told({})
    assert Said("Av {gross_risks} är {critical} kritiska.", "{critical} är kritiska.").told({"critical": 2}) == (
        "två är kritiska."
    )


def test_swedish_words() -> None:
    assert [number_in_words(number) for number in (0, 1, 12, 13)] == ["noll", "en", "tolv", "13"]
    assert number_in_words(1, neuter=True) == "ett"
    words = ("allvarlig", "kännbar", "mycket stor", "liten", "betydande", "begränsad", "katastrofal")
    assert [plural_of(word) for word in words] == [
        "allvarliga", "kännbara", "mycket stora", "små", "betydande", "begränsade", "katastrofala"
    ]  # fmt: skip
    assert listed(["A", "B", "C"]) == "A, B och C"
