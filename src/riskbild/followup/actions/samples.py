"""Samples: the population is kept, rows are drawn from it, each is judged, and the result goes to the report."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from riskbild.audit.event import Event
from riskbild.audit.ids import uuid7
from riskbild.audit.record import Change, record
from riskbild.audit.writing import add, insert, update
from riskbild.files.actions import keep_file
from riskbild.files.kinds import kind_of
from riskbild.files.names import plain_name
from riskbild.followup import deviation_events as events
from riskbild.followup.actions.taking import take_report
from riskbild.followup.models import Report, Sample, SampleRow
from riskbild.followup.sampled import count_of, result_of_sample
from riskbild.organisation.conflict import NOT_FOUND, Conflict, take
from riskbild.organisation.day import day_of
from riskbild.organisation.limit import check_unlimited
from riskbild.organisation.permissions import Actor
from riskbild.organisation.refusing import at
from riskbild.planning.actions.checking import REASON, one_text
from riskbild.rules.population import Population
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sample_life import SampleResult, SampleState, Verdict
from riskbild.rules.sampling import ALGORITHM, Draw, Drawn, SamplingMethod, drawn_from, strata_of
from riskbild.rules.sampling_size import Basis
from riskbild.rules.sentence import Sentence

KEPT_DAYS = 730
"""How long a population is kept where nobody says otherwise: through the audit of the year after."""
_IN_TENTHS = 1000
_SEED_BYTES = 16


@dataclass(frozen=True)
class ReadPopulation:
    """A population and which rows of its file it is: the sheet, the row with the titles, how many last rows are not."""

    population: Population
    sheet: str
    title_row: int
    left_out: int = 0


@dataclass(frozen=True)
class Order:
    """What to draw. `column` is the place of the column that divides or weighs the rows; `basis` is for the result."""

    method: SamplingMethod
    size: int
    basis: Basis
    error_means: str
    column: int | None = None


@transaction.atomic
def start_sample(
    *, by: Actor, report_id: UUID, data: bytes, name: str, read: ReadPopulation, now: datetime,
    weed_on: date | None = None,
) -> Sample:  # fmt: skip
    """Keeps a population for a sample of a control; who may report the control may. Raises as `take_report`."""
    check_unlimited(by)
    report = take_report(by, report_id, None, now)
    called = plain_name(name)
    kept = keep_file(
        by=by, municipality_id=report.municipality_id, data=data, name=called, media_type=kind_of(data).media_type,
        now=now,
    )  # fmt: skip
    last = weed_on or day_of(now) + timedelta(days=KEPT_DAYS)
    if last <= day_of(now):
        raise at("weed_on", WEED_LATER)
    sample = Sample(
        municipality_id=report.municipality_id, report=report, period=report.period, node_id=report.node_id,
        file=kept, file_name=called, file_sha256=kept.sha256, weed_on=last, made_at=now,
    )  # fmt: skip
    _put(sample, read)
    add(sample)
    _told(events.SAMPLE_STARTED, sample, by, now, after={"file": called, "rows": sample.population_size})
    return sample


@transaction.atomic
def read_anew(*, by: Actor, sample_id: UUID, version: int, read: ReadPopulation, now: datetime) -> Sample:
    """Takes other rows of the file for the population, before anything is drawn."""
    sample = _taken(by, sample_id, version, now, SampleState.NEW)
    _put(sample, read)
    _told(events.SAMPLE_READ_ANEW, sample, by, now, after={"sheet": read.sheet, "rows": sample.population_size})
    return _save(sample)


@transaction.atomic
def draw_sample(
    *, by: Actor, sample_id: UUID, version: int, population: Population, order: Order, now: datetime
) -> Sample:
    """Draws the rows, once: another draw is another sample, and this one stays to be seen.

    The seed is made here and now, so that nobody can choose it. Refused where `population` is not the one that was
    kept, or cannot be drawn from as asked.
    """
    sample = _taken(by, sample_id, version, now, SampleState.NEW)
    if population.sha256 != sample.population_sha256:
        raise Refused(OTHER_POPULATION)
    sample.error_means = one_text("error_means", order.error_means, _ERROR_MEANS, empty=_NO_ERROR_MEANS)
    draw = Draw(order.method, order.size, secrets.token_hex(_SEED_BYTES), order.column)
    drawn = drawn_from(population, draw)
    sample.method, sample.size, sample.seed, sample.column = draw.method, draw.size, draw.seed, draw.column
    sample.algorithm, sample.state, sample.drawn_at = ALGORITHM, SampleState.DRAWN, now
    sample.confidence, sample.tolerable, sample.expected = (
        round(share * _IN_TENTHS) for share in (order.basis.confidence, order.basis.tolerable, order.basis.expected)
    )
    amounts = _amounts(population, draw)
    sample.total = sum(amount for amount in amounts if amount > 0) if amounts else None
    groups = strata_of(population, draw)
    insert(SampleRow, (_row(sample, population, one, amounts, groups) for one in drawn))
    after = {"method": str(draw.method), "size": draw.size, "seed": draw.seed, "sha256": sample.population_sha256}
    _told(events.SAMPLE_DRAWN, sample, by, now, after=after)
    return _save(sample)


@transaction.atomic
def judge_row(*, by: Actor, row_id: UUID, version: int, verdict: Verdict | None, note: str, now: datetime) -> SampleRow:
    """Says what a drawn row turned out to be, or takes that back with None.

    Rows save themselves as they are filled in: a person's own saves follow one another, and only somebody else's save
    in between is a `Conflict`.
    """
    row = take(SampleRow, by, row_id, version=None)
    sample = _taken(by, row.sample_id, None, now, SampleState.DRAWN, lock=False)
    if row.version != version and (by.id is None or row.judged_by_id != by.id):
        raise Conflict
    text = one_text("note", note, _NOTE)
    said = verdict.value if verdict else ""
    if (row.verdict, row.note) == (said, text):
        return row
    before = {"verdict": row.verdict, "note": row.note}
    row.verdict, row.note = said, text
    row.judged_at, row.judged_by_id = now, by.id
    row.version += 1
    update(row)
    after = {"row": row.number, "verdict": said, "note": text}
    _told(events.SAMPLE_JUDGED, sample, by, now, before=before, after=after)
    return row


@transaction.atomic
def conclude_sample(*, by: Actor, sample_id: UUID, version: int, now: datetime) -> Sample:
    """Ends the checking, once every drawn row is judged, and puts the result into the control's report.

    The comment gets the result's sentence, once; the report's own result is suggested where none stands yet. A sample
    that was taken up again replaces its own sentence.
    """
    sample = _taken(by, sample_id, version, now, SampleState.DRAWN)
    count = count_of(sample)
    if not count.complete:
        raise Refused(_NOT_ALL.format(left=count.drawn - count.judged))
    sample.state, sample.concluded_at, sample.concluded_by_id = SampleState.CONCLUDED, now, by.id
    result = result_of_sample(sample, count)
    _put_in_report(sample, result)
    _told(events.SAMPLE_CONCLUDED, sample, by, now, after={"result": result.sentence.sv})
    return _save(sample)


@transaction.atomic
def take_up_sample(*, by: Actor, sample_id: UUID, version: int, now: datetime) -> Sample:
    """Opens a concluded sample again, to change what a row was judged to be."""
    sample = _taken(by, sample_id, version, now, SampleState.CONCLUDED)
    sample.state, sample.concluded_at, sample.concluded_by = SampleState.DRAWN, None, None
    _told(events.SAMPLE_TAKEN_UP, sample, by, now)
    return _save(sample)


@transaction.atomic
def withdraw_sample(*, by: Actor, sample_id: UUID, version: int, reason: str, now: datetime) -> Sample:
    """Says, with a reason, that a sample does not count. It stays, so that nobody draws until the rows suit them."""
    sample = _taken(by, sample_id, version, now, *_LIVE)
    sample.reason = one_text("reason", reason, REASON, empty=_NO_REASON)
    sample.state = SampleState.WITHDRAWN
    _told(events.SAMPLE_WITHDRAWN, sample, by, now, after={"reason": sample.reason})
    return _save(sample)


def _put_in_report(sample: Sample, result: SampleResult) -> None:
    report = sample.report
    line = result.sentence.sv
    kept = [one for one in report.comment.splitlines() if one != sample.reported_line] if report.comment else []
    report.comment = "\n".join([*kept, line])
    report.result = report.result or result.suggested
    report.version += 1
    update(report, "comment", "result", "version")
    sample.reported_line = line


def _put(sample: Sample, read: ReadPopulation) -> None:
    population = read.population
    sample.sheet, sample.title_row, sample.left_out = read.sheet[:200], read.title_row, read.left_out
    sample.titles, sample.population_size = list(population.titles), population.size
    sample.population_sha256 = population.sha256


def _row(
    sample: Sample, population: Population, one: Drawn, amounts: list[int], groups: Mapping[str, int]
) -> SampleRow:
    return SampleRow(
        id=uuid7(), municipality_id=sample.municipality_id, sample=sample, number=one.number, hits=one.hits,
        place=population.places[one.number - 1], stratum=one.stratum, cells=list(population.cells(one.number)),
        amount=amounts[one.number - 1] if amounts else None, stratum_rows=groups.get(one.stratum),
    )  # fmt: skip


def _amounts(population: Population, draw: Draw) -> list[int]:
    return population.amounts(draw.column) if draw.method is SamplingMethod.WEIGHTED and draw.column is not None else []


def _taken(
    by: Actor, sample_id: UUID, version: int | None, now: datetime, *states: SampleState, lock: bool = True
) -> Sample:
    """The sample, for who may report its control while the period is open. Raises as `take_report`."""
    check_unlimited(by)
    # Rows are judged by several people at once: then the sample is only looked at.
    sample = take(Sample, by, sample_id, version=None) if lock else Sample.objects.get(pk=sample_id)
    report: Report = take_report(by, sample.report_id, None, now)
    sample.report = report
    if report.municipality_id != sample.municipality_id:
        raise Missing(NOT_FOUND)
    if SampleState(sample.state) not in states:
        raise Refused(_WRONG_STATE)
    if version is not None and sample.version != version:
        raise Conflict
    return sample


def _save(sample: Sample) -> Sample:
    sample.version += 1
    update(sample)
    return sample


def _told(event: Event, sample: Sample, by: Actor, now: datetime, **sides: Any) -> None:
    change = Change(event, "sample", sample.pk, **sides)
    record(change, by=by, municipality_id=sample.municipality_id, now=now)


_LIVE = (SampleState.NEW, SampleState.DRAWN, SampleState.CONCLUDED)
_ERROR_MEANS = Sentence("Vad som räknas som fel", "What counts as an error")
_NOTE = Sentence("Anteckning", "Note")
_NO_ERROR_MEANS = Sentence(
    "Skriv vad som räknas som fel innan du drar, så att alla bedömer lika.",
    "Write what counts as an error before you draw, so that everybody judges alike.",
)
_NO_REASON = Sentence("Ange varför stickprovet inte ska räknas.", "Say why the sample is not to count.")
_NOT_ALL = Sentence("{left} dragna rader är inte bedömda.", "{left} drawn rows have not been judged.")
_WRONG_STATE = Sentence("Det går inte i det läge stickprovet är.", "That cannot be done with the sample as it stands.")
WEED_LATER = Sentence("Gallringsdagen ska ligga framåt i tiden.", "The day of weeding must lie ahead.")
OTHER_POPULATION = Sentence(
    "Filen har inte samma rader som när den lämnades.", "The file does not have the same rows as when it was sent."
)
