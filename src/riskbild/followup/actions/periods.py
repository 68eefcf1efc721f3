"""The life of a period: its days, opened, brought up to date with the plan, closed, opened again."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from riskbild.audit.writing import add, update
from riskbild.followup import events
from riskbild.followup.actions.asking import Asked, ask
from riskbild.followup.actions.taking import save_period, take_period, told_of_period
from riskbild.followup.models import FollowUpPeriod
from riskbild.followup.ruled import LONGEST_KEY, row_for, ruled_periods
from riskbild.organisation.conflict import NOT_FOUND, Conflict, reached
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, check, may
from riskbild.organisation.refusing import at, filled_line
from riskbild.organisation.roles import Permission
from riskbild.planning.actions.checking import REASON, one_text
from riskbild.planning.actions.taking import open_year_of
from riskbild.planning.models import Plan
from riskbild.register.models import BoardYear
from riskbild.rules.period import Period, PeriodKind
from riskbild.rules.period_life import PeriodState, PeriodStep, move
from riskbild.rules.plan_life import DECIDED
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class PeriodDates:
    """When a period opens for reporting, when reports are due, and when reporting ends for good."""

    opens: date
    due: date
    closes: date


@dataclass(frozen=True)
class Opened:
    """A period that has been opened or brought up to date, and what that changed."""

    period: FollowUpPeriod
    asked: Asked


@transaction.atomic
def open_period(*, by: Actor, board_year_id: UUID, key: str, now: datetime) -> Opened:
    """Opens a period of the year: everything to be reported in it stands there afterwards, in one short transaction.

    An open period is brought up to date instead, so that doing it twice is as once. Raises `Refused` for a closed one.
    """
    period = _take_by_key(by, board_year_id, key, now)
    if period.state == PeriodState.OPEN:
        return _brought_up(by, period, now)
    taken = move(PeriodState(period.state), PeriodStep.OPEN)
    period.state, period.opened_at = (taken.to or PeriodState.OPEN).value, now
    asked = ask(period, now)
    return Opened(save_period(period, events.PERIOD_OPENED, by=by, now=now, after={"items": asked.added}), asked)


@transaction.atomic
def sync_period(*, by: Actor, period_id: UUID, now: datetime) -> Opened:
    """Brings an open period up to date with the plan, the risks and the measures, as after a revision."""
    period, _ = take_period(by, period_id, None, PeriodStep.SYNC, now)
    return _brought_up(by, period, now)


@transaction.atomic
def follow_plan(*, by: Actor, plan_id: UUID, now: datetime) -> list[Opened]:
    """Brings the open periods of a plan's year up to date, once a version has been decided.

    It follows from the decision, so that whoever may record that may do this too.
    """
    plan = reached(Plan, by, plan_id)
    if plan.state not in DECIDED:
        raise Missing(NOT_FOUND)
    if not may(by, Permission.MANAGE_YEAR, plan.board_id, today=day_of(now)):
        check(by, Permission.ADOPT_PLAN, plan.board_id, today=day_of(now))
    rows = FollowUpPeriod.objects.select_for_update(of=("self",)).select_related(
        "board_year__method", "board__municipality"
    )
    rows = rows.filter(municipality_id=plan.municipality_id, board_year_id=plan.board_year_id, state=PeriodState.OPEN)
    return [_brought_up(by, period, now) for period in rows.order_by("pk")]


@transaction.atomic
def set_period_dates(
    *, by: Actor, board_year_id: UUID, key: str, version: int, dates: PeriodDates, now: datetime
) -> FollowUpPeriod:
    """Changes when a period opens, is due and closes; `version` is 0 where the rules' own days have applied so far."""
    period = _take_by_key(by, board_year_id, key, now)
    move(PeriodState(period.state), PeriodStep.SET_DATES)
    if period.version != max(version, 1):
        raise Conflict
    _check_dates(dates, period.ends)
    before = {"opens": period.opens, "due": period.due, "closes": period.closes}
    period.opens, period.due, period.closes = dates.opens, dates.due, dates.closes
    after = {"opens": dates.opens, "due": dates.due, "closes": dates.closes}
    period.version += 1
    update(period)
    told_of_period(events.PERIOD_DATED, period, by=by, now=now, before=before, after={"name": period.name_sv, **after})
    return period


@transaction.atomic
def add_period(
    *, by: Actor, board_year_id: UUID, name: str, starts: date, ends: date, dates: PeriodDates, now: datetime
) -> FollowUpPeriod:  # fmt: skip
    """Adds a period of the board's own to one year, under a name of its own ("Delrapport 1")."""
    year = _year(by, board_year_id, now)
    line = filled_line(name, where="name", longest=LONGEST_KEY, empty=_NO_NAME)
    if ends < starts:
        raise at("ends", _ENDS_BEFORE)
    if not (year.year - 1 <= starts.year and ends.year <= year.year + 1):
        raise at("starts", _OTHER_YEAR)
    _check_dates(dates, ends)
    named = Sentence(line, line)
    period = Period(line, year.year, PeriodKind.OWN, named, starts, ends, dates.opens, dates.due, dates.closes)
    if line in {one.key for one in ruled_periods(year)}:
        raise at("name", _TAKEN.format(name=line))
    row = row_for(year, period)
    _insert(row, _TAKEN.format(name=line))
    told_of_period(events.PERIOD_ADDED, row, by=by, now=now, after={"year": year.year, "name": line})
    return row


