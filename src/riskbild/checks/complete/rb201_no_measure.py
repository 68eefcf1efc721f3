"""RB201: nothing is to be done about the risk."""

from collections.abc import Iterator
from dataclasses import replace

from riskbild.checks.complete.missing import missing_in
from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Line, Subject
from riskbild.documents.exchange import ExchangeRow
from riskbild.documents.labels import ROW_LABELS
from riskbild.rules.finding import Severity
from riskbild.rules.response import RESPONSE_WORDS, Response
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence(
    "Ingen åtgärd eller kontroll står för risken.", "Neither a measure nor a control is given for the risk."
)
_NOWHERE = Sentence("Ingen rad har någon åtgärd eller kontroll.", "No row has any measure or control.")
_LEFT_ALONE = frozenset({Response.ACCEPT, Response.WATCH})


def find(subject: Subject) -> Iterator[Hit]:
    """Rows with neither measures nor controls, but for those that are left alone by decision or by their score.

    A document in which no row has any is told once.
    """
    wanted = [line for line in subject.rows if not _is_left_alone(subject, line)]
    yield from missing_in(wanted, "measures", _has_measure, _SENTENCE, _NOWHERE)
    yield from missing_in(list(subject.plan), "measures", _has_measure, _SENTENCE, _NOWHERE)


def _has_measure(line: Line) -> bool:
    row = line.row
    return bool(row.measures or row.controls or line.hides("measures"))


def _is_left_alone(subject: Subject, line: Line) -> bool:
    reading = RESPONSE_WORDS.read(line.row.response) if line.row.response else None
    if reading is not None and (reading.value or reading.suggestion) in _LEFT_ALONE:
        return True
    if line.row.in_plan is not False:
        return False
    scored = subject.scored(line)
    wants = subject.method and scored and subject.method.wants_in_plan(scored.score.counts, scored.score.level)
    return not wants


_ROW = ExchangeRow(
    risk="Risk att individer inte har aktuella handlingsplaner", responsible="Avdelningschef ALF", in_plan=True
)
_WITH = replace(_ROW, risk="Risk att vi inte följer LAS", measures="Utarbeta rutin")

RULE = Rule(
    code="RB201",
    name=Sentence("Ingen åtgärd", "No measure"),
    why=Sentence(
        f"En risk som ska hanteras behöver en åtgärd eller en kontroll i ”{ROW_LABELS['measures']}”. Ska den i "
        "stället accepteras eller bevakas, fattas det beslutet som ställningstagande.",
        f"A risk that is to be dealt with needs a measure or a control in “{ROW_LABELS['measures'].en}”. If it is to "
        "be accepted or watched instead, decide that as the risk response.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example("Till planen, ingen åtgärd", rows=(_ROW, _WITH)),
        Example("Ingen av raderna har någon åtgärd", rows=(_ROW, replace(_WITH, measures=None))),
    ),
    good=(
        Example("Åtgärd: ”Utarbeta rutin”", rows=(_WITH,)),
        Example("Ställningstagande: ”Accepteras”", rows=(replace(_ROW, response="Accepteras"), _WITH)),
        Example("Inte till planen", rows=(replace(_ROW, in_plan=False), _WITH)),
    ),
)
