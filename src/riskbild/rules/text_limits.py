"""What a text may hold to be stored at all: its length and its characters."""

import re

from riskbild.rules.codes import Code
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.sentence import Sentence

LONGEST_TEXT = 20_000
"""The longest text of one field, in characters."""

# Control characters other than line break and tab, halves of broken characters, and the marks that turn the
# reading direction, with which a text can look like another than the one stored.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LINE_BREAK = re.compile("\r\n?|\u2028|\u2029")

_TOO_LONG = Sentence(
    "Texten är {length} tecken lång. Den får vara högst {longest}.",
    "The text is {length} characters long. It may be at most {longest}.",
)
_UNWANTED_CHARACTER = Sentence(
    "Texten innehåller ett styrtecken ({character}, tecken {place}) som inte kan sparas. Ta bort det.",
    "The text holds a control character ({character}, position {place}) that cannot be saved. Remove it.",
)


def with_plain_line_breaks(text: str) -> str:
    r"""The text with every kind of line break as "\n"; forms and Word send other kinds."""
    return _LINE_BREAK.sub("\n", text)


def text_findings(text: str, where: str) -> tuple[Finding, ...]:
    """An error for a text that is too long and one for its first control character."""
    findings = []
    if len(text) > LONGEST_TEXT:
        sentence = _TOO_LONG.format(length=len(text), longest=LONGEST_TEXT)
        findings.append(Finding(Code.TEXT_TOO_LONG, Severity.ERROR, where, sentence))
    if found := _UNWANTED.search(text):
        name = f"U+{ord(found[0]):04X}"
        sentence = _UNWANTED_CHARACTER.format(character=name, place=found.start() + 1)
        findings.append(Finding(Code.CONTROL_CHARACTER, Severity.ERROR, where, sentence))
    return tuple(findings)
