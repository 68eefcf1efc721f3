"""A sample's rows counted, and what they say, whoever asks."""

from fractions import Fraction

from django.db.models import Count, Q, Sum

from riskbild.followup.models import Sample, SampleRow
from riskbild.rules.sample_life import SampleCount, SampleResult, Verdict, result_of
from riskbild.rules.sampling import SamplingMethod
from riskbild.rules.sampling_size import Basis
from riskbild.rules.sampling_strata import Stratum

_IN_TENTHS = 1000


def count_of(sample: Sample) -> SampleCount:
    """How many rows are drawn, judged and wrong; one query, and one for the groups of a stratified sample."""
    wrong = Q(verdict=Verdict.WRONG)
    rows = SampleRow.objects.filter(municipality_id=sample.municipality_id, sample=sample)
    found = rows.aggregate(
        drawn=Count("pk"), judged=Count("pk", filter=~Q(verdict="")), wrong=Count("pk", filter=wrong),
        all_hits=Sum("hits", default=0), wrong_hits=Sum("hits", filter=wrong, default=0),
    )  # fmt: skip
    groups = rows.values("stratum", "stratum_rows").annotate(checked=Count("pk"), failed=Count("pk", filter=wrong))
    strata = groups.order_by("stratum") if sample.method == SamplingMethod.STRATIFIED else ()
    return SampleCount(
        found["drawn"], found["judged"], found["wrong"], hits=found["all_hits"], wrong_hits=found["wrong_hits"],
        strata=tuple(Stratum(one["stratum_rows"] or 0, one["checked"], one["failed"]) for one in strata),
    )  # fmt: skip


def result_of_sample(sample: Sample, count: SampleCount) -> SampleResult:
    """What a drawn sample says, if every row has been judged."""
    basis = basis_of(sample)
    method = SamplingMethod(sample.method)
    return result_of(count, method, basis.confidence, basis.tolerable, sample.population_size)


def basis_of(sample: Sample) -> Basis:
    """What a drawn sample's size and result are worked out from; stored in tenths of a per cent."""
    stored = (sample.confidence, sample.tolerable, sample.expected)
    return Basis(*(Fraction(value or 0, _IN_TENTHS) for value in stored))
