"""Makes tables as municipalities lay them out, at random but by seed: their content, titles and arrangement."""

import random
from dataclasses import dataclass, field
from typing import Any

from tests.documents.cases import raw

TITLES: dict[str, tuple[str, ...]] = {
    "reference": ("Nr", "ID", "Löpnummer", "Risknr", "Risk-ID", "Ref.nr", "Referens", "Riskens nummer"),
    "process": (
        "Process",
        "Process/rutin",
        "Ansvarsområde/process",
        "Rutin",
        "Verksamhetsprocess",
        "Huvudprocess",
        "Process eller rutin",
        "Område/process",
        "Berörd process",
        "Processnamn",
        "Granskningsområde",
    ),
    "step": ("Steg", "Processteg", "Delsteg", "Steg i processen"),
    "analysis_date": (
        "Datum för riskanalys",
        "Datum för analys",
        "Analysdatum",
        "Riskanalys genomförd",
        "Datum riskanalys",
    ),
    "category": ("Kategori", "Riskkategori", "Typ av risk", "Risktyp", "Kategori av risk"),
    "risk": (
        "Risk",
        "Beskrivning av risk",
        "Riskbeskrivning",
        "Identifierad risk",
        "Vad kan gå fel?",
        "Oönskad händelse",
        "Risker",
        "Riskhändelse",
        "Beskrivning av risken",
        "Vad är risken?",
        "Vad kan hända?",
        "Risk (händelse)",
        "Riskformulering",
    ),
    "description": ("Närmare beskrivning", "Beskrivning", "Utförlig beskrivning"),
    "causes": (
        "Orsak",
        "Bakomliggande orsaker",
        "Orsaker",
        "Orsak till risken",
        "Möjliga orsaker",
        "Bakomliggande orsak",
        "Varför?",
        "Grundorsak",
        "Vad beror risken på?",
        "Orsak (varför kan det hända?)",
    ),
    "consequence": (
        "Konsekvensbeskrivning",
        "Konsekvenser",
        "Möjliga konsekvenser",
        "Beskrivning av konsekvens",
        "Konsekvens om risken inträffar",
        "Vad blir konsekvensen?",
        "Effekt",
        "Följder",
        "Konsekvens av risken",
    ),
    "likelihood": (
        "Sannolikhet",
        "S",
        "Sannolikhet (1-4)",
        "Sannolikhet 1–4",
        "Sannolikhet (S)",
        "Bedömd sannolikhet",
        "Sann.",
    ),
    "impact": (
        "Konsekvens",
        "K",
        "Konsekvens (1-4)",
        "Konsekvens 1–4",
        "Konsekvens (K)",
        "Allvarlighetsgrad",
        "Kons.",
        "Väsentlighet",
    ),
    "score": (
        "Riskvärde",
        "RV",
        "Risktal",
        "S x K",
        "Riskvärde (SxK)",
        "Riskpoäng",
        "SxK",
        "Skattning",
        "Risknivå",
        "Summa",
        "R",
    ),
    "existing_controls": (
        "Befintliga åtgärder",
        "Befintliga kontroller",
        "Nuvarande hantering",
        "Vidtagna åtgärder",
        "Redan vidtagna åtgärder",
        "Befintliga åtgärder/kontroller",
        "Vad gör vi idag?",
        "Nuvarande kontroller och rutiner",
    ),
    "measures": (
        "Åtgärd",
        "Åtgärder",
        "Åtgärdsförslag",
        "Planerade åtgärder",
        "Förslag till åtgärd",
        "Riskreducerande åtgärder",
        "Vad ska göras?",
        "Åtgärder för att minska risken",
        "Beslutade åtgärder",
        "Föreslagna åtgärder",
        "Handlingsplan",
    ),
    "responsible": (
        "Ansvarig",
        "Ansvarig funktion",
        "Riskägare",
        "Ansvarig för åtgärd",
        "Vem ansvarar?",
        "Ansvarig chef",
        "Ansvar",
    ),
    "deadline": (
        "När",
        "Klart senast",
        "Tidplan",
        "Slutdatum",
        "När ska det vara klart?",
        "Deadline",
        "Senast klart",
        "Tidpunkt",
    ),
    "in_plan": (
        "Till internkontrollplan",
        "Till internkontrollplan (Ja/Nej)",
        "Till IK-plan",
        "Tas med i internkontrollplanen?",
        "IK-plan",
        "Med i plan",
        "Underlag till internkontrollplan",
        "Internkontrollplan",
    ),
    "comment": ("Kommentar", "Kommentarer", "Övrigt", "Anteckningar", "Anmärkning", "Notering"),
}
CLASSES = ("plain", "two-rows", "unmerged-two-rows", "merged", "groups", "untidy")
TOP_TITLES = (
    "Risklista {year}",
    "Riskanalys {year} – {board}",
    "Risker för {board} {year}",
    "Bruttorisklista {year}",
    "Riskregister {board}",
)
BOARDS = ("Socialnämnden", "Kultur- och fritidsnämnden", "Miljönämnden", "Barn- och ungdomsnämnden", "Kommunstyrelsen")
ROLES = (
    "Enhetschef",
    "Ekonomichef",
    "HR-chef",
    "Rektor",
    "Förvaltningschef",
    "Nämndsekreterare",
    "IT-samordnare",
    "Avdelningschef",
)
WHEN = ("Hösten 2025", "2025-06-30", "Kontinuerligt", "Q3 2025", "Våren 2026", "Årligen", "December 2025")
CATEGORIES = ("Ekonomi", "Personal", "Verksamhet", "IT och säkerhet", "Juridik", "Förtroende")
HEADINGS = (
    "Risker inom ekonomi",
    "Verksamhetsrisker",
    "Risker kopplade till personal",
    "Digitalisering och IT",
    "Styrning och ledning",
)
NOTES = (
    "* Skala 1–4 enligt kommunens riktlinjer.",
    "Upprättad av controller, godkänd av ledningsgruppen.",
    "Nästa genomgång sker i februari.",
)
DESCRIBED = (
    "Gäller alla enheter inom förvaltningen och har funnits sedan omorganisationen.",
    "Uppstår främst vid semestertider när ordinarie personal är borta.",
    "Flera avvikelser har rapporterats under de senaste två åren.",
)
EFFECTS = (
    "Kan leda till ekonomisk skada för kommunen.",
    "Förtroendet för nämnden försämras.",
    "Den enskilde drabbas av fördröjda beslut.",
    "Ökade kostnader och sämre arbetsmiljö.",
    "Viten och skadestånd.",
)
EXISTING = (
    "Rutin finns och är känd.",
    "Riktlinjer uppdateras årligen.",
    "Attestordning finns.",
    "Checklista finns i systemet.",
)


