"""A sample's rows counted, and what they say, whoever asks."""

from fractions import Fraction

from riskbild.audit.prepared import Prepared
from riskbild.followup.models import Sample, SampleRow
from riskbild.rules.sample_life import SampleCount, SampleResult, Verdict, result_of
from riskbild.rules.sampling import SamplingMethod
from riskbild.rules.sampling_size import Basis
from riskbild.rules.sampling_strata import Stratum

_IN_TENTHS = 1000


_ROWS = Prepared(
    lambda: SampleRow.objects.values_list("verdict", "hits", "stratum", "stratum_rows"),
    by=["municipality_id", "sample_id"],
)  # fmt: skip


def count_of(sample: Sample) -> SampleCount:
    """How many rows are drawn, judged and wrong; one query."""
    rows = _ROWS.rows(sample.municipality_id, sample.pk)
    wrong = [row for row in rows if row[0] == Verdict.WRONG]
    strata: dict[tuple[str, int], list[bool]] = {}
    for verdict, _hits, name, size in rows if sample.method == SamplingMethod.STRATIFIED else ():
        strata.setdefault((name, size or 0), []).append(verdict == Verdict.WRONG)
    return SampleCount(
        len(rows), sum(bool(row[0]) for row in rows), len(wrong), hits=sum(row[1] for row in rows),
        wrong_hits=sum(row[1] for row in wrong),
        strata=tuple(Stratum(size, len(failed), sum(failed)) for (_, size), failed in sorted(strata.items())),
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
