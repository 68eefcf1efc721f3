"""Measures and reports as the rows of a workbook: what they say now, what they are about, which may be filled in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.documents.workbook.choices import ON_PLAN, PROGRESS, RESULT, STATUS, word_of
from riskbild.documents.workbook.difference import HereRow
from riskbild.documents.workbook.form import MEASURE, REPORT, key_of
from riskbild.followup.models import Report, ReportHolder
from riskbild.followup.queries.measures import MeasureLine, measures_of
from riskbild.followup.queries.seen import masks_of_reports, reports_seen_by, stood_in_for
from riskbild.organisation.access import access_of
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor
from riskbild.organisation.roles import Permission
from riskbild.register.models import BoardYear
from riskbild.rules.period_life import PeriodState
from riskbild.rules.reporting import Subject
from riskbild.rules.sentence import Sentence

_REPORTED = (Subject.CONTROL, Subject.RISK)


@dataclass(frozen=True)
class Fillable:
    """One row: what may be filled in, as it is here, and in words what it is about."""

    here: HereRow
    about: Mapping[str, str]


def measures_to_fill(by: Actor, year: BoardYear, today: date) -> dict[str, Fillable]:
    """The measures whose progress the person may report, by key, in the order of their days; six queries.

    One with something that the person must not read is not among them.
    """
    lines = measures_of(by, year.pk, today)
    edits = None if isinstance(by, Operator) else access_of(by, today).at(Permission.EDIT_RISK)
    own = isinstance(by, User) and access_of(by, today).anywhere(Permission.REPORT_OWN)
    return {
        key_of(MEASURE, one.id): _measure(one)
        for one in lines
        if _is_read(one) and (edits is None or one.node_id in edits or (own and _is_own(one, by)))
    }


def reports_to_fill(by: Actor, year: BoardYear, today: date) -> dict[str, Fillable]:
    """The reports of the year's open periods that the person may give, by key; those on measures are the measures'.

    One with something that the person must not read is not among them. Four queries, however many.
    """
    if year.closed:
        return {}
    rows = reports_seen_by(by, today).filter(
        municipality_id=year.municipality_id, period__municipality_id=year.municipality_id, period__board_year=year,
        period__state=PeriodState.OPEN, retired=False, subject__in=_REPORTED,
    )  # fmt: skip
    found = list(rows.select_related("period", "node").order_by("period__ends", "position", "pk"))
    hidden, mine = masks_of_reports(by, found, today), _mine(by, found, today)
    return {
        key_of(REPORT, one.pk): _report(one)
        for one in found
        if one.pk not in hidden and (mine is None or one.pk in mine)
    }


def _is_read(line: MeasureLine) -> bool:
    return not any(isinstance(text, Sentence) for text in (line.risk, line.text, line.note))


def _is_own(line: MeasureLine, by: Actor) -> bool:
    return isinstance(by, User) and line.person_id == by.pk


def _measure(line: MeasureLine) -> Fillable:
    cells = {PROGRESS: word_of(PROGRESS, line.progress), "measure.note": str(line.note)}
    about = {
        "risk": str(line.risk), "measure": str(line.text), "responsible": str(line.roles),
        "deadline": str(line.deadline), "unit": line.node,
    }  # fmt: skip
    return Fillable(HereRow(line.version, cells, str(line.text)), about)


def _mine(by: Actor, rows: Sequence[Report], today: date) -> frozenset[UUID] | None:
    """The reports that the person may give, as `refusal_to_report` says one by one; None for all."""
    if not isinstance(by, User):
        return None
    access = access_of(by, today)
    edits = {one.pk for one in rows if one.node_id in access.at(Permission.EDIT_RISK)}
    if not access.anywhere(Permission.REPORT_OWN):
        return frozenset(edits)
    held: Iterable[UUID] = ReportHolder.objects.filter(
        municipality_id=by.municipality_id, report_id__in=[one.pk for one in rows],
        person_id__in=stood_in_for(by, today),
    ).values_list("report_id", flat=True)  # fmt: skip
    return frozenset({*edits, *held})


def _report(row: Report) -> Fillable:
    cells = {
        STATUS: word_of(STATUS, row.status), "said.text": row.status_text, RESULT: word_of(RESULT, row.result),
        "said.reason": row.reason, ON_PLAN: word_of(ON_PLAN, row.on_plan), "said.comment": row.comment,
    }  # fmt: skip
    about = {
        "period": row.period.printed, "unit": row.node.name, "risk": row.risk_words or row.process,
        "control": row.activity, "frequency": row.frequency, "role": row.role, "subject": row.subject,
    }  # fmt: skip
    # What a report on a control says and what one on a risk says are different things.
    other = {ON_PLAN} if row.subject == Subject.CONTROL else {STATUS, "said.text", RESULT, "said.reason"}
    title = row.activity or row.risk_words or row.process
    return Fillable(HereRow(row.version, {k: v for k, v in cells.items() if k not in other}, title), about)
