"""A cell that was hidden, and what stands in its place (offentlighets- och sekretesslagen 2009:400)."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class MaskedCell:
    """A cell that was hidden: in which table, which row, which field, under which paragraph.

    What stands in no table is in the part "document" and row 0, and its field says where.
    """

    part: str
    row: int
    field: str
    paragraph: str

    def to_data(self) -> dict[str, Any]:
        """The cell as the trail keeps it."""
        return {"part": self.part, "row": self.row, "field": self.field, "paragraph": self.paragraph}


def placeholder(paragraph: str) -> str:
    """What stands where a secret text would."""
    named = paragraph if paragraph.startswith("OSL") or " kap. " not in paragraph else f"OSL {paragraph}"
    return f"Sekretess enligt {named}"
