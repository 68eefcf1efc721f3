"""The statute that a board's internal control rests on, by the day it applies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Statute:
    """One wording of what kommunallagen (2017:725) 6 kap. 6 § asks of a board's internal control.

    `version` is the SFS number that gave it, `text` the part of the sentence that speaks of internal control.
    """

    version: str
    valid_from: date
    text: str

    def to_data(self) -> Mapping[str, str]:
        """The wording as plain JSON data."""
        return {
            "section": SECTION, "version": self.version, "valid_from": self.valid_from.isoformat(), "text": self.text
        }  # fmt: skip


SECTION = "6 kap. 6 § kommunallagen (2017:725)"

WORDINGS = (
    Statute(
        "SFS 2017:725",
        date(2018, 1, 1),
        "den interna kontrollen är tillräcklig samt att verksamheten bedrivs på ett i övrigt tillfredsställande sätt",
    ),
    Statute(
        "SFS 2025:374",
        date(2025, 7, 1),
        "den interna kontrollen är tillräcklig för att förebygga fel och oegentligheter i verksamheten, och att "
        "verksamheten bedrivs på ett i övrigt tillfredsställande sätt",
    ),
)
"""Every wording since the act came into force, the earliest first."""


def statute_on(day: date) -> Statute:
    """The wording that applies on a day; before the act, its first one."""
    return next((one for one in reversed(WORDINGS) if one.valid_from <= day), WORDINGS[0])
