"""Editing risks: one at a time with every field, or many at once with a few."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from riskbild.audit.record import Change
from riskbild.audit.single import single
from riskbild.audit.writing import insert
from riskbild.organisation.conflict import Conflict, within_reach
from riskbild.organisation.day import day_of
from riskbild.organisation.models import Node, User
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import tree_of
from riskbild.register import events
from riskbild.register.actions.checking import check_editable, check_named, checked_fields, checked_text
from riskbild.register.actions.indexing import index_risk
from riskbild.register.actions.measures import measures_follow
from riskbild.register.actions.taking import save_risk, take_risk
from riskbild.register.derive import put_texts, roles_of
from riskbild.register.models import Risk, RiskRole
from riskbild.register.queries.seen import masks_for
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.required import ONE_OF
from riskbild.rules.response import Response
from riskbild.rules.sentence import Sentence

MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Chosen:
    """A risk in a list, as the person saw it."""

    id: UUID
    version: int


@transaction.atomic
def edit_risk(*, by: Actor, risk_id: UUID, version: int, changes: Mapping[str, Any], now: datetime) -> Risk:
    """Changes some of a risk's fields: texts, answers, unit, owner.

    Raises `Conflict` when somebody else has saved since `version`, `Refused` for a field at fault, `Forbidden` for a
    field that the person may not read.
    """
    check_editable(changes)
    risk = take_risk(by, risk_id, version, Permission.EDIT_RISK, now)
    return _edited(by, risk, changes, now)


@transaction.atomic
def edit_many(*, by: Actor, chosen: Sequence[Chosen], changes: Mapping[str, Any], now: datetime) -> list[Risk]:
    """Makes the same changes in many risks, in all or in none; at most 500 at once.

    Raises as `edit_risk`; a conflict names the risk that somebody else has changed.
    """
    check_editable(changes)
    if not chosen or len(chosen) > MOST_AT_ONCE:
        raise Refused(_HOW_MANY)
    edited = []
    # In key order, so that two people who change the same risks queue instead of stopping each other.
    for one in sorted(chosen, key=lambda one: one.id):
        try:
            risk = take_risk(by, one.id, one.version, Permission.EDIT_RISK, now)
        except Conflict as conflict:
            raise Refused(_changed_meanwhile(by, one.id)) from conflict
        check(by, Permission.CHANGE_MANY, risk.node_id, today=day_of(now))
        edited.append(_edited(by, risk, changes, now))
    return edited


@transaction.atomic
def respond(*, by: Actor, risk_id: UUID, version: int, response: Response | None, reason: str, now: datetime) -> Risk:
    """Decides what is done about a risk, and why; nothing chosen takes the decision back."""
    risk = take_risk(by, risk_id, version, Permission.RESPOND, now)
    if response and not reason.strip():
        raise Refused(Sentence(sv="Motivera ställningstagandet.", en="Give the reason for the response."))
    before = {"response": risk.response, "response_reason": risk.response_reason}
    risk.response = response.value if response else ""
    risk.response_reason = checked_text("response_reason", reason) if response else ""
    after = {"response": risk.response, "response_reason": risk.response_reason}
    index_risk(risk)
    return save_risk(risk, Change(events.RISK_RESPONDED, "risk", risk.pk, before, after), by=by, now=now)


@transaction.atomic
def archive_risk(*, by: Actor, risk_id: UUID, version: int, reason: str, now: datetime) -> Risk:
    """Takes a risk out of the lists, with a reason; nothing is deleted and `restore_risk` brings it back."""
    risk = take_risk(by, risk_id, version, Permission.EDIT_RISK, now)
    if not reason.strip():
        raise Refused(Sentence(sv="Ange varför risken avförs.", en="Say why the risk is archived."))
    risk.archived, risk.archived_reason = True, checked_text("comment", reason)
    change = Change(events.RISK_ARCHIVED, "risk", risk.pk, after={"reason": risk.archived_reason})
    return save_risk(risk, change, by=by, now=now)


@transaction.atomic
def restore_risk(*, by: Actor, risk_id: UUID, version: int, now: datetime) -> Risk:
    """Brings an archived risk back into the lists."""
    risk = take_risk(by, risk_id, version, Permission.EDIT_RISK, now, archived=True)
    before = {"reason": risk.archived_reason}
    risk.archived, risk.archived_reason = False, ""
    return save_risk(risk, Change(events.RISK_RESTORED, "risk", risk.pk, before), by=by, now=now)


def _edited(by: Actor, risk: Risk, changes: Mapping[str, Any], now: datetime) -> Risk:
    before = {name: _stored(risk, name) for name in changes}
    for name in masks_for(by, [risk], day_of(now)).get(risk.pk, {}):
        if name in changes:
            raise Forbidden(_SECRET)
    for name, value in _checked(by, risk, changes, now).items():
        setattr(risk, name, value)
    check_named({name: getattr(risk, name) for name in ONE_OF})
    after = {name: _stored(risk, name) for name in changes}
    differing = [name for name in changes if before[name] != after[name]]
    if not differing:
        return risk
    if "responsible" in differing:
        RiskRole.objects.filter(municipality_id=risk.municipality_id, risk=risk).delete()
        insert(RiskRole, roles_of(risk))
    if "measures" in differing:
        measures_follow(risk)
    put_texts(risk)
    index_risk(risk)
    change = Change(
        events.RISK_EDITED, "risk", risk.pk, {name: before[name] for name in differing},
        {name: after[name] for name in differing},
    )  # fmt: skip
    return save_risk(risk, change, by=by, now=now)


def _stored(risk: Risk, name: str) -> Any:
    if name in {"node", "owner"}:
        key = getattr(risk, f"{name}_id")
        return str(key) if key else None
    return getattr(risk, name)


def _checked(by: Actor, risk: Risk, changes: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    checked = checked_fields({name: value for name, value in changes.items() if name not in {"node", "owner"}})
    if "node" in changes:
        checked["node_id"] = _node(by, risk, changes["node"], now)
    if "owner" in changes:
        checked["owner_id"] = _owner(risk, changes["owner"])
    return checked


def _node(by: Actor, risk: Risk, node_id: UUID, now: datetime) -> UUID:
    """A unit that answers to the same board, stands open, and where the person may edit."""
    if node_id == risk.node_id:
        return node_id
    node = single(within_reach(Node.objects.select_related("municipality"), by).filter(pk=node_id))
    tree = tree_of(node.municipality, day_of(now)) if node else None
    standing = tree.get(node_id) if tree else None
    if tree is None or standing is None or risk.board_id not in {one.id for one in tree.path(node_id)}:
        raise Missing
    if standing.closed:
        raise Refused(Sentence(sv=f"{standing.name} är avslutad.", en=f"{standing.name} is closed."))
    check(by, Permission.EDIT_RISK, node_id, today=day_of(now))
    return node_id


def _owner(risk: Risk, user_id: UUID | None) -> UUID | None:
    if user_id is None or user_id == risk.owner_id:
        return user_id
    if not User.objects.filter(municipality_id=risk.municipality_id, pk=user_id, is_active=True).exists():
        raise Missing
    return user_id


def _changed_meanwhile(by: Actor, risk_id: UUID) -> Sentence:
    title = within_reach(Risk.objects.all(), by).values_list("title", flat=True).get(pk=risk_id)
    return Sentence(
        sv=f"Någon annan har ändrat ”{title[:80]}” sedan du öppnade listan. Inget har sparats.",
        en=f"Somebody else has changed “{title[:80]}” since you opened the list. Nothing has been saved.",
    )


_SECRET = Sentence(sv="Du kan inte ändra en uppgift som är sekretessmarkerad.", en="You cannot change a secret field.")
_HOW_MANY = Sentence(
    sv=f"Välj minst en och högst {MOST_AT_ONCE} risker.", en=f"Choose at least one and at most {MOST_AT_ONCE} risks."
)
