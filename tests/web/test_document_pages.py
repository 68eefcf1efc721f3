"""The documents of a year on screen: what there is, what is noticed, files for who may, large ones later."""

import json
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from tests.people import NOW, OPERATOR, TODAY, Town, town
from tests.planning.scene import adopted, plan_with
from tests.publishing.pdf.looking import text_of
from tests.web.listed import signed_in, words

from riskbild.audit.models import AuditEvent
from riskbild.config.jobs.thread import JobThread
from riskbild.documents.exchange import DocumentKind, ExchangeDocument, ExchangeRow, Source
from riskbild.documents.layout import PublishedKind
from riskbild.intake.actions import SourceFile
from riskbild.intake.actions.keeping import import_file
from riskbild.organisation.roles import Role
from riskbild.publishing import drawing_later
from riskbild.publishing.actions.keeping import DrawnDocument, keep_published
from riskbild.publishing.handing_out import HandedOut
from riskbild.publishing.progress import Step, tell
from riskbild.publishing.queries.available import asked_by
from riskbild.register.actions.secrecy import mark_secret
from riskbild.rules.refusal import Refused
from riskbild.web.documents import fetching, reading
from riskbild.web.documents.where import field_told, place_told

pytestmark = pytest.mark.django_db

QUERIES_OF_A_DOCUMENT = 33


@pytest.fixture
def storsjo() -> Town:
    made = town()
    made.risk(
        "Fel beslut om jäv", process="Skolskjuts", likelihood=1, impact=1, responsible="Rektor (Anna Andersson)",
        causes="Känslig orsak som ingen annan får veta",
    )  # fmt: skip
    return made


@pytest.fixture
def anna(storsjo: Town) -> Client:
    return signed_in(storsjo.coordinator())


def at(place: Town, rest: str = "") -> str:
    return f"/ar/{place.year.pk}/dokument/{rest}"


def fetched(client: Client, place: Town, kind: str, **wanted: str) -> Any:
    return client.post(at(place, f"{kind}/hamta/"), {"format": "json", "exemplar": "namndens", **wanted})


def test_the_year_lists_every_kind_with_how_far_it_has_come(storsjo: Town, anna: Client) -> None:
    page = words(anna.get(at(storsjo)).text)
    assert "Bruttolista Arbetsmaterial" in page
    assert "Internkontrollplan Finns inte än Ingen plan har påbörjats." in page
    adopted(storsjo, plan_with(storsjo, storsjo.risk("Risk två", likelihood=4, impact=4)))
    assert "Internkontrollplan Beslutat" in words(anna.get(at(storsjo)).text)


def test_names_and_secrets_are_shown_before_anything_is_fetched(storsjo: Town, anna: Client) -> None:
    risk = storsjo.risk("Risk två", causes="Känslig orsak")
    mark_secret(
        by=storsjo.coordinator(), risk_id=risk.pk, version=1, field="causes", paragraph="18 kap. 8 §", reason="Skydd",
        now=NOW,
    )  # fmt: skip
    page = words(anna.get(at(storsjo, "risk-list/")).text)
    assert "Se över innan du lämnar ut det" in page
    assert "Anna Andersson" in page
    assert "rad 1, Ansvarig" in page
    # The other risk's cause begins with the same words.
    assert "Det här tas bort Bakomliggande orsaker × 2 18 kap. 8 §" in page


@pytest.mark.parametrize(("where", "told"), [
    ("rows 2.comment", "rad 2, Kommentar"), ("plan 1.performer", "planens rad 1, Utförs av"),
    ("rows 1.controls[0].status.T1", "rad 1, kontroll 1: Status T1"), ("conclusion", "Samlad bedömning"),
    ("deviations 3.cause", "Avvikelser, rad 3: Orsak"), ("text", "Löpande text"), ("", "Löpande text"),
])  # fmt: skip
def test_a_place_is_told_in_words(where: str, told: str) -> None:
    assert place_told(where).sv == told


def test_a_row_that_is_hidden_as_a_whole_is_told_as_such() -> None:
    assert field_told("rows", "row").sv == "Hela raden"


