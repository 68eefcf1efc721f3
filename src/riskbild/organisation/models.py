"""The municipality's tree over time, its users and their memberships."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from riskbild.audit.ids import uuid7
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.roles import Role
from riskbild.organisation.rows import MunicipalityRow

if TYPE_CHECKING:
    from riskbild.organisation.limit import Limit


class Municipality(models.Model):
    """A municipality: the tenant, whose key stands first in every key and index.

    `tree_version` is new after every change of the tree, so that a remembered tree is known to be old; never counted,
    since a number given back by a transaction that failed would be used again.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=120)
    tree_version = models.UUIDField(default=uuid7)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        """The name."""
        return self.name


class Node(MunicipalityRow):
    """A municipality, board, administration, division, unit, company, federation or private provider.

    `code` is a short name for commands and addresses, unique in the installation; only bodies that answer for an
    internal control of their own need one. Where a node stands is told by its placements.
    """

    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in NodeKind])
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=20, blank=True, default="")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], condition=~models.Q(code=""), name="node_code")
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "kind"], name="node_kind")]

    def __str__(self) -> str:
        """The name."""
        return self.name


class Placement(MunicipalityRow):
    """Where a node stood from one date until, but not including, another; the root has no parent."""

    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="placements", db_index=False)
    parent = models.ForeignKey(Node, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "node", "valid_from"], name="placement_from")
        ]


class UserManager(BaseUserManager["User"]):
    """Finds users for sign-in; users are made by `actions.create_user` alone."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this sign-in name, whatever its case, with the municipality."""
        return self.select_related("municipality").get(username=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in. `username` is unique in the installation and kept in lower case.

    `limit` is set, for one request, on who has not signed in but came by a secret address (`organisation.limit`).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+", db_index=False)
    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=150)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    session_epoch = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    actor_kind = "user"
    limit: "Limit | None" = None
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "name"], name="user_name")]

    def __str__(self) -> str:
        """The person's name."""
        return self.name

    def get_session_auth_hash(self) -> str:
        """Changes with the password and with `session_epoch`, so that raising the latter ends every session."""
        return self._session_hash(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self):  # type: ignore[no-untyped-def]  # Django's own is untyped
        """The same hash under each retired secret key."""
        return (self._session_hash(key) for key in settings.SECRET_KEY_FALLBACKS)

    def _session_hash(self, secret: str) -> str:
        value = f"{self.password}:{self.session_epoch}"
        return salted_hmac("riskbild.organisation.session", value, secret=secret, algorithm="sha256").hexdigest()


class Membership(MunicipalityRow):
    """A person's role at a node and everything below it, from one date until, but not including, another."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships", db_index=False)
    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "user", "node", "role", "valid_from"], name="membership_once"
            )
        ]
