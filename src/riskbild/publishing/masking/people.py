"""What leads to a person or to somebody's files: left out of public copies, and marked in the board's own documents.

Names, mail addresses and phone numbers are personal data that no reader of a plan needs (dataskyddsförordningen (EU)
2016/679, article 5.1 c). A link to a shared folder may open more than was meant; other links stay.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from riskbild.checks.personal.rb401_person_named import names_in
from riskbild.checks.personal.rb405_phone_number import phones_in
from riskbild.documents.exchange import ExchangeDocument
from riskbild.publishing.assemble.facts import DocumentFacts
from riskbild.publishing.masking.every_text import changed_document, changed_facts
from riskbild.publishing.masking.shared_links import shared_links_in
from riskbild.rules.codes import Code
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.personal_details import EMAIL, LINK
from riskbild.rules.sentence import Sentence

NAME: Final = "[namn utelämnat]"
ADDRESS: Final = "[e-postadress utelämnad]"

PHONE: Final = "[telefonnummer utelämnat]"
SHARED: Final = "[länk utelämnad]"

_LEFT_OUT: Final = Sentence(
    "Ett namn, en e-postadress, ett telefonnummer eller en delad länk är utelämnad i den offentliga kopian.",
    "A name, a mail address, a phone number or a shared link is left out of the public copy.",
)
_STANDS: Final = Sentence(
    "Här namnges {names}. Namnet följer med i nämndens eget dokument, men inte i en offentlig kopia.",
    "{names} is named here. The name goes with the board's own document, but not with a public copy.",
)
_LEADS: Final = Sentence(
    "Här står {found}. Det följer med i nämndens eget dokument, men inte i en offentlig kopia.",
    "{found} stands here. It goes with the board's own document, but not with a public copy.",
)
_LINKED: Final = Sentence(
    "Här finns länken {found}. Den följer med även i en offentlig kopia: kontrollera att vem som helst får öppna den.",
    "The link {found} stands here. It goes with a public copy too: check that anybody may open it.",
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
        found = _found_in(text)
        if found is None:
            return text
        if not self.public:
            self.findings += found.findings(where)
            return text
        if found.is_left_out:
            self.findings.append(Finding(Code.PERSON_NAMED, Severity.INFO, where, _LEFT_OUT))
        return found.taken_out(text)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a text holds that leads to somebody, and the links that anybody may follow."""

    names: tuple[str, ...]
    addresses: tuple[str, ...]
    phones: tuple[str, ...]
    shared: tuple[str, ...]
    links: tuple[str, ...]

    @property
    def is_left_out(self) -> bool:
        """Whether anything of it is left out of a public copy."""
        return bool(self.names or self.addresses or self.phones or self.shared)

    def findings(self, where: str) -> list[Finding]:
        """What stands in the board's own document, each thing once."""
        told = (
            (Code.PERSON_NAMED, _STANDS, ", ".join((*self.names, *self.addresses))),
            (Code.PERSON_NAMED, _LEADS, ", ".join((*self.phones, *self.shared))),
            (Code.LINK, _LINKED, ", ".join(self.links)),
        )
        return [
            Finding(code, Severity.WARNING, where, sentence.format(names=what, found=what))
            for code, sentence, what in told
            if what
        ]

    def taken_out(self, text: str) -> str:
        """The text without it."""
        for link in sorted(self.shared, key=len, reverse=True):
            text = text.replace(link, SHARED)
        for phone in sorted(self.phones, key=len, reverse=True):
            text = text.replace(phone, PHONE)
        return _without(text, self.names) if self.names or self.addresses else text


def _found_in(text: str) -> _Found | None:
    shared = shared_links_in(text)
    linked = "://" in text or "www." in text
    links = dict.fromkeys(one[0].rstrip(".,;:)") for one in LINK.finditer(text)) if linked else {}
    found = _Found(
        names_in(text), tuple(EMAIL.findall(text)), phones_in(text), shared,
        tuple(link for link in links if link not in shared),
    )  # fmt: skip
    return found if found.is_left_out or found.links else None


def _without(text: str, names: tuple[str, ...]) -> str:
    text = EMAIL.sub(ADDRESS, text)
    for name in names:
        text = re.sub(rf"\s*\(\s*{re.escape(name)}\s*\)", "", text)
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", NAME, text)
    return text.strip() or NAME
