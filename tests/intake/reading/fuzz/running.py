"""The command: fuzzes one reader for so long, led by coverage where atheris is installed, else by chance."""

import argparse
import importlib.util
import random
import sys
import tempfile
import time
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.intake.reading.fuzz.mutating import changed

READERS: Final = ("xlsx", "docx", "text", "pdf", "ods", "xls", "json")
LARGEST: Final = 400_000


def main(words: Sequence[str]) -> int:
    """Does what the command line asks; 0 if no fault was found, else it ends with the fault and keeps the file."""
    parser = argparse.ArgumentParser(prog="python -m tests.intake.reading.fuzz", description=__doc__)
    parser.add_argument("reader", choices=READERS)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir()), help="the folder for a file at fault")
    parser.add_argument("--by-chance", action="store_true", help="without atheris, even if it is installed")
    asked = parser.parse_args(words)
    asked.kept.mkdir(parents=True, exist_ok=True)
    if asked.by_chance or importlib.util.find_spec("atheris") is None:
        count = by_chance(asked.reader, asked.seed, kept=asked.kept, seconds=asked.seconds)
        sys.stdout.write(f"{asked.reader}: {count} files, no fault\n")
        return 0
    return _led_by_coverage(asked.reader, asked.seconds, asked.seed, asked.kept)


def by_chance(
    reader: str, seed: int, *, kept: Path | None = None, seconds: float | None = None, count: int = sys.maxsize
) -> int:
    """Changes good files by chance and reads them, until the time or the number is reached; how many were read."""
    from tests.intake.reading.fuzz.corpus import CORPORA
    from tests.intake.reading.fuzz.targets import TARGETS

    chance, good, target = random.Random(seed), list(CORPORA[reader]()), TARGETS[reader]
    until = None if seconds is None else time.monotonic() + seconds
    for number in range(count):
        if until is not None and time.monotonic() > until:
            return number
        data = changed(chance, chance.choice(good), good)[:LARGEST]
        try:
            target(data)
        except BaseException:
            if kept is not None:
                (kept / f"fault-{reader}-{seed}-{number}").write_bytes(data)
            raise
    return count


def _led_by_coverage(reader: str, seconds: int, seed: int, kept: Path) -> int:
    import atheris

    with (
        atheris.instrument_imports(include=["riskbild.intake.reading", "riskbild.documents"]),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        from tests.intake.reading.fuzz.corpus import CORPORA
        from tests.intake.reading.fuzz.targets import TARGETS

    good = list(CORPORA[reader]())

    def mutated(data: bytes, largest: int, number: int) -> bytes:
        return changed(random.Random(number), data or good[0], good)[:largest]

    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(good):
            (Path(folder) / str(number)).write_bytes(data)
        options = [f"-max_total_time={seconds}", f"-seed={seed}", f"-max_len={LARGEST}", "-rss_limit_mb=2048"]
        options += [f"-artifact_prefix={kept}/fault-{reader}-", "-print_final_stats=1", "-timeout=60"]
        atheris.Setup([sys.argv[0], *options, folder], TARGETS[reader], custom_mutator=mutated)
        atheris.Fuzz()
    return 0
