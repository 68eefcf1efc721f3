"""Rows that nobody would remark on, in many shapes, from words of their own: what the checks must be silent about.

They hold on purpose what sounds like a fault and is none: "ska" in a measure, a lack among the causes, a case number, a
law's number, a school named after a person, "Vid varje nyanställning", a question inside quotes.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from riskbild.documents.exchange import DocumentKind, ExchangeControl, ExchangeDocument, ExchangeRow, Source

PLACES = (
    "hemtjänsten", "bygglovsenheten", "kulturskolan", "växeln", "räddningstjänsten", "gatuenheten", "familjerätten",
    "biblioteket", "vatten och avlopp", "fritidsgården", "överförmyndarkontoret", "måltidsenheten", "parkeringen",
    "simhallen", "förskolan Blåklinten", "Olof Palmes gymnasium", "näringslivsenheten", "miljöavdelningen", "arkivet",
    "löneservice", "färdtjänsten", "kontaktcenter", "exploateringen", "trygghetslarmen", "elevhälsan", "turistbyrån",
)  # fmt: skip
THINGS = (
    "bygglov", "utlämnade nycklar", "läkemedelslistor", "faktureringsunderlag", "bokningar", "orosanmälningar",
    "vattenprover", "tidredovisning", "hyresavtal", "arkivkartonger", "avstämningar", "delegeringar",
    "serveringstillstånd", "skolskjutsbeslut", "föreningslistor", "protokollsutdrag", "inventarier", "garantibelopp",
    "årsräkningar", "kassablad", "schemaändringar", "larmlistor", "kartunderlag", "provsvar", "projektmedel",
    "bidragsansökningar", "besiktningar",
)  # fmt: skip
EVENTS = (
    "hanteras för sent", "registreras på fel konto", "blandas ihop", "läses av obehöriga", "inte kommer fram",
    "raderas av misstag", "görs om två gånger", "bygger på gamla uppgifter", "fastnar hos en enda person",
    "inte stäms av mot huvudboken", "förväxlas mellan två ärenden", "lämnas ut utan prövning",
    "tappas bort vid flytten", "skickas till fel mottagare", "inte uppdateras när någon slutar",
    "attesteras av fel person",
)  # fmt: skip
EFFECTS = (
    "den enskilde får vänta på sitt besked", "kommunen betalar för mycket", "ett beslut upphävs av domstolen",
    "förtroendet skadas", "verksamheten står stilla en dag", "statsbidraget måste betalas tillbaka",
    "tillsynsmyndigheten riktar kritik mot nämnden", "arbetet får göras om", "uppgifter om barn röjs",
    "kostnaden hamnar på fel år", "någon kommer till skada", "intäkten uteblir", "vattnet inte går att dricka",
)  # fmt: skip
CAUSES = (
    "Rutinen skrevs innan systemet byttes.", "Två vikarier delar på uppgiften.", "Brist på tid under semestern.",
    "Okunskap om var blanketten finns.", "Överlämningen sker muntligt.", "Systemet varnar inte.",
    "Hög arbetsbelastning i maj.", "Många inblandade, ingen som har helheten.", "Behörigheter läggs upp för hand.",
    "Nya regler sedan 2023.", "Listan förs i ett kalkylblad som bara en kan öppna.",
    "Uppgiften ligger på den som råkar vara på plats.",
)  # fmt: skip
MEASURES = (
    "Ta fram en checklista som ska följas vid varje överlämning.", "Utse en ersättare.",
    "Lägg in en spärr i systemet.", "Gå igenom behörigheterna med systemförvaltaren.",
    "Informera på arbetsplatsträffen.", "Inför dubbel attest över 50 000 kr.",
    "Säkerställ att vikarier får introduktionen.", "Uppdatera riktlinjen enligt 10 kap. 34 § skollagen (2010:800).",
    "Enkäten ”Hur fungerar det?” skickas ut.", "Följ upp i ledningsgruppen.", "Begär anbud, se dnr KS 2024/00117.",
    "Flytta uppgiften till ekonomiavdelningen.", "Beställ en uppgradering före 2025-09-30.",
)  # fmt: skip
ROLES = (
    "Enhetschef", "Ekonomichef", "Rektor Linnéskolan", "Verksamhetschef Norra Ängby", "Systemförvaltare", "HR-strateg",
    "Nämndsekreterare", "Avdelningschef VA", "Bygglovschef + handläggare", "Kvalitetscontroller",
    "Medicinskt ansvarig", "Enhetschef Södra Sandby (ESS)", "Arkivarie, registrator",
    "Förvaltningschef samt controller", "Rektor/ Biträdande rektor",
)  # fmt: skip
DEADLINES = (
    "2025-03-31", "2025-12-15", "Hösten 2025", "T2", "Vid varje nyanställning", "Årligen", "Senast i juni",
    "Kvartal 3", "Löpande", "v. 14", "Före sommaren 2025", "Klart senast 2025-10-01", "Inför budgetarbetet",
)  # fmt: skip
COMMENTS = (
    None, None, None, "Beslutat i nämnden 2024-11-20, § 87.", "Jämförs med grannkommunen.",
    "Nya lokaler från januari.", "Gäller även jourtid.", "Förra årets stickprov omfattade 40 ärenden.",
    "Jävsfrågan är utredd av stadsjuristen.", "Nejsidan i folkomröstningen påverkar inte.",
    "Avtal 2021-118 löper ut 2026.",
)  # fmt: skip
CONTROLS = (
    "Stickprov på tjugo ärenden", "Granska loggarna", "Jämför utbetalning mot beslut", "Kontrollera attestlistan",
    "Räkna inventarierna", "Gå igenom avvikelserna", "Säkerställ genom provtagning att gränsvärdet hålls",
)  # fmt: skip
METHODS = ("Urval ur systemet", "Slumpvis dragna akter", "Protokoll läses mot delegationsordningen", "Besök på plats")
FREQUENCIES = (
    "Tertial", "Varje månad", "Två gånger per år", "Årligen", "Kvartalsvis", "Vid varje nyanställning",
    "Efter varje utbetalning", "Stickprov i mars och september", "Löpande och vid årsbokslut", "1 gång/år",
    "Varje vecka",
)  # fmt: skip
SHAPES = (
    "Risk att {thing} i {place} {event}, vilket kan leda till att {effect}.", "{Thing} i {place} {event}",
    "Det finns en risk att {thing} {event} i {place} så att {effect}", "Risk för att {thing} {event} hos {place}",
    "När {place} har lov eller semester kan {thing} bli sådant som {event}, och då {effect}.",
    "Att {thing} i {place} {event} och att {effect}",
    "{Thing} som rör {place} {event}. Det kan innebära att {effect}.",
    "Felhantering av {thing} inom {place}: de {event}",
)  # fmt: skip
CATEGORIES = (
    "Ekonomi", "Verksamhet", "Personal", "Administration", "IT", "Omvärld",
)  # fmt: skip

_WHATS = list(product(PLACES, THINGS, EVENTS))


def clean_rows(count: int, seed: int = 1) -> Iterator[ExchangeRow]:
    """So many rows, no two about the same thing; the same for the same seed."""
    drawn = random.Random(seed)
    day = date(2024, 1, 8)
    for number, (place, thing, event) in enumerate(drawn.sample(_WHATS, count)):
        text = drawn.choice(SHAPES).format(
            thing=thing, Thing=thing[0].upper() + thing[1:], place=place, event=event, effect=drawn.choice(EFFECTS)
        )
        likelihood, impact = drawn.randint(1, 4), drawn.randint(1, 4)
        score = likelihood * impact
        responsible = drawn.choice(ROLES)
        controls = tuple(_controls(drawn, responsible)) if drawn.random() < 0.3 else ()
        yield ExchangeRow(
            reference=f"{240000 + number}",
            process=f"{thing[0].upper()}{thing[1:]}, {place} {number % 7 + 1}",
            step=drawn.choice((None, "1.2", "3")),
            analysis_date=(day + timedelta(days=len(thing) * len(place))).isoformat() if number % 3 else None,
            category=drawn.choice(CATEGORIES),
            risk=text,
            causes=drawn.choice(CAUSES),
            consequence=drawn.choice((None, f"{drawn.choice(EFFECTS).capitalize()}.")),
            likelihood=likelihood,
            impact=impact,
            score=score,
            measures="\n".join(drawn.sample(MEASURES, drawn.randint(1, 3))),
            responsible=responsible,
            deadline=drawn.choice(DEADLINES),
            in_plan=score >= 9,
            comment=drawn.choice(COMMENTS),
            controls=controls,
        )


def clean_document(count: int, seed: int = 1) -> ExchangeDocument:
    """The rows as a municipality's list."""
    rows = tuple(clean_rows(count, seed))
    return ExchangeDocument(
        source=Source("ren.json"), kind=DocumentKind.RISK_LIST, title="Risklista 2025", year=2025, rows=rows
    )


def _controls(drawn: random.Random, performer: str) -> Iterator[ExchangeControl]:
    others = [role for role in ROLES if not set(role.split()) & set(performer.split())]
    for control in drawn.sample(CONTROLS, drawn.randint(1, 2)):
        yield ExchangeControl(
            control, drawn.choice(METHODS), drawn.choice(others), drawn.choice(FREQUENCIES), {"T1 2025": "Genomfört."}
        )
