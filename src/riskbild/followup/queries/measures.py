"""The measures of a year or a unit with their dates, as a list and for a calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from riskbild.organisation.permissions import Actor
from riskbild.organisation.tree import Tree, tree_of
from riskbild.planning.lines import lines_of
from riskbild.planning.queries.seen import year_for
from riskbild.register.models import Measure
from riskbild.register.queries.seen import masks_for, risks_seen_by, title_of
from riskbild.register.queries.telling import Shown
from riskbild.rules.progress import OPEN, Progress
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class MeasureLine:
    """One measure. `due_on` is its own day, else the risk's; `late` that it has passed and the measure is open.

    `roles` and `deadline` are the measure's own, else what the risk's cells say for it.
    """

    id: UUID
    version: int
    risk_id: UUID
    risk: Shown
    node_id: UUID
    node: str
    text: Shown
    roles: Shown
    deadline: Shown
    due_on: date | None
    person_id: UUID | None
    person: str
    progress: Progress
    note: Shown
    late: bool


def measures_of(
    by: Actor, board_year_id: UUID, today: date, *, node_id: UUID | None = None, person_id: UUID | None = None
) -> Sequence[MeasureLine]:
    """The measures of the year's risks that the person sees, those with a day first, in the order of days.

    `node_id` narrows to a unit and what lies below it. Five queries, however many. Raises `Missing`.
    """
    year = year_for(by, board_year_id, today)
    tree = tree_of(year.board.municipality, today)
    seen = risks_seen_by(by, today).filter(municipality_id=year.municipality_id, board_year=year, archived=False)
    if node_id is not None:
        seen = seen.filter(node_id__in=tree.subtree(node_id))
    rows = Measure.objects.filter(municipality_id=year.municipality_id, risk_id__in=seen.values("pk"))
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    risks = {risk.id: risk for risk in lines_of(year.municipality_id, seen.filter(pk__in=rows.values("risk_id")))}
    masks = masks_for(by, list(risks.values()), today)
    lines = [
        _line(row, risks[row["risk_id"]], masks.get(row["risk_id"], {}), tree, today)
        for row in rows.order_by("risk__position", "risk_id", "position").values(*_COLUMNS)
        if row["risk_id"] in risks
    ]
    return sorted(lines, key=lambda one: (one.due_on is None, one.due_on or today))


def _line(row: Mapping[str, Any], risk: Any, hidden: Mapping[str, Sentence], tree: Tree, today: date) -> MeasureLine:
    progress, node = Progress(row["progress"]), tree.get(risk.node_id)
    due_on = row["due_on"] if row["deadline"] else row["risk__due_on"]
    if "deadline" in hidden:
        due_on = None
    return MeasureLine(
        id=row["id"], version=row["version"], risk_id=risk.id, risk=title_of(risk, hidden), node_id=risk.node_id,
        node=node.name if node else "", text=_shown(row["text"], "measures", hidden),
        roles=_shown(row["roles"] or row["risk__responsible"], "responsible", hidden),
        deadline=_shown(row["deadline"] or row["risk__deadline"], "deadline", hidden), due_on=due_on,
        person_id=row["person_id"], person="" if "responsible" in hidden else row["person__name"] or "",
        progress=progress, note=_shown(row["progress_note"], "measures", hidden),
        late=due_on is not None and due_on < today and progress in OPEN,
    )  # fmt: skip


def _shown(text: str, cell: str, hidden: Mapping[str, Sentence]) -> Shown:
    return hidden[cell] if text and cell in hidden else text


_COLUMNS = (
    "id", "version", "risk_id", "text", "roles", "deadline", "due_on", "person_id", "person__name", "progress",
    "progress_note", "risk__responsible", "risk__deadline", "risk__due_on",
)  # fmt: skip
