"""A file is read in a process of its own: the same answer, the same refusals, and its limits hold."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.intake.reading.test_cases import FOLDER

from riskbild.intake.reading import read
from riskbild.intake.reading.apart import read_apart
from riskbild.rules.refusal import Refused


def test_reading_apart_gives_what_reading_here_gives() -> None:
    assert read_apart(FOLDER / "A.xlsx") == read(FOLDER / "A.xlsx")


def test_a_refusal_comes_through_in_both_languages(tmp_path: Path) -> None:
    file = tmp_path / "fil.xlsx"
    file.write_bytes(b"PK\x03\x04 nonsense")
    with pytest.raises(Refused) as refused:
        read_apart(file)
    assert refused.value.sentence.sv == "Filen fil.xlsx är skadad och kan inte läsas."
    assert refused.value.sentence.en == "fil.xlsx is damaged and cannot be read."


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="finns inte"):
        read_apart(tmp_path / "ingen.xlsx")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits of this kind")
def test_the_child_cannot_take_more_memory_than_it_may() -> None:
    code = (
        "from riskbild.intake.reading import apart; apart._limit_itself()\n"
        "try:\n    bytearray(apart.MEMORY)\nexcept MemoryError:\n    print('stopped')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "stopped"
