"""What waits to be done about deviations: every open measure against one, whose it is, and its last day.

Mail is made of it, so that nothing in it is secret: a measure that touches a risk with anything secret is named
without its words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.followup.models import DeviationMeasure
from riskbild.followup.queries.due import short_title, with_secrets
from riskbild.organisation.day import day_of
from riskbild.rules.deviation import ENDED
from riskbild.rules.progress import OPEN
from riskbild.rules.sentence import Sentence

_SECRET = Sentence("En åtgärd med sekretess", "A measure with secrecy")


@dataclass(frozen=True)
class DueMeasure:
    """One open measure against a deviation. `people` is whom it was given to, empty where it is nobody's.

    `opens` is the day that it was last changed: from then on its person can be told of it.
    """

    id: UUID
    deviation_id: UUID
    board_year_id: UUID
    board_id: UUID
    node_id: UUID
    title: Sentence
    role: str
    people: tuple[UUID, ...]
    opens: date
    due: date


def due_measures(municipality_id: UUID, *, person_id: UUID | None = None) -> list[DueMeasure]:
    """The open measures against deviations in the municipality, the soonest due first; one person's if asked.

    That the year of the deviation has closed ends nothing: a measure waits until it is done. Two queries.
    """
    rows = DeviationMeasure.objects.filter(
        municipality_id=municipality_id, progress__in=OPEN, deviation__municipality_id=municipality_id,
    ).exclude(deviation__state__in=ENDED)  # fmt: skip
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    found = list(rows.select_related("deviation__report", "person").order_by("due", "pk"))
    reports = [row.deviation.report for row in found if row.deviation.report]
    secret = {report.pk for report in with_secrets(municipality_id, reports)}
    return [_due(row, secret=row.deviation.report_id in secret) for row in found]


def _due(row: DeviationMeasure, *, secret: bool) -> DueMeasure:
    about, person = row.deviation, row.person
    people: Sequence[UUID] = (person.pk,) if person is not None and person.is_active else ()
    return DueMeasure(
        id=row.pk, deviation_id=about.pk, board_year_id=about.board_year_id, board_id=about.board_id,
        node_id=about.node_id, title=_SECRET if secret else short_title(row.text), role=row.owner,
        people=tuple(people), opens=min(day_of(row.changed_at), row.due), due=row.due,
    )  # fmt: skip
