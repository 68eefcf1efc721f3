"""The executive board's consolidated report: every body's conclusion and numbers, its own evaluation, the decision."""

import copy
import json

import pytest
from tests.oversight.consolidated_scene import Scene
from tests.people import NOW, OPERATOR
from tests.planning.scene import DECISION

from riskbild.documents.layout import PublishedKind
from riskbild.oversight.actions import begin_consolidated_report, return_consolidated_report, write_consolidated_report
from riskbild.oversight.reports import consolidated_report_seen_by, consolidated_reports_of
from riskbild.planning.freezing import is_whole
from riskbild.planning.queries.seen import year_for
from riskbild.publishing.composed import composed
from riskbild.publishing.publication import Paragraph, Publication
from riskbild.publishing.sources import Asked
from riskbild.rules.board_report import Written
from riskbild.rules.board_report_life import BoardReportState
from riskbild.rules.conclusion import Conclusion
from riskbild.rules.refusal import Forbidden, Refused

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture(scope="module")
def scene_once(module_database: None) -> Scene:
    return Scene()


@pytest.fixture
def scene(scene_once: Scene, db: None) -> Scene:
    return copy.deepcopy(scene_once)


def paragraphs(publication: Publication) -> str:
    return "\n".join(block.text for block in publication.blocks if isinstance(block, Paragraph))


def test_every_body_stands_in_it_with_its_own_conclusion_or_none(scene: Scene) -> None:
    seen = consolidated_report_seen_by(scene.whole, scene.row.pk, TODAY)
    bodies = {one["name"]: one for one in seen.data["bodies"]}
    assert bodies["Barn- och utbildningsnämnden"]["conclusion"] == Conclusion.IN_ESSENTIALS
    assert bodies["Barn- och utbildningsnämnden"]["sha256"] == scene.board_report.sha256
    assert bodies["Kommunstyrelsen"]["conclusion"] == ""
    assert seen.data["sections"][0]["text"] == "En av två nämnder har beslutat om sin rapport."


def test_it_is_frozen_with_the_executive_boards_own_decision(scene: Scene) -> None:
    done = scene.adopted()
    assert is_whole(done.content, done.sha256)
    assert json.loads(done.content)["decision"]["paragraph"] == DECISION.paragraph
    assert consolidated_report_seen_by(scene.secretary, done.pk, TODAY).state is BoardReportState.ADOPTED
    with pytest.raises(Refused, match="beslutad"):
        write_consolidated_report(by=OPERATOR, report_id=done.pk, version=done.version, written=Written(), now=NOW)
    occasion = consolidated_reports_of(scene.whole, 2027, TODAY)
    assert [one.conclusion for one in occasion.reports] == [Conclusion.PARTLY]
    assert occasion.refusal is None, "a later version may be begun"


def test_who_only_has_a_board_writes_nothing_in_it_and_the_executive_board_may_return_it(scene: Scene) -> None:
    with pytest.raises(Refused):
        begin_consolidated_report(
            by=scene.town.coordinator(), municipality_id=scene.town.municipality_id, year=2028, now=NOW
        )
    with pytest.raises(Forbidden):
        consolidated_report_seen_by(scene.secretary, scene.row.pk, TODAY)
    put = scene.proposed()
    back = return_consolidated_report(
        by=scene.secretary, report_id=put.pk, version=put.version, reason="Bolagen saknas.", now=NOW
    )
    assert (back.state, back.reason) == (BoardReportState.RETURNED, "Bolagen saknas.")


def test_the_published_documents_tell_the_conclusions_and_the_decisions(scene: Scene) -> None:
    scene.adopted()
    year = year_for(scene.whole, scene.town.year.pk, TODAY)
    whole = composed(Asked(scene.whole, year, PublishedKind.CONSOLIDATED_REPORT, TODAY)).publication
    assert "En av två nämnder har beslutat om sin rapport." in paragraphs(whole)
    assert "§ 118" in whole.facts["beslut"]
    own = composed(Asked(scene.whole, year, PublishedKind.ANNUAL_FOLLOW_UP, TODAY)).publication
    assert "I nämndens bruttolista har 20 risker tagits fram och bedömts." in paragraphs(own)
    assert "BUN 2026/41" in own.facts["diarienummer"]