@transaction.atomic
def drop_period(*, by: Actor, period_id: UUID, version: int, now: datetime) -> None:
    """Takes away a period that has never been opened; one that the rules name gets the rules' own days again."""
    period, _ = take_period(by, period_id, version, PeriodStep.DROP, now)
    told_of_period(events.PERIOD_DROPPED, period, by=by, now=now, before={"name": period.name_sv})
    period.delete()


@transaction.atomic
def close_period(*, by: Actor, period_id: UUID, version: int, now: datetime) -> FollowUpPeriod:
    """Closes an open period: what is missing from here on is missing, and links to it no longer work."""
    period, taken = take_period(by, period_id, version, PeriodStep.CLOSE, now)
    period.state, period.closed_at = (taken.to or PeriodState.CLOSED).value, now
    return save_period(period, events.PERIOD_CLOSED, by=by, now=now)


@transaction.atomic
def reopen_period(*, by: Actor, period_id: UUID, version: int, reason: str, now: datetime) -> FollowUpPeriod:
    """Opens a closed period again, with a reason that stands beside what is then changed."""
    period, taken = take_period(by, period_id, version, PeriodStep.REOPEN, now)
    period.reason = one_text("reason", reason, REASON, empty=_NO_REASON)
    period.state, period.closed_at = (taken.to or PeriodState.OPEN).value, None
    return save_period(period, events.PERIOD_REOPENED, by=by, now=now, after={"reason": period.reason})


def _brought_up(by: Actor, period: FollowUpPeriod, now: datetime) -> Opened:
    plan_id = period.plan_id
    asked = ask(period, now)
    if asked != Asked() or period.plan_id != plan_id:
        items = {"added": asked.added, "retired": asked.retired, "restored": asked.restored}
        save_period(period, events.PERIOD_SYNCED, by=by, now=now, after=items)
    return Opened(period, asked)


def _year(by: Actor, board_year_id: UUID, now: datetime) -> BoardYear:
    year = open_year_of(by, board_year_id)
    check(by, Permission.MANAGE_YEAR, year.board_id, today=day_of(now))
    return year


def _take_by_key(by: Actor, board_year_id: UUID, key: str, now: datetime) -> FollowUpPeriod:
    """The period with the key, locked, with its year and board; its row is made where the rules alone knew of it."""
    year = _year(by, board_year_id, now)
    rows = FollowUpPeriod.objects.filter(municipality_id=year.municipality_id, board_year=year, key=key)
    if not rows.exists():
        ruled = next((one for one in ruled_periods(year) if one.key == key), None)
        if ruled is None:
            raise Missing(NOT_FOUND)
        FollowUpPeriod.objects.bulk_create([row_for(year, ruled)], ignore_conflicts=True)
    return rows.select_for_update(of=("self",)).select_related("board_year__method", "board__municipality").get()


def _insert(row: FollowUpPeriod, twice: Sentence) -> None:
    try:
        with transaction.atomic():
            add(row)
    except IntegrityError as taken:
        raise at("name", twice) from taken


def _check_dates(dates: PeriodDates, ends: date) -> None:
    if dates.due < dates.opens:
        raise at("due", _DUE_BEFORE)
    if dates.closes < dates.due:
        raise at("closes", _CLOSES_BEFORE)
    if abs((dates.opens - ends).days) > _FARTHEST or abs((dates.closes - ends).days) > _FARTHEST:
        raise at("opens", _FAR_AWAY)


_FARTHEST = 400

_NO_NAME = Sentence(sv="Ge perioden ett namn.", en="Name the period.")
_TAKEN = Sentence(sv="Det finns redan en period som heter {name}.", en="There is already a period named {name}.")
_ENDS_BEFORE = Sentence(sv="Perioden kan inte sluta innan den börjar.", en="The period cannot end before it begins.")
_OTHER_YEAR = Sentence(sv="Perioden ligger utanför året.", en="The period lies outside the year.")
_DUE_BEFORE = Sentence(
    sv="Sista dag att rapportera kan inte ligga före öppningen.", en="The last day cannot lie before the opening."
)
_CLOSES_BEFORE = Sentence(
    sv="Perioden kan inte stängas före sista dag att rapportera.", en="The period cannot close before the last day."
)
_FAR_AWAY = Sentence(sv="Dagarna ligger för långt från perioden.", en="The days lie too far from the period.")
_NO_REASON = Sentence(sv="Ange varför perioden öppnas igen.", en="Say why the period is reopened.")
