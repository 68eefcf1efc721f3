"""The job that keeps a document as it was decided: drawn once, with its checksum, and served ever after."""

from typing import Final
from uuid import UUID

from django.tasks import task
from django.utils import timezone

from riskbild.audit.actor import Operator
from riskbild.documents.layout import PublishedKind
from riskbild.organisation.day import day_of
from riskbild.planning.queries.seen import year_for
from riskbild.publishing.actions.keeping import keep_published
from riskbild.publishing.own_copy import own_copy

# A job acts for the program, which sits on the server.
_PROGRAM: Final = Operator("riskbild")


@task
def keep_decided(board_year_id: str, kind: str, report_id: str = "") -> None:
    """Keeps the board's own PDF and data of what it decided. Run twice, it draws twice and keeps once.

    A job is a way in of its own, like a command, and so asks the clock.
    """
    now = timezone.now()
    year = year_for(_PROGRAM, UUID(board_year_id), day_of(now))
    report = UUID(report_id) if report_id else None
    for drawn in own_copy(_PROGRAM, year, PublishedKind(kind), day_of(now), report):
        keep_published(by=_PROGRAM, board_year_id=year.pk, drawn=drawn, now=now)
