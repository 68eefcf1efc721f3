"""Lists as other offices lay them out, made at random by seed: forms, prompts, other values, other languages."""

import random
from collections.abc import Callable, Sequence
from typing import Any

from tests.intake.reading import layouts
from tests.intake.reading.drawing import cell, document, paragraph, sheets, table
from tests.intake.reading.other_layouts import METHODS, Made

_NAMES = ("reference", "risk", "likelihood", "impact", "score", "measures", "responsible")
_TITLES = {"reference": "Nr", "risk": "Risk", "likelihood": "S", "impact": "K", "score": "RV"} | {
    "measures": "Åtgärd",
    "responsible": "Ansvarig",
    "causes": "Orsak",
    "process": "Process",
    "deadline": "Klart senast",
}
_SCALE = (
    ("1", "Osannolik", "Inträffar praktiskt taget aldrig"),
    ("2", "Mindre sannolik", "Liten risk att det inträffar"),
    ("3", "Möjlig", "Det finns en risk att fel uppstår"),
    ("4", "Sannolik", "Mycket troligt att fel uppstår"),
)
_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV", 5: "V"}
_ENGLISH = {
    "reference": "Risk ID",
    "risk": "Risk description",
    "causes": "Root cause",
    "likelihood": "Likelihood",
    "impact": "Impact",
    "score": "Risk score",
    "measures": "Mitigating action",
    "responsible": "Risk owner",
    "deadline": "Due date",
}


def _rows(seed: int, name: str) -> tuple[random.Random, list[dict[str, Any]]]:
    chance = random.Random(f"{name}{seed}")
    return chance, [row for row in layouts.source_rows(chance) if row["measures"]]


