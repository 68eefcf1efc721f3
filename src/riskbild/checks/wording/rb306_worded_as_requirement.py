"""RB306: the risk says what is to be done, not what happens if it is not."""

import re
from collections.abc import Iterator

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Subject
from riskbild.checks.wording.risk_words import RISKY
from riskbild.documents.exchange import ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence(
    "Risken är skriven som ett krav. Vad händer om kravet inte följs?",
    "The risk is worded as a requirement. What happens if it is not met?",
)
# "Får inte lämnas ut" forbids; "får inte tillräckliga underlag" is something that happens.
_MAY_NOT = r"får (?:inte|ej|aldrig) (?:\w+as|ske|förekomma|finnas|röja|använda|lämna|dela|fatta|sprida)"
_DEMAND = re.compile(
    rf"\b(?:ska|skall|måste|behöver|bör|krävs|åligger|det är \w+ ansvar att|(?:är|blir) skyldig\w*|{_MAY_NOT})\b"
)
# What a requirement forbids is no sign of something gone wrong.
_FORBIDS = re.compile(rf"\b(?:(?:ska|skall|bör|måste) (?:\w+ )?(?:inte|ej|aldrig)|{_MAY_NOT})\b")
# A risk may end in what must then be done: "och att bidraget måste betalas tillbaka".
_FIRST_CLAUSE = re.compile(r"(?:(?!\b(?:och (?:att|då|därmed)|vilket|så att)\b)[^.])*")


def find(subject: Subject) -> Iterator[Hit]:
    """Risks that demand something to begin with and name nothing that may go wrong."""
    for line in subject.lines:
        text = (line.row.risk or "").casefold()
        if text and not line.row.description and _is_demand(text):
            yield Hit(line.place("risk"), _SENTENCE)


def _is_demand(text: str) -> bool:
    first = _FIRST_CLAUSE.match(text)
    return bool(first and _DEMAND.search(first[0])) and not RISKY.search(_FORBIDS.sub(" ", text))


def _risk(text: str) -> tuple[ExchangeRow, ...]:
    return (ExchangeRow(risk=text),)


RULE = Rule(
    code="RB306",
    name=Sentence("Risken är ett krav", "The risk is a requirement"),
    why=Sentence(
        "Ett krav hör hemma i rutinen. Risken är vad som händer när det inte följs, och vad det leder till.",
        "A requirement belongs in the routine. The risk is what happens when it is not met, and what that leads to.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example(
            "”Speciellt underlag behöver bifogas fakturan vid kostnader som rör representation”",
            rows=_risk("Speciellt underlag behöver bifogas fakturan vid kostnader som rör representation"),
        ),
        Example(
            "”Handlingar får inte lämnas ut utan prövning”", rows=_risk("Handlingar får inte lämnas ut utan prövning")
        ),
    ),
    good=(
        Example(
            "”Risk att underlaget missas när fakturan rör representation”",
            rows=_risk("Risk att underlaget missas när fakturan rör representation"),
        ),
        Example(
            "”Handläggaren får inte tillräckliga underlag”", rows=_risk("Handläggaren får inte tillräckliga underlag")
        ),
        Example(
            "”… ska en prioritering göras. Risk finns att det prioriteras fel”",
            rows=_risk(
                "Då fler sökande finns än platser ska en prioritering göras. Risk finns att det prioriteras fel"
            ),
        ),
    ),
)
