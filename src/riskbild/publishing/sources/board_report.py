"""What a decided report adds to a follow-up: its texts, its numbers, its conclusion and the decision.

A report is a board's own, of a period or the year, or the executive board's over every board.
"""

from dataclasses import replace
from datetime import date

from riskbild.documents.exchange import TextPart
from riskbild.documents.layout import PublishedKind
from riskbild.documents.layout.placeholders import COUNTS
from riskbild.followup.queries.board_reports import ReportSeen, board_report_seen_by, report_for_document
from riskbild.oversight.reports import consolidated_report_seen_by, report_of_year
from riskbild.publishing.assemble.facts import Decision, DocumentFacts
from riskbild.publishing.sources.asked import Asked, Sourced
from riskbild.rules.board_report_life import DECIDED

_DRAFT = "Utkast {day}. Nämnden har inte beslutat om rapporten."


def report_asked(asked: Asked) -> ReportSeen | None:
    """The report named, else the one of the year or its latest period; for the public only a decided one."""
    found = _report(asked)
    return None if found is None or (asked.public and not is_decided(found)) else found


def decided_report(asked: Asked) -> ReportSeen | None:
    """The report asked for, where a board has decided it: it goes before what was taken in."""
    found = report_asked(asked)
    return found if found is not None and is_decided(found) else None


def is_decided(report: ReportSeen) -> bool:
    """Whether a board has decided the report."""
    return report.state in DECIDED


def reported(report: ReportSeen | None, found: Sourced) -> Sourced:
    """A document with the report's texts, a part a paragraph, and with what else the report knows."""
    if report is None:
        return found
    texts = tuple(
        TextPart(paragraph, one["title"] or None)
        for one in report.data["sections"]
        for paragraph in str(one["text"]).split("\n")
        if paragraph.strip()
    )
    return replace(found, document=replace(found.document, texts=texts), facts=_told_by(report, found.facts))


def _report(asked: Asked) -> ReportSeen | None:
    if asked.kind is PublishedKind.CONSOLIDATED_REPORT:
        if asked.report:
            return consolidated_report_seen_by(asked.by, asked.report, asked.today)
        return report_of_year(asked.by, asked.year.municipality_id, asked.year.year, asked.today)
    if asked.report:
        return board_report_seen_by(asked.by, asked.report, asked.today)
    annual = asked.kind is PublishedKind.ANNUAL_FOLLOW_UP
    return report_for_document(asked.by, asked.year.pk, asked.today, annual=annual)


def _told_by(report: ReportSeen, facts: DocumentFacts) -> DocumentFacts:
    """The facts with the report's numbers as they were decided, the conclusion, the decision."""
    values, made = report.data["values"], report.data.get("decision")
    figures = {name: value for name, value in values.items() if name in COUNTS and isinstance(value, int)}
    facts = replace(
        facts, figures={**facts.figures, **figures},
        texts={**facts.texts, **{name: str(values[name]) for name in ("conclusion", "period") if values.get(name)}},
    )  # fmt: skip
    if not made:
        draft = " ".join(filter(None, (facts.draft, _DRAFT.format(day=facts.dated.isoformat()))))
        return replace(facts, draft=draft)
    day = date.fromisoformat(made["decided_on"])
    return replace(facts, dated=day, decision=Decision(made["body"], day, made["paragraph"], made["case_number"]))
