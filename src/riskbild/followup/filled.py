"""What a report says, between the row and the rules' own value."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Protocol

from riskbild.followup.models import Report
from riskbild.followup.queries.seen import masks_of_reports
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor
from riskbild.rules.progress import Progress
from riskbild.rules.reporting import TEXTS, Filled, OnPlan
from riskbild.rules.result import Result
from riskbild.rules.status import Status
from riskbild.rules.text_limits import with_plain_line_breaks


class Filling(Protocol):
    """A report's columns that hold what it says."""

    status: str
    status_word: str
    status_text: str
    result: str
    reason: str
    on_plan: str
    comment: str
    progress: str


TEXT_FIELDS: Final[Mapping[str, str]] = {
    "word": "status_word", "text": "status_text", "reason": "reason", "comment": "comment",
}  # fmt: skip
"""A text of `Filled` -> the report's column."""


def cleaned(filled: Filled) -> Filled:
    """The same with its texts as they are stored."""
    return filled.with_texts({name: with_plain_line_breaks(getattr(filled, name)).strip() for name in TEXTS})


def filled_of(row: Filling) -> Filled:
    """What a report says."""
    return Filled(
        status=Status(row.status) if row.status else None, word=row.status_word, text=row.status_text,
        result=Result(row.result) if row.result else None, reason=row.reason,
        on_plan=OnPlan(row.on_plan) if row.on_plan else None, comment=row.comment,
        progress=Progress(row.progress) if row.progress else None,
    )  # fmt: skip


def put(row: Report, filled: Filled) -> None:
    """Writes what is said into a row; nothing is saved. A status that a person gives is no longer a reading."""
    row.status, row.status_word, row.status_text = filled.status or "", filled.word, filled.text
    row.status_read = False
    row.result, row.reason = filled.result or "", filled.reason
    row.on_plan, row.comment, row.progress = filled.on_plan or "", filled.comment, filled.progress or ""


def secret_fields(by: Actor, row: Report, now: datetime) -> frozenset[str]:
    """The texts of `Filled` that the person must not read."""
    masks = masks_of_reports(by, [row], day_of(now)).get(row.pk, {})
    return frozenset(name for name, column in TEXT_FIELDS.items() if column in masks)
