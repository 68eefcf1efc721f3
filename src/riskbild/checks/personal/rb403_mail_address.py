"""RB403: a mail address."""

from collections.abc import Iterator

from riskbild.checks.personal.found_in_texts import texts_of
from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Subject
from riskbild.documents.exchange import ExchangeRow
from riskbild.rules.codes import Code
from riskbild.rules.finding import Severity
from riskbild.rules.personal_details import personal_details_findings
from riskbild.rules.sentence import Sentence


def find(subject: Subject) -> Iterator[Hit]:
    """Every address anywhere in the document."""
    for place, text in texts_of(subject, lambda text: "@" in text):
        findings = personal_details_findings(text, str(place))
        yield from (Hit(place, finding.sentence) for finding in findings if finding.code == Code.EMAIL_ADDRESS)


RULE = Rule(
    code="RB403",
    name=Sentence("E-postadress", "Mail address"),
    why=Sentence(
        "En adress i texten är en personuppgift som följer med när planen publiceras, och den blir "
        "gammal. Ange rollen.",
        "An address in the text is personal data that comes along when the plan is published, and it goes stale. Give "
        "the role.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example(
            "”Anmäls till elsa.exempel@kommunen.se”",
            rows=(ExchangeRow(risk="Handlingar saknas", measures="Anmäls till elsa.exempel@kommunen.se."),),
        ),
    ),
    good=(
        Example(
            "”Anmäls till registrator”",
            rows=(ExchangeRow(risk="Handlingar saknas", measures="Anmäls till registrator."),),
        ),
    ),
)
