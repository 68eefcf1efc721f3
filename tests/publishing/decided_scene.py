"""Reports that a board and the executive board have decided on, drawn and published."""

from tests.followup.scene import T1_LATE
from tests.people import OPERATOR, Town
from tests.planning.scene import DECISION, another_board, secretary

from riskbild.documents.layout import PublishedKind
from riskbild.followup.actions.board_reports import begin_board_report, write_board_report
from riskbild.followup.models import BoardReport
from riskbild.followup.models import FollowUpPeriod as Period
from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.oversight.actions import begin_consolidated_report, write_consolidated_report
from riskbild.publishing import html
from riskbild.publishing.actions.adopting import (
    adopt_board_report,
    adopt_consolidated_report,
    propose_board_report,
    propose_consolidated_report,
)
from riskbild.publishing.actions.keeping import DrawnDocument
from riskbild.publishing.actions.releasing import publish
from riskbild.publishing.models import Release
from riskbild.publishing.public_copy import PublicDraft, public_draft
from riskbild.register.actions.years import open_year
from riskbild.rules.board_report import Section, Written
from riskbild.rules.conclusion import Conclusion

NOW, TODAY = T1_LATE, T1_LATE.date()
WRITTEN = Written(
    [Section("Läget", "{not_on_plan:capital} följer inte plan.")], Conclusion.IN_ESSENTIALS, "En är försenad."
)
ANNUAL, INTERIM, WHOLE = (
    PublishedKind.ANNUAL_FOLLOW_UP, PublishedKind.INTERIM_FOLLOW_UP, PublishedKind.CONSOLIDATED_REPORT
)  # fmt: skip


def proposed(place: Town, period: Period | None = None) -> BoardReport:
    at = {"by": place.coordinator(), "now": NOW}
    row = begin_board_report(board_year_id=place.year.pk, period_id=period.pk if period else None, **at)
    row = write_board_report(report_id=row.pk, version=row.version, written=WRITTEN, **at)
    return propose_board_report(report_id=row.pk, version=row.version, **at)


def decided(place: Town, period: Period | None = None) -> BoardReport:
    put = proposed(place, period)
    return adopt_board_report(by=secretary(place), report_id=put.pk, version=put.version, decision=DECISION, now=NOW)


def published(place: Town, kind: PublishedKind) -> Release:
    """The page alone, which takes no time to draw."""
    by = secretary(place)
    draft = public_draft(by, place.year.pk, kind, TODAY)
    return publish(by=by, draft=draft, drawn=[page_of(draft)], now=NOW)


def page_of(draft: PublicDraft) -> DrawnDocument:
    content = html.draw(draft.composed.publication).content
    return DrawnDocument(
        kind=draft.kind.value, form="html", public=True, title=draft.title, content=content, media_type=html.MEDIA_TYPE,
        decision=draft.decision, report_id=draft.version.report_id,
    )  # fmt: skip


def whole_report(place: Town) -> tuple[PublicDraft, User]:
    """The executive board's report of the year, decided, and its secretary."""
    executive = another_board(place, "Kommunstyrelsen", f"KS-{place.board.code}")
    whole = place.user("karin", Role.COORDINATOR, place.root)
    sixten = place.user("sixten", Role.SECRETARY, executive)
    year = open_year(by=OPERATOR, board_id=executive.pk, year=2027, method_id=place.year.method_id, now=NOW)
    row = begin_consolidated_report(by=whole, municipality_id=place.municipality_id, year=2027, now=NOW)
    row = write_consolidated_report(
        by=whole, report_id=row.pk, version=row.version, now=NOW,
        written=Written([Section("Läget", "{boards:capital} nämnder.")], Conclusion.PARTLY, "KS saknar plan."),
    )  # fmt: skip
    row = propose_consolidated_report(by=whole, report_id=row.pk, version=row.version, now=NOW)
    row = adopt_consolidated_report(by=sixten, report_id=row.pk, version=row.version, decision=DECISION, now=NOW)
    draft = public_draft(sixten, year.pk, WHOLE, TODAY)
    assert draft.version.report_id == row.pk
    return draft, sixten
