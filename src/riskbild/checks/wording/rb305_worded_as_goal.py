"""RB305: the risk is a goal, or a goal that is not reached."""

import re
from collections.abc import Iterator

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Subject
from riskbild.checks.wording.risk_words import RISKY
from riskbild.documents.exchange import ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence(
    "Risken är skriven som ett mål. Vad kan hända som gör att målet inte nås?",
    "The risk is worded as a goal. What may happen so that the goal is not reached?",
)
_MISSED = re.compile(
    r"(?:risk(?:en)? (?:att|för att) )?(?:\w+ ){0,4}\w*mål(?:et|en|sättningen|sättningarna)?\b[^.]{0,60}?"
    r"(?:(?:upp)?(?:nås|fylls|klaras|nå|levs upp till|uppnås) (?:inte|ej)|(?:inte|ej) (?:upp)?(?:nås|fylls"
    r"|klaras|uppnås|kan nås))"
)
_WISH = re.compile(
    r"(?:att |vi ska |nämnden ska |verksamheten ska )?(?:öka|minska|förbättra|stärka|utveckla|uppnå|nå"
    r"|höja|effektivisera"
    r"|främja|säkra|skapa|säkerställa|upprätthålla|bidra till|behålla|erbjuda|vara|ha|få|korta|bibehålla)\s"
)
_IDEAL = re.compile(
    r"(?:en |ett )?(?:bättre|snabbare|säkrare|tryggare|enklare|god|gott|goda|trygg|trygga|tryggt"
    r"|rättssäker|effektiv|nöjd|välfungerande|attraktiv"
    r"|jämlik|likvärdig"
    r"|hållbar|tillgänglig|kvalitativ|ökad|förbättrad|stärkt|hög (?:kvalitet|tillgänglighet|rättssäkerhet"
    r"|måluppfyllelse|servicenivå))"
)
_GOAL = re.compile(r"(?:målet|målsättningen|ambitionen|visionen|avsikten) (?:är|med)\b")
_LONGEST = 25
"""A goal is said in one sentence; a longer text says more than that."""


def find(subject: Subject) -> Iterator[Hit]:
    """Risks that begin as a wish and name nothing that may go wrong, or only turn a goal round with a "not"."""
    for line in subject.lines:
        text = " ".join((line.row.risk or "").casefold().split())
        if text and not line.row.description and _is_goal(text):
            yield Hit(line.place("risk"), _SENTENCE)


def _is_goal(text: str) -> bool:
    if len(text.split()) > _LONGEST:
        return False
    if _MISSED.fullmatch(text.rstrip(" .")):
        return True
    wishes = _WISH.match(text) or _IDEAL.match(text) or _GOAL.match(text)
    return bool(wishes) and not RISKY.search(text)


def _risk(text: str) -> tuple[ExchangeRow, ...]:
    return (ExchangeRow(risk=text),)


RULE = Rule(
    code="RB305",
    name=Sentence("Risken är ett mål", "The risk is a goal"),
    why=Sentence(
        "Ett mål säger vad man vill, och ”målet nås inte” säger bara motsatsen. Risken är den händelse som kommer "
        "i vägen. Skriv den.",
        "A goal says what is wanted, and “the goal is not reached” only the opposite. The risk is the event that gets "
        "in the way. Write that.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example("”Målet i 500-uppdraget fylls inte”", rows=_risk("Målet i 500-uppdraget fylls inte")),
        Example("”Öka kunskapen om sekretess”", rows=_risk("Öka kunskapen om sekretess")),
        Example("”God kvalitet i handläggningen”", rows=_risk("God kvalitet i handläggningen")),
    ),
    good=(
        Example(
            "”Risk att anvisningarna inte räcker, så att platserna i 500-uppdraget står tomma”",
            rows=_risk("Risk att anvisningarna inte räcker, så att platserna i 500-uppdraget står tomma"),
        ),
        Example(
            "”Ökad sjukfrånvaro leder till för låg bemanning”",
            rows=_risk("Ökad sjukfrånvaro leder till för låg bemanning"),
        ),
    ),
)
