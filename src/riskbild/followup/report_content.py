"""A board's report as data: every row with what has changed, the numbers, the texts with those numbers filled in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from riskbild.audit.prepared import Prepared
from riskbild.documents.layout.placeholders import Value
from riskbild.followup.models import BoardReport, Deviation, DeviationMeasure, FollowUpPeriod, Report
from riskbild.followup.queries.seen import secrecy_of_reports
from riskbild.followup.queries.telling import WORDS, Earlier, earlier_reports, last_of, state_on
from riskbild.followup.report_figures import figures_of
from riskbild.followup.report_steps import written_in
from riskbild.followup.report_texts import told_in
from riskbild.followup.subjects import followed_plan
from riskbild.planning.models import Plan, PlanDecision
from riskbild.register.models import BoardYear
from riskbild.rules.board_report import Written
from riskbild.rules.labels import label
from riskbild.rules.period_life import PeriodState
from riskbild.rules.status_lines import printed_status
from riskbild.rules.statute import SECTION, statute_on

FORMAT = "riskbild-board-report/1"


def content_of(row: BoardReport, today: date) -> dict[str, Any]:
    """The report with the numbers of today, without its decision; at most sixteen queries.

    The row has been fetched with its period, its year with method, and its board with municipality. Secret texts stand
    in it in full, with their paragraphs beside them: whoever shows it masks them (`followup.queries.board_reports`).
    """
    year = row.board_year
    every = _reports(row)
    latest = _latest(every)
    plan, _ = followed_plan(year)
    written = written_in(row)
    figures = figures_of(year, latest, every, plan, today)
    values = values_of(row, written, figures, today)
    return {
        "format": FORMAT,
        "municipality": row.board.municipality.name,
        "board": {"id": str(row.board_id), "name": row.board.name},
        "year": row.year, "number": row.number,
        "period": _period_data(row.period) if row.period else None,
        "plan": _plan_data(plan) if plan else None,
        "statute": dict(statute_on(today).to_data()),
        "figures": figures, "values": values,
        "stated": row.stated,
        "sections": [
            {"title": told_in(one.title, values), "source": one.text, "text": told_in(one.text, values)}
            for one in written.sections
        ],
        "conclusion": row.conclusion, "motive": row.motive,
        "rows": _rows_data(latest, today),
        "deviations": _deviations(year, row.period),
    }  # fmt: skip


def values_of(row: BoardReport, written: Written, figures: Mapping[str, int], today: date) -> dict[str, Value]:
    """Everything that the texts may fill in; what the data say goes before what somebody has stated."""
    statute = statute_on(today)
    return {
        **{one.name: one.value for one in written.stated}, **figures,
        "year": row.year, "next_year": row.year + 1, "board": row.board.name,
        "municipality": row.board.municipality.name, "method": row.board_year.method.name, "date": today.isoformat(),
        "period": row.period.name_sv if row.period else str(row.year), "statute": statute.text,
        "statute_section": SECTION, "statute_version": statute.version,
        "conclusion": f"{label(written.conclusion)}. {row.motive}".strip() if written.conclusion else "",
    }  # fmt: skip


def _reports(row: BoardReport) -> list[Report]:
    """The reports that the report is about, with their periods, in the order of periods and rows."""
    mine = (row.municipality_id, row.municipality_id, row.board_year_id)
    return _OF_PERIOD.rows(*mine, row.period_id) if row.period_id else _OF_YEAR.rows(*mine)


def _every() -> QuerySet[Report]:
    rows = Report.objects.filter(retired=False).exclude(period__state=PeriodState.PLANNED)
    return rows.select_related("period", "node").order_by("period__ends", "period__starts", "position", "pk")


_YEAR = ["municipality_id", "period__municipality_id", "period__board_year_id"]
_OF_YEAR = Prepared(_every, by=_YEAR)
_OF_PERIOD = Prepared(_every, by=[*_YEAR, "period_id"])


def _latest(every: Iterable[Report]) -> list[Report]:
    """Each thing once: its last report that was given, else its last; in the order of the last period."""
    found: dict[tuple[str, UUID], Report] = {}
    for row in every:
        before = found.get((row.subject, row.lineage))
        if before is None or row.reported_at is not None or before.reported_at is None:
            found[row.subject, row.lineage] = row
    last = {(row.subject, row.lineage): row.position for row in every}
    return sorted(found.values(), key=lambda row: (last[row.subject, row.lineage], row.pk))


def _rows_data(latest: Sequence[Report], today: date) -> list[dict[str, Any]]:
    before = last_of(latest, earlier_reports(latest))
    secret = secrecy_of_reports([*latest, *before.values()])
    return [_row_data(row, before.get(row.pk), secret, today) for row in latest]


def _row_data(
    row: Report, before: Earlier | None, secret: Mapping[UUID, Mapping[str, str]], today: date
) -> dict[str, Any]:
    said = _said(row)
    earlier = {**_said(before), "period": before.period.printed, "report": str(before.id)} if before else None
    return {
        "report": str(row.pk), "subject": row.subject, "lineage": str(row.lineage), "node": str(row.node_id),
        "node_name": row.node.name, "risk": str(row.risk_id) if row.risk_id else None,
        **{name: getattr(row, name) for name in WORDS},
        "period": row.period.printed, "state": state_on(row, row.period, today).value, **said,
        "before": earlier, "changed": before is not None and row.reported_at is not None and _said(before) != said,
        "secrecy": {**(secret.get(before.id, {}) if before else {}), **secret.get(row.pk, {})},
    }  # fmt: skip


def _said(row: Report | Earlier) -> dict[str, str]:
    return {
        "status": row.status, "printed": printed_status(row.status_word, row.status_text), "result": row.result,
        "on_plan": row.on_plan, "reason": row.reason, "comment": row.comment,
    }  # fmt: skip


def _found() -> QuerySet[Deviation]:
    return Deviation.objects.select_related("report", "node", "period").order_by("found_on", "pk")


def _meanwhile(municipality_id: UUID, board_year_id: UUID, period_id: UUID, starts: date, ends: date) -> Q:
    outside = Q(period=None, found_on__gte=starts, found_on__lte=ends)
    return Q(municipality_id=municipality_id, board_year_id=board_year_id) & (Q(period_id=period_id) | outside)


_FOUND = Prepared(_found, by=["municipality_id", "board_year_id"])
_FOUND_MEANWHILE = Prepared(
    _found, by=["municipality_id", "board_year_id", "period_id", "found_on", "found_on"], where=_meanwhile
)
_MEASURES = Prepared(lambda: DeviationMeasure.objects.order_by("due", "pk"), by=["municipality_id", "deviation_id__in"])


def _deviations(year: BoardYear, period: FollowUpPeriod | None) -> list[dict[str, Any]]:
    """Those found in the period's reports, and those found outside them while it lasted; of a year all of them."""
    mine = (year.municipality_id, year.pk)
    found = _FOUND_MEANWHILE.rows(*mine, period.pk, period.starts, period.ends) if period else _FOUND.rows(*mine)
    measures = _MEASURES.rows(year.municipality_id, frozenset(row.pk for row in found))
    secret = secrecy_of_reports([row.report for row in found if row.report])
    return [
        {
            "deviation": str(row.pk), "node": str(row.node_id), "node_name": row.node.name, "title": row.title,
            "description": row.description, "cause": row.cause, "severity": row.severity, "state": row.state,
            "outcome": row.outcome, "period": row.period.printed if row.period else "",
            "report": str(row.report_id) if row.report_id else None,
            "measures": [_measure(one) for one in measures if one.deviation_id == row.pk],
            "secrecy": next(iter(secret.get(row.report_id, {}).values()), "") if row.report_id else "",
        }
        for row in found
    ]  # fmt: skip


def _measure(one: DeviationMeasure) -> dict[str, str]:
    return {"text": one.text, "owner": one.owner, "due": one.due.isoformat(), "progress": one.progress}


def _period_data(period: FollowUpPeriod) -> dict[str, str]:
    return {
        "key": period.key, "sv": period.name_sv, "en": period.name_en, "printed": period.printed,
        "starts": period.starts.isoformat(), "ends": period.ends.isoformat(),
    }  # fmt: skip


_DECISIONS = Prepared(lambda: PlanDecision.objects.defer("content").order_by("pk"), by=["municipality_id", "plan_id"])


def _plan_data(plan: Plan) -> dict[str, Any]:
    decision = _DECISIONS.single(plan.municipality_id, plan.pk)
    decided = (
        {
            "decided_on": decision.decided_on.isoformat(), "paragraph": decision.paragraph, "sha256": decision.sha256
        } if decision else None
    )  # fmt: skip
    return {"id": str(plan.pk), "number": plan.number, "decision": decided}
