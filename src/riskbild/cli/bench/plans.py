"""Control plans to measure publishing with, put together as the program puts together a board's own."""

from typing import Final

from riskbild.cli.bench.documents import BOARD, DAY, YEAR
from riskbild.cli.bench.texts import Cells, cells
from riskbild.documents.exchange import DocumentKind, ExchangeDocument, Source
from riskbild.documents.layout import PublishedKind, standard_layout
from riskbild.publishing.assemble import DocumentFacts, publication_of
from riskbild.publishing.publication import Publication
from riskbild.publishing.sources.plan_rows import AnsweredRisk, Item, row_of_item
from riskbild.rules.plan_item import ItemKind, ItemOrigin
from riskbild.rules.standard_methods import FOUR_BY_FOUR

_DATES: Final = ("2026-05-31", "2026-09-30", "2026-12-31")


def control_plan(items: int, seed: str) -> Publication:
    """A board's control plan of so many items, each with all the texts that one can have."""
    found = [row_of_item(_item(each, number), FOUR_BY_FOUR) for number, each in enumerate(cells(items, seed))]
    document = ExchangeDocument(
        source=Source("bench.json"), kind=DocumentKind.CONTROL_PLAN, title=f"Internkontrollplan {YEAR} {seed}",
        authority=BOARD, year=YEAR, plan=tuple(row for row, _ in found),
    )  # fmt: skip
    facts = DocumentFacts(
        dated=DAY, year=YEAR, board=BOARD, method=FOUR_BY_FOUR, plan=tuple(worth for _, worth in found)
    )
    return publication_of(document, standard_layout(PublishedKind.CONTROL_PLAN), facts=facts)


def _item(one: Cells, number: int) -> Item:
    """A control for a risk, in the words of the risk's measures."""
    said = {name: str(text) for name, text in one.fields.items()}
    activity, method = (line.strip() for line in said["measures"].split("\n"))
    title = said.get("risk") or said.get("description") or said["process"]
    texts = {
        "process": said["process"], "risk": title, "description": said.get("description", ""),
        "consequence": said.get("consequence", ""), "activity": activity, "objective": activity, "method": method,
        "scope": "Samtliga ärenden under perioden, minst tio.", "control_owner": said["responsible"],
        "performer": said["responsible"], "frequency": said["deadline"], "reported_to": BOARD,
        "comment": said.get("comment", ""),
    }  # fmt: skip
    score = one.likelihood * one.impact
    risk = AnsweredRisk(title, one.likelihood, one.impact, score, FOUR_BY_FOUR.level_of(score), {})
    return Item(str(number), 1, ItemKind.CONTROL.value, ItemOrigin.OWN.value, texts, _DATES, [risk])
