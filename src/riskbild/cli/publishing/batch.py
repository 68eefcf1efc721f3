"""Draws one document of each board asked for, and writes them as they are ready."""

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.cli.console import say
from riskbild.cli.publishing.progress import Progress
from riskbild.documents.layout import PublishedKind
from riskbild.organisation.day import day_of
from riskbild.organisation.queries import board_with_code
from riskbild.publishing.actions.keeping import DrawnDocument, record_drawn
from riskbild.publishing.composed import Composed, composed
from riskbild.publishing.drawing_many import Delivery, Order, drawn_one, drawn_side_by_side
from riskbild.publishing.formats import FORMS
from riskbild.publishing.pdf import Level
from riskbild.publishing.progress import heard_by
from riskbild.publishing.queries import template_in_use
from riskbild.publishing.sources import Asked
from riskbild.publishing.workbook import Offline
from riskbild.publishing.workbook.gathering import offline_of
from riskbild.publishing.workbook.whole import ENDING, WORKBOOK, whole_workbook
from riskbild.register.queries.board_years import asked_year_of
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.refusal import Refused

_REFUSED = 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line."""

    boards: tuple[str, ...]
    year: int | None
    kind: PublishedKind
    form: str
    public: bool
    control: int | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class _Made:
    """A document on its way: of which year it is, and what the trail is told of it."""

    board_year_id: UUID
    title: str
    masked: tuple[dict[str, object], ...]


class _Batch:
    """The documents of one command."""

    def __init__(self, by: Operator, wanted: Wanted, output: Path | None, now: datetime, progress: Progress) -> None:
        self.by, self.wanted, self.output, self.now, self.progress = by, wanted, output, now, progress
        self.form = ENDING if wanted.form == WORKBOOK else wanted.form
        self.made: dict[str, _Made] = {}
        self.failed = 0

    def orders(self) -> Iterator[Order]:
        """What is to be drawn, composed one by one; a board that has no such document is told of and passed over."""
        for code in self.wanted.boards:
            try:
                yield self._order(code)
            except Refused as refused:
                if len(self.wanted.boards) == 1:
                    raise
                self.failed += 1
                self._say(f"{code}: {refused.sentence.text('en')}")
                self.progress.step(code)

    def _order(self, code: str) -> Order:
        wanted = self.wanted
        year = asked_year_of(board_with_code(code), wanted.year)
        asked = Asked(self.by, year, wanted.kind, day_of(self.now), wanted.control, wanted.public)
        made, offline = whole_workbook(asked, self.now) if wanted.form == WORKBOOK else self._with_offline(asked)
        self._tell(code, made)
        masked = tuple(cell.to_data() for cell in made.masked)
        what = "-offline" if wanted.form == WORKBOOK else "-public" if wanted.public else ""
        name = f"{code}-{year.year}-{wanted.kind.value}{what}.{self.form}"
        self.made[name] = _Made(year.pk, made.publication.title, masked)
        template = None
        if FORMS[self.form].templated:
            template = template_in_use(year.municipality_id, year.board_id, wanted.kind)
        return Order(name, self.form, made.publication, template, offline, wanted.level)

    def _with_offline(self, asked: Asked) -> tuple[Composed, Offline | None]:
        """What makes an internal workbook one that can be filled in and read back; nothing for what is decided."""
        made = composed(asked)
        if self.form != ENDING or asked.public or made.publication.facts.get("beslut"):
            return made, None
        return made, offline_of(self.by, asked.year, now=self.now)

    def _tell(self, code: str, made: Composed) -> None:
        for finding in made.findings:
            self._say(_told(code, finding))

    def write(self, delivery: Delivery) -> None:
        """Puts a drawing where it belongs, and tells the trail."""
        if delivery.drawn is None:
            self.failed += 1
            why = delivery.refused.text("en") if delivery.refused else ""
            self._say(f"{delivery.name}: {why}")
            return
        for finding in delivery.drawn.findings:
            if finding.severity is not Severity.INFO:
                self._say(_told(delivery.name, finding))
        content = delivery.drawn.content
        self._put(delivery.name, content)
        made, wanted = self.made.pop(delivery.name), self.wanted
        drawn = DrawnDocument(
            kind=wanted.kind.value, form=self.form, public=wanted.public, title=made.title, content=content,
            media_type=FORMS[self.form].media_type, masked=made.masked,
        )  # fmt: skip
        record_drawn(by=self.by, board_year_id=made.board_year_id, drawn=drawn, now=self.now)

    def _say(self, text: str) -> None:
        self.progress.clear()
        say(text)

    def _put(self, name: str, content: bytes) -> None:
        if self.output is None:
            sys.stdout.buffer.write(content)
            sys.stdout.flush()
            return
        path = self.output
        if len(self.wanted.boards) > 1 or path.is_dir():
            path.mkdir(parents=True, exist_ok=True)
            path /= name
        path.write_bytes(content)
        if len(self.wanted.boards) == 1:
            self._say(f"Wrote {path} ({len(content)} bytes).")


def _told(what: str, finding: Finding) -> str:
    """A finding as a line, with the place where it has one."""
    return ": ".join(filter(None, (what, finding.severity, finding.where, finding.sentence.text("en"))))


def publish_all(by: Operator, wanted: Wanted, output: Path | None, now: datetime, progress: Progress) -> int:
    """Draws every board's document; 1 where one could not be made. Several are drawn side by side."""
    batch = _Batch(by, wanted, output, now, progress)
    many = len(wanted.boards) > 1
    deliveries = drawn_side_by_side(batch.orders(), batch.form) if many else map(drawn_one, batch.orders())
    with nullcontext() if many else heard_by(progress.stage):
        for delivery in deliveries:
            batch.write(delivery)
            progress.step(delivery.name)
    return _REFUSED if batch.failed else 0
