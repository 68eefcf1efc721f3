"""What a board writes in its report: sections whose numbers are filled in, its conclusion, and figures it states."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from riskbild.rules.conclusion import Conclusion
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.sentence import Sentence

MOST_SECTIONS = 10
LONGEST_HEADING = 200
LARGEST_FIGURE = 1_000_000


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text under it; the text may name numbers as "{critical}"."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A number that somebody states since the data cannot give it, and the sentence that it stands in."""

    name: str
    value: int
    source: str


@dataclass(frozen=True, slots=True)
class Written:
    """Everything in a report that a person writes; the rest is what the data say."""

    sections: Sequence[Section] = ()
    conclusion: Conclusion | None = None
    motive: str = ""
    stated: Sequence[Stated] = ()


def stated_findings(
    stated: Sequence[Stated], figures: Mapping[str, int], labels: Mapping[str, Sentence]
) -> Iterator[Finding]:
    """A stated figure that the data can give by now, and give otherwise: where one list is new, another is wrong."""
    for one in stated:
        computed = figures.get(one.name)
        if computed is not None and computed != one.value:
            sentence = _DIFFERS.format(label=labels[one.name], stated=one.value, computed=computed, source=one.source)
            yield Finding("stated_figure", Severity.WARNING, one.name, sentence)


def findings_on(written: Written, missing: Sequence[str]) -> Iterator[Finding]:
    """What stops a proposal: no conclusion, no motive for it, or a text that names a number nobody knows."""
    if written.conclusion is None:
        yield Finding("conclusion", Severity.ERROR, "conclusion", _NO_CONCLUSION)
    if not written.motive.strip():
        yield Finding("motive", Severity.ERROR, "motive", _NO_MOTIVE)
    for name in missing:
        yield Finding("unknown_figure", Severity.ERROR, name, _UNKNOWN.format(name=f"{{{name}}}"))


_NO_CONCLUSION = Sentence("Ange den samlade bedömningen.", "Give the conclusion.")
_NO_MOTIVE = Sentence("Motivera den samlade bedömningen.", "Give the reasons for the conclusion.")
_UNKNOWN = Sentence(
    "Talet {name} kan inte räknas fram. Ange det med källa, eller skriv om meningen.",
    "The number {name} cannot be computed. State it with its source, or reword the sentence.",
)
_DIFFERS = Sentence(
    "{label}: {stated} är angivet (”{source}”), men i registret är det {computed}.",
    "{label}: {stated} is stated (“{source}”), but the register has {computed}.",
)
