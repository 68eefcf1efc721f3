"""Oversight, the controls that all boards have in common, and carrying a year over, on screen."""

from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.people import NOW, Town
from tests.planning.scene import adopted, another_board, common_coordinator, item, plan_with, year_of
from tests.web.filled_form import filled
from tests.web.listed import signed_in, words

from riskbild.organisation.roles import Role
from riskbild.planning.models import CommonControl, Plan, PlanItem
from riskbild.register.models import Risk
from riskbild.rules.standard_duties import STANDARD_RULES

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(storsjo: Town) -> Client:
    return signed_in(storsjo.coordinator())


@pytest.fixture
def ulla(storsjo: Town) -> Client:
    return signed_in(storsjo.user("ulla", Role.OVERSEER, storsjo.root))


@pytest.fixture
def kim(storsjo: Town) -> Client:
    return signed_in(common_coordinator(storsjo))


def follow(client: Client, answer: Any) -> str:
    """What the page says after something was done."""
    assert answer.status_code == 302, words(answer.text)
    return words(client.get(answer.headers["Location"].partition("#")[0]).text)


# --- Oversight


def test_every_body_stands_against_the_duties_of_the_year_in_words(storsjo: Town, ulla: Client) -> None:
    another_board(storsjo)
    plan = adopted(storsjo, plan_with(storsjo, storsjo.risk(likelihood=4, impact=3)))
    storsjo.risk("Inte bedömd")
    page = ulla.get("/uppsikt/?fran=2026&till=2026")
    told = words(page.text)
    assert "1 av 2 har fastställt sin plan" in told
    assert all(
        text in told for text in ("Socialnämnden Året är inte öppnat", "Klart 2026-11-20, för sent", "Försenat", "50 %")
    )
    assert f'href="/ar/plan/{plan.pk}/"' in page.text
    assert f'href="/ar/{storsjo.year.pk}/plan/"' in page.text
    assert "unscored=1" in page.text


def test_several_years_stand_under_each_other_the_latest_first(storsjo: Town, ulla: Client) -> None:
    year_of(storsjo, 2025)
    page = ulla.get("/uppsikt/?fran=2026&till=2025").text
    assert page.index('id="ar-2026"') < page.index('id="ar-2025"')
    assert 'id="ar-' in ulla.get("/uppsikt/?fran=x&till=99999").text


def test_one_sees_the_boards_that_one_reads(storsjo: Town, anna: Client) -> None:
    another_board(storsjo)
    assert "Socialnämnden" not in anna.get("/uppsikt/?fran=2026&till=2026").text


def test_the_table_is_the_same_in_excel(storsjo: Town, ulla: Client) -> None:
    adopted(storsjo, plan_with(storsjo, storsjo.risk(likelihood=4, impact=3)))
    storsjo.risk("Inte bedömd")
    answer = ulla.get("/uppsikt/uppsikt.xlsx?fran=2026&till=2026")
    assert 'filename="uppsikt-2026.xlsx"' in answer.headers["Content-Disposition"]
    titles, row = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    told = dict(zip(titles, row, strict=True))
    assert list(told.items())[:9] == [
        ("Nämnd eller motsvarande", "Barn- och utbildningsnämnden"), ("Slag", "Nämnd eller styrelse"), ("År", 2026),
        ("Risker", 2), ("Utan riskvärde", 1), ("Andel utan riskvärde", 0.5), ("Kontroller", 1),
        ("Planens läge", "Fastställd"), ("Fastställd", datetime.fromisoformat("2026-11-20")),
    ]  # fmt: skip
    # Then each duty of the year in the order of its day, as on screen, and how many are late.
    assert [told[duty.title.sv] for duty in STANDARD_RULES.duties if duty.key in {"plan_adopted", "plan_sent"}] == [
        "2026-11-20, för sent", "Försenat",
    ]  # fmt: skip
    page = words(ulla.get("/uppsikt/?fran=2026&till=2026").text)
    assert told["Försenade uppgifter"] == list(told.values()).count("Försenat") == page.count("Försenat") > 0


