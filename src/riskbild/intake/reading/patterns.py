"""How the cells of each kind of column begin or read, as patterns; data for telling columns by their content."""

import re
from typing import Final

STEP: Final = re.compile(r"\d{1,2}[.:]\d{1,2}(?:[.:]\d{1,2})?[a-z]?\.?|\d{1,2}[a-z]|steg \d+", re.IGNORECASE)
REFERENCE: Final = re.compile(
    r"(?:[A-ZÅÄÖ]{1,5}[-. ]?)?\d{1,8}(?:[-./:]\d{1,5})?|[A-ZÅÄÖ]{1,5}[-. ]\d{1,4}(?:[-. ]\d{1,4})?|"
    r"kvar från \d{4}|ny\b.*",
    re.IGNORECASE,
)
DATE: Final = re.compile(
    r"(?:19|20)\d\d(?:[-/. ]?\d{1,2}(?:[-/. ]?\d{1,2})?)?(?:\s*[-–].*)?|\d{1,2}[/.]\d{1,2}(?:[/.-]\d{2,4})?|"
    r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*[ -]?(?:\d{2,4})?",
    re.IGNORECASE,
)
WHEN: Final = re.compile(
    r"\b(?:vår|höst|sommar|vinter)(?:en|terminen)?\b|\b[vh]t\b|\b20\d\d\b|kontinuerlig|löpande|årlig|\w*månad|kvartal|"
    r"tertial|vid behov|varje|snarast|omgående|klart|genomförd|i förekommande|vecka|\bq[1-4]\b|halvår|delår|helår|"
    r"\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b",
    re.IGNORECASE,
)
OFTEN: Final = re.compile(
    r"(?:årlig|månatlig|varje|tertial|kvartal|löpande|stickprov|vecko|daglig|en gång|två gånger|\d+ ?(?:ggr|gånger)|"
    r"vid (?:behov|avvikelse)|halvår|delår|efter |kontinuerlig|\d ?/ ?år)",
    re.IGNORECASE,
)
ROLE: Final = re.compile(
    r"chef|handläggare|sakkunnig|direktör|ansvarig|samordnare|controller|ekonom|rektor|sekreterare|funktion|\bhr\b|"
    r"ledare|enhet\b|assistent|strateg|jurist|registrator|förvaltning|ledning|\bvd\b|arkivarie|kansli|avdelning|"
    r"dataskyddsombud|inköpare|upphandl|utvecklare|administratör|kommunstyrelse|nämnd|\bit\b",
    re.IGNORECASE,
)
PERSON: Final = re.compile(
    r"(?:chef|direktör|ansvarig|samordnare|controller|ekonom|rektor|sekreterare|ledare|assistent|strateg|jurist|"
    r"registrator|arkivarie|ombud|handläggare|ledningsgrupp|ledningsgruppen|inköpare|utvecklare|förvaltare)\b",
    re.IGNORECASE,
)
RISK: Final = re.compile(
    r"risk(?:en|er)? (?:att|för|finns|vid|kring|gällande)|att |brist|otillräcklig|felaktig|svårighet|hög |låg |fel |"
    r"utebliv|ingen |hot |intrång|omodern|bristfällig|det saknas|avsaknad|oklar|otydlig|obehörig|förlust|läckage|om |"
    r"inte |ej |försen|ökad|minskad|missbruk|bedrägeri|korruption|jäv",
    re.IGNORECASE,
)
CAUSE: Final = re.compile(
    r"okunskap|brist|slarv|otydlig|tidsbrist|stress|saknas|avsaknad|mänsklig|personalomsättning|resursbrist|oklar|"
    r"manuell|okänd|inte |beror|hög arbets|bristande",
    re.IGNORECASE,
)
EFFECT: Final = re.compile(
    r"kan leda|leder till|medför|innebär|påverkas?|försämra|förlust|skad|kostnad|förtroende|drabba|ekonomisk|"
    r"fördröj|vite|arbetsmiljö|rättssäker|kränk|otrygg",
    re.IGNORECASE,
)
DOING: Final = re.compile(
    r"(?:ta fram|göra|utarbeta|genomgå|implementer|förbättra|säkerställ|informer|utbild|vidareutbild|inför|tydlig|"
    r"förtydlig|genomför|se över|uppdater|följ|gå igenom|återkoppl|hanteras|utöka|rutin|öka |förstärk|framtag|arbet|"
    r"samordn|kommunik|kontinuerlig|nedskriv|aktiv|testa|fortsatt|fortsätt|vidta|inventer|uppfölj|regelbund|skapa|"
    r"upprätta|kvalitetssäkr|avsätt|egenkontroll|gemensam|erbjud|anställ|rekryter|översyn|plan|stärk|ersätt|påminn)",
    re.IGNORECASE,
)
# What measures begin with beside what DOING knows; in a column of its own that is telling, in running text it is not.
ACTING: Final = re.compile(
    r"(?:anlita|anpassa|anskaffa|anslut|avropa|avveckla|begränsa|begär|besluta|bevaka|checklist|digitaliser|dokumenter|"
    r"effektiviser|etabler|fördela|förebygg|handlingsplan|inrätta|installer|kartlägg|komplettera|koppla|minska|"
    r"motverka|ordna|organisera|påbörja|revidera|samverka|schemalägg|slutför|starta|teckna|tillsätt|upphandla|"
    r"utred\b|utveckla|utvärdera|automatis|"
    r"(?:bygg|byt|fasta|höj|håll|hyr|kräv|köp|lyft|lägg|ny|nya|nytt|styr|sätt|utse|öva|se till|säg upp)\b)",
    re.IGNORECASE,
)
# "Utarbeta", "Inventera", "Se över"; neither "Otydliga" nor "Rutinerna".
INFINITIVE: Final = re.compile(
    r"(?:\d[.)]? )?(?:[^\W\d_]+era|[^\W\d_]{2,}(?<!ig)(?<!sk)(?<!n)(?<!d)a|se|ge|få|gå|bli|ta|ha|bygg|se till)\b",
    re.IGNORECASE,
)
CHECKING: Final = re.compile(
    r"(?:kontroll|stickprov|gransk|uppfölj|följ|avstäm|genomgång|verifier|inventer|mät|säkerställ|testa|analys|jämför|attest)",
    re.IGNORECASE,
)
THERE_IS: Final = re.compile(
    r"finns|redan|gjorts|riktlinje|rutin\w* (?:för|finns)|muntlig|utpekad|är känd|uppdateras|idag|i dag|sker |tas upp",
    re.IGNORECASE,
)
STATE: Final = re.compile(
    r"(?:pågå|genomför[dt]|klar|avslut|försen|ej påbörj|påbörj|inte påbörj|har |vid behov|säkerställt|fortlöpande|"
    r"enligt plan|ej aktuell|kvarstår|utan anmärkning|inga avvikelser|avvikelse|delvis)",
    re.IGNORECASE,
)
CATEGORY: Final = re.compile(
    r"administration|administrativ\w*|ekonomi(?:sk\w*)?|finansiell\w*|personal|personalfrågor|"
    r"verksamhet\w*(?: och organisation)?|"
    r"oegentligheter\b.*|it|it-.*|juridi\w*|legal\w*|säkerhet\w*|arbetsmiljö\w*|förtroende\w*|"
    r"regelefterlevnad|omvärld\w*|strategisk\w*|operativ\w*|"
    r"politisk\w*|miljö\w*|kompetens\w*",
    re.IGNORECASE,
)
DECIDED: Final = re.compile(
    r"(?:accepter|reducer|minska|undvik|överför|eliminer|bevaka|hantera|åtgärda|begränsa)\w*", re.IGNORECASE
)
WORDS: Final = re.compile(
    r"(?:mycket )?(?:osannolik|mindre sannolik|möjlig|sannolik|försumbar|lindrig|kännbar|allvarlig|"
    r"låg|medel|hög|liten|stor|måttlig|low|medium|high|likely|unlikely|rare|minor|major|severe)\w*|[hml]$",
    re.IGNORECASE,
)  # fmt: skip
