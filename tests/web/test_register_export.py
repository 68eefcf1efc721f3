"""The list as a file: exactly the rows that the filter leaves, and what a spreadsheet must not be made to do."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.people import NOW, OPERATOR, Town
from tests.publishing.reading_back import unguarded
from tests.web.listed import signed_in, titles

from riskbild.organisation.roles import Role
from riskbild.register.actions.adding import NewRisk, add_risks
from riskbild.register.actions.editing import edit_risk
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.derive import Scored
from riskbild.register.terms import AssessmentKind, AssessmentOrigin

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(storsjo: Town) -> Client:
    return signed_in(storsjo.coordinator())


def xlsx_rows(client: Client, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/register/riskregister.xlsx{query}")
    assert answer.status_code == 200
    lines = load_workbook(io.BytesIO(answer.content)).worksheets[0].values
    head = next(lines)
    return [dict(zip(map(str, head), line, strict=True)) for line in lines]


def csv_rows(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/register/riskregister.csv{query}")
    assert answer.status_code == 200
    content: Iterator[bytes] = answer.streaming_content
    text = b"".join(content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_every_cell_of_the_register_is_in_the_file(storsjo: Town, anna: Client) -> None:
    risk = storsjo.risk(
        "Fel belopp", reference="240226", process="Bidrag", step="2.1", heading="Ekonomi", category="Ek",
        causes="Brist", consequence="Skada", existing_controls="Attest", measures="Ta fram rutin\nUtbilda",
        responsible="Ekonomichef", deadline="2026-05-01", comment="Se 2025",
        likelihood=2, impact=4, node=storsjo.school,
    )  # fmt: skip
    changes = {"in_plan": True, "owner": storsjo.coordinator().pk}
    edit_risk(by=OPERATOR, risk_id=risk.pk, version=1, changes=changes, now=NOW)
    expected = {
        "Referens": "240226", "Risk": "Fel belopp", "Nämnd": "Barn- och utbildningsnämnden", "Enhet": "Storskolan",
        "Process": "Bidrag", "Steg": "2.1", "Riskområde": "Ekonomi", "Kategori": "Ek", "Bakomliggande orsaker": "Brist",
        "Konsekvens": "Skada", "Sannolikhet": "2", "Konsekvens (väsentlighet)": "4", "Riskvärde": "8",
        "Befintliga åtgärder och kontroller": "Attest", "Åtgärder": "Ta fram rutin\nUtbilda", "Öppna åtgärder": "2",
        "Antal åtgärder": "2", "Ansvarig": "Ekonomichef", "Riskägare (person)": "Anna", "När": "2026-05-01",
        "Klar senast": "2026-05-01", "Till internkontrollplanen": "Ja", "Kommentar": "Se 2025", "Ändrad": "2026-11-21",
    }  # fmt: skip
    [row] = csv_rows(anna)
    assert expected.items() <= row.items()
    [drawn] = xlsx_rows(anna)
    assert (drawn["Riskvärde"], drawn["Risk"], drawn["Enhet"]) == (8, "Fel belopp", "Storskolan")
    assert {name: value is None for name, value in drawn.items()} == {name: not text for name, text in row.items()}


@pytest.mark.parametrize(
    "query", ["", "?q=lön", "?process=Kost&sort=title", "?group=process&sort=title&reverse=1", "?unscored=1&size=25"]
)
def test_the_file_holds_the_rows_of_the_list_in_its_order(storsjo: Town, anna: Client, query: str) -> None:
    for number in range(30):
        process = ("Kost", "Lön", "Skola")[number % 3]
        storsjo.risk(
            f"Lönefel {number:02}", process=process, likelihood=1 + number % 4 if number % 5 else None, impact=3
        )
    separator = "&" if query else "?"
    shown = titles(anna.get(f"/register/{query.replace('&size=25', '')}{separator}size=100").text)
    assert shown
    assert [row["Risk"] for row in xlsx_rows(anna, query)] == shown
    assert [row["Risk"] for row in csv_rows(anna, query)] == shown


def test_a_text_that_looks_like_a_formula_stays_a_text(storsjo: Town, anna: Client) -> None:
    evil = '=HYPERLINK("https://example.org";"Klicka")'
    storsjo.risk(evil)
    [row] = csv_rows(anna)
    assert row["Risk"].startswith("'=")
    assert unguarded(row["Risk"]) == evil
    answer = anna.get("/register/riskregister.xlsx")
    cell = load_workbook(io.BytesIO(answer.content)).worksheets[0]["B2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (evil, "s", None)


def test_secret_texts_are_masked_in_files_too(storsjo: Town) -> None:
    risk = storsjo.risk("Hot mot namngiven handläggare")
    mark_secret(
        by=storsjo.coordinator(), risk_id=risk.pk, version=1, field="risk", paragraph="18 kap. 13 §", reason="",
        now=NOW,
    )  # fmt: skip
    reader = signed_in(storsjo.user("lars", Role.READER))
    assert csv_rows(reader)[0]["Risk"] == xlsx_rows(reader)[0]["Risk"] == "Sekretess (18 kap. 13 §)"


def test_the_file_has_a_name_and_is_kept_by_no_cache(storsjo: Town, anna: Client) -> None:
    answer = anna.get("/register/riskregister.xlsx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="riskregister-2026.xlsx"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert [row["Risk"] for row in xlsx_rows(anna)] == []


def test_a_file_of_a_senseless_address_is_refused(storsjo: Town, anna: Client) -> None:
    assert anna.get("/register/riskregister.xlsx?sort=foo").status_code == 400
    assert anna.get("/register/riskregister.csv?page=!!").status_code == 400


def test_the_columns_are_in_english_on_an_english_screen(storsjo: Town, anna: Client) -> None:
    storsjo.risk("Fel belopp")
    anna.post("/sprak/", {"language": "en", "next": "/"})
    assert {"Unit", "Risk score", "Risk response"} <= csv_rows(anna)[0].keys()


def test_a_large_file_is_read_a_thousand_rows_at_a_time(
    storsjo: Town, anna: Client, django_assert_max_num_queries: Any
) -> None:
    scores = [(AssessmentKind.INHERENT, AssessmentOrigin.ASSESSED, Scored(2, 3, 6))]
    rows = [NewRisk(fields={"risk": f"Risk {number:04}"}, scores=scores) for number in range(1500)]
    for start in range(0, 1500, 500):
        add_risks(by=OPERATOR, board_year_id=storsjo.year.pk, new=rows[start : start + 500], now=NOW)
    with django_assert_max_num_queries(10):
        drawn = xlsx_rows(anna, "?sort=title")
    assert [row["Risk"] for row in drawn] == [f"Risk {number:04}" for number in range(1500)]
