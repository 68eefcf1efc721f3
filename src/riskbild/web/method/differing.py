"""What differs between two drafts of a method, field by field, in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from riskbild.web.method.draft import Draft, flat

_ROW = re.compile(r"(likelihood|impact|level)-(\d+)-(\w+)")
_SQUARE = re.compile(r"square-(\d+)-(\d+)-(score|level)")


@dataclass(frozen=True)
class Difference:
    """One field, with the text that is saved and the text that was typed."""

    label: str
    theirs: str
    mine: str


def differing(theirs: Draft, mine: Draft) -> Sequence[Difference]:
    """The fields whose texts differ, in the order of the form."""
    saved, typed = flat(theirs), flat(mine)
    names = [name for name in {**typed, **saved} if saved.get(name, "") != typed.get(name, "")]
    return [Difference(_label(name), saved.get(name, ""), typed.get(name, "")) for name in names]


def _label(name: str) -> str:
    if row := _ROW.fullmatch(name):
        return f"{_rows()[row[1]]} {int(row[2]) + 1}, {_columns()[row[3]]}"
    if square := _SQUARE.fullmatch(name):
        return _("Ruta %(likelihood)s × %(impact)s, %(column)s") % {
            "likelihood": square[1], "impact": square[2], "column": _columns()[square[3]],
        }  # fmt: skip
    return _plain().get(name, name)


def _rows() -> dict[str, str]:
    return {"likelihood": _("Sannolikhet, steg"), "impact": _("Konsekvens, steg"), "level": _("Risknivå")}


def _columns() -> dict[str, str]:
    return {
        "value": _("värde"),
        "word": _("ord"),
        "criteria": _("kriterier"),
        "start": _("från riskvärde"),
        "symbol": _("symbol"),
        "colour": _("färg"),
        "score": _("riskvärde"),
        "level": _("risknivå"),
    }


def _plain() -> dict[str, str]:
    return {
        "name": _("Namn"),
        "scales": _("Skalor"),
        "threshold": _("Tröskel"),
        "threshold-score": _("Tröskelns riskvärde"),
        "threshold-level": _("Tröskelns risknivå"),
    }
