"""Nominations as people see them: the inbox of the level above, the answers that the unit sees, and merged risks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from riskbild.audit.actor import Operator
from riskbild.audit.prepared import Prepared
from riskbild.organisation.access import access_of
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor, refusal
from riskbild.organisation.queries import names_of
from riskbild.organisation.roles import Permission
from riskbild.planning.models import Nomination
from riskbild.planning.queries.seen import Masks, RiskRef, masks_of, ref_of, whole_mask, year_for
from riskbild.planning.queries.similar import Similar, similar_to
from riskbild.planning.terms import NominationState
from riskbild.register.models import BoardYear, Risk
from riskbild.register.queries.telling import Shown
from riskbild.register.rules_of import method_of
from riskbild.rules.sentence import Sentence

EVERY_STATE = frozenset(NominationState)


@dataclass(frozen=True)
class NominationSeen:
    """One nomination. `refusal` says why the person may not answer it, `withdraw_refusal` why not take it back."""

    id: UUID
    version: int
    risk: RiskRef
    from_node_id: UUID
    to_node_id: UUID
    state: NominationState
    motive: Shown
    nominated_by: str
    nominated_at: datetime
    into: RiskRef | None
    reason: Shown
    decided_by: str
    decided_at: datetime | None
    refusal: Sentence | None
    withdraw_refusal: Sentence | None
    similar: Sequence[Similar] = field(default_factory=tuple)


def nominations_seen_by(
    by: Actor,
    board_year_id: UUID,
    today: date,
    *,
    states: Collection[NominationState] = EVERY_STATE,
    to_node_id: UUID | None = None,
    similar: bool = False,
) -> Sequence[NominationSeen]:
    """The nominations of a year whose risk the person sees or that are offered where they read, oldest first.

    `similar` adds, for those that still wait, the risks that say nearly the same. Eight queries beside those that tell
    who asks, however many there are. Raises `Missing`.
    """
    year = year_for(by, board_year_id, today)
    rows = Nomination.objects.filter(municipality_id=year.municipality_id, board_year=year, state__in=list(states))
    if to_node_id is not None:
        rows = rows.filter(to_node_id=to_node_id)
    rows = rows.filter(_seen(by, today)).select_related("risk", "into").order_by("nominated_at", "pk")
    return _told(by, year, list(rows), today, similar=similar)


_OF_RISK = Prepared(
    lambda: Nomination.objects.select_related("risk", "into", "board_year__method").order_by("nominated_at", "pk"),
    by=["municipality_id", "risk_id"],
    where=lambda municipality_id, risk_id: Q(municipality_id=municipality_id)
    & (Q(risk_id=risk_id) | Q(into_id=risk_id)),
)  # fmt: skip


def nominations_of_risk(by: User, risk_id: UUID, today: date) -> Sequence[NominationSeen]:
    """Every nomination of a risk and every one that was merged into it, oldest first: the lineage both ways.

    For who sees the risk. One query where there is none.
    """
    found = _OF_RISK.rows(by.municipality_id, risk_id)
    return _told(by, found[0].board_year, found, today, similar=False) if found else ()


def _seen(by: Actor, today: date) -> Q:
    if isinstance(by, Operator) or access_of(by, today).everywhere(Permission.READ):
        return Q()
    readable = access_of(by, today).at(Permission.READ)
    return Q(to_node_id__in=readable) | Q(risk__node_id__in=readable)


def _told(
    by: Actor, year: BoardYear, rows: Sequence[Nomination], today: date, *, similar: bool
) -> list[NominationSeen]:
    risks = [risk for row in rows for risk in (row.risk, row.into) if risk is not None]
    masks = masks_of(by, risks, today)
    people = {key for row in rows for key in (row.nominated_by_id, row.decided_by_id) if key}
    names = names_of(year.municipality_id, list(people)) if people else {}
    waiting = [row.risk_id for row in rows if row.state == NominationState.OPEN] if similar else []
    alike = similar_to(by, year, waiting, today) if waiting else {}
    # Of what is secret as a whole, whoever may not read it is not told that it is there.
    shown = [row for row in rows if whole_mask(masks.get(row.risk_id, {})) is None]
    return [_one(by, year, row, masks, names, alike.get(row.risk_id, ()), today) for row in shown]


def _one(  # noqa: PLR0917 - one row and everything it is told with
    by: Actor,
    year: BoardYear,
    row: Nomination,
    masks: Masks,
    names: dict[UUID, str],
    similar: Sequence[Similar],
    today: date,
) -> NominationSeen:
    method, hidden = method_of(year.method), next(iter(masks.get(row.risk_id, {}).values()), None)
    return NominationSeen(
        id=row.pk, version=row.version, risk=ref_of(row.risk, masks.get(row.risk_id, {}), method),
        from_node_id=row.from_node_id, to_node_id=row.to_node_id, state=NominationState(row.state),
        motive=hidden or row.motive, nominated_by=_name(names, row.nominated_by_id), nominated_at=row.nominated_at,
        into=_into(row.into, masks, year), reason=hidden if hidden and row.reason else row.reason,
        decided_by=_name(names, row.decided_by_id), decided_at=row.decided_at,
        refusal=refusal(by, Permission.DECIDE_NOMINATION, row.to_node_id, today=today),
        withdraw_refusal=refusal(by, Permission.NOMINATE, row.from_node_id, today=today), similar=similar,
    )  # fmt: skip


def _into(risk: Risk | None, masks: Masks, year: BoardYear) -> RiskRef | None:
    return None if risk is None else ref_of(risk, masks.get(risk.pk, {}), method_of(year.method))


def _name(names: dict[UUID, str], key: UUID | None) -> str:
    return names.get(key, "") if key else ""
