"""A board's report as data: every row with what has changed, the numbers, the texts with those numbers filled in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

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
    mine = {"municipality_id": row.municipality_id, "period__municipality_id": row.municipality_id}
    rows = Report.objects.filter(**mine, period__board_year=row.board_year, retired=False)
    rows = rows.exclude(period__state=PeriodState.PLANNED)
    if row.period_id:
        rows = rows.filter(period_id=row.period_id)
    return list(rows.select_related("period", "node").order_by("period__ends", "period__starts", "position", "pk"))


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


def _deviations(year: BoardYear, period: FollowUpPeriod | None) -> list[dict[str, Any]]:
    """Those found in the period's reports, and those found outside them while it lasted; of a year all of them."""
    mine = {"municipality_id": year.municipality_id}
    rows = Deviation.objects.filter(**mine, board_year=year).select_related("report", "node", "period")
    if period is not None:
        meanwhile = Q(period=None, found_on__gte=period.starts, found_on__lte=period.ends)
        rows = rows.filter(Q(period=period) | meanwhile)
    found = list(rows.order_by("found_on", "pk"))
    measures = list(DeviationMeasure.objects.filter(**mine, deviation__in=found).order_by("due", "pk"))
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


def _plan_data(plan: Plan) -> dict[str, Any]:
    decision = PlanDecision.objects.filter(municipality_id=plan.municipality_id, plan=plan).defer("content").first()
    decided = (
        {
            "decided_on": decision.decided_on.isoformat(), "paragraph": decision.paragraph, "sha256": decision.sha256
        } if decision else None
    )  # fmt: skip
    return {"id": str(plan.pk), "number": plan.number, "decision": decided}
