"""RB404: a link."""

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
    """Every link anywhere in the document."""
    for place, text in texts_of(subject, _may_hold):
        findings = personal_details_findings(text, str(place))
        yield from (Hit(place, finding.sentence) for finding in findings if finding.code == Code.LINK)


def _may_hold(text: str) -> bool:
    return "://" in text or "www." in text


RULE = Rule(
    code="RB404",
    name=Sentence("Länk", "Link"),
    why=Sentence(
        "Länkar till delade mappar och egna dokument går inte att öppna för läsarna, kan ge tillgång till mer än det "
        "var tänkt, och dör. Ange dokumentets namn och diarienummer.",
        "Links to shared folders and one's own documents cannot be opened by readers, may give access to more than was "
        "meant, and die. Give the document's name and case number.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example(
            "”Se https://drive.google.com/…”",
            rows=(ExchangeRow(risk="Kvalitetsbrister", comment="Se https://drive.google.com/file/d/exempel"),),
        ),
    ),
    good=(
        Example(
            "”Se riktlinjen, dnr UN 2023/118”",
            rows=(ExchangeRow(risk="Brister", comment="Se riktlinjen, dnr UN 2023/118."),),
        ),
    ),
)
