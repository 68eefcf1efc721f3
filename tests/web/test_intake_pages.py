"""The pages of a file on its way in: dropped or pasted, read, corrected, taken in, undone; nothing typed is lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.people import NOW, OPERATOR, Town, town
from tests.web.listed import signed_in

from riskbild.intake.actions.correcting import correct
from riskbild.intake.actions.receiving import receive
from riskbild.intake.jobs import read_file
from riskbild.intake.models import Correction, FormMemory, Intake
from riskbild.intake.review.edits import Do, Edit
from riskbild.intake.states import IntakeState
from riskbild.register.actions.years import close_year
from riskbild.register.models import Risk

pytestmark = pytest.mark.django_db

LIST = """Risk;Kategori;Sannolikhet;Konsekvens;Åtgärd
Risk att fel elev antas;Elever;3;4;Två handläggare
Risk att betyg sätts på fel underlag;Betyg;2;3;Utbilda lärare
Risk att barn lämnas vid hållplatsen;Skolskjuts;1;4;Avprickning
"""


def sent(here: Town, text: str = LIST, name: str = "risker.csv", year: int = 2026) -> Intake:
    intake = receive(by=here.coordinator(), board_id=here.board.pk, year=year, data=text.encode(), name=name, now=NOW)
    read_file.func(str(intake.pk))
    return Intake.objects.get(pk=intake.pk)


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def anna(here: Town) -> Client:
    return signed_in(here.coordinator())


def body(answer: HttpResponse) -> str:
    return answer.content.decode()


def put(client: Client, intake: Intake, key: str, name: str, text: str, was: str) -> HttpResponse:
    """One cell sent as the page's form sends it."""
    return client.post(
        f"/las-in/{intake.pk}/cell/", {"rad": key, "cell": name, "text": text, "var": was, "del": "rows"}
    )


def test_a_pasted_text_waits_to_be_read_and_is_then_reviewed(here: Town, anna: Client) -> None:
    answer = anna.post("/las-in/lamna/", {"board": str(here.board.pk), "year": "2026", "text": LIST})
    intake = Intake.objects.get()
    assert answer.headers["Location"] == f"/las-in/{intake.pk}/"
    assert "Väntar på läsning" in body(anna.get(f"/las-in/{intake.pk}/"))
    assert "HX-Refresh" not in anna.get(f"/las-in/{intake.pk}/lage/").headers
    read_file.func(str(intake.pk))
    assert anna.get(f"/las-in/{intake.pk}/lage/").headers["HX-Refresh"] == "true"
    shown = body(anna.get(f"/las-in/{intake.pk}/"))
    assert "Risk att barn lämnas vid hållplatsen" in shown
    assert "3 nya rader läggs till" in shown
    assert intake.name in body(anna.get("/"))


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("tom.pdf", b"", "är tom"),
        ("bild.png", b"\x89PNG\r\n\x1a\n", "av en typ som inte kan läsas"),
        ("hemlig.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
    ],
    ids=["empty", "wrong type", "password"],
)
def test_a_file_that_is_refused_at_once_says_why(here: Town, anna: Client, name: str, data: bytes, why: str) -> None:
    form = {"board": str(here.board.pk), "year": "2026", "file": SimpleUploadedFile(name, data)}
    answer = anna.post("/las-in/lamna/", form)
    assert answer.status_code == 422
    assert why in body(answer)
    assert not Intake.objects.exists()


def test_what_is_missing_in_the_form_is_said_at_its_field(here: Town, anna: Client) -> None:
    answer = anna.post("/las-in/lamna/", {"board": str(here.board.pk), "year": "snart"})
    assert answer.status_code == 422
    assert "Skriv ett årtal med fyra siffror." in body(answer)
    assert "Välj en fil." in body(answer)


def test_a_cell_is_saved_at_once_and_marked(here: Town, anna: Client) -> None:
    intake = sent(here)
    put(anna, intake, "r1", "risk", "Risk att betyg sätts fel", "Risk att betyg sätts på fel underlag")
    shown = body(anna.get(f"/las-in/{intake.pk}/?rad=r1&cell=risk"))
    assert "Risk att betyg sätts fel" in shown
    assert "Läst ur filen:" in shown
    assert "1 rättelse" in shown


def test_a_number_that_is_none_comes_back_with_the_reason(here: Town, anna: Client) -> None:
    intake = sent(here)
    answer = put(anna, intake, "r0", "likelihood", "ganska stor", "3")
    assert answer.status_code == 422
    assert "ganska stor" in body(answer)
    assert "Skriv ett heltal" in body(answer)
    assert not Correction.objects.exists()


