"""A control's record card: what it was called, who answered for it and what it showed, year after year."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from riskbild.documents.exchange import WHOLE_ROW
from riskbild.documents.layout import Source
from riskbild.followup.queries.history import HistoryEntry, history_of
from riskbild.planning.models import Plan, PlanDecision, PlanItem, PlanItemRisk
from riskbild.planning.queries.plans import ItemSeen, plan_seen_by, plans_of_year
from riskbild.publishing.assemble.facts import Line
from riskbild.publishing.masking.hiding import hidden_in_line
from riskbild.publishing.sources.about import facts_about
from riskbild.publishing.sources.asked import Asked, Sourced
from riskbild.publishing.sources.plan import NO_PLAN
from riskbild.publishing.sources.register import own_document
from riskbild.publishing.sources.risks import marks_of
from riskbild.publishing.sources.secret_lines import RISKS, marks_together, risk_keys, with_title
from riskbild.register.queries.checkable import profile_of
from riskbild.rules.labels import label
from riskbild.rules.refusal import Missing
from riskbild.rules.result import DEVIATIONS
from riskbild.rules.sentence import Sentence

_NO_CONTROL = Sentence("det finns ingen kontroll med det numret i planen.", "the plan has no control of that number.")
_TEXTS: Final = ("activity", "method", "control_owner", "performer", "frequency")
_SHOWN: Final = ("status", "result", "deviation", "comment")


def control_card(asked: Asked) -> Sourced:
    """The card of one control, found by its number in the year's plan or by its lineage. Raises `Refused`."""
    lineage = asked.control if isinstance(asked.control, UUID) else _lineage(asked, asked.control or 0)
    lines = [line for plan, item in _versions(asked, lineage) for line in _lines(asked, plan, item)]
    if not lines:
        raise asked.nothing(_NO_CONTROL)
    facts = facts_about(asked, profile_of(asked.year))
    facts = replace(
        facts, dated=asked.today, texts={"control": str(lines[-1]["activity"])}, tables={Source.HISTORY: lines}
    )
    return Sourced(own_document(asked), facts, profile_of(asked.year))


def _lineage(asked: Asked, number: int) -> UUID:
    listed = plans_of_year(asked.by, asked.year.pk, asked.today)
    if not listed:
        raise asked.nothing(NO_PLAN)
    items = plan_seen_by(asked.by, listed[0].id, asked.today).items
    if not 1 <= number <= len(items):
        raise asked.nothing(_NO_CONTROL)
    return items[number - 1].lineage


def _versions(asked: Asked, lineage: UUID) -> list[tuple[Plan, ItemSeen]]:
    """The control in each year's plan: the version in force, else the latest; the earliest year first."""
    mine = {"municipality_id": asked.year.municipality_id}
    items = PlanItem.objects.filter(**mine, plan__municipality_id=asked.year.municipality_id, lineage=lineage)
    plans = Plan.objects.filter(**mine, pk__in=items.values("plan_id")).select_related("board_year")
    decided = set(PlanDecision.objects.filter(**mine, plan__in=plans).values_list("plan_id", flat=True))
    by_year: dict[UUID, Plan] = {}
    for plan in plans.order_by("year", "number"):
        before = by_year.get(plan.board_year_id)
        if before is None or plan.pk in decided or before.pk not in decided:
            by_year[plan.board_year_id] = plan
    return [(plan, item) for plan in by_year.values() if (item := _item(asked, plan, lineage)) is not None]


def _item(asked: Asked, plan: Plan, lineage: UUID) -> ItemSeen | None:
    try:
        seen = plan_seen_by(asked.by, plan.pk, asked.today)
    except Missing:
        return None
    return next((item for item in seen.items if item.lineage == lineage), None)


def _lines(asked: Asked, plan: Plan, item: ItemSeen) -> list[Line]:
    """A line for each period of a year that was to be reported, else one that tells of the control alone."""
    decision = PlanDecision.objects.filter(municipality_id=plan.municipality_id, plan=plan).defer("content").first()
    links = PlanItemRisk.objects.filter(municipality_id=plan.municipality_id, item_id=item.id)
    risks = list(links.order_by("pk").values_list("risk_id", flat=True))
    told: Line = {
        "year": plan.year,
        **{name: str(item.texts[name]) for name in _TEXTS},
        "risks": "\n".join(str(risk.title) for risk in item.risks),
        "decided": f"{decision.body} {decision.decided_on.isoformat()} {decision.paragraph}" if decision else "",
        RISKS: risk_keys(risks),
    }
    reports = [_report(one) for one in _history(asked, item.lineage, plan.year)]
    lines: list[Line] = [{**told, **report} for report in reports] or [told]
    marks = _public_marks(plan, item, risks) if asked.public else {}
    return [hidden_in_line(line, marks) for line in lines]


def _public_marks(plan: Plan, item: ItemSeen, risks: Sequence[UUID]) -> dict[str, str]:
    """The paragraph of each text that a public copy is without; of all of them where a whole risk is secret."""
    found = marks_of(plan.municipality_id, risks=risks)
    marks = marks_together(risks, found)
    if WHOLE_ROW in marks:
        return dict.fromkeys((*item.texts, "risks", *_SHOWN), marks[WHOLE_ROW])
    named = with_title(marks)
    about = {"risks": "risk", "status": "result"}
    return marks | {name: named[cell] for name, cell in about.items() if cell in named}


def _history(asked: Asked, lineage: UUID, year: int) -> Sequence[HistoryEntry]:
    try:
        entries = history_of(asked.by, lineage, asked.today)
    except Missing:
        return ()
    return [one for one in entries if one.period.year == year and (one.said.anything or one.said.at is None)]


def _report(entry: HistoryEntry) -> Line:
    said = entry.said
    result = str(label(said.result)) if said.result else ""
    deviates = said.result in DEVIATIONS
    return {
        "period": entry.period.printed,
        "status": str(said.printed),
        "result": "" if deviates else result,
        "deviation": result if deviates else "",
        "comment": str(said.comment) if said.comment else "",
    }
