"""The sample year's follow-up: an open period with some reports given, some waiting and some late, and one closed."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from itertools import cycle
from typing import Any
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.cli.demo.reports import Followed, add_board_report, add_consolidated_report
from riskbild.followup.actions.drafting import save_draft
from riskbild.followup.actions.people import set_role_holders
from riskbild.followup.actions.periods import PeriodDates, close_period, open_period, set_period_dates
from riskbild.followup.actions.reporting import report
from riskbild.followup.queries.board import PeriodLine, periods_of_year
from riskbild.followup.queries.board_rows import period_rows
from riskbild.followup.queries.mine import MyReport, my_reports
from riskbild.organisation.queries import board_with_code, user_with_sign_in
from riskbild.register.queries.board_years import year_of
from riskbild.rules.reporting import Filled, OnPlan, Subject
from riskbild.rules.result import Result
from riskbild.rules.status import Status

_LATEST = timedelta(days=2)
_CLOSING = timedelta(days=14)


def add_follow_up(code: str, by: Operator, now: datetime, today: date) -> None:
    """Takes the board with this code as far as its part of the demo says; nothing for a board that has none."""
    data = _data().get(code)
    board = board_with_code(code) if data else None
    year = year_of(board, today.year) if board else None
    if data is None or board is None or year is None:
        return
    for role, sign_in in data["roles"].items():
        people = [user_with_sign_in(sign_in).pk]
        set_role_holders(by=by, node_id=board.pk, role=role, person_ids=people, now=now)
    *earlier, current = _begun(periods_of_year(by, year.pk, today).periods, today)
    closed = [(_close(by, year.pk, line, data), line.period.closes) for line in earlier if "closed" in data]
    _open(by, year.pk, current, data["open"], now=now, today=today)
    if closed and "report" in data:
        add_board_report(Followed(board.name, year.pk, *closed[-1]), data["report"], by, now)
    if "consolidated" in data:
        add_consolidated_report(code, data["consolidated"], by, now)


def _begun(lines: Sequence[PeriodLine], today: date) -> list[PeriodLine]:
    """The periods that have opened by the day, the first of the year at least."""
    return [line for line in lines if line.period.opens <= today] or list(lines[:1])


def _close(by: Operator, year_id: UUID, line: PeriodLine, data: Mapping[str, Any]) -> UUID:
    """A period reported in full in its own time; its key. Nobody had signed in then: it is told by the operator."""
    then = datetime.combine(line.period.due - _LATEST, datetime.min.time().replace(hour=10)).astimezone()
    made = open_period(by=by, board_year_id=year_id, key=line.period.key, now=then)
    says = cycle(data["closed"])
    for row in period_rows(by, made.period.pk, then.date()):
        if row.subject is not Subject.MEASURE:
            said = next(says) if row.subject is Subject.CONTROL else data["closed_risk"]
            report(by=by, report_id=row.id, version=row.version, filled=_filled(said), now=then)
    close_period(by=by, period_id=made.period.pk, version=made.period.version, now=then)
    return made.period.pk


def _open(
    by: Operator, year_id: UUID, line: PeriodLine, data: Mapping[str, Any], *, now: datetime, today: date
) -> None:
    due = today + timedelta(days=data["due_in_days"])
    dates = PeriodDates(min(line.period.opens, due), due, due + _CLOSING)
    set_period_dates(by=by, board_year_id=year_id, key=line.period.key, version=line.version, dates=dates, now=now)
    open_period(by=by, board_year_id=year_id, key=line.period.key, now=now)
    for said in data["given"]:
        waiting = _waiting(said["by"], year_id, today)
        if waiting:
            person = user_with_sign_in(said["by"])
            report(by=person, report_id=waiting[0].id, version=waiting[0].version, filled=_filled(said), now=now)
    draft = data.get("draft")
    left = _waiting(draft["by"], year_id, today) if draft else []
    if draft and left:
        texts = {"comment": draft["comment"]}
        save_draft(by=user_with_sign_in(draft["by"]), report_id=left[0].id, version=0, texts=texts, now=now)


def _waiting(sign_in: str, year_id: UUID, today: date) -> list[MyReport]:
    """The controls that wait for a person in the year."""
    due = my_reports(user_with_sign_in(sign_in), today).due
    return [one for one in due if one.subject is Subject.CONTROL and one.board_year_id == year_id]


def _filled(said: Mapping[str, Any]) -> Filled:
    return Filled(
        status=Status(said["status"]) if "status" in said else None, text=said.get("text", ""),
        result=Result(said["result"]) if "result" in said else None, reason=said.get("reason", ""),
        on_plan=OnPlan(said["on_plan"]) if "on_plan" in said else None, comment=said.get("comment", ""),
    )  # fmt: skip


@cache
def _data() -> Mapping[str, Any]:
    text = resources.files("riskbild.cli").joinpath("cases", "follow-up.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)["boards"]
    return found
