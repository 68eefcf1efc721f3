"""Risk profiles: chosen, ordered and grouped, and compared with the years before row by row."""

import pytest
from tests.people import NOW, OPERATOR, TODAY, Town
from tests.planning.scene import editor, manager, year_of

from riskbild.organisation.roles import Role
from riskbild.planning.actions.profiles import Placed, choose_risks, order_profile, remove_from_profile
from riskbild.planning.models import ProfileRisk, RiskProfile
from riskbild.planning.queries.profiles import ProfileSeen, profile_seen_by
from riskbild.register.actions.adding import NewRisk, add_risk
from riskbild.register.actions.editing import edit_risk, respond
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.derive import Scored
from riskbild.register.models import BoardYear, Risk
from riskbild.register.terms import AssessmentKind, AssessmentOrigin
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.response import Response
from riskbild.rules.year_difference import RowChange

pytestmark = pytest.mark.django_db


def choose(storsjo: Town, *risks: Risk, group: str = "") -> RiskProfile:
    return choose_risks(
        by=storsjo.coordinator(), board_year_id=storsjo.year.pk, node_id=storsjo.board.pk, now=NOW, group=group,
        risk_ids=[risk.pk for risk in risks],
    )  # fmt: skip


def seen(storsjo: Town) -> ProfileSeen:
    return profile_seen_by(storsjo.coordinator(), storsjo.year.pk, storsjo.board.pk, TODAY)


def earlier(storsjo: Town, year: BoardYear, risk: Risk, text: str, likelihood: int = 4) -> Risk:
    """The same risk in an earlier year, chosen there too."""
    new = NewRisk(
        fields={"risk": text}, lineage=risk.lineage,
        scores=[(AssessmentKind.INHERENT, AssessmentOrigin.ASSESSED, Scored(likelihood, 3, likelihood * 3))],
    )  # fmt: skip
    made = add_risk(by=OPERATOR, board_year_id=year.pk, new=new, now=NOW)
    choose_risks(by=OPERATOR, board_year_id=year.pk, node_id=storsjo.board.pk, risk_ids=[made.pk], now=NOW)
    return made


def test_a_profile_keeps_its_risks_in_order_and_under_groups(storsjo: Town) -> None:
    risks = [storsjo.risk(f"Risk {name}") for name in "ABC"]
    profile = choose(storsjo, *risks, group="Ekonomi")
    choose(storsjo, risks[0])  # already there
    rows = seen(storsjo).rows
    assert [(row.risk.title, row.group) for row in rows] == [(f"Risk {name}", "Ekonomi") for name in "ABC"]
    placed = [Placed(rows[2].id, "Personal"), Placed(rows[0].id, "Ekonomi"), Placed(rows[1].id)]
    ask = {"by": storsjo.coordinator(), "profile_id": profile.pk, "version": profile.version, "now": NOW}
    order_profile(placed=placed, **ask)
    assert [(row.risk.title, row.group) for row in seen(storsjo).rows] == [
        ("Risk C", "Personal"), ("Risk A", "Ekonomi"), ("Risk B", ""),
    ]  # fmt: skip
    with pytest.raises(Refused, match="Någon annan"):
        order_profile(placed=placed, **ask)
    with pytest.raises(Refused, match="Ladda om"):
        order_profile(placed=placed[:2], **(ask | {"version": profile.version + 1}))


def test_a_risk_is_taken_out_of_the_profile_and_stays_in_the_register(storsjo: Town) -> None:
    risk = storsjo.risk()
    choose(storsjo, risk)
    (row,) = seen(storsjo).rows
    remove_from_profile(by=storsjo.coordinator(), profile_risk_id=row.id, version=row.version, now=NOW)
    assert not seen(storsjo).rows
    assert Risk.objects.filter(pk=risk.pk, archived=False).exists()


def test_an_administration_has_a_profile_of_its_own(storsjo: Town) -> None:
    risk = storsjo.risk(node=storsjo.school)
    ask = {"board_year_id": storsjo.year.pk, "risk_ids": [risk.pk], "now": NOW}
    boss = manager(storsjo)
    choose_risks(by=boss, node_id=storsjo.administration.pk, **ask)
    assert profile_seen_by(boss, storsjo.year.pk, storsjo.administration.pk, TODAY).rows
    assert not seen(storsjo).rows
    with pytest.raises(Forbidden):
        choose_risks(by=boss, node_id=storsjo.board.pk, **ask)
    with pytest.raises(Missing):
        profile_seen_by(editor(storsjo), storsjo.year.pk, storsjo.board.pk, TODAY)


