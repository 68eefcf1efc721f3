"""People's names and mail addresses: left out of public copies, and marked in the board's own documents."""

import re
from dataclasses import dataclass, field
from typing import Final

from riskbild.checks.personal.rb401_person_named import names_in
from riskbild.documents.exchange import ExchangeDocument
from riskbild.publishing.assemble.facts import DocumentFacts
from riskbild.publishing.masking.every_text import changed_document, changed_facts
from riskbild.rules.codes import Code
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.personal_details import EMAIL
from riskbild.rules.sentence import Sentence

NAME: Final = "[namn utelämnat]"
ADDRESS: Final = "[e-postadress utelämnad]"

_LEFT_OUT: Final = Sentence(
    "Ett namn eller en e-postadress är utelämnad i den offentliga kopian.",
    "A name or a mail address is left out of the public copy.",
)
_STANDS: Final = Sentence(
    "Här namnges {names}. Namnet följer med i nämndens eget dokument, men inte i en offentlig kopia.",
    "{names} is named here. The name goes with the board's own document, but not with a public copy.",
)


def without_people(
    document: ExchangeDocument, facts: DocumentFacts, *, public: bool
) -> tuple[ExchangeDocument, DocumentFacts, tuple[Finding, ...]]:
    """The document and its facts, in a public copy without people, and a finding for each place that names somebody.

    A role stays where a name in brackets after it goes. The findings of a public copy do not tell the names.
    """
    looking = _Looking(public)
    document, facts = changed_document(document, looking), changed_facts(facts, looking)
    return document, facts, tuple(looking.findings)


@dataclass
class _Looking:
    """Looks every text over, and takes out what it finds if the copy is public."""

    public: bool
    findings: list[Finding] = field(default_factory=list)

    def __call__(self, where: str, text: str) -> str:
        """The text as it may stand."""
        names, addresses = names_in(text), EMAIL.findall(text)
        if not names and not addresses:
            return text
        sentence = _LEFT_OUT if self.public else _STANDS.format(names=", ".join((*names, *addresses)))
        self.findings.append(
            Finding(Code.PERSON_NAMED, Severity.INFO if self.public else Severity.WARNING, where, sentence)
        )
        return _without(text, names) if self.public else text


def _without(text: str, names: tuple[str, ...]) -> str:
    text = EMAIL.sub(ADDRESS, text)
    for name in names:
        text = re.sub(rf"\s*\(\s*{re.escape(name)}\s*\)", "", text)
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", NAME, text)
    return text.strip() or NAME
