"""The executive board's consolidated report: every board of the municipality in a year, in comparable numbers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from django.db.models import Count, Q

from riskbild.documents.layout import Source
from riskbild.followup.models import Report
from riskbild.organisation.models import Municipality
from riskbild.organisation.permissions import check_everywhere
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import tree_of
from riskbild.oversight.reports import conclusions_of
from riskbild.planning.models import Plan, PlanDecision, PlanItem
from riskbild.publishing.assemble.facts import Line
from riskbild.publishing.sources.about import facts_about
from riskbild.publishing.sources.asked import Asked, Sourced
from riskbild.publishing.sources.beside import deviation_lines
from riskbild.publishing.sources.board_report import report_asked, reported
from riskbild.publishing.sources.register import own_document
from riskbild.register.models import BoardYear, Risk
from riskbild.register.queries.checkable import profile_of
from riskbild.register.rules_of import method_of
from riskbild.rules.conclusion import Conclusion
from riskbild.rules.labels import label
from riskbild.rules.plan_life import DECIDED, PlanState
from riskbild.rules.reporting import Subject
from riskbild.rules.result import Result

_NONE: Final = "Saknas"


@dataclass
class _Body:
    """One board's year in numbers; `year` None for a board that has not begun it."""

    name: str
    year: BoardYear | None
    risks: int = 0
    critical: int = 0
    plan: Plan | None = None
    decision: PlanDecision | None = None
    items: int = 0
    due: int = 0
    reported: int = 0
    results: Counter[str] = field(default_factory=Counter)


def consolidated_report(asked: Asked) -> Sourced:
    """Every board of the municipality, with the executive board's own report of them.

    Raises `Forbidden` for who does not read the whole municipality.
    """
    return reported(report_asked(asked), consolidated(asked))


def consolidated(asked: Asked) -> Sourced:
    """The boards' numbers and serious deviations, without the report's words.

    One that has nothing for the year stands there too: that it is left out is what auditors find.
    """
    check_everywhere(asked.by, Permission.READ, today=asked.today)
    bodies = _bodies(asked)
    serious = [line for body in bodies for line in _serious(asked, body)]
    facts = facts_about(asked, profile_of(asked.year))
    conclusions = conclusions_of(asked.year.municipality_id, asked.year.year)
    lines = [{**_line(body), **(_concluded(body, conclusions) if body.year else {})} for body in bodies]
    facts = replace(facts, figures=_figures(bodies) | {"boards_with_report": len(conclusions)}, tables={
        Source.BOARDS: lines, Source.DEVIATIONS: serious,
    })  # fmt: skip
    return Sourced(own_document(asked), facts, profile_of(asked.year))


def _concluded(body: _Body, conclusions: Mapping[UUID, tuple[Conclusion | None, str]]) -> Line:
    found = conclusions.get(body.year.board_id) if body.year else None
    if found is None:
        return {"report": _NONE}
    return {"report": found[1], "conclusion": str(label(found[0])) if found[0] else ""}


def _bodies(asked: Asked) -> list[_Body]:
    mine = {"municipality_id": asked.year.municipality_id}
    years = BoardYear.objects.filter(**mine, year=asked.year.year).select_related("board", "method")
    begun = {year.board_id: _Body(year.board.name, year) for year in years}
    tree = tree_of(Municipality.objects.get(pk=asked.year.municipality_id), asked.today)
    every = {node.id: _Body(node.name, None) for node in tree.boards if not node.closed} | begun
    bodies = {body.year.pk: body for body in begun.values() if body.year}
    _count_risks(bodies, mine)
    _find_plans(bodies, mine)
    _count_reports(bodies, mine)
    return sorted(every.values(), key=lambda body: body.name.casefold())


def _count_risks(bodies: Mapping[UUID, _Body], mine: Mapping[str, UUID]) -> None:
    methods = {key: method_of(body.year.method) for key, body in bodies.items() if body.year}
    rows = Risk.objects.filter(**mine, board_year__in=list(bodies), archived=False)
    for key, score, level, count in rows.values_list("board_year", "score", "level").annotate(count=Count("pk")):
        body = bodies[key]
        method = methods[key]
        found = next((one for one in method.levels if one.key == level), None)
        body.risks += count
        body.critical += count if method.wants_in_plan(score, found) else 0


def _find_plans(bodies: Mapping[UUID, _Body], mine: Mapping[str, UUID]) -> None:
    """The version in force of each, else the latest."""
    for plan in Plan.objects.filter(**mine, board_year__in=list(bodies)).order_by("number"):
        body = bodies[plan.board_year_id]
        if body.plan is None or PlanState(plan.state) in DECIDED or PlanState(body.plan.state) not in DECIDED:
            body.plan = plan
    chosen = {body.plan.pk: body for body in bodies.values() if body.plan}
    for decision in PlanDecision.objects.filter(**mine, plan__in=list(chosen)).defer("content"):
        chosen[decision.plan_id].decision = decision
    counted = PlanItem.objects.filter(**mine, plan__in=list(chosen)).values_list("plan").annotate(count=Count("pk"))
    for plan_id, count in counted:
        chosen[plan_id].items = count


def _count_reports(bodies: Mapping[UUID, _Body], mine: Mapping[str, UUID]) -> None:
    rows = Report.objects.filter(
        **mine, period__municipality_id=mine["municipality_id"], period__board_year__in=list(bodies),
        subject=Subject.CONTROL.value, retired=False,
    )  # fmt: skip
    counted = rows.values_list("period__board_year", "result").annotate(
        due=Count("pk", filter=Q(expected=True)), given=Count("reported_at")
    )
    for key, result, due, given in counted:
        body = bodies[key]
        body.due, body.reported = body.due + due, body.reported + given
        body.results[result] += given


def _serious(asked: Asked, body: _Body) -> list[Line]:
    if body.year is None or not body.results[Result.MAJOR_DEVIATION.value]:
        return []
    serious = str(label(Result.MAJOR_DEVIATION))
    lines = deviation_lines(asked.by, body.year, asked.today, public=asked.public)
    return [{**line, "period": f"{body.name}\n{line['period']}"} for line in lines if line["deviation"] == serious]


def _line(body: _Body) -> Line:
    decision = body.decision
    told = f"{decision.decided_on.isoformat()} {decision.paragraph}".strip() if decision else ""
    return {
        "board": body.name,
        "plan": str(label(PlanState(body.plan.state))) if body.plan else _NONE,
        "decided": told,
        "missing": "" if body.year else "Året är inte påbörjat.",
        "risks": body.risks, "critical": body.critical, "items": body.items,
        "reported": f"{body.reported} av {body.due}" if body.due else "",
        "minor": body.results[Result.MINOR_DEVIATION.value], "major": body.results[Result.MAJOR_DEVIATION.value],
    }  # fmt: skip


def _figures(bodies: Sequence[_Body]) -> dict[str, int]:
    def results(*wanted: Result) -> int:
        return sum(body.results[one.value] for body in bodies for one in wanted)

    return {
        "boards": len(bodies),
        "boards_with_plan": sum(body.decision is not None for body in bodies),
        "due": sum(body.due for body in bodies),
        "reported": sum(body.reported for body in bodies),
        "not_carried_out": results(Result.NOT_DONE),
        "minor_deviations": results(Result.MINOR_DEVIATION),
        "major_deviations": results(Result.MAJOR_DEVIATION),
    }
