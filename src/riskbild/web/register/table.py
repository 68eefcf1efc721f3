"""The list as it is drawn: headings that sort, rows in their groups, and what the rows need to be told in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from riskbild.organisation.queries import names_of
from riskbild.register.queries.listing import Group, RiskLine, RiskList, Sort
from riskbild.rules.labels import LABELS
from riskbild.rules.method import Level
from riskbild.rules.response import Response
from riskbild.rules.sentence import Sentence
from riskbild.web.register.address import ListAddress
from riskbild.web.register.columns import HEADINGS, Column, Heading
from riskbild.web.register.reach import Reach
from riskbild.web.request import SignedInRequest

# Sorted by these, a list begins with the highest or the latest.
_DESCENDING = frozenset({Sort.SCORE, Sort.CHANGED})


@dataclass(frozen=True)
class ColumnHead:
    """A column as drawn, its label in the page's language; `href` sorts by it, `direction` is how it does now.

    `cell` and `blank` are the attributes of a cell with something and with nothing in it; made once, since there are
    hundreds.
    """

    column: Column
    label: str
    kind: str
    number: bool
    cell: SafeString
    blank: SafeString
    href: str = ""
    direction: str = ""


@dataclass(frozen=True)
class RowGroup:
    """Rows that stand together under a heading; the only group of a list that is not grouped has none."""

    heading: str | Sentence | None
    lines: Sequence[RiskLine]


@dataclass(frozen=True)
class Table:
    """One page of the list, ready to be drawn; `levels` by board and key, `units` and `owners` by key.

    `risk_address` is what stands before and after the key in a risk's address.
    """

    heads: Sequence[ColumnHead]
    groups: Sequence[RowGroup]
    levels: Mapping[tuple[UUID, str], Level]
    units: Mapping[UUID, str]
    responses: Mapping[str, Sentence]
    owners: Mapping[UUID, str]
    risk_address: Sequence[str]


RESPONSES: Mapping[str, Sentence] = {str(member): sentence for member, sentence in LABELS[Response].items()}


def table_of(request: SignedInRequest, address: ListAddress, reach: Reach, found: RiskList) -> Table:
    """The page's table; one query for names where the column of owners is shown, else none."""
    levels = reach.levels(address.wanted.year)
    units = {line.node_id: reach.unit_name(line.node_id) for line in found.lines}
    owners = owner_names(request, found.lines) if Column.OWNER in address.columns else {}
    groups = [RowGroup(None, found.lines)]
    if address.group:
        groups = _grouped(address.group, found.lines, levels, units)
    heads = [_head(column, HEADINGS[column], address, request.LANGUAGE_CODE) for column in address.columns]
    return Table(heads, groups, levels, units, RESPONSES, owners, _risk_address())


def _risk_address() -> list[str]:
    """What stands before and after the key in the address of a risk."""
    anyone = UUID(int=0)
    return reverse("risk", args=[anyone]).split(str(anyone))


def owner_names(request: SignedInRequest, lines: Sequence[RiskLine]) -> Mapping[UUID, str]:
    """The names of the persons who own the risks; one query, or none."""
    ids = {line.owner_id for line in lines if line.owner_id}
    return names_of(request.user.municipality_id, list(ids)) if ids else {}


def _head(column: Column, heading: Heading, address: ListAddress, language: str) -> ColumnHead:
    look = _look(column, heading.short.text(language), heading)
    if heading.sort is None:
        return look
    now = heading.sort is address.sort
    turned = now and not address.reverse
    href = address.query(sort=heading.sort if heading.sort is not Sort.SCORE else None, reverse="1" if turned else None)
    descending = (heading.sort in _DESCENDING) != address.reverse
    direction = "descending" if descending else "ascending"
    return replace(look, href=href, direction=direction if now else "")


def _look(column: Column, label: str, heading: Heading) -> ColumnHead:
    classes = "rb-number" if heading.number else "rb-nowrap" if heading.kind == "day" else ""
    cell = format_html('data-label="{}" class="{}"', label, classes)
    blank = format_html('data-label="{}" class="{} rb-blank"', label, classes)
    return ColumnHead(column, label, heading.kind, heading.number, cell, blank)


def _grouped(
    group: Group, lines: Sequence[RiskLine], levels: Mapping[tuple[UUID, str], Level], units: Mapping[UUID, str]
) -> list[RowGroup]:
    def key(line: RiskLine) -> str | Sentence:
        if group is Group.UNIT:
            return units[line.node_id]
        if group is Group.LEVEL:
            level = levels.get((line.board_id, line.level))
            return f"{level.symbol} {level.word}" if level else ""
        if group is Group.RESPONSE:
            return RESPONSES.get(line.response, "")
        return line.texts[group.value]

    return [RowGroup(heading or _nothing(group), list(rows)) for heading, rows in groupby(lines, key)]


def _nothing(group: Group) -> str:
    empty = {
        Group.LEVEL: _("Utan risknivå"),
        Group.RESPONSE: _("Inget ställningstagande"),
        Group.PROCESS: _("Ingen process angiven"),
        Group.HEADING: _("Inget riskområde angivet"),
        Group.CATEGORY: _("Ingen kategori angiven"),
        Group.UNIT: _("Enhet som inte längre finns"),
    }
    return empty[group]
