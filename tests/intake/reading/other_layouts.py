"""Tables that are no plain lists, made at random by seed: control plans, cards, no header, titles spoilt."""

import random
from collections.abc import Callable
from typing import Any

from tests.intake.reading import layouts
from tests.intake.reading.drawing import cell, document, paragraph, sheets, table, xlsx

type Made = tuple[str, bytes, list[dict[str, Any]]]
"""The file's name, its bytes and its rows as they should be read."""

CONTROL_TITLES = {
    "control": ("Kontrollmoment", "Kontrollaktivitet", "Kontroll", "Vad ska kontrolleras?", "Kontrollpunkt"),
    "method": ("Metod", "Kontrollmetod", "Hur sker kontrollen?", "Metod för kontroll", "Tillvägagångssätt"),
    "responsible": ("Ansvarig", "Ansvarig funktion", "Ansvarig för genomförande"),
    "frequency": ("Frekvens", "Hur ofta?", "Kontrollfrekvens", "Periodicitet"),
}
CONTROLS = (
    "Granska ett urval av beslut",
    "Kontrollera attestlistor",
    "Följ upp avvikelser i systemet",
    "Stickprov av fakturor",
    "Avstämning mot avtalsregister",
    "Kontroll av behörigheter",
    "Uppföljning av sjukfrånvaro",
    "Granskning av delegationsbeslut",
)
METHODS = (
    "Stickprov om tio ärenden",
    "Genomgång av loggar",
    "Avstämning mot ekonomisystemet",
    "Intervju med enhetschefer",
    "Enkät",
)
OFTEN = ("Årligen", "Tertial", "Månatligen", "Två gånger per år", "Löpande")
STATES = ("Genomförd utan anmärkning.", "Pågående.", "Försenad, klar i höst.", "Ej påbörjad.")


def _typo(title: str, chance: random.Random) -> str:
    if len(title) < 8:
        return title
    place = chance.randrange(2, len(title) - 2)
    return title[:place] + title[place + 1 :]


SPOILS: tuple[Callable[[str, random.Random], str], ...] = (
    lambda title, _: title.upper(),
    lambda title, _: f"{title}:",
    lambda title, _: f"{title}*",
    lambda title, _: f" {title} ",
    lambda title, chance: f"{chance.randint(1, 9)}. {title}",
    lambda title, _: f"{title}\n(se anvisning)",
    _typo,
    lambda title, _: title.replace(" ", "\n", 1),
    lambda title, _: title,
)


def spoilt(seed: int) -> Made:
    """A plain list whose titles are written as hurried people write them."""
    made = layouts.layout("plain", seed)
    chance = random.Random(f"spoilt{seed}")
    made.titles = {name: chance.choice(SPOILS)(title, chance) for name, title in made.titles.items()}
    return "made.xlsx", xlsx(made), made.truth


def _controls(chance: random.Random) -> list[dict[str, Any]]:
    periods = chance.choice((("T1 2025", "T2 2025"), ("T1", "T2", "T3"), ()))
    return [
        {
            "control": control,
            "method": chance.choice(METHODS),
            "responsible": chance.choice(layouts.ROLES),
            "frequency": chance.choice(OFTEN),
            "status": {period: chance.choice(STATES) for period in periods},
        }
        for control in chance.sample(CONTROLS, chance.randint(1, 3))
    ]


def control_plan(seed: int) -> Made:
    """A control plan: each control in a row of its own, beside a risk that is merged over its controls."""
    chance = random.Random(f"plan{seed}")
    about = chance.choice(("risk", "process"))
    shape = _controls(chance)[0]["status"].keys()
    groups = []
    for row in layouts.source_rows(chance)[:6]:
        controls = _controls(chance)
        for control in controls:
            control["status"] = {period: chance.choice(STATES) for period in shape}
        groups.append((row, controls))
    titles = [chance.choice(layouts.TITLES[about])]
    titles += [chance.choice(CONTROL_TITLES[name]) for name in CONTROL_TITLES]
    titles += [f"Status {period}" for period in shape]
    rows: list[list[tuple[str, int]]] = [[(title, 1) for title in titles]]
    truth = []
    for row, controls in groups:
        for number, control in enumerate(controls):
            first = (str(row[about]), len(controls)) if number == 0 else ("", 0)
            texts = [control[name] for name in CONTROL_TITLES] + list(control["status"].values())
            rows.append([first, *((text, 1) for text in texts)])
        owners = "\n".join(control["responsible"] for control in controls)
        truth.append({about: row[about], "responsible": owners, "controls": controls})
    if chance.random() < 0.5:
        return "made.xlsx", sheets({"Plan": rows}), truth
    drawn = [
        [cell(text, merge="" if deep == 1 else "start" if deep > 1 else "on") for text, deep in line] for line in rows
    ]
    return "made.docx", document(paragraph("Internkontrollplan 2025", bold=True) + table(drawn)), truth


