"""The board's follow-up of a period: every row with what it showed, and what has changed since the period before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskbild.followup.queries.board import PeriodBoard, periods_of_year
from riskbild.followup.queries.board_rows import BoardRow, rows_page
from riskbild.followup.queries.telling import Said
from riskbild.register.queries.telling import Shown
from riskbild.rules.report_state import ReportState
from riskbild.web.followup.about import about, opened, report_mark
from riskbild.web.followup.board import PAGE, deviations, pages_of
from riskbild.web.followup.charts import charts_of
from riskbild.web.followup.marks import Mark
from riskbild.web.followup.sheets import marks_of, texts_of
from riskbild.web.forms.attempt import said
from riskbild.web.request import SignedInRequest, page, signed_in


@dataclass(frozen=True)
class Line:
    """One row: what it says now, and what it said the period before, none where it was not reported then."""

    row: BoardRow
    state: Mark
    marks: Sequence[Mark]
    texts: Sequence[Shown]
    before: Said | None
    before_marks: Sequence[Mark]
    before_texts: Sequence[Shown]

    @property
    def said(self) -> bool:
        """Whether anything is said now."""
        return self.row.said.anything

    @property
    def changed(self) -> bool:
        """Whether something else is said now than the period before."""
        return self.said and self.before is not None and _content(self.before) != _content(self.row.said)


@require_safe
@signed_in
def follow_up(request: SignedInRequest, period_id: UUID) -> HttpResponse:
    """The period row by row, a hundred at a time, its numbers and charts."""
    seen, frame = opened(request, period_id)
    found = rows_page(request.user, period_id, request.today, cursor=request.GET.get(PAGE, ""))
    here = reverse("period_follow_up", args=[period_id])
    year = periods_of_year(request.user, seen.year.id, request.today)
    up_to = [one for one in year.periods if one.period.ends <= seen.period.ends and one.id]
    context: dict[str, Any] = {
        **about(seen, frame),
        "groups": _groups(found.rows),
        "pages": pages_of(found, here),
        "before_name": _("Förra perioden") if any(row.last for row in found.rows) else "",
        "figures": _figures(seen),
        "charts": charts_of([(said(one.period.name), one.counts) for one in up_to]),
        "back": reverse("period_board", args=[period_id]),
    }
    return page(request, "followup/follow_up.html", context)


def _groups(rows: Sequence[BoardRow]) -> list[tuple[Shown, list[Line]]]:
    """The rows under their headings, in the order of the plan."""
    groups: list[tuple[Shown, list[Line]]] = []
    for row in rows:
        heading = row.words["heading"]
        if not groups or groups[-1][0] != heading:
            groups.append((heading, []))
        groups[-1][1].append(_line(row))
    return groups


def _line(row: BoardRow) -> Line:
    before = row.last.said if row.last else None
    return Line(
        row=row, state=report_mark(row.state), marks=marks_of(row.said), texts=texts_of(row.said), before=before,
        before_marks=marks_of(before) if before else [], before_texts=texts_of(before) if before else [],
    )  # fmt: skip


def _content(one: Said) -> tuple[object, ...]:
    return one.status, str(one.printed), one.result, one.on_plan, str(one.comment), str(one.reason)


def _figures(seen: PeriodBoard) -> list[tuple[int, str, str]]:
    counts = seen.counts
    return [
        (counts.asked, _("Ska rapporteras"), ""),
        (counts.given, _("Rapporterat"), ""),
        (counts.late, _("Saknas eller försenat") if counts.states.get(ReportState.LATE) else _("Saknas"), ""),
        (deviations(counts), _("Med avvikelse"), ""),
    ]
