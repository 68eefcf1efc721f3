"""A file that a command imports is kept: its risks lead back to it, and the import is undone like a reviewed one."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from tests.people import NOW, OPERATOR, Town, town
from tests.web.listed import signed_in

from riskbild.cli.reading import document_in, document_with_look_in
from riskbild.cli.source_file import source_in
from riskbild.documents.exchange import write_exchange
from riskbild.files.models import StoredFile
from riskbild.files.storage import path_of
from riskbild.intake.actions import Imported, import_file
from riskbild.intake.actions.accepting import accept
from riskbild.intake.actions.correcting import say_columns
from riskbild.intake.actions.undoing import reopen, undo
from riskbild.intake.jobs import read_file
from riskbild.intake.models import Intake
from riskbild.intake.queries import review_of, sources_of, taken_of
from riskbild.intake.states import IntakeState
from riskbild.register.models import Risk
from riskbild.rules.refusal import Refused

pytestmark = pytest.mark.django_db

SHEET = Path(__file__).parents[1] / "files" / "cases" / "A.xlsx"
PAPER = SHEET.with_name("A_typst_ruled.pdf")
ROWS = 13


def imported(here: Town, path: Path = SHEET) -> Imported:
    document, look = document_with_look_in(path)
    source = source_in(path, document, look)
    return import_file(by=OPERATOR, board=here.board, year=2026, document=document, source=source, now=NOW)


def standing(here: Town) -> int:
    return Risk.objects.filter(board=here.board, archived=False).count()


@pytest.mark.parametrize("path", [SHEET, PAPER], ids=["sheet", "paper"])
def test_the_file_is_kept_untouched_under_its_checksum(path: Path) -> None:
    here = town()
    imported(here, path)
    kept, data = StoredFile.objects.get(), path.read_bytes()
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    assert path_of(here.board.municipality_id, kept.sha256).read_bytes() == data
    assert (kept.name, kept.size) == (path.name, len(data))


def test_every_risk_shows_where_in_the_file_it_stands() -> None:
    here = town()
    done = imported(here)
    for place, risk_id in enumerate(done.risk_ids):
        (source,) = sources_of(here.coordinator(), risk_id, NOW.date())
        assert (source.name, source.key, source.intake_id) == ("A.xlsx", f"r{place}", done.intake_id)
        assert source.sheet
        assert source.row
    html = signed_in(here.coordinator()).get(f"/risk/{done.risk_ids[0]}/").text
    assert f'href="/las-in/{done.intake_id}/"' in html
    assert "A.xlsx" in html


def test_the_whole_import_is_undone_on_the_page_and_can_be_taken_in_again() -> None:
    here = town()
    own = here.risk("En risk som fanns förut")
    done = imported(here)
    assert standing(here) == ROWS + 1
    by, anna = here.coordinator(), signed_in(here.coordinator())
    assert len(taken_of(by, done.intake_id, NOW.date())) == ROWS
    assert anna.post(f"/las-in/{done.intake_id}/angra/").status_code == 302
    assert list(Risk.objects.filter(board=here.board, archived=False)) == [own]
    undone = Intake.objects.get()
    assert undone.state == IntakeState.UNDONE
    opened = reopen(by=by, intake_id=undone.pk, version=undone.version, now=NOW)
    assert "A.xlsx" in anna.get(f"/las-in/{undone.pk}/").text
    accept(by=by, intake_id=undone.pk, version=opened.version, now=NOW)
    assert standing(here) == ROWS + 1


def test_the_same_file_again_changes_nothing_and_keeps_nothing_more() -> None:
    here = town()
    imported(here)
    again = imported(here)
    assert (again.already, again.intake_id) == (True, None)
    assert (Intake.objects.count(), StoredFile.objects.count(), standing(here)) == (1, 1, ROWS)


def test_a_document_that_cannot_be_stored_leaves_no_intake_and_no_risk() -> None:
    here, (document, look) = town(), document_with_look_in(SHEET)
    bad = replace(document, rows=(*document.rows[:-1], replace(document.rows[-1], comment="Elev 640823-3234")))
    source = source_in(SHEET, document, look)
    with pytest.raises(Refused, match="samordningsnummer"):
        import_file(by=OPERATOR, board=here.board, year=2026, document=bad, source=source, now=NOW)
    assert (Intake.objects.count(), StoredFile.objects.count(), standing(here)) == (0, 0, 0)


def test_a_file_that_changed_after_it_was_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "A.xlsx"
    path.write_bytes(SHEET.read_bytes())
    document, look = document_with_look_in(path)
    path.write_bytes(SHEET.with_name("D.xlsx").read_bytes())
    with pytest.raises(Refused, match="ändrades medan den lästes"):
        source_in(path, document, look)


def test_a_file_of_the_exchange_format_is_kept_reviewed_and_read_again_as_it_is(tmp_path: Path) -> None:
    here, path = town(), tmp_path / "dokument.json"
    path.write_text(write_exchange(document_in(PAPER)), encoding="utf-8")
    done = imported(here, path)
    by, anna = here.coordinator(), signed_in(here.coordinator())
    undone = undo(by=by, intake_id=done.intake_id, now=NOW)
    opened = reopen(by=by, intake_id=undone.pk, version=undone.version, now=NOW)
    assert anna.get(f"/las-in/{undone.pk}/").status_code == 200
    said = say_columns(by=by, intake_id=undone.pk, version=opened.version, columns={"Okänd": "comment"}, now=NOW)
    read_file.func(str(said.pk))
    state = review_of(by, said.pk, NOW.date()).state
    assert [one.row.risk for one in state.rows] == [row.risk for row in document_in(PAPER).rows]
