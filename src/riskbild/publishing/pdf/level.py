"""Which standards a PDF holds: how it can be archived, and whether it can be listened to."""

from enum import StrEnum
from typing import Final


class Level(StrEnum):
    """A level of PDF/A (ISO 19005), with PDF/UA-1 (ISO 14289-1) where the two go together.

    PDF/A-1 and PDF/UA-1 do not: what is read aloud as a table's head is not in PDF 1.4.
    """

    A2A = "a-2a"
    A3A = "a-3a"
    """As the first, with the document's data attached."""
    A1A = "a-1a"
    A2B = "a-2b"

    @property
    def standards(self) -> tuple[str, ...]:
        """The standards that a file of the level holds to, as the compiler calls them."""
        return (self.value, "ua-1") if self in AUDIBLE else (self.value,)


ATTACHING: Final = frozenset({Level.A3A})
"""The levels that may carry the data in a file inside."""
TAGGED: Final = frozenset({Level.A2A, Level.A3A, Level.A1A})
AUDIBLE: Final = frozenset({Level.A2A, Level.A3A})
"""Those that hold to PDF/UA-1, too."""