@dataclass
class Layout:
    """A table to be drawn: its fields in order with their titles, its rows, and how it is arranged."""

    name: str
    seed: int
    fields: list[str]
    titles: dict[str, str]
    rows: list[dict[str, Any]]
    top: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    two_rows: str | None = None
    two_rows_merged: bool = True
    headings: dict[int, str] = field(default_factory=dict)
    headings_wide: bool = True
    spacers: set[int] = field(default_factory=set)
    merged: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    hidden: str | None = None
    start_column: int = 0
    title_row_gap: int = 1
    bold: bool = True
    worded: bool = False

    @property
    def truth(self) -> list[dict[str, Any]]:
        """The rows as they should be read."""
        heading, rows = None, []
        for place, row in enumerate(self.rows):
            heading = self.headings.get(place, heading)
            known = {name: row.get(name) for name in self.fields if name not in {self.hidden, "extra"}}
            rows.append({**known, **({"heading": heading} if heading else {})})
        return rows


def source_rows(chance: random.Random) -> list[dict[str, Any]]:
    """Rows with texts of real documents; what those lack is made up."""
    rows: list[dict[str, Any]] = []
    for name in (
        "000-riskanalys-utbildning-2024",
        "001-riskanalys-arbetsmarknad",
        "003-helarsuppfoljning-socialnamnden-2023",
    ):
        rows += [risk for risk in raw(name)["rows"] if risk["risk"]]
    chosen = [dict(row) for row in chance.sample(rows, chance.randint(5, 14))]
    scale = chance.choice((3, 4, 5))
    for number, row in enumerate(chosen, 1):
        row.update(dict.fromkeys(("step", "follows_plan")))
        row["reference"] = f"{chance.choice(('R', 'R', ''))}{number}"
        row["process"] = row["process"] or "Handläggning"
        row["likelihood"], row["impact"] = chance.randint(1, scale), chance.randint(1, scale)
        row["score"] = row["likelihood"] * row["impact"]
        row["analysis_date"] = f"2025-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
        row["category"] = chance.choice(CATEGORIES)
        row["description"] = chance.choice(DESCRIBED) if chance.random() < 0.9 else None
        row["consequence"] = chance.choice(EFFECTS) if chance.random() < 0.9 else None
        row["existing_controls"] = chance.choice(EXISTING) if chance.random() < 0.8 else None
        row["responsible"] = chance.choice(ROLES)
        row["deadline"] = chance.choice(WHEN) if chance.random() < 0.9 else None
        row["in_plan"] = chance.random() < 0.5
        row["comment"] = row["comment"] if chance.random() < 0.6 else None
        row["extra"] = chance.choice(("Norra", "Södra", "Västra"))
    return chosen


