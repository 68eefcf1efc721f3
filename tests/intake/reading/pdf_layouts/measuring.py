"""How well a drawn document was read: cells, and rows that are wrong without anything that says so."""

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.intake.reading.pdf_layouts.paper import Made
from tests.intake.reading.scoring import cells, paired, score

from riskbild.documents.exchange import ExchangeDocument, ExchangeRow, to_data
from riskbild.intake.reading import read_bytes
from riskbild.rules.finding import Severity
from riskbild.rules.refusal import Refused

UNSURE = 0.8
"""A row with a cell less sure than this is one to look at."""


@dataclass(frozen=True)
class Result:
    """What became of a document. `silent` are wrong rows with no mark, on a document with no warning either."""

    name: str
    layout: str
    kind: str
    producer: str
    filled: int = 0
    exact: int = 0
    spurious: int = 0
    rows: int = 0
    wrong: int = 0
    unmarked: int = 0
    silent: int = 0
    seconds: float = 0.0
    told: tuple[str, ...] = ()
    refused: str = ""


def measured(made: Made, data: bytes, file: str) -> Result:
    """Reads the file and compares it with what was drawn; a refusal or a breakdown reads nothing."""
    started = time.process_time()
    try:
        document = read_bytes(data, file)
    except Refused as refused:
        return _nothing(made, str(refused.sentence))
    except Exception as broken:  # noqa: BLE001 - a reader that breaks down is a result, too
        return _nothing(made, f"{type(broken).__name__}: {broken}")
    took = time.process_time() - started
    plain = to_data(document)
    read = [*plain["rows"], *plain["plan"]]
    filled, exact, spurious, told = score(read, made.rows)
    wrong = list(_wrong(read, made.rows))
    marks = _marked(document)
    unmarked = sum(place is None or not marks[place] for place in wrong)
    warned = any(each.severity is not Severity.INFO and not _of_a_row(each.where) for each in document.findings)
    counts = {"filled": filled, "exact": exact, "spurious": spurious, "rows": len(made.rows), "wrong": len(wrong)}
    silent = 0 if warned else unmarked
    return Result(*_named(made), **counts, unmarked=unmarked, silent=silent, seconds=took, told=tuple(told))


def _named(made: Made) -> tuple[str, str, str, str]:
    return made.name, made.layout, made.kind, made.producer


def _nothing(made: Made, why: str) -> Result:
    filled = sum(len(cells(row)) for row in made.rows)
    return Result(*_named(made), filled=filled, rows=len(made.rows), wrong=len(made.rows), told=(why,), refused=why)


def _wrong(read: Sequence[dict[str, Any]], truth: Sequence[dict[str, Any]]) -> Iterator[int | None]:
    """The place of every read row that differs from its true one or has none; None for a true row that is not read."""
    pairs = paired(read, truth)
    for place, row in enumerate(truth):
        if place not in pairs:
            yield None
        elif cells(read[pairs[place]]) != cells(row):
            yield pairs[place]
    yield from (place for place in range(len(read)) if place not in pairs.values())


def _marked(document: ExchangeDocument) -> list[bool]:
    places = [each.where or "" for each in document.findings if _of_a_row(each.where)]
    return [_is_marked(row, places) for row in (*document.rows, *document.plan)]


def _is_marked(row: ExchangeRow, places: Iterable[str]) -> bool:
    if any(sure < UNSURE for sure in row.confidence.values()):
        return True
    place = row.provenance
    if place is None:
        return True
    named = place.sheet or (f"sida {place.page}" if place.page else f"tabell {place.table}")
    where = re.compile(rf"{re.escape(named)}, rad {place.row}(?!\d)")
    return any(where.match(each) for each in places)


def _of_a_row(where: str | None) -> bool:
    return re.search(r"\brad \d", where or "") is not None


def table(results: Sequence[Result], by: str) -> str:
    """A line for each value of a property ("layout", "producer", "kind"), and one for all."""
    groups: dict[str, list[Result]] = {}
    for each in results:
        groups.setdefault(getattr(each, by), []).append(each)
    head = f"{by:20} files  rows  exact   spurious  wrong rows  unmarked  silent  refused  ms/file"
    return "\n".join([head, *(_line(name, groups[name]) for name in groups), _line("all", results)])


def _line(name: str, results: Sequence[Result]) -> str:
    filled = max(1, sum(each.filled for each in results))
    rows = max(1, sum(each.rows for each in results))
    share = {field: sum(getattr(each, field) for each in results) for field in ("exact", "spurious")}
    ofrows = {field: sum(getattr(each, field) for each in results) / rows for field in ("wrong", "unmarked", "silent")}
    seconds = sum(each.seconds for each in results) / max(1, len(results))
    return (
        f"{name:20} {len(results):5} {rows:5}  {share['exact'] / filled:.4f}  {share['spurious'] / filled:.4f}"
        f"  {ofrows['wrong']:10.4f}  {ofrows['unmarked']:8.4f}  {ofrows['silent']:6.4f}"
        f"  {sum(bool(each.refused) for each in results):7}  {1000 * seconds:7.0f}"
    )
