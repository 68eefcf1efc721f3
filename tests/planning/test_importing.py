"""Plans in documents become plan items that point to their risks, and the documents come out as they went in."""

import json

import pytest
from tests.documents.cases import raw
from tests.people import NOW, OPERATOR, TODAY, Town, town
from tests.planning.scene import adopted, plan_with

from riskbild.cli.demo.data import DemoTown, towns
from riskbild.intake.actions import import_document
from riskbild.organisation.models import Node
from riskbild.planning.actions.commons import issue_common
from riskbild.planning.actions.importing import withdraw_plan_rows
from riskbild.planning.actions.items import edit_item
from riskbild.planning.models import Plan, PlanItem, PlanItemRisk
from riskbild.planning.queries.plans import PlanSeen, plan_seen_by
from riskbild.planning.queries.profiles import profile_seen_by
from riskbild.planning.terms import ProfileOrigin
from riskbild.publishing.export import export_year
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.models import ImportedDocument, Risk
from riskbild.register.queries.board_years import asked_year_of
from riskbild.rules.plan_life import PlanState
from riskbild.rules.refusal import Refused

pytestmark = pytest.mark.django_db

BY_CODE = {demo.code: demo for demo in towns()}


def imported(code: str) -> tuple[Town, DemoTown]:
    demo, place = BY_CODE[code], town(code)
    import_document(
        by=OPERATOR, board=place.board, year=demo.year, document=demo.document, profile=demo.profile, now=NOW
    )
    return place, demo


def plan_of(board: Node) -> PlanSeen:
    return plan_seen_by(OPERATOR, Plan.objects.get(board=board).pk, TODAY)


def exported(place: Town, demo: DemoTown) -> list[dict[str, object]]:
    drawn = export_year(by=OPERATOR, year=asked_year_of(place.board, demo.year), form="json", now=NOW)
    plan: list[dict[str, object]] = json.loads(drawn)["plan"]
    return plan


def test_a_plan_that_words_its_risks_differently_points_to_the_right_ones() -> None:
    place, _ = imported("SNO")
    plan = plan_of(place.board)
    assert plan.state == PlanState.DRAFT  # the document tells of no decision, so none is made up
    assert plan.imported
    pairs = [(one.texts["risk"], [ref.title for ref in one.risks]) for one in plan.items]
    assert pairs == [
        ("Risk för bristande informationssäkerhet", ["Bristande informationssäkerhet"]),
        (
            "Risk för bristande regelefterlevnad i samband med resor i tjänsten",
            ["Bristande regelefterlevnad i samband med resor i tjänsten"],
        ),
    ]
    assert all(one.origin == "own" and one.texts["activity"] for one in plan.items)
    assert {one.risk.title for one in plan.choices if one.in_plan} == {titles[0] for _, titles in pairs}
    assert not [one for one in plan.choices if one.deviation]


def test_a_risk_profile_keeps_its_order_and_the_origin_that_is_not_stated() -> None:
    place, demo = imported("SNO")
    year = asked_year_of(place.board, demo.year)
    rows = profile_seen_by(OPERATOR, year.pk, place.board.pk, TODAY).rows
    printed = raw(demo.data["case"].removesuffix(".json"))["rows"]
    assert [(row.risk.title, row.group) for row in rows] == [(row["risk"], row["heading"]) for row in printed]
    assert {(row.origin, row.from_node_id) for row in rows} == {(ProfileOrigin.NOT_STATED, None)}


def test_every_control_of_a_plan_with_several_a_risk_is_an_item_with_its_method_owner_and_days() -> None:
    place, demo = imported(next(code for code in BY_CODE if "004" in BY_CODE[code].data["case"]))
    items = plan_of(place.board).items
    printed = [
        (row["process"], control) for row in raw(demo.data["case"].removesuffix(".json"))["rows"]
        for control in row["controls"]
    ]  # fmt: skip
    assert len(items) == len(printed)
    for item, (process, control) in zip(items, printed, strict=True):
        assert [ref.title for ref in item.risks] == [process]
        assert item.texts["process"] == process
        wanted = ("control", "method", "responsible", "frequency")
        shown = [item.texts[name] for name in ("activity", "method", "control_owner", "frequency")]
        assert shown == [control[name] or "" for name in wanted]
    tertial = next(item for item in items if item.texts["frequency"] == "Tertial")
    assert [day.month for _, day in tertial.dates] == [4, 8, 12]