def test_the_difference_against_last_year_stands_on_each_row(storsjo: Town) -> None:
    same, moved, new = (storsjo.risk(f"Risk {name}", likelihood=4, impact=3) for name in ("ett", "två", "tre"))
    choose(storsjo, same, moved, new)
    for number in (2025, 2024, 2023):
        year = year_of(storsjo, number)
        earlier(storsjo, year, same, "Risk ett", likelihood=4 if number > 2023 else 1)
        earlier(storsjo, year, moved, "Risk två", likelihood=2)
    gone = storsjo.risk("Borta")
    earlier(storsjo, BoardYear.objects.get(year=2025), gone, "Borta sedan i fjol")
    profile = seen(storsjo)
    told = {row.risk.title: (row.change, row.years) for row in profile.rows}
    assert told == {
        "Risk ett": (RowChange.UNCHANGED, 3), "Risk två": (RowChange.CHANGED, 1), "Risk tre": (RowChange.NEW, 1),
    }  # fmt: skip
    changed = next(row.changed for row in profile.rows if row.risk.title == "Risk två")
    assert changed == {"likelihood": (2, 4), "score": (6, 12)}
    assert [(row.title, row.score) for row in profile.gone] == [("Borta sedan i fjol", 12)]
    assert profile.compared_to == 2025


@pytest.mark.parametrize(("years", "counted"), [((2025, 2024, 2022), 3), ((2024, 2023), 1), ((2025,), 2)])
def test_years_in_a_row_are_not_counted_across_one_without_a_profile(
    storsjo: Town, years: tuple[int, ...], counted: int
) -> None:
    risk = storsjo.risk("Risk ett", likelihood=4, impact=3)
    choose(storsjo, risk)
    for number in years:
        earlier(storsjo, year_of(storsjo, number), risk, "Risk ett", likelihood=4)
    profile = seen(storsjo)
    assert [(row.change, row.years) for row in profile.rows] == [(RowChange.UNCHANGED, counted)]
    assert profile.compared_to == years[0]


def test_a_response_that_is_not_decided_yet_is_no_change_but_a_new_one_is(storsjo: Town) -> None:
    risk = storsjo.risk("Risk ett", likelihood=4, impact=3)
    choose(storsjo, risk)
    old = earlier(storsjo, year_of(storsjo, 2025), risk, "Risk ett")
    anna = storsjo.coordinator()
    respond(by=anna, risk_id=old.pk, version=old.version, response=Response.REDUCE, reason="Dyrt.", now=NOW)
    assert [row.change for row in seen(storsjo).rows] == [RowChange.UNCHANGED]
    respond(by=anna, risk_id=risk.pk, version=risk.version, response=Response.ACCEPT, reason="Billigt.", now=NOW)
    (row,) = seen(storsjo).rows
    assert (row.response, row.response_reason, row.changed) == (
        "accept",
        "Billigt.",
        {"response": ("reduce", "accept")},
    )


def test_secret_texts_are_masked_and_a_masked_row_tells_of_no_change(storsjo: Town) -> None:
    risk = storsjo.risk("Svag brandvägg", likelihood=4, impact=3)
    choose(storsjo, risk)
    earlier(storsjo, year_of(storsjo, 2025), risk, "Ingen brandvägg")
    risk.refresh_from_db()
    mark_secret(
        by=OPERATOR, risk_id=risk.pk, version=risk.version, field="risk", paragraph="18 kap. 8 §", reason="", now=NOW
    )
    reader = storsjo.user("rolf", Role.READER)
    (row,) = profile_seen_by(reader, storsjo.year.pk, storsjo.board.pk, TODAY).rows
    assert "18 kap. 8 §" in str(row.risk.title)
    assert row.changed == {}
    assert seen(storsjo).rows[0].changed


def test_an_edited_risk_is_told_as_changed(storsjo: Town) -> None:
    risk = storsjo.risk("Risk ett", likelihood=4, impact=3)
    choose(storsjo, risk)
    earlier(storsjo, year_of(storsjo, 2025), risk, "Risk ett")
    edit_risk(
        by=storsjo.coordinator(), risk_id=risk.pk, version=risk.version, changes={"consequence": "Böter"}, now=NOW
    )
    (row,) = seen(storsjo).rows
    assert row.changed == {"consequence": ("", "Böter")}
    assert ProfileRisk.objects.filter(risk=risk).count() == 1
