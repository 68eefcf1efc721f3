"""Which columns a text's table has, and in which order: by its titles, its values, and as lists usually go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from riskbild.intake.reading import patterns
from riskbild.intake.reading.lexicon import CONTROL, CONTROL_OWNER, FREQUENCY, GROUP, METHOD, STATUS
from riskbild.intake.reading.text.header import TextHeader, Title
from riskbild.intake.reading.text.pieces import Kind, Piece, labelled_fields

SCORES: Final = ("likelihood", "impact", "score")
ANSWERS: Final = ("in_plan", "follows_plan")
_USUAL: Final = (
    "reference", GROUP, "process", "step", "analysis_date", "risk", "description", "consequence",
    *SCORES, "causes", "existing_controls", "response", "measures", "responsible", "deadline", "comment",
    "in_plan", "follows_plan", "category",
)  # fmt: skip
"""As the columns of lists without titles usually go."""
_CONTROLS: Final = frozenset((CONTROL, METHOD, FREQUENCY, CONTROL_OWNER, STATUS))
_LEFT_PART: Final = frozenset(("process", "risk", GROUP, "description", CONTROL))
_ENOUGH: Final = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """A column: its field, its title as printed (None for a column known only by what it holds), how sure it is.

    The three columns of a score that stand together are one slot, with their fields in `parts`.
    """

    field: str
    title: str | None
    sure: float
    parts: tuple[str, ...] = ()
    titles: tuple[str | None, ...] = ()


def slots_of(header: TextHeader | None, pieces: Sequence[Piece]) -> tuple[Slot, ...]:
    """The columns from left to right."""
    titled = [] if header is None else _titled(header.titles)
    fields = {slot.field for slot in titled}
    slots = list(titled)
    for field, sure in _by_content(pieces, fields):
        slots.insert(_place(field, slots), Slot(field, None, sure))
    return tuple(_with_scores_together(slots, pieces))


def _titled(titles: Sequence[Title]) -> list[Slot]:
    """The columns that have titles; each field once, by the next meaning of a title where the first is taken."""
    first = {title.meanings[0][0] for title in titles}
    about_control = bool(first & {METHOD, FREQUENCY, STATUS} and CONTROL in first)
    used: set[str] = set()
    slots = []
    for title in titles:
        for field, sure in title.meanings:
            meant = _settled(field, first, about_control=about_control)
            if meant not in used or meant == STATUS:
                used.add(meant)
                slots.append(Slot(meant, title.text, sure))
                break
    return slots


def _settled(field: str, first: set[str], *, about_control: bool) -> str:
    """What a title means beside the others: nothing belongs to a control where there is none."""
    if field == "response" and "measures" not in first:
        return "measures"
    if about_control or field == CONTROL:
        return field
    instead = {CONTROL_OWNER: "responsible", FREQUENCY: "deadline", STATUS: "comment", METHOD: "measures"}
    return instead.get(field, field)


def _by_content(pieces: Sequence[Piece], titled: set[str]) -> list[tuple[str, float]]:
    """The columns without a title that the text has all the same."""
    kinds = [piece.kind for piece in pieces]
    found: list[tuple[str, float]] = []

    def add(field: str, sure: float, *, holds: bool) -> None:
        if holds and field not in titled:
            found.append((field, sure))

    triples = kinds.count(Kind.TRIPLE)
    for field in SCORES:
        add(field, 0.85, holds=triples >= _ENOUGH)
    answers = kinds.count(Kind.ANSWER) >= _ENOUGH and not titled & set(ANSWERS)
    add("in_plan", 0.8, holds=answers)
    add("reference", 0.8, holds=kinds.count(Kind.REFERENCE) >= _ENOUGH)
    add("step", 0.8, holds=kinds.count(Kind.STEP) >= _ENOUGH)
    add("analysis_date", 0.7, holds=kinds.count(Kind.DATE) >= _ENOUGH)
    if titled & _CONTROLS:
        return found
    scored = triples >= _ENOUGH or kinds.count(Kind.NUMBER) >= _ENOUGH
    little = not titled & _LEFT_PART or titled <= {"reference", "risk", "step"}
    add("process", 0.6, holds=little and bool(triples or answers))
    add("risk", 0.6, holds=little and bool(triples or answers))
    if "measures" not in titled and (scored or answers):
        rows = max(triples, kinds.count(Kind.ANSWER), 1)
        for field in ("causes", "measures"):
            add(field, 0.55, holds=True)
        add("responsible", 0.6, holds=_short(pieces, patterns.ROLE.search) >= 0.4 * rows)
        add("deadline", 0.6, holds=_short(pieces, patterns.WHEN.search) >= 0.3 * rows)
        add("category", 0.7, holds=_short(pieces, patterns.CATEGORY.fullmatch) >= 0.4 * rows)
    return found


def _short(pieces: Sequence[Piece], test: Callable[[str], object]) -> int:
    return sum(len(piece.text) < 60 and bool(test(piece.text)) for piece in pieces)


def _place(field: str, slots: Sequence[Slot]) -> int:
    """Where a column without a title goes: behind the nearest that usually stands to its left."""
    usual = _USUAL.index(field)
    before = [place for place, slot in enumerate(slots) if slot.field in _USUAL and _USUAL.index(slot.field) < usual]
    return before[-1] + 1 if before else 0


def labelled_column(slots: Sequence[Slot], pieces: Sequence[Piece]) -> int | None:
    """The column whose cells have labels inside: the one that a label names; None where the text has no labels."""
    named = {field for piece in pieces if piece.kind is Kind.LABEL for field in labelled_fields(piece.text)}
    places = [place for place, slot in enumerate(slots) if slot.field in named]
    if named and not places:
        places = [place for place, slot in enumerate(slots) if slot.field in {"risk", "process"}][-1:]
    return places[0] if places else None


def _with_scores_together(slots: list[Slot], pieces: Sequence[Piece]) -> list[Slot]:
    """Three neighbouring columns of a score as one slot, where the text has their values together."""
    places = [place for place, slot in enumerate(slots) if slot.field in SCORES]
    together = len(places) == len(SCORES) and places[-1] - places[0] == len(SCORES) - 1
    if not together or sum(piece.kind is Kind.TRIPLE for piece in pieces) < _ENOUGH:
        return slots
    three = slots[places[0] : places[-1] + 1]
    merged = Slot(
        "scores", None, min(s.sure for s in three), tuple(s.field for s in three), tuple(s.title for s in three)
    )
    return [*slots[: places[0]], merged, *slots[places[-1] + 1 :]]
