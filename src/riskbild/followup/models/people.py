"""Who holds a role at a unit, and who stands in for whom."""

from typing import ClassVar

from django.db import models

from riskbild.organisation.rows import MunicipalityRow


class RoleHolder(MunicipalityRow):
    """A person holds a role ("Enhetschef") at a node and what lies below it, until another is nearer.

    `key` is `rules.whose.role_key` of the role, by which a plan's own spelling finds it.
    """

    node = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    person = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "node", "key", "person"], name="role_holder_once")
        ]


class StandIn(MunicipalityRow):
    """Somebody reports for another from one day to another, both counted."""

    person = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    stand_in = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    valid_from = models.DateField()
    valid_to = models.DateField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["municipality", "stand_in", "valid_to"], name="stand_in_whose"),
            models.Index(fields=["municipality", "person", "valid_to"], name="stand_in_of"),
        ]
