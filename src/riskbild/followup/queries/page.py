"""One report with everything that its page shows: what is asked, what is said, drafts, last time, and whose it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from riskbild.audit.prepared import Prepared
from riskbild.followup.filled import TEXT_FIELDS, filled_of
from riskbild.followup.models import Occurrence, Report, ReportDraft, ReportHolder
from riskbild.followup.queries.seen import check_report_seen, falls_to, masks_of_reports, refusal_to_report
from riskbild.followup.queries.telling import (
    LastReport,
    PeriodRef,
    Said,
    earlier_reports,
    last_of,
    last_report,
    period_ref,
    said_in,
    state_on,
    status_lines,
    title_seen,
    words_seen,
)
from riskbild.followup.words import Words, words_of
from riskbild.organisation.conflict import reached
from riskbild.organisation.permissions import Actor, refusal
from riskbild.organisation.roles import Permission
from riskbild.register.actions.taking import year_closed
from riskbild.register.queries.seen import sees
from riskbild.register.queries.telling import Shown
from riskbild.rules import period_life
from riskbild.rules.period_life import PeriodState, PeriodStep
from riskbild.rules.progress import Progress
from riskbild.rules.report_state import ReportState
from riskbild.rules.reporting import Filled, Subject
from riskbild.rules.sentence import Sentence
from riskbild.rules.status_lines import StatusLine
from riskbild.rules.whose import Way


@dataclass(frozen=True)
class HolderSeen:
    """Somebody that the report falls to; not `active` when they have handed it on."""

    person_id: UUID
    name: str
    way: Way
    active: bool
    note: str


@dataclass(frozen=True)
class OccurrenceSeen:
    """One time that the control is to be done in the period."""

    id: UUID
    version: int
    due: date
    done_on: date | None
    note: Shown


@dataclass(frozen=True)
class DraftSeen:
    """What the person has written and not given. One that lies `aside` was overwritten from another window."""

    id: UUID
    version: int
    texts: Mapping[str, str]
    saved_at: datetime
    aside: bool


@dataclass(frozen=True)
class ReportPage:
    """One report.

    `filled` is what the form begins with, empty where `masked` names a text that the person must not read. `lines`
    are those of the status as it stands, beside the control's frequencies. `refusal` says why the person cannot give
    it, `hand_on_refusal` why they cannot hand it to another.
    """

    id: UUID
    version: int
    period: PeriodRef
    board_year_id: UUID
    sample: bool
    board: str
    node_id: UUID
    subject: Subject
    lineage: UUID
    risk_id: UUID | None
    measure_id: UUID | None
    progress: Progress | None
    state: ReportState
    title: Shown
    words: Mapping[str, Shown]
    vocabulary: Words
    filled: Filled
    masked: Mapping[str, Sentence]
    said: Said
    lines: Sequence[StatusLine]
    reported_by: str
    occurrences: Sequence[OccurrenceSeen]
    draft: DraftSeen | None
    aside: Sequence[DraftSeen]
    last: LastReport | None
    holders: Sequence[HolderSeen]
    refusal: Sentence | None
    hand_on_refusal: Sentence | None


def report_seen_by(by: Actor, report_id: UUID, today: date) -> ReportPage:
    """A report as its page shows it; nine queries at most. Raises `Missing`."""
    row = reached(
        Report, by, report_id, "period__board_year__method", "period__board", "measure", "reported_by", "risk"
    )
    holders = _holders(row)
    own = falls_to(by, {one.person_id for one in holders}, today)
    check_report_seen(by, row, today, own=own)
    drafts = _drafts(by, row)
    last = last_of([row], earlier_reports([row])).get(row.pk)
    masks = masks_of_reports(by, [row, *([last] if last else [])], today)
    hidden = masks.get(row.pk, {})
    return ReportPage(
        **facts_of(row, hidden, today, risk_seen=row.risk is not None and sees(by, row.risk, today)),
        **form_of(row, hidden),
        occurrences=_occurrences(row, hidden),
        draft=next((one for one in drafts if not one.aside), None),
        aside=[one for one in drafts if one.aside],
        last=last_report(last, masks.get(last.id, {})) if last else None,
        holders=holders,
        refusal=refusal_of(by, row, today, own=own),
        hand_on_refusal=None if own else refusal(by, Permission.EDIT_PLAN, row.node_id, today=today),
    )


def facts_of(row: Report, hidden: Mapping[str, Sentence], today: date, *, risk_seen: bool) -> dict[str, Any]:
    """What a report is about and where it stands, as fields of `ReportPage`.

    `risk_seen` tells whether the person sees its risk: a report may be theirs to give where the risk is not theirs to
    read.
    """
    year = row.period.board_year
    return {
        "id": row.pk, "version": row.version, "period": period_ref(row.period), "board_year_id": year.pk,
        "sample": year.sample, "board": row.period.board.name, "node_id": row.node_id,
        "subject": Subject(row.subject), "lineage": row.lineage,
        "risk_id": row.risk_id if risk_seen else None,
        "measure_id": row.measure_id, "progress": Progress(row.measure.progress) if row.measure else None,
        "state": state_on(row, row.period, today), "title": title_seen(row, hidden),
        "words": words_seen(row, hidden), "reported_by": row.reported_by.name if row.reported_by else "",
    }  # fmt: skip


def form_of(row: Report, hidden: Mapping[str, Sentence]) -> dict[str, Any]:
    """What its form is made of, as fields of `ReportPage`."""
    words = words_of(row.period.board_year.method)
    masked = {name: hidden[column] for name, column in TEXT_FIELDS.items() if column in hidden}
    said = said_in(row, hidden)
    filled = filled_of(row).with_texts(dict.fromkeys(masked, ""))
    return {
        "vocabulary": words,
        "filled": filled,
        "masked": masked,
        "said": said,
        "lines": status_lines(row, said, hidden),
    }


_OF_REPORT = ["municipality_id", "report_id"]
_HOLDERS = Prepared(
    lambda: ReportHolder.objects.order_by("pk").values_list("person_id", "person__name", "way", "active", "note"),
    by=_OF_REPORT,
)  # fmt: skip
_DRAFTS = Prepared(lambda: ReportDraft.objects.order_by("saved_at", "pk"), by=[*_OF_REPORT, "person_id"])
_OCCURRENCES = Prepared(lambda: Occurrence.objects.order_by("due", "pk"), by=_OF_REPORT)


def _holders(row: Report) -> list[HolderSeen]:
    held = _HOLDERS.rows(row.municipality_id, row.pk)
    return [HolderSeen(person_id, name, Way(way), active, note) for person_id, name, way, active, note in held]


def _drafts(by: Actor, row: Report) -> list[DraftSeen]:
    rows = _DRAFTS.rows(row.municipality_id, row.pk, by.id)
    return [DraftSeen(one.pk, one.version, one.texts, one.saved_at, one.aside) for one in rows]


def _occurrences(row: Report, hidden: Mapping[str, Sentence]) -> list[OccurrenceSeen]:
    mask = hidden.get("comment")
    return [
        OccurrenceSeen(one.pk, one.version, one.due, one.done_on, mask if mask and one.note else one.note)
        for one in _OCCURRENCES.rows(row.municipality_id, row.pk)
    ]


def refusal_of(by: Actor, row: Report, today: date, *, own: bool) -> Sentence | None:
    """Why the person cannot give the report, None where they can."""
    if row.period.board_year.closed:
        return year_closed(row.period.board_year)
    stands = period_life.refusal(PeriodState(row.period.state), PeriodStep.FILL)
    return stands or refusal_to_report(by, row, today, own=own)
