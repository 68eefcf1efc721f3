"""The list's address: whatever it says is read back the same, and whatever it cannot say is refused, never an error."""

from uuid import UUID

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from riskbild.organisation.access import Access
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import Tree, TreeNode
from riskbild.register.queries.choices import YearSeen
from riskbild.register.queries.filters import RiskFilter
from riskbild.register.queries.listing import PAGE_SIZES, Group, Sort
from riskbild.rules.refusal import Refused
from riskbild.rules.response import Response
from riskbild.rules.standard_methods import FOUR_BY_FOUR
from riskbild.web.register import values
from riskbild.web.register.address import ListAddress, read_address
from riskbild.web.register.columns import Column, ordered
from riskbild.web.register.reach import Reach

BOARD, UNIT, ELSEWHERE, METHOD = (UUID(int=number) for number in range(1, 5))
TREE = Tree(
    [
        TreeNode(BOARD, None, NodeKind.BOARD, "Nämnden", "N", closed=False),
        TreeNode(UNIT, BOARD, NodeKind.UNIT, "Enheten", "", closed=False),
        TreeNode(ELSEWHERE, None, NodeKind.BOARD, "En annan", "A", closed=False),
    ]
)
YEARS = [
    YearSeen(UUID(int=10 + year), 1, BOARD, year, closed, False, METHOD, FOUR_BY_FOUR)
    for year, closed in ((2027, True), (2026, False), (2025, False))
]
REACH = Reach(Access(TREE, {Permission.READ: frozenset({BOARD, UNIT})}, frozenset()), YEARS)

CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=80)
NUMBERS = st.none() | st.integers(0, 9_999_999)
FILTERS = st.builds(
    RiskFilter,
    year=st.sampled_from([2025, 2026, 2027]),
    node=st.sampled_from([None, BOARD, UNIT]),
    text=CELLS.map(lambda text: " ".join(text.split())),
    process=CELLS, heading=CELLS, category=CELLS, role=CELLS,
    level=st.just("") | st.from_regex(values._KEY, fullmatch=True).filter(str.isascii),
    response=st.sampled_from(["", "-", *Response]).map(str),
    owner=st.none() | st.uuids(), in_plan=st.none() | st.booleans(), unscored=st.booleans(), archived=st.booleans(),
    likelihood=NUMBERS, impact=NUMBERS, score=NUMBERS, axes=st.none() | st.booleans(),
    method=st.sampled_from([None, METHOD]),
)  # fmt: skip
ADDRESSES = st.builds(
    ListAddress,
    wanted=FILTERS,
    sort=st.sampled_from(Sort),
    reverse=st.booleans(),
    group=st.none() | st.sampled_from(Group),
    columns=st.lists(st.sampled_from(Column), unique=True).map(ordered),
    size=st.sampled_from(PAGE_SIZES),
    whole=st.booleans(),
    page=st.just("") | st.from_regex(r"\A[A-Za-z0-9_-]{1,60}\Z"),
)


def read(query: str) -> ListAddress:
    return read_address(QueryDict(query.removeprefix("?")), REACH)


@given(ADDRESSES)
def test_an_address_reads_back_as_what_it_was_written_from(address: ListAddress) -> None:
    assert read(address.here) == address


@given(ADDRESSES)
def test_a_saved_view_means_the_same_in_the_year_it_is_used_in(address: ListAddress) -> None:
    assert read(f"{address.view}&year={address.wanted.year}") == read(address.query())
    assert "year=" not in address.view.replace("_year=", "")


@given(ADDRESSES)
def test_clearing_lifts_every_filter_and_nothing_else(address: ListAddress) -> None:
    cleared = read(address.cleared)
    assert not cleared.filters
    assert (cleared.sort, cleared.group, cleared.columns, cleared.wanted.year) == (
        address.sort, address.group, address.columns, address.wanted.year,
    )  # fmt: skip


@given(ADDRESSES)
def test_a_change_of_anything_begins_again_at_the_first_page(address: ListAddress) -> None:
    assert read(address.query(sort="title")).page == ""


@given(st.sampled_from([*values.READERS, "foo", ""]), st.text(max_size=300))
def test_no_value_at_all_makes_anything_but_an_address_or_a_refusal(name: str, text: str) -> None:
    query = QueryDict(mutable=True)
    query[name] = text
    try:
        address = read_address(query, REACH)
    except Refused:
        return
    assert read(address.here) == address


def test_the_title_cannot_be_left_out_since_it_leads_to_the_risk() -> None:
    assert read("columns=score.reference").columns == (Column.REFERENCE, Column.TITLE, Column.SCORE)


def test_empty_fields_of_a_form_say_nothing() -> None:
    assert read("q=&node=&level=&process=&columns=title&columns=score") == read("columns=title.score")


def test_the_year_is_the_latest_open_one_and_stands_in_every_link() -> None:
    address = read("")
    assert address.wanted.year == 2026
    assert address.query() == "?year=2026"


@pytest.mark.parametrize("query", [f"node={ELSEWHERE}", f"method={UUID(int=99)}", "year=2024", "q=a&q=b", "foo=1"])
def test_what_lies_outside_the_persons_reach_is_refused(query: str) -> None:
    with pytest.raises(Refused):
        read(query)


def test_every_parameter_has_a_name_for_people() -> None:
    assert values.LABELS.keys() >= values.READERS.keys()
    untold = [name for name, label in values.LABELS.items() if label.sv == name]
    assert not untold


def test_every_narrowing_of_the_register_can_stand_in_an_address() -> None:
    names = {values.FIELDS.get(name, name) for name in RiskFilter.__dataclass_fields__}
    assert names <= values.READERS.keys()