def _kept(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> list[dict[str, Any]]:
    return [{name: row[name] for name in names} for row in rows]


def _line(values: Sequence[object]) -> list[tuple[str, int]]:
    return [("" if value is None else str(value), 1) for value in values]


def _listed(rows: Sequence[dict[str, Any]], titles: dict[str, str]) -> list[list[tuple[str, int]]]:
    return [_line(list(titles.values())), *(_line([row[name] for name in titles]) for row in rows)]


def english(seed: int) -> Made:
    """A register in English."""
    _, rows = _rows(seed, "english")
    return "made.xlsx", sheets({"Register": _listed(rows, _ENGLISH)}), _kept(rows, list(_ENGLISH))


def forms(seed: int) -> Made:
    """No table at all: each risk a few labels, the text of each behind it, below it, or several on a line."""
    chance, rows = _rows(seed, "forms")
    titles = {name: chance.choice(layouts.TITLES[name]).rstrip("?") for name in ("risk", "measures", "responsible")}
    titles |= {"score": "Riskvärde", "causes": "Orsak"}
    kept = [row for row in rows if row["causes"] and "\n" not in f"{row['risk']}{row['causes']}{row['measures']}"]
    body = [paragraph("Risker 2025", bold=True)]
    way = chance.choice(("behind", "below", "together"))
    for number, row in enumerate(kept, 1):
        told = [f"{title}: {row[name]}" for name, title in titles.items()]
        if way == "below":
            told = [text for name, title in titles.items() for text in (title, str(row[name]))]
        elif way == "together":
            told[2:4] = [f"{told[2]}   {told[3]}"]
        body += [paragraph(f"Risk {number}", bold=True), *map(paragraph, told)]
    return "made.docx", document("".join(body)), _kept(kept, list(titles))


def told_below(seed: int) -> Made:
    """Two lines a row: a wide cell below says what is to be done, beside a number merged over both or over all."""
    chance, rows = _rows(seed, "below")
    hangs = chance.random() < 0.5
    drawn = [[cell(_TITLES[name]) for name in _NAMES[:5]]]
    for row in rows:
        row["measures"] = row["measures"].replace("\n", " ")
        told = f"Åtgärd: {row['measures']}\nAnsvarig: {row['responsible']}"
        first = cell(row["reference"], merge="start" if hangs else "")
        drawn.append([first, *(cell(str(row[name])) for name in _NAMES[1:5])])
        drawn.append([cell("", merge="on"), cell(told, columns=4)] if hangs else [cell(told, columns=5)])
    return "made.docx", document(paragraph("Risklista", bold=True) + table(drawn)), _kept(rows, _NAMES)


def scales_first(seed: int) -> Made:
    """What the steps mean stands in tables before the list, and is no list itself."""
    chance, rows = _rows(seed, "scales")
    step = chance.choice(("Poäng", "Nivå", "Värde"))
    scale = [_line((step, "Sannolikhet", "Beskrivning")), *map(_line, chance.choice((_SCALE, _SCALE[::-1])))]
    drawn = [scale, _listed(rows, {name: _TITLES[name] for name in _NAMES})]
    parts = [table([[cell(text) for text, _ in line] for line in lines]) for lines in drawn]
    return "made.docx", document(paragraph("Riskanalys", bold=True) + paragraph("").join(parts)), _kept(rows, _NAMES)


def other_values(seed: int) -> Made:
    """Steps in Roman numerals, or both factors and their product in one cell."""
    chance, rows = _rows(seed, "values")
    if chance.random() < 0.5:
        names = ("risk", "likelihood", "impact", "measures")
        lines = [[row["risk"], _ROMAN[row["likelihood"]], _ROMAN[row["impact"]], row["measures"]] for row in rows]
        titles = ["Risk", "Sannolikhetsklass", "Konsekvensklass", "Åtgärdsbehov"]
    else:
        names = ("risk", "likelihood", "impact", "score", "measures")
        lines = [[r["risk"], f"{r['likelihood']} x {r['impact']} = {r['score']}", r["measures"]] for r in rows]
        titles = ["Risk", "Riskbedömning (S x K = RV)", "Åtgärd"]
    return "made.xlsx", sheets({"Risker": [_line(titles), *map(_line, lines)]}), _kept(rows, names)


def counted_titles(seed: int) -> Made:
    """Several columns for measures, counted."""
    chance, rows = _rows(seed, "counted")
    lines = [_line(("Risk", "Riskvärde", "Åtgärd 1", "Åtgärd 2", "Ansvarig"))]
    for row in rows:
        second = chance.choice(("Informera berörda chefer", None))
        lines.append(_line((row["risk"], row["score"], row["measures"], second, row["responsible"])))
        row["measures"] = "\n".join(text for text in (row["measures"], second) if text)
    return "made.xlsx", sheets({"Risker": lines}), _kept(rows, ("risk", "score", "measures", "responsible"))


def prompts(seed: int) -> Made:
    """Below the titles a row that says what to write."""
    _, rows = _rows(seed, "prompts")
    titles = {name: _TITLES[name] for name in ("process", "risk", "causes", "score", "measures", "deadline")}
    asked = ("Ange process", "Beskriv händelsen", "Varför kan det hända?", "Räknas ut", "Vad ska göras?", "Datum")
    listed = _listed(rows, titles)
    return "made.xlsx", sheets({"Risker": [listed[0], _line(asked), *listed[1:]]}), _kept(rows, list(titles))


def months(seed: int) -> Made:
    """A plan with a column for each month, and one for whom it is reported to: known, but no field of ours."""
    chance, rows = _rows(seed, "months")
    names = ("Jan", "Feb", "Mar", "Apr", "Maj", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dec")
    lines = [_line(("Risk", "Kontrollmoment", "Metod", "Ansvarig", "Rapporteras till", *names))]
    truth = []
    for number, row in enumerate(rows):
        control = {
            "control": f"Att {row['risk'][0].lower()}{row['risk'][1:]} följs upp",
            "method": chance.choice(METHODS),
        }
        control["responsible"] = row["responsible"]
        when = ["X" if (month + number) % 4 == 0 else None for month in range(12)]
        lines.append(_line((row["risk"], *control.values(), chance.choice(layouts.ROLES), *when)))
        truth.append({"risk": row["risk"], "responsible": row["responsible"], "controls": [control]})
    return "made.xlsx", sheets({"Plan": lines}), truth


def left_out(seed: int) -> Made:
    """A list that names a process once, above its risks, and leaves the cells below it empty."""
    _, rows = _rows(seed, "left out")
    names = ("process", "risk", "score", "measures")
    lines = [_line([_TITLES[name] for name in names])]
    named = ("Avtal", "Beslut", "Inköp", "Rekrytering", "Arkiv", "Tillsyn", "Avgifter")
    for number, row in enumerate(rows):
        row["process"] = named[number // 2]
        lines.append(_line((row["process"] if number % 2 == 0 else None, *(row[name] for name in names[1:]))))
    return "made.xlsx", sheets({"Risker": lines}), _kept(rows, names)


def units(seed: int) -> Made:
    """A sheet for each unit, between a cover and a summary that count the risks."""
    _, rows = _rows(seed, "units")
    cover = [_line(("Riskregister 2025",)), [], _line(("Enhet", "Kontakt", "Antal risker")), _line(("Norra", "AB", 4))]
    names = {name: _TITLES[name] for name in _NAMES}
    drawn = {"Försättsblad": cover}
    for number, part in enumerate((rows[::2], rows[1::2])):
        top = [_line((f"Riskanalys enhet {number + 1}",)), _line(("Deltagare: ledningsgruppen",)), []]
        drawn[f"Enhet {number + 1}"] = [*top, *_listed(part, names)]
    counts = [_line(("Enhet", "Antal röda", "Antal gula")), _line(("Norra", 1, 2)), _line(("Södra", 2, 1))]
    drawn["Sammanställning"] = [*counts, _line(("Västra", 0, 3))]
    return "made.xlsx", sheets(drawn), _kept([*rows[::2], *rows[1::2]], _NAMES)


FURTHER: dict[str, Callable[[int], Made]] = {
    "english": english,
    "forms": forms,
    "told below": told_below,
    "scales first": scales_first,
    "other values": other_values,
    "counted titles": counted_titles,
    "prompts": prompts,
    "months": months,
    "units": units,
    "left out": left_out,
}
