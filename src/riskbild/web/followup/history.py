"""A control through periods and years: a strip of words and symbols, and the texts behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskbild.followup.queries.history import HistoryEntry, history_of, never_asked
from riskbild.register.queries.telling import Shown
from riskbild.rules.labels import label
from riskbild.rules.period import short_name
from riskbild.rules.refusal import Missing
from riskbild.rules.result import NOT_IN_ORDER
from riskbild.rules.sentence import Sentence
from riskbild.rules.status_lines import StatusLine
from riskbild.web.board_year import frame_of
from riskbild.web.followup.marks import Mark, look_of
from riskbild.web.followup.sheets import marks_of, several_of, texts_of
from riskbild.web.plan.about import opened, title_of
from riskbild.web.request import SignedInRequest, page, signed_in


@dataclass(frozen=True)
class Cell:
    """One period in the strip: its short name, a word, a symbol, and the colour they lie on, or none."""

    number: int
    short: Sentence
    word: Sentence
    symbol: str
    colour: str


@dataclass(frozen=True)
class Row:
    """One period with its texts; `lines` where several statuses stand in it, each with its frequency."""

    number: int
    period: Sentence
    href: str
    marks: Sequence[Mark]
    lines: Sequence[StatusLine]
    texts: Sequence[Shown]
    on: date | None


@require_safe
@signed_in
def history(request: SignedInRequest, lineage: UUID) -> HttpResponse:
    """Everything that has been said of one control, measure or risk."""
    try:
        entries = list(enumerate(history_of(request.user, lineage, request.today)))
    except Missing:
        return _nothing_yet(request, lineage)
    latest = entries[-1][1]
    deviating = sorted({one.period.year for _number, one in entries if one.said.result in NOT_IN_ORDER})
    context = {
        "title": latest.title,
        "lead": _("Period för period"),
        "years": [(year, [_cell(*one) for one in found]) for year, found in groupby(entries, key=_year)],
        "rows": [_row(*one) for one in reversed(entries)],
        "recurring": _("Kontrollen visade avvikelse %(years)s.") % {"years": ", ".join(map(str, deviating))}
        if len(deviating) > 1
        else "",
        "crumbs": _ways(request, latest.board_year_id),
    }
    return page(request, "followup/history.html", context)


def _ways(request: SignedInRequest, board_year_id: UUID) -> list[tuple[str, str]]:
    """The way to the year's follow-up; for who does not read the year, to what they have to report."""
    try:
        frame = frame_of(request, board_year_id, "followup")
    except Missing:
        return [(_("Att rapportera"), reverse("my_reports"))]
    return [(frame.name, frame.tabs[0][1]), (_("Uppföljning"), reverse("followup", args=[board_year_id]))]


def _nothing_yet(request: SignedInRequest, lineage: UUID) -> HttpResponse:
    """A control of a plan that no period has asked about; what may not be seen stays `Missing`."""
    plan_id, item_id = never_asked(request.user, lineage, request.today)
    one = opened(request, plan_id)
    year, here = one.plan.year, reverse("plan_item", args=[plan_id, item_id])
    title = title_of(one.item(item_id))
    ways = [(one.frame.name, one.frame.tabs[0][1]), (_("Uppföljning"), reverse("followup", args=[year.id]))]
    context = {"title": title, "back": here, "sample": year.sample, "crumbs": ways}
    return page(request, "followup/no_history.html", context)


def _year(one: tuple[int, HistoryEntry]) -> int:
    return one[1].period.year


def _cell(number: int, one: HistoryEntry) -> Cell:
    value = one.said.result or one.said.on_plan or one.said.status
    word = label(value) if value else label(one.state)
    return Cell(number, short_name(one.period.key), word, look_of(value).symbol, look_of(value).colour if value else "")


def _row(number: int, one: HistoryEntry) -> Row:
    on = localtime(one.said.at).date() if one.said.at else None
    href = reverse("report", args=[one.report_id])
    lines = several_of(one.lines)
    return Row(number, one.period.name, href, marks_of(one.said), lines, texts_of(one.said, lines), on)
