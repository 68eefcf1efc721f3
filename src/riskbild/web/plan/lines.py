"""The items as lines of the plan's table: everything that a row shows worked out once, since there may be hundreds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from riskbild.planning.queries.plans import ItemSeen, PlanSeen
from riskbild.register.queries.telling import Shown
from riskbild.rules.level import Level
from riskbild.rules.plan_item import ITEM_KIND_LABELS, ItemKind, ItemOrigin
from riskbild.rules.sentence import Sentence
from riskbild.web.address import addresses
from riskbild.web.plan.grouping import Group, Grouping, groups_of

type Mark = tuple[Shown, str, str]

_MOST_DAYS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One item as a row. `secret` is the mask that stands for it, `marks` are tags as (text, tone, icon)."""

    id: UUID
    number: int
    href: str
    title: str
    secret: Sentence | None
    marks: Sequence[Mark]
    below: Sequence[str]
    method: str
    owner: str
    performer: str
    frequency: str
    days: Sequence[tuple[str, str]]
    more_days: int
    reported_to: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a group: its text, and where a risk is the heading, the risk's page, score and level."""

    text: str
    href: str
    score: tuple[int | None, Level | None] | None


def table_of(plan: PlanSeen, by: Grouping) -> list[tuple[Heading, list[Line]]]:
    """The groups with their rows, in the page's language."""
    language, words = get_language() or "sv", _Words()
    item_page, risk_page = addresses("plan_item", plan.id), addresses("risk")
    return [
        (
            _heading(group, risk_page, language),
            [_line(number, item, by, item_page, language, words) for number, item in group.items],
        )
        for group in groups_of(plan, by)
    ]  # fmt: skip


class _Words:
    """Words of the interface, looked up once for all rows."""

    def __init__(self) -> None:
        self.common, self.plan, self.audit = _("Kommungemensam"), _("Verksamhetsplan"), _("Revision")
        self.kept, self.look, self.many = _("Kvar från %(year)s"), _("Att se över"), _("Svarar mot %(count)s risker")


def _heading(group: Group, risk_page: Callable[[UUID], str], language: str) -> Heading:
    if group.risk is None:
        return Heading(_said(group.heading, language), "", None)
    return Heading(_said(group.heading, language), risk_page(group.risk.id), (group.risk.score, group.risk.level))


def _line(  # noqa: PLR0917 - one row and everything it is told with
    number: int, item: ItemSeen, by: Grouping, item_page: Callable[[UUID], str], language: str, words: _Words
) -> Line:
    texts = {name: _said(text, language) for name, text in item.texts.items()}
    title = item.texts["activity"] or item.texts["risk"] or item.texts["process"]
    return Line(
        id=item.id, number=number, href=item_page(item.id), title=_said(title, language),
        secret=None if isinstance(title, str) else title, marks=_marks(item, by, words),
        below=_below(item, by, language, words), method=" · ".join(filter(None, (texts["method"], texts["scope"]))),
        owner=texts["control_owner"], performer=texts["performer"], frequency=texts["frequency"],
        days=[(period, day.isoformat()) for period, day in item.dates[:_MOST_DAYS]],
        more_days=max(0, len(item.dates) - _MOST_DAYS), reported_to=texts["reported_to"],
    )  # fmt: skip


def _marks(item: ItemSeen, by: Grouping, words: _Words) -> list[Mark]:
    marks: list[Mark] = []
    if item.kind is not ItemKind.CONTROL and by is not Grouping.KIND:
        marks.append((ITEM_KIND_LABELS[item.kind], "", ""))
    if item.origin is ItemOrigin.COMMON:
        marks.append((words.common, "info", "building"))
    if item.carried_from:
        marks.append((words.kept % {"year": item.carried_from}, "info", "history"))
    elif item.origin in _PLAIN:
        marks.append((getattr(words, _PLAIN[item.origin]), "", ""))
    stops = sum(finding.stops for finding in item.findings)
    if stops:
        marks.append((ngettext("%(num)d brist", "%(num)d brister", stops) % {"num": stops}, "danger", "error"))
    elif item.findings:
        marks.append((words.look, "warning", "alert"))
    return marks


def _below(item: ItemSeen, by: Grouping, language: str, words: _Words) -> list[str]:
    below = [_said(item.risks[0].title, language)] if by is not Grouping.RISK and item.risks else []
    return [*below, words.many % {"count": len(item.risks)}] if len(item.risks) > 1 else below


def _said(text: Shown, language: str) -> str:
    return text if isinstance(text, str) else text.text(language)


_PLAIN: Mapping[ItemOrigin, str] = {ItemOrigin.BUSINESS_PLAN: "plan", ItemOrigin.AUDIT: "audit"}
