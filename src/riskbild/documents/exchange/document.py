"""A document of the exchange format as values: what a file said, cell by cell, before anything is derived."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

ROW_FIELDS: Final = (
    "reference",
    "process",
    "step",
    "analysis_date",
    "heading",
    "category",
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
    "follows_plan",
    "comment",
)
"""The cells every row has, in the order they are written. A cell the document does not fill is None."""

ROW_NUMBERS: Final = ("likelihood", "impact", "score")
ROW_ANSWERS: Final = ("in_plan", "follows_plan")
ROW_OPTIONAL: Final = ("response", "result")
"""Text cells a row may have beyond ROW_FIELDS; written only when filled."""

ROW_TEXTS: Final = tuple(name for name in ROW_FIELDS if name not in (*ROW_NUMBERS, *ROW_ANSWERS))
CONTROL_TEXTS: Final = ("control", "method", "responsible", "frequency")

WHOLE_ROW: Final = "row"
"""The key in `ExchangeRow.secrecy` that marks the whole row instead of one cell."""


class DocumentKind(StrEnum):
    """What a document is for. One document may be both the risk profile and the plan drawn from it."""

    RISK_LIST = "risk_list"
    RISK_PROFILE = "risk_profile"
    CONTROL_PLAN = "control_plan"
    RISK_PROFILE_AND_PLAN = "risk_profile_and_plan"
    INTERIM_FOLLOW_UP = "interim_follow_up"
    ANNUAL_FOLLOW_UP = "annual_follow_up"


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document was read from. A transcription knows only its name."""

    name: str
    sha256: str | None = None
    media_type: str | None = None
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class TextPart:
    """A paragraph of running text outside the tables."""

    text: str
    section: str | None = None
    where: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Text that was seen and deliberately not kept as content, such as a page number."""

    text: str
    where: str | None = None


@dataclass(frozen=True, slots=True)
class ExchangeFinding:
    """Something a reader noticed, as a file has it; `severity` is the value of a `rules.finding.Severity`."""

    code: str
    severity: str
    where: str | None
    message: str


@dataclass(frozen=True, slots=True)
class CellOrigin:
    """Where one cell stood: its text there, and its box on a page (x0 y0 x1 y1, points) or its cell."""

    text: str | None
    box: tuple[float, ...] | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a row stood: page or sheet, table and row counted from one, and each cell by field name."""

    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    cells: Mapping[str, CellOrigin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExchangeControl:
    """One control of a row. `status` holds the text printed for each period, in the document's order."""

    control: str | None = None
    method: str | None = None
    responsible: str | None = None
    frequency: str | None = None
    status: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """One row as printed. Nothing here is derived: a score that stands only in a heading is not in `score`.

    `secrecy` names the paragraph for each marked field, or for WHOLE_ROW. Keys of `confidence` (0 to 1) and
    of `provenance.cells` are field names, "controls[0].method" or "controls[0].status.T1 2022".
    """

    reference: str | None = None
    process: str | None = None
    step: str | None = None
    analysis_date: str | None = None
    heading: str | None = None
    category: str | None = None
    risk: str | None = None
    description: str | None = None
    causes: str | None = None
    consequence: str | None = None
    likelihood: int | None = None
    impact: int | None = None
    score: int | None = None
    existing_controls: str | None = None
    measures: str | None = None
    responsible: str | None = None
    deadline: str | None = None
    in_plan: bool | None = None
    follows_plan: bool | None = None
    comment: str | None = None
    controls: tuple[ExchangeControl, ...] = ()
    response: str | None = None
    result: str | None = None
    secrecy: Mapping[str, str] = field(default_factory=dict)
    provenance: Provenance | None = None
    confidence: Mapping[str, float] = field(default_factory=dict)

    @property
    def shown_as(self) -> str | None:
        """What the row is called on screen: the risk, else the process, else the description."""
        return self.risk or self.process or self.description


@dataclass(frozen=True, slots=True)
class ExchangeDocument:
    """A whole document. Title, authority and year are as printed: None where the document has none."""

    source: Source
    kind: DocumentKind
    title: str | None = None
    authority: str | None = None
    year: int | None = None
    sections: tuple[str, ...] = ()
    texts: tuple[TextPart, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    decision: str | None = None
    conclusion: str | None = None
    header: tuple[str | None, ...] = ()
    plan_header: tuple[str | None, ...] = ()
    rows: tuple[ExchangeRow, ...] = ()
    plan: tuple[ExchangeRow, ...] = ()
    findings: tuple[ExchangeFinding, ...] = ()
    notes: tuple[str, ...] = ()
