"""Analyses, risks and their dated assessments."""

from typing import ClassVar

from django.db import models

from riskbild.audit.ids import uuid7
from riskbild.organisation.rows import MunicipalityRow
from riskbild.register.models.sortable import SortKey
from riskbild.register.models.year import BoardYear, MethodVersion
from riskbild.register.terms import AssessmentKind, AssessmentOrigin


class Analysis(MunicipalityRow):
    """One risk analysis: a process gone through on an occasion. Groups the rows of one process in one document."""

    board_year = models.ForeignKey(BoardYear, on_delete=models.PROTECT, related_name="analyses", db_index=False)
    node = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    process = models.TextField()
    held = models.CharField(max_length=200, blank=True)
    held_on = models.DateField(null=True, blank=True)
    participants = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "board_year"], name="analysis_year")]


UNSCORED = -1
"""The rank of a risk with no score: after every other."""

_NARROW = (
    *("node", "secret", "level", "response", "in_plan", "owner"),
    *("score_rank", "likelihood", "impact", "due_on", "board", "id"),
)


class Risk(MunicipalityRow):
    """One risk in one board's year.

    The text columns are the printed cells of the exchange format, each one text with derived children; an empty text is
    a cell that is not there. The `cell_` numbers are as printed, whatever the method makes of them. Columns under
    "derived" are worked out from the cells or the current assessment by `register.derive` and never typed. `lineage`
    is shared by the same risk in earlier and later years.
    """

    board_year = models.ForeignKey(BoardYear, on_delete=models.PROTECT, related_name="risks", db_index=False)
    board = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    node = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    analysis = models.ForeignKey(
        Analysis, null=True, blank=True, on_delete=models.PROTECT, related_name="risks", db_index=False
    )
    lineage = models.UUIDField(default=uuid7)
    position = models.PositiveIntegerField(default=0)

    reference = models.TextField(blank=True)
    process = models.TextField(blank=True)
    step = models.TextField(blank=True)
    analysis_date = models.TextField(blank=True)
    heading = models.TextField(blank=True)
    category = models.TextField(blank=True)
    risk = models.TextField(blank=True)
    description = models.TextField(blank=True)
    causes = models.TextField(blank=True)
    consequence = models.TextField(blank=True)
    existing_controls = models.TextField(blank=True)
    measures = models.TextField(blank=True)
    responsible = models.TextField(blank=True)
    deadline = models.TextField(blank=True)
    response_text = models.TextField(blank=True)
    result = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    cell_likelihood = models.PositiveIntegerField(null=True, blank=True)
    cell_impact = models.PositiveIntegerField(null=True, blank=True)
    cell_score = models.PositiveIntegerField(null=True, blank=True)
    in_plan = models.BooleanField(null=True, blank=True)
    follows_plan = models.BooleanField(null=True, blank=True)
    controls = models.JSONField(default=list, blank=True)

    response = models.CharField(max_length=20, blank=True)
    response_reason = models.TextField(blank=True)
    owner = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    carried_over = models.BooleanField(default=False)
    archived = models.BooleanField(default=False)
    archived_reason = models.TextField(blank=True)

    # Derived.
    title = models.CharField(max_length=300, blank=True)
    title_key = SortKey(max_length=120, blank=True)
    process_key = SortKey(max_length=120, blank=True)
    likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    impact = models.PositiveSmallIntegerField(null=True, blank=True)
    score = models.PositiveIntegerField(null=True, blank=True)
    score_rank = models.IntegerField(default=UNSCORED)
    level = models.CharField(max_length=40, blank=True)
    due_on = models.DateField(null=True, blank=True)
    secret = models.BooleanField(default=False)

    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["municipality", "year", "archived", "-score_rank", "-id"], name="risk_score"),
            models.Index(fields=["municipality", "year", "archived", "title_key", "id"], name="risk_title"),
            models.Index(fields=["municipality", "year", "archived", "process_key", "id"], name="risk_process"),
            models.Index(fields=["municipality", "year", "archived", "-updated_at", "-id"], name="risk_updated"),
            models.Index(fields=["municipality", "year", "archived", "position", "id"], name="risk_position"),
            models.Index(fields=["municipality", "board_year", "position", "id"], name="risk_board_year"),
            models.Index(fields=["municipality", "lineage", "year"], name="risk_lineage"),
            models.Index(fields=["municipality", "owner"], name="risk_owner"),
            # Every short column that a list is narrowed by: counting reads this index and never the wide rows.
            models.Index(fields=["municipality", "year", "archived", *_NARROW], name="risk_narrow"),
        ]

    def __str__(self) -> str:
        """What a list shows."""
        return self.title


class Assessment(MunicipalityRow):
    """A dated score by somebody, on one version of a method. Never changed: a new opinion is a new row.

    `score` is what the document printed or the matrix gave; any of the three may be missing, and stays missing.
    """

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="assessments", db_index=False)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in AssessmentKind])
    origin = models.CharField(max_length=10, choices=[(origin.value, origin.value) for origin in AssessmentOrigin])
    method = models.ForeignKey(MethodVersion, on_delete=models.PROTECT, related_name="+", db_index=False)
    likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    impact = models.PositiveSmallIntegerField(null=True, blank=True)
    score = models.PositiveIntegerField(null=True, blank=True)
    motive = models.TextField(blank=True)
    made_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "risk", "-made_at"], name="assessment_risk")]