def random_fields(chance: random.Random) -> list[str]:
    """The columns of a table, nearly always in an order that somebody would choose."""
    fields = ["risk"]
    fields += [name for name in ("process", "causes", "measures", "responsible") if chance.random() < 0.7]
    fields += [
        name
        for name in ("reference", "category", "consequence", "deadline", "in_plan", "comment")
        if chance.random() < 0.5
    ]
    fields += [name for name in ("existing_controls", "analysis_date", "description") if chance.random() < 0.25]
    if chance.random() < 0.85:
        fields += ["likelihood", "impact"] * (chance.random() < 0.85) + ["score"]
    if len(fields) < 3:
        fields += ["measures", "responsible"]
    fields = list(dict.fromkeys(fields))
    order = [
        "reference",
        "process",
        "category",
        "analysis_date",
        "risk",
        "description",
        "causes",
        "consequence",
        "likelihood",
        "impact",
        "score",
        "existing_controls",
        "measures",
        "responsible",
        "deadline",
        "in_plan",
        "comment",
    ]
    fields.sort(key=order.index)
    for _ in range(chance.randint(0, 3)):
        together = [name for name in fields if name not in {"likelihood", "impact", "score"}]
        moved = chance.choice(together)
        fields.remove(moved)
        fields.insert(
            chance.choice([0, len(fields)] + [fields.index(n) for n in fields if n not in {"impact", "score"}]), moved
        )
    return fields


def layout(name: str, seed: int) -> Layout:
    """A layout of a class (one of CLASSES), always the same for a seed."""
    chance = random.Random(f"{name}{seed}")
    fields = random_fields(chance)
    rows = source_rows(chance)
    titles = {each: chance.choice(TITLES[each]) for each in fields}
    if "description" in fields and titles["risk"] == "Riskbeskrivning":
        titles["risk"] = "Risk"
    made = Layout(
        name, seed, fields, titles, rows, start_column=chance.choice((0, 0, 0, 1)), bold=chance.random() < 0.8
    )
    board = chance.choice(BOARDS)
    if chance.random() < 0.8:
        made.top = [chance.choice(TOP_TITLES).format(year=2025, board=board)]
        if chance.random() < 0.4:
            made.top.append(chance.choice((board, "Fastställd 2025-02-11 § 14", "Arbetsmaterial")))
    if chance.random() < 0.5:
        made.notes = chance.sample(NOTES, chance.randint(1, 2))
    _arrange(made, name, chance)
    return made


def _arrange(made: Layout, name: str, chance: random.Random) -> None:
    count = len(made.rows)
    if "two-rows" in name and "score" in made.fields:
        made.two_rows = chance.choice(("Riskbedömning", "Bedömning", "Värdering av risk", "Riskvärdering"))
        made.two_rows_merged = not name.startswith("unmerged")
    if name == "groups":
        starts = [0, *sorted(chance.sample(range(1, count), min(2, count - 1)))]
        made.headings = dict(zip(starts, chance.sample(HEADINGS, len(starts)), strict=True))
        made.headings_wide = chance.random() < 0.7
    if name == "merged" and "process" in made.fields:
        place = 0
        while place < count:
            length = min(chance.choice((1, 2, 3)), count - place)
            for row in made.rows[place : place + length]:
                row["process"] = made.rows[place]["process"]
            made.merged.setdefault("process", []).append((place, length))
            place += length
    if name == "untidy":
        made.spacers = set(chance.sample(range(1, count), min(2, count - 1)))
        made.hidden = chance.choice(
            [each for each in made.fields if each not in {"risk", "likelihood", "impact", "score"}]
        )
        made.fields.append("extra")
        made.titles["extra"] = "Geografi"
        made.worded = chance.random() < 0.5


def printed(made: Layout, row: dict[str, Any], name: str) -> Any:
    """What the cell of a field says."""
    value = row.get(name)
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if made.worded and name in {"likelihood", "impact"}:
        word = ("Osannolik", "Mindre sannolik", "Möjlig", "Sannolik", "Mycket sannolik")
        return f"{value} - {word[value - 1]}"
    return value
