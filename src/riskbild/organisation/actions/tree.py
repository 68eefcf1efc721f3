"""The tree: nodes are created, renamed, moved and closed at a date, and nothing of their history is lost."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from riskbild.audit.actor import Operator
from riskbild.audit.ids import uuid7
from riskbild.audit.prepared import Prepared
from riskbild.audit.record import Change, record
from riskbild.audit.writing import add, write
from riskbild.organisation import events, standing
from riskbild.organisation.conflict import NOT_FOUND, reached, take
from riskbild.organisation.day import day_of
from riskbild.organisation.kinds import ANSWERABLE, NodeKind
from riskbild.organisation.models import Municipality, Node, Placement
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.refusing import (
    LONGEST_CODE,
    LONGEST_MUNICIPALITY,
    LONGEST_NODE_NAME,
    at,
    filled_line,
    one_line,
)
from riskbild.organisation.roles import Permission
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence

# Before every date that a document can name: what a municipality enters on its first day has always stood there.
BEGINNING = date(1900, 1, 1)


@transaction.atomic
def create_municipality(*, by: Actor, name: str, now: datetime) -> Node:
    """Adds a municipality; returns the root of its tree. Only the operator may: it is a tenant of the installation."""
    if not isinstance(by, Operator):
        raise Forbidden(_ONLY_OPERATOR)
    municipality = add(Municipality(name=_named(name, NodeKind.MUNICIPALITY)))
    root = add(Node(municipality=municipality, kind=NodeKind.MUNICIPALITY, name=municipality.name, opened_on=BEGINNING))
    add(Placement(municipality=municipality, node=root, parent=None, valid_from=BEGINNING))
    change = Change(events.MUNICIPALITY_CREATED, "node", root.pk, after={"name": root.name})
    record(change, by=by, municipality_id=municipality.pk, now=now)
    return root


@transaction.atomic
def create_node(
    *,
    by: Actor,
    parent_id: UUID,
    kind: NodeKind,
    name: str,
    now: datetime,
    code: str = "",
    on: date | None = None,
    node_id: UUID | None = None,
) -> Node:
    """Adds a node under another, standing there from `on` (default: for as long as the other).

    `node_id` is made by whoever asks, so that a form sent twice adds one node. Raises `Refused` when the kind cannot
    stand there, when a board has no code, or when the code is taken.
    """
    parent = reached(Node, by, parent_id)
    check(by, Permission.MANAGE_ORGANISATION, parent.pk, today=day_of(now))
    _hold(parent.municipality_id)
    parent = reached(Node, by, parent_id)
    standing.check_kind(kind, NodeKind(parent.kind))
    start = on or parent.opened_on
    standing.check_takes_in(parent, start)
    node = Node(
        id=node_id or uuid7(), municipality_id=parent.municipality_id, kind=kind, name=_named(name, kind),
        code=_checked_code(code, kind), opened_on=start,
    )  # fmt: skip
    if _THERE.rows(node.pk):
        raise Refused(_TWICE)
    _write(node)
    add(Placement(municipality_id=parent.municipality_id, node=node, parent=parent, valid_from=start))
    _tree_changed(parent.municipality_id)
    after = {"name": node.name, "kind": kind.value, "code": node.code, "parent": str(parent.pk), "on": start}
    return _recorded(node, by, now, Change(events.NODE_CREATED, "node", node.pk, after=after))


@transaction.atomic
def rename_node(*, by: Actor, node_id: UUID, version: int, name: str, code: str, now: datetime) -> Node:
    """Changes a node's name and code; documents already adopted keep the name they were decided with."""
    node = _take(by, node_id, version, now)
    before = {"name": node.name, "code": node.code}
    kind = NodeKind(node.kind)
    node.name, node.code = _named(name, kind), _checked_code(code, kind, but=node)
    after = {"name": node.name, "code": node.code}
    if after == before:
        return node
    if kind == NodeKind.MUNICIPALITY:
        Municipality.objects.filter(pk=node.municipality_id).update(name=node.name)
    return _changed(node, by, now, Change(events.NODE_RENAMED, "node", node.pk, before, after))


@transaction.atomic
def move_node(*, by: Actor, node_id: UUID, version: int, parent_id: UUID, on: date, now: datetime) -> Node:
    """Moves a node, with all below it, under another parent from a date; before that date it stands where it stood.

    A move that was planned for later no longer holds. One that has already taken effect is history: nothing is put in
    before it.
    """
    node = _take(by, node_id, version, now)
    parent = reached(Node, by, parent_id)
    if parent.municipality_id != node.municipality_id:
        raise Missing(NOT_FOUND)
    check(by, Permission.MANAGE_ORGANISATION, parent.pk, today=day_of(now))
    standing.check_kind(NodeKind(node.kind), NodeKind(parent.kind))
    standing.check_takes_in(parent, on)
    standing.check_no_ring(Municipality.objects.get(pk=node.municipality_id), node, parent, on)
    was = _place_on(node, on, day_of(now))
    if was.parent_id == parent.pk:
        raise at("parent", _THERE_ALREADY)
    places = Placement.objects.filter(municipality_id=node.municipality_id, node=node)
    cancelled = [str(day) for day in places.filter(valid_from__gt=on).values_list("valid_from", flat=True)]
    places.filter(valid_from__gte=on).delete()
    if was.valid_from < on:
        places.filter(pk=was.pk).update(valid_to=on)
    add(Placement(municipality_id=node.municipality_id, node=node, parent=parent, valid_from=on))
    after = {"parent": str(parent.pk), "on": on} | ({"cancelled": cancelled} if cancelled else {})
    return _changed(node, by, now, Change(events.NODE_MOVED, "node", node.pk, {"parent": str(was.parent_id)}, after))