def test_a_document_comes_as_a_file_that_no_browser_opens(storsjo: Town, anna: Client) -> None:
    answer = fetched(anna, storsjo, "risk-list")
    assert answer["Content-Disposition"] == 'attachment; filename="BUN-2026-risk_list.json"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert json.loads(answer.content)["rows"][0]["responsible"] == "Rektor (Anna Andersson)"
    event = AuditEvent.objects.order_by("-seq")[0]
    assert event.name == "publishing.document_drawn"


def test_the_public_copy_lacks_the_names(storsjo: Town, anna: Client) -> None:
    answer = fetched(anna, storsjo, "risk-list", exemplar="allman")
    assert answer["Content-Disposition"] == 'attachment; filename="BUN-2026-risk_list-allman.json"'
    assert "Andersson" not in answer.content.decode()
    assert "Rektor" in answer.content.decode()


def test_excel_and_word_come_as_what_they_are(storsjo: Town, anna: Client) -> None:
    for form, part in (("xlsx", "xl/workbook.xml"), ("docx", "word/document.xml")):
        answer = fetched(anna, storsjo, "risk-list", format=form)
        assert answer.status_code == 200
        assert part in ZipFile(BytesIO(answer.content)).namelist()


def test_what_the_year_does_not_have_says_why(storsjo: Town, anna: Client) -> None:
    assert "Ingen plan har påbörjats" in words(anna.get(at(storsjo, "control-plan/")).text)
    answer = fetched(anna, storsjo, "control-plan")
    assert answer.status_code == 422
    assert "ingen plan har påbörjats" in words(answer.text)


def test_forged_addresses_find_nothing(storsjo: Town, anna: Client) -> None:
    other = town("SOC", "Nordviks kommun")
    for address in (
        f"/ar/{other.year.pk}/dokument/", f"/ar/{other.year.pk}/dokument/risk-list/", at(storsjo, "nonsense/"),
        at(storsjo, "control-card/?kontroll=x"), f"/dokument/sparat/{uuid4()}/", f"/dokument/pa-gang/{uuid4()}/",
        f"/dokument/pa-gang/{uuid4()}/fil/",
    ):  # fmt: skip
        assert anna.get(address).status_code == 404, address
    assert fetched(anna, other, "risk-list").status_code == 404
    assert fetched(anna, storsjo, "risk-list", format="exe").status_code == 404


def test_who_reads_only_a_unit_is_given_no_document_of_the_board(storsjo: Town) -> None:
    vera = signed_in(storsjo.user("vera", Role.READER, storsjo.school))
    assert "Du har inte behörighet att läsa här" in words(vera.get(at(storsjo)).text)
    assert fetched(vera, storsjo, "risk-list").status_code == 403


def test_a_card_is_of_one_control_of_the_plan(storsjo: Town, anna: Client) -> None:
    plan = plan_with(storsjo, storsjo.risk("Risk två", likelihood=4, impact=4))
    adopted(storsjo, plan)
    page = anna.get(at(storsjo, "control-card/"))
    lineage = page.text.partition("?kontroll=")[2][:36]
    assert lineage
    assert anna.get(at(storsjo, f"control-card/?kontroll={lineage}")).status_code == 200
    assert fetched(anna, storsjo, "control-card", kontroll=lineage).status_code == 200


