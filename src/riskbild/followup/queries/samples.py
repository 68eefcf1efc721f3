"""Samples as a person sees them: those of a report, one with its rows, and whether it can be drawn again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.db.models import QuerySet

from riskbild.audit.actor import Operator
from riskbild.audit.prepared import Prepared
from riskbild.files.storage import present
from riskbild.followup.models import Sample, SampleRow
from riskbild.followup.queries.seen import (
    check_report_seen,
    masks_of_reports,
    refusal_to_report,
    reports_seen_by,
    shown,
    those_reports_seen,
)
from riskbild.followup.sampled import basis_of, count_of, result_of_sample
from riskbild.organisation.conflict import NOT_FOUND, reached
from riskbild.organisation.limit import limit_of
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor, may, refusal
from riskbild.organisation.roles import Permission
from riskbild.register.queries.telling import Shown
from riskbild.rules import period_life
from riskbild.rules.period_life import PeriodState, PeriodStep
from riskbild.rules.population import Population
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sample_life import SampleCount, SampleResult, SampleState, Verdict
from riskbild.rules.sampling import Draw, SamplingMethod, drawn_from
from riskbild.rules.sampling_size import Basis
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class SampleLine:
    """A sample in a list. `result` is None until it is concluded."""

    id: UUID
    state: SampleState
    method: SamplingMethod | None
    population_size: int
    count: SampleCount
    result: SampleResult | None
    made_at: datetime


@dataclass(frozen=True)
class SampleSeen:
    """One sample; `made_up` where its year is. `reads_rows` tells whether the person may see the population and what
    the drawn rows say.

    `refusal` says why the person may not go on with it, None where they may; `weeding` why they may not weed it.
    """

    id: UUID
    version: int
    municipality_id: UUID
    board_year_id: UUID
    made_up: bool
    period_id: UUID
    report_id: UUID
    control: Shown
    node_id: UUID
    period: Sentence
    state: SampleState
    error_means: str
    file_name: str
    file_sha256: str
    sheet: str
    title_row: int
    left_out: int
    titles: Sequence[str]
    population_size: int
    population_sha256: str
    weed_on: date
    weeded_at: datetime | None
    method: SamplingMethod | None
    algorithm: int | None
    seed: str
    size: int | None
    column: str
    total: int | None
    basis: Basis | None
    drawn_at: datetime | None
    count: SampleCount
    result: SampleResult | None
    reason: str
    reads_rows: bool
    refusal: Sentence | None
    weeding: Sentence | None


@dataclass(frozen=True)
class DrawnRow:
    """A drawn row and what it turned out to be."""

    id: UUID
    version: int
    number: int
    place: int
    hits: int
    stratum: str
    amount: int | None
    cells: Sequence[str]
    verdict: Verdict | None
    note: str


@dataclass(frozen=True)
class Redrawn:
    """What drawing again gave: whether the population is the same, and the rows."""

    same_population: bool
    same_rows: bool
    numbers: Sequence[int]

    @property
    def same(self) -> bool:
        """Whether the sample is proved."""
        return self.same_population and self.same_rows


def samples_seen_by(by: Actor, today: date) -> QuerySet[Sample]:
    """The samples of the reports that the person sees; by a secret address, none."""
    if isinstance(by, Operator):
        return Sample.objects.all()
    if limit_of(by) is not None:
        return Sample.objects.none()
    reports = reports_seen_by(by, today).filter(municipality_id=by.municipality_id)
    return Sample.objects.filter(municipality_id=by.municipality_id, report_id__in=reports.values("pk"))


_OF_REPORTS = Prepared(
    lambda: Sample.objects.select_related("report").order_by("made_at", "pk"), by=["municipality_id", "report_id__in"]
)


def samples_of_reports(by: User, report_ids: Iterable[UUID], today: date) -> Mapping[UUID, Sequence[SampleLine]]:
    """The samples of some reports, oldest first; at most three queries for them and one for each sample.

    By a secret address there are none.
    """
    if limit_of(by) is not None:
        return {}
    found: dict[UUID, list[SampleLine]] = {}
    every = _OF_REPORTS.rows(by.municipality_id, frozenset(report_ids))
    seen = those_reports_seen(by, [row.report for row in every], today)
    for row in every:
        if row.report_id not in seen:
            continue
        count = count_of(row)
        line = SampleLine(
            row.pk, SampleState(row.state), SamplingMethod(row.method) if row.method else None, row.population_size,
            count, _result(row, count), row.made_at,
        )  # fmt: skip
        found.setdefault(row.report_id, []).append(line)
    return found


def sample_seen_by(by: Actor, sample_id: UUID, today: date) -> SampleSeen:
    """One sample; some ten queries. Raises `Missing`."""
    row = _row(by, sample_id, today)
    count = count_of(row)
    masks = masks_of_reports(by, [row.report], today).get(row.report_id, {})
    why = _refusal(by, row, today)
    return SampleSeen(
        id=row.pk, version=row.version, municipality_id=row.municipality_id, board_year_id=row.period.board_year_id,
        made_up=row.period.board_year.sample, period_id=row.period_id, report_id=row.report_id,
        control=shown(row.report, "activity" if row.report.activity else "risk_words", masks), node_id=row.node_id,
        period=Sentence(row.period.name_sv, row.period.name_en), state=SampleState(row.state),
        error_means=row.error_means, file_name=row.file_name, file_sha256=row.file_sha256, sheet=row.sheet,
        title_row=row.title_row, left_out=row.left_out, titles=row.titles, population_size=row.population_size,
        population_sha256=row.population_sha256, weed_on=row.weed_on, weeded_at=row.weeded_at,
        method=SamplingMethod(row.method) if row.method else None, algorithm=row.algorithm, seed=row.seed,
        size=row.size,
        column=row.titles[row.column] if row.column is not None else "", total=row.total,
        basis=basis_of(row) if row.method else None, drawn_at=row.drawn_at, count=count, result=_result(row, count),
        reason=row.reason, reads_rows=_reads_rows(by, row, today), refusal=why,
        weeding=refusal(by, Permission.MANAGE_YEAR, row.period.board_id, today=today),
    )  # fmt: skip


def rows_of_sample(by: Actor, sample_id: UUID, today: date) -> list[DrawnRow]:
    """The drawn rows in the file's order; what they say is left out for who may not read it. Raises `Missing`."""
    row = _row(by, sample_id, today)
    reads = _reads_rows(by, row, today)
    rows = SampleRow.objects.filter(municipality_id=row.municipality_id, sample=row).order_by("number")
    return [
        DrawnRow(
            one.pk, one.version, one.number, one.place, one.hits, one.stratum if reads else "",
            one.amount if reads else None, one.cells if reads else (), Verdict(one.verdict) if one.verdict else None,
            one.note if reads else "",
        )
        for one in rows
    ]  # fmt: skip


