"""What every page about a version of a plan tells of it: whose it is, the way to it, and its name."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from riskbild.planning.queries.plans import ItemSeen, PlanSeen, plan_seen_by
from riskbild.rules.plan_item import ITEM_KIND_LABELS, ITEM_ORIGIN_LABELS
from riskbild.rules.plan_life import MOVES, PlanStep
from riskbild.rules.refusal import Forbidden, Missing
from riskbild.rules.title import short_title
from riskbild.web.board_year import YearFrame, frame_of
from riskbild.web.forms.attempt import said
from riskbild.web.request import SignedInRequest

HERE = "plan"


@dataclass(frozen=True)
class Opened:
    """A version of a plan and the frame of its year."""

    plan: PlanSeen
    frame: YearFrame

    @property
    def name(self) -> str:
        """What the version is called: "Internkontrollplan 2026", and its number from the second on."""
        name = _("Internkontrollplan %(year)s") % {"year": self.plan.year.year}
        return f"{name}, {_('version %(number)s') % {'number': self.plan.number}}" if self.plan.number > 1 else name

    def item(self, item_id: UUID) -> ItemSeen:
        """One of its items. Raises `Missing`."""
        found = next((item for item in self.plan.items if item.id == item_id), None)
        if found is None:
            raise Missing
        return found


def opened(request: SignedInRequest, plan_id: UUID) -> Opened:
    """The version as the person sees it. Raises `Missing`."""
    plan = plan_seen_by(request.user, plan_id, request.today)
    return Opened(plan, frame_of(request, plan.year.id, HERE))


def about(one: Opened) -> dict[str, Any]:
    """What every page below the plan is drawn with."""
    return {
        "plan": one.plan,
        "frame": one.frame,
        "name": one.name,
        "sample": one.plan.year.sample,
        "kinds": ITEM_KIND_LABELS,
        "origins": ITEM_ORIGIN_LABELS,
        "crumbs": [*year_crumbs(one.frame), (one.name, reverse("plan_version", args=[one.plan.id]))],
    }


def year_crumbs(frame: YearFrame) -> list[tuple[str, str]]:
    """The way to a page below the year: to its first part."""
    return [(frame.name, frame.tabs[0][1])]


def check_step(one: Opened, step: PlanStep) -> bool:
    """Whether the step stands open to the plan at all; raises `Forbidden` where it does but not to this person."""
    reason = one.plan.steps[step]
    if reason is None:
        return True
    if one.plan.year.closed or step not in MOVES[one.plan.state]:
        return False
    raise Forbidden(reason)


def title_of(item: ItemSeen) -> str:
    """What an item is called in a heading: its activity, else the risk or process that it is about."""
    shown = next((item.texts[name] for name in ("activity", "risk", "process") if item.texts[name]), "")
    return short_title(shown if isinstance(shown, str) else said(shown))
