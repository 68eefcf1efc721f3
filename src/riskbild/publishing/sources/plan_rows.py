"""A plan's items as rows of a document: out of a version as it is decided or written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from riskbild.documents.exchange import WHOLE_ROW, ExchangeRow
from riskbild.planning.fields import WORDING
from riskbild.planning.printed import ROW_CELLS
from riskbild.publishing.assemble.facts import RowFacts
from riskbild.publishing.sources.risks import row_names
from riskbild.rules.method import Level, Method
from riskbild.rules.plan_item import ITEM_KIND_LABELS, ITEM_ORIGIN_LABELS, ItemKind, ItemOrigin

_MORE: Final = ("objective", "method", "scope", "performer", "reported_to")
"""The texts of an item that no cell of a printed row has."""

_WORDED: Final = frozenset({WHOLE_ROW, *WORDING})


@dataclass(frozen=True)
class AnsweredRisk:
    """A risk that an item answers, as far as a plan tells of it. `marks` are those of its columns."""

    title: str
    likelihood: int | None
    impact: int | None
    score: int | None
    level: Level | None
    marks: Mapping[str, str]


@dataclass(frozen=True)
class Item:
    """An item of a plan, decided or not."""

    key: str
    version: int
    kind: str
    origin: str
    texts: Mapping[str, str]
    dates: Sequence[str]
    risks: Sequence[AnsweredRisk]


def row_of_item(item: Item, method: Method) -> tuple[ExchangeRow, RowFacts]:
    """An item as a row; the risk's title stands in it where the plan does not word the risk itself."""
    cells: dict[str, Any] = {cell: item.texts.get(name) or None for name, cell in ROW_CELLS.items()}
    if not cells["risk"]:
        cells["risk"] = "\n".join(one.title for one in item.risks) or None
    highest = max(item.risks, key=lambda one: one.score if one.score is not None else -1, default=None)
    worth = highest or AnsweredRisk("", None, None, None, None, {})
    more = {name: item.texts.get(name) or "" for name in _MORE} | {
        "item_kind": str(ITEM_KIND_LABELS[ItemKind(item.kind)]),
        "origin": str(ITEM_ORIGIN_LABELS[ItemOrigin(item.origin)]),
        "dates": ", ".join(item.dates),
    }
    facts = RowFacts(
        key=item.key, version=item.version, likelihood=worth.likelihood, impact=worth.impact, score=worth.score,
        level=worth.level, critical=method.wants_in_plan(worth.score, worth.level), more=more,
        secrecy=_marks(item.risks),
    )  # fmt: skip
    return ExchangeRow(**cells, score=worth.score), facts


def _marks(risks: Sequence[AnsweredRisk]) -> dict[str, str]:
    """What is secret of a row: its wording as the cells of its risks are, and all of it where a whole risk is."""
    marks: dict[str, str] = {}
    for one in risks:
        found = row_names(one.marks)
        # An item without words of its own shows the risk's title, which comes from one of three cells.
        titled = next((found[name] for name in ("process", "description") if name in found), None)
        if titled and "risk" not in found:
            found["risk"] = titled
        marks |= {name: paragraph for name, paragraph in found.items() if name in _WORDED}
    return marks
