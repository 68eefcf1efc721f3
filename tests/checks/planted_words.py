"""Faulty texts in many wordings, for planting into clean rows; written as people write, not after the rules."""

CAUSES = (
    "Brist på kompetens inom upphandling", "Okunskap", "Bristande rutiner för arkivering", "Tidsbrist hos cheferna",
    "Otydlig ansvarsfördelning", "Rutin för överlämning saknas", "Det saknas riktlinjer för inköp", "Stress",
    "Hög arbetsbelastning", "Hög personalomsättning", "Mänskliga faktorn", "Manuell hantering", "Risk för tidsbrist",
    "Bristfällig introduktion av nyanställda", "Avsaknad av rutiner för loggkontroll",
    "Personalen saknar utbildning i GDPR", "Handläggarna har inte tillräcklig kunskap om delegationsordningen",
    "Oklara roller", "Resursbrist", "Otillräckliga resurser för tillsyn", "Föråldrade system",
    "Risk att rutiner saknas", "Slarv", "Kompetensbrist", "Bristande kommunikation mellan enheterna",
    "Chefer har för lite tid för ledarskap", "Inaktuella riktlinjer", "Brister i styrning och ledning",
    "Otydliga rutiner vid orosanmälan", "Bristande kunskap hos nya medarbetare", "Bristande kompetens hos vikarier",
    "Personalbrist", "Otydliga direktiv", "Nyanställd personal utan introduktion", "Tung arbetsbörda",
    "Saknas rutin för nycklar", "Gammalt verksamhetssystem", "Handläggare saknar erfarenhet", "Svag ledning",
    "Dålig kommunikation", "Många olika system", "För få handläggare",
)  # fmt: skip
GOALS = (
    "Förbättra samverkan mellan skola och socialtjänst", "Öka andelen behöriga lärare", "Minska sjukfrånvaron",
    "Uppnå en budget i balans", "God kvalitet i förskolan", "En trygg skola för alla elever",
    "Effektiv handläggning av bygglov", "Målet om digitala tjänster uppnås inte", "Nämndens mål nås inte",
    "Verksamhetsmålen uppfylls inte", "Stärka medborgarnas förtroende", "Höja kunskapen om informationssäkerhet",
    "Hög tillgänglighet i kontaktcenter", "Rättssäker myndighetsutövning", "Skapa attraktiva arbetsplatser",
    "Att öka delaktigheten bland brukarna", "Risk att målen inte nås", "Nöjda brukare",
    "Vara en attraktiv arbetsgivare", "Målsättningen är att alla får svar i tid",
    "Bibehålla hög kvalitet i måltiderna", "Utveckla uppföljningen av privata utförare",
    "Risk för att målet inte uppnås", "Korta handläggningstiderna", "Behålla erfarna medarbetare",
    "Säkra framtida kompetensförsörjning", "Bättre arbetsmiljö", "Målet om 95 procent behöriga lärare nås inte",
    "Få fler i egen försörjning", "Snabbare handläggning", "Ha en ekonomi i balans", "God arbetsmiljö för alla",
    "Upprätthålla rättssäkerheten",
)  # fmt: skip
REQUIREMENTS = (
    "Fakturor ska attesteras av behörig chef", "Alla medarbetare ska känna till delegationsordningen",
    "Avtal måste diarieföras", "Upphandlingar över direktupphandlingsgränsen måste annonseras",
    "Handläggaren ska dokumentera varje kontakt", "Utbildningen behöver genomföras varje år",
    "Rutinen bör uppdateras årligen", "Sekretessprövning krävs före utlämnande",
    "Personuppgifter får inte lämnas ut utan prövning", "Nycklar ska kvitteras vid utlämning",
    "Rektor ska anmäla kränkande särbehandling", "Beslut ska anmälas till nämnden vid nästa sammanträde",
    "Kontanter måste räknas av två personer", "Inventarier ska märkas",
    "Elever är skyldiga att delta i undervisningen", "Representation ska ha syfte och deltagarlista",
    "Loggar ska granskas varje månad", "Bisysslor ska anmälas", "Lönelistan ska signeras av chef",
    "Behörigheter bör avslutas samma dag som anställningen upphör", "Genomförandeplan ska upprättas inom två veckor",
    "Leverantörsregistret behöver rensas", "Fakturan ska innehålla referens",
    "Avtal skall alltid skrivas under av behörig", "Det är chefens ansvar att följa upp frånvaron",
    "Medarbetare måste byta lösenord", "Man bör kontrollera kvitton", "Ansökan ska vara komplett",
    "Barnkonsekvensanalys ska göras", "Skriftlig rutin krävs",
)  # fmt: skip
RISKS_AS_CAUSES = (
    "Risk att pengar betalas ut till fel person", "Risk för att uppgifter röjs",
    "Det finns risk att ärenden tappas bort", "Risken är att beslut fattas för sent",
    "Risk finns att kontrollen uteblir", "Stor risk för felaktiga utbetalningar",
    "Risken finns att elever inte får stöd", "Det finns en risk för jäv", "Risk att brukare kommer till skada",
    "Finns risk att data läcker", "Risk för intrång i systemet", "Ökad risk för hot och våld",
    "risk att avtal löper ut",
)  # fmt: skip
NOTES = (
    "Ska vi ha med den här?", "Stämmer det?", "Hur gör de andra nämnderna?", "riskanalys -25?", "Kolla med ekonomi",
    "TODO: fyll i", "Enhetschef eller avdelningschef?", "xxx", "Stäm av med Anna innan nämnden", "Är detta en risk?",
    "Återkommer om detta", "Fylls i senare", "Texten behöver kompletteras", "Fråga juristen om detta",
    "OBS! Gammal siffra", "att göra: ring HR", "12??", "Vem ansvarar?", "Bör tas upp i ledningsgruppen?",
    "Ta bort raden", "Diskutera vidare på nästa möte", "Kolla upp lagrummet", "Det här momentet har vi i årets plan",
    "Skriv mer här", "Lorem ipsum dolor", "Ev. flytta till nästa år?", "Uppdaterad av Lisa,",
    "Gäller detta även bolagen?", "ska tas upp med ledningen", "Kolla detta med Maria", "Oklart, återkommer",
    "Se över denna rad", "*** ändra ***", "Ej färdig", "Vad menas här???", "Stämmer detta fortfarande?",
)  # fmt: skip
STATUSES = (
    "Genomfört", "Pågår", "Pågående", "Klart", "Klar", "Utfört", "Avslutad", "Ej påbörjad", "Försenad",
    "Genomförd, men försenad", "Åtgärdat", "Ej genomfört", "Pågår, väntar på upphandling", "Påbörjad",
    "Delvis genomförd", "Senarelagd pga personalbrist", "Utgår", "Genomfört under våren av HR", "Ej aktuellt",
    "Slutförd", "Uppskjuten", "Under arbete", "Genomförda utbildningar för alla chefer", "Åtgärden är genomförd",
    "Ej klar", "Har genomförts", "Pågår enligt plan", "Avslutades i maj", "Avvaktar beslut", "Klar!", "Inte påbörjat",
    "Färdigställd", "Försenat till hösten",
)  # fmt: skip
NAMES = (
    "Enhetschef (Lars Holm)", "Rektor Birgitta Öberg", "Maria Svensson", "Anders Wikström, ekonomichef", "Johan Berg",
    "HR-chef Karin Lindahl", "Ekonom (Siv Malmsten)", "Per-Olof Bergman (IT)", "Systemförvaltare Ahmed Ali",
    "Sara Nilsson + Peter Ek", "Förvaltningschef\nEva von Essen", "Controller: Mats Åkesson",
    "Mikael Sjö samt Ulla Kvist", "Handläggare (Tuva-Lisa Grönkvist)", "E. Johansson",
    "Avdelningschef (Zoltan Kovacs)", "Jan-Erik Dahl", "Nämndsekreterare Emma Frisk", "Chef (Ann Björk Lund)",
    "Leif Ström", "Fatima Hassan", "Rektorerna Åsa Lund och Bo Ek", "Enhetschef Göran Persson (vik.)",
    "Chef Lotta Bergkvist", "Thomas Ek", "Birgitta A.", "Ewa Lindh", "Enhetschef/Pelle Sjögren", "Nils-Erik Hult, VD",
    "Marie-Louise Nord", "Khadija Omar", "Rektor (Olle Öst)",
)  # fmt: skip
MAILS = (
    "Mejla anna.berg@kommun.se", "registrator@exempel.kommun.se", "Se info@skola.se.", "A_B+x@test.example.org",
    "(erik@foretag.com)",
)  # fmt: skip
LINKS = (
    "https://drive.google.com/file/d/1x", "www.kommun.se/rutin", "Se http://intranat/rutiner/12",
    "HTTPS://EXEMPEL.SE/plan", "sharepoint: https://kommun.sharepoint.com/:x:/s/ik",
)  # fmt: skip
PHONES = (
    "070-123 45 67", "0455-30 30 00", "08-508 000 00", "Ring 073 555 12 34", "+46 70 123 45 67", "tel 0701234567",
    "031-365 00 00", "0920-45 30 00", "+46(0)8-123 456 78", "046-35 50 00", "Jour 0141-22 50 00", "016-710 10 00",
)  # fmt: skip
NUMBERS = (
    "19121212-1212", "121212-1212", "121212+1212", "1212121212", "191212121212", "Elev 640823-3234", "701063-2391",
)  # fmt: skip
OPEN_FREQUENCIES = (
    "Löpande", "Vid behov", "Kontinuerligt", "Stickprov", "Fortlöpande", "Löpande under året", "Regelbundet",
    "Efter behov", "Ad hoc", "När tid finns", "Löpande vid behov", "Sker löpande", "I förekommande fall",
    "Återkommande", "Kontinuerligt under hela året", "Med jämna mellanrum", "Löpande stickprov", "Ofta", "Vb",
    "Hela tiden", "Kontinuerlig", "Löp.", "Då det behövs", "Regelbunden uppföljning", "Vid förekommande fall",
    "Löpande i verksamheten", "När det behövs", "Sporadiskt",
)  # fmt: skip
ENSURING = (
    "Säkerställa att rutinen följs", "Säkerställ god intern kontroll", "Tillse att alla är utbildade",
    "Se till att avtal finns", "Säkerställande av rätt behörigheter", "Säkra att beslut verkställs",
    "Verka för ökad kunskap", "Garantera rätt ersättning", "Kvalitetssäkra handläggningen",
    "Arbeta för att rutiner är kända", "Upprätthålla kompetens", "Att säkerställa sekretess",
    "Säkerställer att attester är rätt", "Ombesörja att nycklar återlämnas", "Värna elevernas integritet",
    "Se till att alla följer rutinen", "Säkerställ rätt behörighet", "Tillförsäkra likvärdig bedömning",
    "Verka för god ordning", "Ha god kontroll", "Rutin ska finnas",
)  # fmt: skip
OWN_WORK = (
    "Handläggaren granskar sina egna beslut", "Assistenten går igenom sina egna utbetalningar",
    "Kontroll av egen handläggning", "Attestanten kontrollerar sig själv", "Var och en stämmer av sitt eget arbete",
    "Kassören själv kontrollerar kassan", "Socialsekreteraren läser igenom sina egna akter",
)  # fmt: skip
OLD_LAW = (
    ("Nämnden ska se till att den interna kontrollen är tillräcklig samt att verksamheten bedrivs på ett "
    "i övrigt tillfredsställande sätt."),
    ("De ska också se till att den interna kontrollen är tillräcklig och att verksamheten bedrivs på ett "
    "i övrigt\ntillfredsställande sätt."),
    ("Nämnden ansvarar för att den interna kontrollen är tillräcklig samt att verksamheten bedrivs "
    "tillfredsställande (KL 6:6)."),
    "Av kommunallagen 6 kap. 7 § framgår nämndens ansvar.", "Kommunallagen (1991:900) reglerar ansvaret.",
    "Enligt 6 kap 7 § KL ansvarar nämnden.",
)  # fmt: skip
