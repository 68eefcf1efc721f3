"""RB203: a control or a measure with no risk behind it."""

from collections.abc import Iterator
from dataclasses import replace

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Line, Subject
from riskbild.documents.exchange import ExchangeControl, ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence(
    "Raden har en kontroll eller åtgärd men ingen risk.", "The row has a control or a measure but no risk."
)


def find(subject: Subject) -> Iterator[Hit]:
    """Rows with something to do and no risk; a process alone is enough only where the form has no risk column."""
    for lines in (subject.rows, subject.plan):
        named = any(line.title for line in lines)
        for line in lines:
            if _does_something(line) and not line.title and (named or not line.row.process) and not _is_hidden(line):
                yield Hit(line.place("risk"), _SENTENCE)


def _does_something(line: Line) -> bool:
    return bool(line.row.measures) or any(True for _ in line.controls())


def _is_hidden(line: Line) -> bool:
    return line.hides("risk") or line.hides("description")


_CONTROL = (ExchangeControl("Kontroll av attester", "Stickprov på 20 fakturor", "Ekonomichef", "Tertial"),)
_ROW = ExchangeRow(risk="Fakturor betalas utan attest", process="Fakturor", controls=_CONTROL)

RULE = Rule(
    code="RB203",
    name=Sentence("Kontroll utan risk", "Control with no risk"),
    why=Sentence(
        "En kontroll svarar på en risk. Utan risken går det inte att avgöra om det är rätt sak som kontrolleras, "
        "eller om den kan tas bort.",
        "A control answers to a risk. Without the risk there is no telling whether the right thing is controlled, or "
        "whether the control can go.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example("Kontroll av attester, ingen risk", rows=(ExchangeRow(controls=_CONTROL),)),
        Example("Bara en process, fast andra rader har risker", rows=(_ROW, replace(_ROW, risk=None))),
    ),
    good=(
        Example("Risk: ”Fakturor betalas utan attest”", rows=(_ROW,)),
        Example(
            "Ett formulär där området nämner risken",
            rows=(ExchangeRow(process="Intrång i verksamhetssystem", controls=_CONTROL),),
        ),
    ),
)
