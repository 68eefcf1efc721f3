"""Samples (stickprov): the population they are drawn from, how, the rows drawn, and what each turned out to be."""

from typing import ClassVar

from django.db import models

from riskbild.followup.models.period import FollowUpPeriod
from riskbild.followup.models.report import Report
from riskbild.organisation.rows import MunicipalityRow
from riskbild.rules.sample_life import SampleState, Verdict
from riskbild.rules.sampling import SamplingMethod


class Sample(MunicipalityRow):
    """A sample of one control's report.

    `file` is the population as it came, None once it is weeded; its name and checksum stay. `sheet`, `title_row` (from
    1) and `left_out` (rows last in the sheet) say which rows of it are the population, `population_sha256` what they
    said (`rules.population`). `seed`, `method`, `size`, `column` and `algorithm` give the drawn rows again, whenever.

    `confidence`, `tolerable` and `expected` are in tenths of a per cent. `total` is the sum of the positive amounts in
    öre where the rows were drawn by amount. `weed_on` is the day from which the population is to be removed.
    `reported_line` is the sentence that it put into its report.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+", db_index=False)
    period = models.ForeignKey(FollowUpPeriod, on_delete=models.PROTECT, related_name="+", db_index=False)
    node = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in SampleState], default=SampleState.NEW
    )
    error_means = models.TextField(blank=True)

    file = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    sheet = models.CharField(max_length=200, blank=True)
    title_row = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)
    titles = models.JSONField()
    population_size = models.PositiveIntegerField()
    population_sha256 = models.CharField(max_length=64)
    weed_on = models.DateField()
    weeded_at = models.DateTimeField(null=True, blank=True)

    method = models.CharField(
        max_length=10, blank=True, choices=[(method.value, method.value) for method in SamplingMethod]
    )
    algorithm = models.PositiveSmallIntegerField(null=True, blank=True)
    seed = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    column = models.PositiveSmallIntegerField(null=True, blank=True)
    total = models.BigIntegerField(null=True, blank=True)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    tolerable = models.PositiveSmallIntegerField(null=True, blank=True)
    expected = models.PositiveSmallIntegerField(null=True, blank=True)

    made_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reported_line = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["municipality", "report"], name="sample_report"),
            models.Index(fields=["municipality", "period"], name="sample_period"),
            models.Index(fields=["municipality", "weed_on"], name="sample_weed_on"),
        ]


class SampleRow(MunicipalityRow):
    """A drawn row: its number in the population, where it stands in the file, and what it turned out to be.

    `cells` is what it says, empty once the population is weeded. `hits` counts how many times it was drawn. Where the
    rows were divided, `stratum` is its group and `stratum_rows` how many rows of the population that has.
    """

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    hits = models.PositiveIntegerField(default=1)
    stratum = models.TextField(blank=True)
    stratum_rows = models.PositiveIntegerField(null=True, blank=True)
    amount = models.BigIntegerField(null=True, blank=True)
    cells = models.JSONField(default=list)
    verdict = models.CharField(max_length=5, blank=True, choices=[(one.value, one.value) for one in Verdict])
    note = models.TextField(blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "sample", "number"], name="sample_row_once")
        ]
