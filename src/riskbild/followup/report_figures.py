"""The numbers of a board's report, computed from what was reported, the register, the plan and the measures."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from riskbild.audit.prepared import Prepared
from riskbild.documents.exchange import DocumentKind
from riskbild.documents.profile import Profile, derive
from riskbild.followup.models import Report
from riskbild.followup.queries.telling import state_on
from riskbild.planning.models import Plan, PlanItem, PlanItemRisk
from riskbild.register.cells import row_of
from riskbild.register.models import BoardYear, ImportedRow, Measure, Risk
from riskbild.register.rules_of import method_of
from riskbild.rules.plan_item import ItemKind
from riskbild.rules.progress import OPEN, Progress
from riskbild.rules.report_state import GIVEN, ReportState
from riskbild.rules.reporting import OnPlan, Subject
from riskbild.rules.result import Result
from riskbild.rules.status import Status

_ASKED = frozenset({*GIVEN, ReportState.DUE, ReportState.LATE, ReportState.MISSING})
_NOT_GIVEN = frozenset({ReportState.LATE, ReportState.MISSING})
_FOLLOW_UPS = (DocumentKind.INTERIM_FOLLOW_UP.value, DocumentKind.ANNUAL_FOLLOW_UP.value)


def figures_of(
    year: BoardYear, latest: Sequence[Report], every: Sequence[Report], plan: Plan | None, today: date
) -> dict[str, int]:
    """Every number that the data can give, by its name in `documents.layout.placeholders.COUNTS`; six queries.

    `latest` holds each control and each followed risk once, as it was last reported; `every` all of their reports with
    their periods. What the data do not tell is left out: whether the gross list is here, for one.
    """
    risks = {row.risk_id for row in latest if row.risk_id}
    return {
        **_of_risks(year, risks), **_on_plan(latest), **_of_reports(every, today), **_of_measures(year, today),
        **_gross(year), **_reviewed(year, plan, risks), **(_of_plan(plan) if plan else {}),
    }  # fmt: skip


_SCORED = Prepared(lambda: Risk.objects.values_list("score", "level", "carried_over"), by=["municipality_id", "id__in"])
_PROGRESS = Prepared(
    lambda: Measure.objects.filter(risk__archived=False).values_list("progress", "due_on"),
    by=["municipality_id", "risk__municipality_id", "risk__board_year_id"],
)
_OF_PLAN = ["municipality_id", "plan_id"]
_KINDS = Prepared(lambda: PlanItem.objects.values_list("kind"), by=_OF_PLAN)
_REVIEWED = Prepared(
    lambda: PlanItemRisk.objects.filter(item__kind=ItemKind.REVIEW).values_list("risk_id"),
    by=[*_OF_PLAN, "item__municipality_id"],
)


def _of_risks(year: BoardYear, risks: Collection[UUID]) -> dict[str, int]:
    method = method_of(year.method)
    levels = {level.key: level for level in method.levels}
    scored = _SCORED.rows(year.municipality_id, frozenset(risks))
    wanted = [method.wants_in_plan(score, levels.get(level)) for score, level, _ in scored]
    found = {
        "risks": len(scored), "scored": sum(score is not None for score, _, _ in scored),
        "unscored": sum(score is None for score, _, _ in scored),
        "carried_over": sum(carried for _, _, carried in scored),
    }  # fmt: skip
    return found | ({"critical": sum(one is True for one in wanted)} if any(one is not None for one in wanted) else {})


def _on_plan(latest: Iterable[Report]) -> dict[str, int]:
    """Whether something follows its plan is known only of what says so; partly is not on plan."""
    answers = Counter(row.on_plan for row in latest if row.subject == Subject.RISK and row.on_plan)
    if not answers:
        return {}
    on_plan = answers[OnPlan.YES.value]
    return {"on_plan": on_plan, "not_on_plan": answers.total() - on_plan}


def _of_reports(every: Iterable[Report], today: date) -> dict[str, int]:
    rows = [(row, state_on(row, row.period, today)) for row in every]
    given = [row for row, state in rows if state in GIVEN and row.subject == Subject.CONTROL]
    statuses, results = Counter(row.status for row in given), Counter(row.result for row in given)
    return {
        "due": sum(state in _ASKED for _, state in rows), "reported": sum(state in GIVEN for _, state in rows),
        "not_reported": sum(state in _NOT_GIVEN for _, state in rows), "carried_out": statuses[Status.DONE.value],
        "not_carried_out": results[Result.NOT_DONE.value], "without_deviation": results[Result.NO_DEVIATION.value],
        "minor_deviations": results[Result.MINOR_DEVIATION.value],
        "major_deviations": results[Result.MAJOR_DEVIATION.value],
    }  # fmt: skip


def _of_measures(year: BoardYear, today: date) -> dict[str, int]:
    rows = _PROGRESS.rows(year.municipality_id, year.municipality_id, year.pk)
    told = [(Progress(progress), due) for progress, due in rows]
    return {
        "measures_done": sum(progress is Progress.DONE for progress, _ in told),
        "measures_open": sum(progress in OPEN for progress, _ in told),
        "measures_late": sum(progress in OPEN and due is not None and due < today for progress, due in told),
    }


def _gross(year: BoardYear) -> dict[str, int]:
    """The gross list is known once the year has risks that did not come with a follow-up, which shows a part of it."""
    mine = {"municipality_id": year.municipality_id}
    printed = ImportedRow.objects.filter(
        **mine, document__municipality_id=year.municipality_id, document__board_year=year,
        document__kind__in=_FOLLOW_UPS, risk__isnull=False,
    )  # fmt: skip
    rows = Risk.objects.filter(**mine, board_year=year, archived=False)
    if not rows.exclude(pk__in=printed.values("risk_id")).exists():
        return {}
    return {"gross_risks": rows.count()}


def _of_plan(plan: Plan) -> dict[str, int]:
    kinds = Counter(kind for (kind,) in _KINDS.rows(plan.municipality_id, plan.pk))
    return {"plan_items": kinds.total(), "control_activities": kinds[ItemKind.CONTROL.value]}


def _reviewed(year: BoardYear, plan: Plan | None, risks: Collection[UUID]) -> dict[str, int]:
    """Risks that are also to be reviewed: by the plan's reviews, or by what the form's response says of them."""
    mine = {"municipality_id": year.municipality_id}
    found: set[UUID] = set()
    if plan is not None:
        found |= {risk_id for (risk_id,) in _REVIEWED.rows(year.municipality_id, plan.pk, year.municipality_id)}
    profile = Profile.from_data(year.method.profile)
    if profile.response is not None and profile.response.review:
        rows = Risk.objects.filter(**mine, pk__in=list(risks))
        found |= {risk.pk for risk in rows if derive(profile, row_of(risk, ()), year=year.year).review}
    return {"to_review": len(found & set(risks))} if plan or found else {}
