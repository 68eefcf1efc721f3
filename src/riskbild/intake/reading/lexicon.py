"""The column titles of Swedish internal control and the field that each means, as data."""

from collections.abc import Mapping
from typing import Final

GROUP: Final = "heading"
CONTROL, METHOD, CONTROL_OWNER, FREQUENCY, STATUS = (
    "controls.control",
    "controls.method",
    "controls.responsible",
    "controls.frequency",
    "controls.status",
)

SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    field: tuple(titles.split(" | "))
    for field, titles in {
        "reference": (
            "id | nr | nummer | löpnr | löpnummer | risk-id | risk id | riskid | risk-id nr | id-nr | ref | referens "
            "| ref nr | referensnummer | risknr | risk nr | risknummer | radnr | rad | diarienummer | dnr | kod | "
            "riskkod | beteckning | nr. | # | risk-nr | rnr | riskref | kontrollnr | kontroll-id | kontroll nr"
        ),
        "process": (
            "process | processer | rutin | process/rutin | rutin/process | verksamhetsprocess | riskanalys/process | "
            "ansvarsområde/process | ansvarsområde | huvudprocess | delprocess | aktivitet/process | "
            "process/aktivitet | granskningsområde | kontrollområde | namn på riskanalys | rutin/process/system | "
            "process/område | område/process | arbetsprocess | system/rutin | rutin/system | process/system | process "
            "eller rutin | område | arbetsområde | verksamhetsområde | verksamhet | verksamhet/process | "
            "process/verksamhet | arbetsmoment | flöde | uppdrag | målområde | nämndmål | mål | riskanalys | uppgift "
            "| granskningsobjekt | kontrollobjekt | berörd process | processnamn | process/delprocess | "
            "aktivitet/uppdrag | granskat område | rutin/process/aktivitet | process/rutin/aktivitet"
        ),
        "step": (
            "steg | processteg | stegnr | delsteg | moment nr | process steg | steg nr | steg i processen | nr i "
            "processen | delmoment"
        ),
        "analysis_date": (
            "datum | datum för riskanalys | riskanalysens datum | analysdatum | identifierad | när upptäcktes risken "
            "| datum för analys | analys genomförd | riskanalys genomförd | datum riskanalys | bedömd datum | "
            "bedömningsdatum | upprättad | datum identifierad | registrerad | datum för bedömning | senast uppdaterad "
            "| uppdaterad | senast reviderad | reviderad | senast ändrad | senast bedömd | riskanalysdatum | när "
            "gjordes analysen | analyserad | tidpunkt för riskanalys | genomförd riskanalys"
        ),
        GROUP: ("riskområde | riskområden | riskgrupp | rubrik | grupprubrik | grupp | huvudområde | avsnitt"),
        "category": (
            "kategori | riskkategori | risktyp | typ av risk | riskkälla | kategorier | riskklassning | "
            "perspektiv | typ | slag av risk | kategori av risk | riskens kategori | riskslag | klassificering"
        ),
        "risk": (
            "risk | risker | beskrivning av risk | beskrivning av risken | risk i verksamheten | identifierad risk | "
            "identifierade risker | vad kan gå fel | vad kan gå fel? | vad kan hända | vad kan hända? | riskhändelse "
            "| oönskad händelse | oönskade händelser | händelse | risktext | riskformulering | riskscenario | "
            "scenario | hot | vad är risken | vilken är risken | namn på risk | riskrubrik | riskens namn | vilken "
            "risk finns | riskbenämning | risk (vad kan hända) | risk/händelse | risk (händelse) | potentiell risk | "
            "kritisk risk | kritiska risker | vilka risker finns | risk för att | risk - vad kan hända | möjlig "
            "händelse | negativ händelse | brist/risk | felsätt | riskens innebörd | risknamn | brist | brister | "
            "riskmoment | nettorisk | huvudrisk | riskutsaga"
        ),
        "description": (
            "beskrivning | riskbeskrivning | beskrivning/konsekvens | förklaring | utförlig beskrivning | detaljerad "
            "beskrivning | närmare beskrivning | bakgrund och beskrivning | nulägesbeskrivning | förtydligande | "
            "beskrivning av området | beskrivning av händelsen i detalj | riskbeskrivning detaljerad | "
            "detaljbeskrivning"
        ),
        "causes": (
            "bakomliggande orsaker | bakomliggande orsak | orsak | orsaker | orsak till risken | orsaker till risken "
            "| varför | varför? | bakomliggande orsaker varför? | rotorsak | grundorsak | vad beror risken på | "
            "riskorsak | riskorsaker | vad kan orsaka risken | möjliga orsaker | möjlig orsak | utlösande faktorer | "
            "bakgrund till risken | varför uppstår risken | orsak (varför kan det hända) | orsaksanalys | "
            "underliggande orsak | felorsak | felorsaker | bakomliggande faktorer | bidragande orsaker"
        ),
        "consequence": (
            "konsekvensbeskrivning | konsekvenser | beskrivning av konsekvens | beskrivning av konsekvenser | följder "
            "| följd | vad blir effekten | möjliga konsekvenser | möjlig konsekvens | konsekvens av risken | "
            "konsekvens om risken inträffar | effekt | effekter | vad blir konsekvensen | konsekvenser av risken | "
            "vad händer om risken inträffar | skada | negativa effekter | konsekvens (beskrivning) | påverkan på "
            "verksamheten | vad kan det leda till | risken kan leda till | feleffekt | feleffekter | skadeverkningar "
            "| skadeverkan"
        ),
        "likelihood": (
            "sannolikhet | s | sannolikhet (1-4) | sannolikhet 1-4 | sannolikhet 1-5 | sannolikhetsvärde | sann. | "
            "sann | bedömd sannolikhet | trolighet | sannolikhet (s) | s (1-4) | s (1-5) | sannolikhet s | "
            "sannolikhetsgrad | hur troligt är det | frekvens/sannolikhet | sannolikhetsbedömning | sannolikhet för "
            "att risken inträffar | sanno- likhet | sannol. | sannol"
        ),
        "impact": (
            "konsekvens | k | konsekvens (1-4) | konsekvens 1-4 | konsekvens 1-5 | allvarlighetsgrad | påverkan | "
            "väsentlighet | konsekvensvärde | kons. | kons | bedömd konsekvens | konsekvens (k) | k (1-4) | k (1-5) | "
            "konsekvens k | konsekvensgrad | allvarlighet | väsentlighet (v) | v | konsekvensbedömning | hur "
            "allvarligt är det | skadegrad | allvar | inverkan | skadans storlek | skadans omfattning"
        ),
        "score": (
            "riskvärde | rv | risktal | r | s x k | s*k | sxk | s × k | sk | s·k | k x s | kxs | s x v | risknivå | "
            "riskpoäng | skattning | riskbedömning | summa | riskklass | värde | poäng | bedömning | riskvärde (s x "
            "k) | risk (sxk) | riskvärde (sxk) | riskvärdering | riskskattning | produkt | totalt riskvärde | "
            "riskgrad | riskmått | värdering | riskvärde (rv) | risk value | total | risksumma | bedömt riskvärde | "
            "sammanvägd risk | samlat riskvärde | rp | rpn | rpn-tal | riskprioritetstal | bedömd risk | "
            "riskmatrisvärde | bruttovärde | riskstorlek | s+k | risknummer (sxk)"
        ),
        "existing_controls": (
            "befintliga åtgärder | befintliga åtgärder/kontrollmoment | befintliga kontroller | nuvarande åtgärder | "
            "nuvarande kontroller | befintlig kontroll | befintlig åtgärd | redan vidtagna åtgärder | existerande "
            "kontroller | nuläge | vad gör vi idag | vad gör vi i dag | befintlig hantering | vidtagna åtgärder | "
            "nuvarande hantering | pågående åtgärder | befintliga rutiner | redan på plats | hanteras idag genom | "
            "hantering idag | existerande åtgärder | kontroller på plats | genomförda åtgärder | befintliga skydd | "
            "vad finns på plats | dagens hantering | befintliga barriärer | vad gör vi redan | skyddsbarriärer"
        ),
        "measures": (
            "åtgärd | åtgärder | åtgärdsförslag | åtgärdsförslag hur eliminerar/minskar vi risken? | åtgärd/kommentar "
            "| åtgärd/kommentar - vilken åtgärd behöver vi? | planerad åtgärd | planerade åtgärder | föreslagen "
            "åtgärd | föreslagna åtgärder | riskreducerande åtgärd | riskreducerande åtgärder | handlingsplan | "
            "beslutad åtgärd | beslutade åtgärder | åtgärdsplan | direktåtgärd | direktåtgärder | förslag till åtgärd "
            "| förslag till åtgärder | förslag på åtgärd | förslag på åtgärder | aktivitet | aktiviteter | ny åtgärd "
            "| nya åtgärder | vad ska göras | vad behöver göras | vad ska vi göra | åtgärd för att minska risken | "
            "förbättringsåtgärd | förbättringsförslag | riskåtgärd | riskåtgärder | insats | insatser | förebyggande "
            "åtgärder | kompletterande åtgärder | kommande åtgärder | ytterligare åtgärder | ytterligare åtgärder som "
            "behövs | hur hanteras risken | hur ska risken hanteras | åtgärder för att hantera risken | "
            "åtgärd/aktivitet | aktivitet/åtgärd | åtgärder/aktiviteter | hur hanterar vi risken | vad gör vi åt det "
            "| vad gör vi åt risken | vad gör vi | riskreducering | riskminimering"
        ),
        "response": (
            "ställningstagande | ställningstagande av hantering | ställningstagande av hantering (planering) | "
            "hantering | riskhantering | hantering av risk | hantering av risken | riskrespons | beslut | beslut "
            "om hantering | strategi | riskstrategi | val av hantering | hanteringsstrategi | acceptera/åtgärda | "
            "riskacceptans"
        ),
        "responsible": (
            "ansvarig | ansvariga | ansvar | ansvarig för genomförande | ansvarig för åtgärd | åtgärdsansvarig | "
            "riskägare | ägare | vem | vem? | ansvarig funktion | ansvarig chef | ansvarig person | ansvarig "
            "handläggare | ansvarig enhet | ansvarig avdelning | ansvarig roll | vem ansvarar | vem är ansvarig | vem "
            "gör | handläggare | utförare | kontaktperson | ansvarig/roll | genomförs av | processägare | utförs av | "
            "vem ansvarar för åtgärden | uppdragstagare | roll | ansvarig för uppföljning | utpekad funktion | utsedd "
            "funktion"
        ),
        "deadline": (
            "när | när? | klart | klart senast | slutdatum | tidplan | tidsplan | deadline | färdigt | ska vara klart "
            "| senast | klar | klar senast | färdig | tid | tidpunkt | datum klart | genomförs senast | tidsgräns | "
            "när ska det vara klart | slutförd senast | klardatum | färdigdatum | datum för genomförande | genomförs "
            "| måldatum | åtgärdas senast | startdatum/slutdatum | tid för genomförande | sluttid | planerat klart | "
            "förfallodatum | när ska åtgärden vara klar | tidsram | genomförandetid | planerat datum | tidsangivelse "
            "| genomförandedatum | tidsättning"
        ),
        "in_plan": (
            "till internkontrollplan | till internkontrollplan (ja/nej) | underlag till internkontrollplanen | "
            "internkontrollplan | till intern kontrollplan | intern kontrollplan | till ik-plan | ik-plan | ikp | "
            "till plan | tas med i internkontrollplan | tas med i planen | med i plan | i internkontrollplanen | till "
            "internkontrollplanen | i plan | ingår i plan | till planen | ska med i internkontrollplan | förs till "
            "internkontrollplan | väljs till internkontrollplan | lyfts till internkontrollplan | kontrolleras i plan "
            "| ska ingå i internkontrollplan | internkontrollplan ja/nej | vidare till ik-plan | plan ja/nej | upp i "
            "internkontrollplan | förs vidare | föreslås till internkontrollplan | till kontrollplan | tas upp i "
            "internkontrollplanen | kontrolleras i planen | till nettolista | lyfts till nämndens plan"
        ),
        "follows_plan": (
            "följer plan | följer plan: | följer planen | enligt plan | enligt plan? | går enligt plan | löper "
            "enligt plan | följer plan ja/nej | i fas | är vi i fas"
        ),
        "comment": (
            "kommentar | kommentarer | anteckning | anteckningar | notering | noteringar | övrigt | anmärkning | "
            "anmärkningar | fritext | synpunkter | kommentar/uppföljning | övriga kommentarer | kommentar: | "
            "uppföljningskommentar | motivering | motivering till bedömning | övrig information | "
            "bedömningsmotivering | kommentar till bedömningen | obs | anm | anm. | att tänka på"
        ),
        "result": (
            "resultat | utfall | resultat av kontroll | resultat av granskning | kontrollresultat | iakttagelse | "
            "iakttagelser | avvikelse | avvikelser | resultat av kontrollen | resultat/avvikelse | slutsats"
        ),
        CONTROL: (
            "kontrollmoment | kontroll | kontroller | kontrollaktivitet | kontrollaktiviteter | kontrollåtgärd | "
            "kontrollåtgärder | vad ska kontrolleras | vad ska kontrolleras? | granskning | granskningsmoment | "
            "moment | kontrollpunkt | vad kontrolleras | kontrollfråga | kontrollmoment/åtgärd | aktivitet/kontroll | "
            "kontroll/aktivitet | kontrollmål | internkontrollmoment | planerad kontroll | planerade kontroller | "
            "planerad kontrollåtgärd | granskningspunkt | granskningspunkter | uppföljningsmoment"
        ),
        METHOD: (
            "metod | kontrollmetod | metod för kontroll | hur | hur? | tillvägagångssätt | uppföljningsmetod | "
            "granskningsmetod | hur sker kontrollen | hur ska kontrollen göras | genomförande | arbetssätt | hur "
            "kontrolleras | hur genomförs kontrollen | metod/omfattning | omfattning/metod | mätmetod | "
            "verifieringsmetod | så här kontrolleras det | kontroll (hur) | urval | urvalsmetod | typ av kontroll | "
            "kontrolltyp"
        ),
        CONTROL_OWNER: (
            "kontrollansvarig | ansvarig för kontroll | ansvarig för kontrollen | vem kontrollerar | granskare | "
            "kontrollant | kontrolleras av | kontroll utförs av | ansvarig kontrollant | kontrollutförare | utförs av "
            "(kontroll)"
        ),
        FREQUENCY: (
            "frekvens | kontrollfrekvens | hur ofta | hur ofta? | intervall | periodicitet | uppföljningsfrekvens | "
            "när/hur ofta | frekvens för kontroll | kontrollintervall | hur ofta sker kontrollen | tidsintervall | "
            "kontrolltillfälle | kontrolltillfällen | kontrollperiod | kontroll (när) | kontrolltidpunkt | antal "
            "gånger per år | kontrolldatum"
        ),
        STATUS: (
            "status | läge | uppföljning | status och kommentar | lägesrapport | uppföljning status | genomfört | "
            "status t1 | status t2 | status t3 | uppföljning t1 | uppföljning t2 | status delår | status helår | "
            "uppföljning delår | uppföljning helår | status tertial 1 | status tertial 2 | t1 | t2 | t3 | tertial "
            "1 | tertial 2 | tertial 3 | status tertial | delår | helår | halvår | uppföljning tertial | "
            "nulägesstatus | statusuppdatering | delår 1 | delår 2 | lägesbeskrivning"
        ),
    }.items()
}
"""Every spelling is lower case with single blanks. Those that may mean several things stand in EITHER as well."""

