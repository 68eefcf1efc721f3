"""Twenty writers in the web's process, with an import and jobs beside them."""

import json
import subprocess
import time
from pathlib import Path

import pytest
from tests.concurrency.conftest import command
from tests.installation import ROOT, Installation

CASE = ROOT / "src" / "riskbild" / "cli" / "cases" / "001-riskanalys-arbetsmarknad.json"


def import_case(installation: Installation, year: int) -> subprocess.CompletedProcess[str]:
    return installation.run("import", CASE, "--board", "BUN", "--year", year, "--yes")


@pytest.mark.alone
def test_nobody_is_locked_out_or_waits_longer_than_a_second_and_a_backup_is_whole(
    town: Installation, tmp_path: Path
) -> None:
    written = tmp_path / "written"
    with written.open("w") as file:
        writers = subprocess.Popen(
            command("--jobs"), env=town.environ(), cwd=ROOT,
            stdin=subprocess.PIPE, stdout=file, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    while not written.stat().st_size:
        time.sleep(0.1)
    imports = [import_case(town, year) for year in (2019, 2020)]
    saved = town.run("backup").stdout.strip()
    _, summary = writers.communicate(timeout=120)
    assert [(one.returncode, one.stderr) for one in imports if one.returncode] == []
    figures = json.loads(summary.splitlines()[-1])
    assert figures["errors"] == []
    assert figures["jobs"] == 4
    assert len(written.read_text().splitlines()) == figures["actions"] >= 40
    assert figures["longest_wait"] <= 1.0
    # What was saved meanwhile is one moment of it, whole: restoring proves the trail.
    restored = Installation(tmp_path / "restored", "").run("restore", saved)
    assert restored.returncode == 0, restored.stderr
