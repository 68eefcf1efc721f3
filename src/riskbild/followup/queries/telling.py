"""The values that the pages of the follow-up are made of: a period, a report's words, what was said, and last time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from riskbild.audit.prepared import Prepared
from riskbild.followup.filled import TEXT_FIELDS, filled_of
from riskbild.followup.models import FollowUpPeriod, Report
from riskbild.followup.queries.seen import shown
from riskbild.followup.words import words_of
from riskbild.organisation.day import day_of
from riskbild.register.queries.telling import Shown
from riskbild.rules.period_life import PeriodState
from riskbild.rules.report_state import ReportState, Timing, state_of
from riskbild.rules.reporting import OnPlan, Subject
from riskbild.rules.result import Result
from riskbild.rules.sentence import Sentence
from riskbild.rules.status import Status
from riskbild.rules.status_lines import StatusLine, lines_of, printed_status

WORDS = ("heading", "process", "risk_words", "activity", "method", "role", "frequency")
"""The wording of what is reported, as the plan had it."""


_OF_RISK = ("risk_words", "process", "activity")
_OF_WORK = ("activity", "risk_words", "process")


class Named(Protocol):
    """What tells how a report is named in a list."""

    @property
    def subject(self) -> str: ...
    @property
    def process(self) -> str: ...
    @property
    def risk_words(self) -> str: ...
    @property
    def activity(self) -> str: ...


class Standing(Protocol):
    """What tells where a report stands."""

    @property
    def source_id(self) -> UUID | None: ...
    @property
    def version(self) -> int: ...
    @property
    def expected(self) -> bool: ...
    @property
    def retired(self) -> bool: ...
    @property
    def reported_at(self) -> datetime | None: ...


class Ends(Protocol):
    """What tells when a period's reports are due, and whether it takes any more."""

    @property
    def due(self) -> date: ...
    @property
    def state(self) -> str: ...


@dataclass(frozen=True)
class PeriodRef:
    """A period, as what belongs to it names it. `printed` is how documents print it ("T1 2022")."""

    id: UUID
    board_id: UUID
    year: int
    key: str
    name: Sentence
    printed: str
    starts: date
    ends: date
    opens: date
    due: date
    closes: date
    state: PeriodState


@dataclass(frozen=True)
class Said:
    """What a report says, masked. `word` is the municipality's own for the status, where somebody chose one; `printed`
    the status cell as a document has it. `read` marks a status that was read out of a text, where nobody has chosen it.
    """

    status: Status | None
    word: str
    read: bool
    printed: Shown
    result: Result | None
    reason: Shown
    on_plan: OnPlan | None
    comment: Shown
    at: datetime | None

    @property
    def anything(self) -> bool:
        """Whether it says anything at all."""
        return bool(self.printed or self.status or self.result or self.on_plan or self.comment)


@dataclass(frozen=True)
class LastReport:
    """What was said of the same thing the last time, to stand beside the form."""

    report_id: UUID
    period: PeriodRef
    said: Said


@dataclass(slots=True)
class Earlier:
    """An earlier report of the same thing: what was said then, as its columns. Many are read at once."""

    period: FollowUpPeriod
    id: UUID
    municipality_id: UUID
    node_id: UUID
    subject: str
    lineage: UUID
    risk_id: UUID | None
    also_risks: list[str]
    status: str
    status_word: str
    status_text: str
    status_read: bool
    result: str
    reason: str
    on_plan: str
    comment: str
    progress: str
    reported_at: datetime | None


_SAID = tuple(one.name for one in fields(Earlier))[1:]


def period_ref(row: FollowUpPeriod) -> PeriodRef:
    """A stored period as others name it."""
    return PeriodRef(
        id=row.pk, board_id=row.board_id, year=row.year, key=row.key, name=Sentence(row.name_sv, row.name_en),
        printed=row.printed, starts=row.starts, ends=row.ends, opens=row.opens, due=row.due, closes=row.closes,
        state=PeriodState(row.state),
    )  # fmt: skip


