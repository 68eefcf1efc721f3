"""Lines beside the rows, such as deviations and measures, without what is secret of the risks they speak of."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

from riskbild.documents.exchange import WHOLE_ROW
from riskbild.publishing.assemble.facts import UNPRINTED, Line
from riskbild.publishing.masking.hiding import hidden_in_line
from riskbild.publishing.sources.risks import marks_of

RISKS: Final = f"{UNPRINTED}risks"
"""Under this name a line keeps the keys of the risks it speaks of; no column prints it."""

type Marks = Mapping[str, str]
type Hide = Callable[[Line, Marks], Line]

_OF_DEVIATION: Final = ("control", "description", "cause", "measure", "responsible")
_CELLS: Final = {
    "risk": ("risk", "process", "description"), "measure": ("measures",), "responsible": ("responsible",),
    "deadline": ("deadline",), "comment": ("measures",),
}  # fmt: skip
"""The cells of the risk that each text of a measure repeats."""


def risk_keys(risks: Iterable[object]) -> str:
    """The keys of some risks as a line keeps them."""
    return " ".join(str(risk) for risk in risks if risk)


def risks_of(line: Line) -> list[UUID]:
    """The keys of the risks that a line speaks of."""
    return [UUID(key) for key in str(line.get(RISKS) or "").split()]


def without_secrets(municipality_id: UUID, lines: Sequence[Line], hide: Hide) -> list[Line]:
    """The lines, each without what is marked of its risks; one query."""
    wanted = sorted({risk for line in lines for risk in risks_of(line)})
    marks = marks_of(municipality_id, risks=wanted) if wanted else {}
    return [hide(line, marks_together(risks_of(line), marks)) for line in lines]


def marks_together(risks: Iterable[UUID], marks: Mapping[UUID, Marks]) -> dict[str, str]:
    """The marks of some risks as those of one."""
    return {name: paragraph for risk in risks for name, paragraph in marks.get(risk, {}).items()}


def with_title(marks: Marks) -> dict[str, str]:
    """The marks of a row that shows a risk by its title alone, which comes from one of three cells."""
    titled = next((marks[name] for name in ("risk", "process", "description") if name in marks), None)
    return {**marks, **({"risk": titled} if titled else {})}


def hide_deviation(line: Line, marks: Marks) -> Line:
    """Of a deviation that speaks of a risk with anything secret one is told only that it is there."""
    paragraph = next(iter(marks.values()), None)
    return hidden_in_line(line, dict.fromkeys(_OF_DEVIATION, paragraph)) if paragraph else line


def hide_measure(line: Line, marks: Marks) -> Line:
    """A measure without the texts that repeat a marked cell of its risk."""
    found = {
        name: next((marks[cell] for cell in (*cells, WHOLE_ROW) if cell in marks), None)
        for name, cells in _CELLS.items()
    }
    return hidden_in_line(line, {name: paragraph for name, paragraph in found.items() if paragraph})
