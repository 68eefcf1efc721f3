"""RB307: the column of causes holds a risk."""

import re
from collections.abc import Iterator

from riskbild.checks.remark import Hit, Repair
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Line, Subject
from riskbild.documents.exchange import ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence(
    "Bland orsakerna står en risk. Har risk och orsak hamnat i varandras kolumner?",
    "Among the causes stands a risk. Have risk and cause landed in each other's columns?",
)
_RISK = re.compile(
    r"\s*(?:det finns (?:en )?|då finns (?:en )?|en |stor |ökad )?risk(?:en)?(?: finns| är| föreligger)?,? "
    r"(?:att|för|om)\b"
    r"|\s*risk(?:en)?:? (?:finns|föreligger|är stor)\b"
    r"|\s*finns (?:en )?risk (?:att|för)\b",
    re.IGNORECASE,
)


def find(subject: Subject) -> Iterator[Hit]:
    """Causes that begin as a risk does."""
    for line in subject.lines:
        if line.row.causes and _RISK.match(line.row.causes):
            yield Hit(line.place("causes"), _SENTENCE, _changed_places(line))


def _changed_places(line: Line) -> Repair | None:
    row = line.row
    return {"risk": row.causes, "causes": row.risk} if row.risk and row.causes and not _RISK.match(row.risk) else None


_SWAPPED = ExchangeRow(
    risk="Speciellt underlag behöver bifogas fakturan",
    causes="Risk finns att underlaget missas, eftersom det är en manuell hantering.",
)

RULE = Rule(
    code="RB307",
    name=Sentence("Risk bland orsakerna", "Risk among the causes"),
    why=Sentence(
        "Kolumnen för orsaker ska säga varför. Det som kan hända är risken. Låt dem byta plats, eller skriv om dem.",
        "The column of causes is to say why. What may happen is the risk. Let them change places, or write them anew.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example("Orsak: ”Risk finns att underlaget missas …”", rows=(_SWAPPED,)),
        Example(
            "Orsak: ”Risk att skyddet röjs”",
            rows=(
                ExchangeRow(
                    risk="Eleven väljer att behålla de riktiga personuppgifterna", causes="Risk att skyddet röjs"
                ),
            ),
        ),
    ),
    good=(
        Example(
            "Orsak: ”Detta måste ändras manuellt, vilket riskerar att det missas.”",
            rows=(
                ExchangeRow(
                    risk="Risk att felaktiga momsavdrag görs",
                    causes="Detta måste ändras manuellt, vilket riskerar att det missas.",
                ),
            ),
        ),
    ),
)
