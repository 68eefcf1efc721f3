"""The page that looks a board's year over: what it shows, where it leads, what it puts right, and for whom."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from tests.checks.running_text import with_texts
from tests.people import NOW, OPERATOR, Town, town
from tests.web.listed import HTMX, signed_in, words
from tests.web.page_form import form_of

from riskbild.cli.demo.data import towns
from riskbild.intake.actions import import_document
from riskbild.organisation.roles import Role
from riskbild.register.actions.adding import NewRisk, add_risks
from riskbild.register.actions.editing import edit_risk
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.actions.years import close_year
from riskbild.register.models import Risk

pytestmark = pytest.mark.django_db

STATUS = "Genomförd, men granskningen senarelagd"


@pytest.fixture
def anna(storsjo: Town) -> Client:
    return signed_in(storsjo.coordinator())


@pytest.fixture
def late(storsjo: Town) -> Risk:
    """A risk with a status where its deadline ought to be."""
    return storsjo.risk(
        "Risk att felaktig utbetalning görs",
        deadline=STATUS,
        comment="Nytt system.",
        measures="Utbilda",
        responsible="Rektor",
    )


def many_late(here: Town, count: int) -> None:
    """Risks with a status where the deadline ought to be, all at once."""
    cells = {"deadline": "Pågår", "responsible": "Rektor", "measures": "Utbilda"}
    new = [NewRisk({"risk": f"Risk att ärende {number} blir fel", **cells}) for number in range(count)]
    add_risks(by=OPERATOR, board_year_id=here.year.pk, new=new, now=NOW)


def repair_address(html: str) -> str:
    """Where the page's first repair leads."""
    found = re.search(r'href="(/risk/[0-9a-f-]{36}/ratta/[^"]+)"', html)
    assert found is not None
    return found[1].replace("&amp;", "&")


def test_remarks_stand_gravest_first_with_the_risk_the_field_and_the_reason(
    anna: Client, storsjo: Town, late: Risk
) -> None:
    storsjo.risk("Risk för jäv", comment="Ja. Klart.", in_plan=True, responsible="Rektor", measures="Utbilda")
    html = anna.get("/granskning/").text
    headings = [words(each) for each in re.findall(r'<h2 class="rb-checks__heading".*?</h2>', html, re.DOTALL)]
    assert "Status där tiden ska stå (1)" in headings[-2]
    assert headings[-2].strip().startswith("Att se över")
    assert headings[-1].strip().startswith("Upplysning")
    told = words(html)
    assert "Barn- och utbildningsnämnden 2026" in told
    assert f'href="/risk/{late.pk}/"' in html
    assert f'href="/risk/{late.pk}/andra/#id_deadline"' in html
    assert "2 risker granskade" in told


def test_a_year_with_nothing_to_remark_on_says_so(anna: Client, storsjo: Town) -> None:
    storsjo.risk("Risk för jäv", responsible="Rektor", measures="Utbilda", likelihood=1, impact=1)
    assert "Inget att anmärka" in words(anna.get("/granskning/").text)


def test_one_rule_can_be_looked_at_alone_a_hundred_at_a_time(anna: Client, storsjo: Town) -> None:
    many_late(storsjo, 102)
    first = words(anna.get("/granskning/").text)
    assert "Visa alla 102" in first
    assert first.count("Här står en status") == 5
    page = anna.get("/granskning/?regel=RB501").text
    assert words(page).count("Här står en status") == 100
    assert 'rel="next"' in page
    last = anna.get("/granskning/?regel=RB501&sida=2").text
    assert words(last).count("Här står en status") == 2
    assert 'rel="prev"' in last


@pytest.mark.parametrize("query", ["regel=RB999", "year=abcd", "year=1999", "node=x", "sida=0", "regel=RB501&sida=-1"])
def test_an_address_that_the_page_would_not_write_is_refused(anna: Client, late: Risk, query: str) -> None:
    assert anna.get(f"/granskning/?{query}").status_code == 400


def test_a_repair_shows_before_and_after_and_then_makes_the_ordinary_change(anna: Client, late: Risk) -> None:
    address = repair_address(anna.get("/granskning/").text)
    shown = anna.get(address).text
    told = words(shown)
    assert "Nu" in told
    assert "Efter" in told
    assert f"Nytt system. {STATUS}" in told
    answer = anna.post(address, form_of(shown))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/granskning/")
    saved = Risk.objects.get(pk=late.pk)
    assert (saved.deadline, saved.comment, saved.version) == ("", f"Nytt system.\n{STATUS}", 2)
    page = anna.get(answer.headers["Location"]).text
    assert "Risken är rättad." in page
    assert "Status där tiden ska stå" not in page
    trail = words(anna.get(f"/risk/{late.pk}/spar/").text)
    assert STATUS in trail


def test_a_change_by_somebody_else_meanwhile_is_shown_before_anything_is_done(
    anna: Client, storsjo: Town, late: Risk
) -> None:
    address = repair_address(anna.get("/granskning/").text)
    sent = form_of(anna.get(address).text)
    erik = storsjo.user("erik", Role.EDITOR)
    edit_risk(by=erik, risk_id=late.pk, version=1, changes={"comment": "Eriks kommentar."}, now=NOW)
    answer = anna.post(address, sent)
    assert answer.status_code == 409
    told = words(answer.text)
    assert "Någon annan har ändrat" in told
    assert f"Eriks kommentar. {STATUS}" in told
    assert Risk.objects.get(pk=late.pk).deadline == STATUS
    assert anna.post(address, form_of(answer.text)).status_code == 302
    assert Risk.objects.get(pk=late.pk).comment == f"Eriks kommentar.\n{STATUS}"


