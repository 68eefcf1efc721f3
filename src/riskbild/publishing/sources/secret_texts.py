"""The register's secret texts that a public copy may repeat without having the cell that is marked."""

from collections.abc import Iterator, Mapping
from typing import Final
from uuid import UUID

from riskbild.publishing.masking.repeated import secret_texts
from riskbild.publishing.sources.asked import Asked, Sourced
from riskbild.publishing.sources.risks import marks_of, row_names
from riskbild.publishing.sources.secret_lines import risks_of
from riskbild.register.fields import MASKABLE
from riskbild.register.models import Risk

_COLUMNS: Final = tuple(sorted(MASKABLE))


def secrets_beside(asked: Asked, found: Sourced) -> Mapping[str, str]:
    """What is marked of the year's risks and of those that the document speaks of, each text with its paragraph.

    A control's card has no row of its risk, and a follow-up not all of a risk's cells: but their texts may quote them.
    Two queries where nothing is marked, and one more where something is.
    """
    municipality = asked.year.municipality_id
    spoken = sorted(set(_spoken_of(found)))
    marks = marks_of(municipality, board_year=asked.year) | (marks_of(municipality, risks=spoken) if spoken else {})
    rows = Risk.objects.filter(municipality_id=municipality, pk__in=list(marks)) if marks else Risk.objects.none()
    secrets: dict[str, str] = {}
    for row in rows.values("pk", *_COLUMNS):
        secrets |= secret_texts(row_names({name: row[name] for name in _COLUMNS}), marks[row["pk"]])
    return secrets


def _spoken_of(found: Sourced) -> Iterator[UUID]:
    for lines in found.facts.tables.values():
        for line in lines:
            yield from risks_of(line)
    for facts in (*found.facts.rows, *found.facts.plan):
        yield from risks_of(facts.more)
