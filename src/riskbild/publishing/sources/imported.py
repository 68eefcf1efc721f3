"""Documents that the year has been given: printed as they were, with what has been changed in the register since."""

from collections.abc import Sequence
from dataclasses import replace

from riskbild.documents.exchange import ExchangeDocument, ExchangeRow
from riskbild.followup.queries.printed import with_reports
from riskbild.planning.queries.printed import items_of_plan_rows, with_plan_items
from riskbild.planning.queries.secrecy import secrecy_of_plan_rows
from riskbild.publishing.assemble.facts import RowFacts
from riskbild.publishing.sources.about import facts_about
from riskbild.publishing.sources.asked import Asked, Sourced
from riskbild.publishing.sources.risks import Risks, row_names


def imported(asked: Asked, risks: Risks) -> Sourced | None:
    """The year's own document of the kind; None where it has none.

    Several with the same columns are one document, their rows after each other.
    """
    documents = [document for document, _ in risks.documents]
    changed = with_plan_items(asked.by, asked.year, documents, asked.today)
    changed = with_reports(asked.by, asked.year, changed, asked.today)
    marks = secrecy_of_plan_rows(asked.year, documents)
    wanted = [n for n, one in enumerate(changed) if one.kind.value == asked.kind.value and _is_imported(one)]
    if not wanted:
        return None
    first = changed[wanted[0]]
    together = [n for n in wanted if changed[n].header == first.header]
    rows, plan = _rows(changed, together), [row for n in together for row in changed[n].plan]
    worth = [facts for n in together for facts in risks.printed(risks.documents[n][1], changed[n].rows)]
    items = items_of_plan_rows(asked.year, documents)
    plan_worth = [
        RowFacts(key=str(item[0]) if item else "", version=item[1] if item else 0, secrecy=row_names(found))
        for n in together
        for found, item in zip(marks[n], items[n], strict=True)
    ]
    facts = facts_about(asked, risks.profile)
    return Sourced(
        replace(
            first, rows=tuple(rows), plan=tuple(plan), texts=tuple(text for n in together for text in changed[n].texts)
        ),
        replace(facts, rows=tuple(worth), plan=tuple(plan_worth)),
        risks.profile,
        printed=True,
    )


def _is_imported(document: ExchangeDocument) -> bool:
    return document.source.name != "riskbild" or document.source.sha256 is not None


def _rows(documents: Sequence[ExchangeDocument], places: Sequence[int]) -> list[ExchangeRow]:
    return [row for n in places for row in documents[n].rows]
