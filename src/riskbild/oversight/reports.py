"""The consolidated report as a person sees it. A decided one is for everybody who reads at the executive board."""

from datetime import date
from uuid import UUID

from riskbild.followup.models import BoardReport
from riskbild.followup.queries.board_reports import Occasion, ReportListed, ReportSeen, seen_as, steps_of
from riskbild.organisation.access import access_of
from riskbild.organisation.conflict import NOT_FOUND, reached
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor, check_everywhere, may, refusal
from riskbild.organisation.roles import Permission
from riskbild.oversight.consolidated import content_of, executive_of
from riskbild.oversight.models import ConsolidatedReport
from riskbild.planning.freezing import is_whole, thawed
from riskbild.register.models import BoardYear
from riskbild.rules.board_report_life import DECIDED, BoardReportState
from riskbild.rules.conclusion import Conclusion
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence


def consolidated_reports_of(by: User, year: int, today: date) -> Occasion:
    """The executive board's reports of a year that the person sees, and why they cannot begin one now."""
    access = access_of(by, today)
    try:
        board_id = executive_of(by.municipality_id, access.tree, year)
    except Refused as none:
        return Occasion(None, _NAME, [], none.sentence)
    rows = ConsolidatedReport.objects.filter(municipality_id=by.municipality_id, year=year).order_by("-number")
    seen = [_listed(row) for row in rows.defer("content") if may(by, Permission.READ, row.board_id, today=today)]
    under_way = any(row.state not in DECIDED for row in seen)
    reason = _UNDER_WAY if under_way else refusal(by, Permission.EDIT_PLAN, board_id, today=today)
    return Occasion(None, _NAME, seen, reason)


def consolidated_report_seen_by(by: Actor, report_id: UUID, today: date) -> ReportSeen:
    """A report, for who reads at the executive board; a draft, whose numbers are everybody's, for who reads them all.

    Raises `Missing`, and `Forbidden` for a draft.
    """
    row = _row(by, report_id, today)
    if not row.content:
        check_everywhere(by, Permission.READ, today=today)
    content = thawed(row.content) if row.content else content_of(row, today)
    return seen_as(row, content, content, masked=False, steps=steps_of(by, row, today))


def tells_of_a_sample_year(report_id: UUID) -> bool:
    """Whether what a report tells is invented. The caller has asked who sees it."""
    municipality_id, year = ConsolidatedReport.objects.values_list("municipality_id", "year").get(pk=report_id)
    return BoardYear.objects.filter(municipality_id=municipality_id, year=year, sample=True).exists()


def decided_consolidated_bytes(by: Actor, report_id: UUID, today: date) -> bytes:
    """The frozen report as it is stored. Raises `Missing`."""
    row = _row(by, report_id, today)
    if BoardReportState(row.state) not in DECIDED or not is_whole(row.content, row.sha256):
        raise Missing(NOT_FOUND)
    return row.content.encode()


def _row(by: Actor, report_id: UUID, today: date) -> ConsolidatedReport:
    row = reached(ConsolidatedReport, by, report_id, "board__municipality")
    if not may(by, Permission.READ, row.board_id, today=today):
        raise Missing(NOT_FOUND)
    return row


def _listed(row: ConsolidatedReport) -> ReportListed:
    return ReportListed(
        id=row.pk, period_id=None, number=row.number, state=BoardReportState(row.state),
        conclusion=Conclusion(row.conclusion) if row.conclusion else None, decided_on=row.decided_on,
        paragraph=row.paragraph,
    )  # fmt: skip


def report_of_year(by: Actor, municipality_id: UUID, year: int, today: date) -> ReportSeen | None:
    """The report in force of a year, else the latest one being written, if the person sees it."""
    rows = ConsolidatedReport.objects.filter(municipality_id=municipality_id, year=year).defer("content")
    found = [row for row in rows.order_by("-number") if may(by, Permission.READ, row.board_id, today=today)]
    chosen = next((row for row in found if row.state == BoardReportState.ADOPTED), next(iter(found), None))
    return consolidated_report_seen_by(by, chosen.pk, today) if chosen else None


def conclusions_of(municipality_id: UUID, year: int) -> dict[UUID, tuple[Conclusion | None, str]]:
    """By board, what it has decided of a year: its conclusion, and the day and paragraph; one query."""
    rows = BoardReport.objects.filter(
        municipality_id=municipality_id, year=year, key="", state=BoardReportState.ADOPTED
    ).defer("content")
    return {
        row.board_id: (Conclusion(row.conclusion) if row.conclusion else None, f"{row.decided_on} {row.paragraph}")
        for row in rows
    }


_NAME = Sentence("Samlad rapport om intern kontroll", "Consolidated report on internal control")
_UNDER_WAY = Sentence("Rapporten är redan påbörjad.", "The report has already been begun.")
