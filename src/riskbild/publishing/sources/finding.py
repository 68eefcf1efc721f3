"""Finds a document: the one that the year was given, else one put together of what the program knows."""

from collections.abc import Callable, Mapping
from typing import Final

from riskbild.documents.layout import PublishedKind
from riskbild.planning.queries.plans import plans_of_year
from riskbild.publishing.sources.asked import Asked, Sourced
from riskbild.publishing.sources.board_report import is_reported
from riskbild.publishing.sources.card import control_card
from riskbild.publishing.sources.consolidated import consolidated_report
from riskbild.publishing.sources.follow_up import follow_up
from riskbild.publishing.sources.imported import imported
from riskbild.publishing.sources.plan import control_plan, profile_and_plan
from riskbild.publishing.sources.register import risk_list, risk_profile
from riskbild.publishing.sources.risks import Risks
from riskbild.register.queries.checkable import profile_of
from riskbild.rules.plan_life import DECIDED

_PLANS: Final = frozenset({PublishedKind.CONTROL_PLAN, PublishedKind.RISK_PROFILE_AND_PLAN})

_FOLLOW_UPS: Final = frozenset({PublishedKind.INTERIM_FOLLOW_UP, PublishedKind.ANNUAL_FOLLOW_UP})

_OF_RISKS: Final[Mapping[PublishedKind, Callable[[Asked, Risks], Sourced]]] = {
    PublishedKind.RISK_LIST: risk_list,
    PublishedKind.RISK_PROFILE: risk_profile,
    PublishedKind.RISK_PROFILE_AND_PLAN: profile_and_plan,
    PublishedKind.INTERIM_FOLLOW_UP: follow_up,
    PublishedKind.ANNUAL_FOLLOW_UP: follow_up,
}
_OF_WHOLE: Final[Mapping[PublishedKind, Callable[[Asked], Sourced]]] = {
    PublishedKind.CONSOLIDATED_REPORT: consolidated_report,
    PublishedKind.CONTROL_CARD: control_card,
}


def sourced(asked: Asked) -> Sourced:
    """The document asked for. Raises `Refused` in one sentence where there is none.

    What the board has decided here goes before what was taken in: a plan adopted here is printed as it was frozen.
    """
    if asked.kind in _OF_WHOLE:
        return _OF_WHOLE[asked.kind](asked)
    if asked.kind is PublishedKind.CONTROL_PLAN and _is_decided(asked):
        return control_plan(asked)
    risks = Risks(asked.by, asked.year, profile_of(asked.year), asked.today)
    given = imported(asked, risks)
    decided = (asked.kind in _PLANS and _is_decided(asked)) or (asked.kind in _FOLLOW_UPS and is_reported(asked))
    if given is not None and not decided:
        return given
    if asked.kind in _OF_RISKS:
        return _OF_RISKS[asked.kind](asked, risks)
    return control_plan(asked)


def _is_decided(asked: Asked) -> bool:
    return any(one.state in DECIDED for one in plans_of_year(asked.by, asked.year.pk, asked.today))
