"""An evidence package: every document, the data, the files and the trail, with a proof that needs no Riskbild."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.people import NOW, OPERATOR, TODAY, Town, town
from tests.planning.scene import adopted, plan_with

from riskbild.documents.layout import PublishedKind
from riskbild.organisation.permissions import Actor
from riskbild.organisation.roles import Role
from riskbild.publishing.evidence import Contents, write_package
from riskbild.publishing.sources import Asked
from riskbild.register.queries.board_years import asked_year_of
from riskbild.rules.refusal import Forbidden

pytestmark = pytest.mark.django_db


def packed(place: Town, by: Actor = OPERATOR) -> tuple[bytes, Contents]:
    target = io.BytesIO()
    year = asked_year_of(place.board, 2026)
    asked = Asked(by, year, PublishedKind.CONTROL_PLAN, TODAY)
    contents = write_package(asked, target, NOW)
    return target.getvalue(), contents


def test_the_package_holds_what_an_auditor_needs_and_proves_itself(tmp_path: Path) -> None:
    place = town()
    adopted(place, plan_with(place, place.risk("Risk att akter blandas ihop", likelihood=4, impact=4)))
    content, contents = packed(place)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        package.extractall(tmp_path)
    assert {"dokument/control_plan.pdf", "dokument/risk_list.json", "data/risk_list.csv", "data/plan-1.json"} <= names
    assert "interim_follow_up" in contents.missing
    manifest = json.loads((tmp_path / "manifest.json").read_bytes())
    for one in manifest["files"]:
        assert hashlib.sha256((tmp_path / one["name"]).read_bytes()).hexdigest() == one["sha256"]
    assert names == {one["name"] for one in manifest["files"]} | {"manifest.json", "SHA256SUMS"}
    decided = json.loads((tmp_path / "data/plan-1.json").read_bytes())
    assert decided["decision"]["paragraph"] == "§ 118"
    assert "Kontroll av risk att akter" in (tmp_path / "spår/texts.jsonl").read_text("utf-8")
    assert proved(tmp_path).startswith("Spåret är helt")
    for name, before, after in (("texts.jsonl", "akter", "pärmar"), ("chain.jsonl", "planning.plan_adopted", "x")):
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
    place = town()
    place.risk()
    with pytest.raises(Forbidden):
        packed(place, place.coordinator())
    packed(place, place.user("rut", Role.AUDITOR, place.root))
