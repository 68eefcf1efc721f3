"""Control plans: versions, items with the risks they answer, choices of risks, decisions, and common controls."""

from typing import ClassVar

from django.db import models

from riskbild.audit.ids import uuid7
from riskbild.organisation.rows import MunicipalityRow
from riskbild.register.models import BoardYear, ImportedRow, Risk
from riskbild.rules.plan_item import ItemKind, ItemOrigin
from riskbild.rules.plan_life import OPEN_STATES, PlanState

_UNDECIDED = [*sorted(OPEN_STATES), PlanState.PROPOSED.value]


class Plan(MunicipalityRow):
    """One version of a board's plan for a year; `rules.plan_life` says what may be done with it in each state.

    `imported` marks one that came out of a document, whose decision the document may not tell.
    """

    board_year = models.ForeignKey(BoardYear, on_delete=models.PROTECT, related_name="plans", db_index=False)
    board = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in PlanState], default=PlanState.DRAFT
    )
    imported = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    findings = models.JSONField(default=list, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "year", "board", "number"], name="plan_number"),
            models.UniqueConstraint(
                fields=["municipality", "board_year"],
                condition=models.Q(state__in=_UNDECIDED),
                name="plan_one_undecided",
            ),
            models.UniqueConstraint(
                fields=["municipality", "board_year"],
                condition=models.Q(state=PlanState.ADOPTED.value),
                name="plan_one_in_force",
            ),
        ]


class CommonControl(MunicipalityRow):
    """A control that the executive board has decided for every board's plan of a year."""

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=14, choices=[(kind.value, kind.value) for kind in ItemKind])
    texts = models.JSONField()
    issued_on = models.DateField()
    withdrawn = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "year", "withdrawn"], name="common_control_year")]


class PlanItem(MunicipalityRow):
    """One item of a version: it owns its wording, also of the risks it points to.

    `lineage` is shared by the same item in other versions and years. `carried_from` is the year it is kept from.
    `dates` are the days it falls due: `[{"period": key, "due": "2026-04-30"}]`. `source` is the printed row it came
    from, if one did, and `place` its control in a row that has several.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="items", db_index=False)
    position = models.PositiveIntegerField()
    lineage = models.UUIDField(default=uuid7)
    kind = models.CharField(max_length=14, choices=[(kind.value, kind.value) for kind in ItemKind])
    origin = models.CharField(max_length=14, choices=[(one.value, one.value) for one in ItemOrigin])
    carried_from = models.PositiveSmallIntegerField(null=True, blank=True)
    common = models.ForeignKey(
        CommonControl, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    source = models.ForeignKey(
        ImportedRow, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    place = models.PositiveSmallIntegerField(null=True, blank=True)

    heading = models.TextField(blank=True)
    process = models.TextField(blank=True)
    risk = models.TextField(blank=True)
    description = models.TextField(blank=True)
    consequence = models.TextField(blank=True)
    activity = models.TextField(blank=True)
    objective = models.TextField(blank=True)
    method = models.TextField(blank=True)
    scope = models.TextField(blank=True)
    control_owner = models.TextField(blank=True)
    performer = models.TextField(blank=True)
    frequency = models.TextField(blank=True)
    reported_to = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    dates = models.JSONField(default=list, blank=True)
    owner_person = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    performer_person = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "plan", "lineage"], name="plan_item_lineage")
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "plan", "position"], name="plan_item_order"),
            models.Index(fields=["municipality", "lineage"], name="plan_item_history"),
            models.Index(fields=["municipality", "source"], name="plan_item_source"),
        ]


class PlanItemRisk(MunicipalityRow):
    """An item answers a risk; `position` keeps the order of an item's risks."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+", db_index=False)
    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="risk_links", db_index=False)
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "item", "risk"], name="plan_item_risk_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "plan"], name="plan_item_risk_plan"),
            models.Index(fields=["municipality", "risk"], name="plan_item_risk_risk"),
        ]


class PlanChoice(MunicipalityRow):
    """Whether a risk goes to a version of the plan, and why where that goes against the threshold."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="choices", db_index=False)
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="+", db_index=False)
    in_plan = models.BooleanField()
    reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "plan", "risk"], name="plan_choice_once")
        ]


class PlanDecision(MunicipalityRow):
    """A board's decision on one version, and the version frozen as it was decided.

    `content` is canonical JSON text (`planning.freezing`), never parsed and written anew; `sha256` is its checksum.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="decisions", db_index=False)
    body = models.CharField(max_length=200)
    decided_on = models.DateField()
    paragraph = models.CharField(max_length=40)
    case_number = models.CharField(max_length=80, blank=True)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    adopted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["municipality", "plan"], name="plan_decided_once")]
