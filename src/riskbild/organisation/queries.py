"""What may be seen of the organisation, by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from riskbild.audit.prepared import Prepared
from riskbild.audit.queries import trail_of
from riskbild.audit.single import single
from riskbild.organisation.access import access_of
from riskbild.organisation.conflict import NOT_FOUND, reached, within_reach
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.models import Membership, Municipality, Node, Placement, User
from riskbild.organisation.permissions import Actor
from riskbild.organisation.roles import Permission, Role
from riskbild.organisation.tree import Tree, tree_of
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class RoleHeld:
    """One role of one person, with the dates between which it holds."""

    id: UUID
    version: int
    role: Role
    node_id: UUID
    node_name: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class NodeSeen:
    """A node with the dates between which it exists."""

    id: UUID
    version: int
    kind: NodeKind
    name: str
    code: str
    opened_on: date
    closed_on: date | None


@dataclass(frozen=True)
class Stood:
    """Under what a node stood, from one day until, but not including, another; the root stands under nothing."""

    parent_id: UUID | None
    parent_name: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class UserSeen:
    """A person who signs in. `last_login` is none for who never has."""

    id: UUID
    version: int
    username: str
    name: str
    email: str
    active: bool
    must_change_password: bool
    last_login: datetime | None


@dataclass(frozen=True)
class Member:
    """Somebody with a role at a node, given there or, when `inherited`, at a node above it."""

    user_id: UUID
    name: str
    active: bool
    held: RoleHeld
    inherited: bool


@dataclass(frozen=True)
class UserPage:
    """A page of the users, by name; `next` is the key to ask for the page after this one with."""

    users: Sequence[UserSeen]
    next: UUID | None


@dataclass(frozen=True)
class LastChange:
    """Who changed something last, and when."""

    name: str
    at: datetime


def board_with_code(code: str) -> Node:
    """The body with this code, of any municipality; for commands. Raises `Refused` that names the codes there are."""
    node = Node.objects.select_related("municipality").filter(code=code.strip().upper()).first()
    if node is None:
        known = ", ".join(Node.objects.exclude(code="").order_by("code").values_list("code", flat=True)[:40]) or "–"
        raise Refused(
            Sentence(
                sv=f"Ingen nämnd har koden {code}. Koder som finns: {known}.",
                en=f"No board has the code {code}. Codes there are: {known}.",
            )
        )
    return node


def tree_seen_by(user: User, on: date) -> Tree:
    """The municipality's whole tree on a day: the organisation itself is public within a municipality."""
    return tree_of(user.municipality, on)


def node_seen_by(user: User, node_id: UUID) -> NodeSeen:
    """A node of the person's own municipality. Raises `Missing`."""
    row = reached(Node, user, node_id)
    return NodeSeen(row.pk, row.version, NodeKind(row.kind), row.name, row.code, row.opened_on, row.closed_on)


def placements_of(user: User, node_id: UUID) -> list[Stood]:
    """Where a node of the person's municipality stands, has stood and is planned to stand, latest first."""
    rows = Placement.objects.filter(municipality_id=user.municipality_id, node_id=node_id)
    return [
        Stood(row.parent_id, row.parent.name if row.parent else "", row.valid_from, row.valid_to)
        for row in rows.select_related("parent").order_by("-valid_from")
    ]


def users_seen_by(user: User, today: date) -> QuerySet[User]:
    """The users of the municipality, by name, for who manages users or reads the trail; nobody for others."""
    rows = User.objects.filter(municipality_id=user.municipality_id).order_by("name", "pk")
    return rows if sees_users(user, today) else rows.none()


def user_seen_by(by: User, user_id: UUID, today: date) -> UserSeen:
    """One of `users_seen_by`. Raises `Missing`."""
    found = single(users_seen_by(by, today).filter(pk=user_id))
    if found is None:
        raise Missing(NOT_FOUND)
    return _user(found)


def user_page(
    by: User, today: date, *, text: str = "", active: bool | None = None, after: UUID | None = None, size: int = 50
) -> UserPage:
    """A page of `users_seen_by`: those whose name, sign-in name or mail address holds the text; at most two queries."""
    rows = users_seen_by(by, today)
    for word in text.split()[:5]:
        # SQLite knows capitals of ASCII letters alone, so that å is also looked for as Å.
        named = Q(name__icontains=word) | Q(name__icontains=word.lower()) | Q(name__icontains=word.capitalize())
        rows = rows.filter(named | Q(username__icontains=word.lower()) | Q(email__icontains=word))
    if active is not None:
        rows = rows.filter(is_active=active)
    last = single(users_seen_by(by, today).filter(pk=after)) if after else None
    if last:
        rows = rows.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    found = list(rows[: size + 1])
    return UserPage([_user(row) for row in found[:size]], found[size - 1].pk if len(found) > size else None)


