"""RB702: a plan in which no risk is about irregularities, after the law came to ask for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from riskbild.checks.place import Part, Place
from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.setting import FOLLOW_UPS
from riskbild.checks.subject import Line, Subject
from riskbild.checks.whole.law import IRREGULARITIES
from riskbild.documents.exchange import ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence(
    "Ingen risk gäller fel eller oegentligheter (jäv, mutor, otillåten påverkan, felaktiga utbetalningar).",
    "No risk is about irregularities (conflict of interest, bribery, undue influence, wrongful payments).",
)
_ABOUT = re.compile(
    r"oegentlig|\bjäv|\bmut(?:a|or|brott|kolv)|bestick|korrupt|otillåten påverkan|bedräg|förskingr"
    r"|välfärdsbrott|välfärdsbedräg"
    r"|felaktig\w* (?:\w+ ){0,3}utbetal|utbetal\w* (?:\w+ ){0,4}fel|fel (?:belopp|person|mottagare)"
    r"|förtroendeskad|infiltr|stöld"
    r"|svinn|svågerpolitik|vänskapskorr|intressekonflikt|otillbörlig|bisyssl|penningtvätt|fusk|manipul"
    r"|trolös|vinning|gynna\w* sig"
)
_FIELDS = ("risk", "description", "process", "category", "heading", "causes", "consequence")


def find(subject: Subject) -> Iterator[Hit]:
    """A document decided after the change of law whose plan, or whose risks, have none such."""
    document = subject.document
    if document.kind in FOLLOW_UPS or not subject.setting.decided_after(IRREGULARITIES, document):
        return
    lines = subject.plan or [line for line in subject.rows if line.row.in_plan] or subject.rows
    if lines and not _any_about(lines):
        yield Hit(Place(Part.DOCUMENT), _SENTENCE)


def _any_about(lines: Sequence[Line]) -> bool:
    texts = (line.cells.get(name, "") for line in lines for name in _FIELDS)
    hidden = any(line.hides("risk") for line in lines)
    return hidden or any(_ABOUT.search(text.casefold()) for text in texts if text)


_ROW = ExchangeRow(risk="Risk för avbrott i driften", in_plan=True)

RULE = Rule(
    code="RB702",
    name=Sentence("Ingen risk om oegentligheter", "No risk about irregularities"),
    why=Sentence(
        "Sedan den 1 juli 2025 ska den interna kontrollen vara tillräcklig för att förebygga fel och oegentligheter "
        "(kommunallagen 6 kap. 6 §, SFS 2025:374). Planen ska visa att sådana risker har prövats.",
        "Since 1 July 2025 internal control must be adequate to prevent errors and irregularities "
        "(kommunallagen 6 kap. "
        "6 §, SFS 2025:374). The plan must show that such risks have been considered.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(Example("En plan för 2026 med bara driftavbrott", rows=(_ROW,), year=2026),),
    good=(
        Example(
            "En plan för 2026 med ”Jävig medarbetare handlägger ärende”",
            rows=(_ROW, replace(_ROW, risk="Jävig medarbetare handlägger ärende")),
            year=2026,
        ),
        Example("En plan för 2024", rows=(_ROW,), year=2024),
    ),
)
