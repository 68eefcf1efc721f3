"""What some of the demo's boards have made public: all that they have decided in their sample year."""

from datetime import date, datetime
from typing import Final

from riskbild.audit.actor import Operator
from riskbild.documents.layout import PublishedKind
from riskbild.organisation.queries import board_with_code
from riskbild.publishing.actions.releasing import publish
from riskbild.publishing.public_copy import drawn_forms, public_draft
from riskbild.publishing.queries.available import Standing, available_of_year
from riskbild.register.queries.board_years import year_of

_BOARDS: Final = frozenset({"AFN", "KS-SNO"})
_KINDS: Final = (
    PublishedKind.CONTROL_PLAN, PublishedKind.INTERIM_FOLLOW_UP, PublishedKind.ANNUAL_FOLLOW_UP,
    PublishedKind.CONSOLIDATED_REPORT,
)  # fmt: skip


def add_public_documents(code: str, by: Operator, now: datetime, today: date) -> None:
    """Publishes what the board with this code has decided, if it is one of those that have published anything."""
    year = year_of(board_with_code(code), today.year) if code in _BOARDS else None
    if year is None:
        return
    available = available_of_year(by, year.pk, today)
    for kind in _KINDS:
        if available.of(kind).standing is Standing.DECIDED:
            draft = public_draft(by, year.pk, kind, today)
            publish(by=by, draft=draft, drawn=drawn_forms(draft), now=now)
