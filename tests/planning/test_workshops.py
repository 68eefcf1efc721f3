"""Risk workshops: alone first and unseen, then the spread, then the group's dated assessment with who took part."""

from datetime import timedelta

import pytest
from tests.people import NOW, TODAY, Town, town
from tests.planning.scene import editor, manager

from riskbild.organisation.roles import Role
from riskbild.planning.actions.workshops import (
    close_workshop,
    decide_in_workshop,
    open_workshop,
    score_alone,
    show_spread,
)
from riskbild.planning.models import Workshop
from riskbild.planning.queries.workshops import WorkshopRiskSeen, workshop_seen_by, workshops_seen_by
from riskbild.register.derive import Scored
from riskbild.register.models import Assessment, Risk
from riskbild.rules.refusal import Forbidden, Missing, Refused

pytestmark = pytest.mark.django_db
HELD_ON = TODAY - timedelta(days=2)


def opened(storsjo: Town, *risks: Risk, alone_first: bool = True) -> Workshop:
    return open_workshop(
        by=storsjo.coordinator(), board_year_id=storsjo.year.pk, node_id=storsjo.administration.pk,
        title="Ledningsgruppens riskverkstad", risk_ids=[risk.pk for risk in risks], held_on=HELD_ON, now=NOW,
        participants="Ulla Utan-Konto", alone_first=alone_first,
    )  # fmt: skip


def shown_to(storsjo: Town, workshop: Workshop) -> WorkshopRiskSeen:
    return workshop_seen_by(storsjo.coordinator(), workshop.pk, TODAY).risks[0]


def test_each_scores_alone_and_nobody_sees_anything_before_the_spread_is_shown(storsjo: Town) -> None:
    risk = storsjo.risk(node=storsjo.school)
    workshop = opened(storsjo, risk)
    ask = {"workshop_id": workshop.pk, "risk_id": risk.pk, "now": NOW}
    anna, boss = storsjo.coordinator(), manager(storsjo)
    score_alone(by=anna, scored=Scored(1, 2), **ask)
    score_alone(by=boss, scored=Scored(4, 4), **ask)
    score_alone(by=anna, scored=Scored(2, 2), **ask)
    before = shown_to(storsjo, workshop)
    assert (before.answered, before.own, before.opinions, before.spread) == (2, Scored(2, 2, 4), [], 0)
    show_spread(by=anna, **ask)
    after = shown_to(storsjo, workshop)
    assert {(one.name, one.scored.score) for one in after.opinions} == {("Anna", 4), ("Mats", 16)}
    assert after.spread == 12
    with pytest.raises(Refused, match="Spridningen är visad"):
        score_alone(by=boss, scored=Scored(1, 1), **ask)


def test_the_group_decides_after_the_spread_and_the_register_has_a_dated_assessment(storsjo: Town) -> None:
    risk = storsjo.risk(node=storsjo.school)
    workshop = opened(storsjo, risk)
    anna = storsjo.coordinator()
    ask = {"by": anna, "workshop_id": workshop.pk, "risk_id": risk.pk, "now": NOW}
    decide = {"risk_version": risk.version, "scored": Scored(3, 4), "motive": "Två fel i fjol."}
    with pytest.raises(Refused, match="Visa spridningen"):
        decide_in_workshop(**ask, **decide)
    score_alone(scored=Scored(3, 3), **ask)
    show_spread(**ask)
    row = decide_in_workshop(**ask, **decide)
    made = Assessment.objects.get(risk=risk)
    assert row.assessment == made
    assert (made.score, made.made_on, made.motive, row.participants) == (
        12, HELD_ON, "Två fel i fjol.", "Ulla Utan-Konto, Anna",
    )  # fmt: skip
    seen = shown_to(storsjo, workshop)
    assert (seen.decided, seen.participants) == (Scored(3, 4, 12), "Ulla Utan-Konto, Anna")
    risk.refresh_from_db()
    assert risk.score == 12


def test_a_workshop_at_a_projector_needs_no_scores_alone(storsjo: Town) -> None:
    risk = storsjo.risk(node=storsjo.school)
    workshop = opened(storsjo, risk, alone_first=False)
    decide_in_workshop(
        by=storsjo.coordinator(), workshop_id=workshop.pk, risk_id=risk.pk, risk_version=risk.version,
        scored=Scored(2, 2), motive="", now=NOW, participants="Hela ledningsgruppen",
    )  # fmt: skip
    (listed,) = workshops_seen_by(storsjo.coordinator(), storsjo.year.pk, TODAY)
    assert (listed.risks, listed.decided, listed.closed) == (1, 1, False)


def test_a_closed_workshop_takes_no_more_scores(storsjo: Town) -> None:
    risk = storsjo.risk(node=storsjo.school)
    workshop = opened(storsjo, risk)
    anna = storsjo.coordinator()
    close_workshop(by=anna, workshop_id=workshop.pk, version=1, now=NOW)
    with pytest.raises(Refused, match="avslutad"):
        score_alone(by=anna, workshop_id=workshop.pk, risk_id=risk.pk, scored=Scored(1, 1), now=NOW)


def test_who_may_not_assess_takes_no_part_and_a_value_off_the_scale_is_refused(storsjo: Town) -> None:
    risk = storsjo.risk(node=storsjo.school)
    workshop = opened(storsjo, risk)
    ask = {"workshop_id": workshop.pk, "risk_id": risk.pk, "now": NOW}
    with pytest.raises(Forbidden):
        score_alone(by=storsjo.user("rolf", Role.READER), scored=Scored(1, 1), **ask)
    with pytest.raises(Refused, match="skalan"):
        score_alone(by=editor(storsjo), scored=Scored(9, 1), **ask)
    with pytest.raises(Missing):
        workshop_seen_by(town("KUN", "Granby kommun").coordinator(), workshop.pk, TODAY)
    with pytest.raises(Refused, match="minst en"):
        opened(storsjo)
