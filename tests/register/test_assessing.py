"""Assessing: the matrix gives the score, history is kept, the list shows the latest inherent one."""

from datetime import timedelta

import pytest
from tests.people import NOW, TODAY, Town

from riskbild.organisation.roles import Role
from riskbild.register.actions.assessing import assess_risk
from riskbild.register.derive import Scored
from riskbild.register.models import Assessment
from riskbild.register.terms import AssessmentKind
from riskbild.rules.refusal import Forbidden, Refused

pytestmark = pytest.mark.django_db


def test_both_axes_give_the_score_and_the_level(storsjo: Town) -> None:
    risk = storsjo.risk()
    assert (risk.score, risk.score_rank, risk.level) == (None, -1, "")
    assessed = assess_risk(
        by=storsjo.coordinator(), risk_id=risk.pk, version=1, kind=AssessmentKind.INHERENT, scored=Scored(4, 3),
        motive="Hände två gånger i fjol.", now=NOW,
    )  # fmt: skip
    assert (assessed.score, assessed.cell_score) == (12, 12)
    assert assessed.level


def test_a_residual_assessment_leaves_the_lists_score_alone(storsjo: Town) -> None:
    risk = storsjo.risk(likelihood=4, impact=4)
    assessed = assess_risk(
        by=storsjo.coordinator(), risk_id=risk.pk, version=1, kind=AssessmentKind.RESIDUAL, scored=Scored(1, 4),
        motive="", now=NOW,
    )  # fmt: skip
    assert (assessed.score, assessed.cell_score) == (16, 16)
    assert Assessment.objects.filter(risk=risk).count() == 2


@pytest.mark.parametrize(
    ("scored", "sentence"),
    [(Scored(5, 1), "skalan"), (Scored(0, 1), "skalan"), (Scored(2, None), "både"), (Scored(score=4), "både")],
)
def test_a_value_off_the_scale_or_missing_is_refused(storsjo: Town, scored: Scored, sentence: str) -> None:
    risk = storsjo.risk()
    with pytest.raises(Refused, match=sentence):
        assess_risk(
            by=storsjo.coordinator(), risk_id=risk.pk, version=1, kind=AssessmentKind.INHERENT, scored=scored,
            motive="", now=NOW,
        )  # fmt: skip
    assert not Assessment.objects.filter(risk=risk).exists()


def test_nobody_assesses_tomorrow_nor_without_the_right(storsjo: Town) -> None:
    risk = storsjo.risk()
    ask = {"risk_id": risk.pk, "version": 1, "kind": AssessmentKind.INHERENT, "scored": Scored(1, 1), "motive": ""}
    with pytest.raises(Refused, match="framtiden"):
        assess_risk(by=storsjo.coordinator(), made_on=TODAY + timedelta(days=1), now=NOW, **ask)
    with pytest.raises(Forbidden):
        assess_risk(by=storsjo.user("rolf", Role.READER), now=NOW, **ask)
