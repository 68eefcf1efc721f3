"""The list as it is drawn: headings that sort, rows in their groups, and what the rows need to be told in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from riskbild.organisation.queries import names_of
from riskbild.register.queries.listing import Group, RiskLine, RiskList, Sort
from riskbild.rules.labels import LABELS
from riskbild.rules.response import Response
from riskbild.rules.sentence import Language, Sentence
from riskbild.web.register.address import ListAddress
from riskbild.web.register.columns import HEADINGS, Column, Heading
from riskbild.web.register.reach import Reach
from riskbild.web.register.rows import ColumnHead, Row, Words, row_of
from riskbild.web.request import SignedInRequest

# Sorted by these, a list begins with the highest or the latest.
_DESCENDING = frozenset({Sort.SCORE, Sort.CHANGED})


@dataclass(frozen=True)
class RowGroup:
    """Rows that stand together under a heading; the only group of a list that is not grouped has none."""

    heading: str | None
    rows: Sequence[Row]


@dataclass(frozen=True)
class Table:
    """One page of the list, ready to be drawn; `risk_address` is what stands before and after the key in an address."""

    heads: Sequence[ColumnHead]
    groups: Sequence[RowGroup]
    risk_address: Sequence[str]


RESPONSES: Mapping[str, Sentence] = {str(member): sentence for member, sentence in LABELS[Response].items()}


def table_of(request: SignedInRequest, address: ListAddress, reach: Reach, found: RiskList) -> Table:
    """The page's table; one query for names where the column of owners is shown, else none."""
    language: Language = "en" if request.LANGUAGE_CODE == "en" else "sv"
    units = {line.node_id: reach.unit_name(line.node_id) for line in found.lines}
    owners = owner_names(request, found.lines) if Column.OWNER in address.columns else {}
    words = Words(language, reach.levels(address.wanted.year), units, RESPONSES, owners)
    heads = [_head(column, HEADINGS[column], address, language) for column in address.columns]
    rows = [row_of(line, heads, words) for line in found.lines]
    groups = _grouped(address.group, rows, words) if address.group else [RowGroup(None, rows)]
    return Table(heads, groups, _risk_address())


def _risk_address() -> list[str]:
    """What stands before and after the key in the address of a risk."""
    anyone = UUID(int=0)
    return reverse("risk", args=[anyone]).split(str(anyone))


def owner_names(request: SignedInRequest, lines: Sequence[RiskLine]) -> Mapping[UUID, str]:
    """The names of the persons who own the risks; one query, or none."""
    ids = {line.owner_id for line in lines if line.owner_id}
    return names_of(request.user.municipality_id, list(ids)) if ids else {}


def _head(column: Column, heading: Heading, address: ListAddress, language: Language) -> ColumnHead:
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


def _grouped(group: Group, rows: Sequence[Row], words: Words) -> list[RowGroup]:
    def key(row: Row) -> str:
        line = row.line
        if group is Group.UNIT:
            return words.units[line.node_id]
        if group is Group.LEVEL:
            level = words.levels.get((line.board_id, line.level))
            return f"{level.symbol} {level.word}" if level else ""
        if group is Group.RESPONSE:
            return words.say(RESPONSES.get(line.response, ""))
        return words.say(line.texts[group.value])

    return [RowGroup(heading or _nothing(group), list(one)) for heading, one in groupby(rows, key)]


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
