"""RB604: whoever does the work controls it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Line, Subject
from riskbild.documents.exchange import ExchangeControl, ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.roles import suggested_roles
from riskbild.rules.sentence import Sentence

_SAME = Sentence(
    "{role} utför arbetet och kontrollerar det. Någon annan bör göra kontrollen.",
    "{role} does the work and controls it. Somebody else ought to do the control.",
)
_OWN = Sentence(
    "Kontrollen görs av eget arbete (”{words}”). Någon annan bör göra den.",
    "The control is of one's own work (“{words}”). Somebody else ought to do it.",
)
_ONESELF = re.compile(
    r"\b(?:(?:sina|sitt|sin|mina|våra) eg(?:na|et|en) (?:ärenden|beslut|arbete|utbetalningar|fakturor"
    r"|handläggning|attester|inköp"
    r"|registreringar|akter|journaler|utlägg|konteringar|beställningar|resor)|egen(?:granskning)? (?:av "
    r")?(?:handläggning|attest)"
    r"|granskar sig själv\w*|kontrollerar sig själv\w*|själv(?:a)? (?:kontrollerar|granskar|attesterar))\b",
    re.IGNORECASE,
)
_CONTROLS = r"följer upp|kontrollerar|granskar|går igenom|tar"
_ENDINGS = r"(?:en|n|et|t|na|erna|arna|er|ar|or|orna|s|ens|ernas|arnas)?"


def find(subject: Subject) -> Iterator[Hit]:
    """Controls of one's own work, told by the words, by the role that the control is of, or by the row's own owner."""
    apart = _owners_are_apart(subject)
    for line in subject.lines:
        for place, control in line.controls():
            where = line.place(f"controls[{place}].responsible")
            text = " ".join(filter(None, (control.control, control.method)))
            if found := _ONESELF.search(text):
                yield Hit(where, _OWN.format(words=found[0]))
            elif role := _doer(control, text) or (_shared(line, control) if apart else ""):
                yield Hit(where, _SAME.format(role=role))


def _owners_are_apart(subject: Subject) -> bool:
    """Whether the form has one column for who does the work and another for who controls it.

    Where a form has only one, a row's cell is its controls' cells put together and says nothing new.
    """
    profile = subject.setting.profile
    if profile is not None and profile.columns:
        fields = {column.field for column in profile.columns}
        return {"responsible", "controls.responsible"} <= fields
    pairs = [(line.row, control) for line in subject.lines for control in line.row.controls]
    return any(
        row.responsible and control.responsible and control.responsible not in row.responsible for row, control in pairs
    )


def _doer(control: ExchangeControl, text: str) -> str:
    """The role that controls, where the control is of what that role does: "att ekonomiassistenten konterar"."""
    plain = text.casefold()
    for each in suggested_roles(control.responsible or ""):
        role = each.role.casefold()
        pattern = rf"\b(?:att|när|där|som|av) (?:\w+ )?{re.escape(role)}{_ENDINGS} (?!{_CONTROLS})"
        if role and role in plain and re.search(pattern, plain):
            return each.role
    return ""


def _shared(line: Line, control: ExchangeControl) -> str:
    does = {role.role.casefold() for role in suggested_roles(line.row.responsible or "")}
    controls = suggested_roles(control.responsible or "")
    return next((role.role for role in controls if role.role.casefold() in does), "")


_CONTROL = ExchangeControl("Kontrollera att fakturor är rätt konterade", "Stickprov", "Ekonomichef", "Tertial")
_ROW = ExchangeRow(risk="Fakturor konteras fel", responsible="Ekonomiassistent", controls=(_CONTROL,))
_OTHER = replace(_ROW, risk="Moms dras fel", responsible="Systemförvaltare")


def _with(**cells: Any) -> tuple[ExchangeRow, ...]:
    return (replace(_ROW, controls=(replace(_CONTROL, **cells),)), _OTHER)


RULE = Rule(
    code="RB604",
    name=Sentence("Den som utför kontrollerar sig själv", "The performer is the controller"),
    why=Sentence(
        "Den som gör arbetet ser sällan sina egna fel och kan dölja dem. Lägg kontrollen på någon annan.",
        "Who does the work seldom sees their own faults and may hide them. Give the control to somebody else.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example(
            "Ansvarig: Ekonomiassistent. Kontrollansvarig: Ekonomiassistent", rows=_with(responsible="Ekonomiassistent")
        ),
        Example(
            "”Kontrollera att ekonomichefen har attesterat”, kontrollansvarig Ekonomichef",
            rows=_with(control="Kontrollera att ekonomichefen har attesterat fakturan"),
        ),
        Example(
            "”Handläggaren går igenom sina egna beslut”", rows=_with(method="Handläggaren går igenom sina egna beslut")
        ),
    ),
    good=(
        Example("Ansvarig: Ekonomiassistent. Kontrollansvarig: Ekonomichef", rows=(_ROW, _OTHER)),
        Example(
            "Ett formulär med en enda kolumn för ansvarig",
            rows=(replace(_ROW, responsible="Enhetschef", controls=(replace(_CONTROL, responsible="Enhetschef"),)),),
        ),
    ),
)
