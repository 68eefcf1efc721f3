"""What the board's own report adds to a follow-up: its texts, its numbers, its conclusion and the decision."""

from dataclasses import replace
from datetime import date

from riskbild.documents.exchange import TextPart
from riskbild.documents.layout import PublishedKind
from riskbild.documents.layout.placeholders import COUNTS
from riskbild.followup.queries.board_reports import ReportSeen, report_for_document
from riskbild.publishing.assemble.facts import Decision, DocumentFacts
from riskbild.publishing.sources.asked import Asked
from riskbild.rules.board_report_life import BoardReportState

_DRAFT = "Utkast {day}. Nämnden har inte beslutat om rapporten."


def board_report_of(asked: Asked) -> ReportSeen | None:
    """The board's report of the year or its latest period; for the public only one that has been decided."""
    annual = asked.kind is PublishedKind.ANNUAL_FOLLOW_UP
    found = report_for_document(asked.by, asked.year.pk, asked.today, annual=annual)
    return None if found is None or (asked.public and found.state is not BoardReportState.ADOPTED) else found


def is_reported(asked: Asked) -> bool:
    """Whether the board has decided a report of this kind here: it goes before what was taken in."""
    found = board_report_of(asked)
    return found is not None and found.state is BoardReportState.ADOPTED


def texts_of(report: ReportSeen | None) -> tuple[TextPart, ...]:
    """The report's texts, a part a paragraph, under their headings."""
    if report is None:
        return ()
    return tuple(
        TextPart(paragraph, one["title"] or None)
        for one in report.data["sections"]
        for paragraph in str(one["text"]).split("\n")
        if paragraph.strip()
    )


def told_by(report: ReportSeen | None, facts: DocumentFacts) -> DocumentFacts:
    """The facts with what the report knows: its numbers as they were decided, the conclusion, the decision."""
    if report is None:
        return facts
    values, made = report.data["values"], report.data.get("decision")
    figures = {name: value for name, value in values.items() if name in COUNTS and isinstance(value, int)}
    facts = replace(
        facts, figures={**facts.figures, **figures},
        texts={**facts.texts, **{name: str(values[name]) for name in ("conclusion", "period") if values.get(name)}},
    )  # fmt: skip
    if not made:
        return replace(facts, draft=_DRAFT.format(day=facts.dated.isoformat()))
    day = date.fromisoformat(made["decided_on"])
    return replace(facts, dated=day, decision=Decision(made["body"], day, made["paragraph"], made["case_number"]))
