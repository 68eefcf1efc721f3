"""A board's year made ready for the checks: its risks as rows of one document, and what is known around them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from riskbild.audit.single import single
from riskbild.checks.setting import Setting
from riskbild.documents.exchange import WHOLE_ROW, DocumentKind, ExchangeDocument, ExchangeRow, Source
from riskbild.documents.profile import Profile
from riskbild.organisation.conflict import reached
from riskbild.organisation.permissions import Actor, refusal
from riskbild.organisation.roles import Permission
from riskbild.register.cells import row_of
from riskbild.register.models import BoardYear, Risk, SecrecyMark
from riskbild.register.queries.documents import documents_with_texts
from riskbild.register.queries.seen import masks_for, risks_seen_by
from riskbild.rules.refusal import Missing

_YEARS_BACK = 2


@dataclass(frozen=True)
class CheckableRisk:
    """The risk behind a row: its key and version, and the unit it belongs to."""

    id: UUID
    version: int
    node_id: UUID


@dataclass(frozen=True)
class Checkable:
    """A document whose row n is the risk n of `risks`, with the setting to check it in."""

    document: ExchangeDocument
    risks: Sequence[CheckableRisk]
    setting: Setting


@dataclass(frozen=True)
class YearState:
    """What changes whenever a year or one of its risks does: every save adds one to a version."""

    version: int
    method_id: UUID
    risks: int
    versions: int


def checkable_year(by: Actor, board_year_id: UUID, today: date) -> Checkable:
    """The risks of a year that this person sees, but for the archived; secret cells are left out and marked as such.

    Raises `Missing` for a year of another municipality.
    """
    year = reached(BoardYear, by, board_year_id, "method", "board")
    return _checkable(
        by, year, list(_seen(by, year, today).order_by("position", "pk")), today, setting_of(by, year, today)
    )


def checkable_risk(by: Actor, risk_id: UUID, today: date) -> Checkable:
    """One risk alone. Raises `Missing` for one that this person does not see."""
    risk = single(risks_seen_by(by, today).select_related("board_year__method").filter(pk=risk_id, archived=False))
    if risk is None:
        raise Missing
    year = risk.board_year
    return _checkable(by, year, [risk], today, Setting(profile_of(year), year.year))


def checkable_texts(by: Actor, board_year_id: UUID, today: date) -> list[ExchangeDocument]:
    """The year's documents that say something outside their tables, for who reads everything that the texts tell of.

    Nobody else is given any: the numbers would seem to be wrong. Raises `Missing` as `checkable_year`.
    """
    year = reached(BoardYear, by, board_year_id, "method", "board")
    if refusal(by, Permission.READ, year.board_id, today=today):
        return []
    told = documents_with_texts(by, year, today)
    if refusal(by, Permission.READ_SECRET, year.board_id, today=today) is None:
        return told
    return [one for one in told if not any(row.secrecy for row in one.rows)]


def state_of(by: Actor, board_year_id: UUID, today: date) -> YearState:
    """The state of a year as this person sees it; two queries. Raises `Missing`."""
    year = reached(BoardYear, by, board_year_id, "method", "board")
    found = _seen(by, year, today).aggregate(count=Count("pk"), versions=Sum("version"))
    return YearState(year.version, year.method_id, found["count"], found["versions"] or 0)


def setting_of(by: Actor, year: BoardYear, today: date) -> Setting:
    """The year's method and form, and what earlier years' plans were about."""
    earlier = BoardYear.objects.filter(
        municipality_id=year.municipality_id,
        board_id=year.board_id,
        year__lt=year.year,
        year__gte=year.year - _YEARS_BACK,
    )
    areas: dict[int, dict[str, None]] = defaultdict(dict)
    rows = risks_seen_by(by, today).filter(municipality_id=year.municipality_id, board_year__in=earlier, archived=False)
    named = rows.filter(in_plan=True, secret=False).order_by("year", "position", "pk")
    for number, process, title in named.values_list("year", "process", "title"):
        areas[number][process or title] = None
    return Setting(profile_of(year), year.year, earlier_areas={number: tuple(found) for number, found in areas.items()})


def profile_of(year: BoardYear) -> Profile:
    """How the year's form is to be understood; a method made on screen has no more than the method."""
    return Profile.from_data(year.method.profile)


def _seen(by: Actor, year: BoardYear, today: date) -> QuerySet[Risk]:
    rows = risks_seen_by(by, today)
    return rows.filter(municipality_id=year.municipality_id, board_year=year, archived=False)


def _checkable(by: Actor, year: BoardYear, risks: list[Risk], today: date, setting: Setting) -> Checkable:
    marks: dict[UUID, list[SecrecyMark]] = defaultdict(list)
    for mark in SecrecyMark.objects.filter(
        municipality_id=year.municipality_id, risk_id__in=[risk.pk for risk in risks]
    ):
        marks[mark.risk_id].append(mark)
    masks = masks_for(by, risks, today)
    rows = tuple(_without(row_of(risk, marks[risk.pk]), masks.get(risk.pk, {})) for risk in risks)
    document = ExchangeDocument(source=Source("riskbild"), kind=DocumentKind.RISK_LIST, year=year.year, rows=rows)
    return Checkable(document, [CheckableRisk(risk.pk, risk.version, risk.node_id) for risk in risks], setting)


def _without(row: ExchangeRow, masks: Mapping[str, object]) -> ExchangeRow:
    names = {"response" if name == "response_text" else name for name in masks}
    emptied: dict[str, Any] = {name: None for name in names if hasattr(row, name)}
    if masks and WHOLE_ROW in row.secrecy:
        emptied["controls"] = ()
    return replace(row, **emptied)