def words_seen(row: Report, masks: Mapping[str, Sentence]) -> dict[str, Shown]:
    """The wording, masked."""
    return {name: shown(row, name, masks) for name in WORDS}


def title_seen(row: Named, masks: Mapping[str, Sentence]) -> Shown:
    """What a list shows: the control or the measure; for a risk, the risk, else its process."""
    names = _OF_RISK if row.subject == Subject.RISK else _OF_WORK
    name = next((name for name in names if getattr(row, name)), names[0])
    return masks.get(name) or str(getattr(row, name))


def said_in(row: Report | Earlier, masks: Mapping[str, Sentence]) -> Said:
    """What a report says, masked."""
    said = filled_of(row)
    hidden = masks.get("status_text") or masks.get("status_word")
    printed: Shown = hidden if hidden and (said.word or said.text) else printed_status(said.word, said.text)
    return Said(
        status=said.status, word="" if hidden else said.word, read=row.status_read, printed=printed, result=said.result,
        reason=_text(said.reason, "reason", masks), on_plan=said.on_plan,
        comment=_text(said.comment, "comment", masks), at=row.reported_at,
    )  # fmt: skip


def status_lines(row: Report, said: Said, masks: Mapping[str, Sentence]) -> list[StatusLine]:
    """The lines of what a report says, beside those of the frequency as the person sees it.

    The method of the year has been fetched with the report. No lines of what is masked.
    """
    often = shown(row, "frequency", masks)
    if isinstance(said.printed, Sentence) or isinstance(often, Sentence):
        return []
    words = words_of(row.period.board_year.method).statuses
    return lines_of(said.printed, words, frequency=often)


def state_on(row: Standing, period: Ends, today: date) -> ReportState:
    """Where a report stands on a day."""
    # What a document prints was given at a time that it does not tell, and so in time.
    printed = row.source_id is not None and row.version == 1
    given = (period.due if printed else day_of(row.reported_at)) if row.reported_at else None
    timing = Timing(
        expected=row.expected, retired=row.retired, reported_on=given, due=period.due,
        closed=period.state == PeriodState.CLOSED,
    )  # fmt: skip
    return state_of(timing, today)


def last_of(rows: Iterable[Report], earlier: Iterable[Earlier]) -> dict[UUID, Earlier]:
    """For each report, the latest of the earlier ones of the same thing that ended before its period did."""
    by_thing: dict[tuple[str, UUID], list[Earlier]] = {}
    for one in sorted(earlier, key=lambda one: (one.period.ends, one.period.starts)):
        by_thing.setdefault((one.subject, one.lineage), []).append(one)
    found = {}
    for row in rows:
        before = [one for one in by_thing.get((row.subject, row.lineage), ()) if one.period.ends < row.period.ends]
        if before:
            found[row.pk] = before[-1]
    return found


_GIVEN = Prepared(
    lambda: Report.objects.filter(reported_at__isnull=False).values_list("period_id", *_SAID),
    by=["municipality_id", "period__municipality_id", "period__year__gte", "lineage__in"],
)
_PERIODS = Prepared(FollowUpPeriod.objects.all, by=["municipality_id", "id__in"])


def earlier_reports(rows: Sequence[Report]) -> list[Earlier]:
    """What has been given of the same things this year and the year before; two queries, of plain tuples.

    A period is read once, not once for each of its reports, and the wording is left out.
    """
    if not rows:
        return []
    mine, since = rows[0].municipality_id, min(row.period.year for row in rows) - 1
    found = _GIVEN.rows(mine, mine, since, frozenset(row.lineage for row in rows))
    periods = {period.pk: period for period in _PERIODS.rows(mine, frozenset(key for key, *_ in found))}
    return [Earlier(periods[key], *said) for key, *said in found]


def last_report(row: Earlier, masks: Mapping[str, Sentence]) -> LastReport:
    """An earlier report, as it stands beside a form."""
    return LastReport(row.id, period_ref(row.period), said_in(row, masks))


def _text(text: str, name: str, masks: Mapping[str, Sentence]) -> Shown:
    return masks[TEXT_FIELDS[name]] if text and TEXT_FIELDS[name] in masks else text