def sees_users(by: User, today: date) -> bool:
    """Whether the person sees who the users are and which roles they have."""
    access = access_of(by, today)
    return access.anywhere(Permission.MANAGE_USERS) or access.anywhere(Permission.READ_TRAIL)


def members_at(by: User, node_id: UUID, today: date) -> list[Member]:
    """Who has a role at a node today or from a later day, those given it there first; nobody for who may not see users.

    One query.
    """
    if not sees_users(by, today):
        return []
    path = [node.id for node in access_of(by, today).tree.path(node_id)] or [node_id]
    still = Q(valid_to=None) | Q(valid_to__gt=today)
    rows = Membership.objects.filter(still, municipality_id=by.municipality_id, node_id__in=path)
    members = [
        Member(row.user_id, row.user.name, row.user.is_active, _held(row), row.node_id != node_id)
        for row in rows.select_related("user", "node")
    ]
    return sorted(members, key=lambda one: (one.inherited, one.name.casefold(), one.held.role, one.held.valid_from))


def roles_of(by: Actor, user_ids: Sequence[UUID]) -> dict[UUID, list[RoleHeld]]:
    """Every role that some users hold or have held, current first; one query."""
    held: dict[UUID, list[RoleHeld]] = {user_id: [] for user_id in user_ids}
    rows = within_reach(Membership.objects.all(), by).filter(user_id__in=user_ids).select_related("node")
    for row in rows.order_by("-valid_from", "pk"):
        held[row.user_id].append(_held(row))
    return held


def role_held(by: User, membership_id: UUID, today: date) -> tuple[UserSeen, RoleHeld]:
    """One role and who holds it, for who sees users. Raises `Missing`."""
    rows = Membership.objects.filter(municipality_id=by.municipality_id, pk=membership_id)
    row = rows.select_related("node", "user").first()
    if row is None:
        raise Missing(NOT_FOUND)
    return user_seen_by(by, row.user_id, today), _held(row)


def last_change_of(by: User, subject_id: UUID) -> LastChange | None:
    """Who changed a thing of the person's municipality last; two queries."""
    entries = trail_of(by.municipality_id, [subject_id], limit=1)
    if not entries:
        return None
    actor_id = entries[0].actor_id
    name = names_of(by.municipality_id, [actor_id]).get(actor_id, "") if actor_id else entries[0].actor_name
    return LastChange(name, entries[0].at)


def _user(row: User) -> UserSeen:
    return UserSeen(
        id=row.pk, version=row.version, username=row.username, name=row.name, email=row.email, active=row.is_active,
        must_change_password=row.must_change_password, last_login=row.last_login,
    )  # fmt: skip


def _held(row: Membership) -> RoleHeld:
    return RoleHeld(row.pk, row.version, Role(row.role), row.node_id, row.node.name, row.valid_from, row.valid_to)


def people_of(user: User) -> QuerySet[User]:
    """The active people of the municipality, by name: whom a measure or a risk can be given to."""
    return User.objects.filter(municipality_id=user.municipality_id, is_active=True).order_by("name", "pk")


def everybody(user: User) -> list[tuple[UUID, str]]:
    """Key and name of everybody in the municipality, shut out or not, by name; at most 1 000."""
    rows = User.objects.filter(municipality_id=user.municipality_id).order_by("name", "pk")
    return list(rows.values_list("pk", "name")[:1000])


_NAMES = Prepared(lambda: User.objects.values_list("id", "name"), by=["municipality_id", "id__in"])


def names_of(municipality_id: UUID, user_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The names of some users of a municipality, also of those shut out; one query."""
    return dict(_NAMES.rows(municipality_id, frozenset(user_ids)))


def municipality_names() -> list[str]:
    """The names of all municipalities of the installation; for commands."""
    return list(Municipality.objects.order_by("name").values_list("name", flat=True))


def user_with_sign_in(username: str) -> User:
    """The user with this sign-in name; for commands. Raises `Missing`."""
    user = User.objects.select_related("municipality").filter(username=username.lower()).first()
    if user is None:
        raise Missing(NOT_FOUND)
    return user
