"""Decides what each column of a table means: its title, its cells and its neighbours together, one column a field."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, permutations
from typing import Final

from riskbild.intake.reading.content import FIELDS, Looks, looks_of
from riskbild.intake.reading.jointly import meant_together
from riskbild.intake.reading.lexicon import CONTROL, CONTROL_OWNER, FREQUENCY, GROUP, METHOD, STATUS
from riskbild.intake.reading.patterns import OFTEN
from riskbild.intake.reading.titles import Meanings, is_other, meanings_of, plain_title

_BY_CONTENT, _FROM = 0.35, 0.45
_AFTER_MEASURES: Final = re.compile(r"netto|residual|kvarvarande|kvarstående|efter åtgärd|målvärde|restrisk")
_OPTIONAL_WORDS: Final = re.compile(
    r"\b(?:status|uppföljning|läge|lägesrapport|resultat|utfall|kommentar)\b[\s:]*", re.IGNORECASE
)
_OWN_TITLE: Final = 1.0
_NUMBERS: Final = frozenset(("likelihood", "impact", "score", "reference", "step"))
_ALL_NUMBERS: Final = 0.9
_OF_SEVERAL: Final = frozenset(("measures", "causes", "consequence", "existing_controls", "responsible", "deadline"))
_MOSTLY, _BRIEF = 0.6, 25
_COUNTED: Final = re.compile(r"(?:\s*nr\.?)?\s*\b[1-9]\b\s*")
_FEW_UNTITLED: Final = 2
_PROVEN: Final = 0.9
_TOLD_BY_CONTENT: Final = ("responsible", "deadline", "measures", "risk", "consequence")
"""What a column with a title nobody knows may still be, if its cells leave little doubt."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the grid columns it takes, its title's parts from above, and the text of its cells.

    `marks` is what a mark in it says, for a column that is one of a pair "Ja" and "Nej".
    """

    first: int
    last: int
    parts: tuple[str, ...]
    cells: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The title as printed, the parts of a title over two rows beside each other."""
        return " ".join(self.parts)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds: a field of the exchange format, how sure that is, and for a status its period."""

    field: str
    sure: float
    period: str | None = None
    marks: bool | None = None


@dataclass(slots=True)
class _Candidate:
    place: int
    column: Column
    looks: Looks
    titled: dict[str, float]


def meanings_of_columns(columns: Sequence[Column], saved: Mapping[str, str], *, titled: bool) -> list[Meaning | None]:
    """What each column means; None for one that means nothing known, which is kept as text.

    `saved` are field names by plain title, from a profile; they go before everything. Without titles
    (`titled` false) only the content counts.
    """
    last = max(len(columns) - 1, 1)
    candidates = [
        _Candidate(place, column, looks_of(column.cells, place=place / last), _titled(column, saved))
        for place, column in enumerate(columns)
    ]
    _mind_neighbours(candidates)
    chosen = _one_each(_by_title(candidates)) if titled else _without_titles(candidates)
    _count_on(candidates, chosen)
    if titled and _mostly_untitled(candidates):
        chosen = _beside_titles(candidates)
    _prove_scores(candidates, chosen)
    _answer_pairs(candidates, chosen)
    if titled:
        _find_risk(candidates, chosen)
    return _settled([chosen.get(place) for place in range(len(columns))], columns)


def told_meaning(column: Column, name: str, sure: float, saved: Mapping[str, str]) -> Meaning | None:
    """The meaning of a column whose reader says what it holds; what a profile says of its title goes before that."""
    known = saved.get(plain_title(column.title)) if column.title else None
    return _with_period(Meaning(known or name, _OWN_TITLE if known else sure), column)


def _titled(column: Column, saved: Mapping[str, str]) -> dict[str, float]:
    for title in (column.title, column.parts[-1] if column.parts else ""):
        if field := saved.get(plain_title(title)):
            return {field: _OWN_TITLE}
    found = dict(title_meanings(column.parts))
    if _AFTER_MEASURES.search(column.title.casefold()):
        found = {field: sure - 0.3 for field, sure in found.items()}
    return found


def title_meanings(parts: tuple[str, ...]) -> Meanings:
    """What a title over one or more rows may mean: the lowest part first, then with the part above it."""
    if not parts:
        return ()
    lowest = meanings_of(parts[-1])
    if len(parts) == 1:
        return lowest
    above = meanings_of(parts[-2])
    if lowest and lowest[0][0] == "responsible" and above and above[0][0] in {CONTROL, METHOD}:
        return ((CONTROL_OWNER, lowest[0][1]), *lowest)
    return lowest or meanings_of(" ".join(parts)) or tuple((field, sure - 0.1) for field, sure in above)


def _mind_neighbours(candidates: list[_Candidate]) -> None:
    """What one title may mean depends on the others: "Beskrivning" is the risk where nothing else is."""
    first = {max(c.titled, key=lambda field: c.titled[field]) for c in candidates if c.titled}
    process = max((c.titled.get("process", 0.0) for c in candidates), default=0.0)
    about_control = bool(first & {METHOD, FREQUENCY, CONTROL_OWNER, STATUS})
    for candidate in candidates:
        titled = candidate.titled
        if "risk" in titled and "risk" not in first:
            titled["risk"] += 0.3
        if GROUP in titled and titled.get("process", 1.0) < process:
            titled["process"] -= 0.3
        if CONTROL in titled and len(titled) > 1:
            titled[CONTROL] += 0.2 if about_control else -0.15
        if "response" in titled and "measures" in titled and "measures" not in first:
            titled["measures"] += 0.2


def _by_title(candidates: list[_Candidate]) -> list[tuple[float, int, str, float]]:
    weighed = []
    for candidate in candidates:
        for field, sure in candidate.titled.items():
            content = max(-1.0, min(1.0, candidate.looks.fits(field)))
            weighed.append((sure + _BY_CONTENT * content, candidate.place, field, min(1.0, sure + 0.05 * content)))
        if not candidate.titled and not is_other(candidate.column.title):
            untitled = not candidate.column.title.strip()
            found = ((field, candidate.looks.fits(field)) for field in (FIELDS if untitled else _TOLD_BY_CONTENT))
            least = 0.9 if untitled else 1.0
            weighed += [(0.5 * value, candidate.place, field, 0.4 * value) for field, value in found if value > least]
    return weighed + _by_product(candidates)


def _by_product(candidates: list[_Candidate]) -> list[tuple[float, int, str, float]]:
    """Columns of numbers without a known title, where they are the factors or the product of their neighbours."""
    places = _product_columns(candidates)
    first = next((each.titled for each in candidates if places and each.place == places[0]), {})
    factors = ("impact", "likelihood") if "impact" in first else ("likelihood", "impact")
    found = zip((*factors, "score"), places, strict=False)
    titled = {each.place for each in candidates if each.titled and not _mistitled(each)}
    return [(0.7, place, field, 0.6) for field, place in found if place not in titled]


def _mistitled(candidate: _Candidate) -> bool:
    """Whether numbers stand below a title of a text: "Risk" beside "Väsentlighet" is how likely it is."""
    likeliest = max(candidate.titled, key=lambda field: candidate.titled[field])
    return likeliest not in _NUMBERS and candidate.looks.number >= _ALL_NUMBERS


def _without_titles(candidates: list[_Candidate]) -> dict[int, Meaning]:
    found = meant_together([each.looks for each in candidates], _product_columns(candidates))
    return {place: Meaning(*told) for place, told in enumerate(found) if told is not None}


def _mostly_untitled(candidates: list[_Candidate]) -> bool:
    """Whether so many columns stand without a title that they have to be understood together."""
    untitled = sum(not each.column.title.strip() for each in candidates)
    return untitled > _FEW_UNTITLED and untitled * 2 > len(candidates)


def _beside_titles(candidates: list[_Candidate]) -> dict[int, Meaning]:
    """What titles say stands; the columns without one are decided together, by their cells and their places."""
    titled = [each for each in candidates if each.titled]
    chosen = _one_each(_by_title(titled))
    triple = tuple(place for place in _product_columns(candidates) if place not in chosen)
    known = {place: meaning.field for place, meaning in chosen.items()}
    found = meant_together([each.looks for each in candidates], triple if len(triple) == 3 else (), known)
    beside = {place: Meaning(*told) for place, told in enumerate(found) if told is not None}
    return {**beside, **chosen}


def _product_columns(candidates: list[_Candidate]) -> tuple[int, ...]:
    """Three columns of numbers of which one is the product of the two others; () where there are none."""
    numeric = [
        candidate for candidate in candidates if candidate.looks.number >= 0.8 and len(candidate.looks.texts) > 1
    ]
    best: tuple[float, tuple[int, ...]] = (0.0, ())
    for a, b, c in permutations(numeric[:8], 3):
        if a.place > b.place:
            continue
        triples = [t for t in zip(a.looks.numbers, b.looks.numbers, c.looks.numbers, strict=True) if None not in t]
        right = sum(x * y == z for x, y, z in triples if x is not None and y is not None)
        telling = len({t[2] for t in triples}) > 1
        if len(triples) > 1 and telling and right / len(triples) >= 0.8:
            near = 0.1 * (b.place - a.place == 1) + 0.1 * (c.place - b.place == 1)
            best = max(best, (right / len(triples) + near, (a.place, b.place, c.place)))
    return best[1]


def _prove_scores(candidates: list[_Candidate], chosen: dict[int, Meaning]) -> None:
    """Titles that say likelihood, impact and score are right where the cells multiply."""
    places = _product_columns(candidates)
    found = [chosen[place].field for place in places if place in chosen]
    if sorted(found) == ["impact", "likelihood", "score"] and chosen[places[2]].field == "score":
        for place in places:
            chosen[place] = replace(chosen[place], sure=max(chosen[place].sure, _PROVEN))


def _one_each(weighed: list[tuple[float, int, str, float]]) -> dict[int, Meaning]:
    """The likeliest field for each column, each field once; a status may have a column for every period."""
    chosen: dict[int, Meaning] = {}
    used: set[str] = set()
    for weight, place, field, sure in sorted(weighed, key=lambda each: (-each[0], each[1])):
        if weight < _FROM or place in chosen or field in used:
            continue
        chosen[place] = Meaning(field, round(max(0.05, min(sure, 1.0)), 3))
        if field != STATUS:
            used.add(field)
    return chosen


def _count_on(candidates: list[_Candidate], chosen: dict[int, Meaning]) -> None:
    """Columns whose titles count what one of them means, as "Åtgärd 1" and "Åtgärd 2", hold the same."""
    uncounted = {each.place: _COUNTED.sub("", plain_title(each.column.title)) for each in candidates}
    counted = {place for place, title in uncounted.items() if title != plain_title(candidates[place].column.title)}
    known = {uncounted[place]: chosen[place] for place in counted & chosen.keys() if chosen[place].field in _OF_SEVERAL}
    chosen |= {place: known[uncounted[place]] for place in counted if uncounted[place] in known}


def _answer_pairs(candidates: list[_Candidate], chosen: dict[int, Meaning]) -> None:
    """Two columns "Ja" and "Nej" below one title, each with marks."""
    for yes, no in pairwise(candidates):
        parts, others = yes.column.parts, no.column.parts
        if len(parts) < 2 or (plain_title(parts[-1]), plain_title(others[-1] if others else "")) != ("ja", "nej"):
            continue
        found = [field for field, _ in meanings_of(parts[-2]) if field in {"in_plan", "follows_plan"}]
        if found:
            chosen[yes.place] = Meaning(found[0], 0.9, marks=True)
            chosen[no.place] = Meaning(found[0], 0.9, marks=False)


def _find_risk(candidates: list[_Candidate], chosen: dict[int, Meaning]) -> None:
    """Where no title says what the rows are about, the column that reads like risks does."""
    if {meaning.field for meaning in chosen.values()} & {"risk", "process", "description", CONTROL}:
        return
    free = [candidate for candidate in candidates if candidate.place not in chosen]
    best = max(free, key=lambda candidate: candidate.looks.fits("risk"), default=None)
    if best is not None and best.looks.fits("risk") > 0.6:
        chosen[best.place] = Meaning("risk", 0.5)


def _settled(found: list[Meaning | None], columns: Sequence[Column]) -> list[Meaning | None]:
    """What belongs to a control only where there is a control; a status with its period."""
    fields = {meaning.field for meaning in found if meaning is not None}
    if CONTROL in fields and not fields & {FREQUENCY, "measures"}:
        found = [_how_often(meaning, column) for meaning, column in zip(found, columns, strict=True)]
    instead: dict[str, str | None] = {}
    if CONTROL not in fields:
        for own, other in (
            (CONTROL_OWNER, "responsible"),
            (FREQUENCY, "deadline"),
            (STATUS, "comment"),
            (METHOD, "measures"),
        ):
            instead[own] = None if other in fields else other
    settled: list[Meaning | None] = []
    for meaning, column in zip(found, columns, strict=True):
        if meaning is None or meaning.field not in instead:
            settled.append(_with_period(meaning, column))
            continue
        given = instead[meaning.field]
        settled.append(None if given is None else replace(meaning, field=given, sure=min(meaning.sure, 0.7)))
        instead[meaning.field] = None
    return settled


def _how_often(meaning: Meaning | None, column: Column) -> Meaning | None:
    """When a control is done, where the cells say how often; a plan without measures has nothing else to be done."""
    texts = [text.strip() for text in column.cells if text.strip()]
    often = sum(OFTEN.match(text) is not None for text in texts) > _MOSTLY * len(texts)
    brief = sum(map(len, texts)) < _BRIEF * len(texts)
    if meaning and often and (meaning.field == "deadline" or (meaning.field in {STATUS, "comment"} and brief)):
        return replace(meaning, field=FREQUENCY)
    return meaning


def _with_period(meaning: Meaning | None, column: Column) -> Meaning | None:
    if meaning is None or meaning.field != STATUS:
        return meaning
    title = " ".join(column.title.split())
    return replace(meaning, period=_OPTIONAL_WORDS.sub("", title).strip(" :-–()") or title or "Status")