@transaction.atomic
def close_node(*, by: Actor, node_id: UUID, version: int, on: date, now: datetime) -> Node:
    """Closes a node from a date: it keeps its history and takes nothing new. What stands below it must close first."""
    node = _take(by, node_id, version, now)
    if node.kind == NodeKind.MUNICIPALITY:
        raise Refused(_NEVER_CLOSED)
    if node.closed_on is not None:
        raise Refused(_CLOSED_ALREADY.format(day=node.closed_on))
    if on < node.opened_on:
        raise at("on", _NOT_YET)
    standing.check_all_closed_below(Municipality.objects.get(pk=node.municipality_id), node, on)
    node.closed_on = on
    return _changed(node, by, now, Change(events.NODE_CLOSED, "node", node.pk, after={"on": on}))


@transaction.atomic
def reopen_node(*, by: Actor, node_id: UUID, version: int, now: datetime) -> Node:
    """Takes back a closing."""
    node = _take(by, node_id, version, now)
    if node.closed_on is None:
        raise Refused(_OPEN_ALREADY)
    standing.check_open_above(Municipality.objects.get(pk=node.municipality_id), node, day_of(now))
    before = {"on": node.closed_on}
    node.closed_on = None
    return _changed(node, by, now, Change(events.NODE_REOPENED, "node", node.pk, before))


def _take(by: Actor, node_id: UUID, version: int, now: datetime) -> Node:
    _hold(reached(Node, by, node_id).municipality_id)
    node = take(Node, by, node_id, version=None)
    check(by, Permission.MANAGE_ORGANISATION, node.pk, today=day_of(now))
    return take(Node, by, node_id, version=version)


def _hold(municipality_id: UUID) -> None:
    """One change of a tree at a time: two that are each right can together make a ring."""
    _HELD.single(municipality_id)


_HELD = Prepared(Municipality.objects.select_for_update, by=["id"])
_THERE = Prepared(lambda: Node.objects.values_list("id"), by=["id"])
_WITH_CODE = Prepared(lambda: Node.objects.values_list("id"), by=["code"])


def _place_on(node: Node, on: date, today: date) -> Placement:
    """Where the node stands on a day; refused where a later move has already taken effect."""
    places = Placement.objects.filter(municipality_id=node.municipality_id, node=node)
    was = places.filter(Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))).first()
    if was is None:
        raise at("on", _NOT_YET)
    later = places.filter(valid_from__gt=on, valid_from__lte=today).order_by("valid_from").first()
    if later is not None:
        raise at("on", _MOVED_SINCE.format(day=later.valid_from))
    return was


def _changed(node: Node, by: Actor, now: datetime, change: Change) -> Node:
    node.version += 1
    _write(node)
    _tree_changed(node.municipality_id)
    return _recorded(node, by, now, change)


def _write(node: Node) -> None:
    try:
        with transaction.atomic():
            write(node)
    except IntegrityError as taken:
        raise (at("code", _CODE_TAKEN.format(code=node.code)) if node.code else Refused(_TWICE)) from taken


def _recorded(node: Node, by: Actor, now: datetime, change: Change) -> Node:
    record(change, by=by, municipality_id=node.municipality_id, now=now)
    return node


def _tree_changed(municipality_id: UUID) -> None:
    Municipality.objects.filter(pk=municipality_id).update(tree_version=uuid7())


def _named(name: str, kind: NodeKind) -> str:
    longest = LONGEST_MUNICIPALITY if kind == NodeKind.MUNICIPALITY else LONGEST_NODE_NAME
    return filled_line(name, where="name", longest=longest, empty=_NO_NAME)


def _checked_code(code: str, kind: NodeKind, *, but: Node | None = None) -> str:
    code = one_line(code, where="code", longest=LONGEST_CODE).upper()
    if not code and kind in ANSWERABLE:
        raise at("code", _NO_CODE)
    if code and not all(sign.isalnum() or sign in "-_" for sign in code):
        raise at("code", _CODE_SIGNS)
    if code and any(pk != but.pk if but else True for (pk,) in _WITH_CODE.rows(code)):
        raise at("code", _CODE_TAKEN.format(code=code))
    return code


_NO_NAME = Sentence(sv="Ange ett namn.", en="Give a name.")
_NO_CODE = Sentence(sv="Ange en kod, till exempel UTB.", en="Give a code, for example UTB.")
_CODE_SIGNS = Sentence(
    sv="Koden får bara innehålla bokstäver, siffror, bindestreck och understreck.",
    en="The code may hold only letters, digits, hyphens and underscores.",
)
_CODE_TAKEN = Sentence(sv="Koden {code} används redan.", en="The code {code} is already in use.")
_ONLY_OPERATOR = Sentence(
    sv="En kommun läggs upp av den som driver installationen.",
    en="A municipality is added by the installation's operator.",
)
_TWICE = Sentence(sv="Delen är redan sparad.", en="The node has already been saved.")
_THERE_ALREADY = Sentence(sv="Delen ligger redan där.", en="The node already stands there.")
_NOT_YET = Sentence(sv="Delen fanns inte det datumet.", en="The node did not exist on that date.")
_MOVED_SINCE = Sentence(
    sv="Delen flyttades {day}. En flytt före det kan inte läggas in i efterhand.",
    en="The node was moved on {day}. A move before that cannot be put in afterwards.",
)
_NEVER_CLOSED = Sentence(sv="Kommunen kan inte avslutas.", en="The municipality cannot be closed.")
_CLOSED_ALREADY = Sentence(sv="Delen avslutas redan {day}.", en="The node already closes on {day}.")
_OPEN_ALREADY = Sentence(sv="Delen är inte avslutad.", en="The node is not closed.")
