"""Gathers what a workbook for offline work needs out of a board's year, as this person may see and change it."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from riskbild.documents.workbook.base import About, BaseRow
from riskbild.documents.workbook.cells import UNIT
from riskbild.documents.workbook.choices import CHOICES, words_of
from riskbild.documents.workbook.difference import HereRow
from riskbild.documents.workbook.form import ITEM, RISK
from riskbild.files.seal import sealing_key
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, may
from riskbild.organisation.roles import Permission
from riskbild.planning.queries.workbook import item_rows
from riskbild.publishing.publication import Mark, Matrix, Square
from riskbild.publishing.workbook.offline import Offline
from riskbild.register.models import BoardYear
from riskbild.register.queries.units import open_units
from riskbild.register.queries.workbook import risk_rows
from riskbild.register.rules_of import method_of
from riskbild.rules.method import Method
from riskbild.rules.roles import suggested_roles
from riskbild.rules.scale import Scale

_OWN_WORDS = ("category", "heading", "process", "deadline")
_MOST_REPEATED = 40
_DESCRIPTION = "Riskkartan när filen togs ut: sannolikhet uppåt, konsekvens åt höger, antalet risker i varje ruta."


def offline_of(
    by: Actor, year: BoardYear, *, now: datetime, filled: Mapping[str, HereRow] | None = None
) -> Offline | None:
    """What a workbook of the year needs to be filled in offline and read back; None for who may change nothing.

    `filled` are further rows of which cells can be filled in. The year's board and method have been fetched with it.
    """
    today = day_of(now)
    if year.closed:
        return None
    here = {**risk_rows(by, year, today), **item_rows(by, year, today), **(filled or {})}
    rows = {key: BaseRow(row.version, row.cells) for key, row in here.items() if row.cells}
    adds = frozenset(
        kind
        for kind, permission in ((RISK, Permission.EDIT_RISK), (ITEM, Permission.EDIT_PLAN))
        if may(by, permission, year.board_id, today=today)
    )
    if not rows and not adds:
        return None
    method = method_of(year.method)
    units = tuple(open_units(year, today).values())
    return Offline(
        about=About(str(year.board_id), year.board.code, year.year, now.isoformat(timespec="seconds")),
        board=year.board.name, rows=rows, method=method, secret=sealing_key(), words=_words(rows),
        choices={UNIT: units, **{name: tuple(words_of(name)) for name in CHOICES}}, matrix=_matrix(method, rows),
        adds=adds,
    )  # fmt: skip


def _matrix(method: Method, rows: Mapping[str, BaseRow]) -> Matrix | None:
    """The heat map with how many risks stand in each square; None for a method without scales."""
    if method.likelihood is None or method.impact is None:
        return None
    counts = Counter((row.cells.get("likelihood", ""), row.cells.get("impact", "")) for row in rows.values())
    squares = {}
    for one in method.squares():
        count = counts[str(one.likelihood), str(one.impact)]
        mark = Mark(one.level.colour, one.level.symbol, one.level.word) if one.level else None
        texts = (f"{count} {'risk' if count == 1 else 'risker'}",) if count else ()
        squares[one.likelihood, one.impact] = Square(one.score, mark, texts)
    return Matrix("Riskkarta", _DESCRIPTION, _axis(method.likelihood), _axis(method.impact), squares)


def _axis(scale: Scale) -> tuple[tuple[int, str], ...]:
    return tuple((step.value, step.word) for step in scale.steps)


def _words(rows: dict[str, BaseRow]) -> dict[str, tuple[str, ...]]:
    """The words that the board uses already, field by field, where they are few enough to choose among."""
    found = {name: _in(name, rows) for name in _OWN_WORDS}
    words = {name: used for name, used in found.items() if 1 < len(used) <= _MOST_REPEATED}
    cells = (row.cells.get("responsible", "") for row in rows.values())
    roles = {one.role for cell in set(cells) for one in suggested_roles(cell)}
    return words | ({"responsible": tuple(sorted(roles))} if roles else {})


def _in(name: str, rows: dict[str, BaseRow]) -> tuple[str, ...]:
    return tuple(sorted({text for row in rows.values() if (text := row.cells.get(name)) and "\n" not in text}))
