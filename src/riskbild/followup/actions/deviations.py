"""Recording a deviation, changing it, and telling at once of a major one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from riskbild.audit.actor import Operator
from riskbild.audit.event import Event
from riskbild.audit.ids import uuid7
from riskbild.audit.record import Change, record
from riskbild.audit.single import single
from riskbild.audit.writing import add, insert, update
from riskbild.delivery.address import absolute
from riskbild.delivery.letter import Button, Letter, Paragraph
from riskbild.followup import deviation_events as events
from riskbild.followup.actions.taking import reachable
from riskbild.followup.deviating import rules_of_year, told_at_once
from riskbild.followup.models import Deviation, DeviationNotice, Report, Sample
from riskbild.followup.notices import notify
from riskbild.followup.queries.deviation_rows import deviations_seen_by, refusal_to_handle, sees_deviation
from riskbild.followup.queries.seen import refusal_to_report, risks_of
from riskbild.organisation.conflict import NOT_FOUND, Conflict, take, within_reach
from riskbild.organisation.day import day_of
from riskbild.organisation.limit import check_unlimited
from riskbild.organisation.models import Node
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.refusing import at, one_line
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import tree_of
from riskbild.planning.actions.checking import checked_texts
from riskbild.planning.actions.taking import check_under_board, open_year_of
from riskbild.register.actions.taking import check_open
from riskbild.register.models import BoardYear, SecrecyMark
from riskbild.rules.deviation import GRAVE, LONGEST_TITLE, criterion_of, deviation_findings
from riskbild.rules.duties import Told
from riskbild.rules.refusal import Forbidden, Missing, Refused, refuse_if_stopped
from riskbild.rules.result import Result
from riskbild.rules.sentence import Sentence

TEXTS: Mapping[str, Sentence] = {
    "title": Sentence("Avvikelse", "Deviation"),
    "description": Sentence("Beskrivning", "Description"),
    "cause": Sentence("Orsak", "Cause"),
}
"""The texts of a deviation."""


@dataclass(frozen=True)
class FoundDeviation:
    """A deviation to be recorded: in a report (`report_id`), or at a unit of a board's year.

    `texts` holds those of `TEXTS`. `id` is made by whoever asks, so that a form sent twice records one.
    """

    texts: Mapping[str, str]
    severity: Result | None
    found_on: date
    report_id: UUID | None = None
    board_year_id: UUID | None = None
    node_id: UUID | None = None
    sample_id: UUID | None = None
    id: UUID = field(default_factory=uuid7)


@transaction.atomic
def record_deviation(*, by: Actor, found: FoundDeviation, now: datetime) -> Deviation:
    """Records a deviation and, when it is major, tells of it at once as the rule set asks.

    Who may report the control may, and who edits risks at the unit. Raises `Missing`, `Forbidden`, or `Refused` with
    the fields at fault.
    """
    if Deviation.objects.filter(pk=found.id).exists():
        raise Refused(_TWICE)
    row = _in_report(by, found, now) if found.report_id else _at_unit(by, found, now)
    row.id, row.recorded_at = found.id, now
    row.found_by_id = by.id if by.id else None
    _put(row, found.texts, found.severity, found.found_on, now)
    add(row)
    deviation_told(events.DEVIATION_RECORDED, row, by=by, now=now, after=_told(row))
    _tell_at_once(row, by, now)
    return row


@transaction.atomic
def edit_deviation(
    *, by: Actor, deviation_id: UUID, version: int, changes: Mapping[str, Any], now: datetime
) -> Deviation:
    """Changes a deviation's texts, `severity` or `found_on`; one that becomes major is told of at once."""
    row = take_deviation(by, deviation_id, version, now)
    before = _told(row)
    texts = {name: changes.get(name, getattr(row, name)) for name in TEXTS}
    _put(row, texts, changes.get("severity", Result(row.severity)), changes.get("found_on", row.found_on), now)
    after = _told(row)
    differing = [name for name in after if before[name] != after[name]]
    if not differing:
        return row
    row.version += 1
    update(row)
    sides = [{name: side[name] for name in differing} for side in (before, after)]
    deviation_told(events.DEVIATION_CHANGED, row, by=by, now=now, before=sides[0], after=sides[1])
    _tell_at_once(row, by, now)
    return row


