"""Words by which an unknown column title is understood, in the order they count; data for `titles`."""

import re
from typing import Final

from riskbild.intake.reading.lexicon import CONTROL, CONTROL_OWNER, FREQUENCY, GROUP, METHOD, STATUS

type _Meanings = tuple[tuple[str, float], ...]

# Whole words begin with \b; parts of compounds do not. The first line that is found in a title decides, so what
# is narrow stands before what is wide.
_ORDERED: Final[tuple[tuple[tuple[str, ...], _Meanings], ...]] = (
    ((r"följer\b.*\bplan", r"enligt plan", r"\bi fas\b"), (("follows_plan", 0.9),)),
    (
        (
            r"orsak(?!ar)",
            r"varför",
            r"\bberor\b",
            r"anledning",
            r"ligger bakom",
            r"riskdriv",
            r"källa till risk",
            r"vad .*(?:utlöser|orsakar|driver)\b",
        ),
        (("causes", 0.88),),
    ),
    (
        (
            r"^riskens konsekvens",
            r"konsekvensbeskriv",
            r"beskriv\w* .*konsekvens",
            r"konsekvens\w* i text",
            r"konsekvenser",
            r"konsekvens\w* (?:om|i klartext)\b",
        ),
        (("consequence", 0.86),),
    ),
    (
        (
            r"\beffekt",
            r"\b(?:på)?följd",
            r"leda? till",
            r"leder .*till",
            r"händer (?:om|då)",
            r"^om (?:det|risken|den) inträffar",
            r"^(?:möjliga? )?skad(?:a|or)\b",
        ),
        (("consequence", 0.85),),
    ),
    ((r"sannolik\w* (?:och|x|\*|×) (?:konsekvens|väsentlig)",), (("score", 0.8),)),
    ((r"sannolik", r"trolig", r"^s-värde", r"hur ofta .*(?:inträffa|hända|händer)"), (("likelihood", 0.88),)),
    (
        (
            r"(?:konsekvens|allvar|väsentlighet|påverkan)\w*(?:poäng|värde|grad|bedömning|klass|nivå|faktor|tal\b)",
            r"^k-värde",
            r"skadeverk",
        ),
        (("impact", 0.9),),
    ),
    (
        (
            r"riskvärde",
            r"risktal",
            r"poäng",
            r"\brv\b",
            r"\b[skvr] ?[x*×·] ?[skvr]\b",
            r"risknivå",
            r"\brpn\b",
            r"\bs ?\+ ?k\b",
            r"risksumma",
            r"riskskattning",
        ),
        (("score", 0.9),),
    ),
    (
        (r"riskindex", r"riskfärg", r"riskens värde", r"(?:samlad|sammanvägd|sammanlagd|total) risk", r"sammanvägt"),
        (("score", 0.85),),
    ),
    ((r"brutto(?:risk|värde)", r"inneboende risk"), (("score", 0.85), ("risk", 0.6))),
    ((r"konsekvens", r"allvarlig", r"väsentlighet", r"påverkan"), (("impact", 0.85), ("consequence", 0.82))),
    (
        (
            r"(?:befintlig|nuvarande|existerande|redan|vidtagn|pågående).*(?:åtgärd|kontroll|rutin|hanter|skydd|gjort|arbete)",
            r"genomförda (?:åtgärd|kontroll)",
            r"(?:åtgärd|kontroll|rutin)\w* (?:som )?(?:redan )?finns",
        ),
        (("existing_controls", 0.88),),
    ),
    ((r"(?:idag|i dag|på plats|i nuläget)\b",), (("existing_controls", 0.78),)),
    (
        (
            r"\b(?:till|i|upp|med|underlag|ingå\w*|förs|för|lyft\w*|tas)\b.*(?:kontroll-?plan|\bik-?plan|\bikp\b|\bplan(?:en)?\b)",
            r"^ikp\b",
            r"(?:intern ?kontroll-?plan|\bik-?plan)\w*\W*(?:\(?ja|\(?j\b|20\d\d|\?|$)",
            r"intern kontroll-plan",
            r"(?:beslut\w*|vald|utvald|väljs|uttagen|aktuell|går|tas) .*(?:till|för|om|ut) (?:gransk|kontroll|uppfölj)",
        ),
        (("in_plan", 0.88),),
    ),
    (
        (r"^(?:ska )?(?:gransk|kontroller|följ)as\b(?: upp)?(?: under)?(?: året| 20\d\d)?(?: \(?ja|\?|$)",),
        (("in_plan", 0.88), (CONTROL, 0.8)),
    ),
    # What is said of a control: who, how often, how, and then what.
    (
        (
            r"(?:kontroll|gransk)\w*(?:ansvar|ägare)",
            r"granskare",
            r"kontrollant",
            r"(?:kontroll|gransk).* av$",
            r"(?:vem|ansvar\w*) .*(?:kontroll|gransk)",
        ),
        (((CONTROL_OWNER), 0.88),),
    ),
    (
        (
            r"frekvens",
            r"hur ofta",
            r"intervall",
            r"periodicitet",
            r"(?:när|tidpunkt\w*|tillfälle\w*) .*(?:kontroll|gransk)",
            r"(?:kontroll|gransk)\w*tillfäll",
            r"antal (?:kontroller|granskningar|gånger|tillfällen)",
            r"^(?:kontroll|granskning)(?:en)? (?:görs|sker|utförs|genomförs)$",
        ),
        ((FREQUENCY, 0.88),),
    ),
    (
        (
            r"\bmetod",
            r"kontrollmetod",
            r"tillvägagång",
            r"hur .*(?:kontroll|gransk|följ\w* upp)",
            r"(?:kontroll|gransk)\w* (?:utförande|genomförande|tillvägag\w*|sätt)",
            r"^så .*kontroll",
            r"(?:kontroll|gransknings|uppföljnings)sätt",
        ),
        ((METHOD, 0.86),),
    ),
    ((r"ställningstag", r"riskrespons", r"acceptera"), (("response", 0.8), ("measures", 0.76))),
    (
        (
            r"\bstatus",
            r"^läge\b",
            r"\bt ?[123]\b",
            r"tertial",
            r"delår",
            r"helår",
            r"halvår",
            r"lägesrapport",
            r"^uppföljning",
        ),
        ((STATUS, 0.84), ("comment", 0.5)),
    ),
    ((r"resultat", r"utfall", r"avvikelse", r"iakttagelse", r"slutsats"), (("result", 0.82),)),
    (
        (r"ansvar(?!sområd)", r"ägare\b", r"\bvem\b", r"utförs av", r"handläggare", r"^funktion(?:/roll)?$", r"^roll/"),
        (("responsible", 0.86),),
    ),
    (
        (
            r"^kontroll",
            r"kontroll(?:moment|aktiv|punkt|åtgärd)",
            r"gransknings(?:moment|åtgärd|aktiv)",
            r"vad .*(?:kontroll|gransk|följ\w* upp)",
            r"beskrivning av (?:kontroll|gransk)",
            r"\bska (?:kontrolleras|granskas)",
            r"vilk\w+ (?:kontroll|gransk)",
        ),
        ((CONTROL, 0.86),),
    ),
    (
        (r"(?:datum|när|tid).*(?:analys|bedöm|identif|upptäck)", r"analysdatum", r"^bedömd\b"),
        (("analysis_date", 0.86),),
    ),
    (
        (
            r"\bklar",
            r"senast",
            r"slutdatum",
            r"tidplan",
            r"tidsplan",
            r"deadline",
            r"\bnär\b",
            r"måldatum",
            r"tidpunkt",
            r"tidsfrist",
            r"färdig",
            r"vara genomför",
            r"^genomfört",
        ),
        (("deadline", 0.84),),
    ),
    (
        (
            r"åtgärd",
            r"insats",
            r"handlingsplan",
            r"eliminera",
            r"minska",
            r"förebygg",
            r"vad .*göra",
            r"\b(?:behöv\w*|ska|måste|bör|tänker) .*\bgöras?\b",
            r"hantering",
            r"hanteras",
            r"hur hanterar",
            r"gör vi\b",
            r"^nästa steg",
            r"^hur .*(?:bemöt|möter|undvik|motverka)",
        ),
        (("measures", 0.85),),
    ),
    ((r"aktivitet\w* i process",), (("process", 0.8),)),
    ((r"aktivitet",), (("measures", 0.82), (CONTROL, 0.7))),
    ((r"riskområde", r"riskgrupp"), ((GROUP, 0.86), ("category", 0.7))),
    ((r"kategori", r"risktyp", r"typ av", r"riskkälla"), (("category", 0.86),)),
    (
        (
            r"^risk(?:er|en|beskrivning)?\b(?!\w)",
            r"beskriv\w* (?:av |på )?risk",
            r"vad (?:kan|skulle|är det som|riskera)",
            r"riskpåstå",
            r"oönskad",
            r"händelse",
            r"identifierad\w* risk",
            r"riskfaktor",
            r"hotbild",
            r"riskens (?:rubrik|namn|benämning|titel)",
        ),
        (("risk", 0.85),),
    ),
    ((r"processteg", r"delsteg", r"^steg"), (("step", 0.84),)),
    (
        (
            r"process",
            r"\brutin",
            r"ansvarsområd",
            r"granskningsområd",
            r"kontrollområd",
            r"verksamhetsområd",
            r"berör\w* (?:verksamhet|område|enhet)",
        ),
        (("process", 0.82),),
    ),
    (
        (
            r"kommentar",
            r"anteckning",
            r"noter(?:ing|at|a)",
            r"anmärkning",
            r"övrig",
            r"synpunkt",
            r"motivering",
            r"upplysning",
        ),
        (("comment", 0.84),),
    ),
    ((r"\brisk\w*[- ]?(?:id|nr|nummer)\b", r"\bid\b", r"\bl?nr\b", r"nummer", r"referens"), (("reference", 0.82),)),
    ((r"\bdatum\b",), (("analysis_date", 0.6), ("deadline", 0.6))),
    ((r"\brisk(?:er|en)?\b",), (("risk", 0.75),)),
    ((r"beskriv",), (("description", 0.75), ("risk", 0.6))),
)

OTHER: Final = re.compile(
    r"rapport\w*\s+till|rapportmottagare|åter(?:rapport|koppl)|^rapporter|reported to|upptäckbarhet|detekterbarhet|"
    r"detection|^priorit(?:et|ering)|^prio$|^trend|^sign(?:atur|\.)?$|^(?:lagrum|lagstöd|styrdokument|länk|bilaga)|"
    r"^(?:kostnad|budget)|^(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)$|"
    r"^(?:jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\.?$|^(?:kv|q|kvartal) ?[1-4]$|krävs\b|behövs\b.*\?"
)
"""Titles that are known, too, but of which the exchange format has no field: such columns are kept as texts."""

CUES: Final = tuple((re.compile("|".join(patterns)), meanings) for patterns, meanings in _ORDERED)
"""Patterns with what a title means in which one is found, and how sure that is."""
