"""The columns of the list: which there are, what they are called, which of them sort it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from riskbild.register.fields import FIELD_LABELS
from riskbild.register.queries.listing import Sort
from riskbild.rules.sentence import Sentence


class Column(StrEnum):
    """A column that can be chosen; the values stand in addresses and saved views."""

    REFERENCE = "reference"
    TITLE = "title"
    UNIT = "unit"
    PROCESS = "process"
    STEP = "step"
    AREA = "area"
    HEADING = "heading"
    CATEGORY = "category"
    DESCRIPTION = "description"
    CAUSES = "causes"
    CONSEQUENCE = "consequence"
    LIKELIHOOD = "likelihood"
    IMPACT = "impact"
    SCORE = "score"
    EXISTING_CONTROLS = "existing_controls"
    RESPONSE = "response"
    RESPONSIBLE = "responsible"
    OWNER = "owner"
    DEADLINE = "deadline"
    IN_PLAN = "in_plan"
    FOLLOWS_PLAN = "follows_plan"
    MEASURES = "measures"
    COMMENT = "comment"
    CHANGED = "updated_at"


@dataclass(frozen=True)
class Heading:
    """A column's heading, in full where columns are chosen, short above the column; `kind` is how cells are drawn."""

    label: Sentence
    short: Sentence
    kind: str
    sort: Sort | None = None

    @property
    def number(self) -> bool:
        """Whether its cells are figures, which stand to the right."""
        return self.kind in {"number", "measures"}


_SHORT: Mapping[Column, Sentence] = {
    Column.REFERENCE: Sentence(sv="Ref.", en="Ref."),
    Column.RESPONSE: Sentence(sv="Hantering", en="Response"),
    Column.LIKELIHOOD: Sentence(sv="Sannolikhet (S)", en="Likelihood (L)"),
    Column.IMPACT: Sentence(sv="Konsekvens (K)", en="Impact (I)"),
    Column.EXISTING_CONTROLS: Sentence(sv="Befintliga åtgärder", en="Controls"),
    Column.CAUSES: Sentence(sv="Orsaker", en="Causes"),
    Column.OWNER: Sentence(sv="Riskägare", en="Owner"),
    Column.IN_PLAN: Sentence(sv="Plan", en="Plan"),
    Column.AREA: Sentence(sv="Område", en="Area"),
    Column.MEASURES: Sentence(sv="Åtgärder", en="Measures"),
}
_OWN: Mapping[Column, Sentence] = {
    Column.UNIT: FIELD_LABELS["node"],
    Column.AREA: Sentence(sv="Område och kategori", en="Area and category"),
    Column.MEASURES: Sentence(sv="Åtgärder (öppna av alla)", en="Measures (open of all)"),
}
_SORTS: Mapping[Column, Sort] = {
    Column.REFERENCE: Sort.DOCUMENT,
    Column.TITLE: Sort.TITLE,
    Column.PROCESS: Sort.PROCESS,
    Column.SCORE: Sort.SCORE,
    Column.CHANGED: Sort.CHANGED,
}
_KINDS: Mapping[Column, str] = {
    Column.LIKELIHOOD: "number",
    Column.IMPACT: "number",
    Column.IN_PLAN: "answer",
    Column.FOLLOWS_PLAN: "answer",
    Column.CHANGED: "day",
    **{
        column: column.value
        for column in (
            Column.TITLE, Column.UNIT, Column.AREA, Column.SCORE, Column.RESPONSE, Column.OWNER, Column.MEASURES,
        )
    },
}  # fmt: skip


def _heading(column: Column) -> Heading:
    label = _OWN.get(column) or FIELD_LABELS[column.value]
    return Heading(label, _SHORT.get(column, label), _KINDS.get(column, "text"), _SORTS.get(column))


HEADINGS: Mapping[Column, Heading] = {column: _heading(column) for column in Column}

DEFAULT = (
    Column.REFERENCE, Column.TITLE, Column.UNIT, Column.PROCESS, Column.AREA, Column.SCORE, Column.RESPONSE,
    Column.RESPONSIBLE, Column.DEADLINE, Column.IN_PLAN, Column.MEASURES,
)  # fmt: skip


def ordered(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns in the list's own order; the title is always among them, since it leads to the risk."""
    chosen = {*columns, Column.TITLE}
    return tuple(column for column in Column if column in chosen)
