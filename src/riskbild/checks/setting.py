"""What is known about a document from elsewhere when it is checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from riskbild.documents.exchange import DocumentKind, ExchangeDocument
from riskbild.documents.profile import Profile

FOLLOW_UPS = frozenset({DocumentKind.INTERIM_FOLLOW_UP, DocumentKind.ANNUAL_FOLLOW_UP})


@dataclass(frozen=True, slots=True)
class Setting:
    """Facts that a document need not hold itself; each may be missing, and then nothing is made up.

    `profile` is the year's method and form. `year` goes before the document's own. `earlier_areas` are the control
    areas of the board's plans of earlier years, by year.
    """

    profile: Profile | None = None
    year: int | None = None
    decided_on: date | None = None
    earlier_areas: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def year_of(self, document: ExchangeDocument) -> int | None:
        """The year that the document is for."""
        return document.year if self.year is None else self.year

    def decided_after(self, day: date, document: ExchangeDocument) -> bool:
        """Whether the document was decided on that day or later; False where nothing tells.

        Without a date the year tells where it can be no other way: a plan is adopted before its year begins or early
        in it, so one for a year that begins after the day came later; a follow-up is written when its year is over.
        """
        if self.decided_on is not None:
            return self.decided_on >= day
        year = self.year_of(document)
        if year is None:
            return False
        return date(year, 12, 31) >= day if document.kind in FOLLOW_UPS else date(year, 1, 1) >= day


NOTHING_KNOWN = Setting()
