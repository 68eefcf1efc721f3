"""An evidence package: every document, the data, the files and the trail, with a proof that needs no Riskbild."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.followup import scene as followed
from tests.followup.scene import the_report
from tests.people import OPERATOR, Town, town
from tests.planning.scene import secretary

from riskbild.documents.exchange import DocumentKind, ExchangeDocument, ExchangeRow, Source
from riskbild.documents.layout import PublishedKind
from riskbild.followup.actions.evidence import NewEvidence, add_evidence
from riskbild.intake.actions import SourceFile
from riskbild.intake.actions.keeping import import_file
from riskbild.organisation.permissions import Actor
from riskbild.organisation.roles import Role
from riskbild.publishing.actions.keeping import DrawnDocument, keep_published
from riskbild.publishing.evidence import Contents, write_package
from riskbild.publishing.sources import Asked
from riskbild.register.queries.board_years import asked_year_of
from riskbild.rules.refusal import Forbidden

pytestmark = pytest.mark.django_db


def packed(place: Town, by: Actor = OPERATOR) -> tuple[bytes, Contents]:
    target = io.BytesIO()
    year = asked_year_of(place.board, place.year.year)
    asked = Asked(by, year, PublishedKind.CONTROL_PLAN, followed.IN_TIME)
    contents = write_package(asked, target, followed.T1_OPEN)
    return target.getvalue(), contents


def files_kept(place: Town) -> dict[str, bytes]:
    """A file that a document was read from, one that proves a control, and a document kept as it was drawn."""
    at = {"now": followed.T1_OPEN}
    source = SourceFile(b"PK lista", "../Risk/lista.xlsx", "application/octet-stream", [])
    named = Source("lista.xlsx", sha256=sha256(source.data))
    read = ExchangeDocument(source=named, kind=DocumentKind.RISK_LIST, rows=(ExchangeRow(risk="Ännu en risk"),))
    import_file(by=OPERATOR, board=place.board, year=2027, document=read, source=source, **at)
    proof = NewEvidence(b"%PDF-1.7 attest", "attest.pdf", followed.IN_TIME, followed.IN_TIME, report_id=the_report().pk)
    add_evidence(by=OPERATOR, new=proof, **at)
    drawn = DrawnDocument(
        kind="control_plan", form="pdf", public=True, title="Plan", content=b"%PDF-1.7 som den publicerades",
        media_type="application/pdf",
    )  # fmt: skip
    keep_published(by=secretary(place), board_year_id=place.year.pk, drawn=drawn, **at)
    files = {f"filer/{sha256(one)[:12]}-{name}": one for one, name in
             ((source.data, "lista.xlsx"), (proof.data, "attest.pdf"))}  # fmt: skip
    return {**files, "sparade/control_plan-1-offentlig.pdf": drawn.content}


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
    assert "Kontroll tertial" in (tmp_path / "spår/texts.jsonl").read_text("utf-8")
    assert proved(tmp_path).startswith("Spåret är helt")
    for name, before, after in (("texts.jsonl", "tertial", "halvår"), ("chain.jsonl", "planning.plan_adopted", "x")):
        file = tmp_path / "spår" / name
        whole = file.read_text("utf-8")
        file.write_text(whole.replace(before, after), "utf-8")
        assert proved(tmp_path).startswith("FEL")
        file.write_text(whole, "utf-8")
    # The same register gives the same bytes.
    assert packed(place)[0] == content


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