def population_file(by: Actor, sample_id: UUID, today: date) -> tuple[Path, str]:
    """Where the population lies, and its name, for who may read it. Raises `Missing`; `Refused` if it is weeded."""
    row = _row(by, sample_id, today)
    if not _reads_rows(by, row, today):
        raise Missing(NOT_FOUND)
    if row.file is None:
        raise Refused(_WEEDED)
    return present(row.municipality_id, row.file.sha256), row.file_name


def redrawn(by: Actor, sample_id: UUID, population: Population, today: date) -> Redrawn:
    """Draws a sample again from a population, and says whether it gives the rows that were drawn. Nothing is written.

    Raises `Missing`, and `Refused` for a sample that has not been drawn.
    """
    row = _row(by, sample_id, today)
    if not row.method or row.size is None or row.algorithm is None:
        raise Refused(_NOT_DRAWN)
    draw = Draw(SamplingMethod(row.method), row.size, row.seed, row.column, row.algorithm)
    kept = SampleRow.objects.filter(municipality_id=row.municipality_id, sample=row)
    there = sorted(kept.values_list("number", "hits"))
    again = [(one.number, one.hits) for one in drawn_from(population, draw)]
    return Redrawn(population.sha256 == row.population_sha256, again == there, [number for number, _hits in again])


def _row(by: Actor, sample_id: UUID, today: date) -> Sample:
    row = reached(Sample, by, sample_id, "report", "period__board_year", "file")
    _check_seen(by, row, today)
    return row


def _check_seen(by: Actor, sample: Sample, today: date) -> None:
    """Raises `Missing` for a sample that is not one of `samples_seen_by`."""
    if limit_of(by) is not None:
        raise Missing(NOT_FOUND)
    check_report_seen(by, sample.report, today)


def _result(row: Sample, count: SampleCount) -> SampleResult | None:
    return result_of_sample(row, count) if row.state == SampleState.CONCLUDED else None


def _reads_rows(by: Actor, row: Sample, today: date) -> bool:
    """A population may hold people's details: who reports the control reads it, and who reads secrets at the unit.

    What is about a risk that is secret for the person is read by nobody else.
    """
    if masks_of_reports(by, [row.report], today):
        return False
    return refusal_to_report(by, row.report, today) is None or may(by, Permission.READ_SECRET, row.node_id, today=today)


def _refusal(by: Actor, row: Sample, today: date) -> Sentence | None:
    reason = refusal_to_report(by, row.report, today)
    if reason is None and row.period.board_year.closed:
        reason = _YEAR_CLOSED
    return reason or period_life.refusal(PeriodState(row.period.state), PeriodStep.FILL)


_WEEDED = Sentence("Populationen är gallrad.", "The population has been weeded.")
_NOT_DRAWN = Sentence("Stickprovet är inte draget.", "The sample has not been drawn.")
_YEAR_CLOSED = Sentence("Året är stängt.", "The year is closed.")


@dataclass(frozen=True)
class JudgedRow:
    """A drawn row by its key, as somebody judges it."""

    id: UUID
    sample_id: UUID
    version: int
    number: int


def row_seen_by(by: Actor, row_id: UUID, today: date) -> JudgedRow:
    """A drawn row of a sample that the person sees. Raises `Missing`."""
    row = reached(SampleRow, by, row_id, "sample__report")
    _check_seen(by, row.sample, today)
    return JudgedRow(row.pk, row.sample_id, row.version, row.number)
