"""The follow-up that stands in an imported document, made periods and reports; and taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from riskbild.audit.ids import uuid7
from riskbild.audit.record import Change, record
from riskbild.audit.single import single
from riskbild.audit.writing import insert, update
from riskbild.followup import events
from riskbild.followup.models import FollowUpPeriod, Report
from riskbild.followup.printed import PrintedControl, PrintedPeriods, PrintedRisk, printed_controls, printed_risks
from riskbild.followup.ruled import rows_of
from riskbild.followup.subjects import words_of_item, words_of_risk
from riskbild.followup.words import Words, words_of
from riskbild.organisation.conflict import NOT_FOUND, within_reach
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.planning.actions.taking import open_year_of
from riskbild.planning.models import Plan, PlanItem, PlanItemRisk
from riskbild.planning.rules_of import setup_of
from riskbild.register.models import BoardYear, ImportedDocument, ImportedRow, Risk
from riskbild.rules.period_life import PeriodState
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.reporting import Subject
from riskbild.rules.sentence import Sentence
from riskbild.rules.text_limits import with_plain_line_breaks

_BATCH = 500


@transaction.atomic
def import_reports(*, by: Actor, board_year_id: UUID, document_id: UUID, now: datetime) -> int:
    """Makes reports of what a kept document prints of its follow-up; gives how many.

    Each status text comes under its control and the period of its column, each answer and comment of a risk under the
    document's own period; what a cell says is kept letter by letter, and a status is read from it by the form's words.
    A period that nobody has opened is closed, since what it has to say has been said. What somebody has reported
    already stays as it is. A document without a follow-up gives 0.
    """
    year = open_year_of(by, board_year_id)
    check(by, Permission.IMPORT, year.board_id, today=day_of(now))
    document = _document(by, document_id)
    if document.board_year_id != year.pk:
        raise Missing(NOT_FOUND)
    rows = ImportedRow.objects.filter(municipality_id=year.municipality_id, document=document).select_related("risk")
    placed = list(rows.order_by("part", "position"))
    controls, risks = printed_controls(document.kind, placed), list(printed_risks(document.kind, placed))
    if not any(text for one in controls for text in one.statuses.values()) and not risks:
        return 0
    count = _Import(year, document, now).write(controls, risks)
    after = {"name": document.source["name"], "rows": count}
    change = Change(events.REPORTS_IMPORTED, "board_year", year.pk, after=after)
    record(change, by=by, municipality_id=year.municipality_id, now=now)
    return count


@transaction.atomic
def withdraw_reports(*, by: Actor, document_id: UUID, now: datetime) -> int:
    """Takes out the reports that came with a document, as when its import is undone; gives how many.

    Reports that somebody has changed since stay, and so do periods that have something left in them.
    """
    document = _document(by, document_id)
    check(by, Permission.IMPORT, document.board_year.board_id, today=day_of(now))
    open_year_of(by, document.board_year_id)
    mine = {"municipality_id": document.municipality_id}
    came = Report.objects.filter(**mine, source__municipality_id=document.municipality_id, source__document=document)
    untouched = came.filter(version=1, drafts__isnull=True)
    periods = set(untouched.values_list("period_id", flat=True))
    count = untouched.count()
    try:
        untouched.delete()
    except ProtectedError as built_on:
        raise Refused(_BUILT_ON) from built_on
    left = set(Report.objects.filter(**mine, period_id__in=periods).values_list("period_id", flat=True))
    FollowUpPeriod.objects.filter(**mine, pk__in=periods - left, imported=True).delete()
    if count:
        change = Change(
            events.REPORTS_IMPORT_UNDONE, "board_year", document.board_year_id,
            before={"name": document.source["name"], "rows": count},
        )  # fmt: skip
        record(change, by=by, municipality_id=document.municipality_id, now=now)
    return count


class _Import:
    """One document's reports on their way into a year."""

    def __init__(self, year: BoardYear, document: ImportedDocument, now: datetime) -> None:
        self._year, self._document, self._now = year, document, now
        self._words: Words = words_of(year.method)
        self._setup = setup_of(year)
        self._mine = {"municipality_id": year.municipality_id}
        self._periods = PrintedPeriods(year, self._setup.rules.periods, rows_of(year.municipality_id, year.pk))
        self._items = _Items(year)
        self._new: list[Report] = []

    def write(self, controls: Sequence[PrintedControl], risks: Sequence[PrintedRisk]) -> int:
        for position, control in enumerate(controls):
            self._add_control(control, position)
        for position, risk in enumerate(risks, len(controls)):
            self._add_risk(risk, position)
        self._save_periods()
        standing = self._standing()
        fresh = [row for row in self._new if _key(row) not in standing]
        waiting = [(standing[_key(row)], row) for row in self._new if _key(row) in standing]
        filled = [_filled_from(old, row) for old, row in waiting if old.reported_at is None and row.reported_at]
        insert(Report, fresh)
        Report.objects.bulk_update(filled, _SAID, batch_size=_BATCH)
        return len(fresh) + len(filled)

    def _add_control(self, one: PrintedControl, position: int) -> None:
        item, lineage = self._items.of(one)
        risks = self._items.risks_of(item) or ([one.row.risk] if one.row.risk else [])
        words = words_of_item(item) if item else _words_in(one)
        for printed, text in one.statuses.items():
            period = self._periods.named(printed)
            expected = item is None or not item.dates or period.key in {one["period"] for one in item.dates}
            report = self._report(period, Subject.CONTROL, lineage, risks, position)
            self._put_status(report, text or "")
            _put(report, source=one.row, place=one.place, expected=expected, **words)

    def _add_risk(self, one: PrintedRisk, position: int) -> None:
        risk = one.row.risk
        if risk is None:
            return
        period = self._periods.of_document(self._document.kind, self._document.title)
        report = self._report(period, Subject.RISK, risk.lineage, [risk], position)
        words = words_of_risk({name: getattr(risk, name) for name in _OF_RISK})
        read = self._words.results.read(one.result)
        _put(
            report, source=one.row, on_plan=one.on_plan or "", comment=one.comment, status_text=one.result,
            result=read.value or "", reported_at=self._now, **words,
        )  # fmt: skip

    def _report(
        self, period: FollowUpPeriod, subject: Subject, lineage: UUID, risks: Sequence[Risk], position: int
    ) -> Report:
        report = Report(
            **self._mine, period=period, board_id=self._year.board_id, subject=subject, lineage=lineage,
            node_id=risks[0].node_id if risks else self._year.board_id, risk_id=risks[0].pk if risks else None,
            also_risks=[str(risk.pk) for risk in risks[1:]], position=position,
        )  # fmt: skip
        self._new.append(report)
        return report

    def _put_status(self, report: Report, text: str) -> None:
        """A cell as it is printed. What it stands for is read where it can be, and marked as a reading."""
        read = self._words.statuses.read(text)
        status = read.value or read.suggestion
        report.status_text = text
        report.status, report.status_read = status or "", status is not None
        report.reported_at = self._now if text else None

    def _save_periods(self) -> None:
        for row in self._periods.new:
            row.imported = True
            row.state, row.opened_at, row.closed_at = PeriodState.CLOSED.value, self._now, self._now
            row.plan = self._items.plan
        insert(FollowUpPeriod, self._periods.new)
        for row in self._periods.used.values():
            if row.state == PeriodState.PLANNED:
                row.state, row.opened_at, row.closed_at = PeriodState.CLOSED.value, self._now, self._now
                row.version += 1
                update(row, "state", "opened_at", "closed_at", "version")

    def _standing(self) -> dict[tuple[UUID, str, UUID], Report]:
        rows = Report.objects.select_for_update().filter(**self._mine, period_id__in=list(self._periods.used))
        return {_key(row): row for row in rows.order_by("pk")}


