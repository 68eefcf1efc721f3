"""What a layout's texts can fill in for one document: its counts and its facts."""

from collections.abc import Sequence
from typing import Final

from riskbild.documents.exchange import ExchangeDocument
from riskbild.documents.layout.placeholders import Value
from riskbild.publishing.assemble.facts import Decision, DocumentFacts, RowFacts
from riskbild.rules.statute import SECTION, statute_on
from riskbild.rules.threshold import Threshold, ThresholdKind

_THRESHOLDS: Final = {
    ThresholdKind.FREE_CHOICE: "",
    ThresholdKind.SCORE_AT_LEAST: "riskvärdet är minst {score}",
    ThresholdKind.LEVEL_AT_LEAST: "risknivån är minst {level}",
    ThresholdKind.HIGHEST_PER_CATEGORY: "riskvärdet är högst i sin kategori",
}


def values_of(document: ExchangeDocument, facts: DocumentFacts) -> dict[str, Value]:
    """Every name that texts may use and there is a value for. A stated figure goes before one that is counted."""
    return {**_counts(document, facts), **_texts(document, facts), **facts.figures, **facts.texts}


def _counts(document: ExchangeDocument, facts: DocumentFacts) -> dict[str, Value]:
    rows, worth = document.rows, facts.rows
    values: dict[str, Value] = {
        "risks": len(rows),
        "chosen": sum(row.in_plan is True for row in rows),
        "plan_items": len(document.plan),
        "control_activities": sum(len(row.controls) for row in (*rows, *document.plan)),
    }
    # Whether something follows the plan is known only of rows that say so.
    if any(row.follows_plan is not None for row in rows):
        values["on_plan"] = sum(row.follows_plan is True for row in rows)
        values["not_on_plan"] = sum(row.follows_plan is False for row in rows)
    return values | (_worth(worth) if len(worth) == len(rows) else {})


def _worth(worth: Sequence[RowFacts]) -> dict[str, Value]:
    values: dict[str, Value] = {
        "scored": sum(one.score is not None for one in worth),
        "unscored": sum(one.score is None for one in worth),
        "to_review": sum(one.to_review for one in worth),
        "carried_over": sum(one.carried_over for one in worth),
    }
    if any(one.critical is not None for one in worth):
        values["critical"] = sum(one.critical is True for one in worth)
    return values


def _texts(document: ExchangeDocument, facts: DocumentFacts) -> dict[str, Value]:
    statute = statute_on(facts.statute_day or facts.dated)
    decision = facts.decision
    known: dict[str, Value] = {
        "year": facts.year,
        "next_year": facts.year + 1,
        "board": facts.board or document.authority or "",
        "municipality": facts.municipality,
        "title": document.title or "",
        "method": facts.method.name if facts.method else "",
        "threshold": _threshold(facts),
        "date": facts.dated.isoformat(),
        "decision": document.decision or (decision_told(decision) if decision else ""),
        "conclusion": document.conclusion or "",
        "statute": statute.text,
        "statute_section": SECTION,
        "statute_version": statute.version,
    }
    return known | (_decision(decision) if decision else {})


def _threshold(facts: DocumentFacts) -> str:
    if facts.method is None:
        return ""
    threshold: Threshold = facts.method.threshold
    level = facts.method.level(threshold.level_key)
    return _THRESHOLDS[threshold.kind].format(score=threshold.score, level=level.word.lower() if level else "")


def _decision(decision: Decision) -> dict[str, Value]:
    return {
        "decision_body": decision.body, "decision_date": decision.day.isoformat(),
        "decision_paragraph": decision.paragraph, "case_number": decision.case_number,
    }  # fmt: skip


def decision_told(decision: Decision) -> str:
    """The decision as a document cites it: who, when, which paragraph."""
    return " ".join(part for part in (decision.body, decision.day.isoformat(), decision.paragraph) if part)
