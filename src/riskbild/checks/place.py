"""Where in a document something was found."""

import re
from dataclasses import dataclass
from enum import StrEnum

from riskbild.documents.labels import CONTROL_LABELS, ROW_LABELS
from riskbild.rules.sentence import Sentence


class Part(StrEnum):
    """The part of a document that a place lies in."""

    ROWS = "rows"
    PLAN = "plan"
    DOCUMENT = "document"


_ROW = {Part.ROWS: Sentence("rad {row}", "row {row}"), Part.PLAN: Sentence("planens rad {row}", "plan row {row}")}
_WHOLE = Sentence("dokumentet", "the document")
_CONTROL = re.compile(r"controls\[(\d+)\]\.(status|\w+)\.?(.*)", re.DOTALL)
_OF_CONTROL = Sentence("kontroll {number}: {label}", "control {number}: {label}")
_STATUS = Sentence("Status {period}", "Status {period}")
_TEXTS = {
    "title": Sentence("titel", "title"),
    "texts": Sentence("löpande text", "running text"),
    "conclusion": Sentence("samlad bedömning", "conclusion"),
    "decision": Sentence("beslut", "decision"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a part, counted from one, and a field of it; a document as a whole has no row.

    A field is named as in the exchange format: "risk", "controls[0].method"; of a document "title" or "texts".
    """

    part: Part
    row: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        """The place as programs and the trail have it: "row 4, responsible"."""
        row = "document" if self.row is None else _ROW[self.part].format(row=self.row).en
        return row if self.field is None else f"{row}, {self.field}"

    @property
    def sentence(self) -> Sentence:
        """The place as people read it."""
        row = _WHOLE if self.row is None else _ROW[self.part].format(row=self.row)
        if self.field is None:
            return row
        return Sentence("{row}, {field}", "{row}, {field}").format(row=row, field=field_label(self.field))


def field_label(field: str) -> Sentence:
    """What a field is called on screen."""
    if field in _TEXTS:
        return _TEXTS[field]
    if field in ROW_LABELS:
        return ROW_LABELS[field]
    found = _CONTROL.fullmatch(field)
    if found is None:
        return Sentence(field, field)
    label = _STATUS.format(period=found[3]) if found[2] == "status" else CONTROL_LABELS.get(found[2])
    return _OF_CONTROL.format(number=int(found[1]) + 1, label=label or found[2])
