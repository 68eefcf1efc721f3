"""One planted fault each: a clean document with a fault of a known kind at a known place."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from tests.checks import planted_words as words
from tests.checks.clean_rows import clean_document, clean_rows

from riskbild.checks.place import Part, Place
from riskbild.checks.setting import Setting
from riskbild.documents.exchange import DocumentKind, ExchangeControl, ExchangeDocument, ExchangeRow, TextPart
from riskbild.documents.profile import Profile
from riskbild.rules.standard_methods import FOUR_BY_FOUR

KNOWN = Setting(Profile("4 × 4", FOUR_BY_FOUR))
FREE = Setting()
LATE = replace(KNOWN, decided_on=date(2025, 11, 20))
CONTROL = ExchangeControl("Granska loggarna", "Urval ur systemet", "Arkivarie", "Tertial")
EACH = 60


@dataclass(frozen=True)
class Planted:
    """A document with one fault: which rule ought to find it, and where."""

    code: str
    document: ExchangeDocument
    place: Place
    setting: Setting = KNOWN


def planted(code: str) -> Iterator[Planted]:
    """As many faults of a kind as there are wordings, sixty at least, each in a clean document of its own."""
    for turn in range(EACH):
        yield from PLANTS[code](code, random.Random(f"{code} {turn}"), turn)


def _cell(field: str, texts: tuple[str, ...] = (), **also: object) -> Callable[..., Iterator[Planted]]:
    """Puts one of the texts into a cell of some row, or empties it."""

    def plant(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
        document, at = clean_document(12, seed=turn), drawn.randrange(12)
        text = texts[turn % len(texts)] if texts else None
        yield _changed(code, document, at, field, **{field: text, **also})

    return plant


def _changed(code: str, document: ExchangeDocument, at: int, field: str, **cells: object) -> Planted:
    rows = list(document.rows)
    rows[at] = replace(rows[at], **cells)  # type: ignore[arg-type]  # cells by name
    return Planted(code, replace(document, rows=tuple(rows)), Place(Part.ROWS, at + 1, field))


def _control(field: str, texts: tuple[str, ...], name: str = "") -> Callable[..., Iterator[Planted]]:
    def plant(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
        control = replace(CONTROL, **{field: texts[turn % len(texts)]}) if texts else replace(CONTROL, **{field: None})
        whole = replace(CONTROL, control="Räkna inventarierna")
        place = f"controls[1].{name or field}"
        yield _changed(code, clean_document(12, seed=turn), drawn.randrange(12), place, controls=(whole, control))

    return plant


def _anywhere(texts: tuple[str, ...]) -> Callable[..., Iterator[Planted]]:
    """Puts the text after what stands in some cell."""

    def plant(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
        document, at = clean_document(12, seed=turn), drawn.randrange(12)
        field = drawn.choice(("risk", "causes", "measures", "comment", "process"))
        before = getattr(document.rows[at], field) or ""
        yield _changed(code, document, at, field, **{field: f"{before} {texts[turn % len(texts)]}".strip()})

    return plant


def _score(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
    document, at = clean_document(12, seed=turn), drawn.randrange(12)
    right = document.rows[at].score or 0
    yield _changed(
        code, document, at, "score", score=drawn.choice([one for one in (1, 2, 6, 9, 12, 16) if one != right])
    )


def _choice(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
    """A high one out or a low one in, with no comment."""
    high = turn % 2 == 0
    one = 4 if high else 1
    numbers = {"likelihood": one, "impact": one, "score": one * one, "in_plan": not high}
    document = clean_document(12, seed=turn)
    yield _changed(code, document, drawn.randrange(12), "in_plan", comment=None, **numbers)


def _left_out(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
    numbers = {"likelihood": 4, "impact": 4, "score": 16, "in_plan": False, "comment": None}
    document = clean_document(12, seed=turn)
    lowest = replace(document.rows[0], likelihood=3, impact=3, score=9, in_plan=True)
    document = replace(document, rows=(lowest, *document.rows[1:]))
    yield replace(_changed(code, document, drawn.randrange(1, 12), "in_plan", **numbers), setting=FREE)


def _twice(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
    """The risk of another row, changed as people change what they paste."""
    document = clean_document(12, seed=turn)
    first, second = sorted(drawn.sample(range(12), 2))
    text = document.rows[first].risk or ""
    bare = text.removeprefix("Risk att ").removeprefix("Risk för att ").removeprefix("Det finns en risk att ")
    ways = (text, text.upper(), text.rstrip("."), f"Risk att {bare}", f"  {text.replace(' ', '  ')} ", f"{bare}!")
    yield _changed(code, document, second, "risk", risk=ways[turn % len(ways)], process=document.rows[first].process)


def _itself_twice(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
    document, at = clean_document(12, seed=turn), drawn.randrange(12)
    tail = drawn.choice(
        ("vilket leder till att kommunen går miste om ersättning", "så att den enskilde inte får sin insats i tid")
    )
    text = f"{document.rows[at].risk} {tail}. Det är även så att rutinen brister {tail}."
    yield _changed(code, document, at, "risk", risk=text)


def _pasted(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
    document = clean_document(12, seed=turn)
    first, second = sorted(drawn.sample(range(12), 2))
    field = drawn.choice(("causes", "comment"))
    text = f"Kommunikation saknas mellan verksamheten och de som ansvarar för {turn}, och bytet har försvårat."
    rows = list(document.rows)
    rows[first] = replace(rows[first], **{field: text})  # type: ignore[arg-type]  # a cell by name
    yield _changed(code, replace(document, rows=tuple(rows)), second, field, **{field: text})


def _repeats(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
    answer = turn % 2 == 0
    word = ("Ja", "ja", "JA") if answer else ("Nej", "nej", "NEJ")
    text = f"{drawn.choice(word)}{drawn.choice(('. ', ', ', ' – ', ': ', '! '))}Arbetet går enligt planen."
    document = replace(clean_document(12, seed=turn), kind=DocumentKind.ANNUAL_FOLLOW_UP)
    yield _changed(code, document, drawn.randrange(12), "comment", follows_plan=answer, comment=text)


def _filled_down(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
    document, at, month = clean_document(12, seed=turn), drawn.randrange(8), drawn.randint(1, 8)
    shapes = ("2024-{:02}-11", "2023-04/{:02}", "{:02}/2024", "2024-03-{:02}", "Hösten 20{}", "1 mars 20{}")
    shape = shapes[turn % len(shapes)]
    start = 24 if shape.endswith("20{}") else month
    field = "deadline" if turn % len(shapes) >= 3 else "analysis_date"
    rows = list(document.rows)
    for step in range(4):
        cells = {field: shape.format(start + step)} | ({"process": "Samma analys"} if field == "analysis_date" else {})
        rows[at + step] = replace(rows[at + step], **cells)  # type: ignore[arg-type]  # cells by name
    yield Planted(code, replace(document, rows=tuple(rows)), Place(Part.ROWS, at + 1, field))


def _differing(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
    document = clean_document(12, seed=turn)
    first, second = sorted(drawn.sample(range(12), 2))
    rows = list(document.rows)
    rows[first] = replace(rows[first], process="Samma analys", analysis_date="2024-02-12")
    document = replace(document, rows=tuple(rows))
    text = drawn.choice(("2024-04-29", "VT-22", "2023-05", "mars 2024"))
    found = _changed(code, document, second, "analysis_date", process="samma  analys", analysis_date=text)
    yield replace(found, place=Place(Part.ROWS, first + 1, "analysis_date"))


def _years(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
    document = clean_document(12, seed=turn)
    title = drawn.choice(
        ("Internkontrollplan {}", "Plan för intern kontroll {} Socialnämnden", "Risklista, {}")
    ).format(2020 + turn % 5)
    yield Planted(code, replace(document, title=title), Place(Part.DOCUMENT, None, "title"))


def _headings(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
    document = clean_document(12, seed=turn)
    one, other = drawn.sample((4, 6, 8, 9, 12, 16), 2)
    text = drawn.choice(
        (
            "Skattning {}: möjlig risk, kännbara konsekvenser",
            "Riskvärde {} - sannolik, allvarlig",
            "Risktal {} Hög risk",
        )
    )
    rows = tuple(replace(row, heading=text.format(one if at < 5 else other)) for at, row in enumerate(document.rows))
    yield Planted(code, replace(document, rows=rows), Place(Part.ROWS, 1, "heading"))


def _shared_owner(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
    """The performer is the controller: in the columns for each, or in the words."""
    document, at = clean_document(12, seed=turn), drawn.randrange(1, 12)
    apart = replace(document.rows[0], responsible="Bygglovshandläggare", controls=(CONTROL,))
    document = replace(document, rows=(apart, *document.rows[1:]))
    role = drawn.choice(("Ekonomiassistent", "Enhetschef", "Rektor", "Handläggare"))
    control = replace(CONTROL, responsible=role)
    cells: dict[str, object] = {"responsible": role}
    if turn % 2:
        cells = {"responsible": "Controller"}
        text = (
            words.OWN_WORK[turn // 2 % len(words.OWN_WORK)]
            if turn % 4 == 1
            else f"Kontrollera att {role.lower()}en attesterat"
        )
        control = replace(control, control=text)
    yield _changed(code, document, at, "controls[0].responsible", controls=(control,), **cells)


def _law(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
    text = f"Bakgrund. {words.OLD_LAW[turn % len(words.OLD_LAW)]} Planen gäller ett år."
    document = replace(clean_document(12, seed=turn), texts=(TextPart(text),))
    yield Planted(code, document, Place(Part.DOCUMENT, None, "texts"), LATE)


def _no_fraud(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
    rows = tuple(
        ExchangeRow(risk=f"Avbrott i {row.process}", responsible="Chef", measures="Öva", in_plan=True, score=9)
        for row in clean_rows(9, turn)
    )
    yield Planted(code, replace(clean_document(1), rows=rows), Place(Part.DOCUMENT), LATE)


def _same_areas(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
    document = clean_document(12, seed=turn)
    areas = [row.process or "" for row in document.rows if row.in_plan] or [row.process or "" for row in document.rows]
    drawn.shuffle(areas)
    before = {2024: tuple(areas), 2023: tuple(area.upper() for area in areas)}
    if len(set(areas)) > 1:
        yield Planted(code, document, Place(Part.DOCUMENT), replace(KNOWN, earlier_areas=before))


def _counting(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
    document = clean_document(12, seed=turn)
    rows = tuple(replace(row, follows_plan=at > 0, controls=()) for at, row in enumerate(document.rows))
    wrong = drawn.choice((("fjorton", 14), ("20", 20), ("tjugofem", 25), ("arton", 18)))[0]
    says = drawn.choice((
        "Analysen omfattar {} risker.", "Nämnden har tagit fram {} kritiska risker för året.", ("Alla "
        "risker utom {} följer planen."),
        "I tabellen redovisas {} prioriterade risker som ska hanteras.", "Totalt {} st risker har bedömts.",
    )).format(wrong)  # fmt: skip
    document = replace(document, rows=rows, texts=(TextPart(says),), kind=DocumentKind.ANNUAL_FOLLOW_UP)
    yield Planted(code, document, Place(Part.DOCUMENT, None, "texts"))


def _off_scale(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
    ways: tuple[tuple[str, dict[str, object]], ...] = (
        ("score", {"likelihood": 5, "score": None}), ("score", {"impact": None, "score": None}),
        ("score", {"likelihood": None, "impact": None, "score": 7}), ("score", {"impact": 9, "score": None}),
    )  # fmt: skip
    field, cells = ways[turn % len(ways)]
    yield _changed(code, clean_document(12, seed=turn), drawn.randrange(12), field, **cells)


def _no_risk(code: str, drawn: random.Random, turn: int) -> Iterator[Planted]:
    cells = {"risk": None, "controls": (CONTROL,)} | ({"process": None} if turn % 2 else {})
    yield _changed(code, clean_document(12, seed=turn), drawn.randrange(12), "risk", **cells)


PLANTS: dict[str, Callable[[str, random.Random, int], Iterator[Planted]]] = {
    "RB101": _score,
    "RB102": _off_scale,
    "RB103": _cell("score", likelihood=None, impact=None, score=9),
    "RB104": _headings,
    "RB105": _choice,
    "RB106": _left_out,
    "RB107": _cell("score", likelihood=None, impact=None, in_plan=True),
    "RB201": _cell("measures", in_plan=True, controls=()),
    "RB202": _cell("responsible", controls=()),
    "RB203": _no_risk,
    "RB301": _twice,
    "RB302": _itself_twice,
    "RB303": _pasted,
    "RB304": _cell("risk", words.CAUSES),
    "RB305": _cell("risk", words.GOALS),
    "RB306": _cell("risk", words.REQUIREMENTS),
    "RB307": _cell("causes", words.RISKS_AS_CAUSES),
    "RB308": _anywhere(words.NOTES),
    "RB309": _repeats,
    "RB401": _cell("responsible", words.NAMES),
    "RB402": _anywhere(words.NUMBERS),
    "RB403": _anywhere(words.MAILS),
    "RB404": _anywhere(words.LINKS),
    "RB405": _anywhere(words.PHONES),
    "RB501": _cell("deadline", words.STATUSES),
    "RB502": _filled_down,
    "RB503": _differing,
    "RB504": _years,
    "RB601": _control("control", words.ENSURING),
    "RB602": _control("frequency", words.OPEN_FREQUENCIES),
    "RB603": _control("method", ()),
    "RB604": _shared_owner,
    "RB701": _law,
    "RB702": _no_fraud,
    "RB703": _same_areas,
    "RB704": _counting,
}
