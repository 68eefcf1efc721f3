"""Files changed by chance are refused, or read whole: never does a reader break down or say what cannot be written."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.intake.reading.fuzz.mutating import changed
from tests.intake.reading.fuzz.running import READERS, by_chance
from tests.intake.reading.fuzz.targets import TARGETS

from riskbild.intake.reading.apart import read_apart
from riskbild.rules.refusal import Refused

_ROOT = Path(__file__).parents[3]
_SECONDS = 90
FAULTS = sorted((_ROOT / "tests" / "files" / "faults").iterdir())


@pytest.mark.parametrize("reader", READERS)
def test_changed_files_are_refused_or_read_whole(reader: str) -> None:
    assert by_chance(reader, seed=7, count=40) == 40


@pytest.mark.parametrize("file", FAULTS, ids=lambda file: file.name)
def test_what_once_was_a_fault_is_read_or_refused(file: Path) -> None:
    TARGETS[{".txt": "text"}.get(file.suffix, file.suffix[1:])](file.read_bytes())


def test_the_same_seed_changes_a_file_in_the_same_way() -> None:
    import random

    good = [b"Risk;S;K\r\nRisk att avtal saknas;2;3\r\n" * 5]
    assert changed(random.Random(3), good[0], good) == changed(random.Random(3), good[0], good) != good[0]


@pytest.mark.long
@pytest.mark.parametrize("reader", READERS)
def test_no_fault_is_found_in_a_reader(reader: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.intake.reading.fuzz", reader]
    options = ["--seconds", str(_SECONDS), "--kept", str(tmp_path)]
    done = subprocess.run([*command, *options], cwd=_ROOT, capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    assert "Traceback" not in told, told[-3000:]
    # A library that breaks down by itself takes only the process with it that reads apart.
    assert done.returncode == 0 or any(tmp_path.iterdir()), told[-3000:]
    for file in tmp_path.iterdir():
        assert answered(file)


def answered(file: Path) -> bool:
    """Whether a file is read or refused in a process of its own; else that raises."""
    try:
        read_apart(file)
    except Refused as refused:
        return str(refused.sentence).endswith(".")
    return True
