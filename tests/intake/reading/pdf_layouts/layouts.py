"""The classes of layout: which table, lines, page and surroundings each has."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from tests.intake.reading.pdf_layouts.paper import A3, A4, Cell, Line, Look, Made, Paper, Rules, Table, Text
from tests.intake.reading.pdf_layouts.tables import Wishes, draw
from tests.intake.reading.pdf_layouts.texts import Row, some_risks, words
from tests.intake.reading.pdf_layouts.titles import DOCUMENTS, FOLLOW_UPS, PLANS

type Chosen = tuple[list[Text | Table], list[Row]]
LISTS: Final = ("scores", "scores", "score-only", "no-scores", "profile")


def layout(seed: int, name: str, producer: str) -> Made:
    """A document of a class of layout, always the same for a seed."""
    chance = random.Random(f"{name}{seed}")
    wishes = Wishes(_look(chance), kind=chance.choice((*LISTS, "plan", "follow-up")))
    CLASSES[name](wishes, chance)
    paper = _page(chance, name, wishes)
    blocks, rows = _SURROUNDED.get(name, _one_table)(chance, wishes, paper.width)
    if name == "several-tables":
        wishes.kind = "several"
    return Made(seed, name, wishes.kind, producer, replace(paper, blocks=blocks), rows)


def _look(chance: random.Random) -> Look:
    return Look(
        family=chance.choice(("sans", "sans", "serif")),
        size=chance.choice((8, 8.5, 9, 9, 10)),
        padding=chance.choice((2, 3, 4, 5)),
        shade=chance.random() < 0.6,
        bold=chance.random() < 0.85,
        dark=chance.random() < 0.2,
        repeated=chance.random() < 0.7,
    )


def _page(chance: random.Random, name: str, wishes: Wishes) -> Paper:
    big = chance.random() < 0.12
    short, long = A3 if big else A4
    upright = chance.random() < (0.6 if name == "portrait" else 0.15) or name == "cards"
    if upright and not big:
        wishes.most = min(wishes.most, 6)
    busy = name == "running-text" or chance.random() < 0.35
    board = chance.choice(words("boards"))
    return Paper(
        size=(short, long) if upright else (long, short),
        blocks=[],
        margin=chance.choice((36, 45, 56)),
        header=f"{board}, dnr KS {chance.randint(2023, 2025)}/{chance.randint(10, 900)}" if busy else "",
        footer=chance.choice(("Internkontroll 2025", "Besöksadress: Stora torget 1", "")) if busy else "",
        numbered=busy or chance.random() < 0.3,
        turned=chance.choice((90, 270, 180)) if name == "rotated" else 0,
        stamp=chance.choice(("UTKAST", "Arbetsmaterial", "KOPIA")) if name == "stamped" else "",
        strips=name == "strips",
    )


def _title(chance: random.Random, kind: str) -> list[Text | Table]:
    titles = {"plan": PLANS, "follow-up": FOLLOW_UPS}.get(kind, DOCUMENTS)
    board, year = chance.choice(words("boards")), chance.choice((2024, 2025, 2026))
    return [Text("title", chance.choice(titles).format(year=year, board=board))] if chance.random() < 0.85 else []


def _one_table(chance: random.Random, wishes: Wishes, width: float) -> Chosen:
    drawn = draw(chance, wishes, width)
    notes: list[Text | Table] = [Text("note", chance.choice(words("notes")))] if chance.random() < 0.3 else []
    return [*_title(chance, wishes.kind), drawn.table, *notes], drawn.rows


def _within_text(chance: random.Random, wishes: Wishes, width: float) -> Chosen:
    drawn = draw(chance, wishes, width)
    prose = [Text("paragraph", text) for text in chance.sample(words("prose"), 5)]
    heads = [Text("heading", text) for text in ("Bakgrund", "Riskanalys", "Uppföljning")]
    before: list[Text | Table] = [*_title(chance, wishes.kind), heads[0], *prose[:2], heads[1], prose[2]]
    return [*before, drawn.table, heads[2], *prose[3:]], drawn.rows


def _several(chance: random.Random, wishes: Wishes, width: float) -> Chosen:
    """A list of risks and a plan of controls below it, each under a heading of its own."""
    first = draw(chance, replace(wishes, kind=chance.choice(LISTS), count=(2, 5)), width)
    look = wishes.look if chance.random() < 0.7 else replace(wishes.look, rules=Rules.ALL)
    second = draw(chance, replace(wishes, kind="plan", count=(2, 4), look=look), width)
    heads = Text("heading", "Riskbedömning"), Text("heading", chance.choice(("Internkontrollplan", "Kontroller")))
    blocks = [*_title(chance, "scores"), heads[0], first.table, heads[1], second.table]
    return blocks, first.rows + second.rows


def _same_again(chance: random.Random, wishes: Wishes, width: float) -> Chosen:
    """The same table several times, each under a heading that groups its rows."""
    whole = draw(chance, replace(wishes, count=(6, 11)), width)
    heads = chance.sample(words("headings"), 3)
    blocks: list[Text | Table] = [Text("title", chance.choice(DOCUMENTS).format(year=2025, board="nämnden"))]
    body, rows = whole.table.body, whole.rows
    cuts = [0, len(rows) // 3, 2 * len(rows) // 3, len(rows)]
    for number, head in enumerate(heads):
        part = slice(cuts[number], cuts[number + 1])
        blocks += [Text("heading", head), replace(whole.table, body=body[part])]
        for row in rows[part]:
            row["heading"] = head
    return blocks, rows


def _cards(chance: random.Random, wishes: Wishes, width: float) -> Chosen:
    """A card for each risk: the titles below each other, each with its cell beside it."""
    whole = draw(chance, replace(wishes, count=(3, 7)), width)
    titles, blocks = whole.table.titles[0], _title(chance, wishes.kind)
    left = width * chance.uniform(0.22, 0.35)
    for line in whole.table.body:
        pairs = [(title, cell) for title, cell in zip(titles, line, strict=True) if title and cell]
        body: list[Line] = [[title, replace(cell, rows=1)] for title, cell in pairs]
        blocks.append(replace(whole.table, titles=[], body=body, widths=[left, width - left]))
    return blocks, whole.rows


def _shifting(chance: random.Random, wishes: Wishes, width: float) -> Chosen:
    """A slide for each group of rows: its own heading, the same titles again, and columns as wide as its texts ask."""
    blocks, rows = _same_again(chance, wishes, width)
    shown: list[Text | Table] = blocks[:1]
    for block in blocks[1:]:
        if isinstance(block, Text):
            shown += [Text("break"), block] if len(shown) > 1 else [block]
            continue
        first, last = sorted(chance.sample(range(len(block.widths)), 2))
        moved = min(0.15 * block.widths[first], 12)
        wide = [*block.widths]
        wide[first], wide[last] = wide[first] + moved, max(wide[last] - moved, 0.8 * wide[last])
        shown.append(replace(block, widths=wide))
    return shown, rows


def _below(chance: random.Random, wishes: Wishes, width: float) -> Chosen:
    """A row on two lines: what is to be done, and by whom, stands below its other cells and says so itself."""
    drawn = draw(chance, wishes, width)
    body: list[Line] = []
    for line, row, more in zip(drawn.table.body, drawn.rows, some_risks(chance, len(drawn.rows)), strict=True):
        row |= {"measures": more["measures"] or "Se över rutinen", "responsible": more["responsible"]}
        told = f"Åtgärd: {row['measures']}\nAnsvarig: {row['responsible']}"
        body += [line, [Cell(told, columns=len(line)), *[None] * (len(line) - 1)]]
    return [*_title(chance, wishes.kind), replace(drawn.table, body=body)], drawn.rows


_SURROUNDED: Final[dict[str, Callable[[random.Random, Wishes, float], Chosen]]] = {
    "running-text": _within_text,
    "several-tables": _several,
    "same-tables": _same_again,
    "cards": _cards,
    "slides": _shifting,
    "told-below": _below,
}


def _ruled(wishes: Wishes, chance: random.Random) -> None:
    wishes.look = replace(wishes.look, rules=Rules.ALL)


def _ruled_as(*rules: Rules) -> Callable[[Wishes, random.Random], None]:
    def choose(wishes: Wishes, chance: random.Random) -> None:
        wishes.look = replace(wishes.look, rules=chance.choice(rules))

    return choose


def _zebra(wishes: Wishes, chance: random.Random) -> None:
    wishes.look = replace(wishes.look, rules=chance.choice((Rules.NONE, Rules.HEADER)), zebra=True)


def _any_rules(wishes: Wishes, chance: random.Random) -> None:
    wishes.look = replace(wishes.look, rules=chance.choice((Rules.ALL, Rules.ALL, Rules.ROWS, Rules.INNER)))


def _centred(wishes: Wishes, chance: random.Random) -> None:
    _any_rules(wishes, chance)
    wishes.look = replace(wishes.look, centred=chance.random() < 0.7, middle=chance.random() < 0.7)


def _justified(wishes: Wishes, chance: random.Random) -> None:
    _any_rules(wishes, chance)
    wishes.look = replace(wishes.look, justified=True, hyphens=chance.random() < 0.5)


def _two_rows(wishes: Wishes, chance: random.Random) -> None:
    _any_rules(wishes, chance)
    wishes.two_rows, wishes.kind = True, chance.choice(("scores", "profile"))


def _merged_down(wishes: Wishes, chance: random.Random) -> None:
    _ruled(wishes, chance)
    wishes.merged, wishes.kind = "process", chance.choice(("scores", "plan", "follow-up"))


def _merged_across(wishes: Wishes, chance: random.Random) -> None:
    _ruled(wishes, chance)
    wishes.titled_inside, wishes.kind = True, chance.choice(LISTS)


def _groups(wishes: Wishes, chance: random.Random) -> None:
    _any_rules(wishes, chance)
    wishes.groups = True


def _spacers(wishes: Wishes, chance: random.Random) -> None:
    _any_rules(wishes, chance)
    wishes.spacers, wishes.kind = True, chance.choice(LISTS)


def _long(wishes: Wishes, chance: random.Random) -> None:
    _any_rules(wishes, chance)
    wishes.count = (14, 28)
    wishes.look = replace(wishes.look, whole_rows=chance.random() < 0.3)


def _narrow(wishes: Wishes, chance: random.Random) -> None:
    _any_rules(wishes, chance)
    wishes.narrow = True
    wishes.look = replace(wishes.look, hyphens=chance.random() < 0.5, size=chance.choice((9, 10, 11)))


def _no_header(wishes: Wishes, chance: random.Random) -> None:
    _any_rules(wishes, chance)
    wishes.no_header, wishes.kind = True, "profile"
    wishes.only = ("reference", "risk", "likelihood", "impact", "score", "measures", "responsible", "in_plan")


def _parallel(wishes: Wishes, chance: random.Random) -> None:
    _any_rules(wishes, chance)
    wishes.parallel, wishes.kind = True, "follow-up"


def _same(wishes: Wishes, chance: random.Random) -> None:
    _any_rules(wishes, chance)
    wishes.kind = chance.choice(LISTS)


def _card(wishes: Wishes, chance: random.Random) -> None:
    _any_rules(wishes, chance)
    wishes.kind = chance.choice(("scores", "profile", "no-scores"))


def _told_below(wishes: Wishes, chance: random.Random) -> None:
    _ruled(wishes, chance)
    wishes.kind, wishes.only = "profile", ("reference", "risk", "likelihood", "impact", "score")


CLASSES: Final[dict[str, Callable[[Wishes, random.Random], None]]] = {
    "ruled": _ruled,
    "half-ruled": _ruled_as(Rules.FRAME, Rules.INNER),
    "vertical-rules": _ruled_as(Rules.COLUMNS),
    "horizontal-rules": _ruled_as(Rules.ROWS),
    "unruled": _ruled_as(Rules.NONE, Rules.HEADER),
    "zebra": _zebra,
    "centred": _centred,
    "justified": _justified,
    "two-row-header": _two_rows,
    "merged-down": _merged_down,
    "merged-across": _merged_across,
    "group-rows": _groups,
    "several-tables": _any_rules,
    "same-tables": _same,
    "spacers": _spacers,
    "running-text": _any_rules,
    "long": _long,
    "narrow": _narrow,
    "no-header": _no_header,
    "rotated": _any_rules,
    "parallel": _parallel,
    "cards": _card,
    "framed": _ruled_as(Rules.BOX),
    "stamped": _any_rules,
    "slides": _same,
    "told-below": _told_below,
    "strips": _ruled,
}
