"""The demo's sample year stands in the middle of its work: each board works its own way, and every state is there."""

from datetime import UTC, datetime
from functools import lru_cache

import pytest
from django.contrib.auth import base_user
from tests.people import OPERATOR

from riskbild.cli.demo import loading
from riskbild.planning.models import Nomination, Plan, PlanItem, WorkshopRisk
from riskbild.planning.rules_of import setup_of
from riskbild.planning.terms import NominationState
from riskbild.register.models import BoardYear
from riskbild.rules.plan_item import ItemKind, ItemOrigin
from riskbild.rules.plan_life import PlanState
from riskbild.rules.threshold import ThresholdKind

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
# Each of the five example systems by its own rules, which are data: what asks for a risk, and whether units nominate.
WAYS = {
    "UTB": (ThresholdKind.SCORE_AT_LEAST, False), "AMN": (ThresholdKind.FREE_CHOICE, False),
    "SNO": (ThresholdKind.FREE_CHOICE, True), "SN": (ThresholdKind.SCORE_AT_LEAST, False),
    "AFN": (ThresholdKind.FREE_CHOICE, False),
}  # fmt: skip


def test_a_newcomer_sees_every_state_and_that_all_of_it_is_sample_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base_user, "make_password", lru_cache(base_user.make_password))
    for beside in ("add_follow_up", "add_public_documents"):  # tests of their own load these
        monkeypatch.setattr(loading, beside, lambda *_: None)
    loading.load(by=OPERATOR, now=NOW, today=NOW.date(), say=lambda _: None)

    years = {year.board.code: year for year in BoardYear.objects.select_related("method", "board").filter(year=2026)}
    setups = {code: setup_of(years[code]) for code in WAYS}
    assert {code: (one.threshold.kind, one.rules.nominates) for code, one in setups.items()} == WAYS
    made = Plan.objects.filter(imported=False)
    assert set(made.values_list("state", flat=True)) == set(PlanState)
    assert set(made.filter(year=2026).values_list("board__code", flat=True)) == {*WAYS, "KS-SNO"}
    assert set(made.values_list("board_year__sample", flat=True)) == {True}
    assert set(Nomination.objects.values_list("state", flat=True)) == set(NominationState)
    assert set(PlanItem.objects.values_list("kind", flat=True)) == set(ItemKind)
    assert {ItemOrigin.COMMON, ItemOrigin.CARRIED_OVER, ItemOrigin.AUDIT} <= set(
        PlanItem.objects.values_list("origin", flat=True)
    )
    stages = WorkshopRisk.objects.order_by("position").values_list("shown", "assessment__score")
    assert list(stages) == [(True, 9), (True, None), (False, None)]
