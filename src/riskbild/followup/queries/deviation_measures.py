"""Measures against deviations in lists: those of a year, and those that are a person's own to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.followup.models import DeviationMeasure
from riskbild.followup.queries.deviation_rows import deviation_masks, deviations_seen_by
from riskbild.followup.queries.seen import masks_of_reports
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor
from riskbild.planning.queries.seen import year_for
from riskbild.register.queries.telling import Shown
from riskbild.rules.deviation import ENDED
from riskbild.rules.progress import OPEN, Progress


@dataclass(frozen=True)
class DeviationMeasureLine:
    """A measure against a deviation, and the deviation."""

    id: UUID
    version: int
    deviation_id: UUID
    deviation: Shown
    node_id: UUID
    text: Shown
    owner: str
    person: str
    due: date
    progress: Progress
    late: bool


def deviation_measures_of(by: Actor, board_year_id: UUID, today: date) -> Sequence[DeviationMeasureLine]:
    """The measures of a year's deviations, the soonest due first; at most eight queries. Raises `Missing`."""
    year = year_for(by, board_year_id, today)
    seen = deviations_seen_by(by, today).filter(municipality_id=year.municipality_id, board_year=year)
    rows = DeviationMeasure.objects.filter(municipality_id=year.municipality_id, deviation_id__in=seen.values("pk"))
    return _lines(by, rows.select_related("deviation__report", "person").order_by("due", "pk"), today)


@dataclass(frozen=True, slots=True)
class MyMeasure:
    """An open measure against a deviation that is the person's own to do."""

    id: UUID
    deviation: Shown
    text: Shown
    due: date


@dataclass(slots=True)
class _Report:
    """The report that a measure's deviation was found in, with the columns that tell what of it is secret."""

    id: UUID
    municipality_id: UUID
    node_id: UUID
    subject: str
    risk_id: UUID | None
    also_risks: list[str]


def my_deviation_measures(by: User, today: date, most: int = 100) -> list[MyMeasure]:
    """The open measures that are given to the person, the soonest due first, also those of years that have closed; two
    queries at most, of plain tuples.
    """
    rows = DeviationMeasure.objects.filter(
        municipality_id=by.municipality_id, person_id=by.pk, progress__in=OPEN,
        deviation__municipality_id=by.municipality_id,
    ).exclude(deviation__state__in=ENDED)  # fmt: skip
    found = list(rows.order_by("due", "pk").values_list(*_MINE)[:most])
    reports = {key: _Report(key, by.municipality_id, *more) for key, *more in (row[4:] for row in found) if key}
    masks = masks_of_reports(by, list(reports.values()), today) if reports else {}
    hidden = {key: next(iter(texts.values())) for key, texts in masks.items()}
    return [
        MyMeasure(key, hidden.get(report, title), hidden.get(report, text), due)
        for key, title, text, due, report, *_ in found
    ]


_MINE = (
    "pk", "deviation__title", "text", "due", "deviation__report_id", "deviation__report__node_id",
    "deviation__report__subject", "deviation__report__risk_id", "deviation__report__also_risks",
)  # fmt: skip


def _lines(by: Actor, rows: Iterable[DeviationMeasure], today: date) -> list[DeviationMeasureLine]:
    found = list(rows)
    masks = deviation_masks(by, [row.deviation for row in found], today)
    return [
        DeviationMeasureLine(
            id=row.pk, version=row.version, deviation_id=row.deviation_id,
            deviation=masks.get(row.deviation_id) or row.deviation.title, node_id=row.deviation.node_id,
            text=masks.get(row.deviation_id) or row.text, owner=row.owner, person=row.person.name if row.person else "",
            due=row.due, progress=Progress(row.progress), late=row.due < today and row.progress in OPEN,
        )
        for row in found
    ]  # fmt: skip
