"""The documents of the reports that boards decide on: frozen from the moment they are put before the board."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from riskbild.documents.layout import PublishedKind
from riskbild.followup.queries.board_reports import ReportSeen
from riskbild.publishing.models import FrozenDocument
from riskbild.publishing.sources.asked import Asked, Sourced
from riskbild.publishing.sources.board_report import decided_report, report_asked, reported
from riskbild.publishing.sources.consolidated import consolidated
from riskbild.publishing.sources.follow_up import followed
from riskbild.publishing.sources.frozen import frozen, thawed
from riskbild.publishing.sources.risks import Risks
from riskbild.register.queries.checkable import profile_of
from riskbild.register.queries.seen import reads_secrets
from riskbild.rules.board_report_life import DECIDED, BoardReportState
from riskbild.rules.refusal import Forbidden
from riskbild.rules.sentence import Sentence

REPORTS: Final = frozenset({
    PublishedKind.INTERIM_FOLLOW_UP, PublishedKind.ANNUAL_FOLLOW_UP, PublishedKind.CONSOLIDATED_REPORT,
})  # fmt: skip
_BEFORE_THE_BOARD: Final = frozenset({BoardReportState.PROPOSED, *DECIDED})
_ELSEWHERE: Final = Sentence(
    "Den samlade rapporten hör till {board} och hämtas bland den nämndens dokument.",
    "The consolidated report is {board}'s and is found among that board's documents.",
)


def frozen_report(asked: Asked) -> Sourced | None:
    """The report's document as it was put before the board; None while it is being written.

    What has been marked secret since is secret in it, too, from everybody who does not read the board's secrets.
    """
    report = report_asked(asked) if asked.kind in REPORTS else None
    if report is None or report.state not in _BEFORE_THE_BOARD:
        return None
    rows = FrozenDocument.objects.filter(municipality_id=asked.year.municipality_id, report_id=report.id)
    kept = rows.first()
    if kept is None:
        return None
    hide = _hides(asked, report)
    return reported(report, thawed(kept.content, kept.municipality_id, hide=hide, public=asked.public))


def document_of(asked: Asked) -> str:
    """The document of the report named as it would be now, without the report's own words, as data."""
    report = report_asked(asked)
    if asked.kind is PublishedKind.CONSOLIDATED_REPORT:
        found = consolidated(replace(asked, public=True))
    else:
        risks = Risks(asked.by, asked.year, profile_of(asked.year), asked.today)
        found = followed(asked, risks, report)
    return frozen(found, asked.year.municipality_id)


def decided_here(asked: Asked) -> UUID | None:
    """The decided report that a document shows. Raises `Forbidden` for one that another board has decided."""
    report = decided_report(asked) if asked.kind in REPORTS else None
    if report is not None and report.node_id != asked.year.board_id:
        raise Forbidden(_ELSEWHERE.format(board=report.board))
    return report.id if report else None


def occasion_of(asked: Asked) -> str:
    """The key of the period that a decided interim report is about; empty for every other document."""
    report = decided_report(asked) if asked.kind is PublishedKind.INTERIM_FOLLOW_UP else None
    period = report.data["period"] if report else None
    return str(period["key"]) if period else ""


def _hides(asked: Asked, report: ReportSeen) -> bool:
    # Another board's secrets are nobody's here: of them the consolidated report tells nothing to anybody.
    if asked.public or asked.kind is PublishedKind.CONSOLIDATED_REPORT:
        return True
    return not reads_secrets(asked.by, report.node_id, asked.today)
