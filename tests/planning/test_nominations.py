"""Nominations: offered upwards with a motive, taken, merged with lineage both ways, declined and withdrawn."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import NOW, OPERATOR, TODAY, Town, town
from tests.planning.scene import editor, manager

from riskbild.organisation.conflict import Conflict
from riskbild.organisation.roles import Role
from riskbild.planning.actions.deciding import (
    ChosenNomination,
    decide_many,
    decline_nomination,
    merge_nomination,
    take_nomination,
)
from riskbild.planning.actions.nominating import nominate, withdraw_nomination
from riskbild.planning.models import Nomination, ProfileRisk
from riskbild.planning.queries.nominations import NominationSeen, nominations_of_risk, nominations_seen_by
from riskbild.planning.queries.profiles import profile_seen_by
from riskbild.planning.terms import NominationState, ProfileOrigin
from riskbild.register.actions.editing import archive_risk
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.models import Risk
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.similar_text import LEAST

pytestmark = pytest.mark.django_db


def offered(storsjo: Town, *risks: Risk) -> list[Nomination]:
    """Nominated by the school's editor to the administration."""
    keys = [risk.pk for risk in risks]
    return nominate(
        by=editor(storsjo), board_year_id=storsjo.year.pk, risk_ids=keys, motive="Berör hela förvaltningen.", now=NOW
    )


def school_risk(storsjo: Town, text: str = "Risk för fel betyg", **cells: str) -> Risk:
    return storsjo.risk(text, node=storsjo.school, **cells)


def inbox(storsjo: Town) -> list[NominationSeen]:
    rows = nominations_seen_by(
        manager(storsjo), storsjo.year.pk, TODAY, states={NominationState.OPEN}, to_node_id=storsjo.administration.pk,
        similar=True,
    )  # fmt: skip
    return list(rows)


def test_a_unit_nominates_to_the_level_above_which_takes_it_and_nominates_on(storsjo: Town) -> None:
    risk = school_risk(storsjo)
    (row,) = offered(storsjo, risk)
    assert (row.from_node_id, row.to_node_id) == (storsjo.school.pk, storsjo.administration.pk)
    boss = manager(storsjo)
    (waiting,) = inbox(storsjo)
    assert (waiting.motive, waiting.nominated_by, waiting.refusal) == (
        "Berör hela förvaltningen.", "Eva-Storskolan", None,
    )  # fmt: skip
    take_nomination(by=boss, nomination_id=row.pk, version=1, group="Skola", now=NOW)
    (chosen,) = profile_seen_by(boss, storsjo.year.pk, storsjo.administration.pk, TODAY).rows
    assert (chosen.origin, chosen.from_node_id, chosen.group) == (
        ProfileOrigin.NOMINATED, storsjo.school.pk, "Skola",
    )  # fmt: skip
    (on,) = nominate(by=boss, board_year_id=storsjo.year.pk, risk_ids=[risk.pk], motive="Till nämnden.", now=NOW)
    assert (on.from_node_id, on.to_node_id) == (storsjo.administration.pk, storsjo.board.pk)
    take_nomination(by=storsjo.coordinator(), nomination_id=on.pk, version=1, now=NOW)
    with pytest.raises(Refused, match="redan hos nämnden"):
        nominate(by=boss, board_year_id=storsjo.year.pk, risk_ids=[risk.pk], motive="En gång till.", now=NOW)


def test_a_nomination_needs_a_motive_a_level_above_and_is_made_once(storsjo: Town) -> None:
    risk = school_risk(storsjo)
    ask = {"by": editor(storsjo), "board_year_id": storsjo.year.pk, "risk_ids": [risk.pk], "now": NOW}
    with pytest.raises(Refused) as refused:
        nominate(motive=" ", **ask)
    assert refused.value.findings[0].where == "motive"
    with pytest.raises(Refused, match="ovanför"):
        nominate(motive="Ja.", to_node_id=storsjo.kitchen.pk, **ask)
    nominate(motive="Ja.", **ask)
    with pytest.raises(Refused, match="väntar på svar"):
        nominate(motive="Ja igen.", **ask)


