"""Boards' reports and the executive board's over them, in every state, for walking every address."""

from uuid import UUID

from tests.people import NOW, OPERATOR, Town

from riskbild.followup.actions.board_reports import (
    adopt_board_report,
    begin_board_report,
    propose_board_report,
    write_board_report,
)
from riskbild.organisation.actions import create_node, give_role
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.oversight.actions import (
    adopt_consolidated_report,
    begin_consolidated_report,
    propose_consolidated_report,
    write_consolidated_report,
)
from riskbild.planning.decision import Decision
from riskbild.rules.board_report import Section, Written
from riskbild.rules.conclusion import Conclusion

_DECISION = Decision("Nämnden", NOW.date(), "§ 9", "BUN 2026/9")


def reported(year_id: UUID, period_id: UUID, closed_period_id: UUID, mark: str = "") -> dict[str, UUID]:
    """A report in each state: the first period's is being written, the second's is proposed, the year's is adopted."""
    written = Written(
        [Section(f"Läget {mark}", "{reported:capital} är rapporterade.")], Conclusion.PARTLY, f"Skäl {mark}"
    )
    at = {"by": OPERATOR, "now": NOW}

    def begun(period: UUID | None) -> UUID:
        row = begin_board_report(board_year_id=year_id, period_id=period, **at)
        write_board_report(report_id=row.pk, version=1, written=written, **at)
        return row.pk

    draft, proposed, adopted = begun(period_id), begun(closed_period_id), begun(None)
    for one in (proposed, adopted):
        propose_board_report(report_id=one, version=2, **at)
    adopt_board_report(report_id=adopted, version=3, decision=_DECISION, **at)
    return {"board_report": draft, "proposed_report": proposed, "adopted_report": adopted}


def consolidated(here: Town, secretary: User | None = None) -> dict[str, UUID]:
    """The executive board's reports of three years: being written, proposed, adopted."""
    executive = create_node(
        by=OPERATOR, parent_id=here.root.pk, kind=NodeKind.BOARD, name="Kommunstyrelsen", code=f"KS{here.board.code}",
        now=NOW,
    )  # fmt: skip
    if secretary is not None:
        give_role(by=OPERATOR, user_id=secretary.pk, node_id=executive.pk, role=Role.SECRETARY, now=NOW)
    at = {"by": OPERATOR, "now": NOW}
    written = Written([Section("Läget", "{boards:capital} nämnder.")], Conclusion.PARTLY, "En nämnd saknar rapport.")
    found = {}
    for year, name in ((2026, "consolidated"), (2027, "proposed_consolidated"), (2028, "adopted_consolidated")):
        row = begin_consolidated_report(municipality_id=here.municipality_id, year=year, **at)
        write_consolidated_report(report_id=row.pk, version=1, written=written, **at)
        found[name] = row.pk
    for name in ("proposed_consolidated", "adopted_consolidated"):
        propose_consolidated_report(report_id=found[name], version=2, **at)
    adopt_consolidated_report(report_id=found["adopted_consolidated"], version=3, decision=_DECISION, **at)
    return found