def test_a_kept_document_is_listed_with_its_checksum_and_served_as_it_is(storsjo: Town, anna: Client) -> None:
    secretary = storsjo.user("sekr", Role.SECRETARY)
    drawn = DrawnDocument("control_plan", "pdf", False, "Plan", b"%PDF-1.7 kept", "application/pdf")
    kept = keep_published(by=secretary, board_year_id=storsjo.year.pk, drawn=drawn, now=NOW)
    plan_with(storsjo, storsjo.risk("Risk två"))
    for page in (at(storsjo), at(storsjo, "control-plan/")):
        assert drawn.sha256 in anna.get(page).text
    answer = anna.get(f"/dokument/sparat/{kept.pk}/")
    assert answer.content == drawn.content
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.django_db(transaction=True)
def test_a_large_document_is_drawn_by_the_servers_queue_for_who_asked(
    storsjo: Town, anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGE", 0)
    monkeypatch.setattr(reading, "LARGE", 0)
    assert "tas fram i bakgrunden" in words(anna.get(at(storsjo, "risk-list/")).text)
    answer = fetched(anna, storsjo, "risk-list", format="pdf")
    waiting = anna.get(answer.url)
    assert "väntar på sin tur" in words(waiting.text)
    JobThread()._work()
    ready = words(anna.get(answer.url).text)
    assert "Klar." in ready
    assert "Anna Andersson" in ready
    file = anna.get(f"{answer.url}fil/")
    assert (file["Content-Type"], file.content[:5]) == ("application/pdf", b"%PDF-")
    assert "Fel beslut om jäv" in " ".join(text_of(file.content).split())
    assert signed_in(storsjo.user("vera", Role.READER)).get(answer.url).status_code == 404


def test_the_page_tells_how_far_a_document_has_come_while_it_is_drawn(
    storsjo: Town, anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_by(storsjo.coordinator(), storsjo.year.pk, PublishedKind.RISK_LIST, TODAY)
    address = f"/dokument/pa-gang/{drawing_later.draw_later(asked, 'json')}/"
    seen: list[str] = []

    def hand_out(*given: object) -> HandedOut:
        seen.append(words(anna.get(address).text))
        tell(Step.DRAWING, 0.5)
        seen.append(anna.get(address).text)
        return drawn_now(*given)  # type: ignore[arg-type]  # what the job gives it

    drawn_now = drawing_later.hand_out
    monkeypatch.setattr(drawing_later, "hand_out", hand_out)
    work_off_the_queue()
    assert "%" not in seen[0]
    assert "Sidorna ritas, 65 %" in words(seen[1])
    assert 'value="65"' in seen[1]
    assert "Klar." in words(anna.get(address).text)


def test_a_drawing_that_has_lain_for_a_day_is_cleared_away(storsjo: Town, anna: Client) -> None:
    key = drawing_later.draw_later(
        asked_by(storsjo.coordinator(), storsjo.year.pk, PublishedKind.RISK_LIST, TODAY), "json"
    )
    work_off_the_queue()
    drawing_later.clear_drawings(NOW.replace(year=2099))
    with pytest.raises(Refused):
        drawing_later.drawn_file(storsjo.coordinator(), key)
    assert anna.get(f"/dokument/pa-gang/{key}/fil/").status_code == 409


def test_the_package_for_auditors_is_for_who_reads_the_trail_and_the_secrets(storsjo: Town, anna: Client) -> None:
    assert anna.get(at(storsjo, "underlag/")).status_code == 403
    auditor = signed_in(storsjo.user("rut", Role.AUDITOR, storsjo.root))
    assert "Revisionsunderlag" in auditor.get(at(storsjo, "underlag/")).text
    read = ExchangeDocument(source=Source("lista.xlsx"), kind=DocumentKind.RISK_LIST, rows=(ExchangeRow(risk="Ny"),))
    source = SourceFile(b"PK lista", "lista.xlsx", "application/octet-stream", [])
    import_file(by=OPERATOR, board=storsjo.board, year=storsjo.year.year, document=read, source=source, now=NOW)
    answer = auditor.post(at(storsjo, "underlag/"))
    work_off_the_queue()
    assert "Klar." in words(auditor.get(answer.url).text)
    with ZipFile(BytesIO(auditor.get(f"{answer.url}fil/").content)) as package:
        (file,) = [name for name in package.namelist() if name.startswith("filer/")]
        assert package.read(file) == source.data


def work_off_the_queue() -> None:
    """Does what waits in the queue, as the server's job thread does."""
    for job in DBTaskResult.objects.all():
        job.claim("test")
        given = job.args_kwargs
        job.set_successful(drawing_later.draw_document.func(*given["args"], **given["kwargs"]))


def test_its_page_finds_the_document_once_for_both_copies_and_with_no_more_queries_for_more_risks(
    storsjo: Town, anna: Client
) -> None:
    anna.get(at(storsjo))  # the tree is remembered from here on
    counts = []
    for more in (1, 4):
        for number in range(more):
            storsjo.risk(f"Risk nummer {more} {number}", likelihood=2, impact=3)
        with CaptureQueriesContext(connection) as asked:
            assert anna.get(at(storsjo, "risk-list/")).status_code == 200
        counts.append(len(asked))
        assert sum('"register_risk"."causes"' in one["sql"] for one in asked) == 1
    assert counts == [QUERIES_OF_A_DOCUMENT] * 2