def test_a_unit_can_nominate_past_its_administration(storsjo: Town) -> None:
    risk = school_risk(storsjo)
    (row,) = nominate(
        by=editor(storsjo), board_year_id=storsjo.year.pk, risk_ids=[risk.pk], motive="Brådskar.", now=NOW,
        to_node_id=storsjo.board.pk,
    )  # fmt: skip
    with pytest.raises(Forbidden):
        take_nomination(by=manager(storsjo), nomination_id=row.pk, version=1, now=NOW)
    take_nomination(by=storsjo.coordinator(), nomination_id=row.pk, version=1, now=NOW)


def test_nobody_nominates_the_risk_of_another_unit(storsjo: Town) -> None:
    risk = storsjo.risk(node=storsjo.kitchen)
    with pytest.raises(Missing):
        offered(storsjo, risk)


def test_a_declined_nomination_tells_the_unit_why_and_may_be_made_again(storsjo: Town) -> None:
    risk = school_risk(storsjo)
    (row,) = offered(storsjo, risk)
    ask = {"by": manager(storsjo), "nomination_id": row.pk, "now": NOW}
    with pytest.raises(Refused, match="varför"):
        decline_nomination(version=1, reason="", **ask)
    decline_nomination(version=1, reason="Hanteras av enheten.", **ask)
    (told,) = nominations_seen_by(editor(storsjo), storsjo.year.pk, TODAY)
    assert (told.state, told.reason, told.decided_by) == (NominationState.DECLINED, "Hanteras av enheten.", "Mats")
    assert offered(storsjo, risk)
    with pytest.raises(Refused, match="redan avgjord"):
        take_nomination(version=2, **ask)
    with pytest.raises(Refused, match="redan avgjord"):
        withdraw_nomination(by=editor(storsjo), nomination_id=row.pk, version=2, now=NOW)


def test_a_merge_keeps_both_risks_and_their_lineage_both_ways(storsjo: Town) -> None:
    one = school_risk(storsjo, "Risk för felaktiga utbetalningar vid resor", process="Resor")
    other = storsjo.risk("Risk att resor betalas ut fel", node=storsjo.kitchen, process="Resor")
    (row,) = offered(storsjo, one)
    boss = manager(storsjo)
    merge_nomination(by=boss, nomination_id=row.pk, version=1, into_id=other.pk, reason="Samma sak.", now=NOW)
    profile = profile_seen_by(boss, storsjo.year.pk, storsjo.administration.pk, TODAY)
    assert [entry.risk.id for entry in profile.rows] == [other.pk]
    for risk in (one, other):
        (told,) = nominations_of_risk(boss, risk.pk, TODAY)
        assert told.into
        assert (told.risk.id, told.into.id, told.reason) == (one.pk, other.pk, "Samma sak.")
    assert Risk.objects.filter(board_year=storsjo.year, archived=False).count() == 2


def test_a_risk_is_not_merged_with_itself_nor_with_one_of_another_town(storsjo: Town) -> None:
    risk = school_risk(storsjo)
    (row,) = offered(storsjo, risk)
    ask = {"by": manager(storsjo), "nomination_id": row.pk, "version": 1, "now": NOW}
    with pytest.raises(Refused, match="sig själv"):
        merge_nomination(into_id=risk.pk, **ask)
    with pytest.raises(Missing):
        merge_nomination(into_id=town("KUN", "Granby kommun").risk().pk, **ask)


def test_an_unanswered_nomination_is_withdrawn(storsjo: Town) -> None:
    (row,) = offered(storsjo, school_risk(storsjo))
    withdraw_nomination(by=editor(storsjo), nomination_id=row.pk, version=1, now=NOW)
    assert not inbox(storsjo)
    with pytest.raises(Conflict):
        withdraw_nomination(by=editor(storsjo), nomination_id=row.pk, version=1, now=NOW)


