"""Finds a document: the one that the year was given, else one put together of what the program knows."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from riskbild.documents.layout import PublishedKind
from riskbild.planning.queries.plans import plans_of_year
from riskbild.publishing.sources.asked import Asked, Sourced
from riskbild.publishing.sources.board_report import decided_report
from riskbild.publishing.sources.card import control_card
from riskbild.publishing.sources.consolidated import consolidated_report
from riskbild.publishing.sources.follow_up import follow_up
from riskbild.publishing.sources.imported import imported
from riskbild.publishing.sources.plan import control_plan, profile_and_plan
from riskbild.publishing.sources.register import risk_list, risk_profile
from riskbild.publishing.sources.reports import REPORTS, frozen_report
from riskbild.publishing.sources.risks import Risks
from riskbild.publishing.sources.secret_texts import secrets_beside
from riskbild.register.queries.checkable import profile_of
from riskbild.rules.plan_life import DECIDED

_PLANS: Final = frozenset({PublishedKind.CONTROL_PLAN, PublishedKind.RISK_PROFILE_AND_PLAN})

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

# Their sources leave out more for everybody than what is marked secret in a row.
_ASKS_FOR_WHOM: Final = REPORTS | _OF_WHOLE.keys()


def sourced(asked: Asked) -> Sourced:
    """The document asked for. Raises `Refused` in one sentence where there is none.

    What the board has decided here goes before what was taken in: a plan or a report adopted here is printed as it was
    frozen.
    """
    found = _found(asked)
    return replace(found, secrets=secrets_beside(asked, found)) if asked.public else found


def both_sourced(asked: Asked) -> tuple[Sourced, Sourced]:
    """The document for who asks, and the same for everybody; found once where both begin with the same."""
    own, public = sourced(asked), replace(asked, public=True)
    if asked.kind not in _ASKS_FOR_WHOM:
        return own, replace(own, secrets=secrets_beside(public, own))
    return own, sourced(public)


def _found(asked: Asked) -> Sourced:
    report = frozen_report(asked)
    if report is not None and report.facts.decision is not None:
        return report
    if asked.kind in _OF_WHOLE:
        return report or _OF_WHOLE[asked.kind](asked)
    if asked.kind is PublishedKind.CONTROL_PLAN and _is_decided(asked):
        return control_plan(asked)
    return _of_risks(asked, report)


def _of_risks(asked: Asked, report: Sourced | None) -> Sourced:
    risks = Risks(asked.by, asked.year, profile_of(asked.year), asked.today)
    given = imported(asked, risks)
    if given is not None and not _is_decided(asked):
        return given
    if report is not None:
        return report
    return _OF_RISKS[asked.kind](asked, risks) if asked.kind in _OF_RISKS else control_plan(asked)


def _is_decided(asked: Asked) -> bool:
    if asked.kind in REPORTS:
        return decided_report(asked) is not None
    plans = plans_of_year(asked.by, asked.year.pk, asked.today) if asked.kind in _PLANS else ()
    return any(one.state in DECIDED for one in plans)
