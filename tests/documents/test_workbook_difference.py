"""What a workbook that comes back says otherwise than the register: nothing is lost, and nothing is overwritten."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskbild.documents.workbook.base import About, Base, BaseRow, Packed, pack, unpack
from riskbild.documents.workbook.cells import fits, plain
from riskbild.documents.workbook.difference import (
    Difference,
    HereRow,
    Kind,
    Side,
    chosen,
    compare,
    left_over,
    without_conflict,
)
from riskbild.documents.workbook.returned import FileRow, Returned

ABOUT = About("board", "BUN", 2026, "2026-11-22T09:00:00+00:00")
FIELDS = ("risk", "measures", "comment")
RISKS = frozenset({"risk"})

texts = st.sampled_from(["", "a", "b", "c", "å\nä"])
rows = st.fixed_dictionaries(dict.fromkeys(FIELDS, texts))
tables = st.dictionaries(st.integers(0, 6).map(lambda n: f"risk:{n}"), rows, max_size=7)
new_rows = st.lists(rows.filter(lambda cells: any(cells.values())), max_size=3)

type Table = Mapping[str, Mapping[str, str]]


def base_of(table: Table) -> Base:
    return Base(ABOUT, {key: BaseRow(1, cells) for key, cells in table.items()})


def here_of(table: Table) -> dict[str, HereRow]:
    return {key: HereRow(1, cells) for key, cells in table.items()}


def file_of(table: Table, new: list[dict[str, str]]) -> list[FileRow]:
    known = [FileRow(key, cells, "risk", "Risker", place) for place, (key, cells) in enumerate(table.items())]
    return [*known, *(FileRow("", cells, "risk", "Risker", 100 + place) for place, cells in enumerate(new))]


def everything(difference: Difference) -> tuple[set[tuple[str, str]], set[str]]:
    cells = {(row.name, cell.field) for row in difference.rows for cell in row.takeable}
    return cells, {row.name for row in difference.rows}


def applied(table: Table, difference: Difference, taken_rows: object = None) -> dict[str, dict[str, str]]:
    """The register after everything of the file has been accepted; new rows under their names."""
    cells, names = everything(difference)
    after = {key: dict(row) for key, row in table.items()}
    for one in chosen(difference, cells, names):
        if one.row.kind is Kind.REMOVED:
            del after[one.row.key]
        else:
            after.setdefault(one.row.name, {}).update(one.cells)
    return after


@given(tables)
def test_an_untouched_file_differs_in_nothing(table: Table) -> None:
    assert compare(base_of(table), here_of(table), file_of(table, []), RISKS).rows == ()


@given(tables, st.data())
def test_what_only_the_register_has_changed_is_never_offered_and_never_lost(table: Table, data: st.DataObject) -> None:
    here = {key: data.draw(rows) for key in table}
    difference = compare(base_of(table), here_of(here), file_of(table, []), RISKS)
    assert not difference.waits
    assert applied(here, difference) == here


@given(tables, tables, new_rows)
def test_accepting_everything_gives_the_file(table: Table, there: Table, new: list[dict[str, str]]) -> None:
    there = {key: cells for key, cells in there.items() if key in table}
    emptied = {key for key, cells in there.items() if not any(cells.values()) and any(table[key].values())}
    difference = compare(base_of(table), here_of(table), file_of(there, new), RISKS)
    after = applied(table, difference)
    about = {key for key in emptied if table[key]["risk"] or table[key]["measures"]}
    assert {key: after[key] for key in after if key in table} == {k: v for k, v in there.items() if k not in about}
    added = [cells for key, cells in after.items() if key not in table]
    assert added == [{name: text for name, text in cells.items() if text} for cells in new]


@given(tables, tables, tables, new_rows)
def test_a_conflict_is_always_shown_and_never_taken_by_itself(
    base: Table, here: Table, there: Table, new: list[dict[str, str]]
) -> None:
    difference = compare(base_of(base), here_of(here), file_of(there, new), RISKS)
    shown = {(row.key, cell.field): cell for row in difference.rows for cell in row.conflicts}
    unasked = {(one.row.key, name) for one in without_conflict(difference) for name in one.cells}
    for key in base.keys() & here.keys() & there.keys():
        if not any(there[key].values()):
            continue  # an emptied row is taken for removed
        for name in FIELDS:
            was, now, said = base[key][name], here[key][name], there[key][name]
            if len({was, now, said}) == len(FIELDS):
                assert shown[key, name].side is Side.BOTH
                assert (key, name) not in unasked
            if now != was:
                assert (key, name) not in unasked


@given(tables, tables, tables, new_rows)
def test_what_is_not_taken_is_told(base: Table, here: Table, there: Table, new: list[dict[str, str]]) -> None:
    difference = compare(base_of(base), here_of(here), file_of(there, new), RISKS)
    taken = without_conflict(difference)
    left = {row.name for row in left_over(difference, taken)}
    for row in difference.rows:
        wants = any(cell.side is not Side.HERE for cell in row.cells) or row.kind is Kind.REMOVED
        assert not wants or row.name in left | {one.row.name for one in taken}


@given(tables, tables, tables, new_rows)
def test_without_a_base_of_our_own_nothing_is_taken_unasked(
    base: Table, here: Table, there: Table, new: list[dict[str, str]]
) -> None:
    difference = compare(None, here_of(here), file_of(there, new), RISKS)
    assert without_conflict(difference) == []
    assert all(cell.side is Side.BOTH for row in difference.rows if row.kind is Kind.CHANGED for cell in row.cells)


@given(tables, st.binary(min_size=1), st.binary(min_size=1))
def test_only_what_was_sealed_here_is_opened(table: Table, secret: bytes, other: bytes) -> None:
    packed = pack(base_of(table), secret)
    assert unpack(packed, [other, secret]) == base_of(table)
    assert unpack(replace(packed, about=replace(ABOUT, year=2027)), [secret]) is None
    assert unpack(Packed(ABOUT, pack(base_of({}), secret).content + "A", packed.seal), [secret]) is None
    assert other == secret or unpack(packed, [other]) is None


def test_a_row_that_was_copied_with_its_hidden_key_is_a_new_row() -> None:
    table = {"risk:1": {"risk": "En", "measures": "", "comment": ""}}
    copy = FileRow("risk:1", {"risk": "Två", "measures": "", "comment": ""}, "risk", "Risker", 9)
    difference = compare(base_of(table), here_of(table), [*file_of(table, []), copy], RISKS)
    assert [(row.kind, row.cells[0].there) for row in difference.rows] == [(Kind.NEW, "Två")]


def test_a_new_row_that_was_taken_in_before_is_not_new_again() -> None:
    new = {"risk": "Ny", "measures": "", "comment": ""}
    difference = compare(base_of({}), here_of({"risk:7": {**new, "comment": "Senare"}}), file_of({}, [new]), RISKS)
    assert difference.rows == ()


def test_a_file_that_has_lost_most_rows_removes_none_by_itself() -> None:
    table = {f"risk:{n}": {"risk": str(n), "measures": "", "comment": ""} for n in range(9)}
    difference = compare(base_of(table), here_of(table), [], RISKS)
    assert {row.kind for row in difference.rows} == {Kind.REMOVED}
    assert without_conflict(difference) == []


def test_a_table_that_the_file_lacks_removes_nothing() -> None:
    table = {"item:1": {"risk": "En", "measures": "", "comment": ""}}
    assert compare(base_of(table), here_of(table), [], RISKS).rows == ()


def test_what_a_person_must_not_read_is_not_compared() -> None:
    table = {"risk:1": {"risk": "Hemlig", "measures": "", "comment": ""}}
    here = {"risk:1": HereRow(1, {"measures": "", "comment": ""}, hidden=frozenset({"risk"}))}
    there = file_of({"risk:1": {"risk": "Ändrad", "measures": "", "comment": ""}}, [])
    assert compare(base_of(table), here, there, RISKS).rows == ()


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("likelihood", "3.0", "3"), ("impact", "2 Möjlig", "2"), ("score", "8 ▲ Hög", "8"), ("in_plan", "ja", "Ja"),
        ("in_plan", "Kanske", "Kanske"), ("comment", "a \r\nb  ", "a\nb"), ("likelihood", "hög", "hög"),
    ],
)  # fmt: skip
def test_a_cell_says_the_same_whatever_program_saved_it(field: str, text: str, said: str) -> None:
    assert plain(field, text) == said
    assert fits(field, said) is (said not in {"Kanske", "hög"})


@given(tables, new_rows)
def test_a_returned_workbook_is_stored_and_found_again(table: Table, new: list[dict[str, str]]) -> None:
    returned = Returned(pack(base_of(table), b"key"), tuple(file_of(table, new)), RISKS)
    assert Returned.from_data(returned.to_data()) == returned
