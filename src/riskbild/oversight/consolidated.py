"""The executive board's consolidated report as data: every body's conclusion, numbers, lateness, serious deviations."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from riskbild.documents.layout.placeholders import Value
from riskbild.followup.models import BoardReport, Deviation, Report
from riskbild.followup.queries.seen import secrecy_of_reports
from riskbild.followup.report_steps import written_in
from riskbild.followup.report_texts import told_in
from riskbild.organisation.models import Node
from riskbild.organisation.tree import Tree, tree_of
from riskbild.oversight.models import ConsolidatedReport
from riskbild.oversight.queries import BodyRow, bodies_of
from riskbild.planning.rules_of import executive_board, rule_sets_of, rules_in
from riskbild.rules.board_report_life import BoardReportState
from riskbild.rules.labels import label
from riskbild.rules.refusal import Refused
from riskbild.rules.result import Result
from riskbild.rules.sentence import Sentence
from riskbild.rules.statute import SECTION, statute_on

FORMAT = "riskbild-consolidated-report/1"


def executive_of(municipality_id: UUID, tree: Tree, year: int) -> UUID:
    """The key of the board that oversees in a year, by the rule set. Raises `Refused` where there is none."""
    found = executive_board(tree, rules_in(rule_sets_of(municipality_id), year).rules)
    if found is None:
        raise Refused(_NO_EXECUTIVE)
    return found.id


def content_of(row: ConsolidatedReport, today: date) -> dict[str, Any]:
    """The report with the numbers of today, without its decision, whoever asks; at most twenty queries.

    Every body that answers for an internal control stands in it: that one has nothing is what auditors look for.
    `row` has been fetched with its board and the municipality.
    """
    tree = tree_of(row.board.municipality, today)
    bodies = bodies_of(tree, tree.boards, row.municipality_id, [row.year], today).rows
    conclusions = _conclusions(row)
    counts = _counts(row)
    lines = [_line(one, conclusions.get(one.node_id), counts.get(one.node_id, Counter())) for one in bodies]
    figures = _figures(lines)
    values = _values(row, figures, today)
    written = written_in(row)
    return {
        "format": FORMAT,
        "municipality": row.board.municipality.name,
        "board": {"id": str(row.board_id), "name": row.board.name},
        "year": row.year, "number": row.number, "statute": dict(statute_on(today).to_data()),
        "figures": figures, "values": values, "stated": row.stated,
        "sections": [
            {"title": told_in(one.title, values), "source": one.text, "text": told_in(one.text, values)}
            for one in written.sections
        ],
        "conclusion": row.conclusion, "motive": row.motive,
        "bodies": lines,
        "deviations": _serious(row),
    }  # fmt: skip


def _conclusions(row: ConsolidatedReport) -> dict[UUID, BoardReport]:
    """What each board has decided of the year."""
    rows = BoardReport.objects.filter(
        municipality_id=row.municipality_id, year=row.year, key="", state=BoardReportState.ADOPTED
    )
    return {one.board_id: one for one in rows.defer("content")}


def _counts(row: ConsolidatedReport) -> dict[UUID, Counter[str]]:
    """By board: what was due and given, and each result."""
    rows = Report.objects.filter(
        municipality_id=row.municipality_id, period__municipality_id=row.municipality_id, period__year=row.year,
        retired=False,
    )  # fmt: skip
    told = rows.order_by().values_list("board_id", "result")
    found: dict[UUID, Counter[str]] = defaultdict(Counter)
    for board, result, due, given in told.annotate(
        due=Count("pk", filter=Q(expected=True)), given=Count("pk", filter=Q(reported_at__isnull=False))
    ):
        found[board].update({"due": due, "reported": given, result: given})
    return found


def _line(body: BodyRow, report: BoardReport | None, counts: Mapping[str, int]) -> dict[str, Any]:
    return {
        "node": str(body.node_id), "name": body.name, "kind": body.kind.value, "executive": body.executive,
        "begun": body.board_year_id is not None, "risks": body.risks, "controls": body.controls,
        "plan": body.plan_state.value if body.plan_state else "",
        "plan_adopted": body.adopted_on.isoformat() if body.adopted_on else "", "late": body.late,
        "late_duties": [cell.key for cell in body.duties.values() if cell.status.value == "late"],
        "due": counts.get("due", 0), "reported": counts.get("reported", 0),
        **{name: counts.get(result.value, 0) for name, result in _RESULTS.items()},
        "report": str(report.pk) if report else None, "conclusion": report.conclusion if report else "",
        "motive": report.motive if report else "", "sha256": report.sha256 if report else "",
        "decided": f"{report.decided_on} {report.paragraph}".strip() if report else "",
    }  # fmt: skip


def _figures(lines: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    summed = ("due", "reported", *_RESULTS)
    return {
        "boards": len(lines), "boards_with_plan": sum(bool(one["plan_adopted"]) for one in lines),
        "boards_with_report": sum(bool(one["report"]) for one in lines),
        **{name: sum(one[name] for one in lines) for name in summed},
        "not_reported": sum(max(one["due"] - one["reported"], 0) for one in lines),
        "risks": sum(one["risks"] for one in lines), "plan_items": sum(one["controls"] for one in lines),
    }  # fmt: skip


def _values(row: ConsolidatedReport, figures: Mapping[str, int], today: date) -> dict[str, Value]:
    written, statute = written_in(row), statute_on(today)
    return {
        **{one.name: one.value for one in written.stated}, **figures,
        "year": row.year, "next_year": row.year + 1, "board": row.board.name,
        "municipality": row.board.municipality.name, "date": today.isoformat(), "period": str(row.year),
        "statute": statute.text, "statute_section": SECTION, "statute_version": statute.version,
        "conclusion": f"{label(written.conclusion)}. {row.motive}".strip() if written.conclusion else "",
    }  # fmt: skip


def _serious(row: ConsolidatedReport) -> list[dict[str, str]]:
    """Every major deviation of the year. What speaks of something secret is told of without its words."""
    rows = Deviation.objects.filter(
        municipality_id=row.municipality_id, year=row.year, severity=Result.MAJOR_DEVIATION.value
    )
    found = list(rows.select_related("report", "node", "board").order_by("board__name", "found_on", "pk"))
    secret = secrecy_of_reports([one.report for one in found if one.report])
    return [
        {
            "deviation": str(one.pk), "board": one.board.name, "node": one.node.name,
            "title": _title(one, secret), "state": one.state,
        }
        for one in found
    ]  # fmt: skip


def _title(one: Deviation, secret: Mapping[UUID, Mapping[str, str]]) -> str:
    paragraphs = secret.get(one.report_id) if one.report_id else None
    return f"Sekretess ({next(iter(paragraphs.values()))})" if paragraphs else one.title


def board_of(municipality_id: UUID, board_id: UUID) -> Node:
    """The executive board with its municipality."""
    return Node.objects.select_related("municipality").get(municipality_id=municipality_id, pk=board_id)


_RESULTS = {
    "not_carried_out": Result.NOT_DONE, "without_deviation": Result.NO_DEVIATION,
    "minor_deviations": Result.MINOR_DEVIATION, "major_deviations": Result.MAJOR_DEVIATION,
}  # fmt: skip
_NO_EXECUTIVE = Sentence(
    "Regelverket säger inte vilken nämnd som är kommunstyrelse.",
    "The rule set does not say which board is the executive board.",
)
