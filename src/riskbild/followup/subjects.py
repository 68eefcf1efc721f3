"""What is to be reported in a period: the plan's controls, the risks that are followed as such, and open measures."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from riskbild.followup.models import FollowUpPeriod
from riskbild.planning.choosing import considered
from riskbild.planning.models import Plan, PlanItem, PlanItemRisk
from riskbild.planning.rules_of import Setup
from riskbild.planning.versions import versions_of
from riskbild.register.models import BoardYear, Measure, Risk
from riskbild.rules.plan_life import DECIDED, PlanState
from riskbild.rules.progress import OPEN
from riskbild.rules.reporting import Subject
from riskbild.rules.response import Response

type ReportKey = tuple[Subject, UUID]
"""What makes a report one of its period: what it is about, and the lineage of that."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to be reported. `words` are the report's own texts, `dates` the days that fall in the period.

    `owner` and `performer` are the people named for it, `source_id` and `place` where a document prints it.
    """

    subject: Subject
    lineage: UUID
    node_id: UUID
    words: Mapping[str, str]
    risks: Sequence[UUID] = ()
    measure_id: UUID | None = None
    dates: Sequence[date] = ()
    expected: bool = True
    owner: UUID | None = None
    performer: UUID | None = None
    source_id: UUID | None = None
    place: int | None = None

    @property
    def key(self) -> ReportKey:
        """What makes it one of its period."""
        return self.subject, self.lineage


def followed_plan(year: BoardYear) -> tuple[Plan | None, bool]:
    """The version that is followed up, and whether the year has any plan at all; one query.

    It is the one in force; else one that came out of a document, whose decision the document may not tell. What is
    only being written is not followed up.
    """
    plans = versions_of(year)
    decided = next((plan for plan in plans if PlanState(plan.state) in DECIDED), None)
    imported = next((plan for plan in plans if plan.imported), None)
    return decided or imported, bool(plans)


def wanted_in(period: FollowUpPeriod, plan: Plan | None, setup: Setup, *, any_plan: bool) -> list[Wanted]:
    """Everything to be reported in a period, in its order; ten queries at most, however much there is.

    Risks followed as such are those under watch and, in a year without a plan, the critical ones: those that the
    threshold asks for or that somebody has chosen. Measures are those still open of the risks that the plan is about
    or that are followed as such, and of other risks those that have a day of their own, once it lies in the period or
    has passed: what the board has not taken up is its unit's to work off, and is asked about when it should be done.
    A measure that has no date, person or role of its own, of a risk that is followed as such, is told of in that
    risk's report.
    """
    year = period.board_year
    followed = list(_followed(year, setup, any_plan=any_plan))
    controls = list(_controls(period, plan, setup)) if plan else []
    measures = _measures(period, _risks_of(controls), _risks_of(followed))
    every = [*controls, *followed, *measures]
    # Two risks of a year may have the same lineage, when one was carried over and the other read from a document.
    return list({one.key: one for one in reversed(every)}.values())[::-1]


def _controls(period: FollowUpPeriod, plan: Plan, setup: Setup) -> Iterator[Wanted]:
    mine = {"municipality_id": plan.municipality_id, "plan": plan}
    linked = PlanItemRisk.objects.filter(**mine, risk__municipality_id=plan.municipality_id).order_by("position", "pk")
    nodes: dict[UUID, UUID] = {}
    risks: dict[UUID, list[UUID]] = defaultdict(list)
    for item_id, risk_id, node_id in linked.values_list("item_id", "risk_id", "risk__node_id"):
        risks[item_id].append(risk_id)
        nodes.setdefault(item_id, node_id)
    ruled = {*setup.rules.periods.parts, *(own.name for own in setup.rules.periods.own)}
    for item in PlanItem.objects.filter(**mine).order_by("position", "pk"):
        dates = _dates_within(item.dates, period, ruled)
        yield Wanted(
            Subject.CONTROL, item.lineage, nodes.get(item.pk, period.board_id), words_of_item(item), risks[item.pk],
            dates=dates, expected=bool(dates) or not item.dates, owner=item.owner_person_id,
            performer=item.performer_person_id, source_id=item.source_id, place=item.place,
        )  # fmt: skip


def _dates_within(dates: Iterable[Mapping[str, str]], period: FollowUpPeriod, ruled: Collection[str]) -> list[date]:
    """The days of an item that belong to a period; `ruled` are the keys of the periods that the rules name.

    A period of the rules has those that the plan counts to it, wherever they lie. One of the board's own has those that
    lie in it, and so has one of rules that were changed after the decision: the plan counts by the periods of before.
    """
    days = []
    for one in dates:
        day, counted = date.fromisoformat(one["due"]), one["period"]
        told = period.key in ruled and counted in ruled
        if counted == period.key if told else period.starts <= day <= period.ends:
            days.append(day)
    return sorted(set(days))


def words_of_item(item: PlanItem) -> dict[str, str]:
    """The texts of a report on an item of the plan."""
    return {
        "heading": item.heading, "process": item.process, "risk_words": item.risk or item.description,
        "activity": item.activity, "method": item.method, "role": item.control_owner, "frequency": item.frequency,
    }  # fmt: skip


def words_of_risk(row: Mapping[str, Any]) -> dict[str, str]:
    """The texts of a report on a risk: what is planned against it stands where a control's activity does."""
    return {
        "heading": row["heading"], "process": row["process"], "risk_words": row["risk"] or row["description"],
        "activity": row["measures"], "role": row["responsible"],
    }  # fmt: skip


