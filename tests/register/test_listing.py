"""The list: narrowing, order, and who sees what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import NOW, TODAY, Town

from riskbild.organisation.roles import Role
from riskbild.register.actions.editing import respond
from riskbild.register.queries.filters import NONE, RiskFilter
from riskbild.register.queries.heat import heat_map
from riskbild.register.queries.listing import ListRequest, Sort, list_risks
from riskbild.rules.refusal import Refused
from riskbild.rules.response import Response

pytestmark = pytest.mark.django_db


def found(storsjo: Town, **wanted: object) -> set[str]:
    request = ListRequest(RiskFilter(year=2026, **wanted))
    return {str(line.title) for line in list_risks(storsjo.coordinator(), request, TODAY).lines}


def test_every_narrowing_leaves_the_rows_it_names(storsjo: Town) -> None:
    storsjo.risk(
        "Skolans", node=storsjo.school, category="Ekonomi", process="Inköp", heading="A", likelihood=4, impact=4
    )
    risk = storsjo.risk("Kökets", node=storsjo.kitchen, responsible="Kock + Kökschef", in_plan=True)
    respond(by=storsjo.coordinator(), risk_id=risk.pk, version=1, response=Response.WATCH, reason="Liten.", now=NOW)
    assert found(storsjo) == {"Skolans", "Kökets"}
    assert found(storsjo, node=storsjo.school.pk) == {"Skolans"}
    assert found(storsjo, node=storsjo.administration.pk) == {"Skolans", "Kökets"}
    assert (
        found(storsjo, category="Ekonomi")
        == found(storsjo, process="Inköp")
        == found(storsjo, heading="A")
        == {"Skolans"}
    )
    assert found(storsjo, category=NONE) == {"Kökets"}
    assert found(storsjo, role="Kökschef") == {"Kökets"}
    assert found(storsjo, response="watch") == found(storsjo, in_plan=True) == {"Kökets"}
    assert found(storsjo, unscored=True) == found(storsjo, level=NONE) == {"Kökets"}
    assert found(storsjo, likelihood=4, impact=4) == {"Skolans"}
    assert found(storsjo, archived=True) == set()


def test_search_finds_inflections_and_parts_of_compounds(storsjo: Town) -> None:
    storsjo.risk("Risk för felaktig utbetalning av försörjningsstöd")
    storsjo.risk("Handlingar förvaras olåst", causes="Brist på låsta arkivskåp")
    assert found(storsjo, text="stöd") == {"Risk för felaktig utbetalning av försörjningsstöd"}
    assert found(storsjo, text="utbetalningar") == {"Risk för felaktig utbetalning av försörjningsstöd"}
    assert found(storsjo, text="arkiv handling") == {"Handlingar förvaras olåst"}
    assert found(storsjo, text='"; DROP TABLE') == set()


def test_swedish_letters_come_last_in_their_order(storsjo: Town) -> None:
    for title in ("Östersund", "Ärende", "Ålder", "Zebra", "arkiv", "Éclair"):
        storsjo.risk(title)
    request = ListRequest(RiskFilter(year=2026), sort=Sort.TITLE)
    lines = list_risks(storsjo.coordinator(), request, TODAY).lines
    assert [str(line.title) for line in lines] == ["arkiv", "Éclair", "Zebra", "Ålder", "Ärende", "Östersund"]


@pytest.mark.parametrize(
    "cursor", ["x", "AAAA", "W10", "eyJhIjoxfQ", "WzEsMl0", "W2ZhbHNlLCAiMSIsICJ4Il0", "🙂", "A" * 9999]
)
def test_a_page_that_the_list_never_gave_is_refused(storsjo: Town, cursor: str) -> None:
    with pytest.raises(Refused, match="Sidan finns inte"):
        list_risks(storsjo.coordinator(), ListRequest(RiskFilter(year=2026), cursor=cursor), TODAY)


def test_a_reader_of_one_unit_sees_that_unit_alone(storsjo: Town) -> None:
    storsjo.risk("Skolans", node=storsjo.school)
    storsjo.risk("Kökets", node=storsjo.kitchen)
    rolf = storsjo.user("rolf", Role.READER, storsjo.school)
    lines = list_risks(rolf, ListRequest(RiskFilter(year=2026)), TODAY).lines
    assert [str(line.title) for line in lines] == ["Skolans"]


def test_the_list_takes_as_many_queries_for_sixty_risks_as_for_five(storsjo: Town) -> None:
    anna = storsjo.coordinator()
    counts = []
    for more in (5, 55):
        for place in range(more):
            storsjo.risk(f"Risk {place}", measures="En.\nTvå.", likelihood=2, impact=2)
        list_risks(anna, ListRequest(RiskFilter(year=2026)), TODAY)
        with CaptureQueriesContext(connection) as queries:
            list_risks(anna, ListRequest(RiskFilter(year=2026), size=25), TODAY)
        counts.append(len(queries))
    assert counts[0] <= counts[1] <= 3


def test_the_heat_map_counts_every_risk_once(storsjo: Town) -> None:
    storsjo.risk("Ett", likelihood=4, impact=3)
    storsjo.risk("Två", likelihood=4, impact=3)
    storsjo.risk("Tre")
    heat = heat_map(storsjo.coordinator(), RiskFilter(year=2026), TODAY)
    assert (heat.squares, heat.scores, heat.unscored, heat.total) == ({(4, 3): 2}, {}, 1, 3)