_CARD = (
    "reference",
    "risk",
    "causes",
    "consequence",
    "likelihood",
    "impact",
    "score",
    "measures",
    "responsible",
    "deadline",
)


def cards(seed: int) -> Made:
    """One card a risk, labels to the left; in Word a table each, in Excel below each other."""
    chance = random.Random(f"cards{seed}")
    rows = layouts.source_rows(chance)
    names = [name for name in _CARD if name in {"risk", "measures"} or chance.random() < 0.75]
    titles = {name: chance.choice(layouts.TITLES[name]) for name in names}
    drawn = [[[(titles[name], 1), (_text(row[name]), 1)] for name in names] for row in rows]
    truth = [{name: row[name] for name in names} for row in rows]
    if chance.random() < 0.5:
        lines = [line for card in drawn for line in [*card, []]]
        return "made.xlsx", sheets({"Risker": lines}), truth
    body = "".join(table([[cell(text) for text, _ in line] for line in card]) + paragraph("") for card in drawn)
    return "made.docx", document(paragraph("Riskkort 2025", bold=True) + body), truth


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    return "" if value is None else str(value)


def without_header(seed: int) -> Made:
    """A list with no column titles at all, but scores and answers to tell it by."""
    chance = random.Random(f"none{seed}")
    rows = [row for row in layouts.source_rows(chance) if len(row["risk"]) > 30]
    names = ["reference", "risk", "likelihood", "impact", "score", "measures", "responsible", "in_plan"]
    drawn = [[(_text(row[name]), 1) for name in names] for row in rows]
    return "made.xlsx", sheets({"Blad1": drawn}), [{name: row[name] for name in names} for row in rows]


def several_tables(seed: int) -> Made:
    """The same table several times: below headings, or on several sheets."""
    chance = random.Random(f"several{seed}")
    names = ["risk", "likelihood", "impact", "score", "measures", "responsible"]
    titles = [(chance.choice(layouts.TITLES[name]), 1) for name in names]
    groups = [layouts.source_rows(chance)[:4] for _ in range(3)]
    headings = chance.sample(layouts.HEADINGS, 3)
    drawn = [[titles, *([(_text(row[name]), 1) for name in names] for row in group)] for group in groups]
    truth = [{name: row[name] for name in names} for group in groups for row in group]
    if chance.random() < 0.5:
        return "made.xlsx", sheets(dict(zip(headings, drawn, strict=True))), truth
    for number, row in enumerate(truth):
        row["heading"] = headings[[place for place, group in enumerate(groups) for _ in group][number]]
    parts = [paragraph("Risklista 2025", bold=True)]
    for heading, rows in zip(headings, drawn, strict=True):
        parts += [paragraph(heading, bold=True), table([[cell(text) for text, _ in line] for line in rows])]
    return "made.docx", document("".join(parts)), truth


def several_rows_each(seed: int) -> Made:
    """A list where a risk has several measures, each in a row of its own with nothing else in it and nothing merged."""
    chance = random.Random(f"rows{seed}")
    names = ["reference", "risk", "score", "measures"]
    lines: list[list[tuple[str, int]]] = [[(chance.choice(layouts.TITLES[name]), 1) for name in names]]
    truth = []
    for row in layouts.source_rows(chance):
        measures = chance.sample(
            [f"Se över {thing}" for thing in ("rutinen", "avtalet", "systemet", "planen")], chance.randint(1, 3)
        )
        truth.append({**{name: row[name] for name in names}, "measures": "\n".join(measures)})
        lines.append([*((_text(row[name]), 1) for name in names[:-1]), (measures[0], 1)])
        lines += [[("", 1), ("", 1), ("", 1), (measure, 1)] for measure in measures[1:]]
    return "made.xlsx", sheets({"Risker": lines}), truth


def delimited(seed: int) -> Made:
    """A plain list saved as CSV, in one of the ways that Excel saves it."""
    chance = random.Random(f"csv{seed}")
    made = layouts.layout("plain", seed)
    sign, encoding = chance.choice((";", ",", "\t")), chance.choice(("utf-8-sig", "utf-8", "cp1252"))
    lines = [[made.titles[name] for name in made.fields]]
    lines += [[_text(layouts.printed(made, row, name)) for name in made.fields] for row in made.rows]
    quoted = [sign.join('"' + text.replace('"', '""') + '"' for text in line) for line in lines]
    if chance.random() < 0.3:
        quoted.insert(0, f"sep={sign}")
    return "made.csv", "\r\n".join(quoted).encode(encoding, errors="replace"), made.truth


ALL: dict[str, Callable[[int], Made]] = {
    "spoilt titles": spoilt,
    "control plans": control_plan,
    "cards": cards,
    "no header": without_header,
    "several tables": several_tables,
    "several rows each": several_rows_each,
    "csv": delimited,
}
