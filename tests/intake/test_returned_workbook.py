"""A workbook that was filled in offline comes back: only what is accepted goes in, and nobody's work is overwritten."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from tests.intake.books import Book, drawn
from tests.people import NOW, OPERATOR, TODAY, Town, town

from riskbild.audit.models import AuditEvent
from riskbild.cli.returned import returned_in, take_back
from riskbild.documents.workbook.base import unpack
from riskbild.documents.workbook.difference import Difference, Kind, Side
from riskbild.files.seal import known_keys
from riskbild.intake.actions import SourceFile
from riskbild.intake.actions.receiving import receive
from riskbild.intake.actions.returning import Applied, Chosen, accept_returned, return_workbook
from riskbild.intake.actions.undoing import undo
from riskbild.intake.jobs import read_file
from riskbild.intake.models import Intake
from riskbild.intake.reading.returned import returned_from
from riskbild.intake.returning.queries import returned_seen_by
from riskbild.intake.states import IntakeState, Origin
from riskbild.organisation.actions import give_role
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.publishing.workbook.gathering import offline_of
from riskbild.register.actions.assessing import assess_risk
from riskbild.register.actions.editing import archive_risk, edit_risk
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.derive import Scored
from riskbild.register.models import Assessment, Risk
from riskbild.register.queries.board_years import asked_year_of
from riskbild.register.terms import AssessmentKind
from riskbild.rules.refusal import Forbidden, Refused

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def place() -> Town:
    place = town()
    place.risk("Ett", measures="Gör ett", responsible="Chef", likelihood=2, impact=3)
    place.risk("Två", measures="Gör två", responsible="Chef", likelihood=4, impact=4)
    place.risk("Tre", measures="Gör tre")
    return place


def sent(place: Town, book: Book, by: User) -> Intake:
    intake = receive(by=by, board_id=place.board.pk, year=2026, data=book.data, name="bok.xlsx", now=LATER)
    read_file.func(str(intake.pk))
    return Intake.objects.get(pk=intake.pk)


def difference(intake: Intake, by: User) -> Difference:
    return returned_seen_by(by, intake.pk, TODAY).difference


def by_command(place: Town, book: Book) -> Applied:
    returned = returned_from(book.data, "bok.xlsx")
    assert returned is not None
    source = SourceFile(book.data, "bok.xlsx", "application/zip", [])
    return return_workbook(
        by=OPERATOR, board=place.board, year=2026, returned=returned, source=source, now=LATER
    )  # fmt: skip


def risk(text: str) -> Risk:
    return Risk.objects.get(risk=text)


def everything(found: Difference) -> Chosen:
    return Chosen(
        [(row.name, cell.field) for row in found.rows for cell in row.takeable], [row.name for row in found.rows],
        {row.name: row.version for row in found.rows},
    )  # fmt: skip


def test_an_untouched_workbook_comes_back_with_no_difference(place: Town) -> None:
    anna = place.coordinator()
    intake = sent(place, drawn(place, anna), anna)
    assert (intake.origin, intake.state) == (Origin.WORKBOOK, IntakeState.READY)
    assert difference(intake, anna).rows == ()


def test_what_only_the_file_has_changed_is_taken_in_through_the_registers_own_actions(place: Town) -> None:
    book = drawn(place).with_cells(
        ("Ett", "measures", "Gör ett bättre\nOch en till"), ("Två", "likelihood", 1), ("Fyra", "risk", "Fyra"),
        ("Fyra", "likelihood", 2), ("Fyra", "impact", 2),
    )  # fmt: skip
    done = by_command(place, book.without("Tre"))
    assert (done.changed, done.added, done.removed, list(done.left)) == (2, 1, 1, [])
    assert risk("Ett").measures == "Gör ett bättre\nOch en till"
    assert (risk("Två").likelihood, risk("Två").score) == (1, 4)
    assert (risk("Fyra").score, risk("Tre").archived) == (4, True)
    assert Assessment.objects.filter(risk=risk("Två")).count() == 2
    events = set(AuditEvent.objects.filter(at=LATER).values_list("name", flat=True))
    assert {
        "register.risk_edited",
        "register.risk_assessed",
        "register.risk_added",
        "register.risk_archived",
        "intake.workbook_applied",
    } <= events


def test_a_cell_that_both_have_changed_is_shown_and_never_overwritten(place: Town) -> None:
    book = drawn(place).with_cells(("Ett", "measures", "Ur filen"), ("Ett", "responsible", "Ny chef"))
    one = risk("Ett")
    edit_risk(by=OPERATOR, risk_id=one.pk, version=one.version, changes={"measures": "Ändrad här"}, now=NOW)
    done = by_command(place, book)
    (left,) = done.left
    assert [(cell.field, cell.base, cell.here, cell.there) for cell in left.cells] == [
        ("measures", "Gör ett", "Ändrad här", "Ur filen")
    ]
    assert (risk("Ett").measures, risk("Ett").responsible) == ("Ändrad här", "Ny chef")
    assert Intake.objects.get(pk=done.intake_id).state == IntakeState.READY


def test_a_person_may_take_a_conflict_and_then_nothing_is_left(place: Town) -> None:
    anna = place.coordinator()
    book = drawn(place, anna).with_cells(("Ett", "measures", "Ur filen"))
    one = risk("Ett")
    edit_risk(by=OPERATOR, risk_id=one.pk, version=one.version, changes={"measures": "Ändrad här"}, now=NOW)
    intake = sent(place, book, anna)
    (row,) = difference(intake, anna).rows
    assert [cell.side for cell in row.cells] == [Side.BOTH]
    accept_returned(by=anna, intake_id=intake.pk, wanted=everything(difference(intake, anna)), now=LATER)
    assert risk("Ett").measures == "Ur filen"
    assert Intake.objects.get(pk=intake.pk).state == IntakeState.ACCEPTED
    with pytest.raises(Refused, match="egen sida"):
        undo(by=anna, intake_id=intake.pk, now=LATER)


def test_what_somebody_saved_while_the_page_was_open_is_a_conflict(place: Town) -> None:
    anna = place.coordinator()
    intake = sent(place, drawn(place, anna).with_cells(("Ett", "measures", "Ur filen")), anna)
    seen = everything(difference(intake, anna))
    one = risk("Ett")
    edit_risk(by=OPERATOR, risk_id=one.pk, version=one.version, changes={"comment": "Nyss"}, now=NOW)
    with pytest.raises(Conflict):
        accept_returned(by=anna, intake_id=intake.pk, wanted=seen, now=LATER)
    assert risk("Ett").measures == "Gör ett"


def test_a_forged_base_lets_nothing_through(place: Town) -> None:
    book = drawn(place).with_cells(("Ett", "measures", "Smuget")).resealed("0" * 64)
    done = by_command(place, book)
    assert (done.changed, done.added, done.removed) == (0, 0, 0)
    assert [cell.side for row in done.left for cell in row.cells] == [Side.BOTH]
    assert risk("Ett").measures == "Gör ett"


def test_a_risk_that_has_been_archived_here_is_told_and_left_alone(place: Town) -> None:
    book = drawn(place).with_cells(("Tre", "measures", "Sen ändring"))
    three = risk("Tre")
    archive_risk(by=OPERATOR, risk_id=three.pk, version=three.version, reason="Inaktuell", now=NOW)
    (left,) = by_command(place, book).left
    assert left.kind is Kind.GONE


def test_a_new_row_is_added_once_however_often_the_file_comes(place: Town) -> None:
    book = drawn(place).with_cells(("Ny", "risk", "Ny"), ("Ny", "likelihood", 1), ("Ny", "impact", 1))
    assert by_command(place, book).added == 1
    assert by_command(place, book).added == 0
    assert Risk.objects.filter(risk="Ny").count() == 1


def test_a_row_that_cannot_be_stored_stops_all_and_is_named(place: Town) -> None:
    book = drawn(place).with_cells(("Ett", "measures", "Nytt"), ("Tre", "likelihood", 2))
    with pytest.raises(Refused, match=r"”Tre”.*både sannolikhet och konsekvens"):
        by_command(place, book)
    assert risk("Ett").measures == "Gör ett"


def test_a_workbook_of_another_board_is_refused(place: Town) -> None:
    other = town("SOC", "Annan kommun")
    anna = other.coordinator()
    intake = receive(
        by=anna, board_id=other.board.pk, year=2026, data=drawn(place).data, name="bok.xlsx", now=LATER
    )  # fmt: skip
    read_file.func(str(intake.pk))
    refused = Intake.objects.get(pk=intake.pk)
    assert refused.state == IntakeState.REFUSED
    assert "BUN 2026" in refused.refusal["sv"]


def test_who_may_not_edit_gets_no_open_workbook_and_may_take_nothing_in(place: Town) -> None:
    reader = place.user("rune", Role.READER)
    year = asked_year_of(place.board, 2026)
    assert offline_of(reader, year, now=NOW) is None
    with pytest.raises(Forbidden):
        receive(by=reader, board_id=place.board.pk, year=2026, data=drawn(place).data, name="b.xlsx", now=LATER)


def test_secret_texts_are_in_no_workbook_of_who_must_not_read_them(place: Town) -> None:
    two = risk("Två")
    mark_secret(
        by=OPERATOR, risk_id=two.pk, version=two.version, field="measures", paragraph="18 kap. 8 §", reason="", now=NOW
    )  # fmt: skip
    place.risk("Fyra", measures="Gör fyra", node=place.school)
    eva = place.user("eva", Role.EDITOR, place.school)
    give_role(by=OPERATOR, user_id=eva.pk, node_id=place.board.pk, role=Role.READER, now=NOW)
    book = drawn(place, User.objects.select_related("municipality").get(pk=eva.pk))
    parts = zipfile.ZipFile(io.BytesIO(book.data))
    assert not any("Gör två".encode() in parts.read(name) for name in parts.namelist())
    returned = returned_from(book.data, "bok.xlsx")
    assert returned is not None
    base = unpack(returned.packed, known_keys())
    assert base is not None
    assert [row.cells["measures"] for row in base.rows.values()] == ["Gör fyra"]
    assert by_command(place, book).left == []
    assert risk("Två").measures == "Gör två"


def test_the_command_prints_the_difference_and_takes_what_is_in_no_conflict(
    place: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bok.xlsx"
    path.write_bytes(drawn(place).with_cells(("Ett", "measures", "Ur filen"), ("Två", "measures", "Ur filen")).data)
    two = risk("Två")
    edit_risk(by=OPERATOR, risk_id=two.pk, version=two.version, changes={"measures": "Här"}, now=NOW)
    returned = returned_in(path)
    assert returned is not None
    assert take_back(path, returned, board=place.board, year=2026, yes=False, now=LATER) == 1
    shown = capsys.readouterr().out
    assert "was:  Gör ett" in shown
    assert "CONFLICT" in shown
    assert risk("Ett").measures == "Gör ett"
    assert take_back(path, returned, board=place.board, year=2026, yes=True, now=LATER) == 1
    assert "1 rows changed, 0 added, 0 archived, 1 left" in capsys.readouterr().out
    assert (risk("Ett").measures, risk("Två").measures) == ("Ur filen", "Här")


def test_an_assessment_made_here_meanwhile_is_a_conflict(place: Town) -> None:
    book = drawn(place).with_cells(("Två", "likelihood", 1))
    two = risk("Två")
    assess_risk(
        by=OPERATOR, risk_id=two.pk, version=two.version, kind=AssessmentKind.INHERENT, scored=Scored(2, 4),
        motive="Ny bedömning", now=NOW,
    )  # fmt: skip
    (left,) = by_command(place, book).left
    assert [(cell.field, cell.here, cell.there) for cell in left.cells] == [("likelihood", "2", "1")]
    assert risk("Två").likelihood == 2