def test_two_reviewers_of_one_cell_see_both_texts(here: Town, anna: Client) -> None:
    intake = sent(here)
    theirs = Edit(Do.CELL, "r0", "category", "Antagning")
    correct(by=OPERATOR, intake_id=intake.pk, edits=[theirs], now=NOW)
    answer = put(anna, intake, "r0", "category", "Antagningsenheten", "Elever")
    assert answer.status_code == 409
    assert "Antagning</p>" in body(answer)
    assert "Antagningsenheten</textarea>" in body(answer)
    assert put(anna, intake, "r0", "category", "Antagningsenheten", "Antagning").status_code == 302


def test_the_ticked_rows_are_taken_in_and_lead_back_to_the_file(here: Town, anna: Client) -> None:
    intake = sent(here)
    ticks = {"visad": ["r0", "r1", "r2"], "ta": ["r0", "r2"], "version": str(intake.version)}
    answer = anna.post(f"/las-in/{intake.pk}/godkann/", ticks)
    assert answer.status_code == 302
    first, last = Risk.objects.order_by("position")
    assert last.risk == "Risk att barn lämnas vid hållplatsen"
    assert "Risk att fel elev antas" in body(anna.get(f"/las-in/{intake.pk}/"))
    risk_page = body(anna.get(f"/risk/{first.pk}/"))
    assert "risker.csv" in risk_page
    assert f"/las-in/{intake.pk}/kalla/?rad=r0" in risk_page
    assert "Risk att fel elev antas" in body(anna.get(f"/las-in/{intake.pk}/kalla/?rad=r0"))


def test_ticks_are_saved_while_they_are_made_and_nothing_ticked_takes_nothing(here: Town, anna: Client) -> None:
    intake = sent(here)
    assert anna.post(f"/las-in/{intake.pk}/val/", {"visad": "r1"}, headers={"HX-Request": "true"}).status_code == 204
    assert "2 nya rader läggs till" in body(anna.get(f"/las-in/{intake.pk}/"))
    anna.post(f"/las-in/{intake.pk}/val/", {"alla": "none"})
    answer = anna.post(f"/las-in/{intake.pk}/godkann/", {"version": str(intake.version)})
    assert answer.status_code == 422
    assert "Ingen rad är vald" in body(answer)


def test_an_import_is_undone_and_says_what_has_been_changed_since(here: Town, anna: Client) -> None:
    intake = sent(here)
    anna.post(f"/las-in/{intake.pk}/godkann/", {"version": str(intake.version)})
    risk = Risk.objects.earliest("position")
    Risk.objects.filter(pk=risk.pk).update(version=2)
    asked = anna.post(f"/las-in/{intake.pk}/angra/")
    assert asked.status_code == 422
    assert "har 1 risker ändrats" in body(asked)
    assert "Lämna dem i registret" in body(asked)
    anna.post(f"/las-in/{intake.pk}/angra/", {"andrade": "keep"})
    assert [one.pk for one in Risk.objects.filter(archived=False)] == [risk.pk]
    assert Intake.objects.get().state == IntakeState.UNDONE


def test_the_original_comes_untouched_and_never_as_a_page(here: Town, anna: Client) -> None:
    intake = sent(here, name="<b>Å.csv")
    answer = anna.get(f"/las-in/{intake.pk}/fil/")
    assert b"".join(answer) == LIST.encode()  # type: ignore[arg-type]  # a streaming answer
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_column_is_said_to_mean_something_else(here: Town, anna: Client) -> None:
    intake = sent(here)
    form = {"version": str(intake.version), "del": "rows", "falt-category": "process"}
    anna.post(f"/las-in/{intake.pk}/kolumner/", form)
    anna.post(f"/las-in/{intake.pk}/godkann/", {"version": str(Intake.objects.get().version)})
    assert [risk.process for risk in Risk.objects.order_by("position")] == ["Elever", "Betyg", "Skolskjuts"]
    assert FormMemory.objects.get().columns == {"Kategori": "process"}
    again = sent(here, LIST.replace("fel elev", "fel barn"), "nästa.csv", 2027)
    assert "Kategori" in body(anna.get(f"/las-in/{again.pk}/kolumner/"))
    anna.post(f"/las-in/{again.pk}/godkann/", {"version": str(again.version)})
    assert {risk.process for risk in Risk.objects.filter(year=2027)} == {"Elever", "Betyg", "Skolskjuts"}


