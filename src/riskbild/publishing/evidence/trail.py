"""The trail in an evidence package: the municipality's whole chain, and the texts of what happened to this year."""

import json
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from riskbild.audit.models import AuditEvent, AuditText
from riskbild.followup.models import BoardReport, Deviation, FollowUpPeriod, Report, Sample
from riskbild.oversight.models import ConsolidatedReport
from riskbild.planning.models import Plan, PlanItem, RiskProfile, Workshop
from riskbild.publishing.evidence.files import proofs_of_year
from riskbild.register.models import BoardYear, ImportedDocument, Measure, Risk

_BATCH: Final = 500
_COLUMNS: Final = (
    "id", "municipality_id", "seq", "at", "name", "actor_kind", "actor_id", "subject_type", "subject_id", "digest",
    "previous", "hash",
)  # fmt: skip


def chain_lines(municipality_id: UUID) -> Iterator[bytes]:
    """Every event of the chain from the first, a line of JSON each, without texts: it proves that none is missing.

    The columns are those that `audit.chain.link_of` binds, so that whoever has the file can compute every link anew.
    """
    events = AuditEvent.objects.filter(municipality_id=municipality_id).order_by("seq")
    for event in events.values(*_COLUMNS).iterator(chunk_size=_BATCH):
        yield _line(event | {"at": event["at"].isoformat(timespec="microseconds")})


def text_lines(year: BoardYear, also: Iterable[UUID] = ()) -> Iterator[bytes]:
    """The texts of every event of the year, with the salt of their digest; erased ones are told as such.

    `also` are keys of what belongs to the year beyond what stands below it here, such as the files that came in.
    """
    subjects = _subjects(year).union(also)
    events = AuditEvent.objects.filter(municipality_id=year.municipality_id).order_by("seq")
    wanted = (
        event
        for event in events.only("id", "seq", "subject_id").iterator(chunk_size=_BATCH)
        if event.subject_id in subjects
    )
    for batch in batched(wanted, _BATCH):
        texts = AuditText.objects.filter(municipality_id=year.municipality_id).in_bulk([event.pk for event in batch])
        for event in batch:
            text = texts.get(event.pk)
            if text is not None:
                yield _line(
                    {
                        "event": event.pk, "seq": event.seq, "salt": text.salt, "actor_name": text.actor_name,
                        "before": text.before, "after": text.after, "erased": text.erased,
                    }
                )  # fmt: skip


def consolidated_reports(year: BoardYear) -> QuerySet[ConsolidatedReport]:
    """The executive board's reports of every board, where the year is the executive board's."""
    mine = ConsolidatedReport.objects.filter(municipality_id=year.municipality_id, board_id=year.board_id)
    return mine.filter(year=year.year).defer("content").order_by("number")


def _subjects(year: BoardYear) -> set[UUID]:
    """The keys of everything that events of the year happened to."""
    mine: dict[str, Any] = {"municipality_id": year.municipality_id}
    of_year = [
        model.objects.filter(**mine, board_year=year).values_list("pk", flat=True)
        for model in (Risk, Plan, RiskProfile, Workshop, FollowUpPeriod, Deviation, BoardReport, ImportedDocument)
    ]
    reports = Report.objects.filter(**mine, period__municipality_id=year.municipality_id, period__board_year=year)
    below = [
        PlanItem.objects.filter(**mine, plan__municipality_id=year.municipality_id, plan__board_year=year),
        Measure.objects.filter(**mine, risk__municipality_id=year.municipality_id, risk__board_year=year),
        reports,
        Sample.objects.filter(**mine, report__in=reports.values("pk")),
        proofs_of_year(year),
        consolidated_reports(year),
    ]
    keys = {year.pk, year.board_id, year.method_id}
    keys.update(key for rows in of_year for key in rows)
    return keys.union(*(rows.values_list("pk", flat=True) for rows in below))


def _line(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, default=str, sort_keys=True).encode() + b"\n"
