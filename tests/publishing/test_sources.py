"""Where a board's documents come from: what was taken in, the register, the plan as it was frozen, the follow-up."""

import json
from dataclasses import asdict, replace
from datetime import date
from io import BytesIO
from uuid import UUID

import docx
import pytest
from docx.oxml.ns import qn
from tests.followup import scene as followed
from tests.people import NOW, OPERATOR, TODAY, Town, town
from tests.planning.scene import adopted, another_board, plan_with
from tests.publishing.pdf.looking import structure_of
from tests.publishing.readers_text import text_of

from riskbild.documents.exchange import ExchangeControl
from riskbild.documents.layout import PublishedKind
from riskbild.followup.actions.reporting import report
from riskbild.planning.actions.items import edit_item
from riskbild.planning.actions.life import begin_revision
from riskbild.planning.actions.profiles import choose_risks
from riskbild.planning.models import Plan, PlanItem
from riskbild.publishing.composed import Composed, composed
from riskbild.publishing.formats import drawn_as
from riskbild.publishing.publication import Mark, Matrix, Row
from riskbild.publishing.sources import Asked
from riskbild.register.actions.editing import edit_risk
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.models import Risk
from riskbild.register.queries.board_years import asked_year_of
from riskbild.rules.refusal import Refused
from riskbild.rules.response import Response
from riskbild.rules.result import Result
from riskbild.rules.standard_methods import FOUR_BY_FOUR

pytestmark = pytest.mark.django_db


def drawn_up(place: Town, kind: PublishedKind, *, public: bool = False, control: int | UUID | None = None) -> Composed:
    year = asked_year_of(place.board, place.year.year)
    return composed(Asked(OPERATOR, year, kind, TODAY, control, public))


def test_the_gross_list_is_the_register_as_it_is_now_the_highest_score_first() -> None:
    place = town()
    place.risk("Risk att lokalerna inte räcker", likelihood=1, impact=2)
    place.risk("Risk att betyg sätts på fel grund", likelihood=4, impact=4)
    made = drawn_up(place, PublishedKind.RISK_LIST)
    (table,) = made.publication.tables
    titles = [column.title for column in table.columns]
    assert "Risk" in titles
    assert "Kommentar" not in titles  # nobody has written one
    rows = [part for part in table.parts if isinstance(part, Row)]
    told = [cell.text for cell in rows[0].cells if cell]
    assert "Risk att betyg sätts på fel grund" in told
    assert "16" in told
    assert {row.key for row in rows} == {str(risk.pk) for risk in Risk.objects.all()}
    assert "Bruttolistan innehåller två risker." in text_of(made)
    assert made.publication.title == "Bruttolista 2026 Barn- och utbildningsnämnden"


def test_the_heat_map_shows_where_the_registers_risks_stand_and_says_it_in_words() -> None:
    place = town()
    for likelihood, impact in ((4, 4), (4, 4), (1, 2), (None, None)):
        place.risk(f"Risk att något sker {likelihood}", likelihood=likelihood, impact=impact)
    publication = drawn_up(place, PublishedKind.RISK_LIST).publication
    (matrix,) = (block for block in publication.blocks if isinstance(block, Matrix))
    assert {at: square.texts for at, square in matrix.squares.items() if square.texts} == {
        (4, 4): ("2",), (1, 2): ("1",)
    }  # fmt: skip
    for (likelihood, impact), square in matrix.squares.items():
        level = FOUR_BY_FOUR.level_of(likelihood * impact, likelihood, impact)
        assert level is not None
        assert (square.score, square.mark) == (likelihood * impact, Mark(level.colour, level.symbol, level.word))
    assert matrix.description == (
        "Riskmatris med tre risker: två med sannolikhet 4 och konsekvens 4, riskvärde 16 (kritisk) och en med "
        "sannolikhet 1 och konsekvens 2, riskvärde 2 (låg). En risk saknar plats i matrisen."
    )
    assert structure_of(drawn_as("pdf", publication).content).alternatives == [matrix.description]
    told = docx.Document(BytesIO(drawn_as("docx", publication).content)).element.body.iter(qn("w:tblDescription"))
    assert matrix.description in {one.get(qn("w:val")) for one in told}


def test_the_risk_profile_is_what_the_board_has_chosen_in_its_order_and_under_its_groups() -> None:
    place = town()
    left_out = place.risk("Risk att ingen väljer mig", likelihood=4, impact=4)
    chosen = [place.risk(f"Risk nummer {number}", likelihood=number, impact=2) for number in (1, 2, 3)]
    at = {"by": place.coordinator(), "board_year_id": place.year.pk, "node_id": place.board.pk, "now": NOW}
    for group, risks in (("Verksamhet", chosen[1:]), ("Ekonomi", chosen[:1])):
        choose_risks(risk_ids=[risk.pk for risk in risks], group=group, **at)
    made = drawn_up(place, PublishedKind.RISK_PROFILE)
    assert [(row.risk, row.heading, row.score) for row in made.document.rows] == [
        ("Risk nummer 2", "Verksamhet", 4), ("Risk nummer 3", "Verksamhet", 6), ("Risk nummer 1", "Ekonomi", 2),
    ]  # fmt: skip
    assert "Risk nummer 3" in text_of(made)
    assert left_out.risk not in text_of(made)
    assert made.publication.title == "Samlad riskbild 2026 Barn- och utbildningsnämnden"
    (matrix,) = (block for block in made.publication.blocks if isinstance(block, Matrix))
    assert matrix.squares[3, 2].texts