def test_many_are_answered_at_once_all_or_none(storsjo: Town) -> None:
    rows = offered(storsjo, *(school_risk(storsjo, f"Risk nummer {number}") for number in range(4)))
    chosen = [ChosenNomination(row.pk, 1) for row in rows]
    ask = {"by": manager(storsjo), "now": NOW}
    decide_many(chosen=chosen[:2], state=NominationState.DECLINED, reason="Hör hemma i linjen.", **ask)
    with pytest.raises(Refused, match="Någon annan"):
        decide_many(chosen=[chosen[0], chosen[3]], state=NominationState.TAKEN, **ask)
    decide_many(chosen=chosen[2:], state=NominationState.TAKEN, group="Skola", **ask)
    assert ProfileRisk.objects.filter(group="Skola").count() == 2
    with pytest.raises(Refused, match="en och en"):
        decide_many(chosen=chosen, state=NominationState.MERGED, **ask)


def test_an_archived_risk_is_neither_nominated_nor_taken(storsjo: Town) -> None:
    risk = school_risk(storsjo)
    (row,) = offered(storsjo, risk)
    archive_risk(by=editor(storsjo), risk_id=risk.pk, version=risk.version, reason="Dubblett.", now=NOW)
    with pytest.raises(Refused, match="avförd"):
        take_nomination(by=manager(storsjo), nomination_id=row.pk, version=1, now=NOW)
    with pytest.raises(Refused, match="avförd"):
        offered(storsjo, risk)


def test_risks_that_say_nearly_the_same_are_suggested_in_spite_of_inflection_and_compounds(storsjo: Town) -> None:
    one = school_risk(storsjo, "Risk för personuppgiftsincidenter vid utskick till vårdnadshavare")
    same = storsjo.risk(
        "Risk att utskicken till vårdnadshavarna ger en incident med personuppgifter", node=storsjo.kitchen
    )
    storsjo.risk("Risk att maten serveras för kall", node=storsjo.kitchen)
    process = storsjo.risk("Risk för sena pressmeddelanden", node=storsjo.kitchen, process="Kommunikation")
    text = "Risk att ett pressmeddelande går till fel mottagare eller rör en utredning som pågår"
    asked = school_risk(storsjo, text, process="kommunikation ")
    offered(storsjo, one, asked)
    first, second = sorted(inbox(storsjo), key=lambda waiting: waiting.risk.id)
    assert [found.risk.id for found in first.similar] == [same.pk]
    assert not first.similar[0].same_process
    # The words alone would not be enough; that the process is the same says the rest.
    assert [(found.risk.id, found.same_process) for found in second.similar] == [(process.pk, True)]
    assert second.similar[0].share < LEAST
    # Nothing is merged by itself.
    assert {row.state for row in Nomination.objects.all()} == {NominationState.OPEN}


def test_the_inbox_takes_as_many_queries_with_forty_nominations_as_with_two(storsjo: Town) -> None:
    def taken() -> int:
        with CaptureQueriesContext(connection) as captured:
            inbox(storsjo)
        return len(captured)

    offered(storsjo, *(school_risk(storsjo, f"Risk för fel nummer {number}") for number in range(2)))
    inbox(storsjo)
    few = taken()
    offered(storsjo, *(school_risk(storsjo, f"Risk för brist nummer {number}") for number in range(40)))
    assert taken() == few <= 10


def test_who_edits_at_the_unit_cannot_nominate_on_from_the_administration(storsjo: Town) -> None:
    risk = school_risk(storsjo)
    (row,) = offered(storsjo, risk)
    take_nomination(by=manager(storsjo), nomination_id=row.pk, version=1, now=NOW)
    with pytest.raises(Forbidden):
        offered(storsjo, risk)


def test_a_wholly_secret_risk_is_not_told_of_to_who_may_not_read_it(storsjo: Town) -> None:
    risk = school_risk(storsjo, "Larmet är ur funktion")
    offered(storsjo, risk)
    secret = {"field": "", "paragraph": "18 kap. 8 §", "reason": ""}
    mark_secret(by=OPERATOR, risk_id=risk.pk, version=risk.version, **secret, now=NOW)
    reader = storsjo.user("rolf", Role.READER)
    assert not nominations_seen_by(reader, storsjo.year.pk, TODAY)
    assert nominations_seen_by(storsjo.coordinator(), storsjo.year.pk, TODAY)
