"""Columns without titles are told from each other together: by their cells, their order and their numbers."""

from hypothesis import given
from hypothesis import strategies as st

from riskbild.intake.reading.content import looks_of
from riskbild.intake.reading.jointly import meant_together
from riskbild.intake.reading.meaning import Column, meanings_of_columns

RISKS = ("Risk att fakturor betalas två gånger", "Bristande bemanning på natten", "Risk att vi missar lagens krav")
MEASURES = ("Inför dubbel attest av alla fakturor", "Rekrytera fler vikarier till natten", "Utbilda chefer i lagen")
OWNERS = ("Ekonomichef", "Enhetschef", "Kommunjurist")
SCORES = (("2", "3", "1"), ("3", "4", "5"), ("6", "12", "5"))


def fields(*columns: tuple[str, ...]) -> list[str | None]:
    told = [Column(place, place, (), cells) for place, cells in enumerate(columns)]
    return [None if each is None else each.field for each in meanings_of_columns(told, {}, titled=False)]


def test_a_common_list_is_understood() -> None:
    found = fields(("1.1", "1.2", "1.3"), RISKS, *SCORES, MEASURES, OWNERS, ("2025-03", "vår 2025", "december 2025"))
    assert found == ["reference", "risk", "likelihood", "impact", "score", "measures", "responsible", "deadline"]


def test_who_is_responsible_is_known_in_the_first_column_too() -> None:
    assert fields(OWNERS, RISKS, *SCORES, MEASURES)[0] == "responsible"


def test_measures_before_the_risks_are_known_by_how_they_begin() -> None:
    assert fields(MEASURES, RISKS, *SCORES)[:2] == ["measures", "risk"]


def test_numbers_that_count_upward_number_the_rows() -> None:
    assert fields(("A1", "A2", "A3"), RISKS, *SCORES)[0] == "reference"


def test_what_could_as_well_be_something_else_is_little_sure() -> None:
    vague = ("Avtal", "Upphandling", "Lokaler")
    looks = [looks_of(cells, place=place / 2) for place, cells in enumerate((vague, vague, RISKS))]
    found = meant_together(looks, ())
    assert all(each is None or each[1] < 0.5 for each in found[:2])


@given(st.lists(st.lists(st.sampled_from([*RISKS, *MEASURES, *OWNERS, "1", "12", "Ja", ""]), min_size=3, max_size=3),
                min_size=1, max_size=9))  # fmt: skip
def test_no_field_is_given_twice_and_none_is_sure(columns: list[list[str]]) -> None:
    looks = [looks_of(cells, place=place / len(columns)) for place, cells in enumerate(columns)]
    found = meant_together(looks, ())
    named = [each[0] for each in found if each is not None]
    assert len(found) == len(columns)
    assert len(named) == len(set(named))
    assert all(0 < each[1] < 0.8 for each in found if each is not None)
