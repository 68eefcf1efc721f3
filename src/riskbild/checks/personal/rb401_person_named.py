"""RB401: a person stands as responsible instead of a role."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from riskbild.checks.remark import Hit, Repair
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Subject
from riskbild.checks.words.names import FIRST_NAMES
from riskbild.documents.exchange import ExchangeControl, ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.roles import suggested_roles
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence(
    "Här namnges {names}. Ansvaret ligger på rollen; ange den.",
    "{names} is named here. Responsibility is the role's; give that.",
)
_WORD = r"[A-ZÅÄÖÉ][a-zåäöéüèñç]+(?:-[A-ZÅÄÖ]?[a-zåäöéü]+)?"
# Looked for at every word, since a post before a name has a capital too.
_FULL_NAME = re.compile(rf"\b(?=({_WORD})((?: (?:af|von|de|al|el|van|bin))?(?: {_WORD}){{1,2}}| [A-ZÅÄÖ]\.(?!\w)))")
_INITIAL = re.compile(rf"\b([A-ZÅÄÖ])\. ?({_WORD})\b")
# The second word of a unit or a post, which is written with a capital where a surname would be.
_NO_SURNAME = re.compile(r".*(?:skolan?|enheten|förvaltningen|avdelningen|nämnden|kontoret|gymnasiet|förskola|hemmet)$")


def find(subject: Subject) -> Iterator[Hit]:
    """Cells of who is responsible, the row's and its controls', that name somebody."""
    for line in subject.lines:
        cells = ((name, text) for name, text in line.cells.items() if name.endswith("responsible"))
        for name, text in cells:
            if names := names_in(text):
                repair = without(text, names) if name == "responsible" else None
                yield Hit(line.place(name), _SENTENCE.format(names=", ".join(names)), repair)


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[str, ...]:
    """The names in a cell, each once: in brackets after a role, or a first name that is common and another name."""
    bracketed = [role.person for role in suggested_roles(text) if role.person]
    names = list(dict.fromkeys(bracketed))
    running = [found[1] + found[2] for found in _FULL_NAME.finditer(text) if _is_name(found)]
    for name in (*running, *(found[0] for found in _INITIAL.finditer(text))):
        if not any(name in longer for longer in names):
            names.append(name)
    return tuple(names)


def _is_name(found: re.Match[str]) -> bool:
    return found[1] in FIRST_NAMES and not _NO_SURNAME.match(found[2])


def without(text: str, names: tuple[str, ...]) -> Repair | None:
    """The cell without the names; none where nothing would be left of it."""
    for name in names:
        text = re.sub(rf"\s*\(\s*{re.escape(name)}\s*\)|[,:]?[ \t]*\b{re.escape(name)}\b", "", text)
    left = re.sub(r"[ \t]{2,}", " ", text).strip(" \t,;:–-")
    return {"responsible": left} if len(left) > 1 else None


_ROW = ExchangeRow(risk="Viktiga handlingar saknas i akten", responsible="Enhetschef Integration (Elsa Exempel)")

RULE = Rule(
    code="RB401",
    name=Sentence("Person som ansvarig", "Person as responsible"),
    why=Sentence(
        "Personer byts, och ett namn i en plan är en personuppgift som inte behövs. Ange rollen. Den som håller i "
        "risken kan anges som riskägare; det namnet följer inte med när planen publiceras.",
        "People change, and a name in a plan is personal data that is not needed. Give the role. Who "
        "holds the risk can "
        "be given as its owner; that name does not come along when the plan is published.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example("”Enhetschef Integration (Elsa Exempel)”", rows=(_ROW,)),
        Example("”Rektor Maria Lindqvist”", rows=(replace(_ROW, responsible="Rektor Maria Lindqvist"),)),
        Example(
            "Kontrollansvarig: ”Erik Exempel”",
            rows=(replace(_ROW, responsible=None, controls=(ExchangeControl("Granska", responsible="Erik Exempel"),)),),
        ),
    ),
    good=(
        Example("”Enhetschef Integration”", rows=(replace(_ROW, responsible="Enhetschef Integration"),)),
        Example("”Rektor Karinskolan (KBS)”", rows=(replace(_ROW, responsible="Rektor Karinskolan (KBS)"),)),
        Example(
            "”Avdelningschef ALF + HR Business Partner”",
            rows=(replace(_ROW, responsible="Avdelningschef ALF + HR Business Partner"),),
        ),
    ),
)
