"""What every page about a follow-up period tells of it: whose it is, where it stands, which steps may be taken."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from riskbild.followup.queries.board import PeriodBoard, Steps, period_board
from riskbild.rules.labels import label
from riskbild.rules.period_life import PeriodState, PeriodStep
from riskbild.rules.report_state import ReportState
from riskbild.rules.sentence import Sentence
from riskbild.web.board_year import YearFrame, frame_of
from riskbild.web.followup.marks import Mark
from riskbild.web.request import SignedInRequest

HERE = "followup"

_PERIODS = {PeriodState.PLANNED: ("", ""), PeriodState.OPEN: ("info", "edit"), PeriodState.CLOSED: ("", "lock")}
_REPORTS = {
    ReportState.DUE: ("", ""),
    ReportState.LATE: ("danger", "alert"),
    ReportState.MISSING: ("danger", "close"),
    ReportState.REPORTED: ("success", "check"),
    ReportState.REPORTED_LATE: ("success", "check"),
    ReportState.NOT_EXPECTED: ("", ""),
    ReportState.RETIRED: ("", ""),
}


def period_mark(state: PeriodState) -> Mark:
    """A period's state as a tag."""
    return Mark(label(state), *_PERIODS[state])


def report_mark(state: ReportState) -> Mark:
    """A report's state as a tag."""
    return Mark(label(state), *_REPORTS[state])


def steps_for(steps: Steps) -> dict[str, Sentence | None]:
    """The steps by name, as a template asks for them; None for one that may be taken."""
    return {step.value: steps[step] for step in PeriodStep}


def opened(request: SignedInRequest, period_id: UUID) -> tuple[PeriodBoard, YearFrame]:
    """The period as the person sees it, and the frame of its year. Raises `Missing`."""
    board = period_board(request.user, period_id, request.today)
    return board, frame_of(request, board.year.id, HERE)


def about(board: PeriodBoard, frame: YearFrame) -> dict[str, Any]:
    """What a page below a year's follow-up is drawn with."""
    return {
        "board": board,
        "period": board.period,
        "state": period_mark(board.period.state),
        "frame": frame,
        "steps": steps_for(board.steps),
        "sample": board.year.sample,
        "crumbs": [
            (frame.name, frame.tabs[0][1]), (_("Uppföljning"), reverse("followup", args=[board.year.id])),
        ],
    }  # fmt: skip
