"""The rows of a risk profile in words: where each comes from, and what has happened to it since last year."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _

from riskbild.planning.queries.profiles import ProfileRow, ProfileSeen
from riskbild.planning.terms import PROFILE_ORIGIN_LABELS, ProfileOrigin
from riskbild.register.fields import FIELD_LABELS
from riskbild.rules.labels import LABELS
from riskbild.rules.response import Response
from riskbild.rules.sentence import Sentence
from riskbild.rules.year_difference import RowChange
from riskbild.web.address import addresses
from riskbild.web.forms.attempt import said

TONES: Mapping[RowChange, tuple[str, str]] = {
    RowChange.NEW: ("info", "plus"),
    RowChange.CHANGED: ("warning", "edit"),
    RowChange.UNCHANGED: ("", ""),
    RowChange.GONE: ("", "close"),
}
"""How each change looks as a tag: tone and icon."""


@dataclass(frozen=True)
class Line:
    """One row: its number in the profile, where it comes from, its response, and what is different since last year.

    `href` is the risk's page, `respond` where it is responded to, both empty where there is nobody to do it.
    """

    number: int
    row: ProfileRow
    href: str
    respond: str
    title: str
    origin: str
    response: str
    changes: Sequence[str]


@dataclass(frozen=True)
class Group:
    """Rows that stand together under a heading, empty for those under none."""

    heading: str
    lines: Sequence[Line]


def groups_of(seen: ProfileSeen, units: Mapping[UUID, str], responds: Collection[UUID]) -> list[Group]:
    """The rows in their order; a heading that comes back later begins a group of its own.

    `responds` are the units whose risks the person may respond to.
    """
    risk_page, respond_page = addresses("risk"), addresses("profile_respond", seen.year.id)
    words = {response: said(label) for response, label in LABELS[Response].items()} | {"": ""}
    lines = [
        Line(
            number=number, row=row, href=risk_page(row.risk.id),
            respond=respond_page(row.risk.id) if row.risk.node_id in responds else "",
            title=row.risk.title if isinstance(row.risk.title, str) else said(row.risk.title),
            origin=origin_of(row, units), response=words[row.response], changes=list(_changes(row)),
        )
        for number, row in enumerate(seen.rows, 1)
    ]  # fmt: skip
    return [Group(heading, list(found)) for heading, found in groupby(lines, key=lambda line: line.row.group)]


def counts_of(seen: ProfileSeen) -> list[tuple[str, int]]:
    """How many rows are new, changed, unchanged and gone; those there are."""
    counts = {change: sum(row.change is change for row in seen.rows) for change in RowChange}
    counts[RowChange.GONE] = len(seen.gone)
    words = {
        RowChange.NEW: _("nya"), RowChange.CHANGED: _("ändrade"), RowChange.UNCHANGED: _("oförändrade"),
        RowChange.GONE: _("borta"),
    }  # fmt: skip
    return [(words[change], count) for change, count in counts.items() if count]


def origin_of(row: ProfileRow, units: Mapping[UUID, str]) -> str:
    """Where the risk comes from; who nominated it is "ej angiven" where no document says so."""
    if row.origin is ProfileOrigin.NOMINATED or row.origin is ProfileOrigin.NOT_STATED:
        unit = units.get(row.from_node_id, "") if row.from_node_id else ""
        return _("Nominerad av %(unit)s") % {"unit": unit or _("ej angiven")}
    return said(PROFILE_ORIGIN_LABELS[row.origin]) if row.origin is not ProfileOrigin.CHOSEN else ""


def response_of(response: str) -> Sentence | None:
    """The response's word, none where nobody has decided."""
    return LABELS[Response].get(Response(response)) if response else None


def _changes(row: ProfileRow) -> Iterable[str]:
    if row.change is RowChange.UNCHANGED and row.years > 1:
        yield _("%(years)s år i rad") % {"years": row.years}
    for name, (before, after) in row.changed.items():
        yield _change(name, before, after)


def _change(name: str, before: object, after: object) -> str:
    if name in _NUMBERS:
        values = {"name": _NUMBERS[name](), "before": _shown(before), "after": _shown(after)}
        return _("%(name)s %(before)s → %(after)s") % values
    if name == "response":
        words = [said(label) if (label := response_of(str(each or ""))) else "–" for each in (before, after)]
        return _("ställningstagande %(before)s → %(after)s") % {"before": words[0].lower(), "after": words[1].lower()}
    text = _("lydelse") if name == "title" else said(FIELD_LABELS[name]).lower()
    return _("ny %(text)s") % {"text": text}


def _shown(value: object) -> str:
    return "–" if value is None else str(value)


_NUMBERS = {
    "score": lambda: _("riskvärde"), "likelihood": lambda: _("sannolikhet"), "impact": lambda: _("konsekvens")
}  # fmt: skip
