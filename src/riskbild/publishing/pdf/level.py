"""Which standards a PDF holds: how it can be archived, and whether it can be listened to."""

from enum import StrEnum
from typing import Final


class Level(StrEnum):
    """A level of PDF/A (ISO 19005), with PDF/UA-1 (ISO 14289-1) where the two go together.

    PDF/A-1 and PDF/UA-1 do not: what is read aloud as a table's head is not in PDF 1.4.
    """

    A2A_UA1 = "a-2a+ua-1"
    A3A_UA1 = "a-3a+ua-1"
    """As the first, with the document's data attached."""
    A1A = "a-1a"
    A2B = "a-2b"


ATTACHING: Final = frozenset({Level.A3A_UA1})
"""The levels that may carry the data in a file inside."""
TAGGED: Final = frozenset({Level.A2A_UA1, Level.A3A_UA1, Level.A1A})