@transaction.atomic
def say_again(*, by: Actor, deviation_id: UUID, version: int, earlier_id: UUID | None, now: datetime) -> Deviation:
    """Says that a deviation is one of an earlier year again, or takes that back with None."""
    row = take_deviation(by, deviation_id, version, now)
    earlier = None
    if earlier_id is not None:
        earlier = single(deviations_seen_by(by, day_of(now)).filter(pk=earlier_id, municipality_id=row.municipality_id))
        if earlier is None or earlier.year >= row.year:
            raise Missing(NOT_FOUND)
    row.earlier = earlier
    row.version += 1
    update(row)
    after = {"year": earlier.year if earlier else None, "earlier": str(earlier_id or "")}
    deviation_told(events.DEVIATION_AGAIN, row, by=by, now=now, after=after)
    return row


def take_deviation(
    by: Actor, deviation_id: UUID, version: int | None, now: datetime, *, after_closing: bool = False
) -> Deviation:
    """The deviation, locked, with its report and year, for who may change it. Raises as `take_report`.

    What it says is history once its year has closed. `after_closing` is for what is done about it, which goes on then.
    """
    check_unlimited(by)
    beside = "report", "board_year__method", "board__municipality"
    row = take(Deviation, by, deviation_id, *beside, version=None)
    if not sees_deviation(by, row, day_of(now)):
        raise Missing(NOT_FOUND)
    reason = refusal_to_handle(by, row, day_of(now))
    if reason is not None:
        raise Forbidden(reason)
    if not after_closing:
        check_open(row.board_year)
    if version is not None and row.version != version:
        raise Conflict
    return row


def deviation_told(event: Event, row: Deviation, *, by: Actor, now: datetime, **sides: Mapping[str, Any]) -> None:
    """Records what happened to a deviation; its words stay out of the trail where a risk it is about is secret."""
    if is_secret(row):
        sides = {
            side: {name: value for name, value in said.items() if name not in _WORDS} for side, said in sides.items()
        }
    record(Change(event, "deviation", row.pk, **sides), by=by, municipality_id=row.municipality_id, now=now)


def is_secret(row: Deviation) -> bool:
    """Whether a risk that the deviation's report speaks of has anything secret about it."""
    keys = risks_of(row.report) if row.report else []
    return bool(keys) and SecrecyMark.objects.filter(municipality_id=row.municipality_id, risk_id__in=keys).exists()


def _in_report(by: Actor, found: FoundDeviation, now: datetime) -> Deviation:
    report: Report = reachable(by, found.report_id or found.id, now)
    reason = refusal_to_report(by, report, day_of(now))
    if reason is not None:
        raise Forbidden(reason)
    year = BoardYear.objects.select_related("method", "board__municipality").get(
        municipality_id=report.municipality_id, pk=report.period.board_year_id
    )
    check_open(year)
    samples = Sample.objects.filter(municipality_id=report.municipality_id, report=report)
    return Deviation(
        municipality_id=report.municipality_id, board_year=year, board=year.board, year=year.year,
        node_id=report.node_id,
        period=report.period, report=report, lineage=report.lineage,
        sample=single(samples.filter(pk=found.sample_id)) if found.sample_id else None,
    )  # fmt: skip


def _at_unit(by: Actor, found: FoundDeviation, now: datetime) -> Deviation:
    check_unlimited(by)
    if found.board_year_id is None:
        raise Missing(NOT_FOUND)
    year = open_year_of(by, found.board_year_id)
    node_id = found.node_id or year.board_id
    check_under_board(year, node_id, now)
    check(by, Permission.EDIT_RISK, node_id, today=day_of(now))
    return Deviation(
        municipality_id=year.municipality_id, board_year=year, board=year.board, year=year.year, node_id=node_id
    )


