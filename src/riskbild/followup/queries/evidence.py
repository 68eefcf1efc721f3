"""Evidence as a person sees it, and the one way to its bytes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.audit.prepared import Prepared
from riskbild.files.kinds import name_of
from riskbild.files.storage import present
from riskbild.followup.models import Deviation, DeviationMeasure, Evidence, Report
from riskbild.followup.queries.deviation_rows import (
    deviation_for,
    deviation_masks,
    refusal_to_handle,
    those_deviations_seen,
)
from riskbild.followup.queries.seen import masks_of_reports, refusal_to_report, report_for, shown, those_reports_seen
from riskbild.organisation.access import access_of
from riskbild.organisation.conflict import NOT_FOUND, reached
from riskbild.organisation.day import day_of
from riskbild.organisation.limit import limit_of
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor, refusal
from riskbild.organisation.queries import names_of
from riskbild.organisation.roles import Permission
from riskbild.register.actions.taking import year_closed
from riskbild.register.queries.seen import mask_of
from riskbild.register.queries.telling import Shown
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class EvidenceSeen:
    """A file and what it proves. `may_read` is False for one that is secret for the person: then nothing but the
    paragraph is told of it. `removed_on` is None for one that is there.
    """

    id: UUID
    version: int
    name: Shown
    kind: Sentence
    size: int
    sha256: str
    proves_from: date
    proves_to: date
    note: Shown
    secrecy: str
    added_by: str
    added_at: datetime
    may_read: bool
    removed_on: date | None
    removed_by: str
    reason: str


@dataclass(frozen=True)
class EvidenceFile:
    """Where the bytes lie, and the name to save them under."""

    path: Path
    name: str


@dataclass(frozen=True)
class EvidencePage:
    """One file, and why the person may not remove it or mark its secrecy, None where they may.

    `made_up` tells that its year is.
    """

    file: EvidenceSeen
    removing: Sentence | None
    marking: Sentence | None
    made_up: bool


def check_evidence_seen(by: Actor, row: Evidence, today: date) -> None:
    """Raises `Missing` for evidence that has been removed, or is of no report or deviation that the person sees.

    Whether its content may be read is another thing.
    """
    if row.removed_at is not None or not _those_seen(by, [row], today):
        raise Missing(NOT_FOUND)


def _those_seen(by: Actor, rows: Sequence[Evidence], today: date) -> list[Evidence]:
    """What is of the reports and deviations that the person sees; at most five queries, none where roles tell."""
    reports = {row.report.pk: row.report for row in rows if row.report}
    deviations = {found.pk: found for row in rows if (found := _deviation_of(row))}
    seen = those_reports_seen(by, list(reports.values()), today)
    seen |= those_deviations_seen(by, list(deviations.values()), today)
    return [row for row in rows if (_deviation_of(row) or row.report or row).pk in seen]


def evidence_of_reports(by: User, report_ids: Iterable[UUID], today: date) -> Mapping[UUID, Sequence[EvidenceSeen]]:
    """The evidence of some reports, oldest first; removed ones last. At most nine queries."""
    return _of(by, "report_id", report_ids, today)


def evidence_of_deviations(by: User, keys: Iterable[UUID], today: date) -> Mapping[UUID, Sequence[EvidenceSeen]]:
    """The same for deviations."""
    return _of(by, "deviation_id", keys, today)


def evidence_of_measures(by: User, keys: Iterable[UUID], today: date) -> Mapping[UUID, Sequence[EvidenceSeen]]:
    """The same for measures against deviations."""
    return _of(by, "measure_id", keys, today)


def evidence_file(by: Actor, evidence_id: UUID, today: date) -> EvidenceFile:
    """The file, for who may read it. Raises `Missing` in every other case, `Refused` if the disk has lost it."""
    row = reached(Evidence, by, evidence_id, *_WHOSE)
    check_evidence_seen(by, row, today)
    if not _readable(by, [row], today)[row.pk]:
        raise Missing(NOT_FOUND)
    return EvidenceFile(present(row.municipality_id, row.sha256), row.name)


def evidence_page(by: Actor, evidence_id: UUID, today: date) -> EvidencePage:
    """One file, for its own pages. Raises `Missing`."""
    row = reached(Evidence, by, evidence_id, *_WHOSE, *_WHICH_YEAR)
    check_evidence_seen(by, row, today)
    found = _deviation_of(row)
    year = row.report.period.board_year if row.report else found and found.board_year
    return EvidencePage(
        _seen(by, [row], today)[0], _refusal(by, row.report, row.deviation, row.measure, today),
        refusal(by, Permission.MARK_SECRECY, row.node_id, today=today), bool(year and year.sample),
    )  # fmt: skip


def _deviation_of(row: Evidence) -> Deviation | None:
    return row.deviation or (row.measure.deviation if row.measure else None)


def _refusal(
    by: Actor, report: Report | None, deviation: Deviation | None, measure: DeviationMeasure | None, today: date
) -> Sentence | None:
    """Why the person may not add or remove evidence here, None where they may."""
    if report is not None:
        return refusal_to_report(by, report, today)
    if measure is not None and by.id is not None and measure.person_id == by.id:
        return None
    found = deviation or (measure and measure.deviation)
    return refusal_to_handle(by, found, today) if found else _SECRET


def _of(by: User, column: str, keys: Iterable[UUID], today: date) -> dict[UUID, list[EvidenceSeen]]:
    rows = _those_seen(by, _ABOUT_SOME[column].rows(by.municipality_id, frozenset(keys)), today)
    rows.sort(key=lambda row: (row.removed_at is not None, row.added_at, row.pk))
    found: dict[UUID, list[EvidenceSeen]] = {}
    for row, one in zip(rows, _seen(by, rows, today), strict=True):
        found.setdefault(getattr(row, column), []).append(one)
    return found


def _seen(by: Actor, rows: Sequence[Evidence], today: date) -> list[EvidenceSeen]:
    if not rows:
        return []
    readable = _readable(by, rows, today)
    people = {key for row in rows for key in (row.added_by_id, row.removed_by_id) if key}
    names = names_of(rows[0].municipality_id, list(people))
    return [_one(row, names, may_read=readable[row.pk]) for row in rows]


def _one(row: Evidence, names: Mapping[UUID, str], *, may_read: bool) -> EvidenceSeen:
    mask = None if may_read else mask_of(row.secrecy) if row.secrecy else _SECRET
    return EvidenceSeen(
        id=row.pk, version=row.version, name=mask or row.name, kind=name_of(row.media_type), size=row.size,
        sha256=row.sha256, proves_from=row.proves_from, proves_to=row.proves_to, note=mask or row.note,
        secrecy=row.secrecy, added_by=names.get(row.added_by_id or row.pk, ""), added_at=row.added_at,
        may_read=may_read and row.removed_at is None, removed_on=day_of(row.removed_at) if row.removed_at else None,
        removed_by=names.get(row.removed_by_id or row.pk, ""), reason=row.reason,
    )  # fmt: skip


def _readable(by: Actor, rows: Sequence[Evidence], today: date) -> dict[UUID, bool]:
    """Whether the person may read each file: not what is marked secret, nor what is about something secret for them."""
    if isinstance(by, Operator):
        return {row.pk: True for row in rows}
    secrets = access_of(by, today).at(Permission.READ_SECRET)
    own = None if limit_of(by) else by.pk
    reports = [row.report for row in rows if row.report]
    deviations = [one for row in rows if (one := _deviation_of(row))]
    hidden = {*masks_of_reports(by, reports, today), *deviation_masks(by, deviations, today)}
    return {
        row.pk: not (row.secrecy and row.node_id not in secrets and row.added_by_id != own)
        and (row.report_id or row.deviation_id or (row.measure and row.measure.deviation_id)) not in hidden
        for row in rows
    }


_WHOSE = ("report", "deviation__report", "measure__deviation__report")
_ABOUT_SOME = {
    column: Prepared(lambda: Evidence.objects.select_related(*_WHOSE), by=["municipality_id", f"{column}__in"])
    for column in ("report_id", "deviation_id", "measure_id")
}
_WHICH_YEAR = ("report__period__board_year", "deviation__board_year", "measure__deviation__board_year")
_ABOUT = ("report", "period", "board_year")
_SECRET = Sentence("Sekretess", "Secret")


@dataclass(frozen=True)
class EvidenceHome:
    """What evidence is about: what it is called, the days that a file most likely proves, and why the person may not
    add any, None where they may. `made_up` where its year is.
    """

    title: Shown
    starts: date | None
    ends: date | None
    refusal: Sentence | None
    made_up: bool


def home_in_report(by: Actor, report_id: UUID, today: date) -> EvidenceHome:
    """The report that evidence is to be added to. Raises `Missing`."""
    report = report_for(by, report_id, today, "period__board_year")
    masks = masks_of_reports(by, [report], today).get(report.pk, {})
    title = shown(report, "activity" if report.activity else "risk_words", masks)
    refused = _refusal(by, report, None, None, today)
    return EvidenceHome(title, report.period.starts, report.period.ends, refused, report.period.board_year.sample)


def home_in_deviation(by: Actor, deviation_id: UUID, today: date) -> EvidenceHome:
    """The deviation that evidence is to be added to. Raises `Missing`."""
    return _home(by, deviation_for(by, deviation_id, today, *_ABOUT), None, today)


def home_in_measure(by: Actor, measure_id: UUID, today: date) -> EvidenceHome:
    """The measure against a deviation that evidence is to be added to. Raises `Missing`."""
    measure = reached(DeviationMeasure, by, measure_id)
    return _home(by, deviation_for(by, measure.deviation_id, today, *_ABOUT), measure, today)


def _home(by: Actor, row: Deviation, measure: DeviationMeasure | None, today: date) -> EvidenceHome:
    title = deviation_masks(by, [row], today).get(row.pk) or row.title
    period, refused = row.period, _refusal(by, None, row, measure, today)
    if measure is None and row.board_year.closed:
        refused = refused or year_closed(row.board_year)
    days = (period.starts, period.ends) if period else (row.found_on, row.found_on)
    return EvidenceHome(title, *days, refused, row.board_year.sample)