def test_the_oversight_takes_as_many_queries_for_many_bodies_and_years(
    storsjo: Town, ulla: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(4):
        board = another_board(storsjo, f"Nämnd {number}", f"N{number}")
        for year in (2024, 2025, 2026):
            year_of(storsjo, year, board)
    ulla.get("/uppsikt/")
    with django_assert_max_num_queries(17):
        assert ulla.get("/uppsikt/?fran=2024&till=2026").status_code == 200


# --- Common controls


def test_a_common_control_is_decided_and_stands_in_every_open_draft(storsjo: Town, kim: Client) -> None:
    plan = plan_with(storsjo)
    form = filled(kim.get("/ar/gemensamma/ny/?ar=2026").text)
    empty = kim.post("/ar/gemensamma/ny/", form | {"method": "Register"})
    assert empty.status_code == 422
    assert filled(empty.text)["method"] == "Register"
    sent = form | {"activity": "Granska bisysslor", "method": "Register", "frequency": "Årligen"}
    assert "Granska bisysslor" in follow(kim, kim.post("/ar/gemensamma/ny/", sent))
    assert PlanItem.objects.get(plan=plan).origin == "common"


def test_a_common_control_is_withdrawn_out_of_the_drafts(storsjo: Town, kim: Client) -> None:
    plan = plan_with(storsjo)
    form = filled(kim.get("/ar/gemensamma/ny/?ar=2026").text)
    kim.post("/ar/gemensamma/ny/", form | {"activity": "Granska bisysslor"})
    address = f"/ar/gemensamma/{CommonControl.objects.get().pk}/dra-tillbaka/"
    assert "försvinner ur alla utkast för 2026" in words(kim.get(address).text)
    assert "Tillbakadragen" in follow(kim, kim.post(address, {"version": "1."}))
    assert not PlanItem.objects.filter(plan=plan).exists()
    assert kim.post(address, {"version": "1."}).status_code == 409
    assert kim.post(address, {"version": "2."}).status_code == 422


def test_a_boards_coordinator_reads_the_common_controls_and_sees_why_not_more(storsjo: Town, anna: Client) -> None:
    assert "för hela kommunen" in words(anna.get("/ar/gemensamma/?ar=2026").text)
    assert anna.get("/ar/gemensamma/ny/").status_code == 403


# --- Carrying over


@pytest.fixture
def later(storsjo: Town) -> str:
    """The address where this year is carried over into the next."""
    return f"/ar/{year_of(storsjo, 2027).pk}/overforing/"


def test_what_is_ticked_comes_along_marked_with_its_year_and_a_second_run_adds_nothing(
    storsjo: Town, anna: Client, later: str
) -> None:
    kept, left = (
        storsjo.risk("Kvar", likelihood=4, impact=4),
        storsjo.risk("Klar", measures="Utbilda", likelihood=1, impact=1),
    )
    plan = plan_with(storsjo, kept)
    one = PlanItem.objects.get(plan=plan)
    page = words(anna.get(later).text)
    assert all(text in page for text in ("Kvar från 2026", "Ofärdig åtgärd", "Vald"))
    sent = {"from_year": str(storsjo.year.pk), "risks": ["", str(kept.pk)], "items": ["", str(one.pk)]}
    assert "Överfört: 1 risk och 1 kontroll." in follow(anna, anna.post(later, sent))
    carried = PlanItem.objects.get(plan__year=2027)
    assert (carried.carried_from, carried.origin, carried.lineage) == (2026, "carried_over", one.lineage)
    assert not Risk.objects.filter(lineage=left.lineage, year=2027).exists()
    told = words(anna.get(f"/ar/plan/{carried.plan_id}/").text)
    assert "Kvar från 2026" in told
    assert "Inget lades till." in follow(anna, anna.post(later, sent))
    assert PlanItem.objects.filter(plan__year=2027).count() == 1


def test_a_plan_that_is_already_proposed_takes_nothing_in_and_what_was_ticked_stays(
    storsjo: Town, anna: Client, later: str
) -> None:
    one = item(storsjo, plan_with(storsjo), activity="Attest")
    year = year_of(storsjo, 2028)
    Plan.objects.create(
        municipality_id=storsjo.municipality_id, board_year=year, board=storsjo.board, year=2028, number=1,
        state="proposed", created_at=NOW, updated_at=NOW,
    )  # fmt: skip
    sent = {"from_year": str(storsjo.year.pk), "risks": "", "items": str(one.pk)}
    answer = anna.post(f"/ar/{year.pk}/overforing/", sent)
    assert answer.status_code == 422
    assert "Kontroller förs över till ett utkast." in words(answer.text)
    assert f'value="{one.pk}"' in answer.text
    assert "checked" in answer.text.partition(f'value="{one.pk}"')[2][:200]


def test_a_first_year_has_nothing_to_carry_over(storsjo: Town, anna: Client) -> None:
    assert "Det finns inget tidigare år" in words(anna.get(f"/ar/{storsjo.year.pk}/overforing/").text)


def test_who_may_not_open_years_may_not_carry_over(storsjo: Town, later: str) -> None:
    assert signed_in(storsjo.user("lars", Role.READER)).get(later).status_code == 403
