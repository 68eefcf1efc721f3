"""RB304: the risk says why something happens, not what happens."""

import re
from collections.abc import Iterator

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Line, Subject
from riskbild.checks.wording.risk_words import LEADING_ON
from riskbild.documents.exchange import ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence(
    "Risken är skriven som en orsak. Vad kan hända på grund av det?",
    "The risk is worded as a cause. What may happen because of it?",
)
_OPENING = re.compile(r"(?:det finns (?:en )?)?risk(?:en|er)?(?: finns)?(?: för| att| är)*(?: det)? ")
_MEANS = (
    r"(?:kunskap|kompetens|resurs|rutin|utbildning|introduktion|riktlinje|instruktion|erfarenhet|förutsättning|stöd\b"
    r"|systemstöd|ansvarsfördelning|bemanning|personal|kommunikation|information\b|styrning|ledning|ledarskap|samordning"
    r"|tid\b|tiden\b|vägledning|checklist|mallar?\b|förankring|arbetssätt|samsyn|uppföljning\b)\w*"
)
_BARE = re.compile(
    r"(?:stor |ökad |hög |för hög |allmän )*(?:okunskap|okunnighet|slarv|stress|tidsbrist|tidspress|resursbrist|"
    r"personalbrist|kompetensbrist|kunskapsbrist|personalomsättning|arbetsbelastning|(?:den )?mänskliga faktorn|"
    r"manuell hantering|bristande rutiner|hög omsättning på personal|ovana|okända rutiner)\b"
)
_LACK = re.compile(
    rf"brist(?:er|ande|fällig\w*)? (?:på |i |av |avseende |gällande )?(?:\w+ ){{0,2}}{_MEANS}"
    rf"|avsaknad av (?:\w+ ){{0,2}}{_MEANS}"
    rf"|(?:det )?saknas (?:\w+ ){{0,2}}{_MEANS}"
    rf"|(?:\w+ ){{0,3}}{_MEANS}(?: (?:för|om|i|kring|vid|av|på) (?:\w+ ){{0,3}}\w+)? saknas"
    r"|(?:otydlig|oklar|föråldrad|inaktuell|omodern|gammal|gamla)\w* (?:\w+ ){0,1}"
    r"(?:roll|rutin|ansvar|riktlinje|instruktion|uppdrag|process|organisation|styrning|system|gränsdragning|arbetsordning)\w*"
    rf"|(?:\w+ ){{1,4}}(?:har inte|saknar|har för lite|har för få|har inga|har otillräcklig\w*) (?:\w+ ){{0,2}}{_MEANS}"
    rf"|(?:otillräcklig|för lite|för få|inga)\w* (?:\w+ )?{_MEANS}"
)
# A quality and a thing, and nothing that happens: "svag ledning", "gammalt verksamhetssystem".
_STATE = re.compile(
    r"(?:(?:otydlig|oklar|gam|omodern|föråldrad|inaktuell|svag|dålig|tung|brist|otillräcklig|ojämn|ostrukturerad|krånglig)\w*"
    r"|för (?:få|lite)|nyanställd\w*) (?:och \w+ )?\w+(?: (?:utan|med|för|hos|inom|kring|av|i|om) (?:\w+ )?\w+)?"
)
_SHORT, _LONG = 6, 14
"""A cause stands alone: a bare one has so few words at most, one with a subject and a verb so few."""


def find(subject: Subject) -> Iterator[Hit]:
    """Risks that name a lack or a condition and nothing that follows from it, with no description beside them."""
    for line in subject.lines:
        if line.row.risk and not _is_told_elsewhere(line) and _is_cause(line.row.risk):
            yield Hit(line.place("risk"), _SENTENCE)


def _is_told_elsewhere(line: Line) -> bool:
    """A short name of a risk is enough where a description tells the rest, or a mask hides it."""
    return bool(line.row.description) or line.hides("description")


def _is_cause(text: str) -> bool:
    plain = _OPENING.sub("", " ".join(text.casefold().split()), count=1)
    words = len(plain.split())
    if words > _LONG or LEADING_ON.search(plain):
        return False
    short = words <= _SHORT and (_BARE.match(plain) or _STATE.fullmatch(plain.rstrip(" .")))
    return bool(short or _LACK.match(plain))


RULE = Rule(
    code="RB304",
    name=Sentence("Risken är en orsak", "The risk is a cause"),
    why=Sentence(
        "En brist är en orsak. Risken är det som kan hända på grund av den: skriv ”Risk att … vilket kan leda till …” "
        "och flytta orsaken till orsakerna. Annars går sannolikhet och konsekvens inte att bedöma.",
        "A lack is a cause. The risk is what may happen because of it: write “Risk that … which may lead to …” and "
        "move the cause to the causes. Else likelihood and impact cannot be assessed.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example(
            "”Chef har inte organisatoriska förutsättningar att anpassa arbetsuppgifter”",
            rows=(ExchangeRow(risk="Chef har inte organisatoriska förutsättningar att anpassa arbetsuppgifter"),),
        ),
        Example("”Brist på kunskap om rutinen”", rows=(ExchangeRow(risk="Brist på kunskap om rutinen"),)),
        Example("”Risk att rutin saknas”", rows=(ExchangeRow(risk="Risk att rutin saknas"),)),
        Example("”Tidsbrist”", rows=(ExchangeRow(risk="Tidsbrist"),)),
    ),
    good=(
        Example(
            "”Risk att rutiner saknas, vilket kan leda till fördröjning av processer”",
            rows=(ExchangeRow(risk="Risk att rutiner saknas, vilket kan leda till fördröjning av processer"),),
        ),
        Example(
            "”Bristande informationssäkerhet” med en beskrivning bredvid",
            rows=(
                ExchangeRow(
                    risk="Bristande informationssäkerhet", description="Risk att personuppgifter röjs för obehöriga."
                ),
            ),
        ),
        Example(
            "”Elev saknar uppdaterad studieplan vilket leder till längre studietid”",
            rows=(ExchangeRow(risk="Elev saknar uppdaterad studieplan vilket leder till längre studietid."),),
        ),
    ),
)
