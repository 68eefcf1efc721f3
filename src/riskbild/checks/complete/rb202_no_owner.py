"""RB202: nobody answers for what is to be done."""

from collections.abc import Iterator
from dataclasses import replace

from riskbild.checks.complete.missing import missing_in
from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Line, Subject
from riskbild.documents.exchange import ExchangeControl, ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence("Ingen är ansvarig.", "Nobody is responsible.")
_NOWHERE = Sentence("Ingen rad säger vem som är ansvarig.", "No row says who is responsible.")


def find(subject: Subject) -> Iterator[Hit]:
    """Rows for which neither the row nor each of its controls names a role; told once where no row at all does."""
    yield from missing_in(subject.lines, "responsible", _has_owner, _SENTENCE, _NOWHERE)


def _has_owner(line: Line) -> bool:
    if line.row.responsible or line.hides("responsible"):
        return True
    return bool(line.row.controls) and all(control.responsible for control in line.row.controls)


_ROW = ExchangeRow(risk="Risk för handhavandefel", measures="Förenkla rutinen")
_WITH = ExchangeRow(risk="Risk att vi inte följer LAS", measures="Utarbeta rutin", responsible="HR-chef")

RULE = Rule(
    code="RB202",
    name=Sentence("Ingen ansvarig", "Nobody responsible"),
    why=Sentence(
        "En åtgärd eller kontroll som ingen ansvarar för blir lätt inte gjord. Ange en roll, till exempel "
        "”Enhetschef”; en person behöver inte namnges.",
        "A measure or control that nobody answers for is easily left undone. Give a role, such as “Head of unit”; no "
        "person needs to be named.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example("Åtgärd utan ansvarig", rows=(_ROW, _WITH)),
        Example("Ingen av raderna har någon ansvarig", rows=(_ROW, replace(_WITH, responsible=None))),
    ),
    good=(
        Example("Ansvarig: ”HR-chef”", rows=(_WITH,)),
        Example(
            "Varje kontroll har sin kontrollansvariga",
            rows=(replace(_ROW, controls=(ExchangeControl("Granska loggar", responsible="Systemförvaltare"),)), _WITH),
        ),
    ),
)
