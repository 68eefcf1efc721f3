"""Which columns a table has, in which order, under which titles and how wide."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.pdfbase.pdfmetrics import stringWidth
from tests.intake.reading.pdf_layouts.paper import Look
from tests.intake.reading.pdf_layouts.titles import SCORES, STATUS, TITLES, TRIPLES

TRIPLE: Final = ("likelihood", "impact", "score")
_SHARES: Final = {
    "risk": 20,
    "causes": 18,
    "consequence": 18,
    "description": 18,
    "existing_controls": 16,
    "measures": 20,
    "comment": 13,
    "process": 12,
    "category": 8,
    "control": 18,
    "method": 17,
    "responsible": 9,
    "deadline": 8,
    "frequency": 8,
    "in_plan": 6,
}
"""How much width a field likes to have; what is not here is narrow."""
_KINDS: Final = {
    "scores": (("risk", *TRIPLE), ("reference", "process", "category", "causes", "measures", "responsible", "in_plan")),
    "score-only": (("risk", "score"), ("reference", "process", "causes", "measures", "responsible", "comment")),
    "no-scores": (("risk", "measures"), ("reference", "process", "causes", "consequence", "responsible", "deadline")),
    "profile": (
        ("risk", *TRIPLE, "measures", "responsible"),
        ("reference", "description", "causes", "consequence", "existing_controls", "deadline", "in_plan", "comment"),
    ),
    "plan": (("risk", "control", "method"), ("reference", "responsible", "frequency")),
    "follow-up": (("process", "control", "method", "responsible"), ("frequency",)),
}
"""The fields that a kind of table always has, and those that it may have."""
KINDS: Final = tuple(_KINDS)
_ORDER: Final = (
    *("reference", "process", "category", "risk", "description", "causes", "consequence", *TRIPLE),
    *("existing_controls", "measures", "control", "method", "responsible", "frequency"),
    *("deadline", "in_plan", "comment"),
)


@dataclass(frozen=True)
class Columns:
    """The fields of a table in order, with their titles; the `periods` of a follow-up come after them."""

    fields: tuple[str, ...]
    titles: tuple[str, ...]
    periods: tuple[str, ...] = ()


def some_columns(chance: random.Random, kind: str, most: int = 12) -> Columns:
    """Columns as somebody might have chosen them, `most` at the most."""
    always, perhaps = _KINDS[kind]
    fields = list(always)
    more = [name for name in perhaps if chance.random() < 0.6]
    fields += chance.sample(more, min(len(more), max(0, most - len(fields))))
    fields.sort(key=_ORDER.index)
    for _ in range(chance.randint(0, 2)):
        _move_one(chance, fields)
    titles = _titles(chance, fields)
    periods = chance.choice(STATUS) if kind == "follow-up" else ()
    return Columns(tuple(fields), (*titles, *periods), tuple(title.split(" ", 1)[1] for title in periods))


def _move_one(chance: random.Random, fields: list[str]) -> None:
    moved = chance.choice([name for name in fields if name not in TRIPLE])
    fields.remove(moved)
    places = [place for place in range(len(fields) + 1) if not _parts_a_triple(fields, place)]
    fields.insert(chance.choice(places), moved)


def _parts_a_triple(fields: Sequence[str], place: int) -> bool:
    return 0 < place < len(fields) and fields[place - 1] in TRIPLE and fields[place] in TRIPLE


def _titles(chance: random.Random, fields: Sequence[str]) -> list[str]:
    triple = dict(zip(TRIPLE, chance.choice(TRIPLES), strict=True))
    if "likelihood" not in fields:
        triple["score"] = chance.choice(SCORES)
    titles: list[str] = []
    for name in fields:
        offered = (triple[name],) if name in triple else TITLES[name]
        taken = {*titles, *triple.values()}
        if name in {"risk", "description"} and "description" in fields:
            taken |= {"Riskbeskrivning", "Beskriv risken", "Beskrivning av risk"}
        free = offered if name in triple else [each for each in offered if each not in taken]
        titles.append(chance.choice(free))
    return titles


def widths(
    chance: random.Random, columns: Columns, texts: Iterable[Sequence[str]], look: Look, *, width: float, narrow: bool
) -> list[float] | None:
    """The columns' widths in points; wide enough for every word unless `narrow`. None if that cannot be had."""
    shares = [_SHARES.get(name, 4) * chance.uniform(0.8, 1.25) for name in columns.fields]
    shares += [14.0] * len(columns.periods)
    given = [width * share / sum(shares) for share in shares]
    if narrow:
        return [max(each, 4 * look.size) for each in given]
    least = [longest_word(column, look) + 2 * look.padding + 2 for column in zip(*texts, strict=True)]
    if sum(least) > width:
        return None
    spare = width - sum(least)
    wished = [max(0.0, wish - need) for wish, need in zip(given, least, strict=True)]
    total = sum(wished) or 1
    return [need + spare * wish / total for need, wish in zip(least, wished, strict=True)]


def font_of(look: Look, *, bold: bool = False) -> str:
    """The name of the standard font with the same metrics."""
    if look.family == "serif":
        return "Times-Bold" if bold else "Times-Roman"
    return "Helvetica-Bold" if bold else "Helvetica"


def longest_word(texts: Iterable[str], look: Look) -> float:
    """The width of the longest word among the texts."""
    font = font_of(look, bold=True)
    return max((stringWidth(word, font, look.size) for text in texts for word in text.split()), default=0.0)


def lines_of(text: str, width: float, look: Look) -> int:
    """How many lines a paragraph takes in a column of this width."""
    font, lines, used = font_of(look), 1, 0.0
    blank = stringWidth(" ", font, look.size)
    for word in text.split():
        wide = stringWidth(word, font, look.size)
        if used and used + blank + wide > width:
            lines, used = lines + 1, wide
        else:
            used += blank + wide if used else wide
    return lines
