"""RB405: a phone number."""

import re
from collections.abc import Iterator

from riskbild.checks.personal.found_in_texts import texts_of
from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Subject
from riskbild.documents.exchange import ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence(
    "Texten innehåller ett telefonnummer: {found}. Ange rollen i stället.",
    "The text holds a phone number: {found}. Give the role instead.",
)
# Sign, area code and subscriber as they are written in Sweden; a date, a case number or a law's number is none.
_PHONE = re.compile(
    r"(?<![\w./:-])(?:\+46[ -]?(?:\(0\)[ -]?)?[1-9]\d{0,2}|0[1-9]\d{0,2}) ?[-–/ ] ?\d{2,3}(?: "
    r"?\d{2,3}){1,3}(?![\w./:-])"
    r"|(?<![\w./:-])(?:07[02369]\d{7}|\+467[02369]\d{7})(?!\w)"
)

_MAY_HOLD = re.compile(r"0[1-9][\d ()/–-]{5}", re.ASCII)


def find(subject: Subject) -> Iterator[Hit]:
    """Every phone number anywhere in the document."""
    for place, text in texts_of(subject, _may_hold):
        yield from (Hit(place, _SENTENCE.format(found=found)) for found in phones_in(text)[:1])


def phones_in(text: str) -> tuple[str, ...]:
    """The phone numbers in a text, as they are written."""
    if not _may_hold(text):
        return ()
    return tuple(found[0] for found in _PHONE.finditer(text) if _has_digits(found[0]))


def _may_hold(text: str) -> bool:
    return bool("+46" in text or _MAY_HOLD.search(text))


def _has_digits(text: str) -> bool:
    return 7 <= sum(letter.isdigit() for letter in text) <= 12


RULE = Rule(
    code="RB405",
    name=Sentence("Telefonnummer", "Phone number"),
    why=Sentence(
        "Ett direktnummer är en personuppgift som inte behövs i en plan, och det blir gammalt. Ange rollen.",
        "A direct number is personal data that a plan does not need, and it goes stale. Give the role.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example("”Ring 070-123 45 67”", rows=(ExchangeRow(risk="Avbrott i driften", measures="Ring 070-123 45 67."),)),
        Example("”0455-30 30 00”", rows=(ExchangeRow(risk="Avbrott i driften", comment="Jour: 0455-30 30 00"),)),
    ),
    good=(
        Example("Ett datum: ”2024-03-31”", rows=(ExchangeRow(risk="Avbrott i driften", deadline="2024-03-31"),)),
        Example(
            "Ett diarienummer: ”KS 2024/0455”",
            rows=(ExchangeRow(risk="Avbrott", comment="KS 2024/0455, 10 kap. 34 §"),),
        ),
    ),
)
