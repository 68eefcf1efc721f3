"""The life that a board's reports and the executive board's share: each step asks who may, acts, saves and is told.

The two kinds differ in where their rows are and how the trail tells of them, which is data here; and in what a report
says, which is their own. The actions hold the transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from riskbild.audit.event import Event
from riskbild.audit.record import Change, record
from riskbild.audit.writing import add, update
from riskbild.followup.models.board_report import DecidedReport
from riskbild.followup.report_steps import decide, put_back, put_written, step_from
from riskbild.organisation.conflict import NOT_FOUND, Conflict, take
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, check, may
from riskbild.organisation.roles import Permission
from riskbild.planning.decision import Decision
from riskbild.rules.board_report import Section, Written
from riskbild.rules.board_report_life import BoardReportState, BoardReportStep
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class ReportLife[R: DecidedReport]:
    """One kind of report: its model with what is fetched `beside` a row, and its name and events in the trail.

    `same` are the fields that all versions of one report share beside the municipality, `named` what every event says
    of it, and `check_row` what else must hold before a step.
    """

    model: type[R]
    beside: Sequence[str]
    subject: str
    begun: Event
    events: Mapping[BoardReportStep, Event]
    same: Sequence[str]
    named: Callable[[R], Mapping[str, object]]
    check_row: Callable[[R], object] = lambda _row: None

    def begin(self, row: R, sections: Sequence[Section], *, by: Actor, now: datetime) -> R:
        """Begins with the texts given, or where one has been adopted as its next version with what that one said."""
        last = self._versions(row).order_by("-number").first()
        row.number = last.number + 1 if last else 1
        if last is None:
            put_written(row, Written(sections))
        else:
            row.sections, row.stated, row.conclusion, row.motive = (
                last.sections, last.stated, last.conclusion, last.motive
            )  # fmt: skip
        try:
            with transaction.atomic():
                add(row)
        except IntegrityError as twice:
            raise Refused(_BEGUN_ALREADY) from twice
        self._tell(self.begun, row, by=by, now=now)
        return row

    def write(self, by: Actor, report_id: UUID, version: int, written: Written, now: datetime) -> R:
        """Puts what was written into an open report."""
        row = self.taken(by, report_id, version, BoardReportStep.EDIT, now)
        before = _written(row)
        put_written(row, written)
        return self.saved(row, BoardReportStep.EDIT, by=by, now=now, before=before, after=_written(row))

    def take_back(self, by: Actor, report_id: UUID, version: int, now: datetime) -> R:
        """Makes a proposal a draft again."""
        row = self.taken(by, report_id, version, BoardReportStep.TAKE_BACK, now)
        put_back(row, BoardReportState.DRAFT)
        return self.saved(row, BoardReportStep.TAKE_BACK, by=by, now=now)

    def give_back(self, by: Actor, report_id: UUID, version: int, reason: str, now: datetime) -> R:
        """Returns a proposal with a reason."""
        row = self.taken(by, report_id, version, BoardReportStep.RETURN, now)
        put_back(row, BoardReportState.RETURNED, reason)
        return self.saved(row, BoardReportStep.RETURN, by=by, now=now, after={"reason": row.reason})

    def adopt(self, by: Actor, report_id: UUID, version: int, decision: Decision, now: datetime) -> R:
        """Records the decision, freezes the report, and replaces the version that was in force."""
        row = self.taken(by, report_id, version, BoardReportStep.ADOPT, now)
        told = decide(row, decision, now)
        in_force = self._versions(row).select_for_update().filter(state=BoardReportState.ADOPTED)
        earlier = in_force.exclude(pk=row.pk).first()
        if earlier is not None:
            earlier.state = (step_from(earlier, BoardReportStep.REPLACE).to or BoardReportState.REPLACED).value
            self.saved(earlier, BoardReportStep.REPLACE, by=by, now=now)
        return self.saved(row, BoardReportStep.ADOPT, by=by, now=now, after=told)

    def drop(self, by: Actor, report_id: UUID, version: int, now: datetime) -> None:
        """Gives up what has not been decided."""
        row = self.taken(by, report_id, version, BoardReportStep.DROP, now)
        before = {name: value for name, value in _written(row).items() if name != "stated"}
        self._tell(self.events[BoardReportStep.DROP], row, by=by, now=now, before=before)
        row.delete()

    def taken(self, by: Actor, report_id: UUID, version: int, step: BoardReportStep, now: datetime) -> R:
        """The report, locked, for a step that may be taken. Raises as `planning.actions.taking.take_plan` does."""
        row = take(self.model, by, report_id, *self.beside, version=None)
        if not may(by, Permission.READ, row.board_id, today=day_of(now)):
            raise Missing(NOT_FOUND)
        self.check_row(row)
        check(by, Permission(step_from(row, step).permission), row.board_id, today=day_of(now))
        if row.version != version:
            raise Conflict
        return row

    def saved(
        self, row: R, step: BoardReportStep, *, by: Actor, now: datetime, **sides: Mapping[str, Any]
    ) -> R:  # fmt: skip
        """Saves what a step has done, and tells the trail."""
        row.version += 1
        row.updated_at = now
        update(row)
        self._tell(self.events[step], row, by=by, now=now, **sides)
        return row

    def _tell(self, event: Event, row: R, *, by: Actor, now: datetime, **sides: Mapping[str, Any]) -> None:
        after = {**self.named(row), **sides.pop("after", {})}
        change = Change(event, self.subject, row.pk, after=after, **sides)
        record(change, by=by, municipality_id=row.municipality_id, now=now)

    def _versions(self, row: R) -> QuerySet[R]:
        same = {name: getattr(row, name) for name in self.same}
        versions: QuerySet[R] = self.model._default_manager.filter(municipality_id=row.municipality_id, **same)  # noqa: SLF001 - Django's own name for it
        return versions


def _written(row: DecidedReport) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("conclusion", "motive", "sections", "stated")}


_BEGUN_ALREADY = Sentence("Rapporten är redan påbörjad.", "The report has already been begun.")
