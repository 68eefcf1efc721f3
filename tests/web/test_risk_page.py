"""The page of one risk: what it shows, to whom, what it hides, and what it costs."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.people import NOW, OPERATOR, Town
from tests.web.listed import signed_in, words

from riskbild.organisation import actions
from riskbild.organisation.roles import Role
from riskbild.register.actions.adding import NewRisk, add_risk
from riskbild.register.actions.assessing import assess_risk
from riskbild.register.actions.editing import archive_risk, edit_risk, respond
from riskbild.register.actions.measures import MeasureTexts, add_measure, report_measure
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.actions.years import close_year, open_year
from riskbild.register.derive import Scored
from riskbild.register.models import Measure, Risk
from riskbild.register.terms import AssessmentKind, AssessmentOrigin
from riskbild.rules.progress import Progress
from riskbild.rules.response import Response

pytestmark = pytest.mark.django_db
SECRET = "Larmet stängs av klockan fyra"


@pytest.fixture
def anna(storsjo: Town) -> Client:
    return signed_in(storsjo.coordinator())


@pytest.fixture
def risk(storsjo: Town) -> Risk:
    return storsjo.risk(
        "Fel beslut om skolskjuts", causes="Uppgifter kommer sent", consequence="Elever drabbas", process="Skolskjuts",
        measures="Ny rutin\nUtbildning", responsible="Enhetschef", deadline="Hösten 2026", likelihood=3, impact=4,
        node=storsjo.school,
    )  # fmt: skip


def version(risk: Risk) -> int:
    return Risk.objects.get(pk=risk.pk).version


def page_of(client: Client, risk: Risk) -> str:
    answer = client.get(f"/risk/{risk.pk}/")
    assert answer.status_code == 200
    return answer.text


def test_cause_risk_and_consequence_are_read_together_with_where_the_risk_belongs(anna: Client, risk: Risk) -> None:
    told = words(page_of(anna, risk))
    for text in ("Uppgifter kommer sent", "Fel beslut om skolskjuts", "Elever drabbas", "Skolskjuts", "Storskolan"):
        assert text in told


def test_both_assessments_stand_in_the_matrix_and_in_words(storsjo: Town, anna: Client, risk: Risk) -> None:
    by, kind = storsjo.coordinator(), AssessmentKind.RESIDUAL
    assess_risk(
        by=by, risk_id=risk.pk, version=version(risk), kind=kind, scored=Scored(2, 2), motive="Rutin", now=NOW
    )  # fmt: skip
    html = page_of(anna, risk)
    assert html.count("rb-square--inherent") == html.count("rb-square--residual") == 1
    assert "sannolikhet 3 (Möjlig), konsekvens 4 (Allvarlig), riskvärde 12, Hög" in words(html)
    assert "sannolikhet 2 (Mindre sannolik), konsekvens 2 (Lindrig), riskvärde 4, Medel" in words(html)


def test_a_risk_that_nobody_has_assessed_has_no_score_and_no_empty_matrix(storsjo: Town, anna: Client) -> None:
    html = page_of(anna, storsjo.risk())
    assert "Risken är inte bedömd." in html
    assert '<svg class="rb-matrix"' not in html


def test_a_printed_score_that_differs_from_the_matrix_is_shown_with_what_the_matrix_gives(
    storsjo: Town, anna: Client
) -> None:
    scores = [(AssessmentKind.INHERENT, AssessmentOrigin.PRINTED, Scored(3, 3, 12))]
    new = NewRisk(fields={"risk": "Ur dokumentet"}, scores=scores)
    printed = add_risk(by=OPERATOR, board_year_id=storsjo.year.pk, new=new, now=NOW)
    told = words(page_of(anna, printed))
    assert "Riskvärdet 12 stämmer inte med matrisen: sannolikhet 3 och konsekvens 3 ger 9." in told
    assert "Ur dokumentet" in told


def test_a_deadline_stands_as_printed_with_the_days_it_gives_beside_it(anna: Client, risk: Risk) -> None:
    assert re.search(r"Hösten 2026 2026-\d\d-\d\d–2026-\d\d-\d\d", words(page_of(anna, risk)))


def test_a_status_in_the_place_of_a_deadline_is_remarked_on(storsjo: Town, anna: Client) -> None:
    assert "Här står en status" in page_of(anna, storsjo.risk(deadline="Pågående"))


def test_a_measure_whose_day_has_passed_is_late_until_it_is_done(storsjo: Town, anna: Client, risk: Risk) -> None:
    by = storsjo.coordinator()
    texts = MeasureTexts("Se över avtalet", "Jurist", "2020-01-31", by.pk)
    late = add_measure(by=by, risk_id=risk.pk, version=version(risk), texts=texts, now=NOW)

    def told() -> str:
        after = page_of(anna, risk).partition(f'<li id="atgard-{late.pk}">')[2]
        return words(after.partition("</li>")[0])

    assert "2020-01-31 Försenad" in told()
    report_measure(by=by, measure_id=late.pk, version=1, progress=Progress.DONE, note="Klart i maj", now=NOW)
    assert "Försenad" not in told()
    assert "Klart i maj" in told()
    assert "1 av 3" in words(page_of(anna, risk))


def test_controls_of_a_document_stand_with_their_status_for_each_period(storsjo: Town, anna: Client) -> None:
    control = {"control": "Stickprov", "method": "Granskning", "responsible": "Chef", "frequency": "Tertial"}
    controls = [
        {**control, "status": {"T1 2022": "Påbörjad", "T2 2022": "Klar"}},
        {**control, "control": "Dialog", "status": {"T3 2022": "Inställd"}},
    ]
    new = NewRisk(fields={"process": "Avtal"}, controls=controls)
    html = page_of(anna, add_risk(by=OPERATOR, board_year_id=storsjo.year.pk, new=new, now=NOW))
    for text in ("Stickprov", "Dialog", "T1 2022", "T3 2022", "Påbörjad", "Inställd"):
        assert text in html


def test_the_same_risk_in_other_years_is_linked_both_ways(storsjo: Town, anna: Client, risk: Risk) -> None:
    earlier = open_year(
        by=OPERATOR, board_id=storsjo.board.pk, year=2025, method_id=storsjo.year.method_id, now=NOW
    )  # fmt: skip
    new = NewRisk(fields={"risk": "Samma risk"}, lineage=risk.lineage)
    before = add_risk(by=OPERATOR, board_year_id=earlier.pk, new=new, now=NOW)
    assert f'href="/risk/{before.pk}/"' in page_of(anna, risk)
    assert f'href="/risk/{risk.pk}/"' in page_of(anna, before)


def test_the_trail_says_who_did_what_with_names_for_units_and_people_and_not_keys(
    storsjo: Town, anna: Client, risk: Risk
) -> None:
    by, erik = storsjo.coordinator(), storsjo.user("erik", Role.EDITOR)
    changes = {"node": storsjo.kitchen.pk, "owner": erik.pk, "causes": "Ny orsak"}
    edit_risk(by=by, risk_id=risk.pk, version=version(risk), changes=changes, now=NOW)
    respond(by=by, risk_id=risk.pk, version=version(risk), response=Response.REDUCE, reason="Ja", now=NOW)
    html = page_of(anna, risk)
    trail = words(html[html.index('class="rb-trail"') : html.index("rb-risk__facts")])
    assert "Risken ändrades Anna" in trail
    assert "Enhet Före: Storskolan Efter: Köksenheten" in trail
    assert "Riskägare (person) Erik" in trail
    assert "Bakomliggande orsaker Före: Uppgifter kommer sent Efter: Ny orsak" in trail
    assert "Ställningstagande Reducera" in trail
    assert str(erik.pk) not in trail


def test_the_whole_trail_has_a_page_of_its_own(storsjo: Town, anna: Client, risk: Risk) -> None:
    for number in range(12):
        changes = {"comment": f"Kommentar {number}"}
        edit_risk(by=storsjo.coordinator(), risk_id=risk.pk, version=version(risk), changes=changes, now=NOW)
    assert f"/risk/{risk.pk}/spar/" in page_of(anna, risk)
    assert "Kommentar 0" not in page_of(anna, risk)
    assert "Kommentar 0" in anna.get(f"/risk/{risk.pk}/spar/").text


def test_a_closed_year_can_be_read_and_says_why_nothing_can_be_changed(storsjo: Town, anna: Client, risk: Risk) -> None:
    close_year(by=OPERATOR, board_year_id=storsjo.year.pk, version=1, now=NOW)
    html = page_of(anna, risk)
    assert "2026 är stängt" in html
    assert "Uppgifter kommer sent" in html
    assert not re.findall(r'href="/risk/[^"]+/(?:andra|bedom|stallning|sekretess|avfor|ny|lage)/"', html)
    for way in ("andra", "bedom", "stallning", "sekretess", "avfor", "atgard/ny"):
        answer = anna.get(f"/risk/{risk.pk}/{way}/")
        assert (answer.status_code, answer.headers.get("Location")) == (302, f"/risk/{risk.pk}/"), way


def test_an_archived_risk_says_why_and_can_only_be_taken_back_or_marked(
    storsjo: Town, anna: Client, risk: Risk
) -> None:
    archive_risk(by=storsjo.coordinator(), risk_id=risk.pk, version=1, reason="Verksamheten upphörde", now=NOW)
    html = page_of(anna, risk)
    assert "Verksamheten upphörde" in html
    assert "Ta tillbaka" in html
    assert f"/risk/{risk.pk}/sekretess/" in html
    assert f"/risk/{risk.pk}/andra/" not in html


def test_made_up_data_says_so_on_every_page(storsjo: Town, anna: Client) -> None:
    made_up = open_year(
        by=OPERATOR, board_id=storsjo.board.pk, year=2027, method_id=storsjo.year.method_id, now=NOW, sample=True
    )  # fmt: skip
    invented = add_risk(by=OPERATOR, board_year_id=made_up.pk, new=NewRisk(fields={"risk": "Påhittad"}), now=NOW)
    for way in ("", "andra/", "bedom/", "spar/"):
        assert "Exempeldata." in anna.get(f"/risk/{invented.pk}/{way}").text


def test_a_reader_sees_no_buttons_and_an_editor_elsewhere_sees_why_they_cannot(storsjo: Town, risk: Risk) -> None:
    reader = page_of(signed_in(storsjo.user("rita", Role.READER)), risk)
    assert "aria-disabled" not in reader
    assert f"/risk/{risk.pk}/andra/" not in reader
    bo = storsjo.user("bo", Role.READER)
    actions.give_role(by=OPERATOR, user_id=bo.pk, node_id=storsjo.kitchen.pk, role=Role.EDITOR, now=NOW)
    elsewhere = page_of(signed_in(bo), risk)
    assert elsewhere.count('aria-disabled="true"') == 2
    assert "Du har inte behörighet att ändra risker här." in elsewhere
    assert f"/risk/{risk.pk}/andra/" not in elsewhere


def test_a_reporter_may_report_the_own_measure_and_nothing_else(storsjo: Town, risk: Risk) -> None:
    rolf = storsjo.user("rolf", Role.REPORTER)
    texts = MeasureTexts("Rolfs åtgärd", person_id=rolf.pk)
    own = add_measure(by=storsjo.coordinator(), risk_id=risk.pk, version=version(risk), texts=texts, now=NOW)
    html = page_of(signed_in(rolf), risk)
    assert re.findall(r"/atgard/([0-9a-f-]+)/lage/", html) == [str(own.pk)]
    assert "/andra/" not in html


def test_a_secret_cell_is_nowhere_in_what_a_reader_gets(storsjo: Town, anna: Client, risk: Risk) -> None:
    by = storsjo.coordinator()
    edit_risk(by=by, risk_id=risk.pk, version=version(risk), changes={"causes": SECRET}, now=NOW)
    measure = Measure.objects.filter(risk=risk).earliest("position")
    report_measure(by=by, measure_id=measure.pk, version=1, progress=Progress.ONGOING, note=SECRET, now=NOW)
    for cell in ("causes", "measures", "deadline", "responsible"):
        mark_secret(
            by=by, risk_id=risk.pk, version=version(risk), field=cell, paragraph="18 kap. 8 §", reason=SECRET, now=NOW
        )  # fmt: skip
    reader = signed_in(storsjo.user("rita", Role.READER))
    for way in ("", "spar/"):
        html = reader.get(f"/risk/{risk.pk}/{way}").text
        for text in (SECRET, "Uppgifter kommer sent", "Ny rutin", "Hösten 2026", "Enhetschef", "2026-12-31"):
            assert text not in html, (way, text)
        assert "Sekretess (18 kap. 8 §)" in html
    assert SECRET in page_of(anna, risk)


def test_a_wholly_secret_risk_is_not_there_for_a_reader(storsjo: Town, anna: Client, risk: Risk) -> None:
    by = storsjo.coordinator()
    mark_secret(by=by, risk_id=risk.pk, version=1, field="", paragraph="18 kap. 8 §", reason="", now=NOW)
    assert signed_in(storsjo.user("rita", Role.READER)).get(f"/risk/{risk.pk}/").status_code == 404
    assert "Sekretess · 18 kap. 8 §" in words(page_of(anna, risk))


def queries_of(client: Client, risk: Risk) -> int:
    # Once beforehand: the tree and the method are then remembered by the process.
    page_of(client, risk)
    with CaptureQueriesContext(connection) as queries:
        page_of(client, risk)
    return len(queries)


def test_the_page_takes_ten_queries_however_much_has_happened_to_the_risk(
    storsjo: Town, anna: Client, risk: Risk
) -> None:
    first = queries_of(anna, risk)
    by = storsjo.coordinator()
    for number in range(8):
        texts = MeasureTexts(f"Åtgärd {number}", person_id=storsjo.user(f"person{number}").pk)
        add_measure(by=by, risk_id=risk.pk, version=version(risk), texts=texts, now=NOW)
        assess_risk(
            by=by, risk_id=risk.pk, version=version(risk), kind=AssessmentKind.INHERENT, scored=Scored(2, 2), motive="",
            now=NOW,
        )  # fmt: skip
    assert queries_of(anna, risk) == first <= 10
