"""The command: draws the documents of some seeds, keeps them in a folder, reads them and prints how well."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.intake.reading.pdf_layouts.layouts import CLASSES
from tests.intake.reading.pdf_layouts.measuring import Result, measured, table
from tests.intake.reading.pdf_layouts.paper import Made
from tests.intake.reading.pdf_layouts.producers import PRODUCERS, drawn, made

_TOGETHER = 60
"""So many documents are drawn before they are read, so that none waits long and a producer starts seldom."""


def main(words: Sequence[str]) -> int:
    """Does what the command line asks; 0."""
    asked = _asked(words)
    first, _, last = asked.seeds.partition("-")
    papers = [made(seed) for seed in range(int(first), int(last or first) + 1)]
    papers = [each.by(asked.producer or each.producer) for each in papers]
    papers = [each for each in papers if not asked.classes or each.layout in asked.classes]
    if asked.out:
        asked.out.mkdir(parents=True, exist_ok=True)
    files = _kept(drawn_by_turns(papers), asked.out)
    if not asked.score:
        return 0 * sum(1 for _ in files)
    results = list(read_all(files, asked.processes))
    for by in ("layout", "producer", "kind"):
        sys.stdout.write(f"{table(results, by)}\n\n")
    if asked.show:
        told = [f"{each.name}: {line}\n" for each in results for line in each.told[:6]]
        sys.stdout.write("".join(told))
    return 0


def _asked(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.intake.reading.pdf_layouts", description=__doc__)
    parser.add_argument("--seeds", default="0-99", help="the first and the last seed, as 0-99")
    parser.add_argument("--out", type=Path, help="a folder for the files and what stands in them")
    parser.add_argument("--score", action="store_true", help="read them, and say how well")
    parser.add_argument("--show", action="store_true", help="with --score: show what was read otherwise")
    parser.add_argument("--classes", nargs="*", choices=list(CLASSES), help="only these classes of layout")
    parser.add_argument("--producer", choices=list(PRODUCERS), help="let this producer draw all of them")
    parser.add_argument("--processes", type=int, default=2, help="how many read at the same time")
    return parser.parse_args(words)


def drawn_by_turns(papers: Sequence[Made]) -> Iterator[tuple[Made, bytes]]:
    """The documents with their files, some at a time."""
    for start in range(0, len(papers), _TOGETHER):
        yield from drawn(papers[start : start + _TOGETHER])


def read_all(files: Iterable[tuple[Made, bytes]], processes: int = 2) -> Iterator[Result]:
    """What became of each document, read in processes of low priority."""
    # A copy of this process would keep the pipes of a browser open that it has started for drawing.
    fresh = get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=fresh, initializer=os.nice, initargs=(10,)) as pool:
        waiting: list[Future[Result]] = [pool.submit(measured, each, data, f"{each.name}.pdf") for each, data in files]
        for future in waiting:
            yield future.result()


def _kept(files: Iterable[tuple[Made, bytes]], folder: Path | None) -> Iterator[tuple[Made, bytes]]:
    for each, data in files:
        if folder is not None:
            (folder / f"{each.name}.pdf").write_bytes(data)
            truth = {"layout": each.layout, "kind": each.kind, "producer": each.producer, "rows": each.rows}
            told = json.dumps(truth, ensure_ascii=False, indent=1)
            (folder / f"{each.name}.pdf.truth.json").write_text(told, encoding="utf-8")
        yield each, data
