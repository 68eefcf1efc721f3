"""Which deviations a person sees and may change, what of them is masked, and what they are again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from riskbild.audit.actor import Operator
from riskbild.audit.prepared import Prepared
from riskbild.followup.deviating import in_earlier_years
from riskbild.followup.models import Deviation, DeviationMeasure, Report, ReportHolder
from riskbild.followup.queries.seen import masks_of_reports, reads_at, refusal_to_report, stood_in_for, those_held
from riskbild.organisation.access import access_of
from riskbild.organisation.conflict import NOT_FOUND, reached
from riskbild.organisation.limit import limit_of
from riskbild.organisation.permissions import Actor, refusal
from riskbild.organisation.roles import Permission
from riskbild.register.queries.telling import Shown
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class Again:
    """A deviation of an earlier year that one is like: of the same control, or said by somebody to be the same."""

    id: UUID
    year: int
    title: Shown


def deviations_seen_by(by: Actor, today: date) -> QuerySet[Deviation]:
    """Deviations at units that the person reads, and those they found, report or are to do something about."""
    if isinstance(by, Operator):
        return Deviation.objects.all()
    access = access_of(by, today)
    rows = Deviation.objects.filter(municipality_id=by.municipality_id)
    limit = limit_of(by)
    if limit is not None:
        rows = rows.filter(period_id=limit.period_id)
    if access.everywhere(Permission.READ):
        return rows
    held = ReportHolder.objects.filter(
        municipality_id=by.municipality_id, person_id__in=list(stood_in_for(by, today)), report_id=OuterRef("report_id")
    )
    theirs = DeviationMeasure.objects.filter(
        municipality_id=by.municipality_id, person_id=by.pk, deviation_id=OuterRef("pk")
    )
    own = Q(found_by_id=by.pk) | Q(Exists(held)) | Q(Exists(theirs))
    return rows.filter(Q(node_id__in=access.at(Permission.READ)) | own)


def deviation_for(by: Actor, deviation_id: UUID, today: date, *related: str) -> Deviation:
    """One of the deviations that the person sees, with its `related` rows. Raises `Missing`."""
    row = reached(Deviation, by, deviation_id, *related)
    if not sees_deviation(by, row, today):
        raise Missing(NOT_FOUND)
    return row


_ANSWERED_FOR = Prepared(
    lambda: DeviationMeasure.objects.values_list("deviation_id"),
    by=["municipality_id", "deviation_id__in", "person_id"],
)


def sees_deviation(by: Actor, row: Deviation, today: date) -> bool:
    """Whether a deviation of the municipality is one of `deviations_seen_by`; asks only about what is their own."""
    return bool(those_deviations_seen(by, [row], today))


def those_deviations_seen(by: Actor, rows: Sequence[Deviation], today: date) -> set[UUID]:
    """The keys of those of some deviations of the municipality that are among `deviations_seen_by`.

    At most three queries, none where roles tell.
    """
    if isinstance(by, Operator):
        return {row.pk for row in rows}
    limit = limit_of(by)
    inside = [row for row in rows if limit is None or row.period_id == limit.period_id]
    seen = {row.pk for row in inside if reads_at(by, row.node_id, today) or row.found_by_id == by.pk}
    left = frozenset(row.pk for row in inside) - seen
    seen |= {key for (key,) in _ANSWERED_FOR.rows(by.municipality_id, left, by.pk)}
    held = those_held(by, {row.report_id for row in inside if row.report_id and row.pk not in seen}, today)
    return seen | {row.pk for row in inside if row.report_id in held}


def refusal_to_handle(by: Actor, deviation: Deviation, today: date) -> Sentence | None:
    """Why the person may not change a deviation and plan what is done: who edits risks there, or reports it, may."""
    reason = refusal(by, Permission.EDIT_RISK, deviation.node_id, today=today)
    if reason is None or isinstance(by, Operator) or deviation.report is None:
        return reason
    return reason if refusal_to_report(by, deviation.report, today) else None


_KEYED = Prepared(lambda: Deviation.objects.select_related("report"), by=["municipality_id", "id__in"])


def again_of(by: Actor, rows: Sequence[Deviation], today: date) -> dict[UUID, list[Again]]:
    """For each deviation, the earlier ones it is again; titles masked where the earlier one is secret."""
    same = in_earlier_years(rows)
    keys = {key for found in same.values() for _year, key, _title in found}
    keys |= {row.earlier_id for row in rows if row.earlier_id}
    earlier = _KEYED.rows(rows[0].municipality_id, frozenset(keys)) if keys else []
    there = those_deviations_seen(by, earlier, today)
    masks = deviation_masks(by, earlier, today)
    seen = {one.pk: Again(one.pk, one.year, masks.get(one.pk) or one.title) for one in earlier if one.pk in there}
    found: dict[UUID, list[Again]] = {}
    for row in rows:
        wanted = [*([row.earlier_id] if row.earlier_id else []), *(key for _year, key, _title in same.get(row.pk, ()))]
        chain = [seen[key] for key in dict.fromkeys(wanted) if key in seen]
        if chain:
            found[row.pk] = sorted(chain, key=lambda one: -one.year)
    return found


def deviation_masks(by: Actor, rows: Sequence[Deviation], today: date) -> dict[UUID, Sentence]:
    """What stands for every text of a deviation whose report speaks of something secret for the person."""
    reports = {row.pk: row.report for row in rows if row.report is not None}
    masks = masks_of_reports(by, list({one.pk: one for one in reports.values()}.values()), today)
    return {key: next(iter(found.values())) for key, report in reports.items() if (found := masks.get(report.pk))}


def period_name(row: Deviation) -> Sentence | None:
    """The name of the period that it was found in."""
    return Sentence(row.period.name_sv, row.period.name_en) if row.period else None


def control_of(row: Deviation, mask: Sentence | None) -> Shown:
    """What was controlled."""
    report: Report | None = row.report
    return "" if report is None else mask or report.activity or report.risk_words or report.process
