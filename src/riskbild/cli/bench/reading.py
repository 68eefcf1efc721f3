"""The figures of reading: how exactly files are read by kind of file, what a file costs, warm and from a cold start."""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from statistics import median
from typing import Any

from riskbild.documents.exchange import CONTROL_TEXTS, ROW_FIELDS, to_data
from riskbild.documents.labels import ROW_LABELS
from riskbild.intake.reading import read
from riskbild.publishing.sheet import Book, Column, Sheet
from riskbild.publishing.spreadsheet import draw
from riskbild.rules.refusal import Refused

type Row = Mapping[str, Any]

_TRUTH = ".truth.json"
_ALIKE = 0.25


def measure(folder: Path | None, pdf: Path | None) -> dict[str, Any]:
    """Figures for each kind of file in `folder`, and for one long PDF.

    A file NAME in the folder stands beside NAME.truth.json, which says what it holds. Without a folder the example
    documents that come with the program are drawn as Excel files and read back.
    """
    with tempfile.TemporaryDirectory(prefix="riskbild-bench-") as made:
        files = _files(folder) if folder is not None else _drawn(Path(made))
        groups: dict[str, list[Path]] = {}
        for file in files:
            groups.setdefault(file.suffix.lstrip(".").lower(), []).append(file)
        figures: dict[str, Any] = {f"read_{kind}": _group(group) for kind, group in sorted(groups.items())}
        if files:
            figures["cold_start_ms"] = _cold(files[0])
    if pdf is not None:
        figures["long_pdf"] = _apart(pdf)
    return figures


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.with_name(path.name + _TRUTH).is_file())


def _drawn(folder: Path) -> list[Path]:
    """The example documents as Excel files, each with what it holds."""
    found = []
    for case in sorted(resources.files("riskbild.cli").joinpath("cases").iterdir(), key=lambda path: path.name):
        if re.match(r"\d{3}-", case.name):
            rows = json.loads(case.read_bytes())["rows"]
            if any(row.get("controls") for row in rows):
                continue  # several controls a risk are no plain table
            file = folder / f"{case.name.removesuffix('.json')}.xlsx"
            names = [n for n in ROW_FIELDS if n in ROW_LABELS and any(row.get(n) not in (None, "") for row in rows)]
            columns = tuple(Column(ROW_LABELS[name].text("sv")) for name in names)
            sheet = Sheet("Risker", columns, [[row.get(name) for name in names] for row in rows])
            file.write_bytes(draw(Book(file.stem, (sheet,), datetime(2026, 1, 1, tzinfo=UTC))))
            truth = {"rows": [{name: row.get(name) for name in names} for row in rows]}
            file.with_name(file.name + _TRUTH).write_text(json.dumps(truth), encoding="utf-8")
            found.append(file)
    return found


def _group(files: Sequence[Path]) -> dict[str, Any]:
    """How exactly the files of one kind are read, and the CPU time of a file and a page in a warm process."""
    filled = exact = spurious = pages = 0
    taken: list[float] = []
    for file in files:
        truth = json.loads(file.with_name(file.name + _TRUTH).read_bytes())
        try:
            document = read(file)
            start = time.process_time()
            read(file)
        except Refused:
            filled += sum(len(_cells(row)) for row in truth["rows"])
            continue
        taken.append((time.process_time() - start) * 1000)
        pages += document.source.pages or 0
        data = to_data(document)
        for part in ("rows", "plan"):
            counts = score(data[part], truth.get(part) or [])
            filled, exact, spurious = filled + counts[0], exact + counts[1], spurious + counts[2]
    return {
        "files": len(files),
        "exact": round(exact / max(filled, 1), 4),
        "spurious": round(spurious / max(filled, 1), 4),
        "cpu_ms_a_file": round(median(taken), 1) if taken else 0.0,
        "cpu_ms_a_page": round(sum(taken) / pages, 1) if pages else None,
    }


def score(got: Sequence[Row], truth: Sequence[Row]) -> tuple[int, int, int]:
    """Cells that the truth fills, those of them read exactly, and those read that the truth leaves empty."""
    pairs = dict(_pairs(got, truth))
    filled = exact = spurious = 0
    for place, row in enumerate(truth):
        want, mine = _cells(row), _cells(got[pairs[place]]) if place in pairs else {}
        filled += len(want)
        exact += sum(mine.get(name) == value for name, value in want.items())
        spurious += len(mine.keys() - want.keys())
    spurious += sum(len(_cells(row)) for place, row in enumerate(got) if place not in pairs.values())
    return filled, exact, spurious


def _cells(row: Row) -> dict[str, Any]:
    """A row's filled cells by name, its controls' too, white space folded."""
    found = {name: _folded(row.get(name)) for name in ROW_FIELDS if name != "controls"}
    for place, control in enumerate(row.get("controls") or ()):
        found |= {f"controls[{place}].{name}": _folded(control.get(name)) for name in CONTROL_TEXTS}
        status = control.get("status") or {}
        found |= {f"controls[{place}].status.{period}": _folded(text) for period, text in status.items()}
    return {name: value for name, value in found.items() if value is not None}


def _folded(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else " ".join(str(value).split()) or None


def _pairs(got: Sequence[Row], truth: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Which read row is which true one: the likest by their longer words first, each once."""
    mine, theirs = ([set(re.findall(r"\w{4,}", str(_cells(row)).lower())) for row in rows] for rows in (got, truth))
    likeness = [
        (2 * len(a & b) / (len(a) + len(b)) - abs(i - j) * 1e-4, i, j)
        for i, a in enumerate(theirs)
        for j, b in enumerate(mine)
        if a and b
    ]
    left, right = set[int](), set[int]()
    for alike, i, j in sorted(likeness, reverse=True):
        if alike >= _ALIKE and i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j


_COLD = "import sys; from riskbild.intake.reading import read; read(sys.argv[1])"
_MEASURED = """
import json, resource, sys, time
from riskbild.intake.reading import read
start = time.process_time()
document = read(sys.argv[1])
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
taken = time.process_time() - start
print(json.dumps({"pages": document.source.pages, "cpu_s": round(taken, 1), "memory_mb": round(used, 1)}))
"""


def _cold(file: Path) -> float:
    """Milliseconds by the clock from nothing to a file that is read, in a process of its own."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", _COLD, str(file)], check=True)  # noqa: S603 - our own program
    return round((time.perf_counter() - start) * 1000, 1)


def _apart(pdf: Path) -> dict[str, Any]:
    """Pages, CPU seconds and peak memory of one long file, in a process of its own."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", _MEASURED, str(pdf)], check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found
