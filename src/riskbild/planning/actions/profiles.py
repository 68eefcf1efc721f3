"""Risk profiles: choosing risks, ordering and grouping them, taking them out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.event import Event
from riskbild.audit.prepared import Prepared
from riskbild.audit.record import Change, record, record_all
from riskbild.audit.writing import insert, update
from riskbild.organisation.conflict import Conflict, take
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.planning import events
from riskbild.planning.actions.checking import one_text
from riskbild.planning.actions.taking import check_under_board, open_year_of, risks_of_year
from riskbild.planning.models import ProfileRisk, RiskProfile
from riskbild.planning.terms import ProfileOrigin
from riskbild.register.models import BoardYear, Risk
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_GROUP = Sentence(sv="Grupp", en="Group")
_BATCH = 500


@dataclass(frozen=True)
class Placed:
    """Where a chosen risk is to stand: its row's key, and the group it stands under."""

    id: UUID
    group: str = ""


@transaction.atomic
def choose_risks(
    *, by: Actor, board_year_id: UUID, node_id: UUID, risk_ids: Sequence[UUID], now: datetime, group: str = ""
) -> RiskProfile:
    """Takes risks into the risk profile of a board or a level below it, last in it; those already there stay."""
    year = open_year_of(by, board_year_id)
    check_under_board(year, node_id, now)
    check(by, Permission.EDIT_PLAN, node_id, today=day_of(now))
    risks = risks_of_year(by, year, list(risk_ids), now)
    text = one_text("group", group, _GROUP)
    profile, new = put_in_profile(year, node_id, risks, ProfileOrigin.CHOSEN, group=text)
    changes = [_chosen(risk, node_id, text) for risk in new]
    record_all(changes, by=by, municipality_id=year.municipality_id, now=now)
    return profile


@transaction.atomic
def remove_from_profile(*, by: Actor, profile_risk_id: UUID, version: int, now: datetime) -> None:
    """Takes a risk out of a profile; the risk itself, and how it was nominated, stay in the register."""
    row = take(ProfileRisk, by, profile_risk_id, "profile", version=None)
    check(by, Permission.EDIT_PLAN, row.profile.node_id, today=day_of(now))
    open_year_of(by, row.profile.board_year_id)
    if row.version != version:
        raise Conflict
    change = Change(events.PROFILE_RISK_REMOVED, "risk", row.risk_id, before={"node": str(row.profile.node_id)})
    row.delete()
    record(change, by=by, municipality_id=row.municipality_id, now=now)


@transaction.atomic
def order_profile(*, by: Actor, profile_id: UUID, version: int, placed: Sequence[Placed], now: datetime) -> RiskProfile:
    """Puts the whole profile in a new order and under groups. Every risk of the profile must be among those placed."""
    profile = take(RiskProfile, by, profile_id, version=None)
    check(by, Permission.EDIT_PLAN, profile.node_id, today=day_of(now))
    open_year_of(by, profile.board_year_id)
    if profile.version != version:
        raise Conflict
    rows = {row.pk: row for row in _rows(profile)}
    if {one.id for one in placed} != rows.keys() or len(placed) != len(rows):
        raise Refused(_ALL)
    for position, one in enumerate(placed):
        rows[one.id].position, rows[one.id].group = position, one_text("group", one.group, _GROUP)[:300]
    ProfileRisk.objects.bulk_update(rows.values(), ["position", "group"], batch_size=_BATCH)
    return _saved(profile, events.PROFILE_ORDERED, by, now)


def put_in_profile(
    year: BoardYear, node_id: UUID, risks: Sequence[Risk], origin: ProfileOrigin, *, group: str = "",
    from_node: UUID | None = None, groups: Sequence[str] = (),
) -> tuple[RiskProfile, list[Risk]]:  # fmt: skip
    """Adds risks last in a level's profile, begun where there is none; gives those that were not there before.

    The caller has asked who may, and records it. `groups` gives each risk its own group.
    """
    profile, _ = RiskProfile.objects.select_for_update().get_or_create(
        municipality_id=year.municipality_id, board_year=year, node_id=node_id
    )
    there = dict(_PLACES.rows(profile.municipality_id, profile.pk))
    first = max(there.values(), default=-1) + 1
    named = dict(zip([risk.pk for risk in risks], groups, strict=True)) if groups else {}
    new = [risk for risk in risks if risk.pk not in there]
    rows = [
        ProfileRisk(
            municipality_id=year.municipality_id, profile=profile, risk=risk, position=first + place,
            group=(named.get(risk.pk, group))[:300], origin=origin, from_node_id=from_node,
        )
        for place, risk in enumerate(new)
    ]  # fmt: skip
    insert(ProfileRisk, rows)
    return profile, new


_PLACES = Prepared(lambda: ProfileRisk.objects.values_list("risk_id", "position"), by=["municipality_id", "profile_id"])


def _rows(profile: RiskProfile):  # type: ignore[no-untyped-def]  # a queryset of the profile's rows
    return ProfileRisk.objects.filter(municipality_id=profile.municipality_id, profile=profile)


def _chosen(risk: Risk, node_id: UUID, group: str) -> Change:
    return Change(events.PROFILE_RISK_CHOSEN, "risk", risk.pk, after={"node": str(node_id), "group": group})


def _saved(profile: RiskProfile, event: Event, by: Actor, now: datetime) -> RiskProfile:
    profile.version += 1
    update(profile, "version")
    change = Change(event, "profile", profile.pk, after={"node": str(profile.node_id)})
    record(change, by=by, municipality_id=profile.municipality_id, now=now)
    return profile


_ALL = Sentence(
    sv="Någon har ändrat vilka risker som ingår. Ladda om sidan och ordna på nytt.",
    en="Somebody has changed which risks there are. Load the page again and order anew.",
)
