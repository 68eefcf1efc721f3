"""The roles named in a cell of who is responsible, as suggestions for a person to confirm."""

import re
from dataclasses import dataclass

from riskbild.rules.codes import Code
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.sentence import Sentence

LONGEST_ROLE = 80
LONGEST_LINE = 500

# A slash is left alone: "Rektor/ Skolchef" may be two people or one post with two names.
_BETWEEN = re.compile(r"\s*(?:\+|,|\bsamt\b)\s*(?![^()]*\))")
_SENTENCE = re.compile(r"[a-zåäö]\.\s+[A-ZÅÄÖ]")
_IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)\s*")
_NAME = re.compile(r"[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)?")
_NAMED = Sentence(
    "En person är namngiven i fältet för ansvarig: {name}. Ansvaret läggs på en roll; namnet visas inte i det "
    "som publiceras.",
    "A person is named as responsible: {name}. Responsibility is a role's; the name is left out of what is published.",
)


@dataclass(frozen=True, slots=True)
class SuggestedRole:
    """A role as it would read on its own, and the person's name in brackets after it, None if there is none."""

    role: str
    person: str | None = None


def suggested_roles(cell: str) -> tuple[SuggestedRole, ...]:
    """The roles of a cell, split at line breaks, "+", "samt" and commas, each once and in order.

    Only suggestions: the cell is the truth. A line of running text, or one that would give a very long role,
    is left whole, and nothing inside brackets is split.
    """
    roles: dict[str, SuggestedRole] = {}
    for line in cell.splitlines():
        for part in _parts(line.strip()):
            role = _role(part)
            roles.setdefault(role.role.casefold(), role)
    return tuple(role for key, role in roles.items() if key)


def role_findings(cell: str, where: str) -> tuple[Finding, ...]:
    """A warning for each person that is named in a cell of who is responsible."""
    return tuple(
        Finding(Code.PERSON_NAMED, Severity.WARNING, where, _NAMED.format(name=role.person))
        for role in suggested_roles(cell)
        if role.person is not None
    )


def _parts(line: str) -> list[str]:
    if len(line) > LONGEST_LINE:
        return [line]
    parts = [part.strip(" .;") for part in _BETWEEN.split(line)]
    is_prose = _SENTENCE.search(line) or any(len(part) > LONGEST_ROLE for part in parts)
    return [line] if is_prose else parts


def _role(part: str) -> SuggestedRole:
    """A part without the name in brackets; other brackets, such as a unit's short name, stay."""
    if len(part) > LONGEST_LINE:
        return SuggestedRole(part)
    for found in _IN_BRACKETS.finditer(part):
        words = found[1].split()
        if len(words) >= 2 and all(map(_NAME.fullmatch, words)):
            return SuggestedRole((part[: found.start()] + " " + part[found.end() :]).strip(), found[1])
    return SuggestedRole(part)
