"""Which risks a plan is drawn from, which of them are in it, and which choices go against the threshold."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from riskbild.audit.prepared import Prepared
from riskbild.planning.lines import ShortLine, short_lines_in, short_lines_of, short_lines_with
from riskbild.planning.models import Plan, PlanChoice, PlanItemRisk
from riskbild.planning.rules_of import Setup
from riskbild.register.models import BoardYear, Risk
from riskbild.rules.level import Level
from riskbild.rules.plan_choice import PlanChoice as Choice
from riskbild.rules.selection import Deviation, asked_for, deviation
from riskbild.rules.threshold import ThresholdKind


@dataclass(frozen=True)
class ChosenRisk:
    """One risk that the plan is drawn from.

    `wanted` is what the threshold says, None where it says nothing. `in_plan` is the choice in force: made here, else
    an item answers the risk, else what the register says. `version` is that of the choice, 0 where none is made here.
    """

    risk: ShortLine
    wanted: bool | None
    in_plan: bool
    answered: bool
    deviation: Deviation | None
    reason: str
    version: int


_OF_PLAN = ["municipality_id", "plan_id"]
_CHOICES = Prepared(PlanChoice.objects.all, by=_OF_PLAN)
_ANSWERED = Prepared(lambda: PlanItemRisk.objects.values_list("risk_id"), by=_OF_PLAN)


def considered(
    year: BoardYear, setup: Setup, plan: Plan | None = None, *, answered: set[UUID] | None = None
) -> list[ChosenRisk]:
    """The risks of the board's risk profile, or of the whole register where there is none, that the choice concerns.

    A risk that the rules do not ask for and that nobody has chosen is left out where the whole register is the ground.
    `answered` holds the risks that the plan's items answer, where the caller knows them. At most four queries.
    """
    choices = {row.risk_id: row for row in _CHOICES.rows(year.municipality_id, plan.pk)} if plan else {}
    if answered is None:
        answered = {risk_id for (risk_id,) in _ANSWERED.rows(year.municipality_id, plan.pk)} if plan else set()
    touched = choices.keys() | answered
    risks = _in_profile(year, touched) or _in_register(year, setup, touched)
    levels = {level.key: level for level in setup.method.levels}
    asked = asked_for(setup.method, setup.rules.selection, [_as_choice(risk, levels) for risk in risks])
    return [
        _chosen(risk, choices.get(risk.pk), want=want, answered=risk.pk in answered)
        for risk, want in zip(risks, asked, strict=True)
    ]


def _as_choice(risk: ShortLine, levels: Mapping[str, Level]) -> Choice:
    return Choice(where="", in_plan=None, score=risk.score, level=levels.get(risk.level), category=risk.category)


def _chosen(risk: ShortLine, choice: PlanChoice | None, *, want: bool | None, answered: bool) -> ChosenRisk:
    in_plan = answered or (choice.in_plan if choice else risk.in_plan is True)
    return ChosenRisk(
        risk=risk, wanted=want, in_plan=in_plan, answered=answered, deviation=deviation(want=want, in_plan=in_plan),
        reason=choice.reason if choice else "", version=choice.version if choice else 0,
    )  # fmt: skip


def _in_profile(year: BoardYear, touched: set[UUID]) -> list[ShortLine]:
    """The risks of the board's profile in its order, then those that the plan speaks of all the same."""
    placed = short_lines_in(year, year.board_id)
    missing = touched - {risk.id for risk in placed} if placed else set()
    return [*placed, *short_lines_with(year, missing)]


def _in_register(year: BoardYear, setup: Setup, touched: set[UUID]) -> list[ShortLine]:
    rows = _risks(year)
    asked = _asked(setup)
    if asked is not None:
        rows = rows.filter(asked | Q(in_plan=True) | Q(pk__in=list(touched)))
    return short_lines_of(year.municipality_id, rows.order_by("position", "pk"))


def _asked(setup: Setup) -> Q | None:
    """What the database can tell by itself of what the rule asks for; None where every risk must be looked at."""
    threshold = setup.threshold
    if threshold.kind is ThresholdKind.FREE_CHOICE:
        return Q(pk__in=[])
    if threshold.kind is ThresholdKind.SCORE_AT_LEAST:
        return Q(score__gte=threshold.score)
    return None


def _risks(year: BoardYear) -> QuerySet[Risk]:
    return Risk.objects.filter(municipality_id=year.municipality_id, board_year=year, archived=False)