def test_what_somebody_has_put_right_already_is_nothing_to_repair(anna: Client, late: Risk) -> None:
    address = repair_address(anna.get("/granskning/").text)
    sent = form_of(anna.get(address).text)
    edit_risk(by=OPERATOR, risk_id=late.pk, version=1, changes={"deadline": "2026-05-31"}, now=NOW)
    assert "Inget att rätta" in words(anna.post(address, sent).text)
    assert Risk.objects.get(pk=late.pk).version == 2


def test_a_repair_without_a_version_changes_nothing(anna: Client, late: Risk) -> None:
    address = repair_address(anna.get("/granskning/").text)
    sent = form_of(anna.get(address).text)
    for version in ("", "x", "0", "99."):
        assert anna.post(address, {**sent, "version": version}).status_code == 409
    assert Risk.objects.get(pk=late.pk).version == 1


def test_a_reader_sees_the_remarks_and_no_way_to_change_anything(storsjo: Town, late: Risk) -> None:
    reader = signed_in(storsjo.user("rita", Role.READER))
    html = reader.get("/granskning/").text
    assert "Status där tiden ska stå" in html
    assert "/ratta/" not in html
    assert "/andra/" not in html
    address = f"/risk/{late.pk}/ratta/?regel=RB501&falt=deadline"
    assert reader.get(address).status_code == 403
    assert reader.post(address, {"version": "1.", "regel": "RB501", "falt": "deadline"}).status_code == 403
    assert Risk.objects.get(pk=late.pk).version == 1


def test_a_closed_year_is_looked_over_but_not_repaired(anna: Client, storsjo: Town, late: Risk) -> None:
    address = repair_address(anna.get("/granskning/").text)
    close_year(by=OPERATOR, board_year_id=storsjo.year.pk, version=1, now=NOW)
    html = anna.get("/granskning/").text
    assert "Status där tiden ska stå" in html
    assert "/ratta/" not in html
    assert anna.get(address).headers["Location"] == f"/risk/{late.pk}/"


def test_a_secret_cell_is_neither_told_nor_held_to_be_empty(storsjo: Town) -> None:
    risk = storsjo.risk("Risk att uppgifter röjs", measures="Byt lås", responsible="Elsa Exempel", deadline=STATUS)
    for version, field in ((1, "responsible"), (2, "deadline"), (3, "risk")):
        mark_secret(
            by=OPERATOR, risk_id=risk.pk, version=version, field=field, paragraph="18 kap. 8 §", reason="", now=NOW
        )
    reader = words(signed_in(storsjo.user("rita", Role.READER)).get("/granskning/").text)
    for text in ("Exempel", "senarelagd", "röjs", "Ingen är ansvarig"):
        assert text not in reader
    assert "Elsa Exempel" in words(signed_in(storsjo.coordinator()).get("/granskning/").text)


def test_what_stands_outside_the_tables_of_the_years_documents_is_looked_over_too() -> None:
    made, demo = town("SN"), next(one for one in towns() if one.code == "SN")
    texts = "Nämnden har antagit en plan som anger åtta kritiska risker.", "Fråga info@tallviken.example om det."
    document = replace(with_texts(*texts), title="Helårsuppföljning 2023")
    ask = {"by": OPERATOR, "board": made.board, "year": demo.year, "profile": demo.profile, "now": NOW}
    import_document(document=document, **ask)
    anna, where = signed_in(made.coordinator()), f"/granskning/?year={demo.year}"
    for code in ("RB704", "RB403"):
        assert "Helårsuppföljning 2023 Löpande text" in words(anna.get(f"{where}&regel={code}").text), code
    told = words(anna.get(where).text)
    assert int(words(anna.get(f"/granskning/antal/?year={demo.year}", headers=HTMX).text).split()[0]) == 3
    assert "5 anmärkningar" in told  # with two that are for information
    # Who sees some of the risks cannot tell what the numbers are about.
    assert "Helårsuppföljning" not in signed_in(made.user("eva", Role.EDITOR, made.school)).get(where).text


def test_another_municipalitys_risk_is_not_there(anna: Client, late: Risk) -> None:
    other = town("SOC", "Nordviks kommun")
    theirs = other.risk("Deras risk", deadline=STATUS)
    assert anna.get(f"/risk/{theirs.pk}/ratta/?regel=RB501&falt=deadline").status_code == 404
    assert anna.get(f"/granskning/?node={other.board.pk}").status_code == 400


def test_the_register_leads_there_with_the_number_beside(anna: Client, storsjo: Town, late: Risk) -> None:
    assert 'href="/granskning/?year=2026"' in anna.get("/register/").text
    assert words(anna.get("/granskning/antal/?year=2026", headers=HTMX).text).split()[0] == "1"
    edit_risk(by=OPERATOR, risk_id=late.pk, version=1, changes={"deadline": "2026-05-31"}, now=NOW)
    assert words(anna.get("/granskning/antal/?year=2026", headers=HTMX).text).split()[0] == "0"


def test_the_page_asks_few_questions_however_many_the_risks(
    anna: Client, storsjo: Town, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    many_late(storsjo, 30)
    anna.get("/granskning/")
    with django_assert_max_num_queries(12):  # type: ignore[operator]  # the fixture is a context manager
        assert anna.get("/granskning/").status_code == 200
