"""Scoring: what the values of a risk come to on a method, with the printed and the computed score apart."""

from dataclasses import dataclass

from riskbild.rules.codes import Code
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.level import Level
from riskbild.rules.method import IMPACT, LIKELIHOOD, Method, outside
from riskbild.rules.scale import Scale
from riskbild.rules.sentence import Sentence

_DIFFERS = Sentence(
    "Riskvärdet {printed} stämmer inte med matrisen: sannolikhet {likelihood} och konsekvens {impact} ger {computed}.",
    "The score {printed} does not agree with the matrix: likelihood {likelihood} and impact {impact} give {computed}.",
)
_IMPOSSIBLE = Sentence(
    "Riskvärdet {printed} kan inte uppstå på bedömningsmodellens skalor.",
    "The score {printed} cannot arise on the scales of the method.",
)
_NO_SCALE = Sentence(
    "Sannolikhet eller konsekvens är angiven, men bedömningsmodellen har inga skalor.",
    "Likelihood or impact is given, but the method has no scales.",
)
_ONLY_LIKELIHOOD = Sentence(
    "Sannolikhet är angiven men inte konsekvens, så riskvärdet kan inte räknas ut.",
    "Likelihood is given but not impact, so the score cannot be computed.",
)
_ONLY_IMPACT = Sentence(
    "Konsekvens är angiven men inte sannolikhet, så riskvärdet kan inte räknas ut.",
    "Impact is given but not likelihood, so the score cannot be computed.",
)


@dataclass(frozen=True, slots=True)
class Score:
    """What one assessment comes to.

    `likelihood` and `impact` are the given values that are on the scales, else None. `printed` is the score
    that a document states, `computed` the one the matrix gives; either may be missing and neither is ever
    filled in from the other. `findings` tells of every value that could not be used.
    """

    likelihood: int | None
    impact: int | None
    printed: int | None
    computed: int | None
    level: Level | None
    findings: tuple[Finding, ...] = ()

    @property
    def counts(self) -> int | None:
        """The score to sort and group by: the printed one, since it was decided on, else the computed one."""
        return self.computed if self.printed is None else self.printed

    @property
    def is_missing(self) -> bool:
        """Whether there is no score at all. It stays missing; it is not zero and not low."""
        return self.counts is None


def score(
    method: Method, *, likelihood: int | None, impact: int | None, printed: int | None = None, where: str = ""
) -> Score:
    """What a document's values come to; never refused, since a document may say anything.

    `where` is the place that the findings name. A form, where the person can correct the value, uses
    `Method.score_of`, which refuses a value outside its scale.
    """
    on_scale, remarks = _on_scales(method, likelihood, impact)
    computed = method.score_of(*on_scale)
    remarks += _printed_remarks(method, on_scale, printed)
    counts = computed if printed is None else printed
    # A square's own level is for the square's own score; a printed score that differs has the score's level.
    square = on_scale if counts == computed else (None, None)
    findings = tuple(Finding(code, Severity.WARNING, where, sentence) for code, sentence in remarks)
    return Score(*on_scale, printed, computed, method.level_of(counts, *square), findings)


type _Axes = tuple[int | None, int | None]
type _Remarks = list[tuple[Code, Sentence]]


def _on_scales(method: Method, likelihood: int | None, impact: int | None) -> tuple[_Axes, _Remarks]:
    if method.likelihood is None or method.impact is None:
        given = likelihood is not None or impact is not None
        return (None, None), [(Code.NO_SCALE, _NO_SCALE)] if given else []
    remarks: _Remarks = []
    if (likelihood is None) != (impact is None):
        remarks.append((Code.ONE_AXIS_ONLY, _ONLY_LIKELIHOOD if impact is None else _ONLY_IMPACT))
    for value, scale, axis in ((likelihood, method.likelihood, LIKELIHOOD), (impact, method.impact, IMPACT)):
        if value is not None and value not in scale:
            remarks.append((Code.OUTSIDE_SCALE, outside(value, scale, axis)))
    return (_usable(likelihood, method.likelihood), _usable(impact, method.impact)), remarks


def _usable(value: int | None, scale: Scale) -> int | None:
    return value if value in scale else None


def _printed_remarks(method: Method, axes: _Axes, printed: int | None) -> _Remarks:
    computed = method.score_of(*axes)
    if printed is None or printed == computed:
        return []
    if computed is not None:
        likelihood, impact = axes
        sentence = _DIFFERS.format(printed=printed, likelihood=likelihood, impact=impact, computed=computed)
        return [(Code.SCORE_DIFFERS, sentence)]
    if method.likelihood is None or any(square.score == printed for square in method.squares()):
        return []
    return [(Code.SCORE_IMPOSSIBLE, _IMPOSSIBLE.format(printed=printed))]
