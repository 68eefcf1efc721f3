"""Which reports a person sees, which they may give, and which of their texts are masked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from riskbild.audit.actor import Operator
from riskbild.audit.prepared import Prepared
from riskbild.followup.models import Report, ReportHolder, StandIn
from riskbild.organisation.access import access_of
from riskbild.organisation.conflict import NOT_FOUND, reached
from riskbild.organisation.limit import limit_of
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor, refusal
from riskbild.organisation.roles import Permission
from riskbild.register.models import SecrecyMark
from riskbild.register.queries.seen import mask_of, risks_seen_by
from riskbild.register.queries.telling import Shown
from riskbild.rules.refusal import Missing
from riskbild.rules.reporting import Subject
from riskbild.rules.sentence import Sentence

type ReportMasks = Mapping[UUID, Mapping[str, Sentence]]
"""By report key, what stands for each text that the person must not read."""


class ReportRow(Protocol):
    """What tells whose a report is and which risks it speaks of."""

    id: UUID
    municipality_id: UUID
    node_id: UUID
    subject: str
    risk_id: UUID | None
    also_risks: list[str]


_STOOD_IN = Prepared(
    lambda: StandIn.objects.values_list("person_id", "valid_from", "valid_to"), by=["municipality_id", "stand_in_id"]
)


def stood_in_for(by: User, today: date) -> frozenset[UUID]:
    """The person, and everybody whose stand-in the person is that day; one query."""
    # Asked with every report: a person has been a stand-in a few times, so the days are looked at here.
    ever = _STOOD_IN.rows(by.municipality_id, by.pk)
    return frozenset({by.pk, *(person_id for person_id, since, until in ever if since <= today <= until)})


def reports_seen_by(by: Actor, today: date) -> QuerySet[Report]:
    """The reports at units that the person reads, and those that fall to them or to somebody they stand in for."""
    if isinstance(by, Operator):
        return Report.objects.all()
    access = access_of(by, today)
    rows = Report.objects.filter(municipality_id=by.municipality_id)
    limit = limit_of(by)
    if limit is not None:
        rows = rows.filter(period_id=limit.period_id)
    if access.everywhere(Permission.READ):
        return rows
    return rows.filter(Q(node_id__in=access.at(Permission.READ)) | held_by(by, stood_in_for(by, today)))


def with_risk_seen(rows: QuerySet[Report], by: Actor, today: date) -> QuerySet[Report]:
    """The same reports, each told whether the person sees its risk (`risk_seen`): a report may be theirs to give where
    the risk is not theirs to read.
    """
    return rows.annotate(risk_seen=Exists(risks_seen_by(by, today).filter(pk=OuterRef("risk_id"))))


def held_by(by: User, people: Iterable[UUID]) -> Q:
    """Reports that fall to some people, also those that they have handed on."""
    held = ReportHolder.objects.filter(
        municipality_id=by.municipality_id, person_id__in=list(people), report_id=OuterRef("pk")
    )
    return Q(Exists(held))


def report_for(by: Actor, report_id: UUID, today: date, *related: str) -> Report:
    """One of the reports that the person sees, with its `related` rows. Raises `Missing`."""
    report = reached(Report, by, report_id, *related)
    check_report_seen(by, report, today)
    return report


def check_report_seen(by: Actor, report: Report, today: date, *, own: bool | None = None) -> None:
    """Raises `Missing` for a report that is not one of `reports_seen_by`.

    `own` tells whether it falls to the person, where the caller knows that; else it is asked, where that decides.
    """
    if not those_reports_seen(by, [report], today, own={report.pk: own} if own is not None else {}):
        raise Missing(NOT_FOUND)


def those_reports_seen(
    by: Actor, reports: Sequence[Report], today: date, *, own: Mapping[UUID, bool] | None = None
) -> set[UUID]:
    """The keys of those of some reports that are among `reports_seen_by`; at most two queries, none where roles tell.

    `own` tells of some whether they fall to the person.
    """
    if isinstance(by, Operator):
        return {report.pk for report in reports}
    limit, known = limit_of(by), own or {}
    inside = [
        report for report in reports
        if report.municipality_id == by.municipality_id and (limit is None or report.period_id == limit.period_id)
    ]  # fmt: skip
    seen = {report.pk for report in inside if reads_at(by, report.node_id, today) or known.get(report.pk)}
    return seen | those_held(by, {report.pk for report in inside} - seen - known.keys(), today)


def reads_at(by: User, node_id: UUID, today: date) -> bool:
    """Whether the person reads what is at a unit; who reads everywhere does so at one that stands nowhere that day."""
    access = access_of(by, today)
    return node_id in access.at(Permission.READ) or access.everywhere(Permission.READ)


_HOLDERS = Prepared(
    lambda: ReportHolder.objects.values_list("report_id", "person_id"), by=["municipality_id", "report_id__in"]
)


def those_held(by: User, report_ids: Collection[UUID], today: date) -> set[UUID]:
    """Those of some reports that fall to the person or to somebody they stand in for, also ones that were handed on.

    At most two queries.
    """
    holders: dict[UUID, set[UUID]] = {}
    for report_id, person_id in _HOLDERS.rows(by.municipality_id, frozenset(report_ids)):
        holders.setdefault(report_id, set()).add(person_id)
    held = {report_id for report_id, people in holders.items() if by.pk in people}
    if others := holders.keys() - held:
        people = stood_in_for(by, today)
        held |= {report_id for report_id in others if not people.isdisjoint(holders[report_id])}
    return held


def falls_to(by: Actor, people: Collection[UUID], today: date) -> bool:
    """Whether the person is one of these or stands in for one; one query, or none."""
    if isinstance(by, Operator):
        return False
    return by.pk in people or bool(people and not stood_in_for(by, today).isdisjoint(people))


def refusal_to_report(by: Actor, report: ReportRow, today: date, *, own: bool | None = None) -> Sentence | None:
    """Why the person may not give the report, None where they may.

    Who it falls to may, and who stands in for them, if they report at all; others where they may edit the risks.
    `own` tells whether it falls to the person, where the caller knows that; else it is asked.
    """
    if isinstance(by, Operator) or report.node_id in access_of(by, today).at(Permission.EDIT_RISK):
        return None
    if own is None:
        own = bool(those_held(by, [report.id], today))
    if own and access_of(by, today).anywhere(Permission.REPORT_OWN):
        return None
    return NOT_YOURS if own is False else refusal(by, Permission.REPORT_OWN, report.node_id, today=today)


def masks_of_reports(by: Actor, reports: Sequence[ReportRow], today: date) -> ReportMasks:
    """For each report, the texts that this person must not read, with what to show instead; one query, or none."""
    if isinstance(by, Operator):
        return {}
    reads = access_of(by, today).at(Permission.READ_SECRET)
    hidden = [one for one in reports if one.risk_id and (one.also_risks or one.node_id not in reads)]
    wanted = {key for report in hidden for key in risks_of(report)}
    marks = _marks_on(by, wanted, reads) if wanted else {}
    masked = {one.id: _masks(one, [mark for key in risks_of(one) for mark in marks.get(key, ())]) for one in hidden}
    return {key: found for key, found in masked.items() if found}


_MARKS = Prepared(
    lambda: SecrecyMark.objects.values_list("risk_id", "risk__node_id", "field", "paragraph"),
    by=["municipality_id", "risk__municipality_id", "risk_id__in"],
)


def secrecy_of_reports(reports: Sequence[ReportRow]) -> dict[UUID, dict[str, str]]:
    """For each report, the paragraph that makes each of its texts secret, whoever asks; one query, or none."""
    wanted = {key for report in reports for key in risks_of(report)}
    if not wanted:
        return {}
    mine = reports[0].municipality_id
    marks: dict[UUID, list[tuple[str, str]]] = {}
    for risk_id, _, field, paragraph in _MARKS.rows(mine, mine, frozenset(wanted)):
        marks.setdefault(risk_id, []).append((field, paragraph))
    found = {
        one.id: _paragraphs(one, [mark for key in risks_of(one) for mark in marks.get(key, ())]) for one in reports
    }
    return {key: paragraphs for key, paragraphs in found.items() if paragraphs}


def _marks_on(by: User, risks: Iterable[UUID], reads: frozenset[UUID]) -> Mapping[UUID, Sequence[tuple[str, str]]]:
    """The marks on some risks that hide something from the person; one query."""
    marks: dict[UUID, list[tuple[str, str]]] = {}
    for risk_id, node_id, field, paragraph in _MARKS.rows(by.municipality_id, by.municipality_id, frozenset(risks)):
        if node_id not in reads:
            marks.setdefault(risk_id, []).append((field, paragraph))
    return marks


def risks_of(report: ReportRow) -> list[UUID]:
    """The keys of every risk that a report speaks of."""
    return [*([report.risk_id] if report.risk_id else []), *map(UUID, report.also_risks)]


def _masks(report: ReportRow, marks: Iterable[tuple[str, str]]) -> dict[str, Sentence]:
    return {name: mask_of(paragraph) for name, paragraph in _paragraphs(report, marks).items()}


def _paragraphs(report: ReportRow, marks: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    cells = _CELLS[Subject(report.subject)]
    for field, paragraph in marks:
        texts = SHOWN_TEXTS if not field else [text for text, cell in cells.items() if cell == field]
        found |= dict.fromkeys(texts, paragraph)
    return found


def shown(report: Report, name: str, masks: Mapping[str, Sentence]) -> Shown:
    """One text of a report, or what stands for it."""
    return masks.get(name) or str(getattr(report, name))


SHOWN_TEXTS = (
    "heading", "process", "risk_words", "activity", "method", "role", "frequency", "status_word", "status_text",
    "reason", "comment",
)  # fmt: skip
"""The texts of a report; all of them are masked where a whole risk is secret."""

_WORDING = {"heading": "heading", "process": "process", "risk_words": "risk"}
_CELLS: Mapping[Subject, Mapping[str, str]] = {
    Subject.CONTROL: {**_WORDING, "status_text": "result", "comment": "comment", "reason": "comment"},
    Subject.RISK: {**_WORDING, "activity": "measures", "role": "responsible", "comment": "comment"},
    Subject.MEASURE: {
        **_WORDING, "activity": "measures", "role": "responsible", "frequency": "deadline", "comment": "measures",
    },
}  # fmt: skip
"""For each kind of report, the cell of the risk that each of its texts repeats."""

NOT_YOURS = Sentence(
    sv="Det är inte du som ska rapportera det här. Samordnaren kan utse dig.",
    en="This is not yours to report. The coordinator can appoint you.",
)