def test_a_title_that_was_not_understood_is_given_a_meaning_and_corrections_follow(here: Town, anna: Client) -> None:
    intake = sent(here, LIST.replace(";Åtgärd", ";Xyzzy"))
    put(anna, intake, "r0", "risk", "Risk att fel elev antas igen", "Risk att fel elev antas")
    page = body(anna.get(f"/las-in/{intake.pk}/kolumner/"))
    assert "Xyzzy" in page
    version = str(Intake.objects.get().version)
    field = "okand-0" if 'name="okand-0"' in page else "falt-" + re.findall(r'name="falt-(\w+)"', page)[-1]
    anna.post(f"/las-in/{intake.pk}/kolumner/", {"version": version, "del": "rows", field: "causes"})
    if Intake.objects.get().state == IntakeState.WAITING:
        read_file.func(str(intake.pk))
    anna.post(f"/las-in/{intake.pk}/godkann/", {"version": str(Intake.objects.get().version)})
    first = Risk.objects.earliest("position")
    assert (first.causes, first.risk) == ("Två handläggare", "Risk att fel elev antas igen")


def test_a_row_is_split_and_joined_again(here: Town, anna: Client) -> None:
    intake = sent(here)
    halves = {"upper-risk": "Risk att fel elev", "lower-risk": "antas", "version": str(intake.version)}
    assert "Risk att fel elev antas" in body(anna.get(f"/las-in/{intake.pk}/dela/?rad=r0"))
    anna.post(f"/las-in/{intake.pk}/dela/?rad=r0", halves)
    join = {"rad": "r0.0", "mellan": "space", "version": str(Intake.objects.get().version)}
    assert "rad-r0.0" in body(anna.get(f"/las-in/{intake.pk}/"))
    anna.post(f"/las-in/{intake.pk}/sla-ihop/", join)
    shown = body(anna.get(f"/las-in/{intake.pk}/"))
    assert "rad-r0.0" not in shown
    assert "Risk att fel elev antas" in shown


def test_what_the_document_says_of_itself_is_corrected(here: Town, anna: Client) -> None:
    intake = sent(here)
    form = {"version": str(intake.version), "title": "Risklista 2026", "year": "tjugo", "kind": "risk_list"}
    answer = anna.post(f"/las-in/{intake.pk}/dokumentet/", form)
    assert answer.status_code == 422
    assert "Risklista 2026" in body(answer)
    anna.post(f"/las-in/{intake.pk}/dokumentet/", {**form, "year": "2026"})
    text = {"version": str(Intake.objects.get().version), "text_key": "", "section": "Bakgrund", "text": "Nämnden"}
    anna.post(f"/las-in/{intake.pk}/text/", text)
    shown = body(anna.get(f"/las-in/{intake.pk}/dokumentet/"))
    assert 'value="Risklista 2026"' in shown
    assert 'value="Bakgrund"' in shown


def test_a_year_that_has_been_closed_takes_nothing(here: Town, anna: Client) -> None:
    intake = sent(here)
    close_year(by=OPERATOR, board_year_id=here.year.pk, version=1, now=NOW)
    assert "2026 är stängt" in body(anna.get(f"/las-in/{intake.pk}/"))
    answer = anna.post(f"/las-in/{intake.pk}/godkann/", {"version": str(intake.version)})
    assert answer.status_code == 422
    assert not Risk.objects.exists()


def test_a_new_year_gets_the_method_that_is_chosen(here: Town, anna: Client) -> None:
    intake = sent(here, year=2030)
    shown = body(anna.get(f"/las-in/{intake.pk}/"))
    assert "2030 är inte öppnat för nämnden" in shown
    method = str(here.year.method_id)
    anna.post(f"/las-in/{intake.pk}/modell/", {"version": str(intake.version), "modell": method})
    anna.post(f"/las-in/{intake.pk}/godkann/", {"version": str(Intake.objects.get().version)})
    assert {str(risk.board_year.method_id) for risk in Risk.objects.filter(year=2030)} == {method}


def test_the_number_of_queries_does_not_grow_with_the_rows(here: Town, anna: Client) -> None:
    lines = "".join(f"Risk att ärende {n} hanteras fel;Elever;2;3;Rutin {n}\n" for n in range(45))
    counts = []
    for number, text in enumerate((LIST, LIST.splitlines(keepends=True)[0] + lines)):
        intake = sent(here, text, f"{number}.csv", 2040 + number)
        anna.get(f"/las-in/{intake.pk}/")
        with CaptureQueriesContext(connection) as queries:
            anna.get(f"/las-in/{intake.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 14