def test_an_undecided_plan_says_that_it_is_a_draft() -> None:
    place = town()
    plan_with(place, place.risk())
    text = text_of(drawn_up(place, PublishedKind.CONTROL_PLAN))
    assert "Utkast 2026-11-21. Planen är inte fastställd." in text
    assert "Kontroll av risk att beslut fattas på fel underlag" in text


def test_a_decided_plan_is_printed_as_it_was_decided_whatever_happens_afterwards() -> None:
    place = town()
    risk = place.risk()
    plan = adopted(place, plan_with(place, risk))
    before = drawn_up(place, PublishedKind.CONTROL_PLAN)
    risk.refresh_from_db()
    edit_risk(
        by=OPERATOR, risk_id=risk.pk, version=risk.version, changes={"risk": "Risk att allt är annorlunda"}, now=NOW
    )
    revised = begin_revision(
        by=place.coordinator(), plan_id=plan.pk, version=Plan.objects.get(pk=plan.pk).version, reason="Nytt", now=NOW
    )
    item = PlanItem.objects.get(plan=revised)
    edit_item(by=OPERATOR, item_id=item.pk, version=item.version, changes={"activity": "Något helt annat"}, now=NOW)
    after = drawn_up(place, PublishedKind.CONTROL_PLAN)
    assert after.publication == before.publication
    assert "Beslut: Barn- och utbildningsnämnden 2026-11-20 § 118" in text_of(after)
    assert after.publication.dated == date(2026, 11, 20)
    assert "förebygga fel och oegentligheter" in text_of(after)
    assert after.publication.facts["diarienummer"] == "BUN 2026/41"


def test_what_a_year_does_not_have_is_refused_in_one_sentence() -> None:
    place = town()
    for kind in (PublishedKind.CONTROL_PLAN, PublishedKind.RISK_PROFILE, PublishedKind.ANNUAL_FOLLOW_UP):
        with pytest.raises(Refused, match=r"Barn- och utbildningsnämnden har ingen .* för 2026"):
            drawn_up(place, kind)


def test_the_executive_boards_report_counts_every_board() -> None:
    place = town()
    high = place.risk(likelihood=4, impact=4)
    adopted(place, plan_with(place, high, place.risk("Risk att akter blandas ihop", likelihood=4, impact=4)))
    another_board(place, "Äldrenämnden", "ÄN")
    made = drawn_up(place, PublishedKind.CONSOLIDATED_REPORT)
    text = text_of(made)
    assert "Rapporten omfattar två nämnder och styrelser." in text
    assert "En nämnd har fastställt sin internkontrollplan." in text
    assert "Året är inte påbörjat." in text  # the other one
    data = json.loads(made.publication.data or b"")
    assert data["tables"]["boards"][0]["risks"] == 2
    assert data["tables"]["boards"][0]["decided"] == "2026-11-20 § 118"


def test_a_record_card_tells_of_one_control() -> None:
    place = town()
    adopted(place, plan_with(place, place.risk(), place.risk("Risk att akter blandas ihop")))
    text = text_of(drawn_up(place, PublishedKind.CONTROL_CARD, control=2))
    assert "Kontroll av risk att akter blandas ihop" in text
    assert "Kontroll av risk att beslut" not in text
    with pytest.raises(Refused):
        drawn_up(place, PublishedKind.CONTROL_CARD, control=3)


def test_the_follow_up_tells_each_control_of_a_risk_with_what_every_period_said() -> None:
    place = followed.board()
    followed.opened(place)
    given = replace(
        followed.DONE, text="Två av tio var fel.", result=Result.MINOR_DEVIATION, comment="Rutinen ses över."
    )
    told = {"report_id": followed.the_report().pk, "version": 1, "filled": given}
    report(by=OPERATOR, now=followed.T1_OPEN, **told)
    year = asked_year_of(place.board, 2027)
    made = composed(Asked(OPERATOR, year, PublishedKind.INTERIM_FOLLOW_UP, followed.IN_TIME))
    (row,) = made.document.rows
    assert [one.control for one in row.controls] == ["Kontroll månatligen", "Kontroll tertial", "Kontroll årligen"]
    assert dict(row.controls[1].status) == {"T1 2027": "Genomförd. Två av tio var fel.\nMindre avvikelse"}
    text = text_of(made)
    assert "Två rapporter skulle lämnas. En har lämnats." in text
    assert "En mindre avvikelse har konstaterats." in text
    assert "\nPeriod: " in text
    risk = Risk.objects.get(board=place.board)
    secret = {"field": "", "paragraph": "26 kap. 1 §", "reason": "Uppgift om enskild"}
    mark_secret(by=OPERATOR, risk_id=risk.pk, version=risk.version, now=NOW, **secret)
    public = composed(Asked(OPERATOR, year, PublishedKind.INTERIM_FOLLOW_UP, followed.IN_TIME, public=True))
    assert "Två av tio" not in repr(public.publication)
    assert "Sekretess enligt OSL 26 kap. 1 §" in text_of(public)


def test_a_followed_risk_does_not_repeat_the_controls_that_its_plan_tells_of() -> None:
    place = followed.board()
    printed = [asdict(ExchangeControl(control="Kontroll tertial", frequency="Tertial"))]
    Risk.objects.filter(board=place.board).update(response=Response.WATCH, controls=printed)
    place.risk("Risk utan kontroll i planen")
    Risk.objects.filter(board=place.board, risk__contains="utan").update(response=Response.WATCH, controls=printed)
    followed.opened(place)
    year = asked_year_of(place.board, 2027)
    made = composed(Asked(OPERATOR, year, PublishedKind.INTERIM_FOLLOW_UP, followed.IN_TIME))
    assert [len(row.controls) for row in made.document.rows] == [3, 0, 1]
