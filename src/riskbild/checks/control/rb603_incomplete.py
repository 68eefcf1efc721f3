"""RB603: a control without a method or without a frequency."""

from collections.abc import Iterator
from dataclasses import replace

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Subject
from riskbild.documents.exchange import ExchangeControl, ExchangeRow
from riskbild.documents.labels import CONTROL_LABELS
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_ONE = Sentence("Kontrollen saknar {what}.", "The control has no {what}.")
_BOTH = Sentence("Kontrollen saknar både metod och frekvens.", "The control has neither a method nor a frequency.")
_WHAT = {"method": Sentence("metod", "method"), "frequency": Sentence("frekvens", "frequency")}


def find(subject: Subject) -> Iterator[Hit]:
    """Controls that lack what other controls of the document have; a form without the column is left alone."""
    controls = [control for line in subject.lines for control in line.row.controls]
    asked = [name for name in _WHAT if any(getattr(control, name) for control in controls)]
    for line in subject.lines:
        for place, control in enumerate(line.row.controls):
            lacking = [name for name in asked if not getattr(control, name)]
            if control.control and lacking:
                sentence = _BOTH if len(lacking) > 1 else _ONE.format(what=_WHAT[lacking[0]])
                yield Hit(line.place(f"controls[{place}].{lacking[0]}"), sentence)


_WHOLE = ExchangeControl("Uppföljning av sjuktal", "Analys av underlag från HR", "Direktör", "Tertial")
_ROW = ExchangeRow(process="Bristande resurser", controls=(_WHOLE,))


def _beside(control: ExchangeControl) -> tuple[ExchangeRow, ...]:
    return (replace(_ROW, controls=(_WHOLE, control)),)


RULE = Rule(
    code="RB603",
    name=Sentence("Ofullständig kontroll", "Incomplete control"),
    why=Sentence(
        f"”{CONTROL_LABELS['method']}” och ”{CONTROL_LABELS['frequency']}” behövs för att kontrollen ska "
        f"göras likadant "
        "varje gång och kunna jämföras mellan åren.",
        f"“{CONTROL_LABELS['method'].en}” and “{CONTROL_LABELS['frequency'].en}” are needed for the control to be done "
        "alike each time and to be compared between years.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example(
            "”Adressera säkerhetsfrågor vid systemförvaltning”, inget mer",
            rows=_beside(ExchangeControl("Adressera säkerhetsfrågor vid systemförvaltning")),
        ),
        Example(
            "Frekvens men ingen metod", rows=_beside(replace(_WHOLE, control="Inventera säkerhetsläge", method=None))
        ),
        Example(
            "Metod men ingen frekvens", rows=_beside(replace(_WHOLE, control="Inventera säkerhetsläge", frequency=None))
        ),
    ),
    good=(
        Example("Metod och frekvens på varje kontroll", rows=(_ROW,)),
        Example(
            "Ett formulär utan metod och frekvens",
            rows=(
                replace(_ROW, controls=(ExchangeControl("Kontroll av attester"), ExchangeControl("Kontroll av moms"))),
            ),
        ),
    ),
)
