"""How the databases find a list: in the index's own order, counted in an index alone, nowhere by reading everything."""

import re
from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import TODAY, Town, town

from riskbild.organisation.models import User
from riskbild.register.queries.filters import RiskFilter
from riskbild.register.queries.listing import ListRequest, Sort, list_risks

pytestmark = pytest.mark.django_db

ON_SQLITE = connection.vendor == "sqlite"
YEAR = 2026
NARROWED_BY_SHORT_COLUMNS = [
    RiskFilter(year=YEAR),
    RiskFilter(year=YEAR, level="high"),
    RiskFilter(year=YEAR, response="reduce", in_plan=True),
    RiskFilter(year=YEAR, likelihood=3, impact=3),
    RiskFilter(year=YEAR, score=9),
]


@pytest.fixture(scope="module")
def town_of_the_module(module_database: None) -> Town:
    """A town with so many risks that a list of them goes on past its first page."""
    made = town()
    made.coordinator()
    for number in range(60):
        made.risk(f"Risk {number}", process=f"Process {number}", likelihood=3, impact=3, in_plan=True)
    connection.cursor().execute("UPDATE register_risk SET response = 'reduce'")
    return made


@pytest.fixture
def anna(storsjo: Town) -> User:
    return storsjo.coordinator()


def plans(by: User, request: ListRequest) -> tuple[str, str]:
    """How the database finds the page, and how it counts."""
    with CaptureQueriesContext(connection) as captured:
        list_risks(by, request, TODAY)
    found = [query["sql"] for query in captured if '"register_risk"' in query["sql"]]
    page, count = found[0], found[1]
    assert count.startswith("SELECT COUNT(*)")
    return plan_of(page, without=("seqscan", "bitmapscan", "sort")), plan_of(count, without=("seqscan", "bitmapscan"))


def plan_of(sql: str, *, without: Sequence[str]) -> str:
    """The plan. With a few rows PostgreSQL would rather read them all; it is asked what it does when that is dear."""
    with connection.cursor() as cursor:
        if ON_SQLITE:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            return "\n".join(row[3] for row in cursor.fetchall())
        for way in without:
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN {sql}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
        for way in without:
            cursor.execute(f"SET LOCAL enable_{way} = on")
        return plan


@pytest.mark.parametrize("reverse", [False, True], ids=["", "reversed"])
@pytest.mark.parametrize("sort", Sort)
def test_every_sort_reads_its_index_in_order_on_the_first_page_and_on_the_next(
    anna: User, sort: Sort, reverse: bool
) -> None:
    first = ListRequest(RiskFilter(year=YEAR), sort=sort, reverse=reverse)
    following = ListRequest(first.wanted, sort, reverse, cursor=list_risks(anna, first, TODAY).next)
    for request in (first, following):
        page, _ = plans(anna, request)
        assert "TEMP B-TREE" not in page
        assert "Sort" not in page
        assert "SCAN register_risk" not in page
        assert "risk_" in page


@pytest.mark.parametrize("wanted", NARROWED_BY_SHORT_COLUMNS, ids=lambda wanted: ",".join(wanted.active) or "year")
def test_short_columns_are_counted_in_an_index_alone(anna: User, wanted: RiskFilter) -> None:
    with CaptureQueriesContext(connection) as captured:
        _, count = plans(anna, ListRequest(wanted, size=50))
    if ON_SQLITE:
        assert "COVERING INDEX risk_narrow" in count
        return
    # Which of its indexes PostgreSQL takes for sixty rows differs between its versions, and no setting parts those
    # that hold every column from those that do not. It reads an index alone where that has every column that the
    # query names (PostgreSQL's manual, "Index-Only Scans and Covering Indexes").
    (sql,) = (query["sql"] for query in captured if query["sql"].startswith("SELECT COUNT(*)"))
    named = set(re.findall(r'"register_risk"\."(\w+)"', sql))
    assert "Index" in count
    assert {"municipality_id"} < named <= columns_of("risk_narrow")


def columns_of(index: str) -> set[str]:
    """The columns that an index of PostgreSQL holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass", [index])
        return {str(row[0]) for row in cursor.fetchall()}