@pytest.mark.parametrize("code", sorted(set(BY_CODE) - {"SNO"}))
def test_a_document_that_is_no_profile_makes_no_profile(code: str) -> None:
    place, demo = imported(code)
    year = asked_year_of(place.board, demo.year)
    assert profile_seen_by(OPERATOR, year.pk, place.board.pk, TODAY).id is None


def test_the_plan_comes_out_as_it_went_in_and_an_edited_item_speaks_for_its_row() -> None:
    place, demo = imported("SNO")
    case = raw(demo.data["case"].removesuffix(".json"))["plan"]
    assert exported(place, demo) == case
    item = PlanItem.objects.order_by("position").first()
    assert item
    edit_item(by=OPERATOR, item_id=item.pk, version=1, changes={"activity": "Stickprov av tio ärenden"}, now=NOW)
    after = exported(place, demo)
    assert after[0] == {**case[0], "measures": "Stickprov av tio ärenden"}
    assert after[1:] == case[1:]


def test_the_plans_row_of_a_secret_risk_is_exported_without_its_words() -> None:
    place, demo = imported("SNO")
    risk = Risk.objects.get(board=place.board, risk="Bristande informationssäkerhet")
    secret = {"field": "risk", "paragraph": "18 kap. 8 §", "reason": ""}
    mark_secret(by=OPERATOR, risk_id=risk.pk, version=risk.version, **secret, now=NOW)
    from riskbild.organisation.roles import Role

    reader = place.user("rolf", Role.READER)
    drawn = export_year(by=reader, year=asked_year_of(place.board, demo.year), form="json", now=NOW)
    plan = json.loads(drawn)["plan"]
    assert plan[0]["risk"] is None
    assert plan[1]["risk"]


def test_undoing_an_import_takes_its_items_out_but_not_those_somebody_has_changed() -> None:
    place, _ = imported("SNO")
    document = ImportedDocument.objects.get()
    first, second = PlanItem.objects.order_by("position")
    edit_item(by=OPERATOR, item_id=first.pk, version=1, changes={"method": "Urval"}, now=NOW)
    assert withdraw_plan_rows(by=OPERATOR, document_id=document.pk, now=NOW) == 1
    assert [item.pk for item in PlanItem.objects.all()] == [first.pk]
    assert not PlanItemRisk.objects.filter(item=second.pk).exists()
    assert Plan.objects.filter(board=place.board).exists()


def test_an_import_that_nobody_worked_on_leaves_no_plan_behind() -> None:
    place, demo = imported("SNO")
    assert withdraw_plan_rows(by=OPERATOR, document_id=ImportedDocument.objects.get().pk, now=NOW) == 2
    assert not Plan.objects.filter(board=place.board).exists()
    year = asked_year_of(place.board, demo.year)
    assert not profile_seen_by(OPERATOR, year.pk, place.board.pk, TODAY).rows


def test_a_plan_out_of_a_document_has_the_common_controls_of_its_year_and_goes_with_them() -> None:
    place = town("SNO")
    for year in (BY_CODE["SNO"].year, 2026):
        issue_common(by=OPERATOR, root_id=place.root.pk, year=year, texts={"activity": f"Attest {year}"}, now=NOW)
    demo = BY_CODE["SNO"]
    import_document(
        by=OPERATOR, board=place.board, year=demo.year, document=demo.document, profile=demo.profile, now=NOW
    )
    assert [one.texts["activity"] for one in plan_of(place.board).items if one.origin == "common"] == [
        f"Attest {demo.year}"
    ]
    assert withdraw_plan_rows(by=OPERATOR, document_id=ImportedDocument.objects.get().pk, now=NOW) == 2
    assert not Plan.objects.exists()


def test_a_plan_is_not_imported_into_a_year_whose_plan_is_decided() -> None:
    place = town("SNO")
    adopted(place, plan_with(place, place.risk(likelihood=4, impact=3)))
    with pytest.raises(Refused, match="revidering"):
        import_document(by=OPERATOR, board=place.board, year=2026, document=BY_CODE["SNO"].document, now=NOW)
    assert PlanItem.objects.count() == 1
    follow_up = next(demo for demo in towns() if "004" in demo.data["case"])
    import_document(by=OPERATOR, board=place.board, year=2026, document=follow_up.document, now=NOW)
    assert PlanItem.objects.count() == 1  # a follow-up tells of the plan, it does not change it
