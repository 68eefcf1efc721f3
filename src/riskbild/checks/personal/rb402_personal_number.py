"""RB402: a personal identity number or a coordination number."""

import re
from collections.abc import Iterator

from riskbild.checks.personal.found_in_texts import texts_of
from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Subject
from riskbild.documents.exchange import ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.personal_number import personal_number_findings
from riskbild.rules.sentence import Sentence

_SIX_DIGITS = re.compile(r"\d{6}", re.ASCII)


def find(subject: Subject) -> Iterator[Hit]:
    """Every number anywhere in the document; the sentence shows only a part of it."""
    for place, text in texts_of(subject, _SIX_DIGITS.search):
        yield from (Hit(place, finding.sentence) for finding in personal_number_findings(text, str(place)))


RULE = Rule(
    code="RB402",
    name=Sentence("Personnummer", "Personal identity number"),
    why=Sentence(
        "Ett register över risker har ingen användning för personnummer, och de får inte publiceras. Ta bort numret.",
        "A register of risks has no use for identity numbers, and they must not be published. Take the number out.",
    ),
    severity=Severity.ERROR,
    find=find,
    bad=(Example("”Gäller 19121212-1212”", rows=(ExchangeRow(risk="Fel person", comment="Gäller 19121212-1212."),)),),
    good=(
        Example("”Personnummer förekommer i mail”", rows=(ExchangeRow(risk="Personnummer förekommer i mail"),)),
        Example("Ett diarienummer: ”KS 2024-001234”", rows=(ExchangeRow(risk="Fel", comment="Dnr KS 2024-001234"),)),
    ),
)