class _Items:
    """The items of the year's latest version, as a document's controls find theirs."""

    def __init__(self, year: BoardYear) -> None:
        plans = Plan.objects.filter(municipality_id=year.municipality_id, board_year=year)
        self.plan = plans.order_by("-number").first()
        mine = {"municipality_id": year.municipality_id, "plan": self.plan}
        items = list(PlanItem.objects.filter(**mine).order_by("position", "pk")) if self.plan else []
        self._by_place = {(item.source_id, item.place): item for item in items if item.source_id}
        self._by_words = {_plain(item.process or item.risk, item.activity): item for item in reversed(items)}
        links = PlanItemRisk.objects.filter(**mine).select_related("risk").order_by("position", "pk")
        self._risks: dict[UUID, list[Risk]] = {}
        for link in links if self.plan else ():
            self._risks.setdefault(link.item_id, []).append(link.risk)

    def of(self, one: PrintedControl) -> tuple[PlanItem | None, UUID]:
        """The item that came with the control, else the one that says the same, and the lineage of its reports."""
        item = self._by_place.get((one.row.pk, one.place))
        if item is None:
            words = _words_in(one)
            item = self._by_words.get(_plain(words["process"] or words["risk_words"], words["activity"]))
        return item, item.lineage if item else uuid7()

    def risks_of(self, item: PlanItem | None) -> list[Risk]:
        """The risks that an item answers, in order."""
        return self._risks.get(item.pk, []) if item else []


def _plain(*texts: str) -> tuple[str, ...]:
    return tuple(" ".join(text.casefold().split()).strip(" .") for text in texts)


def _words_in(one: PrintedControl) -> dict[str, str]:
    risk = one.row.risk
    row: Mapping[str, Any] = {name: getattr(risk, name) for name in _WORDING} if risk else one.row.cells
    cells = {
        "heading": row.get("heading"), "process": row.get("process"), "risk_words": row.get("risk"),
        "activity": one.cells.get("control"), "method": one.cells.get("method"),
        "role": one.cells.get("responsible"), "frequency": one.cells.get("frequency"),
    }  # fmt: skip
    return {name: with_plain_line_breaks(text or "").strip() for name, text in cells.items()}


def _put(report: Report, **values: Any) -> None:
    for name, value in values.items():
        setattr(report, name, value)


def _key(report: Report) -> tuple[UUID, str, UUID]:
    return report.period_id, report.subject, report.lineage


def _filled_from(old: Report, new: Report) -> Report:
    """Puts what a document says into a report that waits."""
    _put(old, **{name: getattr(new, name) for name in _SAID})
    return old


def _document(by: Actor, document_id: UUID) -> ImportedDocument:
    rows = within_reach(ImportedDocument.objects.select_related("board_year"), by)
    found = single(rows.filter(pk=document_id))
    if found is None:
        raise Missing(NOT_FOUND)
    return found


_BUILT_ON = Sentence(
    sv="Det finns stickprov, underlag eller avvikelser till dokumentets rapporter. Inläsningen kan inte ångras.",
    en="There are samples, evidence or deviations on the document's reports. The import cannot be undone.",
)
_WORDING = ("heading", "process", "risk")
_OF_RISK = ("heading", "process", "risk", "description", "measures", "responsible")
_SAID = [
    "status", "status_text", "status_read", "result", "on_plan", "comment", "reported_at", "source", "place",
]  # fmt: skip
