"""A file's way in: received, read, corrected, accepted, undone; through the same actions as the page."""

from typing import Any

import pytest
from tests.people import NOW, OPERATOR, Town, town

from riskbild.intake.actions.accepting import accept
from riskbild.intake.actions.correcting import correct, take_back
from riskbild.intake.actions.receiving import receive
from riskbild.intake.actions.undoing import Changed, discard, reopen, undo
from riskbild.intake.jobs import read_file
from riskbild.intake.models import Intake
from riskbild.intake.queries import review_of, sources_of, taken_of
from riskbild.intake.review.edits import Do, Edit
from riskbild.intake.states import Choice, IntakeState
from riskbild.organisation.conflict import Conflict
from riskbild.register.actions.editing import edit_risk
from riskbild.register.actions.years import close_year
from riskbild.register.models import Risk
from riskbild.rules.refusal import Forbidden, Refused

pytestmark = pytest.mark.django_db

CSV = """Ref;Process;Risk;Sannolikhet;Konsekvens;Riskvärde;Åtgärd
1;Antagning;Risk att fel elev antas till utbildningen;3;4;12;Kontroll av två handläggare
2;Betyg;Risk att betyg sätts på fel underlag;2;3;6;Utbilda lärare i bedömning
3;Skolskjuts;Risk att barn lämnas kvar vid hållplatsen;1;4;4;Avprickning i bussen
"""


def read(here: Town, text: str = CSV, year: int = 2026, name: str = "risker.csv") -> Intake:
    """A file received by the coordinator and read by the job."""
    intake = receive(by=here.coordinator(), board_id=here.board.pk, year=year, data=text.encode(), name=name, now=NOW)
    read_file.func(str(intake.pk))
    return Intake.objects.get(pk=intake.pk)


def taken_in(here: Town, **how: Any) -> Intake:
    intake = read(here, **how)
    return accept(by=here.coordinator(), intake_id=intake.pk, version=intake.version, now=NOW)


def test_a_file_is_read_reviewed_and_accepted() -> None:
    here = town()
    intake = read(here)
    assert (intake.state, intake.rows_read) == (IntakeState.READY, 3)
    accept(by=here.coordinator(), intake_id=intake.pk, version=intake.version, now=NOW)
    risks = Risk.objects.filter(board=here.board).order_by("position")
    assert [risk.risk for risk in risks] == [
        "Risk att fel elev antas till utbildningen", "Risk att betyg sätts på fel underlag",
        "Risk att barn lämnas kvar vid hållplatsen",
    ]  # fmt: skip
    assert [(risk.likelihood, risk.impact, risk.score) for risk in risks] == [(3, 4, 12), (2, 3, 6), (1, 4, 4)]
    sources = sources_of(here.coordinator(), risks[1].pk, NOW.date())
    assert [(one.name, one.row) for one in sources] == [("risker.csv", 3)]


def test_accepting_twice_adds_once() -> None:
    here = town()
    intake = taken_in(here)
    accept(by=here.coordinator(), intake_id=intake.pk, version=intake.version - 1, now=NOW)
    assert Risk.objects.filter(board=here.board).count() == 3


def test_a_corrected_cell_goes_in_as_corrected_and_can_be_taken_back() -> None:
    here = town()
    intake = read(here)
    by = here.coordinator()
    edit = Edit(Do.CELL, "r1", "risk", "Risk att betyg sätts på ofullständigt underlag")
    seen = {("r1", "risk"): "Risk att betyg sätts på fel underlag"}
    done = correct(by=by, intake_id=intake.pk, edits=[edit], seen=seen, now=NOW)
    assert done.corrections_made == 1
    with pytest.raises(Conflict):
        correct(by=by, intake_id=intake.pk, edits=[edit], seen=seen, now=NOW)
    back = take_back(by=by, intake_id=intake.pk, version=done.version, now=NOW)
    assert back.corrections_made == 0
    again = correct(by=by, intake_id=intake.pk, edits=[edit], seen=seen, now=NOW)
    accept(by=by, intake_id=intake.pk, version=again.version, now=NOW)
    assert Risk.objects.filter(risk=edit.value).exists()


def test_an_undo_takes_out_exactly_what_came_in() -> None:
    here = town()
    own = here.risk("En risk som fanns förut")
    intake = taken_in(here)
    undone = undo(by=here.coordinator(), intake_id=intake.pk, now=NOW)
    assert undone.state == IntakeState.UNDONE
    assert list(Risk.objects.filter(board=here.board, archived=False)) == [own]
    assert undo(by=here.coordinator(), intake_id=intake.pk, now=NOW).version == undone.version
    opened = reopen(by=here.coordinator(), intake_id=intake.pk, version=undone.version, now=NOW)
    accept(by=here.coordinator(), intake_id=intake.pk, version=opened.version, now=NOW)
    assert Risk.objects.filter(board=here.board, archived=False).count() == 4


