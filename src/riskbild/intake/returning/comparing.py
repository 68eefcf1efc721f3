"""A workbook that has come back beside the register as it is now, for one person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from riskbild.documents.workbook.base import unpack
from riskbild.documents.workbook.difference import Difference, HereRow, Kind, compare
from riskbild.documents.workbook.form import MEASURE, REPORT
from riskbild.documents.workbook.returned import Returned
from riskbild.files.seal import known_keys
from riskbild.followup.queries.workbook import measures_to_fill, reports_to_fill
from riskbild.intake.returning.fitting import fitting
from riskbild.organisation.models import Node
from riskbild.organisation.permissions import Actor
from riskbild.planning.queries.workbook import item_rows
from riskbild.register.models import BoardYear
from riskbild.register.queries.units import unit_names
from riskbild.register.queries.workbook import risk_rows
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

ADDED = "added"
"""Under this name an outcome keeps which rows of the file have been added."""


@dataclass(frozen=True)
class Compared:
    """A workbook's difference, and the rows of the register that it was compared with."""

    difference: Difference
    here: Mapping[str, HereRow]


def compared(by: Actor, year: BoardYear, returned: Returned, outcome: Mapping[str, Any], today: date) -> Compared:
    """What differs; rows that have been added already are no longer new."""
    here = {**risk_rows(by, year, today), **item_rows(by, year, today), **_filled_in(by, year, returned, today)}
    difference = compare(unpack(returned.packed, known_keys()), here, returned.rows, returned.kinds)
    added = set(outcome.get(ADDED, ()))
    rows = (row for row in difference.rows if row.kind is not Kind.NEW or row.name not in added)
    units = frozenset(unit_names(year, today).values())
    return Compared(replace(difference, rows=tuple(fitting(row, here, units) for row in rows)), here)


def _filled_in(by: Actor, year: BoardYear, returned: Returned, today: date) -> dict[str, HereRow]:
    """The measures and reports, where the file has sheets for them."""
    measures = measures_to_fill(by, year, today) if MEASURE in returned.kinds else {}
    reports = reports_to_fill(by, year, today) if REPORT in returned.kinds else {}
    return {key: one.here for key, one in (*measures.items(), *reports.items())}


def check_belongs(returned: Returned, board: Node, year: int) -> None:
    """Raises `Refused` for a workbook of another board or year."""
    about = returned.packed.about
    if about.board != str(board.pk) or about.year != year:
        raise Refused(_ELSEWHERE.format(code=about.code or "?", year=about.year, here=f"{board.code} {year}"))


_ELSEWHERE = Sentence(
    sv="Arbetsboken är uttagen för {code} {year} och kan inte läsas in i {here}.",
    en="The workbook was drawn for {code} {year} and cannot be taken into {here}.",
)
