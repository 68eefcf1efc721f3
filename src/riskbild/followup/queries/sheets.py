"""Many reports as their forms show them at once: everything of a period that one person is to report."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from riskbild.followup.deviating import rules_of_year
from riskbild.followup.models import Occurrence, Report, ReportDraft, ReportHolder
from riskbild.followup.queries.page import (
    DraftSeen,
    HolderSeen,
    OccurrenceSeen,
    ReportPage,
    facts_of,
    form_of,
    refusal_of,
)
from riskbild.followup.queries.seen import masks_of_reports, report_for, reports_seen_by, stood_in_for, with_risk_seen
from riskbild.followup.queries.telling import Earlier, earlier_reports, last_of, last_report
from riskbild.organisation.models import User
from riskbild.organisation.permissions import refusal
from riskbild.organisation.roles import Permission
from riskbild.rules.deviation import SEVERITIES, criterion_of
from riskbild.rules.result import CRITERIA, Result
from riskbild.rules.sentence import Sentence
from riskbild.rules.whose import Way

MOST_AT_ONCE = 40
"""How many forms a page holds."""


@dataclass(frozen=True)
class _Beside:
    """What stands beside the reports, by report."""

    holders: Mapping[UUID, Sequence[HolderSeen]]
    drafts: Mapping[UUID, Sequence[DraftSeen]]
    occurrences: Mapping[UUID, Sequence[Occurrence]]
    last: Mapping[UUID, Earlier]
    masks: Mapping[UUID, Mapping[str, Sentence]]
    people: frozenset[UUID]


def sheets_of(by: User, today: date, report_ids: Sequence[UUID]) -> list[ReportPage]:
    """The reports with these keys that the person sees, in their order; nine queries at most, however many."""
    rows = with_risk_seen(reports_seen_by(by, today), by, today).select_related(
        "period__board_year__method", "period__board", "measure", "reported_by"
    )
    found = {row.pk: row for row in rows.filter(pk__in=list(report_ids)[:MOST_AT_ONCE])}
    reports = [found[key] for key in report_ids if key in found]
    if not reports:
        return []
    last = last_of(reports, earlier_reports(reports))
    beside = _Beside(
        holders=_holders(by, reports), drafts=_drafts(by, reports), occurrences=_occurrences(by, reports),
        last=last, masks=masks_of_reports(by, [*reports, *last.values()], today), people=stood_in_for(by, today),
    )  # fmt: skip
    return [_page(by, row, beside, today) for row in reports]


def _page(by: User, row: Report, beside: _Beside, today: date) -> ReportPage:
    hidden = beside.masks.get(row.pk, {})
    holders, drafts, last = beside.holders.get(row.pk, []), beside.drafts.get(row.pk, []), beside.last.get(row.pk)
    own = bool(beside.people & {one.person_id for one in holders})
    mask = hidden.get("comment")
    return ReportPage(
        **facts_of(row, hidden, today, risk_seen=getattr(row, "risk_seen", False)),
        **form_of(row, hidden),
        occurrences=[
            OccurrenceSeen(one.pk, one.version, one.due, one.done_on, mask if mask and one.note else one.note)
            for one in beside.occurrences.get(row.pk, ())
        ],
        draft=next((one for one in drafts if not one.aside), None),
        aside=[one for one in drafts if one.aside],
        last=last_report(last, beside.masks.get(last.id, {})) if last else None,
        holders=holders,
        refusal=refusal_of(by, row, today, own=own),
        hand_on_refusal=None if own else refusal(by, Permission.EDIT_PLAN, row.node_id, today=today),
    )


def _holders(by: User, reports: Sequence[Report]) -> dict[UUID, list[HolderSeen]]:
    rows = _of(ReportHolder.objects.all(), by, reports).order_by("pk")
    found: dict[UUID, list[HolderSeen]] = defaultdict(list)
    for report_id, person, name, way, *more in rows.values_list(
        "report_id", "person_id", "person__name", "way", "active", "note"
    ):
        found[report_id].append(HolderSeen(person, name, Way(way), *more))
    return found


def _drafts(by: User, reports: Sequence[Report]) -> dict[UUID, list[DraftSeen]]:
    found: dict[UUID, list[DraftSeen]] = defaultdict(list)
    for one in _of(ReportDraft.objects.all(), by, reports).filter(person_id=by.pk).order_by("saved_at", "pk"):
        found[one.report_id].append(DraftSeen(one.pk, one.version, one.texts, one.saved_at, one.aside))
    return found


def _occurrences(by: User, reports: Sequence[Report]) -> dict[UUID, list[Occurrence]]:
    found: dict[UUID, list[Occurrence]] = defaultdict(list)
    for one in _of(Occurrence.objects.all(), by, reports).order_by("due", "pk"):
        found[one.report_id].append(one)
    return found


def _of(rows: QuerySet[Any], by: User, reports: Sequence[Report]) -> QuerySet[Any]:
    return rows.filter(municipality_id=by.municipality_id, report_id__in=[row.pk for row in reports])


def criteria_for(by: User, report_id: UUID, today: date) -> dict[Result, Sentence]:
    """The written criteria of the year that a report is of, for who sees the report; two queries. Raises `Missing`."""
    own = rules_of_year(report_for(by, report_id, today, "period__board_year__method").period.board_year).criteria
    return {result: criterion_of(result, own) if result in SEVERITIES else CRITERIA[result] for result in Result}