def _followed(year: BoardYear, setup: Setup, *, any_plan: bool) -> Iterator[Wanted]:
    critical: list[UUID] = []
    if not any_plan:
        critical = [one.risk.id for one in considered(year, setup) if one.in_plan or one.wanted]
    rows = Risk.objects.filter(municipality_id=year.municipality_id, board_year=year, archived=False)
    rows = rows.filter(Q(response=Response.WATCH) | Q(pk__in=critical))
    for row in rows.order_by("position", "pk").values(*_RISK):
        words = words_of_risk(row)
        yield Wanted(Subject.RISK, row["lineage"], row["node_id"], words, [row["id"]], owner=row["owner_id"])


def _risks_of(things: Iterable[Wanted]) -> set[UUID]:
    return {key for one in things for key in one.risks}


def _measures(period: FollowUpPeriod, planned: set[UUID], followed: set[UUID]) -> Iterator[Wanted]:
    """The open measures to be told of; `planned` are the risks of the plan, `followed` those followed as such."""
    year = period.board_year
    rows = Measure.objects.filter(
        Q(risk_id__in=planned | followed) | Q(due_on__lte=period.ends), municipality_id=year.municipality_id,
        progress__in=[step.value for step in OPEN], risk__municipality_id=year.municipality_id, risk__board_year=year,
        risk__archived=False,
    )  # fmt: skip
    for row in rows.order_by("risk__position", "risk_id", "position").values(*_MEASURE):
        has_own = row["person_id"] or row["roles"] or row["deadline"]
        if has_own or row["risk_id"] not in followed:
            yield Wanted(
                Subject.MEASURE, row["id"], row["risk__node_id"], _words_of_measure(row), [row["risk_id"]],
                measure_id=row["id"], owner=row["person_id"], performer=row["risk__owner_id"],
            )  # fmt: skip


def _words_of_measure(row: Mapping[str, Any]) -> dict[str, str]:
    return {
        "heading": row["risk__heading"], "process": row["risk__process"],
        "risk_words": row["risk__risk"] or row["risk__description"], "activity": row["text"],
        "role": row["roles"] or row["risk__responsible"], "frequency": row["deadline"] or row["risk__deadline"],
    }  # fmt: skip


_RISK = ("id", "lineage", "node_id", "owner_id", "heading", "process", "risk", "description", "measures", "responsible")
_MEASURE = (
    "id", "text", "roles", "deadline", "person_id", "risk_id", "risk__heading", "risk__process", "risk__risk",
    "risk__description", "risk__responsible", "risk__deadline", "risk__node_id", "risk__owner_id",
)  # fmt: skip
