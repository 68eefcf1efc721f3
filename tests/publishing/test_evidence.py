"""An evidence package: every document, the data, the files and the trail, with a proof that needs no Riskbild."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.followup import scene as followed
from tests.followup.scene import the_report
from tests.people import OPERATOR, Town, town
from tests.planning.scene import secretary

from riskbild.audit.ids import uuid7
from riskbild.documents.exchange import DocumentKind, ExchangeDocument, ExchangeRow, Source
from riskbild.documents.layout import PublishedKind
from riskbild.documents.workbook.base import About, Base, pack
from riskbild.documents.workbook.form import RISK
from riskbild.documents.workbook.returned import FileRow, Returned
from riskbild.files import storage
from riskbild.files.seal import sealing_key
from riskbild.followup.actions.deviation_handling import PlannedMeasure, plan_measure
from riskbild.followup.actions.deviations import FoundDeviation, record_deviation
from riskbild.followup.actions.evidence import NewEvidence, add_evidence
from riskbild.followup.models import DeviationMeasure
from riskbild.intake.actions import SourceFile
from riskbild.intake.actions.keeping import import_file
from riskbild.intake.actions.returning import return_workbook
from riskbild.intake.queries import files_taken_in
from riskbild.organisation.permissions import Actor
from riskbild.organisation.roles import Role
from riskbild.publishing.actions.keeping import DrawnDocument, keep_published
from riskbild.publishing.evidence import Contents, write_package
from riskbild.publishing.sources import Asked
from riskbild.register.queries.board_years import asked_year_of
from riskbild.rules.refusal import Forbidden
from riskbild.rules.result import Result

pytestmark = pytest.mark.django_db
NEW = ExchangeRow(risk="Ännu en risk")


def packed(place: Town, by: Actor = OPERATOR) -> tuple[bytes, Contents]:
    target = io.BytesIO()
    year = asked_year_of(place.board, place.year.year)
    asked = Asked(by, year, PublishedKind.CONTROL_PLAN, followed.IN_TIME)
    contents = write_package(asked, target, followed.T1_OPEN, files_taken_in(by, year, followed.IN_TIME))
    return target.getvalue(), contents


def files_kept(place: Town) -> dict[str, bytes]:
    """Files that were read in and read back, that prove a control and a measure, and a document kept as drawn."""
    at = {"now": followed.T1_OPEN}
    source = SourceFile(b"PK lista", "../Risk/lista.xlsx", "application/octet-stream", [])
    named = Source("lista.xlsx", sha256=sha256(source.data))
    read_in(place, ExchangeDocument(source=named, kind=DocumentKind.RISK_LIST, rows=(NEW,)), source)
    # Data in the exchange format says of what it was once read from no more than a name.
    data = SourceFile(b'{"source": "gammal.pdf"}', "gammal.json", "application/json", [])
    rows = (ExchangeRow(risk="Risk ur en annan fil"),)
    read_in(place, ExchangeDocument(source=Source("gammal.pdf"), kind=DocumentKind.RISK_LIST, rows=rows), data)
    book = read_back(place)
    proof = NewEvidence(b"%PDF-1.7 attest", "attest.pdf", followed.IN_TIME, followed.IN_TIME, report_id=the_report().pk)
    add_evidence(by=OPERATOR, new=proof, **at)
    again = replace(proof, report_id=None, measure_id=a_measure().pk, note="Rätt attesträtt", id=uuid7())
    add_evidence(by=OPERATOR, new=again, **at)
    done = replace(again, data=b"%PDF-1.7 utbildad", name="utbildad.pdf", id=uuid7())
    add_evidence(by=OPERATOR, new=done, **at)
    drawn = DrawnDocument(
        kind="control_plan", form="pdf", public=True, title="Plan", content=b"%PDF-1.7 som den publicerades",
        media_type="application/pdf",
    )  # fmt: skip
    keep_published(by=secretary(place), board_year_id=place.year.pk, drawn=drawn, **at)
    files = {f"filer/{sha256(data)[:12]}-{name}": data for data, name in
             ((source.data, "lista.xlsx"), (data.data, "gammal.json"), (book.data, "bok.xlsx"),
              (proof.data, "attest.pdf"), (done.data, "utbildad.pdf"))}  # fmt: skip
    return {**files, "sparade/control_plan-1-offentlig.pdf": drawn.content}


def read_in(place: Town, document: ExchangeDocument, source: SourceFile) -> None:
    import_file(by=OPERATOR, board=place.board, year=2027, document=document, source=source, now=followed.T1_OPEN)


def read_back(place: Town) -> SourceFile:
    """A workbook that was filled in offline with a risk more."""
    about = About(str(place.board.pk), place.board.code, 2027, "2027-04-20T09:00:00+00:00")
    rows = (FileRow("", {"risk": "Risk ur arbetsboken"}, RISK),)
    returned = Returned(pack(Base(about), sealing_key()), rows, frozenset({RISK}))
    book = SourceFile(b"PK bok", "bok.xlsx", "application/octet-stream", [])
    done = return_workbook(
        by=OPERATOR, board=place.board, year=2027, returned=returned, source=book, now=followed.T1_OPEN
    )
    assert (done.added, list(done.left)) == (1, [])
    return book


def a_measure() -> DeviationMeasure:
    """What is done about a deviation that the control found."""
    texts = {"title": "Betald utan attest", "cause": "Ny vikarie"}
    told = FoundDeviation(texts, Result.MINOR_DEVIATION, followed.IN_TIME, the_report().pk)
    found = record_deviation(by=OPERATOR, found=told, now=followed.T1_OPEN)
    measure = PlannedMeasure("Ge vikarier attesträtt", "Enhetschef", date(2027, 6, 1), None)
    return plan_measure(by=OPERATOR, deviation_id=found.pk, version=1, measure=measure, now=followed.T1_OPEN)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_the_package_holds_what_an_auditor_needs_and_proves_itself(tmp_path: Path) -> None:
    place = followed.board()
    followed.opened(place)
    kept = files_kept(place)
    content, contents = packed(place)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        package.extractall(tmp_path)
    assert {"dokument/control_plan.pdf", "dokument/risk_list.json", "data/risk_list.csv", "data/plan-1.json"} <= names
    assert "annual_follow_up" not in contents.missing
    assert "risk_profile" in contents.missing
    assert {name: (tmp_path / name).read_bytes() for name in names if name.startswith(("filer/", "sparade/"))} == kept
    manifest = json.loads((tmp_path / "manifest.json").read_bytes())
    listed = {one["name"]: one["sha256"] for one in manifest["files"]}
    assert names == {*listed, "manifest.json", "SHA256SUMS"}
    sums = [line.split("  ", 1) for line in (tmp_path / "SHA256SUMS").read_text("utf-8").splitlines()]
    assert {name: told for told, name in sums} == listed | {
        "manifest.json": sha256((tmp_path / "manifest.json").read_bytes())
    }
    assert {name: sha256((tmp_path / name).read_bytes()) for name in listed} == listed
    decided = json.loads((tmp_path / "data/plan-1.json").read_bytes())
    assert decided["decision"]["paragraph"] == "§ 118"
    told = (tmp_path / "spår/texts.jsonl").read_text("utf-8")
    assert all(f'"name": "{name}"' in told for name in ("lista.xlsx", "gammal.json", "bok.xlsx", "utbildad.pdf"))
    assert "Kontroll tertial" in told
    assert proved(tmp_path).startswith("Spåret är helt")
    for name, before, after in (("texts.jsonl", "tertial", "halvår"), ("chain.jsonl", "planning.plan_adopted", "x")):
        file = tmp_path / "spår" / name
        whole = file.read_text("utf-8")
        file.write_text(whole.replace(before, after), "utf-8")
        assert proved(tmp_path).startswith("FEL")
        file.write_text(whole, "utf-8")
    # The same register gives the same bytes.
    assert packed(place)[0] == content
    about = {one["name"].rpartition("-")[2]: one["about"] for one in manifest["files"] if "filer/" in one["name"]}
    assert about == {
        "lista.xlsx": "Fil som ett dokument lästes ur", "gammal.json": "Fil som ett dokument lästes ur",
        "bok.xlsx": "Arbetsbok som lästes tillbaka", "attest.pdf": "Rätt attesträtt; Underlag till en rapport",
        "utbildad.pdf": "Rätt attesträtt",
    }  # fmt: skip
    assert (list(contents.gone), manifest["gone"]) == ([], [])


def test_a_file_that_the_disk_has_lost_is_told_of_and_the_rest_is_there() -> None:
    place = town(year=2027)
    source = SourceFile(b"PK lista", "lista.xlsx", "application/octet-stream", [])
    read_in(place, ExchangeDocument(source=Source("lista.xlsx"), kind=DocumentKind.RISK_LIST, rows=(NEW,)), source)
    storage.remove(place.municipality_id, sha256(source.data))
    content, contents = packed(place)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        manifest = json.loads(package.read("manifest.json"))
        assert "dokument/risk_list.pdf" in package.namelist()
    (gone,) = contents.gone
    assert manifest["gone"] == [gone.sentence.sv]
    assert "lista.xlsx finns inte kvar" in gone.sentence.sv


def proved(folder: Path) -> str:
    """What the package's own program says of the trail, run apart from ours."""
    script = folder / "spår" / "verify_trail.py"
    done = subprocess.run([sys.executable, "-I", str(script)], capture_output=True, text=True, check=False)
    return done.stdout


def test_only_who_reads_the_trail_and_the_secrets_gets_a_package() -> None:
    place = town(year=2027)
    place.risk()
    with pytest.raises(Forbidden):
        packed(place, place.coordinator())
    packed(place, place.user("rune", Role.AUDITOR, place.root))
