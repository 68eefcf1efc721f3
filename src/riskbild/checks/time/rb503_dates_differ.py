"""RB503: the rows of one analysis have different dates."""

from collections.abc import Iterator

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Subject
from riskbild.documents.exchange import ExchangeRow
from riskbild.rules.codes import Code
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence


def find(subject: Subject) -> Iterator[Hit]:
    """Analyses whose printed dates do not agree, but for those that have been filled down (RB502)."""
    for line, finding in subject.dates:
        if finding.code == Code.DATES_DIFFER:
            yield Hit(line.place("analysis_date"), finding.sentence)


def _dated(*dates: str | None) -> tuple[ExchangeRow, ...]:
    rows = enumerate(dates, 1)
    return tuple(ExchangeRow(process="Upphandling", risk=f"Risk {number}", analysis_date=text) for number, text in rows)


RULE = Rule(
    code="RB503",
    name=Sentence("Olika datum i samma riskanalys", "Different dates in one analysis"),
    why=Sentence(
        "Raderna hör till samma process men säger att den analyserades vid olika tillfällen. Stämmer det, skriv två "
        "analyser; annars, ange det datum som gäller.",
        "The rows belong to one process but say that it was analysed on different occasions. If so, write two "
        "analyses; else give the date that holds.",
    ),
    severity=Severity.INFO,
    find=find,
    bad=(Example("”2024-02-12” och ”2024-04-29”", rows=_dated("2024-02-12", "2024-04-29")),),
    good=(Example("”2024-02-12” på den ena raden, inget på den andra", rows=_dated("2024-02-12", None, "2024-02-12")),),
)