def _put(row: Deviation, texts: Mapping[str, str], severity: Result | None, found_on: date, now: datetime) -> None:
    checked = checked_texts(texts, TEXTS)
    refuse_if_stopped(deviation_findings(checked, severity))
    if found_on > day_of(now):
        raise at("found_on", _IN_FUTURE)
    row.title = one_line(checked["title"], where="title", longest=LONGEST_TITLE)
    row.description, row.cause = checked.get("description", ""), checked.get("cause", "")
    if severity is not None and severity != row.severity:
        row.criterion = criterion_of(severity, rules_of_year(row.board_year).criteria).sv
        row.severity = severity
    row.found_on = found_on


def _told(row: Deviation) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in TEXTS}, "severity": str(row.severity),
        "found_on": row.found_on.isoformat(),
    }  # fmt: skip


def _tell_at_once(row: Deviation, by: Actor, now: datetime) -> None:
    """Tells whoever has not been told before; who recorded it knows."""
    if Result(row.severity) is not GRAVE or row.board_year.sample:
        return
    tree = tree_of(row.board.municipality, day_of(now))
    rows = DeviationNotice.objects.filter(municipality_id=row.municipality_id, deviation=row)
    known = {(Told(told), person) for told, person in rows.values_list("told", "person_id")}
    wanted = told_at_once(row.board_year, row.node_id, tree, day_of(now))
    new = [(told, person) for told, people in wanted.items() for person in people if (told, person) not in known]
    insert(
        DeviationNotice,
        [
            DeviationNotice(
                municipality_id=row.municipality_id, deviation=row, told=told, person_id=person, told_at=now
            )
            for told, person in new
        ],
    )
    people = {person for _told_as, person in new if isinstance(by, Operator) or person != by.pk}
    unit = within_reach(Node.objects.all(), by).filter(pk=row.node_id).values_list("name", flat=True).first() or ""
    notify(
        municipality_id=row.municipality_id, person_ids=people, key=f"deviation:{row.pk}",
        letter=_letter(row, unit), now=now,
    )  # fmt: skip
    if new:
        deviation_told(events.DEVIATION_TOLD, row, by=by, now=now, after={"people": len(people)})


def _letter(row: Deviation, unit: str) -> Letter:
    secret = is_secret(row)
    subject = _SUBJECT_SECRET.format(unit=unit) if secret else _SUBJECT.format(title=row.title)
    told = _TOLD.format(unit=unit, day=row.found_on.isoformat())
    blocks = [Paragraph(told), Paragraph(Sentence(row.criterion, row.criterion))]
    if not secret and row.description:
        blocks.insert(1, Paragraph(Sentence(row.description, row.description)))
    return Letter(subject, (*blocks, Button(_SHOW, absolute("deviation", row.pk))))


_WORDS = frozenset({*TEXTS, "text", "outcome", "note", "name"})
_TWICE = Sentence("Avvikelsen är redan registrerad.", "The deviation has already been recorded.")
_IN_FUTURE = Sentence(
    "Dagen då avvikelsen upptäcktes kan inte ligga framåt i tiden.", "The day it was found cannot lie ahead."
)
_SUBJECT = Sentence("Större avvikelse: {title}", "Major deviation: {title}")
_SUBJECT_SECRET = Sentence("Större avvikelse: {unit}", "Major deviation: {unit}")
_TOLD = Sentence(
    "En större avvikelse har registrerats vid {unit}. Den upptäcktes {day}. Kommunens regler säger att du ska få veta "
    "det genast.",
    "A major deviation has been recorded at {unit}. It was found on {day}. The municipality's rules say that you are "
    "to know at once.",
)
_SHOW = Sentence("Visa avvikelsen", "Show the deviation")