def test_an_undo_names_what_somebody_has_worked_on_and_asks() -> None:
    here = town()
    intake = taken_in(here)
    worked_on = Risk.objects.get(process="Betyg")
    edit_risk(by=here.coordinator(), risk_id=worked_on.pk, version=1, changes={"comment": "Följs upp"}, now=NOW)
    with pytest.raises(Refused, match="betyg sätts på fel underlag"):
        undo(by=here.coordinator(), intake_id=intake.pk, now=NOW)
    undo(by=here.coordinator(), intake_id=intake.pk, now=NOW, changed=Changed.KEEP)
    assert [risk.pk for risk in Risk.objects.filter(board=here.board, archived=False)] == [worked_on.pk]


def test_rows_that_are_there_already_are_found_and_left_out() -> None:
    here = town()
    taken_in(here)
    changed = CSV.replace("fel underlag", "otillräckligt underlag").replace("Avprickning i bussen", "Avprickning")
    intake = read(here, text=changed + "4;Mat;Risk att allergiker får fel mat;4;4;16;Märk maten\n", name="ny.csv")
    review = review_of(here.coordinator(), intake.pk, NOW.date())
    found = [review.matches[f"r{n}"].likeness.value for n in range(4)]
    assert found == ["same", "changed", "changed", "new"]
    assert list(review.choices.values()) == [Choice.LEAVE, Choice.UPDATE, Choice.UPDATE, Choice.ADD]
    accept(by=here.coordinator(), intake_id=intake.pk, version=intake.version, now=NOW)
    assert Risk.objects.filter(board=here.board).count() == 4
    assert Risk.objects.get(process="Betyg").risk == "Risk att betyg sätts på otillräckligt underlag"
    undo(by=here.coordinator(), intake_id=intake.pk, now=NOW)
    assert Risk.objects.get(process="Betyg").risk == "Risk att betyg sätts på fel underlag"
    assert Risk.objects.filter(board=here.board, archived=False).count() == 3


def test_last_years_risk_keeps_its_lineage() -> None:
    here = town()
    taken_in(here)
    intake = taken_in(here, year=2027, name="nästa.csv")
    first, second = Risk.objects.filter(process="Betyg").order_by("year")
    assert first.lineage == second.lineage
    assert {one.choice for one in taken_of(here.coordinator(), intake.pk, NOW.date())} == {Choice.ADD}


def test_rows_are_split_joined_and_left_out() -> None:
    here = town()
    intake = read(here)
    by = here.coordinator()
    edits = [
        Edit(Do.SPLIT, "r0", "", {"upper": {"measures": None}, "lower": {"risk": "Ny risk i raden", "score": 3}}),
        Edit(Do.JOIN, "r2", "", "\n"),
        Edit(Do.CHOOSE, "", "", {"r1": "leave"}),
    ]
    done = correct(by=by, intake_id=intake.pk, edits=edits, version=intake.version, now=NOW)
    assert done.corrections_made == 2
    state = review_of(by, intake.pk, NOW.date()).state
    assert [one.key for one in state.rows] == ["r0", "r0.0", "r1"]
    assert state.rows[2].row.process == "Betyg\nSkolskjuts"
    accept(by=by, intake_id=intake.pk, version=done.version, now=NOW)
    titles = [risk.title for risk in Risk.objects.filter(board=here.board).order_by("position")]
    assert titles == ["Risk att fel elev antas till utbildningen", "Ny risk i raden"]


def test_only_who_may_import_at_the_board_may_receive_and_a_closed_year_takes_nothing() -> None:
    here = town()
    with pytest.raises(Forbidden):
        receive(by=here.user("bo"), board_id=here.board.pk, year=2026, data=CSV.encode(), name="a.csv", now=NOW)
    close_year(by=OPERATOR, board_year_id=here.year.pk, version=1, now=NOW)
    with pytest.raises(Refused, match="stängt"):
        read(here)


def test_a_file_that_cannot_be_read_says_why() -> None:
    here = town()
    with pytest.raises(Refused, match="typ"):
        read(here, text="<html><body>hej</body></html>", name="sida.html")
    intake = receive(
        by=here.coordinator(), board_id=here.board.pk, year=2026, data=b"%PDF-1.7 trasig", name="trasig.pdf", now=NOW
    )
    read_file.func(str(intake.pk))
    intake.refresh_from_db()
    assert intake.state == IntakeState.REFUSED
    assert "trasig.pdf" in intake.refusal["sv"]
    discard(by=here.coordinator(), intake_id=intake.pk, version=intake.version, now=NOW)


def test_the_same_file_sent_twice_is_one() -> None:
    here = town()
    first = read(here)
    assert read(here).pk == first.pk
