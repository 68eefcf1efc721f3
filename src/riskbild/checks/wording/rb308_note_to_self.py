"""RB308: questions, notes to oneself and unfinished sentences left in the text."""

import re
from collections.abc import Iterator

from riskbild.checks.remark import Hit, Repair
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Line, Subject
from riskbild.checks.wording.note_words import NOTES, may_hold_note
from riskbild.documents.exchange import ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_QUESTION = Sentence(
    "En fråga har blivit kvar i texten: ”{found}”. Svara på den eller ta bort den.",
    "A question is left in the text: “{found}”. Answer it or take it out.",
)
_NOTE = Sentence(
    "En minnesanteckning har blivit kvar i texten: ”{found}”. Ta bort den.",
    "A note to oneself is left in the text: “{found}”. Take it out.",
)
_UNFINISHED = Sentence("Texten slutar med ett komma. Fattas något?", "The text ends in a comma. Is something missing?")
_QUOTED = re.compile(r"[”\"][^”\"\n]{0,200}[”\"]|https?://\S+|www\.\S+")
_ASKS = re.compile(r"[^.!?\n]{0,200}\?+")
_COMMA = re.compile(r",\s*$", re.MULTILINE)


def find(subject: Subject) -> Iterator[Hit]:
    """Cells with a question mark outside quotes and links, with a note, or ending in a comma; one hit a cell."""
    for line in subject.lines:
        for name, text in line.cells.items() if _may_hold(line.folded) else ():
            if sentence := _left_in(text):
                yield Hit(line.place(name), sentence, _without_questions(line, name))


def _may_hold(folded: str) -> bool:
    return "?" in folded or bool(_COMMA.search(folded)) or (may_hold_note(folded) and bool(NOTES.search(folded)))


def _left_in(text: str) -> Sentence | None:
    plain = _QUOTED.sub(" ", text) if "”" in text or '"' in text or "http" in text or "www" in text else text
    if "?" in plain and (found := _ASKS.search(plain)):
        return _QUESTION.format(found=found[0].strip(" ,–-"))
    if note := NOTES.search(plain.casefold()):
        return _NOTE.format(found=note[0])
    return _UNFINISHED if plain.rstrip().endswith(",") else None


def _without_questions(line: Line, name: str) -> Repair | None:
    """The comment without its questions; elsewhere a question may be all that the cell says."""
    if name != "comment" or "?" not in (line.row.comment or ""):
        return None
    return {"comment": " ".join(_ASKS.sub(" ", line.row.comment or "").split())}


RULE = Rule(
    code="RB308",
    name=Sentence("Frågetecken eller anteckning kvar", "Question or note left in"),
    why=Sentence(
        "Frågor, minnesanteckningar och ofärdiga meningar hör till arbetet med planen. Det som fastställs och "
        "publiceras ska inte ha dem kvar.",
        "Questions, notes and unfinished sentences belong to the work with the plan. What is adopted and published "
        "must not have them left.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example("”riskanalys -24?”", rows=(ExchangeRow(risk="Fel belopp betalas ut", comment="riskanalys -24?"),)),
        Example(
            "”Momskontering - Det här IK momentet har vi i årets Internkontroll plan”",
            rows=(ExchangeRow(process="Momskontering - Det här IK momentet har vi i årets Internkontroll plan"),),
        ),
        Example(
            "”… kan följa upp och är viktig,”",
            rows=(ExchangeRow(process="Riskbedömning IAF kan inte styra över denna men kan följa upp och är viktig,"),),
        ),
    ),
    good=(
        Example(
            "”Diskutera med jurist om risken upplevs som för stor.”",
            rows=(ExchangeRow(risk="Skyddet röjs", measures="Diskutera med jurist om risken upplevs som för stor."),),
        ),
        Example(
            "Ett frågetecken inom citattecken", rows=(ExchangeRow(risk="Enkäten ”Hur mår du?” besvaras av för få"),)
        ),
    ),
)
