"""Who sees which year and plan, and how a risk that is spoken of is shown to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.organisation.access import access_of
from riskbild.organisation.conflict import NOT_FOUND, reached, within_reach
from riskbild.organisation.permissions import Actor, may
from riskbild.organisation.roles import Permission
from riskbild.planning.lines import ShortLine
from riskbild.planning.models import Plan, PlanItem
from riskbild.register.fields import MASKABLE
from riskbild.register.models import BoardYear, Risk
from riskbild.register.queries.seen import RiskKeys, masks_for, title_of
from riskbild.register.queries.telling import Shown
from riskbild.rules.method import Level, Method
from riskbild.rules.plan_life import DECIDED, PlanState
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence

type Masks = Mapping[UUID, Mapping[str, Sentence]]


@dataclass(frozen=True)
class RiskRef:
    """A risk that something else points to: enough to name it, place it and link to it."""

    id: UUID
    version: int
    node_id: UUID
    title: Shown
    process: Shown
    likelihood: int | None
    impact: int | None
    score: int | None
    level: Level | None


def year_for(by: Actor, board_year_id: UUID, today: date) -> BoardYear:
    """The year with its method and board, for who reads something under the board. Raises `Missing`."""
    year = reached(BoardYear, by, board_year_id, "method", "board__municipality")
    if not reads_under(by, year.board_id, today):
        raise Missing(NOT_FOUND)
    return year


def plan_for(by: Actor, plan_id: UUID, today: date) -> Plan:
    """The version with its year, method and board.

    A version that the board has decided is for everybody who reads something under the board; one that is still being
    written, for who reads at the board. Raises `Missing`.
    """
    plan = reached(Plan, by, plan_id, "board_year__method", "board__municipality")
    if not sees_plan(by, plan, today):
        raise Missing(NOT_FOUND)
    return plan


def newest_item(by: Actor, lineage: UUID, today: date) -> tuple[UUID, UUID]:
    """The (plan, item) of the latest version with this control that the person sees. Raises `Missing`."""
    rows = within_reach(PlanItem.objects.filter(lineage=lineage).select_related("plan__board_year"), by)
    for item in rows.order_by("-plan__board_year__year", "-plan_id"):
        if sees_plan(by, item.plan, today):
            return item.plan_id, item.pk
    raise Missing(NOT_FOUND)


def sees_plan(by: Actor, plan: Plan, today: date) -> bool:
    """Whether the person sees a version, as `plan_for` tells."""
    if PlanState(plan.state) in DECIDED:
        return reads_under(by, plan.board_id, today)
    return may(by, Permission.READ, plan.board_id, today=today)


def reads_under(by: Actor, board_id: UUID, today: date) -> bool:
    """Whether the person reads at the board or at a unit below it."""
    if isinstance(by, Operator):
        return True
    access = access_of(by, today)
    return bool(access.at(Permission.READ) & access.tree.subtree(board_id))


def ref_of(risk: Risk | ShortLine, masks: Mapping[str, Sentence], method: Method) -> RiskRef:
    """A risk as others point to it."""
    return RiskRef(
        id=risk.pk, version=risk.version, node_id=risk.node_id, title=title_of(risk, masks),
        process=masks.get("process", risk.process), likelihood=risk.likelihood, impact=risk.impact, score=risk.score,
        level=level_of(risk, method),
    )  # fmt: skip


def level_of(risk: Risk | ShortLine, method: Method) -> Level | None:
    """The level as it stands on the risk, where its year's method still has it."""
    return next((level for level in method.levels if level.key == risk.level), None)


def masks_of(by: Actor, risks: Sequence[RiskKeys], today: date) -> Masks:
    """The masks of some risks; one query, or none."""
    return masks_for(by, risks, today)


def whole_mask(masks: Mapping[str, Sentence]) -> Sentence | None:
    """What stands for everything about a risk that is secret as a whole, else nothing."""
    return next(iter(masks.values())) if masks and masks.keys() >= MASKABLE else None
