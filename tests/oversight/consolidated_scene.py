"""The executive board's report, begun and written, beside a board that has decided its own."""

from tests.followup.board_report_scene import WRITTEN as OF_BOARD
from tests.followup.board_report_scene import adopted, begun, followed
from tests.people import NOW, Town
from tests.planning.scene import DECISION, another_board

from riskbild.followup.models import BoardReport
from riskbild.organisation.models import Node, User
from riskbild.organisation.roles import Role
from riskbild.oversight.actions import (
    adopt_consolidated_report,
    begin_consolidated_report,
    propose_consolidated_report,
    write_consolidated_report,
)
from riskbild.oversight.models import ConsolidatedReport
from riskbild.rules.board_report import Section, Written
from riskbild.rules.conclusion import Conclusion

WRITTEN = Written(
    [Section("Sammanfattning", "{boards_with_report:capital} av {boards} nämnder har beslutat om sin rapport.")],
    Conclusion.PARTLY, "Kommunstyrelsen saknar egen plan.",
)  # fmt: skip


class Scene:
    """A board that has decided its report, the executive board that has none, and who works for the whole."""

    def __init__(self, place: Town | None = None, written: Written = OF_BOARD) -> None:
        self.town: Town = place or followed(20)
        self.board_report: BoardReport = adopted(self.town, begun(self.town, written))
        self.executive: Node = another_board(self.town, "Kommunstyrelsen", "KS")
        self.whole: User = self.town.user("karin", Role.COORDINATOR, self.town.root)
        self.secretary: User = self.town.user("sixten", Role.SECRETARY, self.executive)
        row = begin_consolidated_report(by=self.whole, municipality_id=self.town.municipality_id, year=2027, now=NOW)
        self.row: ConsolidatedReport = write_consolidated_report(
            by=self.whole, report_id=row.pk, version=1, written=WRITTEN, now=NOW
        )

    def proposed(self) -> ConsolidatedReport:
        return propose_consolidated_report(by=self.whole, report_id=self.row.pk, version=self.row.version, now=NOW)

    def adopted(self) -> ConsolidatedReport:
        at = {"report_id": self.row.pk, "version": self.proposed().version}
        return adopt_consolidated_report(by=self.secretary, decision=DECISION, now=NOW, **at)
