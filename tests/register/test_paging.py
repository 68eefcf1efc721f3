"""The list's pages neither skip nor repeat a row, however it is sorted and grouped."""

import pytest
from tests.people import TODAY, Town, town

from riskbild.register.queries.filters import RiskFilter
from riskbild.register.queries.listing import Group, ListRequest, Sort, all_lines, list_risks

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def thirty(module_database: None) -> Town:
    """Thirty risks, many of them alike."""
    made = town()
    for place in range(30):
        made.risk(f"Risk {place % 7}", category="AB"[place % 2], likelihood=place % 4 + 1, impact=2)
    made.coordinator()
    return made


@pytest.mark.parametrize("group", [None, *Group])
@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("reverse", [False, True])
def test_pages_neither_skip_nor_repeat_in_any_order(
    thirty: Town, sort: Sort, group: Group | None, *, reverse: bool
) -> None:
    anna = thirty.coordinator()
    request = ListRequest(RiskFilter(year=2026), sort=sort, reverse=reverse, group=group, size=25)
    whole = [line.id for line in all_lines(anna, request, TODAY, batch=7)]
    first = list_risks(anna, request, TODAY)
    second = list_risks(anna, ListRequest(**{**vars(request), "cursor": first.next}), TODAY)
    assert len(set(whole)) == first.total == 30
    assert [line.id for line in [*first.lines, *second.lines]] == whole
    assert (first.previous, second.next) == ("", "")
    back = list_risks(anna, ListRequest(**{**vars(request), "cursor": second.previous}), TODAY)
    assert [line.id for line in back.lines] == [line.id for line in first.lines]
