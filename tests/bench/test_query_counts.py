"""How many SQL queries pages and savings take: few, and as many with sixty risks as with three."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.people import NOW, OPERATOR, Town
from tests.web.listed import signed_in

from riskbild.cli.bench.form import fields_with
from riskbild.register.actions.adding import NewRisk
from riskbild.register.actions.adding import add_risks as many
from riskbild.register.derive import Scored
from riskbild.register.models import Risk
from riskbild.register.terms import AssessmentKind, AssessmentOrigin

pytestmark = pytest.mark.django_db

MOST = {
    "/register/?q=rutin": 9,
    "/register/?category=Ekonomi&level=high&in_plan=yes": 8,
    "/register/?sort=title&group=process&columns=title.owner.measures.causes": 8,
    "/register/?late=1": 8,
    "/": 12,
}


@pytest.fixture
def anna(storsjo: Town) -> Client:
    return signed_in(storsjo.coordinator())


def queries(ask: Callable[[], object]) -> int:
    ask()  # What is remembered from one request to the next is remembered now.
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def add_risks(storsjo: Town, count: int) -> list[Risk]:
    """Risks with everything a list or a page looks up: measures, owner, category, units, deadline, an assessment."""
    new = [
        NewRisk(
            fields={
                "risk": f"Risk att rutinen brister {number}", "process": f"Process {number % 7}", "category": "Ekonomi",
                "measures": "Skriv rutin\nUtbilda", "responsible": "Enhetschef", "deadline": "2025-05-31",
                "in_plan": True,
            },
            node_id=(storsjo.school, storsjo.kitchen)[number % 2].pk, owner_id=storsjo.coordinator().pk,
            scores=[(AssessmentKind.INHERENT, AssessmentOrigin.ASSESSED, Scored(4, 3, 12))],
        )
        for number in range(count)
    ]  # fmt: skip
    return many(by=OPERATOR, board_year_id=storsjo.year.pk, new=new, now=NOW)


@pytest.mark.parametrize("address", MOST)
def test_a_page_takes_few_queries_and_no_more_with_more_risks(storsjo: Town, anna: Client, address: str) -> None:
    add_risks(storsjo, 3)
    few = queries(lambda: anna.get(address))
    add_risks(storsjo, 57)
    assert queries(lambda: anna.get(address)) <= few + 1  # past the first page, the list must be counted
    assert few + 1 <= MOST[address]


def test_a_save_takes_as_many_queries_in_a_large_register_as_in_a_small(storsjo: Town, anna: Client) -> None:
    def save() -> None:
        address = f"/risk/{risk.pk}/andra/"
        form = fields_with(anna.get(address).text, "version")
        nonlocal comment
        comment += " igen"
        with CaptureQueriesContext(connection) as captured:
            assert anna.post(address, form | {"comment": comment}).status_code == 302
        taken.append(len(captured))

    (risk,), comment, taken = add_risks(storsjo, 1), "Ändrad", []
    save()
    save()
    add_risks(storsjo, 60)
    save()
    assert taken[1] == taken[2] <= 30