EITHER: Final[Mapping[str, tuple[tuple[str, float], ...]]] = {
    "beskrivning": (("description", 0.9), ("risk", 0.75)),
    "riskbeskrivning": (("risk", 0.9), ("description", 0.85)),
    "konsekvens": (("impact", 0.95), ("consequence", 0.9)),
    "påverkan": (("impact", 0.9), ("consequence", 0.85)),
    "väsentlighet": (("impact", 0.9), ("consequence", 0.5)),
    "konsekvensbedömning": (("impact", 0.9), ("consequence", 0.8)),
    "allvarlighetsgrad": (("impact", 0.95), ("consequence", 0.5)),
    "risk": (("risk", 0.97), ("score", 0.6)),
    "hot": (("risk", 0.85),),
    "riskbedömning": (("score", 0.85), ("comment", 0.4)),
    "bedömning": (("score", 0.8), ("comment", 0.55)),
    "värdering": (("score", 0.8), ("comment", 0.5)),
    "skattning": (("score", 0.95),),
    "beslut": (("response", 0.6), ("comment", 0.4)),
    "summa": (("score", 0.75),),
    "total": (("score", 0.75),),
    "totalt": (("score", 0.75),),
    "riskklass": (("score", 0.8), ("category", 0.5)),
    "risknivå": (("score", 0.85),),
    "hantering": (("response", 0.85), ("measures", 0.8)),
    "hantering av risk": (("response", 0.85), ("measures", 0.8)),
    "riskhantering": (("response", 0.85), ("measures", 0.8)),
    "ställningstagande": (("response", 0.85), ("measures", 0.75)),
    "ställningstagande av hantering": (("response", 0.8), ("measures", 0.78)),
    "ställningstagande av hantering (planering)": (("measures", 0.8), ("response", 0.78)),
    "strategi": (("response", 0.7), ("measures", 0.5)),
    "handlingsplan": (("measures", 0.95),),
    "aktivitet": (("measures", 0.8), (CONTROL, 0.7), ("process", 0.5)),
    "aktiviteter": (("measures", 0.8), (CONTROL, 0.7), ("process", 0.4)),
    "moment": ((CONTROL, 0.8), ("step", 0.6), ("process", 0.5)),
    "arbetsmoment": (("process", 0.8), ("step", 0.7)),
    "granskning": ((CONTROL, 0.85), ("process", 0.5)),
    "kontroll": ((CONTROL, 0.9), ("existing_controls", 0.7)),
    "kontroller": ((CONTROL, 0.85), ("existing_controls", 0.8)),
    "kontrollåtgärder": ((CONTROL, 0.85), ("existing_controls", 0.7)),
    "uppföljning": ((STATUS, 0.8), ("comment", 0.75), (METHOD, 0.4)),
    "status": ((STATUS, 0.9), ("comment", 0.6)),
    "läge": ((STATUS, 0.8), ("comment", 0.6)),
    "genomförande": ((METHOD, 0.7), ("deadline", 0.5), ("measures", 0.5)),
    "genomförs": (("deadline", 0.7),),
    "tidpunkt": (("deadline", 0.85), (FREQUENCY, 0.6)),
    "när": (("deadline", 0.95), (FREQUENCY, 0.6)),
    "när?": (("deadline", 0.95), (FREQUENCY, 0.6)),
    "tid": (("deadline", 0.8), (FREQUENCY, 0.5)),
    "hur": ((METHOD, 0.8), ("measures", 0.5)),
    "hur?": ((METHOD, 0.8), ("measures", 0.5)),
    "metod": ((METHOD, 0.97),),
    "datum": (("analysis_date", 0.7), ("deadline", 0.65)),
    "period": (("analysis_date", 0.5), ("deadline", 0.5), (FREQUENCY, 0.5)),
    "rubrik": (("risk", 0.5), (GROUP, 0.6)),
    "område": (("process", 0.85), (GROUP, 0.75), ("category", 0.6)),
    "huvudprocess": (("process", 0.9), (GROUP, 0.8)),
    "delprocess": (("process", 0.97), ("step", 0.8)),
    "huvudområde": ((GROUP, 0.8), ("process", 0.6)),
    "verksamhet": (("process", 0.7), ("category", 0.4)),
    "verksamhetsområde": (("process", 0.75), (GROUP, 0.6), ("category", 0.5)),
    "enhet": (("process", 0.4),),
    "avdelning": (("process", 0.35),),
    "förvaltning": (("process", 0.35),),
    "mål": (("process", 0.5),),
    "nämndmål": (("process", 0.55), (GROUP, 0.5)),
    "målområde": (("process", 0.6), (GROUP, 0.5)),
    "perspektiv": (("category", 0.85), (GROUP, 0.6)),
    "typ": (("category", 0.8),),
    "rutin": (("process", 0.9),),
    "uppgift": (("process", 0.5),),
    "roll": (("responsible", 0.75),),
    "handläggare": (("responsible", 0.8),),
    "ansvarsområde": (("process", 0.85), ("responsible", 0.4)),
    "resultat": (("result", 0.9), (STATUS, 0.6)),
    "avvikelse": (("result", 0.8), ("comment", 0.5)),
    "motivering": (("comment", 0.85),),
    "bakgrund": (("causes", 0.6), ("description", 0.7)),
    "nuläge": (("existing_controls", 0.8), ("description", 0.5)),
    "förklaring": (("description", 0.8), ("comment", 0.5)),
    "värde": (("score", 0.85),),
    "klart": (("deadline", 0.9), ("follows_plan", 0.3)),
    "klar": (("deadline", 0.85), ("follows_plan", 0.3)),
    "plan": (("in_plan", 0.6), ("measures", 0.4)),
    "v": (("impact", 0.7),),
    "r": (("score", 0.9),),
    "s": (("likelihood", 0.95),),
    "k": (("impact", 0.95),),
    "internkontroll": (("in_plan", 0.7),),
    "intern kontroll": (("in_plan", 0.7),),
}
"""Titles whose meaning their neighbours and their column's content decide: what each may mean, likeliest first."""
