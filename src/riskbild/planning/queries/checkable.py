"""A board's plan made ready for the checks: the plan as a document, and what earlier years' plans were about."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from django.db.models import Q

from riskbild.checks.setting import Setting
from riskbild.documents.exchange import ExchangeDocument
from riskbild.organisation.permissions import Actor
from riskbild.planning.models import Plan, PlanItem
from riskbild.planning.plan_checks import document_of_plan
from riskbild.planning.queries.plans import plan_seen_by
from riskbild.register.models import BoardYear
from riskbild.register.queries.checkable import setting_of
from riskbild.rules.plan_life import PlanState

_YEARS_BACK = 2
_IN_FORCE = (PlanState.ADOPTED, PlanState.CLOSED)


def plan_setting_of(by: Actor, year: BoardYear, today: date) -> Setting:
    """The year's method and form, and the control areas of earlier years: of the plan in force, else of the register.

    One query beside those of the register's `setting_of`.
    """
    setting = setting_of(by, year, today)
    plans = Plan.objects.filter(
        municipality_id=year.municipality_id, board_id=year.board_id, state__in=_IN_FORCE, year__lt=year.year,
        year__gte=year.year - _YEARS_BACK,
    )  # fmt: skip
    items = PlanItem.objects.filter(municipality_id=year.municipality_id, plan__in=plans)
    areas: dict[int, dict[str, None]] = defaultdict(dict)
    worded = items.order_by("position", "pk").values_list("plan__year", "process", "risk", "description")
    for number, process, risk, description in worded:
        areas[number][process or risk or description] = None
    earlier = {number: tuple(filter(None, found)) for number, found in areas.items()}
    return replace(setting, earlier_areas={**setting.earlier_areas, **earlier})


def plan_to_check(by: Actor, year: BoardYear, today: date) -> tuple[ExchangeDocument, Setting, int] | None:
    """The latest version of the year's plan as a document, its setting, and the version's number.

    None without a plan, and for one that says no more than the documents that it was read from.
    """
    plan = Plan.objects.filter(municipality_id=year.municipality_id, board_year=year).order_by("-number").first()
    if plan is None:
        return None
    items = PlanItem.objects.filter(municipality_id=plan.municipality_id, plan=plan)
    if not items.filter(Q(source=None) | Q(version__gt=1)).exists():
        return None
    seen = plan_seen_by(by, plan.pk, today)
    setting = plan_setting_of(by, year, today)
    # The form's columns are those of the register's documents; a plan has its own.
    profile = replace(setting.profile, columns=(), plan_columns=()) if setting.profile else None
    decided = seen.decision.decided_on if seen.decision else None
    return document_of_plan(seen), replace(setting, profile=profile, decided_on=decided), plan.number
