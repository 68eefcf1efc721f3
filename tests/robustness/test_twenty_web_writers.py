"""Twenty people save at once on the embedded database, with an import and jobs beside them: nobody is locked out."""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.installation import Installation, installation_like
from tests.robustness.web import new_mark, prepared, script, served, twenty_writers

_ROWS = 100
"""Three times as many as the longest of the five documents has."""


@pytest.fixture
def installation(migrated: Installation, tmp_path: Path) -> Iterator[Installation]:
    with installation_like(migrated, tmp_path / "home") as made:
        yield made


def large_document(folder: Path, year: int) -> Path:
    """A document with rows as long as a real one's."""
    sentence = "Risk att beslut fattas på bristfälligt underlag eftersom rutinen inte är känd i verksamheten."
    rows = [
        {
            "risk": f"{new_mark()} {sentence}", "causes": f"{sentence} {sentence}", "likelihood": 3, "impact": 2,
            "score": 6, "measures": f"Ta fram en rutin\nUtbilda om {new_mark()}", "responsible": "Enhetschef",
            "process": f"Process {number % 20}",
        }
        for number in range(_ROWS)
    ]  # fmt: skip
    document = {"title": "Riskanalys", "authority": None, "year": year, "kind": "risk_list", "sections": []}
    path = folder / f"large-{year}.json"
    path.write_text(json.dumps({"source": "large", "document": document, "rows": rows}))
    return path


def import_in_turn(installation: Installation, folder: Path, years: range) -> list[subprocess.CompletedProcess[str]]:
    documents = [(large_document(folder, year), year) for year in years]
    return [
        installation.run("import", path, "--board", "BUN", "--year", year, "--yes") for path, year in documents
    ]  # fmt: skip


def save_beside_an_import_and_jobs(installation: Installation, folder: Path, imports: int) -> list[float]:
    """How long each saving took, in seconds, while so many documents were imported one after the other."""
    scene = prepared(installation)
    with served(installation) as server, ThreadPoolExecutor(2) as beside:
        scene.sign_in(server)
        with twenty_writers(scene, server, pause=2) as writing:
            importing = beside.submit(import_in_turn, installation, folder, range(2027, 2027 + imports))
            working = beside.submit(script, installation, "jobs")
            imported = importing.result()
            working.result()
    assert [done.stderr for done in imported if done.returncode] == []
    assert writing.wrong == []
    assert len(writing.acknowledged) >= 20
    script(installation, "check", stdin=writing.lines)
    return writing.waits


def test_an_import_and_jobs_lock_nobody_out(installation: Installation, tmp_path: Path) -> None:
    if not installation.on_sqlite:
        pytest.skip("PostgreSQL has no single turn to write")
    save_beside_an_import_and_jobs(installation, tmp_path, imports=1)


@pytest.mark.long
@pytest.mark.alone
def test_nobody_waits_longer_than_a_second_for_an_import_and_jobs(
    installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not installation.on_sqlite:
        pytest.skip("PostgreSQL has no single turn to write")
    waits = save_beside_an_import_and_jobs(installation, tmp_path, imports=5)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(waits)} savings by twenty people beside an import; the longest took {max(waits):.2f} s\n"
        )
    assert max(waits) <= 1.0
